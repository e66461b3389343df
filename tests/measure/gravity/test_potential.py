"""Potential is fitted trade without pair effects; its interval is the delta method on the whole regression."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from tests.measure.gravity.cases import Mask, dummies, generated, newton, sandwich

from karvon.measure.gravity import Fit, GravityError, around, below_potential, estimate, from_arrays, largest_gaps


@cache
def fit(errors: str = "undirected_pair") -> Fit:
    """Return an equation without pair effects on a generated panel."""
    return estimate(generated(11, zeros=0.1, unknown=0), errors=errors)  # type: ignore[arg-type]


def log_error(errors: str, cells: Mask) -> float:
    """Return the standard error of the log of summed fitted trade by the covariance of all coefficients and dummies."""
    own = fit(errors)
    kept = own.reason == 0
    design = dummies(own.panel, kept, "none")
    _, mu = newton(own.panel.trade[kept], design)
    t, i, j = np.nonzero(kept)
    pairs = np.minimum(i, j) * 100 + np.maximum(i, j)
    clusters = np.arange(len(t)) if errors == "robust" else pairs
    covariance = sandwich(own.panel.trade[kept], design, mu, clusters) * own.result.enlarged
    share = np.where(cells[kept], mu, 0) / mu[cells[kept]].sum()
    return float(np.sqrt(share @ design @ covariance @ design.T @ share))


@pytest.mark.parametrize("errors", ["undirected_pair", "robust"])
def test_interval_is_that_of_the_whole_regression(errors: str) -> None:
    (found,) = below_potential(fit(errors), [("C01", "C04")], years=[2002, 2003])
    cells = np.zeros(fit().reason.shape, dtype=bool)
    cells[1:3, 1, 4] = cells[1:3, 4, 1] = True
    error = log_error(errors, cells)
    assert error > 0
    np.testing.assert_allclose(np.log(found.high / found.potential), 1.959963984540054 * error, rtol=1e-6)
    np.testing.assert_allclose(found.low * found.high, found.potential**2, rtol=1e-12)


def test_turnover_sums_both_flows_of_the_years() -> None:
    (both,) = below_potential(fit(), [("C01", "C04")], years=[2002, 2003])
    there = below_potential(fit(), [("C01", "C04"), ("C04", "C01")], years=[2002, 2003], direction="export")
    assert both.actual == sum(one.actual for one in there)
    assert both.potential == pytest.approx(sum(one.potential for one in there))
    assert both.gap == pytest.approx(both.potential - both.actual)
    assert both.flows == (("C01", "C04"), ("C04", "C01"))
    assert both.years == (2002, 2003)


def test_verdict_follows_the_interval() -> None:
    names = fit().panel.countries
    pairs = [(one, other) for one in names for other in names if one < other]
    verdicts = below_potential(fit(), pairs)
    for one in verdicts:
        assert (one.verdict == "below") == (one.actual < one.low) == (one.ratio_high < 1)
        assert (one.verdict == "above") == (one.actual > one.high) == (one.ratio_low > 1)
    assert {one.verdict for one in verdicts} == {"below", "above", "within"}
    ordered = sorted(verdicts, key=lambda one: one.ratio)
    assert [round(one.share_below * (len(pairs) - 1)) for one in ordered] == list(range(len(pairs)))


def test_largest_gaps_come_first_and_each_pair_stands_once() -> None:
    names = fit().panel.countries
    pairs = [(one, other) for one in names for other in names if one < other]
    gaps = sorted((one.gap for one in below_potential(fit(), pairs)), reverse=True)
    found = largest_gaps(fit(), 5)
    assert [one.gap for one in found] == pytest.approx(gaps[:5])
    assert all(one.gap > 0 for one in largest_gaps(fit(), 1000))
    flows = largest_gaps(fit(), 3, direction="export")
    assert flows[0].gap >= flows[1].gap >= flows[2].gap


def test_pair_traded_at_a_fifth_of_its_potential_is_found_below() -> None:
    panel = generated(21, countries=15, years=3, zeros=0, unknown=0)
    trade = panel.trade * 50
    trade[:, 2, 5] = trade[:, 5, 2] = np.round(trade[:, 2, 5] / 5)
    own = estimate(from_arrays(trade, {"distance": panel.x[0], "border": panel.x[1], "agreement": panel.x[2]}))
    (found,) = below_potential(own, [("2", "5")])
    assert found.verdict == "below"
    assert 0.1 < found.ratio < 0.4
    assert found.share_below < 0.05


def test_equation_with_pair_effects_has_no_potential() -> None:
    with pytest.raises(GravityError, match="pair effects"):
        below_potential(estimate(generated(11), pair_effects="directed"), [("C01", "C04")])


def test_unknown_pair_or_year_is_an_error_that_names_it() -> None:
    with pytest.raises(GravityError, match="C01 to XXX"):
        below_potential(fit(), [("C01", "XXX")])
    with pytest.raises(GravityError, match="1950"):
        below_potential(fit(), [("C01", "C04")], years=[1950, 2002])


def test_pair_without_known_trade_is_an_error() -> None:
    panel = generated(11, unknown=0)
    trade = panel.trade.copy()
    trade[:, 1, 4] = np.nan
    own = estimate(from_arrays(trade, {"x": panel.x[0]}))
    with pytest.raises(GravityError, match="between 1 and 4"):
        below_potential(own, [("1", "4")])


def test_pairs_around_a_country_are_those_with_a_land_border_and_trade_in_the_panel() -> None:
    names = ["AFG", "CHN", "KAZ", "KGZ", "TJK", "UZB"]
    panel = from_arrays(np.ones((1, 6, 6)), {"x": np.zeros((6, 6))}, countries=names)
    assert around("UZB", panel) == (("UZB", "AFG"), ("UZB", "KAZ"), ("UZB", "KGZ"), ("UZB", "TJK"))
    assert around("ISL", panel) == ()
