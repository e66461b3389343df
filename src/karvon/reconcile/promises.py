"""Promises: targets through all their restatements, and what became of them on each side's statistics."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

from karvon.model.figure import Figure
from karvon.model.ledger import Outcome, Promise
from karvon.model.measures import SeriesPoint, TradeSeries
from karvon.reconcile.checks import content_id
from karvon.reconcile.told import Told

PROMISED = ("target", "instruction")
UNDERTAKEN = ("plan", "intention", "proposal")  # count as promises only with a deadline
SHARE = Decimal("0.0001")
VAGUE = dt.timedelta(days=366)


def promises(told: Iterable[Told], series: tuple[TradeSeries, ...], countries: tuple[str, str]) -> tuple[Promise, ...]:
    """Return one promise per quantity and number, its restatements oldest first, with the latest deadline named."""
    groups: dict[tuple[str, ...], list[Told]] = {}
    for one in told:
        if _promised(one.figure) and one.number.value is not None:
            groups.setdefault(_key(one), []).append(one)
    made = [_promise(group, series, countries) for group in groups.values()]
    return tuple(sorted(made, key=lambda promise: (promise.deadline or dt.date.max, promise.indicator, promise.id)))


def _key(one: Told) -> tuple[str, ...]:
    """Return what makes two targets one promise: the quantity and the number, not the status or the deadline."""
    slot = one.slot
    place = (slot.subject, slot.territory, slot.sector, slot.stage)
    return (slot.measure, slot.change, slot.unit, "-".join(slot.scope), *place, str(one.number.value))


def _promised(figure: Figure) -> bool:
    if figure.status in PROMISED:
        return True
    return figure.status in UNDERTAKEN and figure.period.type == "deadline" and figure.period.end is not None


def _promise(group: list[Told], series: tuple[TradeSeries, ...], countries: tuple[str, str]) -> Promise:
    ordered = sorted(group, key=_stated)
    named = [one.figure for one in ordered if _deadline(one.figure) is not None]
    deadline = _deadline(named[-1]) if named else None
    first = ordered[0]
    number = min((one.number for one in ordered), key=lambda number: (number.low != number.high, str(number)))
    return Promise(
        id=content_id("promise", *_key(first)),
        indicator=first.figure.indicator,
        number=number,
        unit=first.slot.unit,
        deadline=deadline,
        restatements=tuple(one.figure.id for one in ordered),
        outcomes=_outcomes(first, deadline, series, countries),
    )


def _stated(one: Told) -> tuple[object, ...]:
    """Return when a restatement was made: the last day it can be from, the first where that is all that is known."""
    first, last = one.figure.source.published.first, one.figure.source.published.last
    vague = first is None or last is None or last - first > VAGUE
    day = (first or dt.date.max) if vague else last
    return (day, one.source, one.figure.id)


def _deadline(figure: Figure) -> dt.date | None:
    return figure.period.end if figure.period.type in ("deadline", "period") else None


def _outcomes(
    first: Told, deadline: dt.date | None, series: tuple[TradeSeries, ...], countries: tuple[str, str]
) -> tuple[Outcome, ...]:
    """Return what the promise came to on each series that covers the whole year of its deadline."""
    if deadline is None or (deadline.month, deadline.day) != (12, 31) or first.slot.change != "level":
        return ()
    mine = [one for one in series if _measures(one, first, countries)]
    points = [(one, point) for one in mine for point in one.points if point.year == deadline.year]
    return tuple(_outcome(one, point, first) for one, point in sorted(points, key=lambda pair: pair[0].id))


def _measures(series: TradeSeries, first: Told, countries: tuple[str, str]) -> bool:
    same = series.indicator == first.figure.indicator and series.unit == first.slot.unit
    pair = tuple(sorted((series.reporter, series.partner)))
    return same and pair == tuple(sorted(first.slot.scope)) and set(pair) <= set(countries)


def _outcome(series: TradeSeries, point: SeriesPoint, first: Told) -> Outcome:
    """Return the outcome; its figure is the point's only figure, or "series/year" where the point is a sum."""
    value, promised = point.number.value, first.number.value
    if value is None or not promised:
        raise ValueError(f"no outcome without two numbers: {series.id}, {point.year}")
    name = point.figures[0] if len(point.figures) == 1 else f"{series.id}/{point.year}"
    reached = (value / promised).quantize(SHARE, rounding=ROUND_HALF_EVEN)
    return Outcome(series=series.id, figure=name, reached=reached, met=value >= promised)
