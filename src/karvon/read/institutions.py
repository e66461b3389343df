"""Institutions: offices, companies and press services named in a text, each by its name in the nominative."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from karvon.read.bodies_en import english
from karvon.read.bodies_ru import goes_on, russian
from karvon.read.bodyparts import CLOSE, LONGEST, OPEN, country_of, joined
from karvon.read.cues import Cue
from karvon.read.numbers import Marks
from karvon.read.persons import Mention
from karvon.read.shapes import STAFF
from karvon.read.tokens import Token, latin

OUTLET = "outlet"
MEASURES = frozenset([
    "GDP", "GNP", "FDI", "VAT", "TEU", "USD", "EUR", "TITR", "SEZ", "IT", "ВВП", "ВНП", "ВРП", "НДС", "ПИИ", "СЭЗ",
    "ТМТМ", "ТЭО", "МСБ", "МСП", "АПК", "ЖКХ", "ТЭК", "ИТ", "ДФЭ", "ГЭС", "АЭС", "ТЭЦ",
])  # fmt: skip
INNER = frozenset(["of", "on", "and", "for", "the"])
NO_SOURCE = frozenset([
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "article", "clause", "western", "european", "russian", "chinese", "kazakh", "uzbek", "soviet",
])  # fmt: skip
CASE_ENDING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])(?:а|у|е|ом)$")
SHORTENED = re.compile(
    r"^(?:Мин|Рос|Гос|Нац|Глав|Центр|Узб|Каз|Кырг|Тадж|Туркмен|Азер|Бел|Укр|Обл)[а-я]*"
    r"(?:стат|надзор|банк|транс|торг|пром|экономики|экономразвития|фин|сельхоз|энерго|строй|спорт|инвест|резерв|"
    r"статком|комстат|комитет|экспорт|нефть|нефтегаз|газ|автодор|атом|космос|реестр|агро|имущество|туризм|таможня|"
    r"железнодор|качество|конгресс|мониторинг|недра|водхоз|морречфлот|авиация|рыболовство|природы|здрав|труда|юст|лизинг|хим|маш|холдинг)"
    r"(?:а|у|е|ом)?$"
)


def find(tokens: Sequence[Token], marks: Marks) -> dict[int, Mention]:
    """Return the institutions of a text by the token each begins at; one inside another stands for itself too."""
    found: dict[int, Mention] = {}
    for cue in marks.between("institutions", 0, len(tokens)):
        if cue.code != OUTLET and not _of_news(tokens, cue):
            mention = english(tokens, marks, cue) if latin(tokens[cue.first].text) else russian(tokens, marks, cue)
            if mention is not None and mention.last > getattr(found.get(mention.first), "last", 0):
                found[mention.first] = mention
    found = _owned(tokens, marks, found)
    kept = {at: one for at, one in found.items() if not _of_another(found, one)}
    return kept | _staffed(tokens, marks, kept)


def _owned(tokens: Sequence[Token], marks: Marks, found: Mapping[int, Mention]) -> dict[int, Mention]:
    """Return the institutions, each that is another one's in English by its whole name: "the bank's press office"."""
    ends = {one.last: one for one in found.values()}
    result = dict(found)
    for at, one in found.items():
        owner = _owner(tokens, marks, ends, one) if at and one.body in OWNED else at
        if owner < at:
            result.pop(at)
            name = joined(tokens[owner : one.last])
            result[owner] = one._replace(first=owner, name=name, bare=False, country=country_of(marks, owner, at))
    return result


def _owner(tokens: Sequence[Token], marks: Marks, ends: Mapping[int, Mention], one: Mention) -> int:
    """Return where whoever an office belongs to begins: an institution, or a holder of office with a country."""
    owns = next((at for at in range(one.first - 1, one.last) if tokens[at].lower.endswith("'s")), None)
    body = ends.get(owns + 1) if owns is not None else None
    if body is not None or owns != one.first - 1:
        return min(body.first, one.first) if body is not None else one.first
    first = one.first
    while first and (tokens[first - 1].lower.removesuffix("'s") in HOLDERS or ("places", first - 1) in marks.begin):
        first -= 1
    return first


OWNED = ("press", "office")
HOLDERS = frozenset([
    "president", "presidential", "minister", "premier", "prime", "governor", "mayor", "king", "emir", "ministry",
    "bank", "company", "government", "committee", "agency", "authority", "department", "chancellor", "speaker",
    "parliament", "group", "state", "country", "republic", "region", "city",
])  # fmt: skip


def _staffed(tokens: Sequence[Token], marks: Marks, found: Mapping[int, Mention]) -> dict[int, Mention]:
    """Return the institutions whose people speak for them: "аналитики банка", "EDB researchers"."""
    ends = {one.last: one for one in found.values()}
    people: dict[int, Mention] = {}
    for at in marks.shapes.staff:
        if tokens[at].lower in STAFF:
            one = found.get(at + 1) or proper(tokens, marks, at + 1)
            if one is not None and one.body != "company":
                people[at] = one._replace(first=at, subject=True, placed=True)
        elif at:
            one = ends.get(at) or proper(tokens, marks, at - 1)
            behind = _employer(tokens, marks, found, at) if one is None else None
            if one is not None:
                people[one.first] = one._replace(last=at + 1)
            elif behind is not None:
                people[at] = behind._replace(first=at)
    return people


