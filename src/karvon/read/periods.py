"""Periods: the time expression that each amount belongs to, resolved against the document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from karvon.model.dates import Period
from karvon.read import (
    bases,
    brackets,
    counts,
    edges,
    fiscal,
    parts,
    pointing,
    proofs,
    rows,
    topics,
    weekdays,
    when,
    yearly,
)
from karvon.read.page import Page
from karvon.read.pointing import months_of
from karvon.read.raisings import previous
from karvon.read.scene import FUTURE, Frame
from karvon.read.sentences import Sentence
from karvon.read.talked import bracketed, since_event
from karvon.read.timed import Timed, is_event, is_stock, measured
from karvon.read.times import Time
from karvon.read.tocome import TO_COME
from karvon.read.tokens import future


def period_of(page: Page, found: Frame, earlier: Sequence[Timed]) -> tuple[Period, str]:
    """Return the period of a frame and the rule that found it."""
    ago = counts.long_ago(page, found)
    if ago is not None:
        return ago
    if bases.base(page, found, [timed.frame for timed in earlier[-3:]]):
        alike = pointing.first_of_rise(page, found, [(t.frame, t.period) for t in earlier[-4:]])
        return alike or _year_before(page, found, earlier), "period.year_before"
    period, rule = _own(page, found, earlier)
    return (weekdays.signed_on(page, found, period) if rule == "period.present" else period), rule


def _own(page: Page, found: Frame, earlier: Sequence[Timed]) -> tuple[Period, str]:
    if pointing.harks_back(page, found):
        last = earlier[-1] if earlier and earlier[-1].frame.scene.last == found.scene.first else None
        if last is not None and last.frame.status in FUTURE and found.indicator in (last.frame.indicator, None):
            return msgspec.structs.replace(last.period, resolution="inherited"), "period.inherited"
        return topics.untold(page, found, earlier)
    shown, risen = yearly.shown(page, found, earlier), yearly.risen_since(page, found)
    if shown is not None:
        return msgspec.structs.replace(shown, resolution="inherited"), "period.inherited"
    return (risen, "period.since") if risen is not None else _dated(page, found, earlier)


def _dated(page: Page, found: Frame, earlier: Sequence[Timed]) -> tuple[Period, str]:
    """Return the period that the nearest time names, else a count of years, else the talk."""
    alike = pointing.of_last(page, found.place[0], found.scene.sentence.start, [t.period for t in earlier[-4:]])
    if alike is not None and not pointing.part_of(page, found):
        return alike, "period.year_before"
    then = pointing.when_told(page, found)
    if then is not None:
        return topics.meant(page, topics.dated(page, then)), "period.base"
    near = rows.in_order(page, found) or _nearest(page, found)
    if near is not None:
        return _named(page, found, near, earlier)
    told = counts.counted(page, found) or yearly.since_then(page, found)
    if told is not None:
        return told
    told = yearly.year_after(page, found, topics.untold(page, found, earlier))
    return yearly.against_last(page, found, told)


def _year_before(page: Page, found: Frame, earlier: Sequence[Timed]) -> Period:
    """Return the period just told, or the frame's own, a year earlier."""
    sentence = found.scene.sentence
    start_of_rise = found.amount.pair == "from"
    told_from = found
    found = found._replace(amount=found.amount._replace(pair=None))
    same = [
        t
        for t in earlier[-4:]
        if t.frame.indicator == found.indicator and t.period.start and t.period.end and t.rule != "period.year_before"
    ]
    told = [t.period for t in same if found.indicator is not None or t.frame.scene.sentence == sentence]
    here = [t for t in earlier[-4:] if t.frame.scene.sentence == sentence and t.rule != "period.year_before"]
    period, rule = told[-1] if told and (here or not _nearest(page, found)) else None, ""
    if period is None:
        period, rule = _own(page, found, earlier)
    if rule == "period.years":
        return period
    if start_of_rise and yearly.lasting(page, found):
        return yearly.risen_since(page, told_from) or Period()
    if period.start is None and period.end is None and not start_of_rise:
        told_ago = counts.counted(page, found)
        return told_ago[0] if told_ago is not None else Period()
    if period.type == "point" and (start_of_rise or not is_stock(found)):
        return Period()
    if start_of_rise and period.resolution != "unresolved" and months_of(period) > MONTHS and not is_stock(found):
        return msgspec.structs.replace(period, end=period.start.replace(month=12, day=31) if period.start else None)
    back = bases.compared_month(page, found, period.start if months_of(period) == 1 else None)
    start, end = when.earlier(period.start, back), when.earlier(period.end, back)
    return Period(start, end, period.text, period.type, "inherited" if start or end else "unresolved")


