"""Speech: which stretch of a text is whose words, told directly, indirectly or by the narrator."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from karvon.read import institutions
from karvon.read.addresses import addresses
from karvon.read.attribution import ascribed, holder
from karvon.read.backward import TITLE, backward, closed_by
from karvon.read.bodyparts import joined
from karvon.read.bridging import bridged
from karvon.read.direct import Voice, direct, earlier, introduced, source
from karvon.read.evidence import Said
from karvon.read.fullnames import lone_family
from karvon.read.gates import places_of
from karvon.read.handed import handed_on
from karvon.read.mentions import Known, begins, mentions, of_families
from karvon.read.persons import Company, Mention, Person
from karvon.read.records import publisher_before
from karvon.read.resumption import resumed
from karvon.read.room import Room, codes_at, cue_at, mentioned, place, quoted
from karvon.read.sentences import Sentence
from karvon.read.strangers import strange_at
from karvon.read.subjects import beside
from karvon.read.tokens import latin
from karvon.read.values import Value

OUTLET = re.compile(
    r"(?:сообщает|сообщают|передаёт|передает|пишет|информирует|ссылкой на|reports?|reported by|сообщил[аи]?)\s+"
    r"(?:агентств\w+\s+|портал\w*\s+|издани\w+\s+|корреспондент\w*\s+|газет\w+\s+|telegram-канал\w*\s+)*"
    r"(?P<name>[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)+|[«\"“][^»\"”\n]{2,40}[»\"”]|[A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+)?|[А-ЯЁ]{3,}[\w-]*"
    r"|Казинформ\w*|Интерфакс\w*|Спутник\w*|РИА\s+Новости)"
)  # fmt: skip

TELLING = ("сообща", "сообщил", "переда", "пишет", "информирует", "ссылкой на", "report")
NEAR = 2
SUCH = frozenset(["такую", "такое", "такой", "эту", "соответствующую", "соответствующее"])
MEANWHILE = frozenset({"while", "whereas", "а", "тогда"})
ADDING = ("ив", "ав", "ув", "ing")
CLOSED = '»"”›'
CARRIES = (
    "speech.according", "speech.continued", "speech.verb", "speech.dropped", "speech.as_said", "speech.impersonal",
    "speech.institution_again", "speech.referring",
)  # fmt: skip


class Course(Value, frozen=True):
    """What reading sentence by sentence has come to: the voices found and the one that runs on."""

    found: list[Voice]
    running: Voice | None


def outlet(text: str) -> tuple[str, int, int] | None:
    """Return the agency or site that the text says it comes from, and where it says so."""
    match = next((told for at in places_of(text, TELLING) if (told := OUTLET.match(text, at)) is not None), None)
    return (match["name"].strip('«»"“”'), match.start("name"), match.end("name")) if match else None


def voices(room: Room, company: Company) -> list[Voice]:
    """Return whose words each stretch is; direct speech inside a sentence precedes the sentence's own voice."""
    room = _known(room, company)
    whole = [Voice(one.start, one.end, "direct", one.person, one.rule) for one in addresses(room, company)]
    if whole and whole[0].rule != "speech.interview":
        return whole
    opening = [s for s in room.sentences if not whole or s.end <= whole[0].start]
    return [*_told(room, company, opening), *whole]


def _told(room: Room, company: Company, sentences: Sequence[Sentence]) -> list[Voice]:
    """Return whose words each stretch of sentences told one after the other is."""
    course = Course([], None)
    paragraph = -1
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            course = course if _listed(room, sentence) else course._replace(running=None)
            company.silence(_spoken(room, course.found, paragraph))
        course = _sentence(room, company, sentence, course)
    return bridged(room, company, _carried_back(room, course.found))


def _listed(room: Room, sentence: Sentence) -> bool:
    """Say whether a paragraph is an item of a list that somebody's words opened or go on with."""
    before = room.text[max(0, sentence.start - LISTED) : sentence.start].rstrip()
    opens = room.text[sentence.start]
    if before[-1:] in (":", ";", "-", "–", "•"):
        return opens.islower() or opens in BULLETS
    above = room.sentences_of(sentence.paragraph - 1)
    return opens in BULLETS and bool(above) and room.text[above[0].start] == opens


BULLETS = "-–—•*▪●◦"


LISTED = 12


