"""A random walk in logarithms: what the growth of a series so far says of its growth over the years ahead.

Growth between two years of the record, k years apart, is taken as normal with mean k·μ and variance k·σ²; over h years
ahead it is then Student's t, since μ and σ are estimated from few years (Box and Tiao, 1973, section 2.4).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from karvon.measure.odds.student import Floats, upper_tail

DRIFT, MEDIAN, NO_DRIFT = "drift", "median", "no_drift"
METHODS = (DRIFT, MEDIAN, NO_DRIFT)
LEAST_STEPS = 4
NORMAL = 1.4826  # a normal spread is so many median absolute deviations
MEDIAN_COST = math.pi / 2  # variance of a median over that of a mean, for normal growth


class Step(msgspec.Struct, frozen=True):
    """Growth in logarithms between two years of a record that follow one another, `years` apart."""

    growth: float
    years: int


class Walk(msgspec.Struct, frozen=True):
    """A fitted walk: growth of a year in logarithms, its spread, degrees of freedom, and what the drift's error adds.

    Over h years growth has centre h·drift and scale spread·√(h + h²·error). Of several series at once, drift and spread
    are arrays with one entry each.
    """

    drift: Floats
    spread: Floats
    freedom: int
    error: float

    def chance(self, growth: ArrayLike, years: int) -> Floats:
        """Return the chance that growth in logarithms over so many years comes to at least `growth`."""
        scale = self.spread * math.sqrt(years + years * years * self.error)
        return upper_tail((np.asarray(growth, dtype=np.float64) - years * self.drift) / scale, self.freedom)


def fit(steps: Sequence[Step], method: str) -> Walk:
    """Return the walk fitted by one method; ValueError with fewer than four steps, or when growth never varied."""
    if len(steps) < LEAST_STEPS:
        raise ValueError(f"a walk needs at least {LEAST_STEPS} steps of growth, not {len(steps)}")
    growth = np.array([step.growth for step in steps])
    walk = fitted(growth, np.array([step.years for step in steps], dtype=np.float64), method)
    if not float(walk.spread) > 0:
        raise ValueError("growth that never varied has no spread to reckon with")
    return walk


def fitted(growth: Floats, years: Floats, method: str) -> Walk:
    """Return the walk of every series of `growth`, shape (…, steps); `years`, shape (steps,), is each step's length.

    drift: mean and standard deviation. median: weighted median and median absolute deviation, which a single crash or
    boom cannot move. no_drift: the mean is nought, so that past growth is no promise of more.
    """
    return _FITS[method](growth, years)


def _drift(growth: Floats, years: Floats) -> Walk:
    drift = growth.sum(axis=-1) / years.sum()
    freedom = growth.shape[-1] - 1
    apart = (growth - drift[..., None] * years) ** 2 / years
    return Walk(drift, np.sqrt(apart.sum(axis=-1) / freedom), freedom, 1.0 / float(years.sum()))


def _median(growth: Floats, years: Floats) -> Walk:
    drift = _weighted_median(growth / years, years)
    apart = np.abs(growth - drift[..., None] * years) / np.sqrt(years)
    spread = NORMAL * np.median(apart, axis=-1)
    return Walk(drift, spread, growth.shape[-1] - 1, MEDIAN_COST / float(years.sum()))


def _no_drift(growth: Floats, years: Floats) -> Walk:
    still = np.zeros(growth.shape[:-1])
    return Walk(still, np.sqrt((growth**2 / years).mean(axis=-1)), growth.shape[-1], 0.0)


_FITS = {DRIFT: _drift, MEDIAN: _median, NO_DRIFT: _no_drift}


def _weighted_median(values: Floats, weights: Floats) -> Floats:
    """Return the value with half of the weight on either side; the middle of two where the halves meet."""
    order = np.argsort(values, axis=-1, kind="stable")
    ordered, reached = np.take_along_axis(values, order, -1), np.cumsum(weights[order], axis=-1)
    half = reached[..., -1:] / 2
    first, second = (reached >= half).argmax(axis=-1), (reached > half).argmax(axis=-1)
    both = [np.take_along_axis(ordered, place[..., None], -1)[..., 0] for place in (first, second)]
    return (both[0] + both[1]) / 2
