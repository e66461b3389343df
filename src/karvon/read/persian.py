"""Persian: the days of the months of the solar year that opens in March, as Iran and Afghanistan count them."""

from __future__ import annotations

import datetime as dt

from karvon.read.times import Time

LONG, SHORT = 31, 30
HALF = 6


def nowruz(year: int) -> dt.date:
    """Return the first day of the solar year that begins in a calendar year: 20 March in leap years, 21 in others."""
    return dt.date(year, 3, 20 if year % 4 == 0 else 21)


def month_start(year: int, month: int) -> dt.date:
    """Return the first day of a month of a solar year, the first after its last month being the next year's."""
    if month > 2 * HALF:
        return month_start(year + 1, month - 2 * HALF)
    long, short = min(month - 1, HALF), max(month - 1 - HALF, 0)
    return nowruz(year) + dt.timedelta(days=LONG * long + SHORT * short)


def months_of(time: Time, year: int, first: int, count: int) -> Time:
    """Return so many months of a solar year, from one on, as the days from its first to the last one's last."""
    begins = month_start(year, first)
    ends = month_start(year, first + count) - dt.timedelta(days=1)
    until = (ends.month + 12 * (ends.year - begins.year), ends.day)
    days = time._replace(kind="months", year=begins.year, relative=None, last_year=None, month=begins.month)
    return days._replace(months=until[0] - begins.month + 1, day=begins.day, until=until)
