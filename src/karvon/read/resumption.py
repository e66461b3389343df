"""Resumption: where the narrator goes on after somebody's words, told by what a sentence is about."""

from __future__ import annotations

from karvon.read.persons import Person
from karvon.read.room import Room, cue_at


def resumed(room: Room, speaker: Person | None, first: int, last: int) -> bool:
    """Say whether narration plainly resumes: somebody agreed or met, which no institution's figures tell."""
    of_body = speaker is not None and speaker.body is not None
    if of_body and cue_at(room, first, last, "event") is not None:
        return True
    return room.marks.language == "en" and (_gathering(room, first, last) or _together(room, first, last))


def _together(room: Room, first: int, last: int) -> bool:
    """Say whether both sides do something, which neither of them tells: "The Presidents signed a roadmap"."""
    words = [token.lower for token in room.tokens[first : min(last, first + OPENING)]]
    actors = [at for at, word in enumerate(words) if word in SIDES]
    if not actors or words[0] not in ("the", "both", "two", "they"):
        return False
    cue = cue_at(room, first + actors[0], first + actors[0] + 3, "event")
    return cue is not None


SIDES = frozenset(["presidents", "leaders", "sides", "parties", "ministers", "officials", "delegations", "they"])


def _gathering(room: Room, first: int, last: int) -> bool:
    """Say whether an English sentence tells of the event itself, which its guests do not: "The forum was organised"."""
    words = [token.lower for token in room.tokens[first:last]]
    if not PRESENT.isdisjoint(words):
        return True
    if not words or words[0] not in ("the", "this", "organised", "organized", "hosted", "held"):
        return False
    verb = next((at for at, word in enumerate(words) if word in HELD), None)
    return verb is not None and any(word in GATHERINGS for word in words[1 : min(verb, OPENING)])


PRESENT = frozenset({"attended", "attending", "participating"})
OPENING = 9
GATHERINGS = frozenset([
    "forum", "meeting", "conference", "session", "event", "summit", "seminar", "roundtable", "workshop", "exhibition",
    "talks", "ceremony", "webinar", "visit", "fair", "expo", "delegation", "reception",
])  # fmt: skip
HELD = frozenset([
    "organized", "organised", "attended", "held", "hosted", "gathered", "brought", "co-hosted", "inaugurated",
    "co-organised", "co-organized", "includes", "included", "comprises", "comprised", "discussed", "concluded",
])  # fmt: skip
