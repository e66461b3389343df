"""Direct speech: whose words stand in marks or behind a dash, by what stands around them."""

from __future__ import annotations

from bisect import bisect_left

from karvon.model.claim import Speech
from karvon.read.attribution import ascribed, holder
from karvon.read.cues import Cue
from karvon.read.evidence import QUOTING, SAYING, Said, in_record
from karvon.read.fullnames import family_owner
from karvon.read.persons import Company, Mention, Person
from karvon.read.quotes import Quotation
from karvon.read.room import Room, cue_at, mentioned, place, quoted
from karvon.read.sentences import Sentence
from karvon.read.subjects import ADVERBS, subject
from karvon.read.tokens import past
from karvon.read.values import Value


class Voice(Value, frozen=True):
    """Words at [start, end) of somebody, and the rule that found whose they are."""

    start: int
    end: int
    speech: Speech
    person: Person | None
    rule: str


def direct(room: Room, company: Company, sentence: Sentence) -> list[Voice]:
    """Return the direct speech that begins in a sentence, each stretch with its speaker."""
    found = []
    for quotation in room.speeches.near(sentence.start, sentence.end):
        if sentence.start <= quotation.start < sentence.end:
            person, rule = _speaker_of(room, company, quotation, sentence)
            found.append(Voice(quotation.start, quotation.end, "direct", person, rule))
    return found or _dashed(room, company, sentence)


def paragraph_of(room: Room, number: int) -> tuple[int, int]:
    """Return where a paragraph begins and ends."""
    inside = room.sentences_of(number)
    return (inside[0].start, inside[-1].end) if inside else (0, 0)


def _dashed(room: Room, company: Company, sentence: Sentence) -> list[Voice]:
    """Read a paragraph that a dash opens and another cuts: "— We grow, — said the minister. — It goes on"."""
    labelled = _labelled(room, company, sentence) or _under_label(room, company, sentence)
    if labelled or room.text[sentence.start] not in "-—–":
        return labelled
    start, end = paragraph_of(room, sentence.paragraph)
    first, last = place(room, start, end)
    if sentence.start != start or last - first < 4:
        return []
    for cue in room.marks.between("speech", first + 2, last):
        if cue.code in QUOTING:
            who = _of_words(room, cue, last) or subject(room, cue, first + 1, _stop(room, cue.last, last))
            begins = who is not None and room.tokens[min(who.first, cue.first) - 1].text in "-—–"
            begins = begins or (who is not None and room.tokens[cue.first - 1].text in "-—–")
            if who is not None and begins and min(who.first, cue.first) > first + 1:
                person = company.meet(who, earlier(room, sentence, who, first))
                return [Voice(start, end, "direct", person, "speech.dash")]
    return []


def _of_words(room: Room, verb: Cue, last: int) -> Mention | None:
    """Return whose words a verb hands on: "цитирует слова министра"."""
    if room.tokens[verb.first].lower.startswith(("цитиру", "процитир")):
        quoted_one = mentioned(room, verb.last, last)
        if quoted_one and not quoted_one[0].body and not quoted_one[0].subject:
            return quoted_one[0]
        name = family_owner(room.tokens, room.marks, verb.last)
        return Mention(verb.last, verb.last + 1, name, None, None) if name else None
    at = next((i for i in range(verb.last, min(verb.last + 8, last)) if room.tokens[i].lower == "слова"), None)
    named = mentioned(room, at + 1, last) if at is not None else []
    return named[0] if named else None


def _labelled(room: Room, company: Company, sentence: Sentence) -> list[Voice]:
    """Read "Name, title: - We grow.", a label with words opened by a dash."""
    if room.text.find(":", sentence.start, sentence.end) < 0:
        return []
    first, last = room.bounds[sentence.start]
    colon = next((at for at in range(first + 1, min(last - 1, first + 20)) if room.tokens[at].text == ":"), None)
    if colon is None or room.tokens[colon + 1].text not in "-—–":
        return []
    found = mentioned(room, first, colon)
    if not found or found[0].first != first or found[-1].last != colon:
        return []
    end = paragraph_of(room, sentence.paragraph)[1]
    return [Voice(room.tokens[colon + 1].start, end, "direct", company.meet(holder(found)), "speech.label")]


