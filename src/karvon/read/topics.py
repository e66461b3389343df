"""Topics: the period that a figure takes from the talk around it when its own sentence names none."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from karvon.model.dates import Period
from karvon.read import bases, fiscal, when
from karvon.read.bygone import bygone
from karvon.read.happened import (
    gathered,
    grown,
    habitual,
    happened,
    has_put,
    heaped,
    holds_now,
    is_now,
    over_years,
    stands,
    summed,
)
from karvon.read.kin import beside, far, kin_of, lately, of_flow
from karvon.read.page import Page
from karvon.read.pointing import in_year, length_of, month_told, months_of, pointing_in
from karvon.read.scene import FUTURE, Frame
from karvon.read.talked import AROUND, LINE, STOPS, bracketed, just_told, lead_of, spans, spoken_of, those_months
from karvon.read.timed import TOLD, Timed, is_event, is_stock, measured
from karvon.read.times import Time


def untold(page: Page, found: Frame, earlier: Sequence[Timed]) -> tuple[Period, str]:
    """Return the period of a figure whose sentence names none: now for a stock, the talk's for a flow."""
    if found.status in FUTURE:
        return _of_whole(page, found, earlier) or _due(page, found)
    then = _then(page, found)
    if then is not None:
        return then, "period.anaphora"
    if bygone(page, found):
        return Period(), "period.none"
    back = _pointed(page, found, earlier)
    if back is not None:
        before = earlier and earlier[-1].period.end and back.end and back.end.year < earlier[-1].period.end.year
        return back, "period.year_before" if before else "period.anaphora"
    if is_event(found):
        return _on_the_day(page), "period.present"
    return _told_of_now(page, found, earlier) or _run_on(page, found, earlier)


def _told_of_now(page: Page, found: Frame, earlier: Sequence[Timed]) -> tuple[Period, str] | None:
    """Return the document's day for what holds now, has come together so far, or is so every year."""
    part = of_flow(found, earlier)
    if part is not None:
        return msgspec.structs.replace(part, resolution="inherited"), "period.inherited"
    holds = (
        holds_now(page, found)
        or gathered(page, found)
        or summed(page, found)
        or habitual(page, found)
        or has_put(page, found)
    )
    if holds:
        return today(page), "period.present"
    return (today(page), "period.since") if over_years(page, found) else None


def _run_on(page: Page, found: Frame, earlier: Sequence[Timed]) -> tuple[Period, str]:
    """Return the period of the figure before in a row, else what a stock or a flow takes from the talk."""
    sibling = _sibling(found, earlier)
    if sibling is not None:
        return msgspec.structs.replace(sibling, resolution="inherited"), "period.inherited"
    held = is_stock(found) and not measured(found) and (found.change, found.sign) != ("absolute_change", -1)
    return _standing(page, found, earlier) if held else _talk(page, found, earlier)


def _sibling(found: Frame, earlier: Sequence[Timed]) -> Period | None:
    """Return the period of the count just before in a row: "из Турции прибыло 5 тыс. человек, из Грузии – 3 тыс."."""
    told = earlier[-1] if earlier else None
    if told is None or told.frame.scene.sentence != found.scene.sentence or found.indicator is not None:
        return None
    alike = told.frame.indicator is None and told.frame.change == found.change == "level" and not told.frame.unit
    row = alike and found.amount.kind in ("bare", "elliptic", "count") and not found.unit
    return told.period if row and told.period.type == "period" and told.rule in TOLD else None


def _of_whole(page: Page, found: Frame, earlier: Sequence[Timed]) -> tuple[Period, str] | None:
    """Return the period of what is to come that a figure is a part of: "will carry 5 tons in 2025. Of this, 2 …"."""
    sentence = found.scene.sentence
    if not earlier or OF_THIS.match(page.view.text, sentence.start, sentence.end) is None:
        return None
    told = [t for t in earlier[-4:] if t.frame.scene.sentence.end <= sentence.start]
    last = told[-1] if told else None
    ahead = last is not None and last.frame.status in FUTURE and last.period.end is not None
    if last is None or not ahead or _sentences_between_frames(page, last, found) > 1:
        return None
    return msgspec.structs.replace(last.period, resolution="inherited"), "period.inherited"


def _sentences_between_frames(page: Page, last: Timed, found: Frame) -> int:
    """Count the ends of sentences between two figures."""
    return len(STOPS.findall(page.view.text, last.frame.place[1], found.scene.sentence.start))


