"""Records: data, reports and statements, and the institution whose they are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from karvon.read import institutions
from karvon.read.cues import Cue
from karvon.read.persons import Mention
from karvon.read.room import Room, cue_at, mentioned
from karvon.read.subjects import beside


def record_at(room: Room, first: int, last: int) -> Cue | None:
    """Return the first record among tokens [first, last)."""
    return cue_at(room, first, last, "record")


def last_record(room: Room, first: int, last: int) -> Cue | None:
    """Return the record nearest before a token."""
    found = [cue for cue in room.marks.between("speech", first, last) if cue.code == "record"]
    return found[-1] if found else None


def owner_of(room: Room, record: Cue, first: int, last: int) -> Mention | None:
    """Return the institution whose record it is: behind it in the genitive, or before it ("China Customs data")."""
    stop = next((at for at in range(record.last, last) if room.tokens[at].text in "-:."), last)
    behind = mentioned(room, record.last, min(stop, record.last + 12))
    after = [m for m in behind if m.body]
    author = _author(room, record, behind)
    if author is not None or after:
        return author or after[0]
    of_them = record.last + next((n for n in range(3) if not joins(room, record.last + n, last)), 0)
    near = beside(room, of_them) if of_them < last else []
    if not near and of_them < last and room.tokens[of_them].text in BLOCS and of_them > record.last:
        return Mention(of_them, of_them + 1, room.tokens[of_them].text, None, None, body="name")
    named = (
        institutions.capitalised(room.tokens, room.marks, of_them, min(stop, last)) if _from(room, of_them) else None
    )
    if near or named is not None:
        return near[0] if near else named
    before = [m for m in mentioned(room, max(first, record.first - 8), record.first) if m.body]
    if before and before[-1].last == record.first:
        return before[-1]
    short = room.tokens[record.first - 1].text if record.first > first else ""
    if room.marks.language == "en" and short.isupper() and len(short) > 1:
        named = institutions.proper(room.tokens, room.marks, record.first - 1)
        if named is not None:
            return named
    own = room.known.bodies.get(record.first)
    return own if own is not None and not own.bare else _publisher(room, record, first)


def _author(room: Room, record: Cue, behind: Sequence[Mention]) -> Mention | None:
    """Return the person whose record it is, right behind it in Russian: "в докладе министра торговли Бразилии X"."""
    if room.marks.language == "en" or not behind or behind[0].first != record.last or behind[0].body:
        return None
    named = (m for m in behind if m.name and not m.body)
    return next(named, None)


def _from(room: Room, at: int) -> bool:
    """Say whether an English record is told to come from whoever stands here: "data from the", "compiled by"."""
    words = [token.lower for token in room.tokens[max(0, at - 2) : at]]
    return room.marks.language == "en" and bool({"from", "by"} & set(words))


def _publisher(room: Room, record: Cue, first: int) -> Mention | None:
    """Return the institution that is told to have given a record out: "the bank released a review, which said"."""
    if room.marks.language != "en":
        return None
    bodies = [m for m in mentioned(room, first, record.first) if m.body]
    if not bodies:
        return None
    between = room.tokens[bodies[-1].last : record.first]
    return bodies[-1] if any(token.lower in RELEASED for token in between) else None


def publisher_before(room: Room, start: int) -> Mention | None:
    """Return the institution that the sentence before a place tells to have given a record out."""
    at = bisect_left(room.sentences, start, key=lambda one: one.start)
    if not at:
        return None
    first, last = room.bounds[room.sentences[at - 1].start]
    bodies = [m for m in mentioned(room, first, last) if m.body and not m.bare and m.subject]
    if not bodies or bodies[0].first > first + 2:
        return None
    released = next((i for i in range(bodies[0].last, last) if room.tokens[i].lower in RELEASED), None)
    return bodies[0] if released is not None and record_at(room, released, last) is not None else None


BLOCS = frozenset(["EU", "UN", "ASEAN", "EAEU", "GCC", "CIS", "AU", "EAC", "ECOWAS", "COMESA", "SADC", "MERCOSUR"])
RELEASED = frozenset([
    "released", "published", "issued", "unveiled", "presented", "posted", "launched", "compiled", "опубликовал",
    "опубликовала", "опубликовало", "обнародовал", "обнародовала", "обнародовало", "выпустил", "выпустила",
    "выпустило", "представил", "представила", "представило", "распространил", "распространила", "распространило",
])  # fmt: skip


def joins(room: Room, at: int, last: int) -> bool:
    """Say whether a small English word joins a record to its owner: "figures from the"."""
    return at < last and room.tokens[at].lower in ("from", "of", "by", "the")