def _employer(tokens: Sequence[Token], marks: Marks, found: Mapping[int, Mention], at: int) -> Mention | None:
    """Return the institution whose people English words behind them tell: "economists at the bank"."""
    if at + 3 >= len(tokens) or tokens[at + 1].lower not in ("at", "from", "with"):
        return None
    place = at + 2 + (tokens[at + 2].lower == "the")
    return found.get(place) or proper(tokens, marks, place)


def _of_another(found: Mapping[int, Mention], one: Mention) -> bool:
    """Say whether an institution is but the statistics of another one named behind it."""
    return one.body == "statistics" and any(at in found for at in range(one.first + 1, one.last))


def proper(tokens: Sequence[Token], marks: Marks, at: int) -> Mention | None:
    """Return the institution that a name of no known kind must be beside a verb of speech or "according to"."""
    if at >= len(tokens) or _taken(marks, at):
        return None
    if tokens[at].text in OPEN:
        return _quoted(tokens, at)
    word = tokens[at].text
    if (word.isupper() and 2 <= len(word) <= 7 and word.isalpha() and word not in MEASURES) or SHORTENED.match(word):
        upright = CASE_ENDING.sub("", word)
        name = word if word.isupper() or not SHORTENED.match(upright) else upright
        end = at + 1
        while end < min(len(tokens), at + 5) and goes_on(tokens, marks, end):
            end += 1
        name += joined(tokens[at:end])[len(word) :]
        return Mention(at, end, name, None, country_of(marks, at, end), body="name")
    return None


def foreign(tokens: Sequence[Token], marks: Marks, at: int) -> Mention | None:
    """Return the institution that Latin capitalised words behind "по данным" are."""
    end = at
    while end < len(tokens) and end < at + 5 and tokens[end].text[0].isupper() and latin(tokens[end].text):
        if _taken(marks, end):
            return None
        end += 1
    name = " ".join(token.text for token in tokens[at:end])
    return Mention(at, end, name, None, None, body="name") if end > at else None


def capitalised(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> Mention | None:
    """Return what capitalised English words name: several an institution, a single one that is no acronym a person."""
    end = at
    while end < last and (tokens[end].text[0].isupper() or (end > at and tokens[end].lower in INNER)):
        if end == at + 1 and _acronym(tokens[at]) and ("places", end) in marks.begin:
            break
        end += 1
    while end > at and tokens[end - 1].lower in INNER:
        end -= 1
    if end < len(tokens) and tokens[end].lower in PRESS:
        return None
    places = all(("places", i) in marks.begin or ("cities", i) in marks.begin for i in range(at, end))
    if end == at or places or outlet_at(tokens, marks, at) or tokens[at].lower in NO_SOURCE:
        return None
    name = joined(tokens[at:end])
    single = end == at + 1 and not name.isupper()
    return Mention(at, end, name.removesuffix("'s"), None, None, body=None if single else "name")


PRESS = frozenset(["media", "press", "newspaper", "newspapers", "outlets", "sources", "reports", "news", "website"])


def _acronym(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isupper()


def _of_news(tokens: Sequence[Token], cue: Cue) -> bool:
    """Say whether an agency is one of news: "Узбекское телеграфное агентство", "информационное агентство"."""
    before = tokens[max(0, cue.first - NEWS_REACH) : cue.first]
    return cue.code == "agency" and any(token.lower.startswith(NEWS) for token in before)


NEWS = ("телеграфн", "информационн", "новостн", "информационно-")
NEWS_REACH = 2


def outlet_at(tokens: Sequence[Token], marks: Marks, at: int) -> bool:
    """Say whether a news outlet is named at a token: "агентство «…»", a known name, an address of a site."""
    if at >= len(tokens):
        return False
    cue = marks.begin.get(("institutions", at))
    if cue is not None and (cue.code == OUTLET or _of_news(tokens, cue)):
        return True
    agency = cue is not None and cue.code == "agency" and cue.last < len(tokens)
    if agency and (tokens[at + 1].text in OPEN or latin(tokens[at + 1].text) != latin(tokens[at].text)):
        return True
    if tokens[at].text in OPEN:
        return outlet_at(tokens, marks, at + 1)
    if cue is None and tokens[at].text.isupper() and at + 1 < len(tokens) and tokens[at + 1].text in OPEN:
        return True
    dotted = at + 2 < len(tokens) and tokens[at + 1].text == "." and tokens[at + 1].end == tokens[at + 2].start
    return dotted and latin(tokens[at].text) and tokens[at].text.isalpha() and tokens[at].end == tokens[at + 1].start


def _taken(marks: Marks, at: int) -> bool:
    cue = marks.begin.get(("institutions", at))
    known = any((group, at) in marks.begin for group in ("places", "currencies", "units", "regions", "speech"))
    return known or (cue is not None and cue.code == OUTLET)


def _quoted(tokens: Sequence[Token], at: int) -> Mention | None:
    end = next((i for i in range(at + 1, min(len(tokens), at + LONGEST)) if tokens[i].text in CLOSE), None)
    if end is None or end - at < 3 or not tokens[at + 1].text[0].isupper():
        return None
    return Mention(at, end + 1, joined(tokens[at + 1 : end]), None, None, body="company")