STARTS = re.compile(r"начал|beginning|start|early|so\s+far|to\s+date", re.IGNORECASE)


def _named(page: Page, found: Frame, near: Time, earlier: Sequence[Timed]) -> tuple[Period, str]:
    since = near.kind == "since" and near.year is not None and not STARTS.search(near.text)
    risen = (since or since_event(page, near)) and found.change == "relative_change"
    if near.kind == "behind" and found.change != "level" and page.dated_by in when.UNDATED:
        return Period(), "period.none"
    if near.kind == "now" or (risen and page.dated_by not in when.UNDATED) or yearly.risen_to(found, near):
        return topics.today(page, near.text), "period.since" if near.kind == "year" else f"period.{near.kind}"
    period = yearly.before_told(found, near, earlier) or topics.meant(page, topics.dated(page, near))
    if near.year is None and bases.year_ago(page.view.text, near):
        start, end = when.shifted(period.start, -1), when.shifted(period.end, -1)
        period = msgspec.structs.replace(period, start=start, end=end)
    if found.change != "level" and near.year and near.last_year == near.year + 1 and bases.BETWEEN.match(near.text):
        period = msgspec.structs.replace(period, start=topics.new_year(period.end))
    if near.year is not None and bases.year_later(page, found, near):
        start, end = when.shifted(period.start, 1), when.shifted(period.end, 1)
        period = msgspec.structs.replace(period, start=start, end=end)
    ahead = found.status in FUTURE or (near.year is not None and _yet_to_come(page, near))
    return _coming(page, found, near, period) if ahead else _passed(page, found, near, period, earlier)


def _passed(page: Page, found: Frame, near: Time, period: Period, earlier: Sequence[Timed]) -> tuple[Period, str]:
    """Return the period of a figure that is told as it was or is."""
    since = edges.since(page, found, near, period)
    if since is not None:
        return since, "period.since"
    counted = when.compared(page.view.text, near) or bases.dates_base(page.view.text, near)
    if counted or bracketed(page.view.text, near.start) or bases.against(page, found):
        return _of_season(page, found, near, period, earlier), "period.base"
    edge = edges.edge(page, found, near, period)
    period = yearly.of_change(page, found, near, yearly.ends_of(found, near, period))
    return (edge, "period.as_of") if edge is not None else (_stretch(page, near, period), "period.expression")


def _of_season(page: Page, found: Frame, near: Time, period: Period, earlier: Sequence[Timed]) -> Period:
    """Return the same part of the year that the compared figure just before is of, where only a year is named."""
    told = earlier[-1] if earlier else None
    if told is None or told.frame.scene.sentence != found.scene.sentence or near.kind != "year" or near.last_year:
        return period
    if WHOLE.search(page.view.text, max(0, near.start - 12), near.end):
        return period
    start, end = told.period.start, told.period.end
    if near.relative == -1 and start and end and start.year + 1 == end.year and months_of(told.period) == MONTHS:
        back = when.shifted(start, -1), when.shifted(end, -1)
        return msgspec.structs.replace(period, start=back[0], end=back[1])
    named = when.same_season(page.view.text, near)
    alike = (
        told.period.type == "period"
        and found.indicator in (told.frame.indicator, None)
        and (not is_stock(told.frame) or measured(told.frame) or named)
    )
    if not alike or start is None or end is None or period.end is None or start.year != end.year:
        return period
    years = period.end.year - end.year - (near.relative == -1 and period.end.year == end.year)
    part = (start.month, start.day, end.month, end.day) != (1, 1, 12, 31) and years < 0
    season = when.shifted(start, years), when.shifted(end, years)
    return msgspec.structs.replace(period, start=season[0], end=season[1]) if part else period


WHOLE = re.compile(r"\b(?:весь|всего|целый|whole|full|entire|all)\s|\bполный\s", re.IGNORECASE)
MONTHS, REACH = 12, 600


def _stretch(page: Page, near: Time, period: Period) -> Period:
    """Return the days of a stretch: from the new year where it says so, and this year only as far as it has gone."""
    before = page.view.text[max(0, near.start - 48) : near.start]
    if near.months == 1 and FROM_START.search(before):
        return msgspec.structs.replace(period, start=topics.new_year(period.start))
    return topics.so_far(page, near, period)


