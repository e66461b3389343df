"""What promises came to on the series of statistics: promised levels, and growth counted from a year of the series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Decimal

from karvon.model.ledger import Outcome
from karvon.model.measures import SeriesPoint, TradeSeries
from karvon.reconcile.told import Told

SHARE = Decimal("0.0001")
MUTUAL, SOLD = "trade_turnover", "export"
GROWTH, PERCENT, WHOLE = "relative_change", "percent", Decimal(100)


def outcomes(first: Told, deadline: dt.date | None, mine: Iterable[TradeSeries]) -> tuple[Outcome, ...]:
    """Return what the promise came to on each series that covers the whole year of its deadline."""
    if deadline is None or (deadline.month, deadline.day) != (12, 31):
        return ()
    points = [(one, point) for one in mine for point in one.points if point.year == deadline.year]
    found = [_outcome(one, point, first) for one, point in sorted(points, key=lambda pair: pair[0].id)]
    return tuple(one for one in found if one is not None)


def early(first: Told, deadline: dt.date | None, mine: Iterable[TradeSeries]) -> tuple[Outcome, ...]:
    """Return the first year in which each series reached the level since it was promised and before its deadline."""
    said = first.figure.source.published.last
    since, until = said.year if said else dt.MAXYEAR, deadline.year if deadline else dt.MAXYEAR
    found = []
    for one in sorted(mine, key=lambda one: one.id):
        reached = (_outcome(one, point, first) for point in one.points if since <= point.year < until)
        found += [outcome for outcome in reached if outcome is not None and outcome.met][:1]
    return tuple(found)


def measured_by(first: Told, series: TradeSeries, countries: tuple[str, str]) -> bool:
    """Say whether a series reports what was promised: the whole trade of the pair, or one side's exports.

    A growth in percent is measured on a series of any currency, a level only on one of its own. A promise of less, or
    of nothing, is measured by none: that more came says nothing for it.
    """
    slot = first.slot
    if (first.number.value or 0) <= 0:
        return False
    whole = not (slot.sector or slot.stage or slot.topic) and slot.territory in ("", *countries)
    counted = _grows(first) or (slot.change == "level" and series.unit == slot.unit)
    if not (whole and counted and {series.reporter, series.partner} == set(countries)):
        return False
    if slot.measure == MUTUAL:
        return series.indicator == MUTUAL and slot.scope == tuple(sorted(countries))
    ends = (series.reporter, series.partner)
    sold = {SOLD: ends, "import": ends[::-1]}.get(series.indicator)
    return slot.measure == SOLD and sold is not None and slot.scope == ("flow", *sold)


def _grows(first: Told) -> bool:
    return (first.slot.change, first.slot.unit) == (GROWTH, PERCENT)


def _outcome(series: TradeSeries, point: SeriesPoint, first: Told) -> Outcome | None:
    """Return the outcome; None without a number for the year, or for a growth without a year to count it from."""
    base = _base(series, point, first) if _grows(first) else None
    if base is None and _grows(first):
        return None
    value, promised = point.number.value, _level(first, base)
    if value is None or not promised:
        return None
    reached = (value / promised).quantize(SHARE, rounding=ROUND_HALF_EVEN)
    counted = _name(series, base) if base else None
    return Outcome(series=series.id, figure=_name(series, point), reached=reached, met=value >= promised, base=counted)


def _base(series: TradeSeries, point: SeriesPoint, first: Told) -> SeriesPoint | None:
    """Return the year of a series that a growth is counted from, one before the point with a number above zero."""
    before = _year_before(first)
    known = (one for one in series.points if one.year == before and one.year < point.year)
    return next((one for one in known if one.number.value), None)


def _year_before(first: Told) -> int | None:
    """Return the year that a growth is counted from.

    It is the one the promise names, else the one before the years it is for, else the one before the day it was said
    on; None where the year in which it was said is not known.
    """
    period, said = first.figure.period, first.figure.source.published
    if first.figure.growth_from is not None:
        return first.figure.growth_from
    if period.type == "period" and period.start is not None:
        return period.start.year - 1
    one_year = said.first is not None and said.last is not None and said.first.year == said.last.year
    return said.last.year - 1 if said.last is not None and one_year else None


def _level(first: Told, base: SeriesPoint | None) -> Decimal | None:
    """Return the level promised: the number itself, or a base grown by it."""
    promised = first.number.value
    if base is None or promised is None or base.number.value is None:
        return promised
    return base.number.value * (1 + promised / WHOLE)


def _name(series: TradeSeries, point: SeriesPoint) -> str:
    """Return a point's only figure, or "series/year" where the point is a sum."""
    return point.figures[0] if len(point.figures) == 1 else f"{series.id}/{point.year}"