OF_THIS = re.compile(
    r"\W{0,3}(?:(?:out\s+)?of\s+(?:this|these|that|which|them|the\s+total)\b|из\s+(?:них|этого|этой|этих|общего)\b|в\s+том\s+числе\b)",
    re.IGNORECASE,
)


def _due(page: Page, found: Frame) -> tuple[Period, str]:
    """Return the deadline that the opening of a list, or the title of a programme, gives what is to be done."""
    lead = found.scene.lead
    times = [t for t in lead.times if t.deadline or when.by(page.view.text, t)] if lead is not None else []
    if not times and page.layout.paragraphs:
        first, last = page.layout.paragraphs[0]
        titled = last - first < LINE and PROGRAMMES.search(page.view.text, first, last)
        times = [t for t in page.times if first <= t.start < last and (t.deadline or t.last_year)] if titled else []
    if not times:
        return Period(), "period.none"
    days = when.span(when.limited(page.view.text, times[-1]), page.present)
    return Period(None, days.last, times[-1].text, "deadline", "inherited"), "period.title"


PROGRAMMES = re.compile(
    r"\b(?:программ|план|дорожн\w{2}\s+карт|концепци|стратеги|programme|program|plan|roadmap|road\s+map|strategy)", re.I
)


def _talk(page: Page, found: Frame, earlier: Sequence[Timed]) -> tuple[Period, str]:
    """Return the period that the talk runs on with: of the figures before, else of the sentences before."""
    told = [t.period for t in earlier[-8:] if t.rule in TOLD]
    kin = month_told(page, found, told) or kin_of(found, earlier)
    spoken = _named_since(page, found, earlier) if kin is not None else None
    if kin is not None and spoken is None:
        return msgspec.structs.replace(kin, resolution="inherited"), "period.inherited"
    if spoken is None:
        since = earlier[-1].frame.scene.sentence.end if earlier else 0
        spoken = just_told(page, found, since) or spoken_of(page, found) or lead_of(page, found)
    if spoken is not None and spoken.year is None and spoken.month is not None:
        plans = (t for t in earlier[-8:] if t.frame.status in FUTURE)
        spoken = None if any(t.period.text == spoken.text for t in plans) else spoken
    if spoken is not None and not (heaped(found)):
        period = so_far(page, spoken, meant(page, dated(page, spoken)))
        return msgspec.structs.replace(period, resolution="inherited"), "period.topic"
    recent = lately(found, earlier) if grown(found) else None
    came = happened(found)
    if recent is None and ((is_stock(found) and not came) or heaped(found) or stands(page, found)):
        return today(page), "period.present"
    last = recent or far(found, earlier) or beside(found, earlier)
    return (Period(), "period.none") if last is None else (last, "period.inherited")


def _named_since(page: Page, found: Frame, earlier: Sequence[Timed]) -> Time | None:
    """Return a period that the sentence right before names, with no figure of its own, behind the last figure told."""
    last = earlier[-1].frame.scene.sentence
    spoken = just_told(page, found, last.end) or spoken_of(page, found)
    if spoken is None or (spoken.year is None and spoken.month is None):
        return None
    sentence = found.scene.sentence
    since = spoken.start >= last.end and spoken.end <= sentence.start
    return spoken if since and _sentences_between(page, spoken, found) <= 1 else None


def _sentences_between(page: Page, spoken: Time, found: Frame) -> int:
    """Count the ends of sentences between a time and the sentence of a figure."""
    return len(STOPS.findall(page.view.text, spoken.end, found.scene.sentence.start))


def found_at(page: Page, found: Frame) -> int:
    """Return where an amount begins in the text."""
    return page.tokens[found.amount.first].start


def today(page: Page, text: str | None = None) -> Period:
    """Return the day of the document as far as it is known; open after the bracket's start where it is not."""
    if page.dated_by == "unresolved":
        return Period(None, None, text, "point", "unresolved")
    if page.dated_by == "bracketed":
        return Period(page.published.first, None, text, "point", "bracketed")
    return Period(page.published.first, page.published.last, text, "point", "header_date")


def day_before(day: dt.date) -> dt.date:
    """Return the day before."""
    return day - dt.timedelta(days=1)


def new_year(day: dt.date | None) -> dt.date | None:
    """Return the first day of a day's year."""
    return day.replace(month=1, day=1) if day is not None else None


