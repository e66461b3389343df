"""Corrections put upon what was read: each finds its claim again, and what it cannot do becomes a finding."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from karvon.model.claim import Claim
from karvon.model.correction import Anchor, Correction, State
from karvon.model.document import Document, Finding, Reading, Severity
from karvon.model.reasons import correction_rule
from karvon.model.row import Row
from karvon.registry import anchors
from karvon.registry.slots import same, text_of, with_slots

ORDER = ("add", "set", "reject")
CONTEXT = 32
SHOWN = 60


class Corrected(msgspec.Struct, frozen=True):
    """Readings with every correction applied, and the corrections with the claims they now stand at."""

    readings: tuple[Reading, ...]
    corrections: tuple[Correction, ...] = ()


def corrections(rows: Iterable[Row]) -> tuple[Correction, ...]:
    """Return the corrections that rows of the registry hold: claims are added first and rejected last."""
    made = [_correction(row) for row in rows if row.table == "corrections"]
    return tuple(sorted(made, key=lambda one: (one.document, ORDER.index(one.action), one.made_on, one.id)))


def _correction(row: Row) -> Correction:
    cells = row.cells
    return Correction(
        id=row.id,
        document=cells["document"],
        action=cells["action"],  # type: ignore[arg-type]
        kind=cells["kind"],
        anchor=Anchor(cells["quote"], cells.get("prefix", ""), cells.get("suffix", "")),
        who=cells["who"],
        why=cells["why"],
        made_on=cells["made_on"],
        claim=row.get("claim"),
        slot=row.get("slot"),
        was=cells.get("was", ""),
        value=cells.get("value", ""),
    )


def correct(readings: Sequence[Reading], made: Sequence[Correction]) -> Corrected:
    """Return the readings as corrected; a correction that finds no document or no place is kept and told."""
    named = _by_document(readings, made)
    done: list[Correction] = []
    result: list[Reading] = []
    for number, reading in enumerate(readings):
        own = named.get(number, [])
        changed, applied = _on_one(reading, own) if own else (reading, [])
        result.append(changed)
        done += applied
    lost = named.get(len(readings), [])
    result += [Reading(document=None, findings=(_found(one, "document_missing", "warning"),)) for one in lost]
    return Corrected(tuple(result), (*done, *lost))


def _by_document(readings: Sequence[Reading], made: Sequence[Correction]) -> dict[int, list[Correction]]:
    """Return the corrections by the number of the reading they belong to; those that belong to none after the last."""
    files = {one.document.file: number for number, one in enumerate(readings) if one.document}
    found: dict[int, list[Correction]] = {}
    for one in made:
        number = files.get(one.document)
        found.setdefault(_elsewhere(readings, one) if number is None else number, []).append(one)
    return found


def _elsewhere(readings: Sequence[Reading], one: Correction) -> int:
    """Return the only document that holds the words under another name."""
    holding = [
        number
        for number, reading in enumerate(readings)
        if reading.document and anchors.place(reading.document.text, one.anchor)
    ]
    return holding[0] if len(holding) == 1 else len(readings)


class _Desk(msgspec.Struct):
    """One document under correction: its claims by id as they now stand, and what there is to tell."""

    document: Document
    claims: dict[str, Claim]
    findings: list[Finding] = []
    done: list[Correction] = []

    def finish(self, one: Correction, state: State, target: Claim | None = None) -> None:
        """Note what became of a correction."""
        held = target and target.id
        self.done.append(msgspec.structs.replace(one, document=self.document.file, state=state, target=held))

    def tell(self, one: Correction, code: str, severity: Severity, **params: str) -> None:
        """Add a finding about a correction."""
        self.findings.append(_found(one, code, severity, file=self.document.file, **params))


def _on_one(reading: Reading, own: Sequence[Correction]) -> tuple[Reading, list[Correction]]:
    """Return one reading as corrected: missed claims added, slots set claim by claim, claims that are none left out."""
    document = reading.document
    assert document is not None
    desk = _Desk(document, {claim.id: claim for claim in reading.claims})
    for one in (one for one in own if one.action == "add"):
        _add(desk, one)
    _set_all(desk, [one for one in own if one.action == "set"])
    for one in (one for one in own if one.action == "reject"):
        _reject(desk, one)
    _leave_out_numberless(desk)
    claims = sorted(desk.claims.values(), key=lambda claim: (claim.start, claim.end, claim.kind, claim.id))
    whole = tuple(_without_lost_relations(claim, desk.claims) for claim in claims)
    return msgspec.structs.replace(reading, claims=whole, findings=(*reading.findings, *desk.findings)), desk.done


def _add(desk: _Desk, one: Correction) -> None:
    """Add a missed claim at its words; where the reader gives one there by now, that one stands."""
    span = anchors.place(desk.document.text, one.anchor)
    if span is None:
        desk.tell(one, "anchor_lost", "warning")
        desk.finish(one, "waiting")
        return
    there = anchors.at(desk.claims.values(), one.kind, span)
    if there is not None and anchors.shared(there, span) * 2 >= span[1] - span[0]:
        desk.tell(one, "confirmed", "note", slot=one.kind)
        desk.finish(one, "confirmed", there)
        return
    claim = _missed(desk.document, one, span)
    desk.claims[claim.id] = claim
    desk.finish(one, "applied", claim)


def added_id(one: Correction) -> str:
    """Return the id of a claim that a person added: the same whatever becomes of the text around it."""
    key = "\x1f".join((one.document, one.kind, one.anchor.quote, one.anchor.prefix, one.anchor.suffix))
    return hashlib.sha256(f"correction\x1f{key}".encode()).hexdigest()[:16]


def _missed(document: Document, one: Correction, span: tuple[int, int]) -> Claim:
    start, end = span
    quote = document.text[start:end]
    level = one.kind == "quantity"
    signed = ("kind", "subject", "status", "speech", *(("bound", "change") if level else ()))
    return Claim(
        id=added_id(one),
        document=document.file,
        kind=one.kind,  # type: ignore[arg-type]
        start=start,
        end=end,
        quote=quote,
        subject=quote,
        status="actual",
        outlet=document.outlet,
        prefix=document.text[max(0, start - CONTEXT) : start],
        suffix=document.text[end : end + CONTEXT],
        rules=tuple(correction_rule(one.who, slot) for slot in signed),
        bound="eq" if level else None,
        change="level" if level else None,
    )


def _set_all(desk: _Desk, own: Sequence[Correction]) -> None:
    """Set slots, all of one claim at once: a number and its bound make one interval."""
    of_claim: dict[str, list[Correction]] = {}
    for one in own:
        claim = _located(desk, one)
        if claim is not None:
            of_claim.setdefault(claim.id, []).append(one)
    for name, sets in of_claim.items():
        desk.claims[name] = _set(desk, desk.claims[name], sets)


def _located(desk: _Desk, one: Correction) -> Claim | None:
    """Return the claim that a correction means: by its id, else by its words; tell what is lost."""
    known = desk.claims.get(one.claim or "")
    if known is not None and known.kind == one.kind:
        return known
    span = anchors.place(desk.document.text, one.anchor)
    found = anchors.at(desk.claims.values(), one.kind, span) if span else None
    if found is None:
        gone = one.action == "reject" and span is not None
        code = "confirmed" if gone else "claim_lost" if span else "anchor_lost"
        desk.tell(one, code, "note" if gone else "warning", slot=one.kind)
        desk.finish(one, "confirmed" if gone else "waiting")
    return found


def _set(desk: _Desk, claim: Claim, sets: Sequence[Correction]) -> Claim:
    """Return a claim with the slots set that the reader does not give as corrected by itself."""
    texts: dict[str, str] = {}
    rules: list[str] = []
    for one in sets:
        state = _state(desk, claim, one)
        desk.finish(one, state, None if state == "waiting" else claim)
        if state == "applied":
            texts[one.slot or ""] = one.value
            rules.append(correction_rule(one.who, one.slot or ""))
    corrected = with_slots(claim, texts)
    return msgspec.structs.replace(corrected, rules=tuple(dict.fromkeys((*claim.rules, *rules))))


def _state(desk: _Desk, claim: Claim, one: Correction) -> State:
    """Return what becomes of a set slot, and tell where the reader has changed since it was corrected."""
    slot = one.slot or ""
    try:
        known = same(claim, slot, one.value)
    except (ValueError, KeyError, ArithmeticError):
        desk.tell(one, "unusable", "warning", slot=slot, value=one.value)
        return "waiting"
    now = text_of(claim, slot)
    if known:
        if now != one.was:
            desk.tell(one, "confirmed", "note", slot=slot)
        return "confirmed"
    if now != one.was and one.claim != added_id(one):
        words = {"slot": slot, "now": now or "—", "was": one.was or "—", "value": one.value or "—"}
        desk.tell(one, "reading_changed", "note", **words)
    return "applied"


def _reject(desk: _Desk, one: Correction) -> None:
    claim = _located(desk, one)
    if claim is not None:
        del desk.claims[claim.id]
        desk.finish(one, "applied")


def _leave_out_numberless(desk: _Desk) -> None:
    """Leave out a missed quantity whose number nobody gave: it is no figure."""
    for one in [one for one in desk.done if one.action == "add" and one.target == added_id(one)]:
        claim = desk.claims.get(added_id(one))
        if claim is not None and claim.kind == "quantity" and claim.value is None:
            del desk.claims[claim.id]
            desk.tell(one, "unusable", "warning", slot="value")


def _without_lost_relations(claim: Claim, claims: Mapping[str, Claim]) -> Claim:
    kept = tuple(one for one in claim.relations if one.target in claims)
    return claim if kept == claim.relations else msgspec.structs.replace(claim, relations=kept)


def _found(one: Correction, code: str, severity: Severity, **params: str) -> Finding:
    """Return a finding about a correction, with its words, who made it and what it holds."""
    file = params.pop("file", one.document)
    quote = " ".join(one.anchor.quote.split())
    shown = quote if len(quote) <= SHOWN else quote[: SHOWN - 1] + "…"
    words = {"quote": shown, "who": one.who, "kind": one.kind, "slot": one.slot or "", "value": one.value, **params}
    return Finding(file, "", f"correction.{code}", severity, tuple(sorted(words.items())))
