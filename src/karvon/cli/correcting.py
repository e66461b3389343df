"""`karvon correct`: what the options ask for, and what to say when it is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from karvon.case.errors import CaseError
from karvon.cli.terminal import words

if TYPE_CHECKING:
    from karvon.case import Case
    from karvon.case.correcting import Told


class Wish(NamedTuple):
    """The options of one `karvon correct`."""

    document: str
    quote: str | None
    claim: str | None
    kind: str | None
    slots: tuple[str, ...]
    action: str | None
    who: str | None
    why: str


def checked(wish: Wish, missed: str | None, action: str | None) -> Wish:
    """Return the wish; CaseError when it asks for two things at once, for nothing, or names no reason."""
    path = Path(wish.document)
    if missed and action:
        raise CaseError("one_correction", path)
    if not wish.action and not wish.slots:
        raise CaseError("nothing_to_correct", path)
    if not wish.why.strip():
        raise CaseError("why_empty", path, slot="--why")
    if wish.action == "reject" and wish.slots:
        raise CaseError("reject_sets", path)
    return wish


def done(case: Case, wish: Wish, lang: str) -> str:
    """Record what is asked for and return the line that says so."""
    if wish.action == "withdraw":
        rows = case.withdraw(wish.document, [each.partition("=")[0] for each in wish.slots], why=wish.why, **told(wish))
        return words("correct.withdrawn", lang, count=len(rows), path=case.folder)
    action = "reject" if wish.action == "reject" else "add" if wish.action == "add" else "set"
    rows = case.correct(wish.document, slots_of(wish), action, why=wish.why, **told(wish))  # type: ignore[arg-type]
    said = "correct.done" if rows else "correct.same"
    return words(said, lang, count=len(rows), path=case.folder)


def told(wish: Wish) -> Told:
    """Return which claim is meant and who corrects it, as far as the options say."""
    given: Told = {}
    if wish.quote:
        given["quote"] = wish.quote
    if wish.claim:
        given["claim"] = wish.claim
    if wish.kind:
        given["kind"] = wish.kind
    if wish.who is not None:
        given["who"] = wish.who
    return given


def slots_of(wish: Wish) -> Mapping[str, str]:
    """Return the new value of each slot; CaseError for an option that is not SLOT=VALUE."""
    slots: dict[str, str] = {}
    for each in wish.slots:
        slot, mark, value = each.partition("=")
        if not mark:
            raise CaseError("slot_form", Path(wish.document), value=each)
        slots[slot.strip()] = value.strip()
    return slots
