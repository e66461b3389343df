"""Fiscal years: which months a year across two calendar years has, by the country it is told of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from karvon.read import brackets
from karvon.read.cues import lexicon
from karvon.read.page import Page
from karvon.read.persian import months_of, nowruz
from karvon.read.times import Time

BUDGET = r"(?:fiscal|financial|budget|финансов\w{2,3}|фискальн\w{2,3}|бюджетн\w{2,3})"
CROP = (
    r"(?:marketing|crop|маркетингов\w{2,3}|сельскохозяйственн\w{2,3}|зернов\w{2,3}(?=\s+год)"
    r"|(?:сельхоз)?сезон\w{0,2}|сельхозгод\w?|\bмг\b)"
)
PERSIAN = r"(?:iranian|persian)(?:\s(?:calendar|fiscal|financial))?(?=\s)"
NAMED = re.compile(rf"(?:(?P<fiscal>{BUDGET}|\bfy)|(?P<marketing>{CROP})|(?P<persian>{PERSIAN}))", re.IGNORECASE)


class Opening(NamedTuple):
    """The month and the day of it on which a fiscal year opens."""

    month: int
    day: int


SHORT = re.compile(r"\d{4}[-/]\d\d(?!\d)")
WITHIN = re.compile(
    r"(?:\s{1,3}period)?\s{1,3}(?:of\s{1,3})?(?:the\s{1,3})?(?:(?:(?P<now>current|this|ongoing|present|текущ\w{3}|нынешн\w{3}|этого)"
    r"|(?P<past>last|previous|past|прошл\w{3}|минувш\w{3})"
    rf"|(?P<year>20\d\d)[-/](?:20)?\d\d)\s{{1,3}}|(?=(?:финансов|бюджетн)\w{{2,3}}\sгода\b))(?:(?P<fiscal>{BUDGET})|(?P<marketing>{CROP})|(?P<persian>{PERSIAN}))(?:\s{{1,3}}(?:year|год\w?)|(?=[\s,.;]))",
    re.IGNORECASE,
)


def settled(page: Page, time: Time) -> Time:
    """Return a fiscal year, or a part of one, as the months it has; any other time as it is."""
    if time.kind == "year" and time.year is not None and time.last_year == time.year + 1:
        return _whole(page, time, time.year)
    if time.kind == "months" and time.last_year is not None:
        return _part(page, time)
    if time.kind == "year" and time.relative is not None and time.last_year is None:
        if NAMED.search(time.text) is None:
            return time
        told = brackets.days_told(page, time, time.end)
        return told if told is not None else _counted_from(page, time, time.relative)
    if time.kind == "since" and NAMED.search(time.text):
        return _opened(page, time)
    inside = WITHIN.match(page.view.text, time.end) if time.kind == "months" and time.month else None
    return _inside(page, time, inside) if inside is not None else time


def _opened(page: Page, time: Time) -> Time:
    """Return the beginning of the marketing year of the document's day: "с начала маркетингового года"."""
    opens = _opens(page, "marketing")
    begun = time.year or (_begun(page, opens) if opens is not None else None)
    if opens is None or begun is None:
        return time
    day = page.present.last
    early = time.year is None and day is not None and day.year * 12 + day.month <= begun * 12 + opens.month
    return time._replace(year=begun - early, month=opens.month)


def _inside(page: Page, time: Time, told: re.Match[str]) -> Time:
    """Return months as those of the fiscal year that the words behind them name."""
    days = brackets.days_told(page, time, told.end())
    opens = _opens(page, _kind(told))
    if days is not None or opens is None:
        return time if days is None else days
    year = int(told["year"]) if told["year"] else brackets.year_told(page, told.end())
    if year is not None:
        return _within(time, year, opens)
    year = _begun(page, opens)
    return time if year is None else _within(time, year - bool(told["past"]), opens)