def _coming(page: Page, found: Frame, near: Time, period: Period) -> tuple[Period, str]:
    """Return the period of what is still to come: a deadline has no start, nor has what is to stand by then."""
    if near.relative == 0 and near.kind == "year" and period.end is None and period.start is not None:
        if page.dated_by in when.UNDATED:
            return Period(), "period.none"
        period = msgspec.structs.replace(period, end=period.start.replace(month=12, day=31))
    if near.year is None and near.relative is None and not near.deadline:
        days = when.ahead(near, page.present)
        period = msgspec.structs.replace(period, start=days.first, end=days.last)
    if near.kind == "since" or (
        near.months < 12 and not near.deadline and BEGINNING.search(_before(page, found, near))
    ):
        return msgspec.structs.replace(period, end=None, type="open"), "period.expression"
    if edges.in_title(found, near) and near.last_year is None:
        return msgspec.structs.replace(period, start=None, type="deadline", resolution="inherited"), "period.title"
    level = found.status == "target" and found.change == "level"
    stands = (level or (is_stock(found) and found.indicator is not None)) and near.last_year is None
    if period.type == "period" and stands:
        period = msgspec.structs.replace(period, start=None, type="deadline")
    return period, "period.expression"


BEGINNING = re.compile(
    r"\b(?:begins?|starts?|commences?|beginning|starting|нач(?:н[её]т|нут|ать|инает)|приступ(?:ит|ят|ить))\b",
    re.IGNORECASE,
)


def _before(page: Page, found: Frame, near: Time) -> str:
    """Return the words of the sentence before an amount and its time, 80 signs of them."""
    first = min(topics.found_at(page, found), near.start)
    return page.view.text[max(found.scene.sentence.start, first - 80) : first]


def _nearest(page: Page, found: Frame) -> Time | None:
    """Return the time expression an amount belongs to: the closest of its kind, in its segment before others."""
    text, (start, end) = page.view.text, found.place
    near = [when.limited(text, t) for t in found.scene.times if start - REACH < t.start < end + REACH]
    near = [yearly.of_results(page, found, _counted_to(found, t)) for t in near]
    near = [_by_then(page, found, t) for t in fiscal.apart(text, near)]
    if (own := brackets.behind(text, end, near)) is not None:
        return own
    options = [t for t in near if _usable(page, found, t) and not edges.shut_behind(page, found, t)]
    if found.change != "level":
        options = [t for t in options if t.kind != "behind"] or options
    if len(options) < 2:
        return options[0] if options else None
    behind = [t for t in options if t.start >= end and when.compared(text, t)] if _based(page, found) else []
    if behind:
        return behind[0]
    return min(options, key=lambda t: (_distance(page, found, t), t.start))


def _based(page: Page, found: Frame) -> bool:
    """Say whether an amount is what another has grown from or is set against."""
    return found.amount.pair == "from" or bases.after_from(page, found) or bases.against(page, found)


def _by_then(page: Page, found: Frame, time: Time) -> Time:
    """Return a month by which something had come to be as a month gone by: "by late April they had 120"."""
    if not time.deadline or found.status in FUTURE:
        return time
    month = time.kind == "months" and time.months == 1 and time.year is None and time.relative is None
    year = (time.kind == "year" or (time.kind == "months" and time.year is not None)) and _is_past(page, time)
    actual = found.status == "actual"
    flow = found.change == "level" and actual and page.published.last is not None and not is_event(found)
    risen = time.year is not None and actual and previous(found.scene, found.amount) in ("to", "до")
    gone = (month and (is_stock(found) or flow)) or ((year or risen) and not is_stock(found))
    return time._replace(deadline=False) if gone else time


def _counted_to(found: Frame, time: Time) -> Time:
    """Read a day "by" which a flow came about as the one up to which it is counted: "к 2 июня отгрузили 5 тыс. т"."""
    told = found.status == "actual" and found.change == "level" and not is_stock(found) and not is_event(found)
    return time._replace(deadline=False) if told and time.deadline and time.kind == "day" else time


def _usable(page: Page, found: Frame, time: Time) -> bool:
    ahead = found.status in FUTURE
    if (
        time.kind == "near"
        or parts.named_after(page, time)
        or parts.apart(page, found, time)
        or _of_another(page, found, time)
    ):
        return False
    if when.compared(page.view.text, time) or found.amount.pair == "from" or bases.dates_base(page.view.text, time):
        return bases.value(page, found, time)
    if time.deadline:
        return (
            ahead
            or _goal(page, found, time)
            or (is_stock(found) and (_is_past(page, time) or _had_come(page, found, time)))
        )
    if time.kind in ("now", "day"):
        return not ahead if time.kind == "now" else edges.as_of(page, time) or weekdays.on_a_day(page, found)
    if ahead:
        gone = _is_past(page, time) and not yearly.not_yet_counted(page, found, time)
        return not (gone or time.kind == "behind" or (time.kind == "since" and time.year is None))
    return not (_yet_to_come(page, time) and _elsewhere(page, found, time))


