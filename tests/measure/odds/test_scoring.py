"""Scores are those of the literature, weights find the view that foretells best, limits know the clusters."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from karvon.measure.odds.pooling import fitted_weights, pooled, weights_of
from karvon.measure.odds.scoring import EDGES, Forecasts, calibration, parts, score


def told(chances: list[float], happened: list[int], pairs: list[int] | None = None) -> Forecasts:
    count = len(chances)
    owners = np.array(pairs if pairs else range(count), dtype=np.int64)
    return Forecasts(np.array(chances), np.array(happened, dtype=float), owners, np.arange(count, dtype=np.int64))


def test_brier_score_is_the_mean_squared_error() -> None:
    found = score("pool", "all", told([0.1, 0.7, 0.5, 1.0], [0, 1, 0, 1]))
    assert found.brier == Decimal("0.0875")
    assert found.happened == Decimal("0.5000")
    assert found.uncertainty == Decimal("0.2500")


def test_logarithmic_score_of_an_even_chance_is_that_of_a_coin() -> None:
    assert score("pool", "all", told([0.5, 0.5], [0, 1])).log == Decimal("0.6931")


def test_a_forecast_of_nought_that_happens_is_dear_but_not_without_end() -> None:
    assert score("pool", "all", told([0.0], [1])).log == Decimal("6.9078")


def test_parts_add_up_to_the_score_where_forecasts_of_a_bin_are_alike() -> None:
    chances = [0.05] * 20 + [0.25] * 20 + [0.7] * 20
    happened = [0] * 17 + [1] * 3 + [0] * 13 + [1] * 7 + [0] * 8 + [1] * 12
    found = told(chances, happened)
    reliability, resolution = parts(found)
    base = np.mean(happened)
    assert reliability - resolution + base * (1 - base) == pytest.approx(float(score("x", "y", found).brier), abs=5e-5)
    assert reliability == pytest.approx(((0.05 - 0.15) ** 2 + (0.25 - 0.35) ** 2 + (0.7 - 0.6) ** 2) / 3)


def test_calibration_puts_every_forecast_in_one_bin() -> None:
    chances = [0.0, 0.02, 0.019, 0.5, 0.6, 1.0]
    bins = calibration(told(chances, [0, 0, 1, 1, 0, 1]))
    assert sum(one.forecasts for one in bins) == len(chances)
    assert [(float(one.low), one.forecasts) for one in bins] == [(0.0, 2), (0.02, 1), (0.4, 1), (0.6, 1), (0.8, 1)]
    assert float(bins[-1].high) == EDGES[-1]


def test_limits_widen_where_forecasts_are_of_few_pairs() -> None:
    chances, happened = [0.1] * 40, ([1] * 5 + [0] * 5) * 4
    alone = score("x", "y", told(chances, happened))
    few = score("x", "y", told(chances, happened, [place // 5 for place in range(40)]))
    assert few.brier == alone.brier
    assert few.brier_high - few.brier_low > 2 * (alone.brier_high - alone.brier_low)


def test_weights_find_the_mixture_that_made_the_outcomes() -> None:
    state = np.random.default_rng(7)
    views = np.stack([state.uniform(0.05, 0.95, 40_000), state.uniform(0.05, 0.95, 40_000)])
    happened = (state.uniform(size=40_000) < 0.7 * views[0] + 0.3 * views[1]).astype(float)
    assert fitted_weights(views, happened) == pytest.approx([0.7, 0.3], abs=0.03)


def test_weights_leave_a_view_that_only_misleads() -> None:
    happened = np.array([0.0, 1.0] * 200)
    views = np.stack([np.where(happened == 1, 0.8, 0.2), np.where(happened == 1, 0.1, 0.9)])
    assert fitted_weights(views, happened)[0] > 0.99


@given(some.lists(some.floats(0, 1), min_size=3, max_size=3), some.lists(some.floats(0.01, 1), min_size=3, max_size=3))
def test_a_pool_lies_between_its_views(chances: list[float], weights: list[float]) -> None:
    found = float(pooled([np.array(one) for one in chances], weights))
    assert min(chances) - 1e-12 <= found <= max(chances) + 1e-12


def test_a_pool_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="counts"):
        pooled([np.array(0.5)], [0.0])


def test_views_that_are_missing_leave_their_weight_to_the_others() -> None:
    fitted = {"reference": 0.2, "drift": 0.1, "no_drift": 0.7}
    assert weights_of(["reference"], fitted) == (1.0,)
    assert weights_of(["drift", "no_drift", "drift", "no_drift"], fitted) == pytest.approx(
        (0.0625, 0.4375, 0.0625, 0.4375)
    )
    assert weights_of(["median"], fitted) == (0.0,)
