"""Attribution: who the words of one sentence are ascribed to, by its verbs of speech and its references to a source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from karvon.read import institutions
from karvon.read.bodyparts import CLOSE
from karvon.read.cues import Cue
from karvon.read.fullnames import lone_family
from karvon.read.mentions import Known, mentions
from karvon.read.numbers import Marks
from karvon.read.persons import Mention
from karvon.read.quotes import Quotation
from karvon.read.sentences import Sentence
from karvon.read.tokens import Token, adjective, latin, nominative, past

FAR = 24
NEAR_AFTER = 10
SAYING = ("verb", "as_said", "act", "address")
QUOTING = (*SAYING, "closing", "impersonal")
ON_SITE = frozenset(["на", "сайте", "странице", "портале", "с", "сайта", "портала"])
RECORDS = ("данн", "статистик", "информац", "сведени", "отчет", "отчёт", "оценк")
FILLERS = frozenset([
    "the", "a", "an", "latest", "new", "preliminary", "official", "data", "figures", "statistics", "report", "reports",
    "information", "estimates", "from", "of", "by", "in", "released", "published", "compiled", "provided", "its",
    "annual", "recent", "statement", "senior", "local", "regional",
])  # fmt: skip
DAYS = frozenset([
    "on", "in", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "a", "statement", "message", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
])  # fmt: skip
ADVERBS = frozenset([
    "also", "earlier", "later", "then", "recently", "further", "has", "had", "have", "already", "тоже",
    "также", "ранее", "затем",
])  # fmt: skip
BEING = frozenset(["was", "were", "is", "are", "be", "been", "being", "an", "worth", "as", "of"])
CLAUSES = ("who", "which", "speaking", "котор", "выступа", "говоря", "отвеча", "коммент")
HANDED_ON = ("сообща", "сообщи", "переда", "пиш", "информиру", "report", "writes")


class Room(NamedTuple):
    """What the rules of speech need of one document."""

    text: str
    tokens: Sequence[Token]
    starts: Sequence[int]
    marks: Marks
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    known: Known = Known()


class Said(NamedTuple):
    """Who a sentence is ascribed to: nobody (`unknown`), the last speaker (`again`), or the one mentioned."""

    who: Mention | None
    rule: str
    again: bool = False
    verb: Cue | None = None


def place(room: Room, start: int, end: int) -> tuple[int, int]:
    """Return the tokens [first, last) of code points [start, end)."""
    return bisect_left(room.starts, start), bisect_left(room.starts, end)


def mentioned(room: Room, first: int, last: int) -> list[Mention]:
    """Return who is mentioned among tokens [first, last)."""
    return mentions(room.tokens, room.marks, first, last, room.known)


def quoted(room: Room, at: int) -> bool:
    """Say whether a code point stands in direct speech."""
    return any(q.speech and q.start <= at < q.end for q in room.quotations)


def cue_at(room: Room, first: int, last: int, *codes: str) -> Cue | None:
    """Return the first cue of speech of one of the codes among tokens [first, last) and outside direct speech."""
    for cue in room.marks.between("speech", first, last):
        if cue.code in codes and not quoted(room, room.tokens[cue.first].start):
            return cue
    return None


def ascribed(room: Room, first: int, last: int) -> Said | None:
    """Return who tokens [first, last), a sentence told indirectly, are ascribed to; the innermost source goes first."""
    return (
        _according(room, first, last)
        or _referring(room, first, last)
        or _evidence(room, first, last)
        or _verbal(room, first, last)
        or _impersonal(room, first, last)
    )


def _according(room: Room, first: int, last: int) -> Said | None:
    cue = cue_at(room, first, last, "according")
    if cue is None:
        return None
    stop = _comma(room, cue.last, last)
    found = [m for m in mentioned(room, cue.first, stop) if _at_once(room, cue.last, m.first)]
    found = found or _beside(room, cue.last) or _latin(room, cue.last) or _proper_english(room, cue.last, last)
    if not found and stop == cue.last and stop < last and room.tokens[stop].text == ",":
        found = [m for m in mentioned(room, stop + 1, _comma(room, stop + 1, last)) if m.body]
    if found and found[0].pronoun:
        verbal = _verbal(room, first, last)
        if verbal is not None and verbal.who is not None and not verbal.who.pronoun:
            return verbal._replace(rule="speech.according")
    if found:
        return Said(found[0], "speech.according")
    return Said(None, "speech.according", again=_bare(room, cue, stop))


def _at_once(room: Room, first: int, last: int) -> bool:
    """Say whether nothing but adjectives stands between "according to" and whoever it is; English is freer."""
    words = room.tokens[first:last]
    if room.marks.language == "en":
        return all(word.lower in FILLERS or word.text[0].isupper() for word in words)
    return all(word.kind == "word" and _leads_on(word.lower) for word in words)


def _leads_on(word: str) -> bool:
    """Say whether a word may stand between "according to" and its source: an adjective, a record, a site."""
    return word in ON_SITE or adjective(word) or any(stem in word for stem in RECORDS)


def _bare(room: Room, cue: Cue, stop: int) -> bool:
    """Say whether "according to the figures" leaves its source to the text before."""
    words = [token.lower for token in room.tokens[cue.first : stop]]
    return not any(
        word in ("официальным", "official", "разным", "различным", "экспертов", "prognosis") for word in words
    )


def _referring(room: Room, first: int, last: int) -> Said | None:
    cue = cue_at(room, first, last, "referring")
    if cue is None or institutions.outlet_at(room.tokens, room.marks, cue.last):
        return None
    end = min(last, cue.last + 14)
    found = mentioned(room, cue.last, end) or _beside(room, cue.last)
    return Said(found[0], "speech.referring") if found else None


def _evidence(room: Room, first: int, last: int) -> Said | None:
    """Read "it follows from the data of X", "data from X show", "such data are given by X"."""
    cue = cue_at(room, first, last, "evidence")
    if cue is None:
        return None
    record = _record(room, max(first, cue.first - 8), min(last, cue.last + 8))
    if record is None:
        return None
    found = _of_record(room, record, first, last)
    return Said(found, "speech.evidence") if found is not None else None


def _record(room: Room, first: int, last: int) -> Cue | None:
    return cue_at(room, first, last, "record")


def _of_record(room: Room, record: Cue, first: int, last: int) -> Mention | None:
    """Return the institution whose record it is: behind it in the genitive, or before it ("China Customs data")."""
    stop = next((at for at in range(record.last, last) if room.tokens[at].text in "-:."), last)
    after = [m for m in mentioned(room, record.last, min(stop, record.last + 12)) if m.body]
    if after:
        return after[0]
    near = _beside(room, record.last) if record.last < last else []
    if near:
        return near[0]
    before = [m for m in mentioned(room, max(first, record.first - 8), record.first) if m.body]
    if before and before[-1].last == record.first:
        return before[-1]
    own = room.known.bodies.get(record.first)
    return own if own is not None and not own.bare else None


def _impersonal(room: Room, first: int, last: int) -> Said | None:
    """Read "it is said in the report": of whoever is named as its author, else of the institution speaking."""
    cue = cue_at(room, first, last, "impersonal")
    if cue is None or _behind_quotation(room, first, cue) or not _tells(room, cue, first, last):
        return None
    record = _record(room, first, last)
    found = _of_record(room, record, first, last) if record is not None else None
    if found is None:
        here = [m for m in mentioned(room, cue.last, _comma(room, cue.last, last)) if m.body and m.placed]
        found = here[0] if here else None
    return Said(found, "speech.impersonal", again=found is None)


def _tells(room: Room, cue: Cue, first: int, last: int) -> bool:
    """Say whether an impersonal verb tells something: before "that", at an end, of a record, not of a place."""
    after = room.tokens[cue.last] if cue.last < last else None
    if after is None or after.text in ",.:" or after.lower in ("что", "that", "также", "тоже", "also"):
        return True
    if _record(room, max(first, cue.first - 4), min(last, cue.last + 5)) is not None:
        return True
    return after.lower in ("в", "во", "на") and any(m.body for m in mentioned(room, cue.last, min(last, cue.last + 5)))


def _verbal(room: Room, first: int, last: int) -> Said | None:
    at = first
    unknown: Said | None = None
    while (verb := cue_at(room, at, last, *SAYING)) is not None:
        at = verb.last
        if _behind_quotation(room, first, verb):
            return unknown
        if _handed_on(room, verb) or _passive(room, verb):
            continue
        who = subject(room, verb, first, last)
        if who is not None:
            return Said(who, "speech.verb", verb=verb)
        if verb.first - first <= 2 and verb.code == "verb" and not _own_subject(room, verb, first, last):
            plural = past(room.tokens[verb.first].lower) == "plur"
            return Said(None, "speech.institution_again" if plural else "speech.dropped", again=True, verb=verb)
        unknown = unknown or (Said(None, "speech.verb", verb=verb) if verb.code in ("verb", "as_said") else None)
    return unknown


def _passive(room: Room, verb: Cue) -> bool:
    """Say whether an English form of a verb of speech is told of a thing: "was estimated", "worth noting"."""
    before = room.tokens[verb.first - 1].lower if verb.first else ""
    return room.marks.language == "en" and before in BEING


def _own_subject(room: Room, verb: Cue, first: int, last: int) -> bool:
    """Say whether a verb near the start of its sentence has a subject that is neither person nor institution."""
    before = room.tokens[first : verb.first]
    if any(latin(t.lower) and t.lower not in ADVERBS for t in before if t.kind == "word"):
        return True
    if ("places", first) in room.marks.begin:
        return True
    after = room.tokens[verb.last] if verb.last < last else None
    named = after is not None and after.kind == "word" and nominative(after.lower) and not latin(after.text)
    return bool(named and ("places", verb.last) in room.marks.begin)


def handed_on(room: Room, first: int, last: int) -> bool:
    """Say whether a sentence of somebody's words ends in the outlet that hands them on."""
    at = max(first, last - 12)
    while (cue := cue_at(room, at, last, "verb", "as_said", "outlet", "closing")) is not None:
        if _handed_on(room, cue):
            return True
        at = cue.last
    return False


