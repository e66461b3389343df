"""Pieces of evidence on dates, whose force is a matter of the table of brackets."""

from __future__ import annotations

from karvon.model.dates import Span
from karvon.model.ledger import Bracket
from karvon.reconcile.rules import brackets


def bracket(code: str, span: Span, refs: tuple[str, ...] = ()) -> Bracket:
    """Return a piece of evidence of a kind that the table of brackets knows."""
    return Bracket(code, brackets()[code]["proves"] == "yes", span, refs)
