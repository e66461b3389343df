"""Trade "a year" told of the present, without a year: held against the last full year that statistics knew by then."""

from __future__ import annotations

from collections.abc import Iterable

from karvon.model.ledger import Cause, Check
from karvon.reconcile.checks import agreement, make, possible
from karvon.reconcile.keys import Slot, is_year
from karvon.reconcile.numbers import compatible, fineness
from karvon.reconcile.rules import indicators
from karvon.reconcile.told import Told

RULE = "present_level"


def present_levels(told: Iterable[Told]) -> list[Check]:
    """Return the checks of yearly flows told of a day: against its side's last year, published by that day."""
    listed = [one for one in told if one.slot.measure in indicators(RULE) and not one.derived]
    plain = [one for one in listed if one.slot.change == "level" and one.slot.status == "actual"]
    now = sorted((one for one in plain if one.figure.period.type == "point" and one.span.last), key=_order)
    years: dict[Slot, list[Told]] = {}
    for one in plain if now else ():
        if is_year(one.span):
            years.setdefault(one.slot, []).append(one)
    found = [(one.slot, _check(one, [year for year in years.get(one.slot, ()) if _known(year, one)])) for one in now]
    return list({(slot, check.computed): check for slot, check in reversed(found) if check is not None}.values())


def _order(one: Told) -> tuple[object, ...]:
    return (one.figure.quote is None, one.ids)


def _known(year: Told, one: Told) -> bool:
    """Say whether a year was over, and its figure published, by the day a level is told of."""
    end, published, day = year.span.last, year.figure.source.published.last, one.span.last
    return end is not None and published is not None and day is not None and end < day and published <= day


def _check(one: Told, years: list[Told]) -> Check | None:
    """Return the check against the last year of the same side, of any side where nobody's voice is known."""
    official = [year for year in years if year.official]
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
        causes=() if verdict else _causes(one, years),
    )


def _causes(one: Told, years: list[Told]) -> tuple[Cause, ...]:
    """Return the causes; an earlier year for which the very same number was given is evidence of an old figure."""
    same = [year for year in years if year.number.value == one.number.value or (year.official and _fits(one, year))]
    best = min(same, key=lambda year: (fineness(year.number), year.ids), default=None)
    return tuple(
        Cause(cause.code, evidence=best.ids if best is not None and cause.code == "stale_figure" else ())
        for cause in possible(RULE)
    )


def _fits(one: Told, year: Told) -> bool:
    return one.figure.bound == "eq" and compatible(one.number, year.number)
