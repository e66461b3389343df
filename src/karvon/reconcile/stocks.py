"""Stocks through time: accumulated numbers that fall, old ones told again as current, stocks and flows mixed up."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from karvon.model.dates import Span
from karvon.model.ledger import Cause, Check
from karvon.model.values import Interval
from karvon.reconcile.checks import make, ordered, possible
from karvon.reconcile.keys import MANY, Slot, certain, snapshot_day
from karvon.reconcile.numbers import below, compatible, fineness
from karvon.reconcile.rules import indicators
from karvon.reconcile.told import Told

Reported = tuple[dt.date | None, Told]  # the day a number is told of, and who tells it
FALLS, REPEATED, MIXED, INSIDE = "stock_falls", "stale_repeat", "stock_as_flow", "flow_in_stock"


def growing(one: Told) -> Slot | None:
    """Return what can only grow by its definition and a statement tells the level of; None where it tells none."""
    mine = one.slot.measure in indicators(FALLS) and _is_actual(one) and _is_level(one)
    return _counted(one) if mine else None


def falling(group: Iterable[Told]) -> list[Check]:
    """Return the breaks of what can only grow: each report against the one before it."""
    return [_fall(before, after) for before, after in pairwise(_by_day(group)) if _falls(before, after)]


def _is_actual(one: Told) -> bool:
    return one.slot.change == "level" and one.slot.status == "actual" and not one.derived


def _is_level(one: Told) -> bool:
    """Say whether a statement gives what there is on a day: what was opened within a period is a flow."""
    opened = one.slot.stage not in ("", "existing") or one.figure.period.type == "period"
    return not opened and one.slot.unit != "percent" and _day(one).last is not None


def _counted(one: Told) -> Slot:
    """Return what a stock counts: companies on a territory are those that exist there, whoever else is named."""
    return _existing(one.slot, one.figure.reporter)


@lru_cache(maxsize=MANY)
def _existing(slot: Slot, reporter: str | None) -> Slot:
    stage = "" if slot.stage == "existing" else slot.stage
    return replace(slot, scope=(reporter or "",) if slot.territory else slot.scope, stage=stage)


def _by_day(told: Iterable[Told]) -> list[Told]:
    """Return the most precise statement of each day, oldest first."""
    days: dict[Span, Told] = {}
    for one in sorted(told, key=lambda one: (fineness(one.number), one.figure.quote is None, one.ids)):
        days.setdefault(_day(one), one)
    return [days[day] for day in sorted(days, key=lambda day: (str(day.last), str(day.first)))]


def _day(one: Told) -> Span:
    return snapshot_day(one.figure)


def _falls(before: Told, after: Told) -> bool:
    later = _apart_in_time(before, after)
    return later and not compatible(before.number, after.number) and not below(before.number, after.number)


def _apart_in_time(before: Told, after: Told) -> bool:
    first, second = _day(before).last, _day(after).first
    return first is not None and second is not None and first < second


def _fall(before: Told, after: Told) -> Check:
    """Return the break; another teller may count otherwise, and what fell may be a flow told as a stock."""
    other = before.voice is not None and after.voice is not None and before.voice != after.voice
    causes = (Cause("mirror_statistics", evidence=(*before.ids, *after.ids)),) if other else ()
    mixed = after.slot.measure in indicators(MIXED)
    rest = tuple(cause for cause in possible(FALLS) if mixed or cause.code != "stock_flow")
    return _series(FALLS, before, after, (*causes, *rest))


def _series(rule: str, before: Told, after: Told, causes: tuple[Cause, ...]) -> Check:
    return make(
        rule,
        terms=before.ids,
        against=after.ids,
        computed=before.number,
        stated=after.number,
        unit=after.slot.unit,
        verdict="series_break",
        causes=causes,
    )


def current(one: Told) -> Slot | None:
    """Return what a statement may tell by an old number; None where it cannot."""
    mine = one.slot.measure in indicators(REPEATED) and _is_actual(one) and _day(one).last is not None
    return one.slot if mine else None


def repeated(group: Iterable[Told]) -> list[Check]:
    """Return the numbers told as current that are those of an earlier report, after a newer one had given another."""
    return _stale(_by_time(group))


def _by_time(told: Iterable[Told]) -> list[Reported]:
    return sorted(((_day(one).last, one) for one in told), key=_in_time)


def _in_time(reported: Reported) -> tuple[object, ...]:
    day, one = reported
    return (day or dt.date.max, fineness(one.number), one.ids)


def _stale(own: list[Reported]) -> list[Check]:
    """Return the repetitions in one series; the report that first gave the number is the evidence."""
    firsts: dict[Interval, Reported] = {}
    newest: Reported | None = None
    checks, codes = [], [cause.code for cause in possible(REPEATED)]
    for one in own:
        first = firsts.setdefault(one[1].number, one)
        if newest is not None and _is_stale(first, newest, one):
            evidence = tuple(Cause(code, evidence=first[1].ids) for code in codes)
            checks.append(_series(REPEATED, newest[1], one[1], evidence))
        else:
            newest = one
    return checks


def _is_stale(first: Reported, newest: Reported, one: Reported) -> bool:
    """Say whether a number told of the present is the one told first, though another had been published since."""
    (day, now), (since, last) = one, newest
    if first is one or first is newest or now.figure.period.type != "point" or last.number == now.number:
        return False
    known = last.figure.source.published.last
    published = known is not None and day is not None and known < day
    return published and first[0] != since and telling(now.number) and not compatible(last.number, now.number)


def telling(number: Interval) -> bool:
    """Say whether a number has two digits at least, so that the same one twice is no chance."""
    return number.value is not None and len(number.value.normalize().as_tuple().digits) > 1


def mixable(one: Told) -> Slot | None:
    """Return what is told both as accumulated and as received in a period; None where a statement tells neither."""
    mine = one.slot.measure in indicators(MIXED) and _is_actual(one)
    return replace(one.slot, measure="", topic="") if mine else None


def mixed(group: Iterable[Told]) -> list[Check]:
    """Return the numbers told both as accumulated and as received in a period, and flows larger than their stock."""
    stock, flow = indicators(MIXED)
    told: dict[str, list[Told]] = {}
    for one in group:
        told.setdefault(one.slot.measure, []).append(one)
    return [*_same_number(told[stock], told[flow]), *_inside(told, stock, flow)] if len(told) > 1 else []


def _same_number(stocks: list[Told], flows: list[Told]) -> list[Check]:
    known: dict[object, list[Told]] = {}
    for one in sorted(stocks, key=lambda one: one.ids):
        known.setdefault(one.number.value, []).append(one)
    found: dict[object, Check] = {}
    for flow in sorted(flows, key=lambda one: one.ids):
        value = flow.number.value
        if telling(flow.number) and value in known and value not in found:
            found[value] = _as_flow(flow, known[value][0])
    return list(found.values())


def _as_flow(flow: Told, stock: Told) -> Check:
    return make(
        MIXED,
        terms=flow.ids,
        against=stock.ids,
        computed=flow.number,
        stated=stock.number,
        unit=stock.slot.unit,
        verdict="different_definition",
        causes=possible(MIXED),
    )


def _inside(pair: dict[str, list[Told]], stock: str, flow: str) -> list[Check]:
    """Return the flows of a period that are larger than all that had been accumulated by its end or later."""
    stocks = sorted((one for one in pair[stock] if certain(one.figure)), key=lambda one: (str(one.span.first), one.ids))
    days = [str(one.span.first) for one in stocks]
    checks: dict[Interval, Check] = {}
    for one in sorted((one for one in pair[flow] if certain(one.figure)), key=lambda one: one.ids):
        at = bisect_left(days, str(one.span.last))
        if at < len(stocks) and not below(one.number, stocks[at].number):
            checks.setdefault(one.number, _too_large(one, stocks[at]))
    return list(checks.values())


def _too_large(flow: Told, stock: Told) -> Check:
    return ordered(
        INSIDE,
        terms=flow.ids,
        against=stock.ids,
        computed=flow.number,
        stated=stock.number,
        unit=stock.slot.unit,
    )
