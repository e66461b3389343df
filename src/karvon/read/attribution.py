"""Attribution: who the words of one sentence are ascribed to, by its verbs of speech and its references to a source."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read import institutions
from karvon.read.cues import Cue
from karvon.read.evidence import NEAR_RECORD, SAYING, Said, bracketed, dashed_back, evidence, in_record
from karvon.read.fullnames import family_owner, lone_family, name_at
from karvon.read.handed import only_hands_on
from karvon.read.leading import FILLERS, HANDED, at_once
from karvon.read.persons import Mention
from karvon.read.records import joins, owner_of, record_at
from karvon.read.room import Room, codes_at, cue_at, mentioned
from karvon.read.subjects import ADVERBS, beside, subject
from karvon.read.tokens import gerund, latin, nominative, noun_as_subject, noun_in_plural, past

BEING = frozenset(["value", "was", "were", "is", "are", "be", "been", "being", "an", "worth", "as", "of"])


def ascribed(room: Room, first: int, last: int) -> Said | None:
    """Return who tokens [first, last), a sentence told indirectly, are ascribed to; the innermost source goes first."""
    codes = codes_at(room, first, last)
    for asked, read in WAYS if codes else ():
        if not codes.isdisjoint(asked):
            said = read(room, first, last)
            if said is not None:
                return said
    return None


NEWS = ("информагент", "информационн", "новостн", "телеканал", "радио", "газет", "портал", "издани", "корреспондент")


def _passed_on(room: Room, first: int, last: int) -> Said | None:
    """Read "передает Нацстатком", where an institution that is no outlet hands the words on."""
    cue = cue_at(room, first, last, "outlet", "closing")
    words = _words_of(room, cue.last, last) if cue is not None and room.marks.language != "en" else None
    if words is not None:
        return Said(words, "speech.verb", verb=cue)
    if cue is None or not room.tokens[cue.first].lower.startswith(("переда", "пиш")) or only_hands_on(room, cue):
        return None
    found = mentioned(room, cue.last, min(last, cue.last + 8)) or beside(room, cue.last)
    news = any(token.lower.startswith(NEWS) for token in room.tokens[cue.last : min(last, cue.last + 4)])
    if news:
        return None
    return Said(found[0], "speech.verb", verb=cue) if found and found[0].body and found[0].first == cue.last else None


def _according(room: Room, first: int, last: int) -> Said | None:
    cue = cue_at(room, first, last, "according")
    if cue is None or (institutions.outlet_at(room.tokens, room.marks, cue.last) and _teller(room, first, cue.first)):
        return None
    stop = _behind_office(room, cue.last, last, _behind_name(room, cue.last, _comma(room, cue.last, last)))
    found = [m for m in mentioned(room, cue.first, stop) if at_once(room, cue.last, m.first)]
    found = found or beside(room, cue.last) or _latin(room, cue.last) or _proper_english(room, cue.last, last)
    if _handed_on(room, found, first, cue):
        return _verbal(room, first, cue.first)
    found = found or _family(room, cue) or _of_record(room, cue.last, stop)
    if not found and stop == cue.last and stop < last and room.tokens[stop].text == ",":
        found = [m for m in mentioned(room, stop + 1, _comma(room, stop + 1, last)) if m.body]
    verbal = _verbal(room, first, last) if found and cue.first > first + 1 else None
    citing = verbal.who if verbal is not None and verbal.who is not None and not verbal.who.pronoun else None
    if found:
        theirs = found[0].pronoun and citing is not None
        return Said(citing if theirs else holder(found), "speech.according", outer=None if theirs else citing)
    if room.tokens[cue.last - 2].lower == "as" or room.tokens[cue.first].lower in ("per", ","):
        return None
    english = room.marks.language == "en"
    if not english or cue.first > first + 1:
        told = _verbal(room, first, cue.first if english else last)
        if told is not None and told.who is not None and (english or not told.who.pronoun):
            return told
    return Said(None, "speech.according", again=_bare(room, cue, stop))


def _of_record(room: Room, first: int, stop: int) -> list[Mention]:
    """Return whose a record is that an English text goes by: "according to the figures of the ministry"."""
    if room.marks.language != "en":
        return []
    record = record_at(room, first, min(stop, first + NEAR_RECORD // 2))
    owner = owner_of(room, record, first, stop) if record is not None else None
    of_them = record.last if record is not None else stop
    while of_them < stop and joins(room, of_them, stop):
        of_them += 1
    behind = _proper_english(room, of_them, stop) if record is not None and of_them > record.last else []
    return [owner] if owner is not None else behind


def _handed_on(room: Room, found: Sequence[Mention], first: int, cue: Cue) -> bool:
    """Say whether nothing but a name hands on what somebody said: "she said, according to Rio Post"."""
    if room.marks.language != "en" or not found or found[0].role is not None or found[0].pronoun:
        return False
    return found[0].body in (None, "name") and cue_at(room, first, cue.first, *SAYING) is not None


def _behind_name(room: Room, first: int, comma: int) -> int:
    """Return where the name of an institution ends that a comma stands in, else the comma's place."""
    over = (room.known.bodies.get(at) for at in range(first, min(comma, first + 4)))
    return max((one.last for one in over if one is not None and one.first < comma < one.last), default=comma)