def _handed_on(room: Room, verb: Cue) -> bool:
    """Say whether a verb only names the outlet that hands the words on: "TASS reports", "передаёт ТАСС"."""
    word = room.tokens[verb.last - 1].lower
    if not word.startswith(HANDED_ON):
        return False
    before = verb.first - 1
    if room.marks.language == "en" and before >= 0 and institutions.outlet_at(room.tokens, room.marks, before):
        return True
    return institutions.outlet_at(room.tokens, room.marks, verb.last)


def _behind_quotation(room: Room, first: int, verb: Cue) -> bool:
    """Say whether a verb that follows a direct quotation of its sentence belongs to that quotation."""
    start, opening = room.tokens[verb.first].start, room.tokens[first].start
    return any(q.speech and opening < q.end <= start for q in room.quotations)


def subject(room: Room, verb: Cue, first: int, last: int) -> Mention | None:
    """Return who a verb belongs to: near it after it, else before it; None where nobody can be its subject."""
    return _after(room, verb, last) or _before(room, verb, first)


def _after(room: Room, verb: Cue, last: int) -> Mention | None:
    end = min(last, verb.last + NEAR_AFTER + 14)
    found = [m for m in mentioned(room, verb.last, end) if m.subject and not quoted(room, _start(room, m))]
    fitting = [m for m in found if _reaches(room, verb.last, m.first) and _fits(room, verb, m)]
    beside = _lone(room, verb.last, verb)
    if beside is not None and not (fitting and fitting[0].first == verb.last):
        return beside
    if fitting and (room.marks.language != "en" or _turned(room, verb, fitting[0])):
        return _preferred(fitting)
    near = [m for m in _beside(room, verb.last) if _fits(room, verb, m)]
    return near[0] if near else None


