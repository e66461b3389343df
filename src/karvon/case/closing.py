"""Closing a promise or an announcement: which one is meant, and the row that records what a person decided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from karvon.case.correcting import Signature
from karvon.case.errors import CaseError
from karvon.model.ledger import History, Ledger, Promise
from karvon.model.row import Row
from karvon.model.vocabulary import codes

DECISIONS = "promise_decisions"


class Decision(msgspec.Struct, frozen=True):
    """What became of a promise, what it was about in words, and what the decision rests on."""

    decision: str
    about: str = ""
    evidence: str = ""


def meant(ledger: Ledger, name: str) -> Promise | History:
    """Return the promise or history whose id begins with `name`; CaseError when there is none or several."""
    held: tuple[Promise | History, ...] = (*ledger.promises, *ledger.histories)
    found = [one for one in held if name and one.id.startswith(name)]
    if len(found) != 1:
        raise CaseError("no_promise" if not found else "many_promises", Path(name), count=len(found))
    return found[0]


def row_of(ledger: Ledger, name: str, decision: Decision, signature: Signature) -> Row:
    """Return the row that records a decision; a promise has one row, and deciding anew revises it."""
    promise = meant(ledger, name)
    if decision.decision not in codes(DECISIONS):
        allowed = ", ".join(sorted(codes(DECISIONS)))
        raise CaseError("no_decision", Path(name), value=decision.decision, allowed=allowed)
    _require_signed(name, signature)
    cells = {
        "promise": promise.id,
        "about": decision.about or promise.id,
        "decision": decision.decision,
        "evidence": decision.evidence,
        "who": signature.who,
        "why": signature.why,
        "made_on": signature.when.date().isoformat(),
    }
    filled = {column: text for column, text in cells.items() if text}
    return Row(table="decisions", id=decision_id(promise.id), cells=filled)


def decision_id(promise: str) -> str:
    """Return the id under which the decision on a promise is recorded."""
    return hashlib.sha256(f"decision\x1f{promise}".encode()).hexdigest()[:12]


def reopened(ledger: Ledger, name: str, recorded: Iterable[Row], signature: Signature) -> list[str]:
    """Return the ids of the decisions on a promise; CaseError when nobody has closed it."""
    promise = meant(ledger, name)
    _require_signed(name, signature)
    ids = [row.id for row in recorded if row.cells["promise"] == promise.id]
    if not ids:
        raise CaseError("not_closed", Path(name))
    return ids


def _require_signed(name: str, signature: Signature) -> None:
    for slot, text in (("--who", signature.who), ("--why", signature.why)):
        if not text.strip():
            raise CaseError("decision_empty", Path(name), slot=slot)