def _behind_office(room: Room, first: int, last: int, stop: int) -> int:
    """Return where an English office ends whose charges a comma parts: "Investment, Trade and Industry Minister X"."""
    if room.marks.language != "en" or stop >= last or room.tokens[stop].text != ",":
        return stop
    role = next((at for at in range(stop, min(last, first + HANDED)) if ("roles", at) in room.marks.begin), None)
    if role is None or not all(t.text[0].isupper() or t.lower in (",", "and", "&") for t in room.tokens[first:role]):
        return stop
    return _comma(room, role, last)


def _family(room: Room, cue: Cue) -> list[Mention]:
    """Return who a name is that is no more than told as the owner of words: "по словам Ковалёва"."""
    words = room.tokens[cue.last - 1].lower in ("словам", "слов", "мнению", "убеждению")
    if not words or room.marks.language == "en" or cue.last >= len(room.tokens):
        return []
    full = name_at(room.tokens, room.marks, cue.last, len(room.tokens))
    if full is not None and full[1] > cue.last + 1:
        return [Mention(cue.last, full[1], full[0], None, None)]
    name = family_owner(room.tokens, room.marks, cue.last)
    return [Mention(cue.last, cue.last + 1, name, None, None)] if name else []


def _teller(room: Room, first: int, last: int) -> bool:
    """Say whether somebody tells what an outlet only hands on: "the ministry stated …, according to Reuters"."""
    said = _verbal(room, first, last) if last > first + 1 else None
    return said is not None and said.who is not None


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
    found = [m for m in mentioned(room, cue.last, end) if not m.bare or m.body != "statistics"] or beside(
        room, cue.last
    )
    teller = _verbal(room, first, last) if found else None
    if teller is not None and teller.who is not None and teller.who.name and not teller.who.body:
        return Said(holder(found), "speech.referring") if holder(found).name == teller.who.name else None
    handed = room.tokens[cue.last - 1].lower == "via" and bool(found) and found[0].body in ("press", "administration")
    return Said(holder(found), "speech.referring") if found and not handed else None


def holder(found: Sequence[Mention]) -> Mention:
    """Return who is cited first: the person whose office the institution named before only is part of."""
    person = found[1:2] if found[0].body else []
    return (
        person[0] if person and person[0].name and not person[0].body and person[0].first == found[0].last else found[0]
    )


def _impersonal(room: Room, first: int, last: int) -> Said | None:
    """Read "it is said in the report": of whoever is named as its author, else of the institution speaking."""
    cue = cue_at(room, first, last, "impersonal") or _noted(room, first, last)
    if cue is None or _behind_quotation(room, first, cue) or not _tells(room, cue, first, last):
        return None
    record = record_at(room, first, last)
    found = _on_site(room, first, last)
    found = owner_of(room, record, first, last) if found is None and record is not None else found
    if found is None:
        here = [m for m in mentioned(room, cue.last, _comma(room, cue.last, last)) if m.body and m.placed]
        found = here[0] if here else _words_of(room, cue.last, last)
    return Said(found, "speech.impersonal", again=found is None and not _at_meeting(room, cue, last))


def _noted(room: Room, first: int, last: int) -> Cue | None:
    """Return the English words of telling that point at what follows, not back: "It was also noted that"."""
    cue = cue_at(room, first, min(last, first + 2), "backward")
    told = cue is not None and cue.last < last and room.tokens[cue.last].lower == "that"
    return cue if told and room.marks.language == "en" else None


