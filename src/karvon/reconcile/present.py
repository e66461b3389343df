"""Trade "a year" told of the present, without a year: held against the last full year that statistics knew by then."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from karvon.model.ledger import Cause, Check
from karvon.reconcile.checks import agreement, make, possible
from karvon.reconcile.keys import is_year
from karvon.reconcile.numbers import compatible, fineness
from karvon.reconcile.placement import by
from karvon.reconcile.rules import indicators
from karvon.reconcile.told import Told

RULE = "present_level"
SLOT, VALUE = attrgetter("slot"), attrgetter("slot", "number.value")


def present_levels(told: Iterable[Told]) -> list[Check]:
    """Return the checks of yearly flows told of a day: against its side's last year, published by that day."""
    listed = [one for one in told if one.slot.measure in indicators(RULE) and not one.derived]
    plain = [one for one in listed if one.slot.change == "level" and one.slot.status == "actual"]
    now = sorted((one for one in plain if one.figure.period.type == "point" and one.span.last), key=_order)
    wanted = {one.slot for one in now}
    years = [one for one in plain if one.slot in wanted and is_year(one.span)] if now else []
    numbers = {one.number.value for one in now}
    offices = by((one for one in years if one.official), SLOT)
    values = by((one for one in years if one.number.value in numbers), VALUE) if offices else {}
    found = []
    for one in now:
        official = [year for year in offices.get(one.slot, ()) if _known(year, one)]
        same = [year for year in values.get(VALUE(one), ()) if _known(year, one)] if official else []
        found.append((one.slot, _check(one, official, same)))
    return list({(slot, check.computed): check for slot, check in reversed(found) if check is not None}.values())


def _order(one: Told) -> tuple[object, ...]:
    return (one.figure.quote is None, one.ids)


def _known(year: Told, one: Told) -> bool:
    """Say whether a year was over, and its figure published, by the day a level is told of."""
    end, published, day = year.span.last, year.figure.source.published.last, one.span.last
    return end is not None and published is not None and day is not None and end < day and published <= day


def _check(one: Told, official: list[Told], same: list[Told]) -> Check | None:
    """Return the check against the last year of the same side, of any side where nobody's voice is known.

    `same` are the years for which the very same number is told.
    """
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
        causes=() if verdict else _causes(one, official, same),
    )


def _causes(one: Told, official: list[Told], same: list[Told]) -> tuple[Cause, ...]:
    """Return the causes; an earlier year for which the very same number was given is evidence of an old figure."""
    fitting = [*same, *(year for year in official if _fits(one, year))]
    best = min(fitting, key=lambda year: (fineness(year.number), year.ids), default=None)
    return tuple(
        Cause(cause.code, evidence=best.ids if best is not None and cause.code == "stale_figure" else ())
        for cause in possible(RULE)
    )


def _fits(one: Told, year: Told) -> bool:
    return one.figure.bound == "eq" and compatible(one.number, year.number)