def _carried_back(room: Room, found: list[Voice]) -> list[Voice]:
    """Give a quotation left open at the end of its paragraph the speaker of the one that opens the next."""
    closing = {before.end for before, after in pairwise(room.sentences) if before.paragraph != after.paragraph}
    result = list(found)
    direct = [at for at, voice in enumerate(result) if voice.speech == "direct"]
    for left, right in reversed(list(pairwise(direct))):
        open_end = result[left].end in closing and room.text[result[left].end - 1] not in CLOSED
        if open_end and result[right].start - result[left].end <= 3 and result[left].rule == "speech.carried":
            result[left] = result[left]._replace(person=result[right].person, rule=result[right].rule)
    return result


def _known(room: Room, company: Company) -> Room:
    """Take in who and what institution the document names, before anyone speaks."""
    bodies = _in_line(room, institutions.find(room.tokens, room.marks))
    company.bodies.learn([body for body in bodies.values() if not _ends_a_name(bodies, body)])
    places = begins(room.marks, bodies)
    unknown = Known(begins=places)
    for sentence in room.sentences:
        if not _byline(room.text[sentence.start : sentence.end]):
            company.learn(mentions(room.tokens, room.marks, *room.bounds[sentence.start], unknown))
    return room._replace(known=Known(of_families(company.families()), bodies, places))


def _byline(line: str) -> bool:
    """Say whether a line only names who wrote the page: "By Jane Doe", "Jane Doe | 12 May 2020"."""
    return len(line) <= BYLINE and line[:3] in ("By ", "BY ") and line[-1:] not in ".!?…"


BYLINE = 60


def _ends_a_name(bodies: Mapping[int, Mention], one: Mention) -> bool:
    """Say whether "statistics" are but the end of an office's name: "служба статистики"."""
    near = (bodies.get(at) for at in range(max(0, one.first - LONG), one.first))
    return one.body == "statistics" and any(other is not None and other.last >= one.last for other in near)


LONG = 12


def _in_line(room: Room, bodies: Mapping[int, Mention]) -> dict[int, Mention]:
    """Return the institutions, none of which runs on from one sentence or heading into the next."""
    ends = [last for _first, last in room.bounds.values()]
    found = {}
    for at, body in bodies.items():
        end = ends[min(bisect_right(ends, at), len(ends) - 1)] if ends else body.last
        if body.last <= end or end <= at:
            found[at] = body
        elif latin(room.tokens[at].text):
            name = joined(room.tokens[body.first : end])
            found[at] = body._replace(last=end, name=name)
    return found


def _sentence(room: Room, company: Company, sentence: Sentence, course: Course) -> Course:
    found = course.found
    found += direct(room, company, sentence)
    first, last = room.bounds[sentence.start]
    codes = codes_at(room, first, last)
    back = backward(room, company, sentence, found) if codes else []
    if back:
        found += back
        return Course(found, back[0] if len(back) == 1 and sentence.paragraph <= 1 else None)
    voice = _indirect(room, company, sentence, course)
    if voice is not None:
        found += closed_by(room, voice, sentence, found)
        found.append(voice)
        found += _another(room, company, sentence, voice, last)
    carries = voice is not None and voice.rule in CARRIES and not (codes and _later(room, first, last))
    running = voice if carries else None
    return Course(found, running if running is None or running.person is not None or _nameless(running) else None)


def _later(room: Room, first: int, last: int) -> bool:
    """Say whether nothing behind a sentence runs on from it: it is told of later, handed on, or of what was agreed."""
    if cue_at(room, first, min(first + 2, last), "later") is not None or handed_on(room, first, last):
        return True
    return room.tokens[first].lower in SUCH and cue_at(room, first, last, "act") is not None


def _another(room: Room, company: Company, sentence: Sentence, voice: Voice, last: int) -> list[Voice]:
    """Read what somebody else says in the same sentence: "A hoped for more, while B expressed confidence that …"."""
    first = place(room, max(voice.start, sentence.start), sentence.end)[0]
    if MEANWHILE.isdisjoint(room.marks.shapes.words[first:last]):
        return []
    at = next(
        (i for i in range(first + 1, last - 2) if room.tokens[i].lower in MEANWHILE and room.tokens[i - 1].text == ","),
        None,
    )
    said = ascribed(room, at + 1, last) if at is not None else None
    if at is None or said is None or said.who is None or said.who.pronoun or said.rule not in TOLD_TOO:
        return []
    return [Voice(room.tokens[at].start, sentence.end, "indirect", company.meet(said.who), said.rule)]


TOLD_TOO = ("speech.verb", "speech.according")


def _nameless(voice: Voice) -> bool:
    """Say whether words of nobody named run on all the same: those of people whom a verb of speech tells of."""
    return voice.rule in ("speech.verb", "speech.impersonal", "speech.continued")