def _turned(room: Room, verb: Cue, found: Mention) -> bool:
    """Say whether an English subject stands behind its verb: at once, the quotation before it."""
    told = room.tokens[verb.first].lower in ("told", "tells")
    return found.first - verb.last <= 2 and not told


def _before(room: Room, verb: Cue, first: int) -> Mention | None:
    start = max(first, verb.first - FAR)
    end = _without_clause(room, start, verb.first)
    found = [m for m in mentioned(room, start, end) if m.subject and not quoted(room, _start(room, m))]
    fitting = [m for m in reversed(found) if _fits(room, verb, m) and _leads(room, m.last, end)]
    if fitting:
        return _preferred(fitting)
    return _lone(room, end - 1, verb) if end > first and _may_stand_alone(room, end - 1, first) else None


def _may_stand_alone(room: Room, at: int, first: int) -> bool:
    """In English one capitalised word can be anything: it is a person at the start, or behind the words it said."""
    opens = at == first or room.tokens[at - 1].text in (*CLOSE, ",")
    return room.marks.language != "en" or (opens and not room.tokens[at].lower.endswith("s"))


def _without_clause(room: Room, first: int, last: int) -> int:
    """Return where the words before a verb end, less a clause that two commas enclose: "X, who heads Y, said"."""
    if last - 1 <= first or room.tokens[last - 1].text != ",":
        return last
    opening = next((at for at in range(last - 2, first, -1) if room.tokens[at].text == ","), None)
    clause = opening is not None and room.tokens[opening + 1].lower.startswith(CLAUSES)
    return opening if clause and opening is not None else last


