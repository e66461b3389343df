"""Yearly: figures told of the year before or behind the one just told, or of the ends of a stretch of years."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from karvon.model.dates import Period
from karvon.read import bases, topics, when
from karvon.read.page import Page
from karvon.read.raisings import previous
from karvon.read.scene import FUTURE, Frame
from karvon.read.times import Time
from karvon.read.topics import Timed


def year_after(page: Page, found: Frame, told: tuple[Period, str]) -> tuple[Period, str]:
    """Return the year behind the one that the talk runs on with where a figure is told of that."""
    period, rule = told
    later = rule in ("period.inherited", "period.topic") and period.type == "period" and bases.told_later(page, found)
    if not later or period.start is None or period.end is None:
        return told
    start, end = when.shifted(period.start, 1), when.shifted(period.end, 1)
    return msgspec.structs.replace(period, start=start, end=end), rule


def before_told(found: Frame, near: Time, earlier: Sequence[Timed]) -> Period | None:
    """Return the year before the one just told of the same, for "the previous year" behind it."""
    if near.relative != -1 or near.kind != "year" or not bases.EARLIER.search(near.text):
        return None
    told = [
        t.period
        for t in earlier[-3:]
        if t.frame.scene.sentence.paragraph == found.scene.sentence.paragraph and t.frame.indicator == found.indicator
        and t.period.type == "period" and t.period.start and t.period.end and t.rule != "period.base"
        and (t.frame.scene.sentence != found.scene.sentence or t.frame.place[0] < near.start)
    ]  # fmt: skip
    if not told or found.change != "level":
        return None
    start, end = when.shifted(told[-1].start, -1), when.shifted(told[-1].end, -1)
    return msgspec.structs.replace(told[-1], start=start, end=end, text=near.text, resolution="inherited")


def ends_of(found: Frame, near: Time, period: Period) -> Period:
    """Return the first or the last year of a stretch for the value that a change over it is from, or to."""
    if found.amount.pair not in ("from", "to") or not near.year or not near.last_year or period.start is None:
        return period
    if not bases.BETWEEN.match(near.text) or period.end is None or period.start.month != 1:
        return period
    if found.amount.pair == "from":
        return msgspec.structs.replace(period, end=period.start.replace(month=12, day=31))
    return msgspec.structs.replace(period, start=topics.new_year(period.end))


def risen_to(found: Frame, near: Time) -> bool:
    """Say whether a level is what a rise over the years to the day of speaking has come to: "three-fold, to 10 bn"."""
    long = near.kind == "behind" and near.months > MONTHS and found.change == "level"
    return long and previous(found.scene, found.amount) == "to"


SHOWN = re.compile(
    r"\b(?:showing|representing|registering|marking|posting|reflecting|indicating|recording|which\s+(?:is|represents|marks))\s+"
    r"(?:an?\s+)?(?:[a-z]{3,12}\s+){0,3}(?:of\s+|by\s+)?$",
    re.IGNORECASE,
)


def shown(page: Page, found: Frame, earlier: Sequence[Timed]) -> Period | None:
    """Return the period of the figure that a change is shown by: "213 against 207 million, showing growth of 3 %"."""
    at, sentence = page.tokens[found.amount.first].start, found.scene.sentence
    if found.change == "level" or not SHOWN.search(page.view.text, max(sentence.start, at - 80), at):
        return None
    end = page.tokens[found.amount.last - 1].end
    if any(0 <= t.start - end <= BESIDE for t in found.scene.times):
        return None
    told = [
        t
        for t in earlier[-4:]
        if t.frame.scene.sentence == sentence and t.rule in ("period.expression", "period.anaphora")
    ]
    return told[0].period if told and told[0].period.type == "period" else None


BESIDE, TOLD = 16, ("period.expression", "period.anaphora")
MONTHS = 12


def of_change(page: Page, found: Frame, near: Time, period: Period) -> Period:
    """Return the last of two years behind a change for the level before it: "5 bn, up 7.8 % from 2021 to 2022"."""
    if found.change != "level" or not near.year or near.last_year != near.year + 1:
        return period
    changes = [a for a in found.scene.amounts if a.kind == "percent" and a.first >= found.amount.last]
    end = page.tokens[changes[0].last - 1].end if changes else near.start + 1
    beside = near.start >= end and not page.view.text[end : near.start].strip()
    both = beside and bases.BETWEEN.match(near.text) is not None and period.end is not None
    return msgspec.structs.replace(period, start=topics.new_year(period.end)) if both else period


LASTING = re.compile(
    r"\b(?:since|over\s+the|in\s+the\s+(?:past|last)|during\s+(?:that|this|the)|within|in\s+(?:just\s+|only\s+)?"
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+years|с\s+тех\s+пор|за\s+(?:последни|эт|\d))",
    re.IGNORECASE,
)


SINCE_THEN = re.compile(r"\W{0,3}(?:ever\s+)?since\s+(?:then|that\s+time)\b|\W{0,3}с\s+тех\s+пор\b", re.IGNORECASE)


def since_then(page: Page, found: Frame) -> tuple[Period, str] | None:
    """Return now for a level that things have come to "since then", and for a flow the time from the year before on."""
    sentence = found.scene.sentence
    if found.status in FUTURE or found.change != "level" or not SINCE_THEN.match(page.view.text, sentence.start):
        return None
    if previous(found.scene, found.amount) in ("to", "до") or topics.is_stock(found):
        return topics.today(page), "period.since"
    at = bisect_left(page.times, sentence.start, key=lambda time: time.start)
    dates = (t for t in reversed(page.times[max(0, at - BACK) : at]) if t.year is not None and not t.deadline)
    named = next(dates, None)
    first = when.span(named, page.present).first if named is not None else None
    return (Period(first, page.published.last, None, "period", "inherited"), "period.since") if first else None


BACK = 4


def lasting(page: Page, found: Frame) -> bool:
    """Say whether a rise is told over a longer time, so that what it starts from is of no year before."""
    return LASTING.search(page.view.text, found.scene.sentence.start, found.scene.sentence.end) is not None


def against_last(page: Page, found: Frame, told: tuple[Period, str]) -> tuple[Period, str]:
    """Return this year as far as it has gone for a change against last year whose own time nobody names."""
    if told[1] != "period.none" or found.change == "level" or page.published.last is None:
        return told
    times = found.scene.times
    if not any(t.kind == "year" and t.relative == -1 and when.compared(page.view.text, t) for t in times):
        return told
    first = topics.new_year(page.published.last)
    return Period(first, page.published.last, None, "period", "header_date"), "period.since"


RESULTS = re.compile(r"(?:по\s+(?:итогам|результатам)\s+(?:всего\s+)?года)$", re.IGNORECASE)


def of_results(page: Page, found: Frame, time: Time) -> Time:
    """Return "by the results of the year" as the year that is expected to end so, or as the one that just has."""
    if time.kind != "year" or time.relative != 0 or RESULTS.match(time.text) is None or found.status in FUTURE:
        return time
    day = page.published.last
    if day is None or NEW_YEAR < day.month < YEAR_END:
        return time._replace(kind="near")
    return time._replace(relative=-1) if day.month <= NEW_YEAR else time


NEW_YEAR, YEAR_END = 3, 12
