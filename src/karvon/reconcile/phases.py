"""The phase of a thing that a text limits a cost or a size to: "the first phase of the plant costs"."""

from __future__ import annotations

import re
from functools import cache

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.reconcile.callings import SENTENCE
from karvon.reconcile.rules import phases

CLAUSE = re.compile(rf"[,;:](?!\d)|{SENTENCE.pattern}")
AROUND = 200


def phase_of(claim: Claim, page: Document) -> str:
    """Return the words by which the clause of a claim speaks of a phase; nothing where it speaks of none."""
    if page.text[claim.start : claim.end] != claim.quote:
        return ""
    before = CLAUSE.split(page.text[max(0, claim.start - AROUND) : claim.start])[-1]
    behind = CLAUSE.split(page.text[claim.end : claim.end + AROUND])[0]
    said = " ".join(f"{before}{claim.quote}{behind}".lower().replace("ё", "е").split())
    found = _pattern().search(said)
    return found[0] if found else ""


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{entry['pattern']}" for entry in phases()))