def _under_label(room: Room, company: Company, sentence: Sentence) -> list[Voice]:
    """Read words opened by a dash under a line that only names who says them: "Name, title:"."""
    label = _label_above(room, sentence) if room.text[sentence.start] in "-—–" else None
    start, end = paragraph_of(room, sentence.paragraph)
    return [Voice(start, end, "direct", company.meet(label), "speech.label")] if label is not None else []


def _label_above(room: Room, sentence: Sentence) -> Mention | None:
    """Return whom the line above a paragraph names and no more: "Name, title:"."""
    if not sentence.paragraph or sentence.start != paragraph_of(room, sentence.paragraph)[0]:
        return None
    first, last = place(room, *paragraph_of(room, sentence.paragraph - 1))
    if last - first < 2 or last - first > LABEL + LABEL:
        return None
    found = mentioned(room, first, last)
    colon = room.tokens[last - 1].text == ":"
    if not found or found[0].first != first or found[0].pronoun or last - found[-1].last > (LABEL if colon else 0):
        return None
    return holder(found) if colon or (found[0].name and found[0].role) else None


LABEL = 12


def _stop(room: Room, first: int, last: int) -> int:
    return next((at for at in range(first, last) if room.tokens[at].text in "-—–"), last)


def _speaker_of(room: Room, company: Company, quotation: Quotation, sentence: Sentence) -> tuple[Person | None, str]:
    end = paragraph_of(room, sentence.paragraph)[1]
    after = place(room, quotation.end, _sentence_end(room, quotation.end, end))
    verb = cue_at(room, *after, *QUOTING)
    if verb is not None and verb.first - after[0] <= 20:
        return _quoted_by(room, company, verb, after, sentence), "speech.cue_after"
    told = _behind(room, company, after)
    if told is not None:
        return told, "speech.cue_after"
    before = place(room, sentence.start, quotation.start)
    if before[1] > before[0] and (room.tokens[before[1] - 1].text in ":,-" or room.tokens[before[1] - 1].lower in THAT):
        verb = _last_told(room, *before)
        if verb is not None:
            who = subject(room, verb, *before)
            said = in_record(room, verb, before[0]) if who is None else None
            return source(company, said) if said else company.meet(who), "speech.cue_before"
        label = mentioned(room, *before)
        if label and room.tokens[before[1] - 1].text == ":":
            return company.meet(holder(label)), "speech.label"
    apart = _set_apart(room, quotation, sentence) or _quoted_in_part(room, before)
    if apart is not None:
        return company.meet(apart[0]), apart[1]
    return _inside_cue(room, company, quotation) or (company.last or _above(room, company, quotation), "speech.carried")


def _set_apart(room: Room, quotation: Quotation, sentence: Sentence) -> tuple[Mention, str] | None:
    """Return who a line of its own over a quotation names, or a dash behind it, and the rule that says so."""
    above = _label_above(room, sentence) if quotation.start == sentence.start else None
    if above is not None:
        return above, "speech.label"
    signed = _signed(room, quotation, sentence)
    return (signed, "speech.signed") if signed is not None else None


def _quoted_in_part(room: Room, before: tuple[int, int]) -> tuple[Mention, str] | None:
    """Return whom a sentence quotes only from its middle on: "X said that the port would be “a record”."""
    verb = _last_told(room, *before) if before[1] > before[0] else None
    who = subject(room, verb, *before) if verb is not None else None
    return (who, "speech.cue_before") if who is not None and not who.pronoun else None


