"""Trade "a year" told of the present, without a year: held against the last full year that statistics knew by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import islice

from karvon.model.ledger import Cause, Check
from karvon.model.values import Interval
from karvon.reconcile.checks import agreement, make, possible
from karvon.reconcile.keys import Slot, is_year
from karvon.reconcile.numbers import compatible, fineness
from karvon.reconcile.rules import indicators
from karvon.reconcile.told import Told

RULE = "present_level"
Valued = tuple[Slot, Decimal | None]
Alike = Callable[[Valued], Sequence[Told] | None]


def yearly(one: Told) -> Slot | None:
    """Return the yearly flow that a statement tells of a day, or an office of a year; None where neither is so."""
    return one.slot if _plain(one) and (_is_now(one) or (one.official and is_year(one.span))) else None


def told_of_year(one: Told) -> Valued | None:
    """Return the quantity and the value that a statement tells of a year; None where it tells none of a yearly flow."""
    return (one.slot, one.number.value) if _plain(one) and is_year(one.span) else None


def in_order(group: Iterable[Told]) -> tuple[Told, ...]:
    """Return the statements of one value, precise ones first."""
    return tuple(sorted(group, key=_precise_first))


def present_levels(group: Iterable[Told], alike: Alike) -> list[Check]:
    """Return the checks of a yearly flow told of a day: against its side's last year, published by that day.

    Of those that tell one number the first for which there is such a year is held against it; `alike` are the years of
    which a value is told, precise statements first.
    """
    listed = list(group)
    offices = [one for one in listed if one.official and is_year(one.span)]
    checks: dict[Interval, Check] = {}
    by_day: dict[dt.date | None, list[Told]] = {}
    for one in sorted((one for one in listed if _is_now(one)), key=_order) if offices else ():
        if one.number in checks:
            continue
        if one.span.last not in by_day:
            by_day[one.span.last] = [year for year in offices if _known(year, one)]
        official = by_day[one.span.last]
        if any(one.voice in (None, year.voice) for year in official):
            check = _check(one, official, alike)
            checks.update({one.number: check} if check is not None else {})
    return list(checks.values())


def _plain(one: Told) -> bool:
    slot = one.slot
    return slot.measure in indicators(RULE) and slot.change == "level" and slot.status == "actual" and not one.derived


def _is_now(one: Told) -> bool:
    return one.figure.period.type == "point" and one.span.last is not None


def _order(one: Told) -> tuple[object, ...]:
    return (one.figure.quote is None, one.ids)


def _known(year: Told, one: Told) -> bool:
    """Say whether a year was over, and its figure published, by the day a level is told of."""
    end, published, day = year.span.last, year.figure.source.published.last, one.span.last
    return end is not None and published is not None and day is not None and end < day and published <= day


def _check(one: Told, official: list[Told], alike: Alike) -> Check | None:
    """Return the check against the last year of the same side, of any side where nobody's voice is known."""
    own = [year for year in official if one.voice in (None, year.voice)]
    last = max(own, key=lambda year: (str(year.span.last), year.ids), default=None)
    if last is None:
        return None
    verdict = agreement(one.number, last.number)
    fits_some = any(compatible(one.number, year.number) for year in official)
    return make(
        RULE,
        terms=one.ids,
        against=last.ids,
        computed=one.number,
        stated=last.number,
        unit=one.slot.unit,
        verdict=verdict or ("cannot_tell" if fits_some or one.approximate else "conflict"),
        causes=() if verdict else _causes(one, official, alike),
    )


def _causes(one: Told, official: list[Told], alike: Alike) -> tuple[Cause, ...]:
    """Return the causes; an earlier year for which the very same number was given is evidence of an old figure."""
    same = (year for year in alike((one.slot, one.number.value)) or () if _known(year, one))
    fitting = [*islice(same, 1), *(year for year in official if _fits(one, year))]
    best = min(fitting, key=_precise_first, default=None)
    return tuple(
        Cause(cause.code, evidence=best.ids if best is not None and cause.code == "stale_figure" else ())
        for cause in possible(RULE)
    )


def _precise_first(year: Told) -> tuple[object, ...]:
    return (fineness(year.number), year.ids)


def _fits(one: Told, year: Told) -> bool:
    return one.figure.bound == "eq" and compatible(one.number, year.number)
