"""Handed on: outlets that a verb of speech only names as those who hand somebody's words on."""

from __future__ import annotations

from karvon.read import institutions
from karvon.read.cues import Cue
from karvon.read.room import Room, cue_at, mentioned
from karvon.read.tokens import past

HANDED_ON = ("сообща", "сообщи", "переда", "пиш", "информиру", "report", "writes")


def handed_on(room: Room, first: int, last: int) -> bool:
    """Say whether a sentence of somebody's words ends in the outlet that hands them on."""
    at = max(first, last - 12)
    while (cue := cue_at(room, at, last, "verb", "as_said", "outlet", "closing")) is not None:
        if only_hands_on(room, cue):
            return True
        at = cue.last
    return False


def only_hands_on(room: Room, verb: Cue) -> bool:
    """Say whether a verb only names the outlet that hands the words on: "TASS reports", "передаёт ТАСС"."""
    word = room.tokens[verb.last - 1].lower
    if not word.startswith(HANDED_ON):
        return False
    if past(word) == "plur" and _tells_in(room, verb):
        return False
    if past(word) in ("masc", "femn") and _told_by(room, verb):
        return False
    before = verb.first - 1
    if room.marks.language == "en" and before >= 0 and institutions.outlet_at(room.tokens, room.marks, before):
        return True
    return institutions.outlet_at(room.tokens, room.marks, verb.last)


def _tells_in(room: Room, verb: Cue) -> bool:
    """Say whether an outlet is only told what an institution says: "сообщили ТАСС в министерстве"."""
    after = [token.lower for token in room.tokens[verb.last : verb.last + OUTLETS]]
    at = next((i for i, word in enumerate(after) if word in ("в", "во")), None)
    if not at or any(word in (",", ".", ";", "что") for word in after[:at]):
        return False
    last = min(verb.last + at + 2 * OUTLETS, len(room.tokens))
    return any(one.body for one in mentioned(room, verb.last + at, last))


OUTLETS = 7


def _told_by(room: Room, verb: Cue) -> bool:
    """Say whether an outlet is only told what somebody named behind it says: "сообщил ТАСС министр Иван Ким"."""
    end = min(verb.last + TELLERS, len(room.tokens))
    stop = next((at for at in range(verb.last, end) if room.tokens[at].text in (",", ".", ";", ":", "что")), end)
    return any(one.subject and one.name and not one.body for one in mentioned(room, verb.last, stop))


TELLERS = 20
