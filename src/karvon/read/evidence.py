"""Evidence: whose data, reports and statements a sentence tells of, where no person speaks in it."""

from __future__ import annotations

from karvon.read.cues import Cue
from karvon.read.persons import Mention
from karvon.read.records import last_record, owner_of, record_at
from karvon.read.room import Room, cue_at
from karvon.read.subjects import ADVERBS, subject
from karvon.read.values import Value

SAYING = ("verb", "as_said", "act", "address")
QUOTING = (*SAYING, "closing", "impersonal")
RECORDED = ("данны", "цифр", "материал", "отчет", "отчёт", "data", "figures", "statistics", "report")
KNOWN_RECORD = frozenset([
    "этих", "опубликованных", "приведенных", "приведённых", "обнародованных", "представленных", "этого", "the", "these",
])  # fmt: skip
NEAR_RECORD = 16
OF_RECORD = frozenset(["the", "this", "its", "that", "same", "new", "latest", "annual", "monthly"])


class Said(Value, frozen=True):
    """Who a sentence is ascribed to: nobody, the last speaker (`again`), or `who`, cited by `outer` if that is said."""

    who: Mention | None
    rule: str
    again: bool = False
    verb: Cue | None = None
    outer: Mention | None = None


def evidence(room: Room, first: int, last: int) -> Said | None:
    """Read "it follows from the data of X", "data from X show", "such data are given by X"."""
    cue = cue_at(room, first, last, "evidence")
    if cue is None:
        return None
    for record in room.marks.between("speech", max(first, cue.first - NEAR_RECORD), min(last, cue.last + 8)):
        found = owner_of(room, record, first, last) if record.code == "record" else None
        if found is not None:
            return Said(found, "speech.evidence")
    such = cue_at(room, max(first, cue.first - 3), cue.first, "backward")
    who = subject(room, cue, first, last) if such is not None else None
    if who is not None:
        return Said(who, "speech.evidence")
    return Said(None, "speech.evidence", again=True) if _same_record(room, cue, first, last) else None


def dashed_back(room: Room, first: int, last: int) -> Said | None:
    """Read what a dash sets off at the end: "… вырос - такие данные приводит ведомство"."""
    cue = cue_at(room, first + 2, last, "backward")
    if cue is None or room.tokens[cue.first - 1].text not in "-—–":
        return None
    verb = cue_at(room, cue.last, min(last, cue.last + 3), *QUOTING, "evidence")
    who = subject(room, verb, first, last) if verb is not None else None
    return Said(who, "speech.evidence", verb=verb) if who is not None else None


def bracketed(room: Room, first: int, last: int) -> Said | None:
    """Read "(World Bank data)", "(данные Нацбанка)": brackets that hold a record and whose it is, and no more."""
    record = record_at(room, first, last)
    opening = (
        next((at for at in range(record.first, max(first, record.first - 8), -1) if room.tokens[at].text == "("), None)
        if record
        else None
    )
    if record is None or opening is None:
        return None
    closing = next((at for at in range(record.last, min(last, record.last + 12)) if room.tokens[at].text == ")"), None)
    owner = owner_of(room, record, opening + 1, closing) if closing is not None else None
    told = owner is not None and min(owner.first, record.first) <= opening + 2 and closing in (owner.last, record.last)
    return Said(owner, "speech.according") if told else None


def _same_record(room: Room, cue: Cue, first: int, last: int) -> bool:
    """Say whether figures without an owner, told from as known, are those cited before: "из этих данных следует"."""
    near = range(max(first, cue.first - 5), min(last, cue.last + 5))
    words = [room.tokens[at].lower for at in near]
    return any(
        word.startswith(RECORDED) and any(known in words[max(0, at - 2) : at] for known in KNOWN_RECORD)
        for at, word in enumerate(words)
    )


def in_record(room: Room, verb: Cue, first: int) -> Said | None:
    """Return whose record an English verb tells of: "the bank's report said", or "the report added" of one before."""
    if room.marks.language != "en":
        return None
    behind = record_at(room, verb.last, verb.last + 4)
    if behind is not None and room.tokens[verb.last].lower in ("a", "the", "its", "an"):
        owner = owner_of(room, behind, verb.last, min(len(room.tokens), verb.last + NEAR_RECORD))
        if owner is not None and owner.first > behind.first:
            return Said(owner, "speech.evidence", verb=verb)
    record = record_at(room, first, verb.first) if verb.first - first <= NEAR_RECORD else None
    owner = owner_of(room, record, first, verb.first) if record is not None else None
    if owner is not None:
        return Said(owner, "speech.evidence", verb=verb)
    record = last_record(room, max(first, verb.first - NEAR_RECORD), verb.first)
    if record is None or not all(_adverb(token.lower) for token in room.tokens[record.last : verb.first]):
        return None
    owner = owner_of(room, record, max(first, record.first - NEAR_RECORD // 2), verb.first)
    if owner is not None:
        return Said(owner, "speech.evidence", verb=verb)
    known = record.first > 0 and room.tokens[record.first - 1].lower in OF_RECORD
    return Said(None, "speech.impersonal", again=True, verb=verb) if known else None


def _adverb(word: str) -> bool:
    return word in ADVERBS or word.endswith("ly")
