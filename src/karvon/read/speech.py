"""Speech: which stretch of a text is whose words, told directly, indirectly or by the narrator."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from karvon.model.claim import Speech
from karvon.read.cues import Cue
from karvon.read.mentions import mentions
from karvon.read.numbers import Marks
from karvon.read.persons import Company, Mention, Person
from karvon.read.quotes import Quotation
from karvon.read.sentences import Sentence
from karvon.read.tokens import Token

OUTLET = re.compile(
    r"(?:сообщает|сообщают|передаёт|передает|пишет|информирует|ссылкой на|reports?|reported by|сообщил[аи]?)\s+"
    r"(?:агентств\w+\s+|портал\w*\s+|издани\w+\s+|корреспондент\w*\s+|газет\w+\s+|telegram-канал\w*\s+)*"
    r"(?P<name>[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)+|[«\"“][^»\"”\n]{2,40}[»\"”]|[A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+)?|[А-ЯЁ]{3,}[\w-]*"
    r"|Казинформ\w*|Интерфакс\w*|Спутник\w*|РИА\s+Новости)"
)  # fmt: skip


class Voice(NamedTuple):
    """Words at [start, end) of somebody, and the rule that found whose they are."""

    start: int
    end: int
    speech: Speech
    person: Person | None
    rule: str


class Room(NamedTuple):
    """What the rules of speech need of one document."""

    text: str
    tokens: Sequence[Token]
    starts: Sequence[int]
    marks: Marks
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    families: tuple[str, ...] = ()


def outlet(text: str) -> tuple[str, int, int] | None:
    """Return the agency or site that the text says it comes from, and where it says so."""
    match = OUTLET.search(text)
    return (match["name"].strip('«»"“”'), match.start("name"), match.end("name")) if match else None


def voices(room: Room, company: Company) -> list[Voice]:
    """Return whose words each stretch is; direct speech inside a sentence precedes the sentence's own voice."""
    for sentence in room.sentences:
        company.learn(mentions(room.tokens, room.marks, *_slice(room, sentence.start, sentence.end)))
    room = room._replace(families=company.families())
    found: list[Voice] = []
    paragraph = -1
    running: Voice | None = None
    for sentence in room.sentences:
        if sentence.paragraph != paragraph:
            paragraph, running = sentence.paragraph, None
            company.silence(_spoken(room, found, paragraph))
        found += _direct(room, company, sentence)
        voice = _indirect(room, company, sentence, running)
        if voice is not None:
            found.append(voice)
        running = voice if voice is None or voice.rule in CARRIES else running
    return found


def _spoken(room: Room, found: Sequence[Voice], paragraph: int) -> bool:
    """Say whether somebody spoke in one of the two paragraphs before."""
    if not found:
        return True
    at = next((s.paragraph for s in room.sentences if s.start <= found[-1].start < s.end), -1)
    return paragraph - at <= NEAR


NEAR = 2
CARRIES = ("speech.according", "speech.continued", "speech.verb", "speech.dropped", "speech.as_said")


def _slice(room: Room, start: int, end: int) -> tuple[int, int]:
    return bisect_left(room.starts, start), bisect_left(room.starts, end)


def _direct(room: Room, company: Company, sentence: Sentence) -> list[Voice]:
    found = []
    for quotation in room.quotations:
        if quotation.speech and sentence.start <= quotation.start < sentence.end:
            end = _paragraph_end(room, sentence)
            person, rule = _speaker_of(room, company, quotation, sentence, end)
            found.append(Voice(quotation.start, quotation.end, "direct", person, rule))
    return found


def _paragraph_end(room: Room, sentence: Sentence) -> int:
    return max(s.end for s in room.sentences if s.paragraph == sentence.paragraph)


def _speaker_of(
    room: Room, company: Company, quotation: Quotation, sentence: Sentence, end: int
) -> tuple[Person | None, str]:
    after = _slice(room, quotation.end, _sentence_end(room, quotation.end, end))
    verb = _verb(room, *after)
    if verb is not None:
        subject = _subject(room, verb, *after)
        return company.meet(subject, _earlier(room, sentence, subject, after[0])), "speech.cue_after"
    before = _slice(room, sentence.start, quotation.start)
    if before[1] > before[0] and room.tokens[before[1] - 1].text in ":,-":
        verb = _verb(room, *before)
        if verb is not None:
            return company.meet(_subject(room, verb, *before)), "speech.cue_before"
        label = _mentions(room, *before)
        if label and room.tokens[before[1] - 1].text == ":":
            return company.meet(label[0]), "speech.label"
    return _inside_cue(room, company, quotation) or (company.last, "speech.carried")


def _mentions(room: Room, first: int, last: int) -> list[Mention]:
    return mentions(room.tokens, room.marks, first, last, room.families)


