"""Estimating a gravity equation: trade = exp(regressors · β + exporter-year + importer-year (+ pair)) · error."""

from __future__ import annotations

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvon.measure.gravity.effects import largest_mean, margins, weigh
from karvon.measure.gravity.errors import Errors, SmallSample, coefficient, covariance, scaling
from karvon.measure.gravity.fitting import State, balance, fit
from karvon.measure.gravity.panel import Array, GravityError, Panel
from karvon.measure.gravity.sample import PairEffects, group_sums, with_trade, without_singletons
from karvon.model.gravity import Certificate, Gravity, LeftOut

SOLVED = 1e-8
REASONS = ("counted", "unknown", "singleton", "no_trade", "separated")


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """An estimated gravity equation with its cells: `result` tells it all, the tensors [T, N, N] carry it on.

    `fitted` is the trade that the equation expects and `x` [K, T, N, N] the demeaned regressors, both zero where
    `reason` (a place in REASONS) is not 0.
    """

    panel: Panel
    result: Gravity
    fitted: Array
    x: Array
    reason: NDArray[np.int8]

    def coefficients(self) -> pl.DataFrame:
        """Return one row per coefficient: name, value, se, z, p, low, high."""
        return pl.DataFrame([msgspec.structs.asdict(one) for one in self.result.coefficients])

    def cells(self) -> pl.DataFrame:
        """Return one row per known cell: year, exporter, importer, trade, fitted and reason.

        `fitted` is null where a cell did not count, and `reason` says why it did not.
        """
        years, exporters, importers = np.nonzero(self.panel.observed)
        names = pl.Series(self.panel.countries)
        fitted = np.where(self.reason == 0, self.fitted, np.nan)[self.panel.observed]
        return pl.DataFrame(
            {
                "year": pl.Series(self.panel.years)[years],
                "exporter": names[exporters],
                "importer": names[importers],
                "trade": self.panel.trade[self.panel.observed],
                "fitted": pl.Series(fitted).fill_nan(None),
                "reason": pl.Series(REASONS)[self.reason[self.panel.observed].astype(np.int64)],
            }
        )


def estimate(
    panel: Panel,
    *,
    pair_effects: PairEffects = "none",
    errors: Errors = "undirected_pair",
    small_sample: SmallSample = "nonnested",
    level: float = 0.95,
) -> Fit:
    """Return the equation estimated on a panel by Poisson pseudo maximum likelihood (Santos Silva and Tenreyro 2006).

    Effects of exporter and year and of importer and year are always in it. Cells are left out as pyfixest leaves them
    out (alone in a group, again and again; then groups without trade), and beyond that the zeros that regressors or
    effects separate. GravityError where nothing is left, nothing can be estimated, or the equations are not solved.
    """
    alone = without_singletons(panel.observed, pair_effects)
    kept = with_trade(panel.trade, alone, pair_effects)
    if not kept.any():
        raise GravityError("no_cells")
    state = fit(panel.trade, panel.x, kept, pair_effects)
    certificate = certify(panel.trade, state, pair_effects)
    reason = np.select([~panel.observed, ~alone, ~kept, ~state.kept], [1, 2, 3, 4], 0).astype(np.int8)
    found = scaling(state.kept, len(state.used), pair_effects, errors, small_sample)
    gap = np.where(state.kept, panel.trade, 0.0) - state.mu
    variance = covariance(state.x, state.mu, gap, errors, found.factor)
    names = [panel.regressors[place] for place in state.used]
    numbers = zip(names, state.beta.tolist(), np.diag(variance).tolist(), strict=True)
    result = Gravity(
        coefficients=tuple(coefficient(name, value, own, level) for name, value, own in numbers),
        covariance=tuple(map(tuple, variance.tolist())),
        pair_effects=pair_effects,
        errors=errors,
        small_sample=small_sample,
        enlarged=found.factor,
        level=level,
        observations=int(np.count_nonzero(state.kept)),
        clusters=found.clusters,
        left_out=_left_out(panel, reason, names),
        iterations=state.iterations,
        deviance=state.deviance,
        certificate=certificate,
    )
    return Fit(panel=panel, result=result, fitted=state.mu, x=state.x, reason=reason)


def certify(trade: Array, state: State, pairs: PairEffects) -> Certificate:
    """Return how exactly a state solves its equations; GravityError where one is missed by more than SOLVED."""
    y = np.where(state.kept, trade, 0.0)
    flat = state.x.reshape(len(state.used), -1)
    score = np.abs(flat @ (y - state.mu).ravel()) / (np.abs(flat) @ (y + state.mu).ravel())
    weights = weigh(state.mu, pairs)
    sums = margins(weights, state.x)
    spreads = np.sqrt(np.einsum("kc,kc->k", flat, flat) / np.count_nonzero(state.kept))
    certificate = Certificate(
        score=float(score.max(initial=0.0)),
        balance=balance(group_sums(y, pairs), group_sums(state.mu, pairs)),
        demeaning=largest_mean(weights, tuple(part / spreads for part in sums)),
        step=state.moved,
    )
    missed = [value for value in msgspec.structs.astuple(certificate) if not value <= SOLVED]
    if missed:
        raise GravityError("not_solved", decimal_missed=f"{max(missed):.2g}", decimal_wanted=f"{SOLVED:g}")
    return certificate


def _left_out(panel: Panel, reason: NDArray[np.int8], names: list[str]) -> LeftOut:
    counts = np.bincount(reason.ravel(), minlength=len(REASONS)).tolist()
    return LeftOut(
        missing=panel.missing,
        singletons=counts[2],
        no_trade=counts[3],
        separated=counts[4],
        collinear=tuple(name for name in panel.regressors if name not in names),
    )