def dated(page: Page, time: Time) -> Time:
    """Give a part of a year without its year the year that the text names with the same part; settle fiscal years."""
    time = fiscal.settled(page, time)
    again = those_months(page, time)
    if again is not None:
        return again
    if time.kind == "unit" and (THAT_ONE.match(time.text) if time.relative == 0 else page.published.last is None):
        return _named_last(page, time)
    seasonal = time.kind == "months" and time.year is None and not time.deadline
    if not seasonal or (when.THIS.search(time.text) and (time.relative is not None or OF_THE_YEAR.search(time.text))):
        return time
    at = bisect_left(page.times, time.start, key=lambda other: other.start)
    same = [
        other
        for other in page.times[max(0, at - AROUND) : at + AROUND]
        if other.kind == "months" and other.year is not None and not other.deadline and other.last_year is None
        and (other.month, other.months) == (time.month, time.months) and not when.compared(page.view.text, other)
        and not bracketed(page.view.text, other.start) and not bases.dates_base(page.view.text, other)
        and not VALUE.match(page.view.text, other.end)
    ]  # fmt: skip
    running = _running(page, time, at)
    if not same and running is not None:
        return time._replace(year=running, relative=None)
    against = None if same else _year_behind(page, time, at)
    if against is not None:
        return time._replace(year=against, relative=None)
    usual = when.span(time, page.present).first if page.published.last is not None else None
    same = [other for other in same if usual is None or other.start < time.start or other.year == usual.year]
    same = [other for other in same if usual is not None and other.year == usual.year] or same
    before = [other for other in same if other.start < time.start]
    near = next(iter((*before[-1:], *same)), None)
    return time._replace(year=near.year, relative=None) if near is not None else time


VALUE = re.compile(r"\s(?:values?|levels?|figures?|totals?|base)\b", re.IGNORECASE)
"""What only the base of a change is dated by: "from a March 2020 value of 4 million"."""
THAT_ONE = re.compile(r"за\s+этот\s", re.IGNORECASE)


def _named_last(page: Page, time: Time) -> Time:
    """Return the month or quarter that an undated text named last before it speaks of the one gone by."""
    at = bisect_left(page.times, time.start, key=lambda other: other.start)
    told = (t for t in reversed(page.times[max(0, at - AROUND) : at]) if t.kind == "months" and t.year is not None)
    named = next((t for t in told if t.months == time.months and not when.compared(page.view.text, t)), None)
    return time if named is None else named._replace(start=time.start, end=time.end, text=time.text)


def _year_behind(page: Page, time: Time, at: int) -> int | None:
    """Return the year behind that of the same months that an undated text compares them with: "… than in May 2022"."""
    if page.published.last is not None or time.relative is not None:
        return None
    for other in page.times[at + 1 : at + AROUND]:
        alike = other.kind == "months" and (other.month, other.months) == (time.month, time.months)
        if alike and other.year is not None and when.compared(page.view.text, other):
            return other.year + 1
    return None


def _running(page: Page, time: Time, at: int) -> int | None:
    """Return the year that runs on to a month from one named just before: "in October 2023 …, in November …"."""
    if time.months > 1 or time.month is None or time.relative is not None or at == 0:
        return None
    before = (other for other in reversed(page.times[max(0, at - 3) : at]) if not when.compared(page.view.text, other))
    told = next(before, None)
    if told is None or told.month is None or told.months > 1 or told.deadline or told.relative is not None:
        return None
    between = page.view.text[told.end : time.start]
    if len(between) > RUNS_ON or "\n" in between:
        return None
    year = told.year if told.year is not None else dated(page, told).year
    if year is None:
        return None
    known, year = page.published.last, year + (time.month < told.month)
    if known is None:
        return year
    apart = STOPS.search(between) is not None and year < known.year - 1
    return None if apart or (year, time.month) > (known.year, known.month) else year


RUNS_ON = 160


def meant(page: Page, time: Time) -> Period:
    """Return the period of an expression; "this year" where that is not settled may be a later one."""
    period = when.period(time, page.present, page.dated_by)
    later = not page.settled and time.kind == "year" and time.year is None and time.relative == 0
    return msgspec.structs.replace(period, end=None) if later and not time.deadline else period


def so_far(page: Page, near: Time, period: Period) -> Period:
    """Return "this year" of a figure already told as far as it has gone by the day of a dated document."""
    if period.type != "period" or near.relative != 0 or near.kind != "year":
        return period
    last = page.published.last
    whole = last is None or period.end is None or period.start is None or not period.start <= last < period.end
    return period if whole else msgspec.structs.replace(period, end=last)


OF_THE_YEAR = re.compile(r"of\s+the\s+year", re.IGNORECASE)
REPORTED = re.compile(r"отч[её]тн|reporting|under\s+review", re.IGNORECASE)


