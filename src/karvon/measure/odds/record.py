"""The growths of a series, year by year, over its last so many years."""

from __future__ import annotations

import math
from itertools import pairwise

from karvon.measure.odds.walk import LEAST_STEPS, Step
from karvon.model.measures import SeriesPoint, TradeSeries

WINDOWS = (5, 10, 20)  # years of the record that views are taken over; a shorter record gives what it has


def usable(series: TradeSeries) -> tuple[SeriesPoint, ...]:
    """Return the points after the last year that held nothing or was not known: growth from nought has no measure."""
    kept: list[SeriesPoint] = []
    for point in series.points:
        kept = [*kept, point] if point.number.value is not None and point.number.value > 0 else []
    return tuple(kept)


def steps(points: tuple[SeriesPoint, ...]) -> tuple[Step, ...]:
    """Return the growth between points that follow one another, in logarithms, with the years between them."""
    return tuple(
        Step(math.log(_value(after)) - math.log(_value(before)), after.year - before.year)
        for before, after in pairwise(points)
    )


def stretches(series: TradeSeries) -> tuple[tuple[SeriesPoint, ...], ...]:
    """Return the last 5, 10 and 20 years of a record as far as they differ, each with enough growths to be fitted."""
    points = usable(series)
    if not points:
        return ()
    found = [tuple(point for point in points if point.year >= points[-1].year - years) for years in WINDOWS]
    return tuple(one for one in dict.fromkeys(found) if len(one) > LEAST_STEPS)


def _value(point: SeriesPoint) -> float:
    return float(point.number.value or 0)
