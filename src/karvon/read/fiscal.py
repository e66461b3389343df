"""Fiscal years: which months a year across two calendar years has, by the country it is told of."""

from __future__ import annotations

import re
from functools import cache

from karvon.read.cues import lexicon
from karvon.read.page import Page
from karvon.read.times import Time

BUDGET = r"(?:fiscal|financial|budget|финансов\w{2,3}|фискальн\w{2,3}|бюджетн\w{2,3})"
CROP = r"(?:marketing|crop|маркетингов\w{2,3}|сельскохозяйственн\w{2,3})"
NAMED = re.compile(rf"(?:(?P<fiscal>{BUDGET}|\bfy)|(?P<marketing>{CROP}))", re.IGNORECASE)
SHORT = re.compile(r"\d{4}[-/]\d\d(?!\d)")
WITHIN = re.compile(
    r"\s{1,3}(?:of\s{1,3})?(?:the\s{1,3})?(?:(?P<now>current|this|ongoing|present|текущ\w{3}|нынешн\w{3}|этого)"
    r"|(?P<past>last|previous|past|прошл\w{3}|минувш\w{3})"
    rf"|(?P<year>20\d\d)[-/](?:20)?\d\d)\s{{1,3}}(?:(?P<fiscal>{BUDGET})|(?P<marketing>{CROP}))\s{{1,3}}(?:year|год)",
    re.IGNORECASE,
)


def settled(page: Page, time: Time) -> Time:
    """Return a fiscal year, or a part of one, as the months it has; any other time as it is."""
    if time.kind == "year" and time.year is not None and time.last_year == time.year + 1:
        return _whole(page, time, time.year)
    if time.kind == "months" and time.last_year is not None:
        return _part(page, time)
    if time.kind == "year" and time.relative is not None and time.last_year is None and NAMED.search(time.text):
        return _counted_from(page, time, time.relative)
    inside = WITHIN.match(page.view.text, time.end) if time.kind == "months" and time.month else None
    first = _opens(page, "marketing" if inside["marketing"] else "fiscal") if inside is not None else None
    if inside is None or first is None:
        return time
    year = int(inside["year"]) if inside["year"] else _begun(page, first)
    if year is None or time.month is None:
        return time
    years, month = divmod(first + time.month - 2, 12)
    return time._replace(year=year - bool(inside["past"]) + years, month=month + 1, relative=None)


def _part(page: Page, time: Time) -> Time:
    """Return months of a fiscal year named behind them: "April-December 2022-23", "the first half of FY24"."""
    first = _opens(page, "fiscal") or 1
    if time.year is None or time.month is None or first == 1:
        return time._replace(last_year=None)
    if COUNTED.search(time.text):
        years, month = divmod(first + time.month - 2, 12)
        return time._replace(year=time.year + years, month=month + 1, last_year=None)
    return time._replace(year=time.year + (time.month < first), last_year=None)


COUNTED = re.compile(r"quarter|half|\b[qh][1-4]\b|months", re.IGNORECASE)


def _counted_from(page: Page, time: Time, years: int) -> Time:
    """Return the fiscal year so many years from the one of the document's day: "the last fiscal year"."""
    first = _opens(page, "fiscal")
    begun = _begun(page, first) if first is not None else None
    if first is None or begun is None:
        return time
    return time._replace(kind="months", year=begun + years, month=first, months=12, relative=None)


def _whole(page: Page, time: Time, year: int) -> Time:
    named = NAMED.search(page.view.text, max(0, time.start - 18), time.end + 20)
    if named is None and not SHORT.search(time.text):
        return time
    first = _opens(page, "marketing" if named is not None and named["marketing"] else "fiscal")
    return time if first is None else time._replace(year=year, last_year=None, kind="months", month=first, months=12)


def _begun(page: Page, first: int) -> int | None:
    """Return the calendar year in which the fiscal year of the document's day began."""
    day = page.present.first
    return None if day is None else day.year - (day.month < first)


def _opens(page: Page, kind: str) -> int | None:
    """Return the month that opens a fiscal or marketing year of the countries a document is about."""
    months = _months()
    named = (*filter(None, (page.setting.home,)), *page.setting.both, "any")
    return next((months[code, kind] for code in named if (code, kind) in months), None)


@cache
def _months() -> dict[tuple[str, str], int]:
    return {(row["code"], row["kind"]): int(row["month"]) for row in lexicon("fiscal")}