def _pointed(page: Page, found: Frame, earlier: Sequence[Timed]) -> Period | None:
    """Return the period that "over this period" points back to: that of the figure before, else the last one named."""
    sentence = found.scene.sentence
    start, end = max(sentence.start, found_at(page, found) - 200), min(sentence.end, found_at(page, found) + 100)
    match = pointing_in(page.view.text, start, end)
    lasting = is_stock(found) and found.indicator is not None and found.amount.kind != "count"
    if match is None or (lasting and re.search(r"[,;]", page.view.text[match.end() : found_at(page, found)])):
        return None
    told = [t.period for t in earlier[-8:] if t.period.type == "period" and t.rule in TOLD and t.period.start]
    at = bisect_left(page.times, sentence.start, key=lambda t: t.start)
    named = [t for t in page.times[max(0, at - AROUND) : at] if spans(page, t) and not when.compared(page.view.text, t)]
    dates = [t for t in named if t.year is not None]
    lasting_ones = [t for t in dates if t.kind == "months" and t.months > 1]
    reported = next((t for t in (*lasting_ones[-1:], *dates) if t.kind == "months"), dates[0] if dates else None)
    if reported is not None and REPORTED.search(page.view.text, sentence.start, sentence.end):
        told, named = [meant(page, reported)], []
    length = length_of(match)
    if length.isdigit():
        told = [period for period in told if months_of(period) == int(length)]
        told = told or [meant(page, dated(page, t)) for t in named if t.kind == "months" and t.months == int(length)]
    elif named and (
        not told or (named[-1].start > earlier[-1].frame.scene.sentence.end and not _within(told, named[-1]))
    ):
        told = [meant(page, dated(page, named[-1]))]
    return (
        msgspec.structs.replace(in_year(page, told[-1], sentence.start, match), resolution="inherited")
        if told
        else None
    )


def _then(page: Page, found: Frame) -> Period | None:
    """Return the past time that the sentence before names, for what is told as done "then", "at that time"."""
    sentence = found.scene.sentence
    at = found_at(page, found)
    apart = is_stock(found) and at - sentence.start > LINE // 2
    if apart or THEN.match(page.view.text, sentence.start, at) is None:
        return None
    at = bisect_left(page.times, sentence.start, key=lambda t: t.start)
    named = next((t for t in reversed(page.times[max(0, at - 3) : at]) if t.kind in ("day", "months", "year")), None)
    if named is None or named.deadline or _sentences_between(page, named, found) > 1:
        return None
    days = meant(page, dated(page, named))
    known = page.published.last
    gone = days.end is not None and (known is None or days.end < known)
    return msgspec.structs.replace(days, resolution="inherited") if gone else None


THEN = re.compile(
    r"\W{0,3}(?:тогда(?!\s+как)|в\s+тот\s+(?:раз|день|период|момент)|в\s+то\s+время(?!\s+как)|at\s+(?:that|the)\s+time|back\s+then|then|on\s+that\s+(?:day|occasion))\b",
    re.IGNORECASE,
)


def _within(told: Sequence[Period], year: Time) -> bool:
    """Say whether the last period told is a part of a bare "this year" named behind it, and so meant again."""
    part = 0 < months_of(told[-1]) < 12
    return part and year.kind == "year" and year.relative == 0


def _on_the_day(page: Page) -> Period:
    """Return the day of the meeting at which documents were signed: the document's, or the one its lead names."""
    now = today(page)
    lead = page.layout.paragraphs[0][1] if page.layout.paragraphs else 0
    exact = any(
        time.kind == "day" and time.end <= max(lead, 400) and not time.deadline
        and when.span(time, page.present).first == now.start
        for time in page.times
    )  # fmt: skip
    return msgspec.structs.replace(now, end=now.start) if exact and now.end is None else now


def _standing(page: Page, found: Frame, earlier: Sequence[Timed]) -> tuple[Period, str]:
    """Return the day on which a stock stands: the one told with its kind just before, else the document's."""
    for timed in reversed(earlier[-8:]):
        if timed.frame.indicator != found.indicator or found.indicator is None:
            continue
        near = found.scene.sentence.paragraph - timed.frame.scene.sentence.paragraph <= 1
        if (
            near
            and timed.period.type == "point"
            and not is_now(page, found)
            and timed.rule in ("period.expression", "period.as_of", "period.inherited")
        ):
            return msgspec.structs.replace(timed.period, resolution="inherited"), "period.inherited"
        break
    return today(page), "period.present"
