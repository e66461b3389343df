"""Sums that sources give for the pair's whole portfolio on one day or within a week, and what they may differ in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec

from karvon.model.dates import Span
from karvon.model.ledger import Check
from karvon.reconcile.causes import explain
from karvon.reconcile.checks import make
from karvon.reconcile.clusters import Cluster, clusters
from karvon.reconcile.keys import certain
from karvon.reconcile.snapshots import COUNT, VALUE
from karvon.reconcile.told import Told

WEEK = dt.timedelta(days=7)
LEAP = Decimal("1.5")
WHOLE = "portfolio_value"
FAMILY = (VALUE, WHOLE)
Day = tuple[tuple[str, ...], str, Span]  # whose portfolio, in which unit, when
Pair = tuple[Cluster, Cluster]
Inside = Callable[[Iterable[str], Iterable[str]], bool]
Counting = Callable[[str], Sequence[tuple[str, ...]]]  # between whom a source counts projects
Sure = dict[Day, tuple[Told, ...]]


class Sums(msgspec.Struct, frozen=True):
    """The sums that are given for the whole portfolio on one day, and pairs of them that are of two quantities."""

    told: tuple[Told, ...]
    apart: tuple[Pair, ...]


def day_of(one: Told, portfolios: frozenset[str]) -> Day | None:
    """Return whose whole portfolio a sum is of, in which unit and when; None of any other statement."""
    slot = one.slot
    mine = slot.measure in FAMILY and not slot.topic and (not slot.subject or slot.subject in portfolios)
    plain = mine and slot.whole and slot.status == "actual" and slot.change == "level"
    return (slot.scope, slot.unit, one.span) if plain and certain(one.figure) and not one.derived else None


def sums(group: tuple[Told, ...]) -> Sums:
    """Return the sums of one day; those of one quantity and one portfolio are compared elsewhere."""
    pairs = pairwise(clusters(group)) if len({one.slot for one in group}) > 1 else ()
    return Sums(group, tuple(pair for pair in pairs if pair[0].members[0].slot != pair[1].members[0].slot))


def counts(page: Iterable[Told]) -> tuple[tuple[str, ...], ...]:
    """Return between whom a page counts several projects."""
    several = (one for one in page if one.slot.measure == COUNT and (one.number.low or 0) > 1)
    return tuple(sorted({one.slot.scope for one in several}))


class Together:
    """The comparisons of sums of one day or one week, kept as long as the sums of both days are the same."""

    def __init__(self) -> None:
        self._weeks: dict[tuple[Day, Day], tuple[tuple[Told, ...], Pair | None]] = {}
        self._made: dict[int, tuple[Pair, Check]] = {}

    def checks(self, days: Mapping[Day, Sums], counting: Counting, inside: Inside) -> list[Check]:
        """Return the comparisons of sums that the sources of one day give for the pair's whole portfolio, or of a week.

        The portfolios or the indicators differ, and neither is a part of the other (`inside` says of two groups of
        figures whether the first tell a part of the second). No portfolio grows by half within a week; texts of
        different days may each tell what one thing costs, so that only sums of sources count that are `counting`
        projects of the same countries, or name a portfolio.
        """
        sure = {day: tuple(one for one in found.told if _of_many(one, counting)) for day, found in days.items()}
        pairs = [*(pair for day in sorted(days) for pair in days[day].apart), *self._leaps(sure)]
        apart = [pair for pair in pairs if not inside(_ids(pair[0]), _ids(pair[1]))]
        last, self._made = self._made, {}
        for pair in apart:
            self._made[id(pair)] = last.get(id(pair)) or (pair, _definitions(*pair))
        return [check for _, check in self._made.values()]

    def _leaps(self, sure: Sure) -> Iterator[Pair]:
        """Yield the sums of two days of a week of which one is half as large again."""
        last, self._weeks = self._weeks, {}
        for days in pairwise(sorted(day for day, told in sure.items() if told)):
            if _one_week(*days):
                told = (*sure[days[0]], *sure[days[1]])
                known = last.get(days)
                self._weeks[days] = known if known is not None and known[0] == told else (told, _leap(told))
        yield from (pair for _, pair in self._weeks.values() if pair is not None)


def _of_many(one: Told, counting: Counting) -> bool:
    """Say whether a sum is surely that of a portfolio: of a registered one, by its name, beside a number of projects.

    A row of the registry that is told of no thing is of the whole.
    """
    named = bool(one.slot.subject) or one.slot.measure == WHOLE
    return named or one.figure.quote is None or one.slot.scope in counting(one.source)


def _one_week(before: Day, after: Day) -> bool:
    last, first = before[2].last, after[2].first
    return before[:2] == after[:2] and last is not None and first is not None and first - last <= WEEK


def _leap(told: tuple[Told, ...]) -> Pair | None:
    """Return two sums that different sources give days apart, where one is half as large again."""
    highs = [one.number.high for one in told if one.number.high is not None]
    found = clusters(told) if highs and max(one.number.low or 0 for one in told) > LEAP * min(highs) else ()
    if len(found) != 2:
        return None
    left, right = (cluster.members[0] for cluster in found)
    apart = left.span != right.span and left.source != right.source and left.slot == right.slot
    leap = apart and left.number.high is not None and (right.number.low or 0) > LEAP * left.number.high
    return (found[0], found[1]) if leap else None


def _ids(cluster: Cluster) -> list[str]:
    return [name for one in cluster.members for name in one.ids]


def _definitions(first: Cluster, second: Cluster) -> Check:
    """Return the check of two sums; another indicator or another registered portfolio is another definition."""
    left, right = first.members[0], second.members[0]
    unknown = left.slot.measure == right.slot.measure and "" in (left.slot.subject, right.slot.subject)
    return make(
        "portfolio_day",
        terms=left.ids,
        against=right.ids,
        computed=left.number,
        stated=right.number,
        unit=left.slot.unit,
        verdict="conflict" if unknown else "different_definition",
        causes=explain("portfolio_day", left, right),
    )
