"""Dates as they are written: whole days, or months and years that stand for an interval."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import Literal

import msgspec

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

PeriodType = Literal["point", "period", "deadline", "open"]
Resolution = Literal["explicit", "header_date", "inherited", "bracketed", "unresolved"]


class Period(msgspec.Struct, frozen=True, gc=False):
    """When something holds: an interval of days, the words it was read from, and how it was found."""

    start: dt.date | None = None
    end: dt.date | None = None
    text: str | None = None
    type: PeriodType = "open"
    resolution: Resolution = "unresolved"


class Span(msgspec.Struct, frozen=True, gc=False, order=True, cache_hash=True):
    """The first and the last day an uncertain date can be; None leaves that side open."""

    first: dt.date | None = None
    last: dt.date | None = None


def partial(text: str) -> Span:
    """Return the days that "2024", "2024-08" or "2024-08-07" can mean; ValueError when it is none of these."""
    match = PARTIAL.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date of the form 2024, 2024-08 or 2024-08-07")
    year, month, day = match.groups()
    if month is None:
        return Span(dt.date(int(year), 1, 1), dt.date(int(year), 12, 31))
    if day is None:
        return month_span(int(year), int(month))
    only = dt.date(int(year), int(month), int(day))
    return Span(only, only)


@lru_cache(maxsize=5_000)
def month_span(year: int, month: int, months: int = 1) -> Span:
    """Return the days of `months` whole months that begin with the given one."""
    last = dt.date(year + (month + months - 2) // 12, (month + months - 2) % 12 + 1, 1)
    days = calendar.monthrange(last.year, last.month)[1]
    return Span(dt.date(year, month, 1), last.replace(day=days))


@lru_cache(maxsize=500)
def year_span(year: int) -> Span:
    """Return the days of one calendar year."""
    return Span(dt.date(year, 1, 1), dt.date(year, 12, 31))
