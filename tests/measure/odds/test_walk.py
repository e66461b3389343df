"""A random walk predicts what its distribution says, and Student's t is Student's t."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from karvon.measure.odds.student import upper_tail
from karvon.measure.odds.walk import DRIFT, MEDIAN, METHODS, NO_DRIFT, Step, fit

GROWTHS = (0.10, -0.05, 0.20, 0.02, 0.08)
growths = some.lists(some.floats(-0.9, 0.9), min_size=5, max_size=25).filter(lambda found: np.ptp(found) > 0.05)


def steps(found: list[float] | tuple[float, ...], years: int = 1) -> list[Step]:
    return [Step(growth, years) for growth in found]


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 9, 12, 19, 60])
def test_tail_of_students_t_equals_that_of_scipy(freedom: int) -> None:
    values = np.linspace(-12, 12, 97)
    assert np.abs(upper_tail(values, freedom) - stats.t.sf(values, freedom)).max() < 1e-13


def test_tail_needs_a_degree_of_freedom() -> None:
    with pytest.raises(ValueError, match="degree"):
        upper_tail(1.0, 0)


def test_walk_with_drift_has_the_predictive_distribution_of_a_regression_on_a_constant() -> None:
    walk = fit(steps(GROWTHS), DRIFT)
    mean, spread, count, ahead = np.mean(GROWTHS), np.std(GROWTHS, ddof=1), len(GROWTHS), 6
    scale = spread * math.sqrt(ahead + ahead**2 / count)
    expected = stats.t.sf((0.7 - ahead * mean) / scale, count - 1)
    assert float(walk.chance(0.7, ahead)) == pytest.approx(expected, abs=1e-12)


def test_walk_without_drift_is_centred_on_no_growth() -> None:
    walk = fit(steps(GROWTHS), NO_DRIFT)
    assert float(walk.chance(0.0, 7)) == 0.5
    scale = math.sqrt(float(np.mean(np.square(GROWTHS))) * 7)
    assert float(walk.chance(0.8, 7)) == pytest.approx(stats.t.sf(0.8 / scale, 5), abs=1e-12)


def test_one_crash_does_not_move_the_median_walk() -> None:
    calm = fit(steps((0.08, 0.10, 0.09, 0.11, 0.10)), MEDIAN)
    crashed = fit(steps((0.08, 0.10, 0.09, 0.11, -2.0)), MEDIAN)
    assert abs(calm.drift - crashed.drift) < 0.011
    assert abs(fit(steps((0.08, 0.10, 0.09, 0.11, -2.0)), DRIFT).drift - calm.drift) > 0.4


def test_gap_of_two_years_counts_as_two_years_of_growth() -> None:
    walk = fit([Step(0.2, 2), *steps((0.1, 0.12, 0.08, 0.1))], DRIFT)
    assert walk.drift == pytest.approx(0.6 / 6)
    assert walk.error == pytest.approx(1 / 6)


@pytest.mark.parametrize("method", METHODS)
def test_too_few_years_are_refused(method: str) -> None:
    with pytest.raises(ValueError, match="at least 4"):
        fit(steps((0.1, 0.2, 0.1)), method)


@pytest.mark.parametrize("method", [DRIFT, MEDIAN])
def test_growth_that_never_varied_is_refused(method: str) -> None:
    with pytest.raises(ValueError, match="never varied"):
        fit(steps((0.0, 0.0, 0.0, 0.0, 0.0)), method)


@given(growths, some.integers(1, 15), some.sampled_from(METHODS))
def test_more_growth_is_never_likelier(found: list[float], ahead: int, method: str) -> None:
    try:
        walk = fit(steps(found), method)
    except ValueError:
        return
    chances = walk.chance(np.linspace(-3, 3, 31), ahead)
    assert (np.diff(chances) <= 1e-15).all()
    assert ((chances >= 0) & (chances <= 1)).all()


@given(growths, some.integers(1, 15), some.floats(0.5, 2))
def test_faster_growth_in_the_past_never_lowers_the_odds(found: list[float], ahead: int, wanted: float) -> None:
    base = fit(steps(found), DRIFT)
    faster = fit(steps([growth + 0.05 for growth in found]), DRIFT)
    assert float(faster.chance(wanted, ahead)) >= float(base.chance(wanted, ahead)) - 1e-12
