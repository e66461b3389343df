"""Periods: the time expression that each amount belongs to, resolved against the document."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import msgspec

from karvon.model.dates import Period
from karvon.model.vocabulary import by_code
from karvon.read import times
from karvon.read.page import Page
from karvon.read.scene import Frame
from karvon.read.times import Time

FUTURE = frozenset({"target", "plan", "intention", "proposal", "expectation", "forecast", "instruction"})


def period_of(page: Page, found: Frame, earlier: Sequence[tuple[Frame, Period]]) -> tuple[Period, str]:
    """Return the period of a frame and the rule that found it."""
    future = found.status in FUTURE
    ago = _year_ago(page, found, earlier)
    if ago is not None:
        return ago, "period.year_before"
    near = _nearest(page, found, future)
    if near is not None:
        return _named(page, found, near)
    return (Period(), "period.none") if future else _untold(page, found, earlier)


def _untold(page: Page, found: Frame, earlier: Sequence[tuple[Frame, Period]]) -> tuple[Period, str]:
    """Return the period of a present figure whose sentence names none: now for a stock, the talk's for a flow."""
    stock = found.indicator is None or by_code("indicators")[found.indicator]["timing"] == "stock"
    if stock:
        return _today(page, found), "period.present"
    kin = [(f, p) for f, p in earlier[-3:] if _same_talk(f, found) and p.type == "period"]
    if kin:
        return msgspec.structs.replace(kin[-1][1], resolution="inherited"), "period.inherited"
    spoken = _spoken_of(page, found)
    if spoken is not None:
        period = times.period(spoken, page.published, page.dated_by)
        return msgspec.structs.replace(period, resolution="inherited"), "period.topic"
    return Period(), "period.none"


def _spoken_of(page: Page, found: Frame) -> Time | None:
    """Return the period that the sentences before speak of: the same paragraph, the list's opening, the title."""
    start = found.scene.sentence.start
    paragraphs = page.layout.paragraphs
    at = found.scene.sentence.paragraph
    before = reversed(paragraphs[max(0, at - LIST) : at])
    opening = next((place for place in before if page.view.text[place[1] - 1] == ":"), None)
    reaches = [(paragraphs[at][0], start), *([opening] if opening else []), *([paragraphs[0]] if at else [])]
    for first, last in reaches:
        told = [t for t in page.times if first <= t.start < last and _spans(page, t)]
        if told:
            return told[-1]
    return None


LIST = 12


def _spans(page: Page, time: Time) -> bool:
    return time.kind in ("year", "months", "since") and not time.deadline and not _compared(page, time)


AGO = re.compile(
    r"(?:годом\s+ранее|год(?:ом)?\s+назад|годом\s+раньше|(?:тот|такой)\s+же\s+(?:период|отрезок)\s+(?:прошлого|\d{4}\S*)(?:\s+года)?"
    r"|a\s+year\s+(?:earlier|ago|before)|the\s+year\s+before|year-on-year)\s*[(:–—-]+\s*$",
    re.IGNORECASE,
)


def _year_ago(page: Page, found: Frame, earlier: Sequence[tuple[Frame, Period]]) -> Period | None:
    """Shift the period just told a year back for the value in brackets after "than a year earlier"."""
    amount = found.amount
    first = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    before = page.view.text[max(0, page.tokens[first].start - 60) : page.tokens[first].start]
    told = next((p for f, p in reversed(earlier[-3:]) if p.start and p.end and f.indicator == found.indicator), None)
    if told is None or not AGO.search(before):
        return None
    return Period(_back(told.start), _back(told.end), told.text, "period", "inherited")


def _back(day: dt.date | None) -> dt.date | None:
    if day is None:
        return None
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def _same_talk(left: Frame, right: Frame) -> bool:
    if left.indicator is None or right.indicator is None or left.status in FUTURE:
        return False
    table = by_code("indicators")
    same = table[left.indicator]["family"] == table[right.indicator]["family"]
    return same and right.scene.sentence.paragraph - left.scene.sentence.paragraph <= 1


def _named(page: Page, found: Frame, near: Time) -> tuple[Period, str]:
    period = times.period(near, page.published, page.dated_by)
    if found.status in FUTURE and period.type == "period":
        period = msgspec.structs.replace(period, start=None, type="deadline")
    if near.kind == "now":
        return _today(page, found, near.text), "period.now"
    if found.status in FUTURE and _in_title(found, near):
        return msgspec.structs.replace(period, resolution="inherited"), "period.title"
    return period, "period.expression"


