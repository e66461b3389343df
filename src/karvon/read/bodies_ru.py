"""Russian institutions: the words around an office or a company that belong to its name, in the nominative."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from karvon.read.bodyparts import CLOSE, LONGEST, OPEN, alias_at, country_of, joined, tells
from karvon.read.cues import Cue
from karvon.read.numbers import Marks
from karvon.read.persons import Mention
from karvon.read.tokens import (
    Token,
    adjective,
    agreeing,
    genitive,
    grammar,
    latin,
    nominative,
    noun_in_plural,
    past,
    recase,
)

OCCASIONS = frozenset([
    "итогам", "результатам", "состоянию", "данным", "поводу", "словам", "случаю", "окончании", "завершении",
    "линии", "оценке", "оценкам", "информации", "сравнению", "отношению", "приглашению", "инициативе",
    "просьбе", "вопросу", "прибытии", "мнению", "сведениям", "прогнозам",
])  # fmt: skip
TIMES = frozenset([
    "года", "году", "лет", "месяца", "месяцев", "недели", "дня", "квартала", "полугодия", "сегодня", "утра",
    "вечера",
])  # fmt: skip
OF_COUNTRY = frozenset(["страны", "республики", "государства", "региона", "области", "государств"])
ABROAD = ("chamber", "embassy", "union", "centre", "company")
BRIEF = frozenset([
    "это", "этот", "эта", "данный", "данное", "данная", "профильное", "соответствующее", "наш", "наше", "само",
    "само-",
])  # fmt: skip


def russian(tokens: Sequence[Token], marks: Marks, cue: Cue) -> Mention | None:
    """Return the institution whose head is a cue, head and adjectives in the nominative."""
    head = cue.first
    gender = _gender(_nominative_head(tokens[head].lower, cue.row["pattern"]))
    first = head
    while first and head - first < 4 and _qualifier(tokens[first - 1]) and ("roles", first - 1) not in marks.begin:
        first -= 1
    last = _tail(tokens, marks, cue)
    adjectives = [recase(agreeing(t.lower, gender), t.text) for t in tokens[first:head]]
    name = " ".join([*adjectives, _head_as_written(tokens[head], cue)])
    rest = joined(tokens[head:last])[len(tokens[head].text) :]
    own = cue.row["alone"] == "yes"
    said = [word for word in adjectives if word.lower() not in BRIEF]
    tail = [token for token in tokens[cue.last : last] if token.lower not in OF_COUNTRY]
    placed = first > 0 and tokens[first - 1].lower in ("в", "во")
    led = ("roles", first) in marks.end
    return Mention(
        first,
        last,
        name + rest,
        None,
        country_of(marks, first, last),
        subject=placed or (not led and _upright(tokens[head], cue)),
        body=cue.code,
        bare=not own and not tail and not said,
        placed=placed,
        gender=gender,
        alias=alias_at(tokens, last),
    )


def _upright(head: Token, cue: Cue) -> bool:
    """Say whether the head of an institution's name can stand in the nominative."""
    return nominative(head.lower) or head.text.isupper() or _as_listed(head, cue)


def _as_listed(head: Token, cue: Cue) -> bool:
    """Say whether a head stands in its first form, whatever an unknown word ends in: "Нацстатком"."""
    return cue.row["pattern"].split("|", 1)[0] == head.lower


def _qualifier(token: Token) -> bool:
    return token.kind == "word" and not latin(token.text) and adjective(token.lower) and token.lower not in BRIEF


def _gender(head: str) -> str:
    tag = grammar(head.lower())[1]
    if "plur" in tag:
        return "plur"
    return next((gender for gender in ("femn", "neut") if gender in tag), "masc")


@lru_cache(maxsize=10_000)
def _nominative_head(word: str, pattern: str) -> str:
    """Return the head's nominative: the first form of its row that differs from it in nothing but the ending."""
    for form in pattern.split(maxsplit=1)[0].split("|"):
        stem = form.removesuffix("*")[:-1] or form
        if word.startswith(stem) and abs(len(form) - len(word)) <= 2 and not form.endswith("*"):
            return form
    return grammar(word)[0]


def _head_as_written(token: Token, cue: Cue) -> str:
    form = _nominative_head(token.lower, cue.row["pattern"])
    if token.text[:2].isupper():
        return form.upper()
    return recase(form, token.text)


def _tail(tokens: Sequence[Token], marks: Marks, cue: Cue) -> int:
    """Return where the words that belong to an institution's name end."""
    place = cue.last
    while place < min(len(tokens), cue.first + LONGEST):
        step = _step(tokens, marks, cue, place)
        if not step:
            break
        place += step
    return place