def _inside_cue(room: Room, company: Company, quotation: Quotation) -> tuple[Person | None, str] | None:
    """Read the attribution that cuts into speech: "We see growth, - said the minister. - It goes on"."""
    first, last = _slice(room, quotation.start, quotation.end)
    for cue in room.marks.between("speech", first + 1, last):
        if cue.code == "verb" and room.tokens[cue.first - 1].text == "-":
            stop = next((i for i in range(cue.last, last) if room.tokens[i].text in "-"), min(last, cue.last + 14))
            found = [m for m in _mentions(room, cue.last, stop) if m.subject]
            if found:
                return company.meet(_preferred(found)), "speech.cue_inside"
    return None


def _sentence_end(room: Room, at: int, end: int) -> int:
    return next((s.end for s in room.sentences if s.start <= at < s.end), end) if at < end else end


def _verb(room: Room, first: int, last: int) -> Cue | None:
    for cue in room.marks.between("speech", first, last):
        if cue.code in ("verb", "as_said", "act") and not _quoted(room, room.tokens[cue.first].start):
            return cue
    return None


def _quoted(room: Room, at: int) -> bool:
    return any(q.speech and q.start <= at < q.end for q in room.quotations)


def _subject(room: Room, verb: Cue, first: int, last: int) -> Mention | None:
    """Return who the verb belongs to: near it after it, else before it; None where nobody can be its subject."""
    after = [m for m in _mentions(room, verb.last, last) if m.subject and not _inside(room, m)]
    close = [m for m in after if _reaches(room, verb.last, m.first)]
    if close:
        return _preferred(close)
    start = max(first, verb.first - FAR)
    before = [m for m in _mentions(room, start, verb.first) if m.subject and not _inside(room, m)]
    return _preferred(list(reversed(before))) if before else None


FAR = 24


def _preferred(found: list[Mention]) -> Mention:
    return next((m for m in found[:2] if m.name), found[0])


def _inside(room: Room, mention: Mention) -> bool:
    return _quoted(room, room.tokens[mention.first].start)


def _reaches(room: Room, first: int, last: int) -> bool:
    """A subject after its verb stands before any comma, unless a place or occasion is put between."""
    between = [token.text for token in room.tokens[first:last]]
    return not any(sign in between for sign in (",", ";", ":", "что", "that")) and len(between) <= 8


def _indirect(room: Room, company: Company, sentence: Sentence, running: Voice | None) -> Voice | None:
    first, last = _slice(room, sentence.start, sentence.end)
    according = _first(room, first, last, "according")
    if according is not None:
        stop = _comma(room, according.last, last)
        found = _mentions(room, according.first, stop)
        if found:
            return _voice(
                sentence, company.meet(found[0], _earlier(room, sentence, found[0], found[0].first)), "speech.according"
            )
    verb = _outer_verb(room, first, last)
    if verb is not None:
        subject = _subject(room, verb, first, last)
        if subject is not None:
            return _voice(
                sentence, company.meet(subject, _earlier(room, sentence, subject, subject.first)), "speech.verb"
            )
        if verb.code == "verb" and verb.first - first <= 2 and _finite(room, verb):
            return _voice(sentence, company.meet(None), "speech.dropped")
    if running is not None and not _begins_quoted(room, sentence):
        return Voice(sentence.start, sentence.end, "indirect", running.person, "speech.continued")
    return None


def _earlier(room: Room, sentence: Sentence, mention: Mention | None, at: int) -> list[Mention]:
    """Return who a pronoun can mean; a name or a role needs nobody else."""
    return _before(room, sentence, at) if mention is None or mention.pronoun else []


def _before(room: Room, sentence: Sentence, at: int) -> list[Mention]:
    """Return who is mentioned earlier in the same paragraph."""
    start = min(s.start for s in room.sentences if s.paragraph == sentence.paragraph)
    return _mentions(room, _slice(room, start, start)[0], at)


def _voice(sentence: Sentence, person: Person | None, rule: str) -> Voice:
    return Voice(sentence.start, sentence.end, "indirect", person, rule)


def _first(room: Room, first: int, last: int, code: str) -> Cue | None:
    found = (cue for cue in room.marks.between("speech", first, last) if cue.code == code)
    return next((cue for cue in found if not _quoted(room, room.tokens[cue.first].start)), None)


def _comma(room: Room, first: int, last: int) -> int:
    return next((at for at in range(first, last) if room.tokens[at].text in ",-:"), last)


def _outer_verb(room: Room, first: int, last: int) -> Cue | None:
    """Find the sentence's verb of speech; one that follows a direct quotation belongs to that quotation."""
    verb = _verb(room, first, last)
    if verb is None:
        return None
    start = room.tokens[verb.first].start
    ends = [q.end for q in room.quotations if q.speech and q.end <= start]
    sentence_start = room.tokens[first].start
    closing = [end for end in ends if end > sentence_start]
    return None if closing else verb


def _finite(room: Room, verb: Cue) -> bool:
    return not room.tokens[verb.first].lower.endswith(("ится", "ается"))


def _begins_quoted(room: Room, sentence: Sentence) -> bool:
    return _quoted(room, sentence.start)
