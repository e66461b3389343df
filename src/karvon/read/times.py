"""Times: every expression of date and period in a text, first as found, then resolved against the document's date."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from karvon.model.dates import Period, PeriodType, Resolution, Span, month_span, year_span
from karvon.read.cues import lexicon
from karvon.read.turkic import kazakh, uzbek

YEAR = r"(?P<year>(?:19|20)\d\d)"
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
RELATIVE_YEAR = {"last": -1, "this": 0, "next": 1, "before": -2}


class Time(NamedTuple):
    """One expression at [start, end): what it names, with the year absolute, relative to the document, or None."""

    start: int
    end: int
    text: str
    kind: str
    year: int | None = None
    relative: int | None = None
    month: int | None = None
    months: int = 12
    day: int | None = None
    last_year: int | None = None
    deadline: bool = False


def _months(language: str) -> str:
    forms = []
    for row in lexicon("months"):
        if row["lang"] == language:
            forms += [form[:-1] + r"[^\W\d_]*" if form.endswith("*") else form for form in row["pattern"].split("|")]
    return "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + r")(?![^\W\d_])\.?"


RU_YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d)(?:\s*-?\s*(?:го\s+)?(?:года|году|годом|годе|год|г\b\.?))?"
    r"|(?P<this>т\.\s?г\.|с\.\s?г\.|(?:текущего|этого|нынешнего)\s+года|(?:в\s+)?(?:текущем|этом|нынешнем)\s+году)"
    r"|(?P<last>(?:прошлого|минувшего|предыдущего)\s+года|(?:в\s+)?(?:прошлом|минувшем)\s+году))"
)
EN_YEAR = r"(?:(?:of\s+)?(?P<year>(?:19|20)\d\d)|(?P<this>(?:of\s+)?this\s+year)|(?P<last>(?:of\s+)?last\s+year))"
RU_ORDINAL = r"(?P<ordinal>iv|i{1,3}|[1-4](?:-?(?:й|го|м|ом|е|я|ое))?|перв\w+|втор\w+|треть\w+|четв[её]рт\w+)"
EN_ORDINAL = r"(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|q?[1-4])"
RU_NUMBER = (
    r"(?P<count>\d{1,2}|дв[аеу]х?|тр[иёе]х?|четыре|четыр[её]х|пят[ьи]|шест[ьи]|сем[ьи]|восем[ьи]|восьми|девят[ьи]"
    r"|десят[ьи]|одиннадцат[ьи])"
)
EN_NUMBER = r"(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)"
NUMBERS = {
    "дв": 2, "тр": 3, "четы": 4, "пят": 5, "шест": 6, "сем": 7, "восе": 8, "восьм": 8, "девят": 9, "десят": 10,
    "один": 11, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11,
}  # fmt: skip
ORDINALS = {"перв": 1, "втор": 2, "трет": 3, "четв": 4, "fir": 1, "sec": 2, "thi": 3, "fou": 4}
BY_RU = r"(?P<by>(?:к|до|не\s+позднее|ко)\s+(?:(?:конца|концу|исхода|исходу)\s+)?)?"
BY_EN = r"(?P<by>(?:by|until|before|no\s+later\s+than)\s+(?:the\s+end\s+of\s+)?)?"


@cache
def _grammar(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    month = _months(language)
    rules = RULES[language](month)
    both = [
        ("day_numeric", r"(?P<by>(?:к|до|by|until)\s+)?(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\d)"),
        ("day_iso", r"(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    ]
    return tuple((name, re.compile(r"(?<![\w.,])" + rule)) for name, rule in [*both, *rules])


COUNTED = r"\s*(?:-|,\d|\.\d|\d|%|млн|млрд|тыс|тонн|проект|рабоч)"
EN_LAST = r"(?:last|the\s+previous)"
EN_WITHIN = r"(?:in\s+|for\s+|during\s+|over\s+|since\s+|of\s+)?"


def _russian(month: str) -> list[tuple[str, str]]:
    within = r"(?:(?:в|за|на|по\s+итогам)\s+|(?:в|к)\s+(?:начале|середине|конце|началу|середине|концу)\s+)?"
    return [
        ("days", rf"(?P<d>\d{{1,2}})\s*-\s*\d{{1,2}}\s+(?P<month>{month})(?:\s+{RU_YEAR})?"),
        ("day", rf"{BY_RU}(?P<d>\d{{1,2}})\s+(?P<month>{month})(?:,?\s+{RU_YEAR})?"),
        ("months", rf"{within}(?P<month>{month})\s*(?:-|по)\s*(?P<month2>{month})(?:\s+{RU_YEAR})?"),
        ("since", rf"с\s+начала\s+(?:(?:текущего|этого|нынешнего)\s+)?(?:{YEAR}\s+)?года"),
        ("first_months", rf"(?:за|в|по\s+итогам)\s+(?:перв\w+\s+)?{RU_NUMBER}\s+месяц\w*(?:\s+{RU_YEAR})?"),
        ("half", rf"{within}{RU_ORDINAL}\s+(?:полугоди\w+|половин\w+)(?:\s+{RU_YEAR})?"),
        ("year", rf"(?:в|за|к|по)\s+{YEAR}-(?:м|й|му|го|ом)(?!\w)"),
        ("year", r"(?P<by>до|к)\s+(?:конца|концу)\s+(?P<this>(?:(?:текущего|этого|нынешнего)\s+)?года)(?!\w)"),
        ("since_year", rf"(?:начиная\s+)?со?\s+{YEAR}\s+(?:года|г\.)"),
        ("quarter", rf"{within}{RU_ORDINAL}\s+квартал\w*(?:\s+{RU_YEAR})?"),
        ("years", rf"{within}{YEAR}\s*(?:-|по|и)\s*(?P<year2>(?:19|20)\d\d)(?:\s*(?:годы|годах|годов|годам|гг\.?))?"),
        ("month", rf"{BY_RU}{within}(?P<month>{month})(?:\s+{RU_YEAR})?"),
        ("relative", r"(?:(?:в|за|по\s+итогам|на\s+конец)\s+)?(?:(?P<before>позапрошл(?:ом|ый|ого)\s+год[уа]?)"
                     r"|(?P<last>(?:прошл|минувш|предыдущ|истекш)(?:ом|ем|ый|ий|ого|его)\s+год[уа]?)"
                     r"|(?P<next>(?:следующ|будущ)(?:ем|ий|его)\s+год[уа]?)"
                     r"|(?P<this>(?:текущ|эт|нынешн)(?:ем|ом|ий|от|его|ого)\s+год[уа]?|т\.\s?г\.|с\.\s?г\.))"),
        ("decade", rf"{BY_RU}(?P<decade>20[2-9]0)-?(?:х|е)\s+год\w+"),
        ("year", rf"{BY_RU}{within}{YEAR}\s*-?(?:го|му|м|й)?\s*(?:года|году|годом|годе|год|г\b\.?)"),
        ("year", rf"(?P<by>(?:к|до)\s+){YEAR}(?!{COUNTED})"),
        ("year", rf"(?:в|за)\s+{YEAR}(?!{COUNTED})"),
        ("now", r"в\s+настоящ(?:ее\s+время|ий\s+момент)|на\s+сегодня(?:шний\s+день)?|на\s+данный\s+момент"
                r"|сегодня|сейчас|ныне"),
    ]  # fmt: skip


def _english(month: str) -> list[tuple[str, str]]:
    within = r"(?:(?:in|for|during|over|since|from|between)\s+)?"
    last = rf"(?:,?\s+{EN_YEAR})?"
    return [
        ("day", rf"{BY_EN}(?:on\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{month}){last}"),
        ("day", rf"{BY_EN}(?:on\s+)?(?P<month>{month})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d){last}"),
        ("months", rf"{within}(?P<month>{month})\s*(?:-|to|through|and)\s*(?P<month2>{month}){last}"),
        ("since", r"(?:since|from)\s+the\s+(?:beginning|start)\s+of\s+(?:the|this)\s+year|(?:this\s+)?year\s+to\s+date"
                  r"|so\s+far\s+this\s+year"),
        ("first_months", rf"(?:in|for|over|during)\s+(?:the\s+)?(?:first\s+)?{EN_NUMBER}\s+months{last}"),
        ("half", rf"(?:in\s+)?h(?P<ordinal>[12])(?:\s+of)?\s+{YEAR}"),
        ("quarter", rf"(?:in\s+)?q(?P<ordinal>[1-4])(?:\s+of)?\s+{YEAR}"),
        ("year", r"(?P<by>by|before|until)\s+(?:the\s+)?(?:year-end|end\s+of\s+(?:(?P<this>this|the)\s+)?year)"),
        ("since_year", rf"since\s+{YEAR}"),
        ("fiscal", rf"(?:in\s+)?(?:the\s+)?(?:(?:fiscal|financial)\s+(?:year\s+)?)?{YEAR}[-/](?P<short>\d\d)(?!\d|-)"
                   r"(?:\s+(?:fiscal|financial)(?:\s+year)?)?"),
        ("half", rf"(?:in\s+)?(?:the\s+)?{EN_ORDINAL}\s+half(?:\s+of)?(?:\s+the\s+year)?{last}"),
        ("quarter", rf"(?:in\s+)?(?:the\s+)?{EN_ORDINAL}\s+quarter{last}"),
        ("years", rf"{within}{YEAR}\s*(?:-|to|through|and)\s*(?P<year2>(?:19|20)\d\d)"),
        ("month", rf"{BY_EN}{within}(?P<month>{month})\s+{EN_YEAR}"),
        ("relative", rf"(?P<before>the\s+year\s+before\s+last)|(?P<last>(?:in\s+|over\s+)?{EN_LAST}\s+year)"
                     r"|(?P<next>next\s+year)|(?P<this>(?:this|the\s+current)\s+year)"),
        ("year", rf"{BY_EN}{EN_WITHIN}(?:the\s+)?(?:end\s+of\s+)?{YEAR}(?!\s*(?:-|,\d|\.\d|\d|%))"),
        ("now", r"at\s+present|currently|at\s+the\s+moment|as\s+of\s+today|to\s+date|today|now"),
    ]  # fmt: skip


RULES: dict[str, Callable[[str], list[tuple[str, str]]]] = {
    "ru": _russian,
    "en": _english,
    "kk": kazakh,
    "uz": uzbek,
}


def find(text: str, language: str) -> list[Time]:
    """Return the time expressions of a plain text in order, longest first where they overlap."""
    small = _small(text)
    windows = _windows(small)
    found: list[Time] = []
    for kind, rule in _grammar(language) if windows else ():
        for first, last in windows:
            for match in rule.finditer(small, first, last):
                time = _time(kind, match, language)
                if time is not None:
                    found.append(time._replace(text=text[match.start() : match.end()].strip()))
    return _apart(found)


def _small(text: str) -> str:
    """Return the text in small letters, sign for sign: the few that would become two stay as they are."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