def _step(tokens: Sequence[Token], marks: Marks, cue: Cue, place: int) -> int:
    """Return how many tokens at `place` go on with the name: none where it ends."""
    token = tokens[place]
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.text in OPEN:
        return (
            _marks_close(tokens, place) if cue.code in ("press", "company", "bank", "union", "centre", "agency") else 0
        )
    if token.text == "," and cue.code in CHARGED and place > cue.last:
        return _listed(tokens, marks, place)
    if token.kind != "word" or after is None:
        return 1 if token.kind == "word" and goes_on(tokens, marks, place) else 0
    if token.lower in ("по", "при", "в", "во", "и"):
        return 2 if _links(tokens, marks, cue, place) else 0
    found = marks.begin.get(("places", place))
    return (found.last - place if found else 1) if goes_on(tokens, marks, place) else 0


CHARGED = ("ministry", "press", "committee", "department", "management", "agency")
CHARGES = 6


def _listed(tokens: Sequence[Token], marks: Marks, place: int) -> int:
    """Return how many tokens a list in a name goes on for up to its "и": "инвестиций, промышленности и торговли"."""
    at = place + 1
    while at < min(len(tokens) - 1, place + CHARGES):
        if tokens[at].lower == "и" and at > place + 1:
            return at + 2 - place if genitive(tokens[at + 1].lower) and tokens[at + 1].text.islower() else 0
        comma = tokens[at].text == "," and at > place + 1
        if not comma and not (tokens[at].text.islower() and goes_on(tokens, marks, at)):
            return 0
        at += 1
    return 0


def _links(tokens: Sequence[Token], marks: Marks, cue: Cue, place: int) -> bool:
    """Say whether a small word at `place` links what is behind it to the name: "по статистике", "и торговли"."""
    link, after = tokens[place].lower, tokens[place + 1]
    if link == "по":
        return after.kind == "word" and after.lower not in OCCASIONS and _dative(after.lower)
    if link == "при":
        return after.text[0].isupper() or after.lower in BESIDE
    if link != "и":
        return cue.code in ABROAD and ("places", place + 1) in marks.begin
    office = any((group, place + 1) in marks.begin for group in ("roles", "institutions"))
    return place > cue.last and not office and goes_on(tokens, marks, place + 1)


BESIDE = frozenset(
    {"президенте", "правительстве", "кабинете", "кабмине", "министерстве", "администрации", "аппарате", "главе"}
)


def _dative(word: str) -> bool:
    return "datv" in grammar(word)[1] or "loct" in grammar(word)[1] or "gent" in grammar(word)[1]


def _marks_close(tokens: Sequence[Token], at: int) -> int:
    end = next((i for i in range(at + 1, min(len(tokens), at + LONGEST)) if tokens[i].text in CLOSE), None)
    title = end is not None and any(token.text == ":" for token in tokens[at:end])
    return 0 if end is None or title else end - at + 1


def goes_on(tokens: Sequence[Token], marks: Marks, place: int) -> bool:
    """Say whether a word goes on with a name: a place, a genitive, a capitalised Latin word."""
    token = tokens[place]
    if token.kind != "word" or token.lower in TIMES or tells(marks, place):
        return False
    if ("places", place) in marks.begin:
        return not _subject_of_verb(tokens, place)
    if latin(token.text):
        return token.text[0].isupper()
    return genitive(token.lower) and not _subject_of_verb(tokens, place)


def _subject_of_verb(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a word that could go on with the name is the subject of the verb behind it."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or after.kind != "word" or "VERB" not in grammar(after.lower)[1]:
        return False
    one = past(after.lower) not in (None, "plur")
    word = tokens[place].lower
    return nominative(word) and word not in FIELDS and not (one and noun_in_plural(word))


FIELDS = frozenset([
    "экономики", "торговли", "промышленности", "энергетики", "хозяйства", "культуры", "науки", "природы", "обороны",
    "юстиции", "статистики", "политики", "защиты", "безопасности", "связи", "информации", "развития", "строительства",
    "инфраструктуры", "образования", "здравоохранения", "коммуникаций", "коммерции", "экологии", "геологии",
    "металлургии", "занятости", "миграции", "интеграции", "цифровизации", "логистики", "авиации", "экспорта",
    "правительства", "министерства", "ведомства", "посольства", "агентства", "государства", "предприятия",
    "инноваций", "технологий", "предпринимательства", "конкуренции", "конъюнктуры", "экспертизы", "прогнозирования",
])  # fmt: skip
"""Fields of an office, whose genitive looks like a nominative plural."""
