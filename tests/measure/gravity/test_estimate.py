"""The estimate is what a Poisson regression with one dummy per group gives, to the last digits."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.measure.gravity.cases import Mask, dummies, generated, newton, sandwich

from karvon.measure.gravity import Fit, GravityError, Panel, estimate, from_arrays

PAIRS = ("none", "directed", "undirected")
ERRORS = ("pair", "undirected_pair", "robust")


def clusters(kept: Mask, errors: str) -> NDArray[np.int64]:
    """Return the cluster of every kept cell."""
    t, i, j = np.nonzero(kept)
    if errors == "robust":
        return np.arange(len(t), dtype=np.int64)
    first, second = (i, j) if errors == "pair" else (np.minimum(i, j), np.maximum(i, j))
    return np.asarray(first * 1000 + second, dtype=np.int64)


def used(panel: Panel, fit: Fit) -> Panel:
    """Return the panel with only the regressors that were estimated."""
    names = [one.name for one in fit.result.coefficients]
    return from_arrays(
        np.where(panel.observed, panel.trade, np.nan),
        {name: panel.x[panel.regressors.index(name)] for name in names},
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("pairs", PAIRS)
def test_coefficients_fit_and_deviance_are_those_of_the_full_regression(pairs: str, seed: int) -> None:
    panel = generated(seed)
    fit = estimate(panel, pair_effects=pairs)  # type: ignore[arg-type]
    kept = fit.reason == 0
    trade = panel.trade[kept]
    beta, mu = newton(trade, dummies(used(panel, fit), kept, pairs))
    found = [one.value for one in fit.result.coefficients]
    np.testing.assert_allclose(found, beta[: len(found)], atol=1e-9)
    np.testing.assert_allclose(fit.fitted[kept], mu, rtol=1e-7)
    ratio = np.divide(trade, mu, out=np.ones_like(mu), where=trade > 0)
    np.testing.assert_allclose(fit.result.deviance, 2 * np.sum(trade * np.log(ratio) - trade + mu), rtol=1e-10)


@pytest.mark.parametrize("errors", ERRORS)
@pytest.mark.parametrize("pairs", PAIRS)
def test_errors_are_those_of_the_full_regression(pairs: str, errors: str) -> None:
    panel = generated(7)
    fit = estimate(panel, pair_effects=pairs, errors=errors, small_sample="none")  # type: ignore[arg-type]
    kept = fit.reason == 0
    trade, count = panel.trade[kept], len(fit.result.coefficients)
    design = dummies(used(panel, fit), kept, pairs)
    _, mu = newton(trade, design)
    wanted = sandwich(trade, design, mu, clusters(kept, errors))[:count, :count]
    np.testing.assert_allclose(fit.result.covariance, wanted, rtol=1e-7)
    assert fit.result.clusters == len(np.unique(clusters(kept, errors)))


@pytest.mark.parametrize("pairs", PAIRS)
def test_certificate_bounds_what_the_equations_miss(pairs: str) -> None:
    fit = estimate(generated(3), pair_effects=pairs)  # type: ignore[arg-type]
    found = fit.result.certificate
    assert max(found.score, found.balance, found.demeaning, found.step) < 1e-8
    kept, gap = fit.reason == 0, fit.panel.trade - fit.fitted
    by_exporter = np.where(kept, gap, 0).sum(axis=2)
    traded = np.where(kept, fit.panel.trade, 0).sum(axis=2)
    assert np.abs(by_exporter[traded > 0] / traded[traded > 0]).max() <= found.balance * (1 + 1e-6) + 1e-15


def test_pair_effects_explain_what_never_changes() -> None:
    fit = estimate(generated(1), pair_effects="directed")
    assert fit.result.left_out.collinear == ("distance", "border")
    assert [one.name for one in fit.result.coefficients] == ["agreement"]


def test_regressor_that_the_others_make_up_is_named() -> None:
    panel = generated(2)
    tripled = {"a": panel.x[0], "b": panel.x[1], "made_up": 3 * panel.x[0] - panel.x[1] + 5}
    fit = estimate(from_arrays(panel.trade, tripled))
    assert fit.result.left_out.collinear == ("made_up",)


def test_nothing_to_estimate_is_an_error() -> None:
    panel = generated(2)
    sizes = {"exporter_size": np.broadcast_to(np.arange(7.0)[:, None], (7, 7))}
    with pytest.raises(GravityError, match="explain every regressor"):
        estimate(from_arrays(panel.trade, sizes))
    with pytest.raises(GravityError, match="no regressor"):
        estimate(from_arrays(panel.trade, {}))


def test_one_year_can_be_estimated_and_its_pair_effects_cannot() -> None:
    panel = generated(5, years=1, zeros=0.1, unknown=0)
    fit = estimate(panel)
    kept = fit.reason == 0
    beta, _ = newton(panel.trade[kept], dummies(panel, kept, "none"))
    agreement = [one.value for one in fit.result.coefficients]
    np.testing.assert_allclose(agreement, beta[: len(agreement)], atol=1e-9)
    with pytest.raises(GravityError, match="no cell is left"):
        estimate(panel, pair_effects="directed")


def test_trade_that_no_regressor_moves_has_coefficients_of_zero() -> None:
    x = np.random.default_rng(0).normal(size=(2, 5, 5))
    (found,) = estimate(from_arrays(np.ones((2, 5, 5)), {"x": x})).result.coefficients
    assert (found.value, found.se) == pytest.approx((0, 0), abs=1e-12)


@pytest.mark.parametrize("pairs", PAIRS)
def test_flows_of_very_different_size_solve_the_equations(pairs: str) -> None:
    draw = np.random.default_rng(3)
    trade = draw.lognormal(0, 5, (3, 8, 8))
    trade[0, 0, 1] = 1e12
    panel = from_arrays(trade, {"x": draw.normal(size=trade.shape)})
    fit = estimate(panel, pair_effects=pairs)  # type: ignore[arg-type]
    kept = fit.reason == 0
    design, mu = dummies(panel, kept, pairs), fit.fitted[kept]
    missed = np.abs(design.T @ (trade[kept] - mu)) / (np.abs(design).T @ (trade[kept] + mu))
    assert missed.max() < 1e-9
    log_mu = np.log(mu)
    np.testing.assert_allclose(design @ np.linalg.lstsq(design, log_mu)[0], log_mu, atol=1e-7)


def test_panel_without_trade_is_an_error() -> None:
    with pytest.raises(GravityError, match="no trade"):
        estimate(from_arrays(np.zeros((2, 4, 4)), {"x": np.random.default_rng(0).normal(size=(2, 4, 4))}))
