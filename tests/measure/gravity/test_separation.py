"""Zeros without a finite estimate are found, exactly those, and the rest is estimated as if they were not there."""

from __future__ import annotations

import re

import numpy as np
import pytest
from scipy.optimize import linprog
from tests.measure.gravity.cases import Array, Mask, dummies, generated, newton

from karvon.measure.gravity import Fit, GravityError, Panel, estimate, from_arrays
from karvon.measure.gravity.separation import unresolved

PAIRS = ("none", "directed", "undirected")


def separated(panel: Panel, kept: Mask, pairs: str) -> Mask:
    """Return the separated cells by linear programming: the largest support of z = A θ ≤ 0 that spares all trade."""
    design = dummies(panel, kept, pairs)
    zero = panel.trade[kept] == 0
    count, width = int(zero.sum()), design.shape[1]
    cost = np.concatenate([np.zeros(width), -np.ones(count)])
    answer = linprog(
        cost,
        A_ub=np.hstack([design[zero], np.eye(count)]),
        b_ub=np.zeros(count),
        A_eq=np.hstack([design[~zero], np.zeros((int((~zero).sum()), count))]),
        b_eq=np.zeros(int((~zero).sum())),
        bounds=[(-1e4, 1e4)] * width + [(0, 1)] * count,
    )
    found = np.zeros_like(kept)
    within = np.zeros(zero.shape, dtype=bool)
    within[zero] = answer.x[width:] > 1e-6
    found[kept] = within
    return found


def sparse(seed: int, share: float) -> Panel:
    """Return a panel so thin that separation is common, with a rare border that no trade may cross."""
    panel = generated(seed, years=3, countries=6, zeros=share, unknown=0.2)
    closed = (np.random.default_rng(seed + 100).uniform(size=panel.trade.shape) < 0.1).astype(np.float64)
    trade = np.where(closed > 0, 0, panel.trade) if seed % 2 else panel.trade
    return from_arrays(
        np.where(panel.observed, trade, np.nan), {"agreement": panel.x[2], "closed": closed, "distance": panel.x[0]}
    )


def fitted(panel: Panel, pairs: str) -> Fit | None:
    """Return the estimate of a panel; None where it is too thin to have one."""
    try:
        return estimate(panel, pair_effects=pairs, small_sample="none")  # type: ignore[arg-type]
    except GravityError as error:
        if not re.search("nothing to estimate|no cell is left", str(error)):
            raise
        return None


@pytest.mark.parametrize("pairs", PAIRS)
def test_exactly_the_zeros_that_linear_programming_separates_are_left_out(pairs: str) -> None:
    panels = [sparse(seed, share) for seed in range(14) for share in (0.4, 0.7)]
    found = [(panel, fit) for panel in panels if (fit := fitted(panel, pairs)) is not None]
    assert len(found) >= 9
    for panel, fit in found:
        np.testing.assert_array_equal(fit.reason == 4, separated(panel, np.isin(fit.reason, (0, 4)), pairs))


def test_zeros_fitted_below_what_the_equations_resolve_are_counted() -> None:
    """One zero is fitted at 1e-12 of the trade of its exporter; a cell as low that is no zero does not count."""
    mu = np.full((1, 3, 3), 1e-3)
    mu[0, 0, 1] = mu[0, 2, 1] = 1e-12
    zeros = np.zeros(mu.shape, dtype=bool)
    zeros[0, 0] = zeros[0, 1] = True
    assert unresolved((np.ones((1, 3)), np.full((1, 3), 1e-2)), mu, zeros) == 1
    assert unresolved((np.ones((1, 3)), np.full((1, 3), 1e-2)), np.maximum(mu, 1e-10), zeros) == 0


def test_thin_panels_do_hold_separated_zeros() -> None:
    found = [estimate(sparse(seed, 0.4)).result.left_out.separated for seed in range(8)]
    assert sum(count > 0 for count in found) > 3


def test_what_is_left_is_estimated_as_if_separated_zeros_were_not_there() -> None:
    panel = sparse(1, 0.4)
    fit = estimate(panel)
    assert fit.result.left_out.separated > 0
    assert fit.result.left_out.collinear == ("closed",)
    kept = fit.reason == 0
    without = from_arrays(
        np.where(kept, panel.trade, np.nan),
        {name: panel.x[place] for place, name in ((0, "agreement"), (2, "distance"))},
    )
    beta, mu = newton(panel.trade[kept], dummies(without, kept, "none"))
    np.testing.assert_allclose([one.value for one in fit.result.coefficients], beta[:2], atol=1e-9)
    np.testing.assert_allclose(fit.fitted[kept], mu, rtol=1e-7)


def test_zeros_from_one_block_to_another_are_separated_where_the_way_back_is_unknown() -> None:
    """Lowering what 3-5 sell and raising what they buy changes only zeros, for trade from 0-2 to 3-5 is not known."""
    draw = np.random.default_rng(0)
    trade: Array = draw.poisson(20, (1, 6, 6)).astype(float) + 1
    trade[0, 3:, :3] = 0
    assert estimate(from_arrays(trade, {"x": draw.normal(size=(6, 6))})).result.left_out.separated == 0
    trade[0, :3, 3:] = np.nan
    fit = estimate(from_arrays(trade, {"x": draw.normal(size=(6, 6))}))
    wanted = np.zeros((1, 6, 6), dtype=bool)
    wanted[0, 3:, :3] = True
    np.testing.assert_array_equal(fit.reason == 4, wanted)
    assert fit.result.left_out.separated == 9
