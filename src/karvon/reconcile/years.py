"""What rules find within one year: it is kept as long as all that is told of that year is the same.

A part of a case may hold all trade of a pair of countries. Most of its rules hold against each other only what is told
of the very same days, or of lengths of one year: what they find is a function of the statements of that year alone, so
that a document touches the years it speaks of and no other. Rules that look from one year into another, at stocks
through time or at what was promised run over the whole part. Where the days are not known, statements stand together
in a year without a name. Whoever adds a rule here makes sure that its groups never cross the end of a year; the tests
hold ledgers whose years were kept against those from scratch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter

import msgspec

from karvon.model.ledger import Check, PressFigure
from karvon.reconcile.cumulative import cumulated
from karvon.reconcile.distinct import distinct
from karvon.reconcile.facts import Agreed, agreeing
from karvon.reconcile.identities import flows
from karvon.reconcile.keys import certain
from karvon.reconcile.levels import by_period, compare
from karvon.reconcile.partitions import composed, halves, structural
from karvon.reconcile.placement import by
from karvon.reconcile.press import Years, offices, press
from karvon.reconcile.shares import make_hundred, of_levels
from karvon.reconcile.told import Told

UNKNOWN = ""
FIGURES = attrgetter("figures")


class Found(msgspec.Struct, frozen=True, array_like=True):
    """What rules find within years: comparisons, sums, other checks, figures that agree, the press beside offices."""

    compared: tuple[Check, ...]
    sums: tuple[Check, ...]
    others: tuple[Check, ...]
    agreeing: tuple[Agreed, ...]
    press: tuple[PressFigure, ...]


Find = Callable[[], Found]
Within = Callable[[str, tuple[Told, ...], Find], Found]


def at_once(_year: str, _told: tuple[Told, ...], find: Find) -> Found:
    """Return what is found within a year and keep nothing."""
    return find()


class Lasting:
    """What was found within the years of one part the last time, kept in memory."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[tuple[Told, ...], Found]] = {}

    def __call__(self, year: str, told: tuple[Told, ...], find: Find) -> Found:
        """Return what is found within a year, looked for only when other things are told of it than the last time."""
        known = self._last.get(year)
        if known is None or known[0] != told:
            known = self._last[year] = (told, find())
        return known[1]


def within_years(told: Iterable[Told], countries: tuple[str, str], within: Within) -> Found:
    """Return what the rules find within all years, year by year; what offices report of any year is known in each."""
    listed = list(told)
    years, reported = by(listed, year_of), offices(listed)
    official = tuple(chain.from_iterable(reported.values()))
    each = [_of(tuple(years[name]), reported, countries, partial(within, name), official) for name in sorted(years)]
    return Found(
        compared=tuple(check for found in each for check in found.compared),
        sums=tuple(check for found in each for check in found.sums),
        others=tuple(check for found in each for check in found.others),
        agreeing=tuple(agreed for found in each for agreed in found.agreeing),
        press=tuple(sorted((one for found in each for one in found.press), key=FIGURES)),
    )


def year_of(one: Told) -> str:
    """Return the year in which the days of a statement begin; nothing where they are not known."""
    first = one.span.first
    return str(first.year) if first is not None and certain(one.figure) else UNKNOWN


def _of(
    everything: tuple[Told, ...],
    reported: Years,
    countries: tuple[str, str],
    within: Callable[[tuple[Told, ...], Find], Found],
    official: tuple[Told, ...],
) -> Found:
    return within((*everything, *official), lambda: _found(everything, reported, countries))


def _found(everything: Sequence[Told], reported: Years, countries: tuple[str, str]) -> Found:
    """Return what the rules find in the statements of one year; sums of official figures are compared only."""
    told = [one for one in everything if len(one.ids) == 1]
    levels = by_period(everything)
    agreed = agreeing(levels)
    roots = {name: names[0] for names, _ in agreed for name in names}
    sums = (*structural(told, countries), *halves(told, countries), *composed(told), *flows(told))
    return Found(
        compared=tuple(check for level in levels for check in compare(level)),
        sums=tuple(distinct(sums, lambda name: roots.get(name, name), {one.ids[0]: one for one in told})),
        others=(*cumulated(everything), *of_levels(told), *make_hundred(told)),
        agreeing=tuple(agreed),
        press=press(everything, reported),
    )
