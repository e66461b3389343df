"""Edges: figures told of one end of a stretch: as of a day, since a day, at the beginning or the end of a month."""

from __future__ import annotations

import re

import msgspec

from karvon.model.dates import Period
from karvon.read import parts, topics
from karvon.read.gates import holds
from karvon.read.happened import happened
from karvon.read.page import Page
from karvon.read.scene import Frame
from karvon.read.talked import bracketed, told_since
from karvon.read.timed import is_event, is_stock
from karvon.read.times import Time

AS_OF = re.compile(r"(?<!\w)(?:на|as\s+of|since|с|к|at)\s*$", re.IGNORECASE)
AS_OF_MONTH = re.compile(r"\bas\s+(?:of|at)\s+(?:mid-)?$", re.IGNORECASE)
SINCE = re.compile(r"(?<!\w)(?:со?|since|from)\s{1,3}$", re.IGNORECASE)
STATED = re.compile(r"(?:as\s+of|by\s+(?:late|mid|early))\b", re.IGNORECASE)
OPENED = re.compile(r"since\s", re.IGNORECASE)
BEGINS = re.compile(
    r"(?:(?:на|к)\s+начал[оу]|(?:as\s+of|at|by)\s+(?:the\s+)?(?:very\s+)?(?:start|beginning)(?:\s+of)?)\s*$",
    re.IGNORECASE,
)
OPENING = re.compile(r"(?:на|к|as\s+of|at|by)\s+(?:the\s+)?(?:very\s+)?(?:начал[оу]|start|beginning)\s", re.IGNORECASE)
STOOD = re.compile(r"(?:в\s+начале|in\s+the\s+beginning\s+of)\s", re.IGNORECASE)

REACHED = re.compile(r"(?:by|until|till|before|к|до)\s", re.IGNORECASE)
BEGINNING = ("начал", "start", "beginning")


def edge(page: Page, found: Frame, near: Time, period: Period) -> Period | None:
    """Return the day of a stock told as of a day or of an end, and the part of the year passed by it for a flow."""
    level, stock = found.change == "level", is_stock(found) and not happened(found)
    stock = stock and (level or found.indicator is not None)
    month = near.kind == "months" and near.months == 1
    ends = parts.ends(page, near)
    stated = month and (STATED.match(near.text) or AS_OF_MONTH.search(_before(page, near)))
    if stock and level and (near.deadline or ends or stated):
        return msgspec.structs.replace(period, start=period.end, type="point")
    middle = stock and level and near.kind == "year" and near.last_year is None and _halfway(page, near)
    if middle and period.start is not None:
        day = period.start.replace(month=6, day=30)
        return msgspec.structs.replace(period, start=day, end=day, type="point")
    if month and level and (ends or stated or _up_to(page, near)) and not stock and period.end is not None:
        return _counted_to(msgspec.structs.replace(period, start=period.end))
    if near.kind == "day" and not stock and not is_event(found) and as_of(page, near):
        return _counted_to(period)
    stood = stock and level and near.kind == "year" and STOOD.match(near.text) is not None
    return _at_start(found, period) if (stood or _begins(page, near)) and period.start is not None else None


HALFWAY = re.compile(r"(?:\bmid-?\s?|\bmiddle(?:\s+of)?\s|\bсередин[еу]\s)$", re.IGNORECASE)
IN_MIDDLE = re.compile(r"(?:в|к)\s+середине\s|(?:in\s+)?mid-", re.IGNORECASE)


def _halfway(page: Page, near: Time) -> bool:
    """Say whether a year is named only for its middle: "in mid-2023", "на середину 2023 года"."""
    return IN_MIDDLE.match(near.text) is not None or HALFWAY.search(_before(page, near)) is not None