def _above(room: Room, company: Company, quotation: Quotation) -> Person | None:
    """Return the only person named in the paragraph before one that is a quotation and no more."""
    at = bisect_left(room.sentences, quotation.end, key=lambda one: one.start) - 1
    start, end = paragraph_of(room, room.sentences[at].paragraph)
    if quotation.start != start or end - quotation.end > 1 or not room.sentences[at].paragraph:
        return None
    above = paragraph_of(room, room.sentences[at].paragraph - 1)
    named = [one for one in _narrated(room, mentioned(room, *place(room, *above))) if one.name and not one.body]
    spoke = not room.marks.shapes.words or SPOKE.intersection(room.marks.shapes.words[slice(*place(room, *above))])
    return company.meet(named[0]) if spoke and len({one.name for one in named}) == 1 else None


SPOKE = frozenset([
    "spoke", "addressed", "addressing", "speech", "remarks", "delivered", "opened", "words", "answered", "spoken",
    "выступил", "выступила", "выступая", "слово", "речь", "речи", "обратился", "обратилась", "выступление",
    "выступлении", "ответил", "ответила", "прокомментировал", "прокомментировала",
])  # fmt: skip


def _last_told(room: Room, first: int, last: int) -> Cue | None:
    """Return the verb of speech nearest to the quotation behind it that has a subject, else the first one."""
    told = [cue for cue in room.marks.between("speech", first, last) if cue.code in SAYING]
    return next((cue for cue in reversed(told) if subject(room, cue, first, last) is not None), next(iter(told), None))


THAT = frozenset({"that", "что"})


def _behind(room: Room, company: Company, after: tuple[int, int]) -> Person | None:
    """Return whose a quotation is by what is told behind it without a verb of speech: "…" — such words opened X."""
    first, last = after
    while first < last and room.tokens[first].text in ',.»”"':
        first += 1
    if first >= last:
        return None
    cue = cue_at(room, first, min(last, first + 2), "according")
    if cue is not None:
        said = ascribed(room, first, last)
        return company.meet(said.who) if said is not None and said.who is not None else None
    if room.tokens[first].text not in "-—–" or last - first > TITLED + 2 or room.marks.language == "en":
        return None
    stop = _stop(room, first + 1, last)
    named = [m for m in mentioned(room, first + 1, stop) if not m.pronoun and (m.name or m.body) and not m.bare]
    words = room.tokens[first + 1 : named[0].first] if named else []
    if not words or len(words) > OPENS or any(word.kind != "word" for word in words):
        return None
    if words[0].lower == "слова" and len(words) == 1:
        return company.meet(named[0])
    tells = words[0].lower.startswith(SUCH) or past(words[0].lower) not in (None, "plur")
    return company.meet(named[0]) if tells and named[0].subject else None


SUCH = ("так", "эти", "эту", "подобн", "это")
OPENS = 6


def _quoted_by(room: Room, company: Company, verb: Cue, after: tuple[int, int], sentence: Sentence) -> Person | None:
    """Return whose a quotation is by the verb behind it, with a subject, a source named in a record, or neither."""
    if verb.code == "impersonal":
        said = ascribed(room, *after)
        return source(company, said) if said is not None else None
    who = _of_words(room, verb, after[1]) or subject(room, verb, *after)
    said = in_record(room, verb, after[0]) if who is None else None
    if said is not None:
        return source(company, said)
    if who is None and not _alone(room, verb, after):
        return None
    if who is not None and who.pronoun:
        new = introduced(room, sentence)
        before = earlier(room, sentence, who, after[0])
        return company.meet(new) if new is not None else company.meet_person(before)
    return company.meet(who, earlier(room, sentence, who, after[0]))


def _alone(room: Room, verb: Cue, after: tuple[int, int]) -> bool:
    """Say whether a verb behind a quotation has no subject at all, so that the last speaker is meant."""
    rest = room.tokens[verb.last : after[1]]
    ahead = [t for t in room.tokens[after[0] : verb.first] if t.kind == "word" and t.lower not in ADVERBS]
    return not ahead and len([token for token in rest if token.kind == "word"]) <= 3


