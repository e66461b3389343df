"""Correcting a claim: which one is meant, whether the new values suit their slots, and the rows that record it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

import msgspec

from karvon.case.errors import CaseError, no_document
from karvon.model.claim import Claim
from karvon.model.correction import Action, Anchor, Correction
from karvon.model.dates import partial
from karvon.model.document import Document, Reading
from karvon.model.row import Row
from karvon.model.vocabulary import codes
from karvon.registry import anchors, correct
from karvon.registry.corrections import CONTEXT, added_id
from karvon.registry.slots import text_of, with_slots
from karvon.store.rules import cell_problem, slot_problem

PERIOD = ("period_start", "period_end")
NEEDED = ("value", "unit")


class Told(TypedDict, total=False):
    """How `Case.correct` and `Case.withdraw` are told which claim is meant, and who corrects it when."""

    quote: str
    claim: str
    kind: str
    who: str
    when: dt.datetime


class Meant(msgspec.Struct, frozen=True, kw_only=True):
    """Which claim a person means: by words of its document, by its id, or both; a kind tells two at one place apart."""

    document: str
    quote: str | None = None
    claim: str | None = None
    kind: str | None = None


class Change(msgspec.Struct, frozen=True):
    """What is to become of the claim: new values of its slots, and whether it is set, rejected or added."""

    action: Action
    slots: Mapping[str, str]


class Signature(msgspec.Struct, frozen=True):
    """Who corrects or judges, why, and when."""

    who: str
    why: str
    when: dt.datetime


def meant(document: str, told: Told) -> Meant:
    """Return which claim of a document is meant."""
    return Meant(document=document, quote=told.get("quote"), claim=told.get("claim"), kind=told.get("kind"))


def rows_of(
    readings: Sequence[Reading], made: Sequence[Correction], meant: Meant, change: Change, signature: Signature
) -> tuple[Row, ...]:
    """Return the rows that record a correction; CaseError says what cannot be corrected so, and what to do."""
    action = change.action
    require_signed(Path(meant.document), signature)
    before = _document(readings, meant)
    standing = correct(readings, made)
    now = next(one for one in standing.readings if one.document and one.document.file == meant.document)
    texts = _checked(meant, change.slots)
    claim = _missed(before, meant, now.claims) if action == "add" else _meant(before, meant, now.claims)
    read = next((one.claims for one in readings if one.document == before), ())
    first = next((one for one in read if one.id == claim.id), None)
    _require_whole(meant, claim, texts, action)
    bases = [_row(claim, meant.document, action, signature)] if action != "set" else []
    sets = [
        _row(claim, meant.document, "set", signature, (slot, _was(first, slot), text)) for slot, text in texts.items()
    ]
    return (*bases, *sets)


def withdrawn(readings: Sequence[Reading], made: Sequence[Correction], meant: Meant, slots: Iterable[str]) -> list[str]:
    """Return the ids of the corrections of a claim, or of some of its slots; CaseError when there are none."""
    document = _document(readings, meant)
    wanted = set(slots)
    span = _span(document, meant) if meant.quote else None
    ids = [one.id for one in made if _about(one, document, meant, span) and (not wanted or one.slot in wanted)]
    if not ids:
        raise CaseError("no_correction", Path(meant.document))
    return ids


def _about(one: Correction, document: Document, meant: Meant, span: tuple[int, int] | None) -> bool:
    """Say whether a correction is about the claim meant: by the id it had or has, or by words that overlap."""
    if one.document != meant.document or (meant.kind and one.kind != meant.kind):
        return False
    if meant.claim and (one.claim or "").startswith(meant.claim):
        return True
    if span is None:
        return False
    there = anchors.place(document.text, one.anchor)
    words = (meant.quote or "") in one.anchor.quote or one.anchor.quote in (meant.quote or "")
    return words if there is None else there[0] < span[1] and span[0] < there[1]


def require_signed(path: Path, signature: Signature) -> None:
    """Refuse by CaseError what nobody signs or gives a reason for."""
    for slot, text in (("who", signature.who), ("why", signature.why)):
        if not text.strip():
            raise CaseError("why_empty", path, slot=slot)


def _document(readings: Sequence[Reading], meant: Meant) -> Document:
    documents = {one.document.file: one.document for one in readings if one.document}
    if meant.document not in documents:
        raise no_document(meant.document, documents)
    return documents[meant.document]


def _checked(meant: Meant, slots: Mapping[str, str]) -> dict[str, str]:
    """Return the slots with their new values, a period as its two ends; CaseError names the slot and the remedy."""
    texts: dict[str, str] = {}
    for slot, text in slots.items():
        for part in PERIOD if slot == "period" else (slot,):
            problem = slot_problem(part, text)
            if problem:
                code, words = problem
                raise CaseError(f"slot_{code}", Path(meant.document), slot=slot, **words)
            texts[part] = text
    if "period" in slots:
        texts.setdefault("period_type", "period" if slots["period"] else "open")
    start, end = (texts.get(part) for part in PERIOD)
    if start and end and (partial(start).first or 0) > (partial(end).last or 0):  # type: ignore[operator]
        raise CaseError("slot_period_order", Path(meant.document), start=start, end=end)
    return texts


def _require_whole(meant: Meant, claim: Claim, texts: Mapping[str, str], action: Action) -> None:
    if action == "add" and claim.kind == "quantity":
        lacking = [slot for slot in NEEDED if not texts.get(slot)]
        if lacking:
            raise CaseError("add_needs", Path(meant.document), slots=", ".join(lacking))
    with_slots(claim, texts)  # fails where slots that are good one by one cannot stand together


def _was(claim: Claim | None, slot: str) -> str:
    return text_of(claim, slot) if claim else ""


def _span(document: Document, meant: Meant) -> tuple[int, int]:
    """Return the one place of the words given; CaseError when there is none or there are several."""
    quote = meant.quote or ""
    found = anchors.places(document.text, quote)
    if not found:
        raise CaseError("no_quote", Path(meant.document), quote=quote)
    if len(found) > 1:
        raise CaseError("quote_twice", Path(meant.document), quote=quote, count=len(found))
    return found[0]


def _meant(document: Document, meant: Meant, claims: Sequence[Claim]) -> Claim:
    """Return the claim meant among those of the document as corrected so far."""
    if meant.claim:
        named = [claim for claim in claims if claim.id.startswith(meant.claim)]
        if len(named) != 1:
            raise CaseError("no_claim_id", Path(meant.document), claim=meant.claim)
        return named[0]
    if not meant.quote:
        raise CaseError("no_anchor", Path(meant.document))
    near = [claim for claim in claims if meant.kind in (None, claim.kind)]
    exact = [claim for claim in near if claim.quote == meant.quote]
    found = exact if len(exact) == 1 else _overlapping(document, meant, near)
    if not found:
        raise CaseError("no_claim", Path(meant.document), quote=meant.quote)
    if len(found) > 1:
        listed = "; ".join(f"{claim.id} ({claim.kind}, {claim.quote[:CONTEXT]})" for claim in found)
        raise CaseError("many_claims", Path(meant.document), quote=meant.quote, claims=listed)
    return found[0]


def _overlapping(document: Document, meant: Meant, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims at the words given: those inside them, else those that hold them, else any that share some."""
    start, end = _span(document, meant)
    same = [claim for claim in claims if (claim.start, claim.end) == (start, end)]
    inside = [claim for claim in claims if start <= claim.start and claim.end <= end]
    around = [claim for claim in claims if claim.start <= start and end <= claim.end]
    part = [claim for claim in claims if claim.start < end and start < claim.end]
    return same or inside or around or part


