"""Yearly: figures told of the year before or behind the one just told, or of the ends of a stretch of years."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from karvon.model.dates import Period, year_span
from karvon.read import bases, topics, when
from karvon.read.gates import holds
from karvon.read.page import Page
from karvon.read.pointing import months_of
from karvon.read.raisings import previous
from karvon.read.scene import FUTURE, Frame
from karvon.read.talked import since_event
from karvon.read.timed import Timed, is_stock
from karvon.read.times import Time


def year_after(page: Page, found: Frame, told: tuple[Period, str]) -> tuple[Period, str]:
    """Return the year behind the one that the talk runs on with where a figure is told of that."""
    period, rule = told
    later = rule in ("period.inherited", "period.topic") and period.type == "period" and bases.told_later(page, found)
    if not later or period.start is None or period.end is None:
        return told
    start, end = when.shifted(period.start, 1), when.shifted(period.end, 1)
    return msgspec.structs.replace(period, start=start, end=end), rule


def before_told(found: Frame, near: Time, earlier: Sequence[Timed]) -> Period | None:
    """Return the year before or behind the one just told of the same: "the previous year", "the following year"."""
    after = near.relative == 1 and near.kind == "year" and found.status == "actual"
    if not after and (near.relative != -1 or near.kind not in ("year", "unit") or not EARLIER.search(near.text)):
        return None
    told = [
        t.period
        for t in earlier[-3:]
        if t.frame.scene.sentence.paragraph == found.scene.sentence.paragraph and t.frame.indicator == found.indicator
        and t.period.type == "period" and t.period.start and t.period.end and t.rule != "period.base"
        and (t.frame.scene.sentence != found.scene.sentence or t.frame.place[0] < near.start)
    ]  # fmt: skip
    if near.kind == "unit":
        told = [period for period in told if months_of(period) == near.months]
    if not told or found.change != "level":
        return None
    back = -MONTHS if after else MONTHS if near.kind == "year" else near.months
    start, end = when.earlier(told[-1].start, back), when.earlier(told[-1].end, back)
    return msgspec.structs.replace(told[-1], start=start, end=end, text=near.text, resolution="inherited")


EARLIER = re.compile(
    r"(?:(?:the\s+)?(?:previous|prior|preceding)|предыдущ\w{2,3}|предшествующ\w{2,3})\b", re.IGNORECASE
)


def risen_since(page: Page, found: Frame) -> Period | None:
    """Return the year since which a level has risen, and now for the one it has come to: "since 2010, from 4 to 20"."""
    if found.amount.pair not in ("from", "to") or found.change != "level" or found.status != "actual":
        return None
    first, end = found.scene.sentence.start, found.place[0]
    told = (t for t in found.scene.times if t.start < end and t.year)
    since = next((t for t in told if t.kind == "since" or since_event(page, t)), None)
    if since is None or STARTS.search(since.text) or any(first <= t.start < since.start for t in found.scene.times):
        return None
    behind = [t for t in found.scene.times if t.start >= found.place[1] and t.kind != "near"]
    if any(t.start - found.place[1] <= BESIDE or found.amount.pair == "to" for t in behind):
        return None
    days = year_span(since.year or 0)
    if found.amount.pair == "from":
        return Period(days.first, days.last, since.text, "period", "explicit")
    return topics.today(page, since.text)


STARTS = re.compile(r"начал[ао]\s|beginning|start|so\s+far|to\s+date", re.IGNORECASE)


def ends_of(found: Frame, near: Time, period: Period) -> Period:
    """Return the first or the last year of a stretch for the value that a change over it is from, or to."""
    if found.amount.pair not in ("from", "to") or not near.year or period.start is None or period.end is None:
        return period
    long = near.last_year is not None or near.months > MONTHS
    if not long or period.start.month != 1:
        return period
    if found.amount.pair == "from":
        return msgspec.structs.replace(period, end=period.start.replace(month=12, day=31))
    return msgspec.structs.replace(period, start=topics.new_year(period.end))


def risen_to(found: Frame, near: Time) -> bool:
    """Say whether a level is what a rise over the years to the day of speaking has come to: "three-fold, to 10 bn"."""
    long = near.kind == "behind" and near.months > MONTHS and found.change == "level"
    if not long or previous(found.scene, found.amount) != "to":
        return False
    return SUMMED.isdisjoint(found.scene.words[max(0, found.amount.first - found.scene.first - SUMMING) :])


SUMMED = frozenset({"amounted", "totalled", "totaled", "came", "added", "amounting", "amount", "equalled", "equaled"})
SUMMING = 4


SHOWING = (
    "showing", "representing", "registering", "marking", "posting", "reflecting", "indicating", "recording", "which",
)  # fmt: skip
SHOWN = re.compile(
    r"\b(?:showing|representing|registering|marking|posting|reflecting|indicating|recording|which\s+(?:is|represents|marks))\s+"
    r"(?:an?\s+)?(?:[a-z]{3,12}\s+){0,3}(?:of\s+|by\s+)?$",
    re.IGNORECASE,
)


def shown(page: Page, found: Frame, earlier: Sequence[Timed]) -> Period | None:
    """Return the period of the figure that a change is shown by: "213 against 207 million, showing growth of 3 %"."""
    at, sentence = page.tokens[found.amount.first].start, found.scene.sentence
    first = max(sentence.start, at - 80)
    if found.change == "level" or not holds(page.view.text[first:at].lower(), SHOWING):
        return None
    if not SHOWN.search(page.view.text, first, at):
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
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+years|с\s+тех\s+пор|за\s+(?:последни|эт|\d{1,2}\s+(?:лет|год)))",
    re.IGNORECASE,
)


SINCE_THEN = re.compile(r"\W{0,3}(?:ever\s+)?since\s+(?:then|that\s+time)\b|\W{0,3}с\s+тех\s+пор\b", re.IGNORECASE)


def since_then(page: Page, found: Frame) -> tuple[Period, str] | None:
    """Return now for a level that things have come to "since then", and for a flow the time from the year before on."""
    sentence = found.scene.sentence
    if found.status in FUTURE or found.change != "level" or not SINCE_THEN.match(page.view.text, sentence.start):
        return None
    if previous(found.scene, found.amount) in ("to", "до") or is_stock(found):
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
    """Return this year as far as it has gone for a change against last year whose own time nobody names.

    Against a year before that a change is of the year behind it.
    """
    talk = told[1] in ("period.topic", "period.inherited") and told[0].type == "period"
    plain = told[1] == "period.none"
    if not (talk or plain) or found.status in FUTURE or page.published.last is None:
        return told
    bare = [t for t in found.scene.times if _one(t) and (plain or t.year)]
    bases_told = [t for t in bare if when.compared(page.view.text, t) or DATIVE.match(t.text)]
    if found.change == "level":
        bases_told = [t for t in bases_told if t.start > found.place[1] or t.end < found.place[0]]
    known, base = page.published.last, next((when.span(t, page.present) for t in bases_told), None)
    if base is None or base.first is None or not 1 <= known.year - base.first.year <= RECENT:
        return told
    if talk and (found.change == "level" or told[0].end is None or told[0].end.year <= base.first.year + 1):
        return told
    first, last = when.shifted(base.first, 1), when.shifted(base.last, 1)
    if last is not None and last > known:
        return Period(topics.new_year(known), known, None, "period", "header_date"), "period.since"
    return Period(first, last, None, "period", "inherited"), "period.since"


def _one(time: Time) -> bool:
    """Say whether a time is a year or a part of one, with nothing counted from it."""
    return time.last_year is None and (time.kind == "year" or (time.kind == "months" and time.months < MONTHS))


DATIVE = re.compile(r"(?:прошл|предыдущ|минувш)\w{3}\s+году\b", re.IGNORECASE)
RECENT = 2


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


def not_yet_counted(page: Page, found: Frame, time: Time) -> bool:
    """Say whether what is expected is of the year just over, named beside its measure: "the trade for 2022 may top"."""
    start, cue, known = found.place[0], found.cue, page.published.first
    if found.status not in ("expectation", "forecast") or cue is None or known is None or time.kind != "year":
        return False
    beside = page.tokens[cue.first].start - OF_YEAR <= time.start < start and time.year == known.year - 1
    between = page.view.text[time.end : start]
    return beside and time.last_year is None and not any(sign in between for sign in ",;:")


OF_YEAR = 12  # signs before the word for what is measured: "the 2022 trade"