def _spoken(room: Room, found: Sequence[Voice], paragraph: int) -> bool:
    """Say whether somebody spoke in one of the two paragraphs before."""
    if not found:
        return True
    start = found[-1].start
    at = bisect_right(room.sentences, start, key=lambda one: one.start) - 1
    said = room.sentences[at].paragraph if at >= 0 and start < room.sentences[at].end else -1
    return paragraph - said <= NEAR


def _indirect(room: Room, company: Company, sentence: Sentence, course: Course) -> Voice | None:
    first, last = room.bounds[sentence.start]
    found, running = course.found, course.running
    headed = _headed(room, company, sentence, first, last)
    if headed is not None:
        return headed
    said = ascribed(room, first, last)
    if said is not None and not (running is not None and _of_land(room, said)):
        person = _who(room, company, sentence, said)
        start = _that(room, said, last) or sentence.start
        return Voice(start, sentence.end, "indirect", person, said.rule)
    added = _added(room, found, sentence, last) or _in_part(room, found, sentence)
    if added is not None:
        return added
    if cue_at(room, first, min(first + 2, last), "later") is not None:
        return None
    if running is not None and _goes_on(room, company, running, sentence) and not _long(room, running, found, sentence):
        return Voice(sentence.start, sentence.end, "indirect", running.person, "speech.continued")
    return None


def _goes_on(room: Room, company: Company, running: Voice, sentence: Sentence) -> bool:
    """Say whether a sentence goes on with somebody's words: it is no quotation, no narration, about nobody else."""
    first, last = room.bounds[sentence.start]
    if quoted(room, sentence.start) or resumed(room, running.person, first, last):
        return False
    opens = mentioned(room, first, min(last, first + OPENS))
    other = opens[0] if opens and opens[0].name and opens[0].subject and not opens[0].body else None
    if other is None or running.person is None or running.person.name is None:
        return True
    return company.same(other, running.person)


OPENS = 6


def _long(room: Room, running: Voice, found: Sequence[Voice], sentence: Sentence) -> bool:
    """Say whether an institution's figures have run on for as long as they do: two sentences, or a list's parts."""
    if running.person is None or running.person.body is None:
        return False
    before = room.text[max(0, sentence.start - LISTED) : sentence.start].rstrip()
    last = found[-CARRIED:]
    return len(last) == CARRIED and all(one.rule == "speech.continued" for one in last) and before[-1:] not in ";:"


CARRIED = 2


def _of_land(room: Room, said: Said) -> bool:
    """Say whether an English verb only tells what a country plans or hopes, which a speaker may go on to tell of."""
    if said.who is not None or said.again or said.verb is None or room.marks.language != "en":
        return False
    return room.tokens[said.verb.first].lower in PLANNED and ("places", said.verb.first) in room.marks.end


PLANNED = frozenset([
    "plans", "plan", "hopes", "hope", "hoped", "expects", "expect", "expected", "proposes", "forecasts",
    "projects", "wants", "sees",
])  # fmt: skip


def _added(room: Room, found: Sequence[Voice], sentence: Sentence, last: int) -> Voice | None:
    """Read what a speaker adds behind a quotation: ""…," the minister said, adding that …"."""
    spoken = [v for v in found if v.speech == "direct" and sentence.start < v.end < sentence.end]
    if not spoken:
        return None
    at = place(room, spoken[-1].end, spoken[-1].end)[0]
    verbs = room.marks.between("speech", at, last)
    adding = next((cue for cue in verbs if room.tokens[cue.first].lower.endswith(ADDING)), None)
    if adding is None:
        return None
    return Voice(room.tokens[adding.first].start, sentence.end, "indirect", spoken[-1].person, "speech.continued")


def _in_part(room: Room, found: Sequence[Voice], sentence: Sentence) -> Voice | None:
    """Read a sentence of which a speaker is quoted only in part: "Trade grew "by a third," the minister said"."""
    spoken = [v for v in found if v.speech == "direct" and sentence.start < v.start < sentence.end]
    if not spoken or spoken[0].rule != "speech.cue_after" or spoken[0].person is None:
        return None
    lead = room.text[sentence.start : spoken[0].start].rstrip()
    runs_on = lead[-1:].isalnum() and not room.text[spoken[0].start + 1 : spoken[0].start + 2].isupper()
    return Voice(sentence.start, sentence.end, "indirect", spoken[0].person, "speech.cue_after") if runs_on else None