def _missed(document: Document, meant: Meant, claims: Sequence[Claim]) -> Claim:
    """Return the bare claim to add at the words given; CaseError when one of its kind stands there."""
    kind = meant.kind or ""
    if kind not in codes("claim_kinds"):
        problem = cell_problem({"type": "code", "vocabulary": "claim_kinds", "required": "no"}, kind or "?")
        code, words = problem or ("code", {})
        raise CaseError(f"slot_{code}", Path(meant.document), slot="kind", **words)
    if not meant.quote:
        raise CaseError("no_anchor", Path(meant.document))
    start, end = _span(document, meant)
    there = anchors.at(claims, kind, (start, end))
    if there is not None and anchors.shared(there, (start, end)) * 2 >= end - start:
        raise CaseError("claim_there", Path(meant.document), quote=meant.quote, claim=there.id)
    text = document.text
    bare = Claim(
        id="",
        document=document.file,
        kind=kind,  # type: ignore[arg-type]
        start=start,
        end=end,
        quote=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )
    return msgspec.structs.replace(bare, id=added_id(_correction(bare, document.file)))


def _correction(claim: Claim, document: str) -> Correction:
    anchor = Anchor(claim.quote, claim.prefix, claim.suffix)
    return Correction(
        id="", document=document, action="add", kind=claim.kind, anchor=anchor, who="", why="", made_on=""
    )


def _row(
    claim: Claim, document: str, action: Action, signature: Signature, slot: tuple[str, str, str] = ("", "", "")
) -> Row:
    """Return the row of one correction; the same claim and slot always have the same id, so that it can be revised."""
    name, was, value = slot
    key = "\x1f".join((document, claim.kind, claim.quote, claim.prefix, claim.suffix, action, name))
    cells = {
        "document": document,
        "action": action,
        "kind": claim.kind,
        "claim": claim.id,
        "quote": claim.quote,
        "prefix": claim.prefix,
        "suffix": claim.suffix,
        "slot": name,
        "was": was,
        "value": value,
        "who": signature.who,
        "why": signature.why,
        "made_on": signature.when.date().isoformat(),
    }
    return Row(
        table="corrections",
        id=hashlib.sha256(key.encode()).hexdigest()[:12],
        cells={column: text for column, text in cells.items() if text},
    )