def _within(time: Time, year: int, opens: Opening) -> Time:
    """Return named months, or counted ones, of the fiscal year that opens in a month of a calendar year."""
    if not COUNTED.search(time.text):
        month, first = time.month or 1, opens.month
        across = (month - first) % 12 + time.months > 12
        return time._replace(year=year + (month < first and not across), relative=None, last_year=None)
    if opens == NOWRUZ:
        return months_of(time, year, time.month or 1, time.months)
    years, month = divmod(opens.month + (time.month or 1) - 2, 12)
    return _from_day(time._replace(year=year + years, month=month + 1, relative=None, last_year=None), opens)


def _from_day(time: Time, opens: Opening) -> Time:
    """Return whole months as those from a day of one to the day before it of another: a year from 16 July."""
    if opens.day == 1:
        return time
    return time._replace(day=opens.day, until=((time.month or 1) + time.months, opens.day - 1))


def apart(text: str, times: Sequence[Time]) -> list[Time]:
    """Leave out a fiscal year that only says of what months before it are part: "July-March of this fiscal year"."""
    kept: list[Time] = []
    for time in times:
        told = time.kind == "year" and time.relative is not None and NAMED.search(time.text) is not None
        part = kept[-1] if told and kept and kept[-1].kind == "months" else None
        if part is None or not WITHIN.match(text, part.end) or time.start - part.end > BESIDE:
            kept.append(time)
    return kept


BESIDE = 16


def _part(page: Page, time: Time) -> Time:
    """Return months of a fiscal year named behind them: "April-December 2022-23", "the first half of FY24"."""
    named = NAMED.search(page.view.text, time.start, time.end + OF_CROP)
    opens = _opens(page, _kind(named))
    if time.year is None or time.month is None or opens is None:
        return time._replace(last_year=None)
    return _within(time, time.year, opens)


OF_CROP = 18
COUNTED = re.compile(r"quarter|half|\b[qh][1-4]\b|months|месяц|\bмес\b|квартал|полугод|половин", re.IGNORECASE)


def _counted_from(page: Page, time: Time, years: int) -> Time:
    """Return the fiscal year so many years from the one of the document's day: "the last fiscal year"."""
    named = NAMED.search(time.text)
    opens = _opens(page, _kind(named))
    begun = _begun(page, opens) if opens is not None else None
    told = [t.year for t in page.times if t.year is not None and t.last_year == t.year + 1]
    if page.published.last is None and years == -1 and told:
        begun = max(told) + 1
    return time if opens is None or begun is None else _year_from(time._replace(relative=None), begun + years, opens)


def _year_from(time: Time, year: int, opens: Opening) -> Time:
    if opens == NOWRUZ:
        return months_of(time, year, 1, 12)
    return _from_day(time._replace(kind="months", year=year, last_year=None, month=opens.month, months=12), opens)


def _whole(page: Page, time: Time, year: int) -> Time:
    named = NAMED.search(page.view.text, max(0, time.start - 18), time.end + 20)
    if named is None and not SHORT.search(time.text):
        return time
    opens = _opens(page, _kind(named))
    if opens is None:
        return time if TWO.search(time.text) else time._replace(year=time.last_year, last_year=None)
    return _year_from(time, year, opens)


TWO = re.compile(r"\d\s?[-/]\s?\d")


def _begun(page: Page, opens: Opening) -> int | None:
    """Return the calendar year in which the fiscal year of the document's day began."""
    day = page.present.first
    if day is None:
        return None
    return day.year - (day < nowruz(day.year) if opens == NOWRUZ else (day.month, day.day) < opens)


def _kind(named: re.Match[str] | None) -> str:
    """Return which year the words around a time name: the state's, the harvest's, or that of the Persian calendar."""
    return next((kind for kind in ("persian", "marketing") if named is not None and named[kind]), "fiscal")