def _today(page: Page, _found: Frame, text: str | None = None) -> Period:
    if page.dated_by == "unresolved":
        return Period(None, None, text, "point", "unresolved")
    if page.dated_by == "bracketed":
        return Period(page.published.first, None, text, "point", "bracketed")
    return Period(page.published.first, page.published.last, text, "point", "header_date")


def _in_title(found: Frame, near: Time) -> bool:
    """Say whether the year stands in the title of a programme or concept named before it in the sentence."""
    titles = [c for c in found.scene.cues if c.group == "names" and c.row["kind"] == "agreement"]
    for title in titles:
        start = found.scene.tokens[title.first].start
        between = [t for t in found.scene.tokens[title.last : found.amount.first] if start < t.start < near.start]
        if start < near.start < found.scene.tokens[found.amount.first].start and not any(
            t.text in ",;:(" for t in between
        ):
            return True
    return False


def _nearest(page: Page, found: Frame, future: bool) -> Time | None:  # noqa: FBT001
    """Return the time expression an amount belongs to: the closest of its kind, in its segment before others."""
    options = [t for t in found.scene.times if _usable(page, found, t, future)]
    if len(options) < 2:
        return options[0] if options else None
    return min(options, key=lambda t: (_distance(page, found, t), t.start))


def _usable(page: Page, found: Frame, time: Time, future: bool) -> bool:  # noqa: FBT001
    if time.kind == "near":
        return False
    if _compared(page, time):
        return _compared_value(page, found, time)
    if time.deadline:
        return future
    if time.kind == "now":
        return not future and (found.indicator is None or by_code("indicators")[found.indicator]["timing"] == "stock")
    if time.kind == "day":
        before = page.view.text[max(0, time.start - 22) : time.start].lower()
        return not future and before.rstrip().endswith(("на", "состоянию на", "as of", "с", "к", "at"))
    return not (future and _is_past(page, time))


COMPARING = (
    "сравнени", "сопоставлени", "относительно", "против", "уровн", "чем", "показател", "аналогичн", "compar", "against",
    "than", "versus", "vs", "from", "relative", "same",
)  # fmt: skip
COMPARED = re.compile(
    r"(?:сравнени[ию](?:\s+с)?|сопоставлени[ию](?:\s+с)?|относительно|против|на\s+уровне|уровн[яюе]|чем|показател[яюье]м?|аналогичн\w+\s+период\w*"
    r"|compared\s+(?:to|with)|comparison\s+with|against|than|versus|vs\.?|up\s+from|down\s+from|relative\s+to|same\s+period)"
    r"(?:\s+(?:за|в|in|of|to|с|к|the|тем\s+же|показателем|аналогичным|периодом|итогами))*\s*$",
    re.IGNORECASE,
)


def _compared(page: Page, time: Time) -> bool:
    """Say whether a time is only what a change is measured against ("12 % more than in 2022")."""
    around = page.view.text[max(0, time.start - 60) : time.end].lower()
    if not any(word in around for word in COMPARING):
        return False
    before = page.view.text[max(0, time.start - 60) : time.start]
    whole = page.view.text[time.start : time.end]
    inside = re.match(r"(?:чем|than)\s", whole, re.IGNORECASE)
    return bool(COMPARED.search(before) or inside)


def _compared_value(page: Page, found: Frame, time: Time) -> bool:
    """Say whether an amount is the compared value itself: in brackets after the year, or the first of "from A to B"."""
    start = page.tokens[found.amount.first].start
    between = page.view.text[time.end : start].strip() if start >= time.end else None
    return found.amount.pair == "from" or (
        between is not None and between in ("(", "года (", "году (", "годом (", "г. (")
    )


def _is_past(page: Page, time: Time) -> bool:
    days = times.span(time, page.published)
    if time.relative is not None:
        return time.relative < 0
    known = page.published.last
    return known is not None and days.last is not None and days.last < known


def _distance(page: Page, found: Frame, time: Time) -> int:
    tokens, amount = page.tokens, found.amount
    start, end = tokens[amount.first].start, tokens[amount.last - 1].end
    after = time.start >= end
    between = (end, time.start) if after else (time.end, start)
    words = [t for t in found.scene.tokens[found.scene.first : found.scene.last] if between[0] <= t.start < between[1]]
    cost = len(words) + 6 * sum(word.text in ",;" for word in words)
    inside = found.segment[0] <= _token_at(page, found, time) < found.segment[1]
    far = 0 if inside else 12
    late = 5 if time.kind == "now" else 0
    return cost + far + late + (0 if after and len(words) <= 2 else 3 if after else 1)


def _token_at(page: Page, found: Frame, time: Time) -> int:
    scene = found.scene
    return next((at for at in range(scene.first, scene.last) if page.tokens[at].start >= time.start), scene.last)