def _signed(room: Room, quotation: Quotation, sentence: Sentence) -> Mention | None:
    """Return whose name stands behind a dash after a quotation, in its own line or in the next one."""
    start, end = paragraph_of(room, sentence.paragraph)
    if quotation.end >= end - 1:
        start, end = paragraph_of(room, sentence.paragraph + 1)
    else:
        start = quotation.end
    first, last = place(room, start, end)
    if last - first < 2 or last - first > 16 or room.tokens[first].text not in "-—–":
        return None
    found = mentioned(room, first + 1, last)
    return found[0] if found and found[0].first <= first + 3 and found[-1].last >= last - 1 else None


def _inside_cue(room: Room, company: Company, quotation: Quotation) -> tuple[Person | None, str] | None:
    """Read the attribution that cuts into speech: "We see growth, - said the minister. - It goes on"."""
    first, last = place(room, quotation.start, quotation.end)
    for cue in room.marks.between("speech", first + 1, last):
        if cue.code == "verb" and room.marks.language == "en" and (who := _closing(room, cue, first, last)) is not None:
            return company.meet(who), "speech.cue_inside"
        if cue.code in QUOTING and room.tokens[cue.first - 1].text == "-":
            stop = next((i for i in range(cue.last, last) if room.tokens[i].text in "-"), min(last, cue.last + 14))
            found = [m for m in mentioned(room, cue.last, stop) if m.subject]
            if found:
                named = next((m for m in found[:2] if m.name), found[0])
                return company.meet(named), "speech.cue_inside"
    return None


def _closing(room: Room, verb: Cue, first: int, last: int) -> Mention | None:
    """Return who said words whose closing mark was forgotten: ""We grow, Prime Minister X said. "It goes on…"."""
    if verb.last >= last or room.tokens[verb.last].text not in '."“”':
        return None
    back = range(verb.first - 1, max(first, verb.first - TITLED), -1)
    comma = next((at for at in back if room.tokens[at].text == ","), None)
    found = [m for m in mentioned(room, comma + 1, verb.first) if not m.pronoun] if comma is not None else []
    return found[-1] if found and found[-1].last == verb.first and found[0].first == (comma or 0) + 1 else None


TITLED = 14


def _sentence_end(room: Room, at: int, end: int) -> int:
    return next((s.end for s in room.sentences if s.start <= at < s.end), end) if at < end else end


def source(company: Company, said: Said) -> Person | None:
    """Return whose record an impersonal verb means: the institution named with it, else the one that spoke last."""
    if said.who is not None:
        return company.meet(said.who)
    return company.last if company.last is not None and company.last.body else None


def earlier(room: Room, sentence: Sentence, mention: Mention | None, at: int) -> list[Mention]:
    """Return who a pronoun can mean: those of its paragraph, else the only person of the one before.

    A name or a role needs nobody else.
    """
    if mention is not None and not mention.pronoun:
        return []
    start = room.sentences_of(sentence.paragraph)[0].start
    found = _narrated(room, mentioned(room, place(room, start, start)[0], at))
    if any(one.name and not one.body for one in found) or not sentence.paragraph:
        return found
    above = _narrated(room, mentioned(room, *place(room, *paragraph_of(room, sentence.paragraph - 1))))
    named = [one for one in above if one.name and not one.body]
    return [*named[:1], *found] if len({one.name for one in named}) == 1 else found


def _narrated(room: Room, found: list[Mention]) -> list[Mention]:
    """Return the mentions that stand outside direct speech in an English text: who speaks does not name himself."""
    if room.marks.language != "en":
        return found
    return [one for one in found if not quoted(room, room.tokens[one.first].start)]


def introduced(room: Room, sentence: Sentence) -> Mention | None:
    """Return the person that the sentence before is about, in its paragraph: named as its subject, saying nothing."""
    at = bisect_left(room.sentences, sentence.start, key=lambda one: one.start)
    before = room.sentences[at - 1] if at else None
    if before is None or before.paragraph != sentence.paragraph:
        return None
    first, last = place(room, before.start, before.end)
    named = [m for m in mentioned(room, first, last) if not m.body and not m.pronoun]
    if not named or named[0].first > first + 2 or not named[0].subject or named[0].name is None:
        return None
    spoken = any(q.start < before.end and before.start < q.end for q in room.speeches.near(before.start, before.end))
    return None if spoken else named[0]