TRIGGER = re.compile(
    r"(?:19|20)\d\d|\d\d?[\s.-]|янв|фев|мар|апр|ма[йяею]|июн|июл|авг|сен|окт|ноя|дек|год|месяц|квартал|полугод|т\.\s?г|с\.\s?г"
    r"|настоящ|сегодня|данный|сейчас|ныне|jan|feb|apr|may|ju[nl]|aug|sep|oct|nov|dec|year|month|quarter|half"
    r"|present|currently|moment|today|to\s+date|now|жыл|биыл|былтыр|қазір|бүгін|yil|йил|oy\b|hozir|ҳозир|bugun|бугун|ayni"
)
REACH = 64


def _windows(text: str) -> list[tuple[int, int]]:
    """Return the stretches around words of time; only there can an expression stand."""
    windows: list[tuple[int, int]] = []
    for match in TRIGGER.finditer(text):
        first, last = max(0, match.start() - REACH), min(len(text), match.end() + REACH)
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], last)
        else:
            windows.append((first, last))
    return windows


def _apart(found: list[Time]) -> list[Time]:
    """Keep the longest of expressions that overlap, the first of equals."""
    kept: list[Time] = []
    for time in sorted(found, key=lambda t: (t.start - t.end, t.start)):
        at = bisect_left(kept, time.start, key=lambda t: t.start)
        clear = (at == 0 or kept[at - 1].end <= time.start) and (at == len(kept) or kept[at].start >= time.end)
        if clear:
            kept.insert(at, time)
    return kept


