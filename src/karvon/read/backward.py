"""Backward: the words before a sentence that it tells whose they were: "X said this", "…, he said"."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.attribution import ascribed, holder
from karvon.read.cues import Cue
from karvon.read.direct import Voice, earlier, paragraph_of
from karvon.read.evidence import Said
from karvon.read.persons import Company, Person
from karvon.read.room import Room, cue_at, mentioned
from karvon.read.sentences import Sentence
from karvon.read.subjects import subject

BACK = 3
ENDS = frozenset([
    "on", "at", "in", "during", "while", "when", "after", "to", "as", "following", "today", "yesterday",
    "speaking",
])  # fmt: skip
CLOSING = ("speech.verb", "speech.impersonal", "speech.evidence")
TITLE = 160


def backward(room: Room, company: Company, sentence: Sentence, found: Sequence[Voice]) -> list[Voice]:
    """Read "X said this", which ascribes the sentences before it; returns nothing for other sentences."""
    first, last = room.bounds[sentence.start]
    cue = _pointing_back(room, first, last)
    if cue is None:
        return []
    opening = cue.first if room.marks.language != "en" and room.tokens[first].lower == "как" else first
    by = room.tokens[min(cue.last, last - 1)].lower == "by"
    said = (_by(room, cue, first, last) if by else None) or ascribed(room, opening, last)
    said = said or _by(room, cue, first, last)
    if said is None or said.who is None:
        return []
    person = company.meet(said.who, earlier(room, sentence, said.who, said.who.first))
    own = Voice(sentence.start, sentence.end, "indirect", person, "speech.backward")
    return [*(own._replace(start=s.start, end=s.end) for s in _told_before(room, sentence, found)), own]


def _pointing_back(room: Room, first: int, last: int) -> Cue | None:
    """Return the words that point back at what was told: "about this" at the start, "said it" anywhere."""
    reach = min(first + (22 if room.marks.language == "en" else 2), last)
    if room.marks.language != "en" and room.tokens[first].lower == "как":
        comma = next((at for at in range(first, min(first + 15, last)) if room.tokens[at].text == ","), first)
        reach = min(comma + 3, last)
    cue = cue_at(room, first, reach, "backward")
    if cue is None and room.tokens[first].lower in ("о", "об", "обо"):
        cue = cue_at(room, first, last, "verb")
        return cue if cue is not None and _topic_only(room, first, last) else None
    if cue is not None or room.marks.language != "en":
        return cue
    verb = cue_at(room, first, min(last, first + 24), "verb")
    if verb is None or verb.last + 1 >= last or room.tokens[verb.last].lower not in ("it", "this", "so"):
        return None
    after = room.tokens[verb.last + 1].lower
    return verb if after in ENDS or not after[0].isalpha() else None


def _topic_only(room: Room, first: int, last: int) -> bool:
    """Say whether a sentence only names what was told of: it has no figures of its own and no "that"."""
    return not any(token.kind == "number" or token.lower == "что" for token in room.tokens[first:last])


def _by(room: Room, cue: Cue, first: int, last: int) -> Said | None:
    """Read "this was stated by X", "X said it" and "такие цифры привёл X"."""
    at = cue.last
    found = mentioned(room, at + 1, min(last, at + 16)) if at < last and room.tokens[at].lower == "by" else []
    verb = cue if _tells_itself(room, cue) else cue_at(room, at, min(last, at + 2), "evidence", "closing")
    who = holder(found) if found else subject(room, verb, first, last) if verb is not None else None
    return Said(who, "speech.backward") if who else None


def _tells_itself(room: Room, cue: Cue) -> bool:
    """Say whether the words that point back hold their verb: English ones, and "с таким заявлением выступил"."""
    return room.marks.language == "en" or room.tokens[cue.last - 1].lower.startswith("выступил")


def _told_before(room: Room, sentence: Sentence, found: Sequence[Voice]) -> list[Sentence]:
    """Return the sentences that "about this" means: those before it in its paragraph, else the paragraph before."""
    here = [s for s in room.sentences_of(sentence.paragraph) if s.start < sentence.start]
    if not here:
        earlier = room.sentences_of(sentence.paragraph - 1)
        here = list(earlier) if earlier and not _heading(room, earlier) else []
    voiced = [voice for voice in found if voice.speech == "indirect"]
    free: list[Sentence] = []
    for one in reversed(here[-BACK:]):
        if any(voice.start < one.end and one.start < voice.end for voice in voiced):
            break
        free.append(one)
    return free


def closed_by(room: Room, voice: Voice, sentence: Sentence, found: Sequence[Voice]) -> list[Voice]:
    """Return the sentences of a paragraph that a later one ascribes: "Trade grew. Imports rose too, X reported." """
    start, end = paragraph_of(room, sentence.paragraph)
    if sentence.start == start or voice.rule not in CLOSING or voice.person is None:
        return []
    first, last = room.bounds[sentence.start]
    verb = cue_at(room, max(first + 1, last - 16), last, "verb", "impersonal", "as_said")
    if verb is None:
        return []
    if room.marks.language != "en" and verb.code == "verb" and _spoken_on(room, sentence, verb):
        return [
            Voice(one.start, one.end, "indirect", voice.person, "speech.backward")
            for one in _told_before(room, sentence, found)
        ]
    again = bool(found) and found[-1].person == voice.person and voice.person.body is None
    told = _told_last(room, voice.person, verb, last) if sentence.end == end else False
    if not told and not (again and verb.last >= last - 1):
        return []
    before = _told_before(room, sentence, found)
    return [Voice(one.start, one.end, "indirect", voice.person, "speech.backward") for one in before]


def _spoken_on(room: Room, sentence: Sentence, verb: Cue) -> bool:
    """Say whether a dash sets off who spoke a paragraph, its marks left out: "Мы растём. Ждём ещё, - сказал X"."""
    behind = [token.text for token in room.tokens[verb.first - 2 : verb.first]]
    ends = sentence.end == paragraph_of(room, sentence.paragraph)[1]
    return ends and behind == [",", "-"] and not room.speeches.near(*paragraph_of(room, sentence.paragraph))


def _told_last(room: Room, person: Person, verb: Cue, last: int) -> bool:
    """Say whether who said it stands at the end: an institution behind a comma, or "he said"."""
    if person.body is not None:
        return room.tokens[verb.first - 1].text in ",-—"
    he = room.tokens[verb.first - 1].lower in HE_SAID and room.tokens[verb.first - 2].text == ","
    return he and verb.last >= last - 1


HE_SAID = frozenset({"he", "she"})


def _heading(room: Room, sentences: Sequence[Sentence]) -> bool:
    text = room.text[sentences[0].start : sentences[-1].end]
    return sentences[0].paragraph == 0 and len(text) <= TITLE and text[-1:] not in ".!…"