def _on_site(room: Room, first: int, last: int) -> Mention | None:
    """Return the institution on whose site something is told: "на сайте министерства сообщается"."""
    near = [at for at in range(first, last) if room.tokens[at].lower in SITES]
    found = [m for m in mentioned(room, near[-1] + 1, last) if m.body] if near else []
    return found[0] if found and found[0].first <= near[-1] + 2 else None


SITES = frozenset(["сайте", "портале", "странице", "телеграм-канале", "telegram-канале"])


def _words_of(room: Room, first: int, last: int) -> Mention | None:
    """Return whose words are told to be given: "приводятся в сообщении слова министра"."""
    at = next((i for i in range(first, min(first + 8, last)) if room.tokens[i].lower == "слова"), None)
    found = mentioned(room, at + 1, last)[:1] if at is not None else []
    return found[0] if found and not found[0].body and at is not None and found[0].first <= at + 2 else None


def _at_meeting(room: Room, cue: Cue, last: int) -> bool:
    """Say whether something was said at a meeting, by nobody named: "как отмечалось на встрече"."""
    if record_at(room, cue.last, min(last, cue.last + 4)) is not None:
        return False
    return _as_told(room, cue) and cue.last < last and room.tokens[cue.last].lower in ("на", "в", "во", "at", "during")


def _as_told(room: Room, cue: Cue) -> bool:
    """Say whether an impersonal verb is put as an aside: "как отмечалось", "как было отмечено", "as was noted"."""
    return any(token.lower in ("как", "as") for token in room.tokens[max(0, cue.first - 2) : cue.first + 1])


def _tells(room: Room, cue: Cue, first: int, last: int) -> bool:
    """Say whether an impersonal verb tells something: before "that", at an end, of a record, not of a place."""
    after = room.tokens[cue.last] if cue.last < last else None
    if after is None or after.text in ",.:" or after.lower in ("что", "that", "также", "тоже", "also"):
        return True
    if _at_meeting(room, cue, last):
        return True
    if record_at(room, max(first, cue.first - 4), min(last, cue.last + 5)) is not None:
        return True
    return after.lower in ("в", "во", "на") and any(m.body for m in mentioned(room, cue.last, min(last, cue.last + 5)))


def _verbal(room: Room, first: int, last: int) -> Said | None:
    at = first
    unknown: Said | None = None
    while (verb := cue_at(room, at, last, *SAYING)) is not None:
        at = verb.last
        if _behind_quotation(room, first, verb):
            return unknown
        told_of = _passive(room, verb) or _describes(room, verb) or _countries(room, verb, first, last)
        if only_hands_on(room, verb) or told_of:
            continue
        who = subject(room, verb, first, last) or _leading(room, verb, first, last)
        if who is not None:
            return Said(who, "speech.verb", verb=verb)
        recorded = in_record(room, verb, first)
        if recorded is not None:
            return recorded
        if verb.first - first <= 2 and verb.code == "verb" and not _own_subject(room, verb, first, last):
            plural = past(room.tokens[verb.first].lower) == "plur"
            dropped = Said(None, "speech.institution_again" if plural else "speech.dropped", again=True, verb=verb)
            if not _opens_clause(room, verb):
                return dropped
            unknown = unknown or dropped
            continue
        if _they(room, verb, first):
            return Said(None, "speech.institution_again", again=True, verb=verb)
        unknown = unknown or (Said(None, "speech.verb", verb=verb) if verb.code in ("verb", "as_said") else None)
    return unknown


def _they(room: Room, verb: Cue, first: int) -> bool:
    """Say whether "they" say something, which an institution is called in English too."""
    return room.marks.language == "en" and verb.first == first + 1 and room.tokens[first].lower == "they"


def _opens_clause(room: Room, verb: Cue) -> bool:
    """Say whether a form of a verb of speech only opens a clause before its subject: "Говоря о торговле, X заявил"."""
    word = room.tokens[verb.first].lower
    if room.marks.language != "en":
        return gerund(word)
    return word.endswith("ed") and verb.last < len(room.tokens) and room.tokens[verb.last].lower in ("by", "in")