def _time(kind: str, match: re.Match[str], language: str) -> Time | None:
    part = {name: value for name, value in match.groupdict().items() if value}
    base = Time(match.start(), match.end(), match[0].strip(), kind, deadline="by" in part)
    base = base._replace(year=int(part["year"]) if "year" in part else None, relative=_relative(part))
    shape = _SHAPES.get(kind)
    return base if shape is None else shape(base, part, language)


def _relative(part: dict[str, str]) -> int | None:
    return next((years for name, years in RELATIVE_YEAR.items() if name in part), None)


@lru_cache(maxsize=10_000)
def _month(name: str, language: str) -> int:
    lowered = name.lower().rstrip(".")
    for row in lexicon("months"):
        if row["lang"] == language:
            for form in row["pattern"].split("|"):
                if lowered == form or (form.endswith("*") and lowered.startswith(form[:-1])):
                    return int(row["code"])
    raise ValueError(f"{name!r} is not a month")


def _lookup(word: str, table: dict[str, int]) -> int:
    lowered = word.lower()
    digits = re.match(r"q?(\d+)", lowered)
    if digits:
        return int(digits[1])
    return next((value for stem, value in table.items() if lowered.startswith(stem)), 0)


def _day(time: Time, part: dict[str, str], language: str) -> Time | None:
    month = int(part["m"]) if "m" in part else _month(part["month"], language)
    day = int(part["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return time._replace(kind="day", month=month, day=day, months=0)


def _month_only(time: Time, part: dict[str, str], language: str) -> Time:
    return time._replace(kind="months", month=_month(part["month"], language), months=1)


def _month_range(time: Time, part: dict[str, str], language: str) -> Time | None:
    first, last = _month(part["month"], language), _month(part["month2"], language)
    return time._replace(month=first, months=(last - first) % 12 + 1) if first != last else None


def _first_months(time: Time, part: dict[str, str], _language: str) -> Time | None:
    count = _lookup(part["count"], NUMBERS)
    relative = time.relative if time.year or time.relative is not None else 0
    return time._replace(kind="months", month=1, months=count, relative=relative) if 1 <= count <= 11 else None


def _half(time: Time, part: dict[str, str], _language: str) -> Time | None:
    return _fraction(time, part, 6)


def _quarter(time: Time, part: dict[str, str], _language: str) -> Time | None:
    return _fraction(time, part, 3)


def _fraction(time: Time, part: dict[str, str], months: int) -> Time | None:
    which = ROMAN.get(part["ordinal"].lower()) or _lookup(part["ordinal"], ORDINALS)
    if not 1 <= which <= 12 // months:
        return None
    return time._replace(kind="months", month=(which - 1) * months + 1, months=months)


def _years(time: Time, part: dict[str, str], _language: str) -> Time | None:
    last = int(part["year2"])
    return time._replace(kind="year", last_year=last) if time.year and last > time.year else None


def _since_year(time: Time, _part: dict[str, str], _language: str) -> Time:
    return time._replace(kind="since")


def _fiscal(time: Time, part: dict[str, str], _language: str) -> Time | None:
    """A fiscal year spans two calendar years; which months it takes is the country's own affair."""
    last = (time.year or 0) // 100 * 100 + int(part["short"])
    return time._replace(kind="year", last_year=last) if time.year and last == time.year + 1 else None


def _decade(time: Time, part: dict[str, str], _language: str) -> Time:
    return time._replace(kind="year", year=int(part["decade"]))


def _year_relative(time: Time, _part: dict[str, str], _language: str) -> Time:
    return time._replace(kind="year")


_SHAPES = {
    "day_numeric": _day, "day_iso": _day, "day": _day, "days": _day, "months": _month_range, "month": _month_only,
    "first_months": _first_months, "half": _half, "quarter": _quarter, "years": _years, "decade": _decade,
    "since_year": _since_year, "fiscal": _fiscal,
    "relative": _year_relative,
}  # fmt: skip


def span(time: Time, published: Span) -> Span:
    """Return the days an expression means for a text published in the given span; open sides stay None."""
    if time.kind == "now":
        return published
    if time.kind == "since":
        return _since(time, published)
    first = _on(time, _year(time, published.first))
    last = _on(time, _year(time, published.last))
    return Span(first.first if first else None, last.last if last else None)


def _since(time: Time, published: Span) -> Span:
    year = time.year or (published.first.year if published.first else None)
    return Span(dt.date(year, 1, 1) if year else None, published.last)


def _year(time: Time, day: dt.date | None) -> int | None:
    if time.year is not None:
        return time.year
    if day is None:
        return None
    if time.relative is not None:
        return day.year + time.relative
    later = time.month is not None and time.month > day.month
    return day.year - (1 if later and not time.deadline else 0)


def _on(time: Time, year: int | None) -> Span | None:
    if year is None:
        return None
    if time.kind == "day":
        try:
            only = dt.date(year, time.month or 1, time.day or 1)
        except ValueError:
            return None
        return Span(only, only)
    if time.kind == "months":
        return month_span(year, time.month or 1, time.months)
    return Span(dt.date(year, 1, 1), year_span(time.last_year or year).last)


def period(time: Time, published: Span, dated_by: str) -> Period:
    """Return the resolved period of an expression, saying how it was found."""
    days = span(time, published)
    if time.deadline:
        return Period(None, days.last, time.text, "deadline", _resolution(time, dated_by))
    kind: PeriodType = "point" if time.kind in ("now", "day") else "period"
    return Period(days.first, days.last, time.text, kind, _resolution(time, dated_by))


def _resolution(time: Time, dated_by: str) -> Resolution:
    if time.year is not None:
        return "explicit"
    if dated_by in ("bracketed", "unresolved"):
        return "bracketed" if dated_by == "bracketed" else "unresolved"
    return "header_date"
