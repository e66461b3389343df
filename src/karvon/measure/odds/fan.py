"""The pooled distribution year by year: below which levels trade lies with given chances."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from karvon.measure.odds.pooling import pooled
from karvon.measure.odds.student import Floats
from karvon.measure.odds.table import Row
from karvon.measure.odds.views import Told
from karvon.measure.odds.walk import Walk
from karvon.model.measures import Need
from karvon.model.odds import FAN, FanYear, ReferenceView

REACH = 8.0  # growth in logarithms beyond which nothing is looked for
HALVINGS = 60
DIGITS = 6


def fan(need: Need, told: Sequence[Told], rows: Sequence[Row]) -> tuple[FanYear, ...]:
    """Return the levels of every year from the base's next to the target's, each below with the chances of `FAN`.

    The views count with their weights; where no class is known for a number of years the other views stand alone.
    """
    base = float(need.base.value or 0)
    found = []
    for years in range(1, need.target_year - need.base_year + 1):
        weighed = [(float(one.view.weight), _behind(one, years, rows)) for one in told if one.view.weight]
        known = [(weight, behind) for weight, behind in weighed if behind is not None]
        if known:
            growth = _quantiles(known, years)
            levels = tuple(_rounded(base * float(one)) for one in np.exp(growth))
            found.append(FanYear(need.base_year + years, levels))
    return tuple(found)


def _behind(one: Told, years: int, rows: Sequence[Row]) -> Row | Walk | None:
    """Return what a view rests on for this number of years: the same walk, or the same class over as many years."""
    if not isinstance(one.view, ReferenceView):
        return one.behind
    return next((row for row in rows if row.years == years and row.members == one.view.members), None)


def _quantiles(known: Sequence[tuple[float, Row | Walk]], years: int) -> Floats:
    """Return the growth in logarithms below which the pooled distribution lies with the chances of `FAN`."""
    wanted = np.array([1 - float(chance) for chance in FAN])
    low, high = np.full(len(FAN), -REACH), np.full(len(FAN), REACH)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = pooled([_above(behind, middle, years) for _, behind in known], [weight for weight, _ in known])
        low, high = np.where(above > wanted, middle, low), np.where(above > wanted, high, middle)
    return np.asarray((low + high) / 2)


def _above(behind: Row | Walk, growth: Floats, years: int) -> Floats:
    if isinstance(behind, Walk):
        return behind.chance(growth, years)
    return np.array([behind.share(float(multiple)) for multiple in np.exp(growth)])


def _rounded(level: float) -> Decimal:
    """Return a level to six digits: what is drawn needs no more, and machines differ in the sixteenth."""
    return Decimal(f"{level:.{DIGITS}g}").quantize(Decimal(1))
