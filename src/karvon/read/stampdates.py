"""Stamp dates: the date or month that a line or an address names, in words or digits, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from karvon.model.dates import Span
from karvon.read import times, when
from karvon.read.times import Time
from karvon.read.values import Value


class Line(Value, frozen=True):
    """One line of the plain text at [start, end), without its end sign."""

    start: int
    end: int
    text: str


class Stamp(Value, frozen=True):
    """A date with its place in the plain text, and the days it names: none while its year is not known."""

    time: Time
    days: Span
    place: tuple[int, int]


URL_DAY = re.compile(
    r"(?<!\d)(20\d\d)(?:[/_.-]?)(0[1-9]|1[0-2])(?:[/_.-]?)(0[1-9]|[12]\d|3[01])"
    r"(?=\D|$|[012]\d[0-5]\d(?:[0-5]\d\d{0,6})?(?!\d))"
)
URL_SERIAL = re.compile(r"/(?:[A-Z]{2,4}|t)?(20[012]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3,12}(?!\d)")
URL_NAMED = re.compile(
    r"/(20\d\d)[/-](jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[/-]([0-2]?\d|3[01])(?=/|$)",
    re.IGNORECASE,
)
URL_SHORT = re.compile(r"/(20\d\d)/(\d{1,2})/(\d{1,2})(?=/)")
URL_DAY_FIRST = re.compile(
    r"(?<!\d)(0[1-9]|[12]\d|3[01])(?:(?P<sign>[_.-])(?=\d\d(?P=sign))|(?<=/\d\d)(?=\d{6}/))(0[1-9]|1[0-2])[_.-]?(20\d\d)(?!\d)"
)
URL_MONTH = re.compile(r"/(20\d\d)[/-]?(0[1-9]|1[0-2])(?=[/_.-]|$)")
URL_YEAR = re.compile(r"/(20[0-3]\d)/(?=[a-z][a-z\d_-]{7})")


def _of_year(url: str) -> Stamp | None:
    """Return the year that an address has before its title: "/2018/trade-has-grown"."""
    match = URL_YEAR.search(url)
    if match is None:
        return None
    named = Time(*match.span(), match[1], "year", int(match[1]))
    return Stamp(named, when.span(named, Span()), match.span())


def of_address(url: str) -> Stamp | None:
    """Return the day, month or year in an address ("/2024/05/13/", "20240513", "13-05-2024"), with its place in it."""
    named = URL_NAMED.search(url)
    if named is not None:
        month = MONTHS.find(named[2].lower()) // 3 + 1
        return _of_digits(named, int(named[1]), month, int(named[3]))
    match = URL_DAY.search(url) or URL_SHORT.search(url) or URL_SERIAL.search(url)
    if match is not None:
        return _of_digits(match, int(match[1]), int(match[2]), int(match[3]))
    match = URL_DAY_FIRST.search(url)
    if match is not None:
        return _of_digits(match, int(match[4]), int(match[3]), int(match[1]))
    match = URL_MONTH.search(url)
    return _of_digits(match, int(match[1]), int(match[2]), None) if match is not None else _of_year(url)


def _of_digits(match: re.Match[str], year: int, month: int, day: int | None) -> Stamp | None:
    """Return the day or the month that the digits of an address name, unless there is none such."""
    if not 1 <= month <= 12:
        return None
    time = Time(*match.span(), match[0], "day" if day else "months", year, None, month, 0 if day else 1, day)
    days = when.span(time, Span())
    return Stamp(time, days, match.span()) if days.first else None


BODY = 160
LATIN = re.compile(r"[A-Za-z]{3}")
OPENING = re.compile(r"(?P<year>20\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)\s{1,2}(?=[A-ZА-ЯЁ])")
SLASHED = re.compile(
    r"[A-Z][a-z]{2,14}(?:\s[A-Z][a-z]{2,14})?,?\s(?P<month>[A-Z][a-z]{2,8})\.?\s(?P<d>[0-3]?\d)/(?P<year>20\d\d)(?=[/\s(])"
)
DAY_FIRST = re.compile(
    r"[A-ZА-ЯЁ][\w-]{2,24}(?:\s[A-ZА-ЯЁ][\w-]{1,24})?,\s{1,2}(?P<d>\d\d?)[-/](?P<m>\d\d?)[-/](?P<year>20\d\d)\.?\s{0,2}[:/(–—-]"
)
TWO_DIGITS = re.compile(r"[A-ZА-ЯЁ][\w-]{2,24},\s{1,2}(?P<d>\d\d)\.(?P<m>\d\d)\.(?P<y>\d\d)\.?\s{1,2}[/(–—-]")
NUMERIC = re.compile(
    r"(?<![\d.,/-])(?:(?P<year>20\d\d)(?P<a>[./-])(?P<m>\d{1,2})(?P=a)(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?P<b>[./-]|\s(?=\d\d\s20\d\d,?\s\d\d:))(?P<m2>\d{1,2})(?P=b)(?P<year2>20\d\d))(?!\d)"
)


MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
WORDED = re.compile(
    r"(?<![\w/.-])(?P<d>[0-3]?\d)(?P<s>[-/.])(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?P=s)"
    r"(?P<year>(?:20)?[0-3]\d)(?![\w/-])",
    re.IGNORECASE,
)


TURNED = re.compile(
    r"(?<![\w/.-])(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,\s{1,2}(?P<d>[0-3]?\d),\s{1,2}(?P<month>[a-z]{3,9}),\s{1,2}(?P<year>20\d\d)"
    r"|(?P<year2>20\d\d)\s(?:mon|tues|wednes|thurs|fri|satur|sun)day\s?,\s?(?P<d2>[0-3]?\d)\s(?P<month2>[a-z]{3,9}))(?!\w)",
    re.IGNORECASE,
)
"""Dates told in an order of their own: "Friday, 22, November, 2024", "2017 Tuesday ,13 June"."""


def _turned(line: Line) -> Iterator[Stamp]:
    for match in TURNED.finditer(line.text):
        part = match.groupdict()
        year, name, day = (part[key] or part[f"{key}2"] for key in ("year", "month", "d"))
        at = MONTHS.find(name[:3].lower())
        if at >= 0 and at % 3 == 0 and 1 <= int(day) <= 31:
            yield from stamp(line, Time(*match.span(), match[0], "day", int(year), None, at // 3 + 1, 0, int(day)))


def in_dateline(line: Line) -> Iterator[Stamp]:
    """Yield the date of a dateline in signs of its own: "CITY, 14.05.24 /", "City May 14/2024 (", "2024-05-14 Text"."""
    brief, whole, slashed = TWO_DIGITS.match(line.text), OPENING.match(line.text), SLASHED.match(line.text)
    match = brief or whole or slashed or DAY_FIRST.match(line.text)
    if match is None:
        return
    year = 2000 + int(match["y"]) if brief is not None else int(match["year"])
    at = MONTHS.find(match["month"][:3].lower()) if match is slashed else (int(match["m"]) - 1) * 3
    first = match.start("year") if match is whole else match.start("month" if match is slashed else "d")
    last = match.end("d") if match is whole else match.end("y" if match is brief else "year")
    if 0 <= at <= 33 and at % 3 == 0 and 1 <= int(match["d"]) <= 31:
        found = Time(first, last, line.text[first:last], "day", year, None, at // 3 + 1, 0, int(match["d"]))
        yield from stamp(line, found)


MONTH_FIRST = re.compile(
    r"(?<!\w)(?P<month>янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,6}\.?\s(?P<d>[0-3]?\d),\s(?P<year>20\d\d)(?!\w)",
    re.IGNORECASE,
)
RUSSIAN = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")


def _month_first(line: Line) -> Iterator[Stamp]:
    """Yield a day told after its month: "Сентябрь 24, 2020"."""
    for match in MONTH_FIRST.finditer(line.text):
        name = match["month"].lower()
        month = next(at for at, known in enumerate(RUSSIAN, 1) if name.startswith(known))
        if 1 <= int(match["d"]) <= 31:
            yield from stamp(
                line, Time(*match.span(), match[0], "day", int(match["year"]), None, month, 0, int(match["d"]))
            )


BRIEF = re.compile(
    r"\W{0,3}(?:\d\d:\d\d[\s,|]{1,3})?(?P<d>\d\d)(?P<sign>[./])(?P<m>\d\d)(?P=sign)(?P<y>[0-3]\d)(?:[\s,|]{1,3}\d\d:\d\d)?\W{0,3}"
)
"""A day told in six digits, with nothing beside it on its line but a clock: "14.05.24 10:35"."""


def short(line: Line, language: str) -> Iterator[Stamp]:
    """Yield the date of a line that tells its year by two digits."""
    for match in WORDED.finditer(line.text) if language == "en" else ():
        yield from _worded(line, match)
    brief = BRIEF.fullmatch(line.text)
    if brief is not None and 1 <= int(brief["m"]) <= 12 and 1 <= int(brief["d"]) <= 31:
        first, last = brief.start("d"), brief.end("y")
        day = Time(first, last, line.text[first:last], "day", 2000 + int(brief["y"]), None, int(brief["m"]), 0)
        yield from stamp(line, day._replace(day=int(brief["d"])))


def _worded(line: Line, match: re.Match[str]) -> Iterator[Stamp]:
    year = match["year"] if len(match["year"]) > len("24") else f"20{match['year']}"
    month = MONTHS.index(match["month"].lower()) // len("jan") + 1
    yield from stamp(line, Time(*match.span(), match[0], "day", int(year), None, month, 0, int(match["d"])))


def dates(line: Line, language: str) -> Iterator[Stamp]:
    """Yield the whole dates of a line, in words or digits."""
    for match in WORDED.finditer(line.text) if language == "en" else ():
        yield from _worded(line, match)
    yield from _turned(line)
    yield from _month_first(line)
    for match in NUMERIC.finditer(line.text):
        part = match.groupdict()
        year, month, day = (int(part[name] or part[f"{name}2"]) for name in ("year", "m", "d"))
        if part["b"] == "/" and month > 12 >= day:
            month, day = day, month
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield from stamp(line, Time(*match.span(), match[0], "day", year, None, month, 0, day))
    english = language != "en" and LATIN.search(line.text) is not None
    for time in (*times.find(line.text[:BODY], language), *(times.find(line.text[:BODY], "en") if english else ())):
        if time.kind == "day" and time.year is not None and not time.deadline:
            yield from stamp(line, time)


def months(line: Line, language: str) -> Iterator[Stamp]:
    """Yield the month of a line that names a place and a month: "Tashkent, May 2025"."""
    for time in times.find(line.text, language):
        if time.kind == "months" and time.year is not None and time.months == 1 and not time.deadline:
            yield from stamp(line, time)


def stamp(line: Line, time: Time) -> Iterator[Stamp]:
    """Yield the stamp of a time on a line, where it names days or has no year."""
    days = when.span(time, Span())
    placed = time._replace(start=line.start + time.start, end=line.start + time.end)
    if days.first is not None or time.year is None:
        yield Stamp(placed, days, (placed.start, placed.end))