def _who(room: Room, company: Company, sentence: Sentence, said: Said) -> Person | None:
    if said.outer is not None and not (said.who is not None and said.who.pronoun):
        company.meet(said.outer)
    if said.who is not None and said.who.pronoun and not _of_record(room, said.who):
        new = introduced(room, sentence)
        if new is not None:
            return company.meet(new)
        return company.meet_person(earlier(room, sentence, said.who, said.who.first))
    if said.who is not None:
        return company.meet(said.who, earlier(room, sentence, said.who, said.who.first))
    if not said.again:
        return None
    if said.rule == "speech.dropped":
        return _dropped(room, company, sentence)
    publisher = publisher_before(room, sentence.start) if company.last is None else None
    return company.meet(publisher) if publisher is not None else source(company, said)


def _dropped(room: Room, company: Company, sentence: Sentence) -> Person | None:
    """Return who a verb without a subject means: whom the sentence before is about, else the person who spoke last."""
    new = introduced(room, sentence) if room.marks.language != "en" else None
    return company.meet(new) if new is not None else company.meet_person()


def _of_record(room: Room, who: Mention) -> bool:
    """Say whether "his" goes with data, which an institution has too, and not with words."""
    after = room.tokens[who.last].lower if who.last < len(room.tokens) else ""
    return after.startswith(("данн", "информац", "сведен", "оцен", "подсч", "расч", "прогноз", "статист"))


def _that(room: Room, said: Said, last: int) -> int | None:
    """Return where reported words begin behind "that"; what stands before is the narrator's."""
    if said.verb is None or said.rule != "speech.verb":
        return None
    after = room.tokens[said.verb.last : min(last, said.verb.last + 4)]
    if room.marks.language == "en" and after and after[0].text == ",":
        return None
    joined = any(token.lower in ("что", "that") for token in after)
    return room.tokens[said.verb.first].start if joined else None


def _lone(room: Room, first: int, label: int) -> list[Mention]:
    """Return the person that a label of one family name is: "Ковалёв: …"."""
    if room.marks.language == "en":
        return []
    name = lone_family(room.tokens, room.marks, first) if label == first + 1 else None
    strange = strange_at(room.tokens, room.marks, first, label) if label > first + 1 else None
    if strange is not None and strange[1] == label:
        name = strange[0]
    return [Mention(first, label, name, None, None)] if name else []


def _named_behind(room: Room, first: int, last: int) -> list[Mention]:
    """Return who stands at the end of a headline: a person, an office, an institution by its short name."""
    found = mentioned(room, first, last) or _lone(room, first, last) or beside(room, first)
    if found or room.marks.language != "en":
        return found
    short = institutions.capitalised(room.tokens, room.marks, first, last)
    return [short._replace(body="name")] if short is not None and short.last == first + 1 == last else []


def _opening_label(room: Room, sentence: Sentence, first: int, last: int) -> Mention | None:
    """Return the person whom a headline names before a dash and what they said: "Minister X - trade grew"."""
    dash = next((at for at in range(first + 1, min(last - 3, first + 12)) if room.tokens[at].text in "-—–"), None)
    if dash is None or room.text[sentence.end - 1] in ".!?…" or ("roles", dash + 1) in room.marks.begin:
        return None
    apart = room.tokens[dash - 1].end < room.tokens[dash].start and room.tokens[dash].end < room.tokens[dash + 1].start
    found = [one for one in mentioned(room, first, dash) if not one.pronoun] if apart else []
    one = holder(found) if found and found[0].first == first and found[-1].last == dash else None
    return one if one is not None and one.name and not one.body else None


def _headed(room: Room, company: Company, sentence: Sentence, first: int, last: int) -> Voice | None:
    """Read a headline's label: "Name: …", "Name, title: …" before it, "… - minister" behind it."""
    if sentence.paragraph > 1 or sentence.end - sentence.start > TITLE or last - first < 4:
        return None
    label = next((at for at in range(first + 1, min(last - 1, first + 12)) if room.tokens[at].text == ":"), None)
    if label is not None and ("cities", first) in room.marks.begin:
        return None
    found = (mentioned(room, first, label) or _lone(room, first, label) or beside(room, first)) if label else []
    if label is not None and found and found[0].first == first and found[-1].last == label and not found[0].pronoun:
        return Voice(room.tokens[label].end, sentence.end, "indirect", company.meet(holder(found)), "speech.headline")
    opening = _opening_label(room, sentence, first, last)
    if opening is not None:
        return Voice(room.tokens[opening.last].end, sentence.end, "indirect", company.meet(opening), "speech.headline")
    dash = next((at for at in range(last - 2, max(first, last - 9), -1) if room.tokens[at].text in "-—–:"), None)
    behind = _named_behind(room, dash + 1, last) if dash is not None else []
    if dash is not None and behind and behind[0].first == dash + 1 and behind[-1].last == last:
        return Voice(sentence.start, sentence.end, "indirect", company.meet(holder(behind)), "speech.headline")
    return None
