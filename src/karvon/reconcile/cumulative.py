"""Totals since the start of a year: they never fall, and on neighbouring days they cannot be far apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from karvon.model.ledger import Cause, Check
from karvon.model.values import Interval
from karvon.reconcile.causes import explain, unfinished
from karvon.reconcile.checks import make, ordered
from karvon.reconcile.keys import Slot, certain, coverages_differ, family, is_year
from karvon.reconcile.numbers import compatible, fineness
from karvon.reconcile.stocks import telling
from karvon.reconcile.told import Told

NEIGHBOURS = dt.timedelta(days=10)
Chain = list[Told]


def since(one: Told) -> tuple[Slot, dt.date] | None:
    """Return the flow that a statement tells since the start of a year, and that start; None where it tells none."""
    return (one.slot, one.span.first) if one.span.first is not None and _flow(one) else None


def cumulated(group: Sequence[Told]) -> list[Check]:
    """Return the checks of a flow that is told for several lengths of one year."""
    chain = list(group) if len({one.span.last for one in group}) > 1 else []
    return [*_rising(chain), *_close(chain), *_as_year(chain)]


def _flow(one: Told) -> bool:
    period = one.figure.period
    mine = family(one.slot.measure) == "trade" and one.slot.change == "level" and one.slot.status == "actual"
    single = len(one.ids) == 1 and not one.derived  # a turnover added up from two figures is no one figure to show
    if not mine or not single or period.type != "period" or not certain(one.figure) or period.start is None:
        return False
    return (period.start.month, period.start.day) == (1, 1) and period.end is not None and _within_year(one)


def _within_year(one: Told) -> bool:
    first, last = one.span.first, one.span.last
    return first is not None and last is not None and first.year == last.year


def _rising(chain: Chain) -> list[Check]:
    """Return the checks that totals of one voice, or of one outlet, never fall: each length against the next longer."""
    own: dict[tuple[str, str], Chain] = {}
    for one in chain:
        teller = one.voice or one.figure.source.outlet or one.source
        own.setdefault((teller, one.figure.indicator), []).append(one)
    return [check for key in sorted(own) for check in _steps(_one_per_end(own[key]))]


def _one_per_end(chain: Chain) -> Chain:
    """Return the most precise statement for each length and coverage, shortest first."""
    ends: dict[object, Told] = {}
    for one in sorted(chain, key=lambda one: (one.span, fineness(one.number), one.ids)):
        ends.setdefault((one.span.last, one.figure.coverage), one)
    return list(ends.values())


def _steps(own: Chain) -> list[Check]:
    pairs = [(before, _next(before, own[index + 1 :])) for index, before in enumerate(own)]
    return [_step(before, after) for before, after in pairs if after is not None]


def _next(before: Told, later: Chain) -> Told | None:
    """Return the next longer total of a coverage that is the same or untold, the same one first."""
    fitting = [
        one for one in later if one.span.last != before.span.last and not coverages_differ(before.figure, one.figure)
    ]
    return min(
        fitting, key=lambda one: (one.span, one.figure.coverage != before.figure.coverage, one.ids), default=None
    )


def _step(before: Told, after: Told) -> Check:
    return ordered(
        "year_to_date",
        terms=before.ids,
        against=after.ids,
        computed=before.number,
        stated=after.number,
        unit=after.slot.unit,
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


def _as_year(chain: Chain) -> list[Check]:
    """Return the totals of a whole year told before it was over whose number another page gives for a part of it."""
    wholes = [one for one in chain if is_year(one.span) and unfinished(one) and telling(one.number)]
    parts = sorted((one for one in chain if not is_year(one.span)), key=lambda one: (one.span, one.ids))
    pairs = [(whole, next((part for part in parts if _same(whole, part)), None)) for whole in wholes]
    return [_partial(whole, part) for whole, part in pairs if part is not None]


def _same(whole: Told, part: Told) -> bool:
    return whole.number.value == part.number.value and whole.source != part.source and _one_flow(whole, part)


def _partial(whole: Told, part: Told) -> Check:
    return make(
        "part_as_year",
        terms=whole.ids,
        against=part.ids,
        computed=whole.number,
        stated=part.number,
        unit=part.slot.unit,
        verdict="different_definition",
        causes=(Cause("partial_period", established=True, evidence=(*whole.ids, *part.ids)),),
    )


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