def _goal(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a year to come by which something is to be stands right behind a level: "to hit 9 bn by 2030"."""
    beside = not page.view.text[found.place[1] : time.start].strip() and time.start >= found.place[1]
    return beside and time.year is not None and found.change == "level" and _yet_to_come(page, time)


def _had_come(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a page without a date tells as a fact what stood by the end of a year it names."""
    undated = page.published.last is None and time.year is not None and found.status == "actual"
    known = page.published.first
    return undated and (known is None or time.year <= known.year) if time.year is not None else False


def _elsewhere(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a comma, a conjunction or a word of what is to come parts a time from an amount before it."""
    return time.start > found.place[1] and PARTED.search(page.view.text, found.place[1], time.start) is not None


PARTED = re.compile(
    r"[,;:—–]|\s-\s|\b(?:and|but|и|а|но|should|will|due|planned|план\w*|намеч\w*|ожида\w*|долж\w*)\b", re.I
)


def _yet_to_come(page: Page, time: Time) -> bool:
    """Say whether a time begins after the day of a dated document, so that no fact can be of it."""
    days, known = when.span(time, page.present), page.published.last
    return known is not None and days.first is not None and days.first > known


def _of_another(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a time is of what is to come, while a fact is told, or of what a change is counted from."""
    told = found.status not in FUTURE and (_ahead(page, found, time) or time.text.lower().startswith("within "))
    return told or bases.counted_from(page, found, time)


def _told_ahead(page: Page, found: Frame, time: Time) -> bool:
    """Say whether the verb beside a month that is to come again tells of what is to come."""
    days, known = when.ahead(time, page.present), page.present.last
    if known is None or days.first is None or days.first <= known:
        return False
    return _tense(page.view.text, page.layout.language, found.scene.sentence, time) == "ahead"


@lru_cache(maxsize=64)
def _tense(text: str, language: str, sentence: Sentence, time: Time) -> str | None:
    """Return the tense of the verb nearest to a time, which every figure of a sentence asks for."""
    return proofs.tense(proofs.Text(text, language, [sentence], []), time)


def _ahead(page: Page, found: Frame, time: Time) -> bool:
    """Say whether a month or season stands in another clause than a fact, one that tells what is to come."""
    text, end = page.view.text, found.place[1]
    if time.year is not None or time.month is None:
        return False
    if time.relative is None and not time.deadline and _told_ahead(page, found, time):
        return True
    if "," not in text[end : time.start]:
        return False
    clause = text[text.rfind(",", end, time.start) : min(found.scene.sentence.end, time.end + 40)]
    words = re.findall(r"[а-яё]{4,24}", clause)
    return TO_COME.search(clause) is not None or any(future(word) for word in words)


FROM_START = re.compile(
    r"(?:\bup\s+(?:to|until|till)(?:\s+the\s+end\s+of)?"
    r"|с\s+(?:начала\s+(?:\w+\s+)?года|января)\s+по|since\s+january\s+to)\s*$",
    re.IGNORECASE,
)


def _is_past(page: Page, time: Time) -> bool:
    if time.relative is not None and (time.month is None or time.relative):
        return time.relative < 0
    days = when.ahead(time, page.present)
    known = page.present.first
    return known is not None and days.last is not None and days.last < known


def _distance(page: Page, found: Frame, time: Time) -> int:
    tokens, amount = page.tokens, found.amount
    start, end = tokens[amount.first].start, tokens[amount.last - 1].end
    after = time.start >= end
    between = (end, time.start) if after else (time.end, start)
    words = [t for t in found.scene.tokens[found.scene.first : found.scene.last] if between[0] <= t.start < between[1]]
    cost = len(words) + 6 * sum(word.text in ",;" for word in words)
    inside = found.segment[0] <= _token_at(page, found, time) < found.segment[1]
    late = 5 if time.kind == "now" else 20 if found.status in FUTURE and _was(page, time) else 0
    return cost + (0 if inside else 12) + late + (0 if after and len(words) <= 2 else 3 if after else 1)


def _was(page: Page, time: Time) -> bool:
    """Say whether a month without a year, read as past, has passed: of what is to come it tells when that was said."""
    days, known = when.span(time, page.present), page.present.first
    passed = days.last is not None and known is not None and days.last < known
    return time.month is not None and time.year is None and time.relative is None and not time.deadline and passed


def _token_at(page: Page, found: Frame, time: Time) -> int:
    scene = found.scene
    return next((at for at in range(scene.first, scene.last) if page.tokens[at].start >= time.start), scene.last)
