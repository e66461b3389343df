"""Subjects: who a verb of speech belongs to, by where they stand, their case, number and gender."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from karvon.read import institutions
from karvon.read.bodyparts import CLOSE
from karvon.read.coordinated import coordinated
from karvon.read.cues import Cue
from karvon.read.eastern import EASTERN
from karvon.read.fullnames import OPENING, PARTICLES, lone_family
from karvon.read.houses import house_before
from karvon.read.persons import Mention
from karvon.read.room import Room, mentioned, quoted
from karvon.read.strangers import as_written, strange_at
from karvon.read.tokens import gerund, latin, past, readings
from karvon.read.wordclasses import belongs

FAR = 24
NEAR_AFTER = 10
DAYS = frozenset([
    "on", "in", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "turn", "a", "statement", "message", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
])  # fmt: skip
ADVERBS = frozenset([
    "also", "earlier", "later", "then", "recently", "further", "has", "had", "have", "already", "тоже",
    "также", "ранее", "затем",
])  # fmt: skip
CLAUSES = ("who", "which", "speaking", "котор", "выступа", "говоря", "отвеча", "коммент")


def subject(room: Room, verb: Cue, first: int, last: int) -> Mention | None:
    """Return who a verb belongs to: near it after it, else before it; None where nobody can be its subject."""
    behind = _cited(room, verb, last) or _after(room, verb, last)
    if behind is None or not (behind.body and behind.bare and room.marks.language == "en"):
        return behind or _before(room, verb, first)
    return _before(room, verb, first) or behind


def _cited(room: Room, verb: Cue, last: int) -> Mention | None:
    """Return whose words an English text hands on: "the agency quoted the minister as saying"."""
    if room.marks.language != "en" or room.tokens[verb.first].lower not in ("quoted", "quotes", "cited", "cites"):
        return None
    told = [m for m in mentioned(room, verb.last, min(last, verb.last + NEAR_AFTER)) if not m.body]
    return next((m for m in told if m.last < last and room.tokens[m.last].lower == "as"), None)


def _after(room: Room, verb: Cue, last: int) -> Mention | None:
    if verb.code == "address" and room.marks.language == "en":
        return None
    if room.marks.language == "en" and room.tokens[verb.last - 1].lower in ("told", "tells"):
        return None
    if verb.code == "as_said" and verb.last < last and room.tokens[verb.last].lower == "by":
        named = mentioned(room, verb.last + 1, min(last, verb.last + NEAR_AFTER))
        return named[0] if named and not named[0].pronoun else None
    end = min(last, verb.last + NEAR_AFTER + 14)
    found = [m for m in _subjects(room, verb, verb.last, end) if not quoted(room, _start(room, m))]
    reach = FAR if room.marks.language != "en" and _points_back(room, verb) else NEAR_AFTER
    fitting = [m for m in found if _reaches(room, verb.last, m.first, reach) and _fits(room, verb, m)]
    lone = _lone(room, verb.last, verb)
    if lone is not None and not (fitting and fitting[0].first == verb.last):
        return lone
    if fitting and (room.marks.language != "en" or _turned(room, verb, fitting[0])):
        return _holder(room, found, fitting) or _preferred(fitting)
    near = [m for m in beside(room, verb.last) if _fits(room, verb, m)]
    ends = bool(near) and (near[0].last >= last or room.tokens[near[0].last].text in ",.")
    return near[0] if near and (room.marks.language != "en" or ends) else None


def _subjects(room: Room, verb: Cue, first: int, last: int) -> list[Mention]:
    """Return who among tokens [first, last) can be a subject: in the nominative, which a name beside its verb is in."""
    found = []
    for one in mentioned(room, first, last):
        if one.subject:
            found.append(one)
            continue
        at_once = verb.first in (one.last, one.last + 1) or one.first == verb.last
        written = as_written(room.tokens, one.first, one.last) if one.name and not one.body and at_once else None
        if written is not None and len(written.split()) == len((one.name or "").split()):
            found.append(one._replace(name=written, subject=True))
    return found


def _holder(room: Room, found: Sequence[Mention], fitting: Sequence[Mention]) -> Mention | None:
    """Return the name set off behind an English office that its verb precedes: "noted the head of the port, Name"."""
    one = fitting[0]
    if room.marks.language != "en" or one.name or one.body or one.pronoun:
        return None
    stops = range(one.last, min(len(room.tokens), one.last + OFFICE))
    comma = next((at for at in stops if room.tokens[at].text in ",.;:"), None)
    if comma is None or room.tokens[comma].text != ",":
        return None
    if any(word.lower in TELLING for word in room.tokens[one.last : comma]):
        return None
    named = [m for m in found if m.first == comma + 1 and m.name and not m.body and " " in m.name]
    ends = bool(named) and (named[0].last >= len(room.tokens) or room.tokens[named[0].last].text in ".,")
    return named[0] if ends else None


OFFICE = 40
TELLING = frozenset({"that", "said", "who", "which", "and", "is", "was", "has", "had", "will", "would", "are", "were"})
PLACING = frozenset({"in", "at", "on", "from", "during", "to"})


def _turned(room: Room, verb: Cue, found: Mention) -> bool:
    """Say whether an English subject stands behind its verb: at once, the quotation before it."""
    told = room.tokens[verb.first].lower in ("told", "tells")
    if verb.first and room.tokens[verb.first - 1].kind == "word" and room.tokens[verb.first - 1].text[0].isupper():
        return False
    if any(token.lower in PLACING for token in room.tokens[verb.last : found.first]):
        return False
    if verb.first and room.tokens[verb.first - 1].text not in (*CLOSE, ",", "-", "?", "!", "…"):
        return False
    if found.body and _acts(room, found.last):
        return False
    return found.first - verb.last <= 2 and not told


def _acts(room: Room, at: int) -> bool:
    """Say whether a verb of its own stands behind a mention, which what is said is then about: "said the firm grew"."""
    while at < len(room.tokens) and (room.tokens[at].lower.endswith("ly") or room.tokens[at].lower in ADVERBS):
        at += 1
    word = room.tokens[at].lower if at < len(room.tokens) else ""
    return belongs(word, "en", "finite") or (word.endswith("ed") and len(word) > PAST)


PAST = 4


def _before(room: Room, verb: Cue, first: int) -> Mention | None:
    start = max(first, verb.first - FAR)
    end = _without_clause(room, start, verb.first)
    found = [m for m in _subjects(room, verb, start, end) if not quoted(room, _start(room, m))]
    fitting = [m for m in reversed(found) if _fits(room, verb, m) and _leads(room, m.last, end)]
    if fitting:
        return _apposed(room, fitting[0], first) or _member(room, found, fitting[0]) or _preferred(fitting)
    if _added(room, verb) and found and (found[0].first <= first + 2 or _of_gerund(room, found, first, verb)):
        return found[0]
    joined = _coordinated(room, verb, first) if room.marks.language == "en" else None
    if joined is not None:
        return joined
    short = _short(room, end - 1, first) if end > first else None
    if short is not None:
        return short
    while end - 1 > first and room.marks.language == "en" and _passing(room.tokens[end - 1].lower):
        end -= 1
    lone = _lone(room, end - 1, verb) if end > first and _may_stand_alone(room, end - 1, first) else None
    told = room.tokens[verb.first].lower in HOUSED
    if lone is not None or room.marks.language != "en" or end <= first or not told:
        return lone
    return house_before(room.tokens, room.marks, first, end)


def _apposed(room: Room, body: Mention, first: int) -> Mention | None:
    """Return the institution of no known kind that an apposition tells of: "ZenTrade, the export body, said"."""
    if room.marks.language != "en" or not body.body or not body.bare or room.tokens[body.last].text != ",":
        return None
    comma = next((at for at in range(first, min(body.first, first + CHAIN + 2)) if room.tokens[at].text == ","), None)
    if comma is None or any(not token.text[0].isupper() for token in room.tokens[first:comma]):
        return None
    return house_before(room.tokens, room.marks, first, comma) or _short(room, comma - 1, first)


def _member(room: Room, found: Sequence[Mention], body: Mention) -> Mention | None:
    """Return the person named or titled before the institution whose they are: "Name of the Port Authority, said"."""
    if not body.body or room.marks.language != "en":
        return None
    first = body.first
    for one in reversed([mention for mention in found if mention.last <= first][-CHAIN:]):
        between = [room.tokens[at].lower for at in range(one.last, first)]
        if not between or not OWNING.issuperset(between) or one.pronoun:
            return None
        if not one.body:
            return one
        first = one.first
    return None


CHAIN = 3
OWNING = frozenset([
    "of", "at", "from", "with", "for", "in", "the", "department", "division", "office", "branch", "unit", "section",
    "desk",
])  # fmt: skip
HOUSED = frozenset([
    "said", "says", "stated", "states", "reported", "reports", "noted", "notes", "announced", "estimated", "estimates",
    "added", "forecasts", "predicts", "predicted", "projected", "calculated", "found", "told",
])  # fmt: skip


def _coordinated(room: Room, verb: Cue, first: int) -> Mention | None:
    return coordinated(room.tokens, lambda start, end: mentioned(room, start, end), verb.first, first)


def _added(room: Room, verb: Cue) -> bool:
    """Say whether a participle tells what the subject of its sentence says by the way: "…, noting that …"."""
    word = room.tokens[verb.first].lower
    if room.marks.language != "en":
        return gerund(word)
    return word.endswith("ing") and room.tokens[verb.first - 1].text == ","


def _of_gerund(room: Room, found: Sequence[Mention], first: int, verb: Cue) -> bool:
    """Say whether a Russian sentence has but one subject for a gerund near its end: "На форуме X выступил, отметив"."""
    if room.marks.language == "en" or room.tokens[verb.first - 1].text != ",":
        return False
    one = len({mention.name or mention.role for mention in found if not mention.pronoun}) == 1
    return one and not any(token.lower in CLAUSE for token in room.tokens[first : verb.first])


CLAUSE = frozenset(["что", "который", "которая", "которые", "которое", "где"])


def _short(room: Room, at: int, first: int) -> Mention | None:
    """Return the institution that an English acronym before a verb of speech calls: "the NSO said"."""
    word = room.tokens[at].text
    if room.marks.language != "en" or not word.isupper() or len(word) < SHORT:
        return None
    before = room.tokens[at - 1] if at else None
    begins = at == first or before is None or before.lower == "the" or before.text in (*CLOSE, ",")
    return institutions.proper(room.tokens, room.marks, at) if begins else None


SHORT = 3


def _may_stand_alone(room: Room, at: int, first: int) -> bool:
    """In English one capitalised word can be anything: it is a person at the start, or behind the words it said."""
    opens = at == first or room.tokens[at - 1].text in (*CLOSE, ",")
    many = room.tokens[at].lower.endswith("s") and (at == 0 or room.tokens[at - 1].text not in CLOSE)
    return room.marks.language != "en" or (opens and not many)


def _without_clause(room: Room, first: int, last: int) -> int:
    """Return where the words before a verb end, less a clause that two commas enclose: "X, who heads Y, said"."""
    if last - 1 <= first or room.tokens[last - 1].text != ",":
        return last
    opening = next((at for at in range(last - 2, first, -1) if room.tokens[at].text == ","), None)
    if opening is None:
        return last
    clause = room.tokens[opening + 1].lower.startswith(CLAUSES) or _participle(room.tokens[opening + 1].lower)
    named = any(m.last == opening and m.name and not m.body for m in mentioned(room, first, opening))
    return opening if clause or named else last


def _participle(word: str) -> bool:
    """Say whether a Russian word is a participle, with which a clause between commas begins."""
    return not latin(word) and word[0].isalpha() and "PRTF" in readings(word)[0]


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
    name = lone_family(room.tokens, room.marks, at) if not _of_office(room, at) else None
    if name or room.marks.language == "en":
        return Mention(at, at + 1, name, None, None) if name else None
    first = at if at >= verb.last else _first_capital(room, at)
    found = strange_at(room.tokens, room.marks, first, len(room.tokens))
    if found is None or not first <= at < found[1] or (at < verb.first and found[1] != at + 1):
        return None
    return Mention(first, found[1], found[0], None, None)


def _first_capital(room: Room, at: int) -> int:
    """Return where the capitalised words that end at a place begin; the small words between parts of a name count."""
    first = at
    while (
        first
        and at - first < EASTERN
        and (room.tokens[first - 1].text[0].isupper() or room.tokens[first - 1].text in PARTICLES)
    ):
        first -= 1
    while first < at and (not room.tokens[first].text[0].isupper() or room.tokens[first].lower in OPENING):
        first += 1
    return first


def _of_office(room: Room, at: int) -> bool:
    """Say whether a capitalised word only opens the name of an office: "said Foreign Minister"."""
    if room.marks.language != "en":
        return False
    end = at + 1
    while end < at + OWNERS and end < len(room.tokens) and room.tokens[end].text[0].isupper():
        if ("roles", end) in room.marks.begin:
            return True
        end += 1
    return ("roles", at + 1) in room.marks.begin


OWNERS = 5


def _preferred(found: Sequence[Mention]) -> Mention:
    """Of two mentions side by side take the one with a name: an office and its holder."""
    first = found[0]
    if first.body and len(found) > 1 and found[1].name and not found[1].body and found[1].first == first.last:
        return found[1]
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


def _points_back(room: Room, verb: Cue) -> bool:
    """Say whether a verb only tells who said what was told: "об этом на форуме сообщил"."""
    before = [token.lower for token in room.tokens[max(0, verb.first - NEAR_AFTER) : verb.first]]
    return any(one in ("об", "обо") and two == "этом" for one, two in pairwise(before))


def _reaches(room: Room, first: int, last: int, reach: int = NEAR_AFTER) -> bool:
    """A subject after its verb stands before any comma, unless a place or occasion is put between."""
    between = [token.text for token in room.tokens[first:last]]
    return not any(sign in between for sign in (",", ";", ":", "что", "that", ".", "by")) and len(between) <= reach


def _leads(room: Room, first: int, last: int) -> bool:
    """A subject before its verb has nothing between them but adverbs, or what two commas enclose."""
    between = [token.text for token in room.tokens[first:last]]
    if any(sign in between for sign in (";", ":", "что", "that", ".")):
        return False
    if room.marks.language == "en":
        while between and _passing(between[-1].lower()):
            between.pop()
    if not between or (between[0] == "," and between[-1] == ",") or (between[0] in "-(" and between[-1] in "-)"):
        return True
    if room.marks.language == "en":
        if _occasion(room, first, last) or (between[0] == "," and _of_role(room, first + 1, last)):
            return True
        return _described(between) or all(word == "," or word.isdigit() or _passing(word.lower()) for word in between)
    return "," not in between and "и" not in between[:1]


def _of_role(room: Room, first: int, last: int) -> bool:
    """Say whether words are an office of whoever is before them, no comma closing it: "Name, head of the port told"."""
    opens = any(("roles", at) in room.marks.begin for at in range(first, min(last, first + 4)))
    return (
        opens
        and last - first <= NEAR_AFTER + DESCRIBED
        and all(room.tokens[at].kind == "word" or room.tokens[at].text in "&-" for at in range(first, last))
    )


def _occasion(room: Room, first: int, last: int) -> bool:
    """Say whether words only tell where or when somebody named before them spoke: "Name in her speech at the forum"."""
    if room.tokens[first].lower not in ("in", "at", "during") or last - first > NEAR_AFTER:
        return False
    words = [room.tokens[at] for at in range(first, last)]
    told = any(word.lower.endswith("ed") or belongs(word.lower, "en", "finite") for word in words)
    return not told and all(word.kind in ("word", "number") for word in words)


def _described(words: Sequence[str]) -> bool:
    """Say whether words only tell where an English subject is from: "Name from the Certification Agency said"."""
    if words[0].lower() not in ("from", "of", "at", "with") or "," in words[:-1]:
        return False
    return len(words) <= NEAR_AFTER + DESCRIBED and all(
        word[:1].isupper() or word in ("the", "of", "and", "for", "'s", "’s", "&", "-", ",") for word in words[1:]
    )


DESCRIBED = 4


def _passing(word: str) -> bool:
    return word in ADVERBS or word in DAYS or word.endswith("ly")


def beside(room: Room, at: int) -> list[Mention]:
    """Return the institution of no known kind that stands at a token: an acronym, a name in marks."""
    if at < len(room.tokens) and room.tokens[at].lower in ("в", "во"):
        found = institutions.proper(room.tokens, room.marks, at + 1)
        return [found._replace(placed=True)] if found else []
    found = institutions.proper(room.tokens, room.marks, at)
    return [found] if found else []
