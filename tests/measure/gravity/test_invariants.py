"""What an estimate must not depend on: the order of countries, the unit of trade, the unit of a regressor."""

from __future__ import annotations

from typing import Literal

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.measure.gravity.cases import generated

from karvon.measure.gravity import Fit, Panel, below_potential, estimate, from_arrays, from_frame

PAIRS = st.sampled_from(["none", "directed", "undirected"])
Pairs = Literal["none", "directed", "undirected"]
FEW = settings(max_examples=15, deadline=None)


def numbers(fit: Fit) -> list[float]:
    """Return coefficients and errors of a fit."""
    return [value for one in fit.result.coefficients for value in (one.value, one.se)]


def arrays(panel: Panel) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return a panel as the arrays it can be made of."""
    return np.where(panel.observed, panel.trade, np.nan), dict(zip(panel.regressors, panel.x, strict=True))


@FEW
@given(st.integers(0, 30), PAIRS, st.permutations(range(7)))
def test_permuting_countries_permutes_the_fit(seed: int, pairs: Pairs, order: list[int]) -> None:
    trade, x = arrays(generated(seed))
    fit = estimate(from_arrays(trade, x), pair_effects=pairs)
    moved = np.ix_(range(4), order, order)
    other = estimate(from_arrays(trade[moved], {name: one[moved] for name, one in x.items()}), pair_effects=pairs)
    np.testing.assert_allclose(numbers(other), numbers(fit), rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(other.fitted, fit.fitted[moved], rtol=1e-7, atol=1e-9)
    np.testing.assert_array_equal(other.reason, fit.reason[moved])


@FEW
@given(st.integers(0, 30), PAIRS, st.sampled_from([1e-9, 1e-3, 1e6]))
def test_unit_of_trade_shifts_only_the_effects(seed: int, pairs: Pairs, unit: float) -> None:
    trade, x = arrays(generated(seed))
    fit = estimate(from_arrays(trade, x), pair_effects=pairs)
    other = estimate(from_arrays(trade * unit, x), pair_effects=pairs)
    np.testing.assert_allclose(numbers(other), numbers(fit), rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(other.fitted, fit.fitted * unit, rtol=1e-7, atol=1e-9 * unit)
    np.testing.assert_allclose(other.result.deviance, fit.result.deviance * unit, rtol=1e-8)


@FEW
@given(st.integers(0, 30), PAIRS, st.sampled_from([1e-6, 1e5]), st.sampled_from([0.0, 1e3]))
def test_unit_of_a_regressor_scales_its_coefficient_alone(seed: int, pairs: Pairs, unit: float, more: float) -> None:
    trade, x = arrays(generated(seed))
    fit = estimate(from_arrays(trade, x), pair_effects=pairs)
    other = estimate(from_arrays(trade, {**x, "agreement": x["agreement"] * unit + more * unit}), pair_effects=pairs)
    for one, scaled in zip(fit.result.coefficients, other.result.coefficients, strict=True):
        factor = unit if one.name == "agreement" else 1.0
        assert (scaled.value * factor, scaled.se * factor) == pytest.approx((one.value, one.se), rel=1e-7, abs=1e-10)


@FEW
@given(st.integers(0, 30), st.integers(-3, 3))
def test_regressor_that_only_countries_differ_by_changes_nothing(seed: int, slope: int) -> None:
    trade, x = arrays(generated(seed))
    size = np.random.default_rng(seed).normal(size=(2, 4, 7))
    shifted = x["distance"] + slope * (size[0][:, :, None] + size[1][:, None, :])
    fit, other = estimate(from_arrays(trade, x)), estimate(from_arrays(trade, {**x, "distance": shifted}))
    np.testing.assert_allclose(numbers(other), numbers(fit), rtol=1e-7, atol=1e-9)


@FEW
@given(st.integers(0, 30))
def test_swapping_exporters_and_importers_changes_no_coefficient(seed: int) -> None:
    trade, x = arrays(generated(seed))
    turned = from_arrays(trade.transpose(0, 2, 1), {name: one.transpose(0, 2, 1) for name, one in x.items()})
    fit, other = estimate(from_arrays(trade, x)), estimate(turned)
    np.testing.assert_allclose(numbers(other), numbers(fit), rtol=1e-8, atol=1e-10)


def test_order_of_rows_changes_no_byte_and_cells_come_back_as_given() -> None:
    fit = estimate(generated(4))
    cells = fit.cells()
    x = pl.DataFrame(
        {name: one[fit.panel.observed] for name, one in zip(fit.panel.regressors, fit.panel.x, strict=True)}
    )
    rows = pl.concat([cells.select("year", "exporter", "importer", "trade"), x], how="horizontal")
    again = estimate(from_frame(rows.sample(fraction=1, shuffle=True, seed=1), list(fit.panel.regressors)))
    assert again.result.coefficients == fit.result.coefficients
    assert again.result.certificate == fit.result.certificate
    assert again.cells().equals(cells)
    counted = cells.filter(pl.col("reason") == "counted")
    assert counted.height == fit.result.observations
    assert counted["fitted"].null_count() == 0
    assert cells.filter(pl.col("reason") != "counted")["fitted"].null_count() == cells.height - counted.height
    assert counted["fitted"].sum() == pytest.approx(counted["trade"].sum())


def test_same_panel_gives_the_same_potential() -> None:
    found = [below_potential(estimate(generated(4)), [("C01", "C02")]) for _ in range(2)]
    assert found[0] == found[1]