def _leading(room: Room, verb: Cue, first: int, last: int) -> Mention | None:
    """Return who English words open with what is said: "Noting that trade grew, the minister called for more"."""
    if room.marks.language != "en" or verb.first > first + 1 or not room.tokens[verb.first].lower.endswith("ing"):
        return None
    for at in range(verb.last, last - 1):
        if room.tokens[at].text == ",":
            found = mentioned(room, at + 1, min(last, at + 1 + NEAR_RECORD))
            leads = bool(found) and found[0].subject and found[0].first <= at + 2
            if leads and not _listed(room, found[0].last):
                return holder(found)
            lone = lone_family(room.tokens, room.marks, at + 1)
            if lone is not None and ("speech", at + 2) in room.marks.begin:
                return Mention(at + 1, at + 2, lone, None, None)
    return None


def _listed(room: Room, at: int) -> bool:
    """Say whether a mention is followed by another of its kind and no verb: "the minister and the governor"."""
    return at >= len(room.tokens) or room.tokens[at].lower in ("and", "or", ",", ".", "of", "in")


def _passive(room: Room, verb: Cue) -> bool:
    """Say whether an English form of a verb of speech is told of a thing: "was estimated", "worth noting"."""
    before = room.tokens[verb.first - 1].lower if verb.first else ""
    return room.marks.language == "en" and before in BEING


def _describes(room: Room, verb: Cue) -> bool:
    """Say whether an English form of a verb of speech only tells which thing is meant: "the announced capital"."""
    before = room.tokens[verb.first - 1].lower if verb.first else ""
    return before in DESCRIBED and verb.last - verb.first == 1 and room.tokens[verb.first].lower.endswith("ed")


DESCRIBED = frozenset({"the", "a", "an", "its", "their", "his", "her", "previously", "newly", "recently", "officially"})


def _countries(room: Room, verb: Cue, first: int, last: int) -> bool:
    """Say whether "states" are countries: in a name ("Independent States"), or with nothing told behind them."""
    word, after = room.tokens[verb.first], room.tokens[verb.last] if verb.last < last else None
    if word.lower not in ("states", "state"):
        return False
    named = verb.first > first and word.text[0].isupper()
    return named or after is None or after.lower not in ("that", ",", "the", "in")


def _own_subject(room: Room, verb: Cue, first: int, last: int) -> bool:
    """Say whether a verb near the start of its sentence has a subject that is neither person nor institution."""
    before = room.tokens[first : verb.first]
    if any(latin(t.lower) and t.lower not in ADVERBS for t in before if t.kind == "word"):
        return True
    if ("places", first) in room.marks.begin or any(_doer(t.lower, room, verb) for t in before):
        return True
    if room.tokens[first].lower in ("в", "во") and any(
        (g, first + 1) in room.marks.begin for g in ("places", "cities")
    ):
        return True
    after = room.tokens[verb.last] if verb.last < last else None
    named = after is not None and after.kind == "word" and nominative(after.lower) and not latin(after.text)
    return bool(named and ("places", verb.last) in room.marks.begin)


def _doer(word: str, room: Room, verb: Cue) -> bool:
    """Say whether a Russian noun can be what a verb behind it tells of: "власти рассчитывают", "эксперты ожидают"."""
    if latin(word) or not word[0].isalpha() or not noun_as_subject(word):
        return False
    many = past(room.tokens[verb.last - 1].lower) == "plur"
    return many == noun_in_plural(word)


def _behind_quotation(room: Room, first: int, verb: Cue) -> bool:
    """Say whether a verb that follows a direct quotation of its sentence belongs to that quotation."""
    start, opening = room.tokens[verb.first].start, room.tokens[first].start
    return any(opening < q.end <= start for q in room.speeches.near(opening, start))


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


def _continued(room: Room, first: int, last: int) -> Said | None:
    """Read what somebody goes on to say without marks: "The plant will open soon, she continued"."""
    cue = cue_at(room, first + 2, last, "closing")
    if cue is None or room.marks.language != "en" or _behind_quotation(room, first, cue):
        return None
    ends = cue.last >= last or room.tokens[cue.last].text in ",."
    who = subject(room, cue, first, last) if ends else None
    told = who is not None and who.last == cue.first and room.tokens[who.first - 1].text == ","
    return Said(who, "speech.verb", verb=cue) if told else None


WAYS = (
    (("according",), _according),
    (("referring",), _referring),
    (("evidence",), evidence),
    (("closing",), _continued),
    (SAYING, _verbal),
    (("impersonal", "backward"), _impersonal),
    (("outlet", "closing"), _passed_on),
    (("record",), bracketed),
    (("backward",), dashed_back),
)
