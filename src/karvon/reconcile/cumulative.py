"""Totals since the start of a year: they never fall, and on neighbouring days they cannot be far apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from karvon.model.ledger import Check
from karvon.model.values import Interval
from karvon.reconcile.causes import explain
from karvon.reconcile.checks import make, ordered
from karvon.reconcile.keys import Slot, certain, family
from karvon.reconcile.numbers import compatible, fineness
from karvon.reconcile.told import Told

NEIGHBOURS = dt.timedelta(days=10)
Chain = list[Told]


def cumulated(told: Iterable[Told]) -> list[Check]:
    """Return the checks of every flow that is told for several lengths of one year."""
    years: dict[tuple[Slot, dt.date], Chain] = {}
    for one in told:
        if _flow(one) and one.span.first is not None:
            years.setdefault((one.slot, one.span.first), []).append(one)
    return [check for key in sorted(years) for check in (*_rising(years[key]), *_close(years[key]))]


def _flow(one: Told) -> bool:
    period = one.figure.period
    mine = family(one.slot.measure) == "trade" and one.slot.change == "level" and one.slot.status == "actual"
    if not mine or one.derived or period.type != "period" or not certain(one.figure) or period.start is None:
        return False
    return (period.start.month, period.start.day) == (1, 1) and period.end is not None and _within_year(one)


def _within_year(one: Told) -> bool:
    first, last = one.span.first, one.span.last
    return first is not None and last is not None and first.year == last.year


def _rising(chain: Chain) -> list[Check]:
    """Return one check per voice that its totals rise through the year, or one per fall."""
    checks = []
    for voice in sorted({one.voice for one in chain if one.voice is not None}):
        own = _one_per_end([one for one in chain if one.voice == voice])
        pairs = list(pairwise(own))
        steps = [_step(before, after) for before, after in pairs]
        falls = [step for step in steps if step.verdict == "conflict"]
        checks += falls or ([_whole(own)] if pairs else [])
    return checks


def _one_per_end(chain: Chain) -> Chain:
    """Return the most precise statement for each length, shortest first."""
    ends: dict[object, Told] = {}
    for one in sorted(chain, key=lambda one: (one.span, fineness(one.number), one.ids)):
        ends.setdefault(one.span.last, one)
    return list(ends.values())


def _step(before: Told, after: Told) -> Check:
    return ordered(
        "year_to_date",
        terms=before.ids,
        against=after.ids,
        computed=before.number,
        stated=after.number,
        unit=after.slot.unit,
    )


def _whole(own: Chain) -> Check:
    """Return the check of a whole chain: every shorter length against the longest."""
    *parts, last = own
    return ordered(
        "year_to_date",
        terms=[name for part in parts for name in part.ids],
        against=last.ids,
        computed=parts[-1].number,
        stated=last.number,
        unit=last.slot.unit,
    )


def _close(chain: Chain) -> list[Check]:
    """Return the disagreements of two voices on neighbouring days that the days between cannot explain."""
    ordered_chain = sorted((one for one in chain if one.voice), key=lambda one: (one.span, one.ids))
    checks = []
    for before, after in pairwise(ordered_chain):
        days = _days(before, after)
        if (
            before.voice != after.voice
            and _one_flow(before, after)
            and days
            and not compatible(_grown(before, days), after.number)
        ):
            checks.append(_apart(before, after))
    return checks


def _one_flow(before: Told, after: Told) -> bool:
    """Say whether both name the flow alike; one side's exports and the other's imports are mirror statistics."""
    return before.figure.indicator == after.figure.indicator


def _days(before: Told, after: Told) -> int:
    """Return how many days the second total is longer; 0 when they are not neighbours."""
    if before.span.last is None or after.span.last is None:
        return 0
    gap = after.span.last - before.span.last
    return gap.days if dt.timedelta() < gap <= NEIGHBOURS else 0


def _grown(told: Told, days: int) -> Interval:
    """Return what the total can have become some days later: at most twice the pace it had so far."""
    number, first, last = told.number, told.span.first, told.span.last
    if number.high is None or first is None or last is None:
        return Interval(number.value, number.low, None)
    pace = number.high / Decimal((last - first).days + 1)
    return Interval(number.value, number.low, number.high + 2 * pace * days)


def _apart(before: Told, after: Told) -> Check:
    return make(
        "to_date",
        terms=before.ids,
        against=after.ids,
        computed=before.number,
        stated=after.number,
        unit=after.slot.unit,
        verdict="conflict",
        causes=explain("to_date", before, after),
    )