def _opens(page: Page, kind: str) -> Opening | None:
    """Return the month and day that open a fiscal or marketing year: by the text, else by the countries it is about."""
    if kind == "marketing":
        told = OPENED.search(page.view.text)
        if told is not None:
            return Opening(MONTHS.index(told["month"][:3].lower()) + 1, 1)
        if GROWN.search(page.view.text) is None:
            return None
        season = SEASON_FROM.search(page.view.text)
        if season is not None:
            return Opening(MONTHS.index(season["month"][:3].lower().replace("май", "мая")) + 1, 1)
    if kind == "persian":
        return NOWRUZ
    own = _told(page.view.text) if kind == "fiscal" else None
    if own is not None:
        return own
    months = _months()
    named = (*filter(None, (page.setting.home,)), *page.setting.both, "any")
    return next((months[code, kind] for code in named if (code, kind) in months), None)


@lru_cache(maxsize=64)
def _told(text: str) -> Opening | None:
    """Return the day on which a text says that its fiscal year began, or the one behind that on which it ended."""
    found = FISCAL_TOLD.search(text)
    if found is None:
        return None
    name, day = (found["month"] or found["named"])[:3].lower(), int(found["day"] or found["dated"])
    month = (MONTHS.index(name) if name in MONTHS else ENGLISH.index(name)) + 1
    if day > DAYS[month - 1]:
        return None
    if found["ended"] is None:
        return Opening(month, day)
    return Opening(month, day + 1) if day < LAST else Opening(month % 12 + 1, 1)


LAST, DAYS = 28, (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NOWRUZ = Opening(3, 21)
MONTHS = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
OPENED = re.compile(
    r"(?:\bмг|маркетингов\w{2,3}\s{1,2}год\w{0,2}|сезон\w{0,2}|сельхозгод\w{0,2})\s{0,2}"
    r"(?:\(|[,–—-]?\s{0,2}(?:котор\w{2,3}\s{1,2})?(?:начал|начин|старт))[^\W\d]{0,8}\s{0,2}(?:с\s{1,2})?(?:1\s{1,2})?"
    rf"(?P<month>{'|'.join(MONTHS)})",
    re.IGNORECASE,
)
FISCAL_TOLD = re.compile(
    r"\b(?:fiscal|financial|финансов\w{2,3}|бюджетн\w{2,3})\s(?:year|год\w{0,2})\s?[(,]?\s?"
    r"(?:(?:он|которы\w{1,2}|that|which|it)\s)?"
    r"(?:(?:начал\w{2,3}|начина\w{3}|начавш\w{4,5}|стартов\w{2,6}|began|begins|started|starts|beginning|starting)"
    r"|(?P<ended>закончи\w{1,4}|заканчива\w{3}|заверши\w{1,5}|завершивш\w{4,5}|истек\w{0,2}|ended|ends|closed|closes|ending))"
    rf"\s(?:с\s|on\s)?(?:(?P<day>[12]\d|3[01]|0?[1-9])\s(?P<month>{'|'.join((*MONTHS, *ENGLISH))})"
    rf"|(?P<named>{'|'.join(ENGLISH)})[a-z]{{0,6}}\s(?P<dated>[12]\d|3[01]|0?[1-9])(?!\d))",
    re.IGNORECASE,
)
SEASON_FROM = re.compile(
    rf"\b(?:за|в)\s(?P<month>{'|'.join(MONTHS)}|май)[а-яё]{{0,5}}\s?[-–—]\s?[а-яё]{{3,8}}\s(?:сезона|мг|маркетингового)",
    re.IGNORECASE,
)
"""Words that tell in which month the marketing year of a text opens: "2022/23 МГ (июль-июнь)", "начался 1 июля"."""


GROWN = re.compile(
    r"зерн|пшениц|ячмен|\bмук[аиуе]|урожа|масличн|подсолнечн|кукуруз|рапс|\bрис[ауе]?\b"
    r"|grain|wheat|barley|flour|crop|maize",
    re.IGNORECASE,
)


@cache
def _months() -> dict[tuple[str, str], Opening]:
    return {(row["code"], row["kind"]): Opening(int(row["month"]), int(row["day"])) for row in lexicon("fiscal")}