def since(page: Page, found: Frame, near: Time, period: Period) -> Period | None:
    """Return the days of a flow told from a day on, up to the document's: "с 21 марта 2025 года", "since 21 March"."""
    month = near.kind == "months" and near.months == 1 and near.until is None
    month = month and (OPENED.match(near.text) is not None or _from_month(page, near))
    if near.kind in ("year", "months") and not month and near.last_year is None and found.change == "level":
        return _since_event(page, near, period)
    flows = not is_stock(found) and not is_event(found) and period.start is not None
    if not flows or (near.kind != "day" and not (month and found.change == "level")):
        return None
    past = page.published.last is None or (period.start is not None and period.start <= page.published.last)
    told = past and (month or SINCE.search(_before(page, near)) is not None)
    return msgspec.structs.replace(period, end=page.published.last, type="period") if told else None


def _from_month(page: Page, near: Time) -> bool:
    """Say whether a month is the one since which something is counted: "с марта 2022 года"."""
    before = FROM_MONTH.search(_before(page, near)) is not None
    return before and TO_MONTH.match(page.view.text, near.end) is None


FROM_MONTH = re.compile(r"(?<!\w)(?:начиная\s+)?со?\s{1,3}$", re.IGNORECASE)
TO_MONTH = re.compile(r"\s{1,3}(?:года\s{1,3}|г\.\s{1,3})?(?:по|до)\s", re.IGNORECASE)


def _up_to(page: Page, near: Time) -> bool:
    """Say whether a month is the one until whose end a flow is counted: "by the end of April", "до апреля"."""
    return REACHED.match(near.text) is not None and not _begins(page, near)


def _since_event(page: Page, near: Time, period: Period) -> Period | None:
    """Return the days from the year of an event that a figure is counted since: "since the launch in 2016"."""
    told = told_since(page.view.text, near.start)
    past = period.start is not None and (page.published.last is None or period.start <= page.published.last)
    return msgspec.structs.replace(period, end=page.published.last, type="period") if told and past else None


def _before(page: Page, near: Time) -> str:
    return page.view.text[max(0, near.start - 16) : near.start]


def as_of(page: Page, time: Time) -> bool:
    """Say whether a day is one as of which something is told."""
    if time.kind == "day" and time.text[:2].lower() in ("к ", "ко"):
        return True
    return AS_OF.search(_before(page, time)) is not None


def _begins(page: Page, time: Time) -> bool:
    """Say whether a month or year is named only for its first day: "на начало декабря", "at the start of 2024"."""
    before = page.view.text[max(0, time.start - 24) : time.start]
    if holds(before.lower(), BEGINNING) and BEGINS.search(before):
        return True
    return holds(time.text.lower(), BEGINNING) and OPENING.match(time.text) is not None


def _counted_to(period: Period) -> Period:
    """Return the part of the year that has passed by a day: a flow told "as of 1 July" is the first half-year."""
    day = period.end
    if day is None or (day.month == 1 and day.day == 1):
        return period
    last = topics.day_before(day) if day.day == 1 else day
    return Period(day.replace(month=1, day=1), last, period.text, "period", period.resolution)


def _at_start(found: Frame, period: Period) -> Period:
    """Return the first day of a month or year for a stock "at the beginning of December"; for a flow what passed."""
    point = msgspec.structs.replace(period, end=period.start, type="point")
    return point if is_stock(found) else _counted_to(point)


def in_title(found: Frame, near: Time) -> bool:
    """Say whether the year stands in the title of a programme or concept named before it in the sentence."""
    titles = [c for c in found.scene.of("names") if c.row["kind"] == "agreement"]
    for title in titles:
        start = found.scene.tokens[title.first].start
        between = [t for t in found.scene.tokens[title.last : found.amount.first] if start < t.start < near.start]
        if start < near.start < found.scene.tokens[found.amount.first].start and not any(
            t.text in ",;:(" for t in between
        ):
            return True
    return False


def shut_behind(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a time stands in the bracket of an amount of another kind: "9 mln people, exports $5 m (2014)"."""
    if found.scene.marks.language != "en" or not bracketed(page.view.text, time.start):
        return False
    behind = [
        a for a in found.scene.amounts if a.first > found.amount.first and page.tokens[a.first].start < time.start
    ]
    if not behind or behind[-1].kind == found.amount.kind:
        return False
    between = page.view.text[page.tokens[behind[-1].last - 1].end : time.start]
    return between.strip() == "("