def _start(room: Room, mention: Mention) -> int:
    return room.tokens[mention.first].start


def _lone(room: Room, at: int, verb: Cue) -> Mention | None:
    """Return the bearer of a family name that stands alone beside a verb of speech."""
    if (
        at >= len(room.tokens)
        or quoted(room, room.tokens[at].start)
        or past(room.tokens[verb.last - 1].lower) == "plur"
    ):
        return None
    name = lone_family(room.tokens, room.marks, at)
    return Mention(at, at + 1, name, None, None) if name else None


def _preferred(found: Sequence[Mention]) -> Mention:
    """Of two mentions side by side take the one with a name: an office and its holder."""
    first = found[0]
    beside = [m for m in found[1:2] if m.name and min(abs(m.first - first.last), abs(first.first - m.last)) <= 2]
    return beside[0] if beside and not first.name and not first.body and not beside[0].body else first


def _fits(room: Room, verb: Cue, mention: Mention) -> bool:
    """Say whether a verb can have a mention as its subject by number and gender."""
    if mention.pronoun and not mention.subject:
        return False
    asked = past(room.tokens[verb.last - 1].lower) if not latin(room.tokens[verb.last - 1].text) else None
    if mention.body:
        if verb.code == "address" and mention.first >= verb.last:
            return False
        if mention.placed:
            return asked == "plur"
        return asked is None or mention.gender is None or asked == mention.gender
    return asked not in ("plur", "neut")


def _reaches(room: Room, first: int, last: int) -> bool:
    """A subject after its verb stands before any comma, unless a place or occasion is put between."""
    between = [token.text for token in room.tokens[first:last]]
    return not any(sign in between for sign in (",", ";", ":", "что", "that", ".", "by")) and len(between) <= NEAR_AFTER


def _leads(room: Room, first: int, last: int) -> bool:
    """A subject before its verb has nothing between them but adverbs, or what two commas enclose."""
    between = [token.text for token in room.tokens[first:last]]
    if any(sign in between for sign in (";", ":", "что", "that", ".")):
        return False
    if not between or (between[0] == "," and between[-1] == ",") or (between[0] in "-(" and between[-1] in "-)"):
        return True
    if room.marks.language == "en":
        return all(word == "," or word.isdigit() or _passing(word.lower()) for word in between)
    return "," not in between and "и" not in between[:1]


def _passing(word: str) -> bool:
    return word in ADVERBS or word in DAYS or word.endswith("ly")


def _beside(room: Room, at: int) -> list[Mention]:
    """Return the institution of no known kind that stands at a token: an acronym, a name in marks."""
    if at < len(room.tokens) and room.tokens[at].lower in ("в", "во"):
        found = institutions.proper(room.tokens, room.marks, at + 1)
        return [found._replace(placed=True)] if found else []
    found = institutions.proper(room.tokens, room.marks, at)
    return [found] if found else []


def _latin(room: Room, at: int) -> list[Mention]:
    if at >= len(room.tokens) or room.marks.language == "en":
        return []
    found = institutions.foreign(room.tokens, room.marks, at)
    return [found] if found else []


def _proper_english(room: Room, at: int, last: int) -> list[Mention]:
    """Return who the capitalised words behind "according to" are: several an institution, a single one a person."""
    while room.marks.language == "en" and at < last and room.tokens[at].lower in FILLERS:
        at += 1
    found = institutions.capitalised(room.tokens, room.marks, at, last) if room.marks.language == "en" else None
    return [found] if found else []


def _comma(room: Room, first: int, last: int) -> int:
    return next((at for at in range(first, last) if room.tokens[at].text in ",-:;("), last)
