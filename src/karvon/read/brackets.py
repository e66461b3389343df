"""Brackets: the days, or the year of opening, that brackets behind a fiscal year tell of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from karvon.read.page import Page
from karvon.read.times import Time

OPEN = re.compile(r"(?:\s(?:year|год\w?))?\s?\(")
SHUT = re.compile(r"\s{0,2}(?:года|г\.)?\s{0,2}[);,]")
ALONE = re.compile(r"\s?[(\[]\s?")
CLOSED = re.compile(r"\s?(?:гг?\.?|год(?:а|у)?)?\s?[)\]]")
BEGAN = re.compile(
    r"(?:\s(?:year|год\w?))?[\s,]{1,2}\(?(?:(?:which|that|котор\w{2,3})\s)?(?:has\s)?"
    r"(?:started|began|begun|starting|beginning|starts|begins|commenced|начал\w{2,4}|начинает\w{2})\s"
    r"(?:(?:in|on|from|с|в)\s)?(?:early\s|late\s|mid-)?",
    re.IGNORECASE,
)


def days_told(page: Page, time: Time, end: int) -> Time | None:
    """Return the stretch that fills brackets right behind a place: "(March 21, 2022-Feb. 19)", "(April-June 2023)"."""
    opened = OPEN.match(page.view.text, end)
    told = _at(page, opened.end()) if opened is not None else None
    if told is None or told.kind != "months" or SHUT.match(page.view.text, told.end) is None:
        return None
    return told._replace(start=time.start, end=time.end, text=time.text)


def behind(text: str, end: int, times: Iterable[Time]) -> Time | None:
    """Return the time that alone fills brackets right behind a place: "3.2 bn (2023)", "5 млн т (январь 2024 г.)"."""
    opened = ALONE.match(text, end)
    found = (time for time in times if opened is not None and time.start == opened.end())
    return next((time for time in found if CLOSED.match(text, time.end)), None)


def year_told(page: Page, end: int) -> int | None:
    """Return the year in which a fiscal year began by the words right behind a place: "(started in March 2024)"."""
    began = BEGAN.match(page.view.text, end)
    told = _at(page, began.end()) if began is not None else None
    return told.year if told is not None and told.kind in ("day", "months") else None


def _at(page: Page, place: int) -> Time | None:
    """Return the time that begins at a place, or up to two signs behind it, words of its own before it left out."""
    at = bisect_left(page.times, place - REACH, key=lambda time: time.start)
    for time in page.times[at : at + 3]:
        if time.start <= place + 2 and time.end > place:
            return time
    return None


REACH = 12
