"""Addresses: documents that are one person's words throughout, and interviews of questions and answers."""

from __future__ import annotations

import re
from typing import NamedTuple

from karvon.read.persons import Company, Mention, Person
from karvon.read.room import Room, mentioned, place

OPENING = 5
HEADING = 300
LABELS = 2
SPEECH = re.compile(
    r"(?:^|[\s«\"(:-])(?:(?:пресс-|видео|радио|теле)?(?:заявлени[ея]|обращени[ея]|выступлени[ея]|послани[ея])|речь|речи"
    r"|(?:приветственн|вступительн|заключительн|напутственн)\w+ (?:слово|слова|речь|речи)|приветстви[ея]|доклада?"
    r"|брифинга?|стенограмм[аы]|расшифровк[аи]|лекци[яи]|комментари[йя]|"
    r"(?:press |opening |closing |welcome |welcoming |keynote |prepared |introductory |media |video |policy ){0,2}"
    r"(?:address|speech|remarks|statement|message|briefing|transcript|lecture|comments))(?=[\s:,)]|$)",
    re.IGNORECASE,
)
INTERVIEW = re.compile(r"\b(?:интервью|interview|беседа с|беседовал\w*|отвечает на вопросы|ответил на вопросы)\b", re.I)
GREETING = re.compile(
    r"^(?:(?:глубоко|многоуважаем\w+|высоко)\s+)?(?:уважаем\w+|многоуважаем\w+|дорогие|дамы и господа"
    r"|ваши? превосходительств\w+|товарищи|коллеги|друзья|ladies and gentlemen|dear |excellenc|your excellenc"
    r"|distinguished|honou?rable|mr\.? (?:chair|president|speaker)|madam (?:chair|president|speaker)"
    r"|good (?:morning|afternoon|evening)|thank you|ассалому|здравствуйте|добр(?:ый|ое|ого) (?:день|дня|утро|вечер))",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(
    r"\b(?:я|мы|нас|нам|наш\w*|мой|моя|мне|благодарю|прошу|предлагаю|рад|рада|i|we|our|my|us|me)\b", re.IGNORECASE
)
QUOTED = re.compile(r"[«„“\"][^«»„“”\"]*(?:[»”\"]|$)")
QUESTION = re.compile(r"\?\s*[»\"”]?\s*$")
ASKED = re.compile(
    r"^[-—–\s]*(?:[^.,]{3,40}, )?(?:расскажите|скажите|поделитесь|назовите|прокомментируйте|поясните|объясните|опишите"
    r"|охарактеризуйте|как бы вы|хотелось бы (?:узнать|услышать|спросить)|please tell|tell us|could you)\b",
    re.IGNORECASE,
)
DASH = re.compile(r"^[-—–]\s*")
LABEL = re.compile(
    r"^(?P<label>вопрос|ответ|корреспондент|журналист|question|answer|q|a|[A-ZА-ЯЁ]\.\s?(?:[A-ZА-ЯЁ]\.)?"
    r"|(?:[A-ZА-ЯЁ]\.\s?)?[A-ZА-ЯЁ][\w'’-]+(?:\s[A-ZА-ЯЁ][\w'’-]+)?)\s*:\s",
    re.IGNORECASE,
)
ASKS = frozenset(["вопрос", "корреспондент", "журналист", "question", "q"])


class Words(NamedTuple):
    """A stretch at [start, end) that is a person's own words, and the rule that says so."""

    start: int
    end: int
    person: Person | None
    rule: str


def addresses(room: Room, company: Company) -> list[Words]:
    """Return the words of an address or of an interview's answers; nothing for a document of another kind."""
    paragraphs = _paragraphs(room)
    return (
        _address(room, company, paragraphs)
        or _interview(room, company, paragraphs)
        or _transcript(room, company, paragraphs)
    )


def _paragraphs(room: Room) -> list[tuple[int, int]]:
    spans: dict[int, tuple[int, int]] = {}
    for sentence in room.sentences:
        start = spans.get(sentence.paragraph, (sentence.start, 0))[0]
        spans[sentence.paragraph] = (start, sentence.end)
    return list(spans.values())


def _address(room: Room, company: Company, paragraphs: list[tuple[int, int]]) -> list[Words]:
    """Read a speech: headed as one, with its speaker named there, and told in the first person."""
    for number, (start, end) in enumerate(paragraphs[:OPENING]):
        heading = room.text[start:end]
        if len(heading) > HEADING or heading.endswith((".", ",", "?", "!")) or not SPEECH.search(heading[:100]):
            continue
        body = [span for span in paragraphs[number + 1 :] if span[1] - span[0] > 1]
        who = _speaker(room, start, end) or _named_below(room, body[:2])
        if who is None or not body or not _own_words(room, body):
            continue
        person = company.meet(who)
        first = next((i for i, span in enumerate(body[:4]) if GREETING.match(room.text[span[0] : span[1]])), 0)
        return [Words(body[first][0], body[-1][1], person, "speech.address")]
    return []


def _speaker(room: Room, start: int, end: int) -> Mention | None:
    """Return the person a heading names behind its kind ("speech of …"), or at its very beginning ("X: speech at")."""
    match = SPEECH.search(room.text, start, end)
    opening = _persons(room, start, match.start() if match else start)
    after = _persons(room, match.end() if match else start, end)
    heads = [m for m in opening[:1] if m.first == place(room, start, start)[0]]
    named = [*heads, *after[:1], *opening[:1]]
    return named[0] if named else None


def _persons(room: Room, start: int, end: int) -> list[Mention]:
    return [m for m in mentioned(room, *place(room, start, end)) if not m.pronoun and not m.body]


def _named_below(room: Room, spans: list[tuple[int, int]]) -> Mention | None:
    """Return the person that a short line below a heading consists of: "Remarks at the forum" and then "Minister X"."""
    for start, end in spans:
        first, last = place(room, start, end)
        found = _persons(room, start, end)
        if len(found) == 1 and found[0].name and found[0].first == first and found[0].last == last:
            return found[0]
    return None


def _own_words(room: Room, body: list[tuple[int, int]]) -> bool:
    """Say whether a text speaks in the first person: greeting, or "we" and "I" outside marks in most paragraphs."""
    if any(GREETING.match(room.text[start:end]) for start, end in body[:4]):
        return True
    own = [1 for start, end in body if FIRST_PERSON.search(QUOTED.sub("", room.text[start:end]))]
    return 2 * len(own) > len(body)


def _interview(room: Room, company: Company, paragraphs: list[tuple[int, int]]) -> list[Words]:
    """Read an interview: its opening names whom it is with, its questions end in a question mark."""
    turns = [_turn(room.text[start:end]) for start, end in paragraphs]
    asked = [number for number, turn in enumerate(turns) if turn == "question"]
    if len(asked) < (1 if _headed_as_interview(room, paragraphs) else 2):
        return []
    opening = paragraphs[: asked[0]] or paragraphs[:1]
    labelled = any(_label(room.text[start:end]) for start, end in paragraphs[asked[0] :])
    told = room.text[opening[0][0] : opening[-1][1]]
    dashes = sum(1 for start, end in paragraphs if DASH.match(room.text[start:end])) >= 2
    if not (INTERVIEW.search(told) or labelled or dashes):
        return []
    who = _interviewed(room, opening)
    if who is None:
        return []
    person = company.meet(who)
    return [
        Words(start, end, person, "speech.interview")
        for (start, end), turn in zip(paragraphs[asked[0] :], turns[asked[0] :], strict=True)
        if turn != "question"
    ]


def _headed_as_interview(room: Room, paragraphs: list[tuple[int, int]]) -> bool:
    """Say whether a heading at the top calls the text an interview with somebody."""
    heads = [room.text[start:end] for start, end in paragraphs[:OPENING]]
    return any(len(head) <= HEADING and head[-1:] not in ".?!" and HEADED.search(head) for head in heads)


HEADED = re.compile(r"\b(?:interview with|интервью с)\b", re.IGNORECASE)


def _transcript(room: Room, company: Company, paragraphs: list[tuple[int, int]]) -> list[Words]:
    """Read a record of who said what: two paragraphs or more that begin with initials or a known name and a colon."""
    found: list[Words] = []
    for start, end in paragraphs:
        label = _label(room.text[start:end])
        name = _labelled_person(company, label["label"]) if label is not None else None
        if label is not None and name is not None:
            found.append(Words(start + label.end(), end, name, "speech.label"))
    told = {room.text[words.start : words.end] for words in found}  # a headline printed twice is no talk
    return found if len(told) >= LABELS else []


def _labelled_person(company: Company, label: str) -> Person | None:
    """Return the person that a label calls by initials or by the family name."""
    letters = [part for part in re.split(r"[.\s]+", label) if part]
    for person in company.people:
        words = (person.name or "").split()
        short = all(len(part) == 1 for part in letters) and [word[0] for word in words[: len(letters)]] == letters
        if words and (short or words[-1] == letters[-1]):
            return person
    return None


def _label(text: str) -> re.Match[str] | None:
    """Return who speaks as a paragraph is told to open with: a name or a word, and a colon."""
    return LABEL.match(text) if ":" in text else None


def _turn(text: str) -> str:
    label = _label(text)
    if label is not None and label["label"].lower() in ASKS:
        return "question"
    short = len(text) < 420
    return "question" if short and (QUESTION.search(text) or ASKED.match(text)) else "answer"


def _interviewed(room: Room, opening: list[tuple[int, int]]) -> Mention | None:
    """Return the person an interview is with: the one its opening names with an office, else the only one named."""
    found = [m for start, end in opening for m in mentioned(room, *place(room, start, end)) if m.name and not m.body]
    titled = [m for m in found if m.role]
    names = {m.name for m in found}
    if titled:
        return titled[0]
    return found[0] if len(names) == 1 else None
