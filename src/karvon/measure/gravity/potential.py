"""Which countries trade below potential: actual trade beside what the equation expects, with intervals.

Potential is the fitted trade of an equation without pair effects: those would take up what is to be measured. Its
interval holds the uncertainty of all estimated parameters, coefficients and effects, by the clustered delta method:
log Σ μ over the cells in question moves with every cluster's score by d' A (A'WA)⁻¹ A_c' s_c, with A the whole design,
W the fitted trade, d the cells' shares of Σ μ and s = y − μ. It does not hold what the equation leaves unexplained in
single pairs; `share_below` sets a ratio beside those of all other pairs instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
import numpy as np

from karvon.measure.codes.borders import neighbours
from karvon.measure.gravity.effects import Groups, along, effects, mixed, products, stacked, weigh
from karvon.measure.gravity.errors import cluster_sums, normal_width
from karvon.measure.gravity.estimate import Fit
from karvon.measure.gravity.panel import Array, GravityError, Mask, Panel
from karvon.measure.gravity.sample import both_ways, group_sums, spread
from karvon.model.gravity import Potential

Direction = Literal["turnover", "export"]
Pair = tuple[str, str]
EXACT = 1e-12


class _Cells(msgspec.Struct, frozen=True):
    """The flows of one question, the years in which all of them counted, and their cells [T, N, N]."""

    flows: tuple[Pair, ...]
    years: tuple[int, ...]
    cells: Mask


def below_potential(
    fit: Fit, pairs: Sequence[Pair], *, years: Sequence[int] | None = None, direction: Direction = "turnover"
) -> tuple[Potential, ...]:
    """Return for each pair what it trades beside its potential, summed over the years (all of the panel by default).

    `around` gives the pairs of a country with its neighbours.
    "turnover" sums both directions, "export" is what the first sells to the second. Money is in the panel's unit. A
    year counts where every flow of the pair does; GravityError where none does, and for an equation with pair effects.
    """
    if fit.result.pair_effects != "none":
        raise GravityError("pair_effects")
    asked = [_cells(fit, pair, years, direction) for pair in pairs]
    errors = _log_errors(fit, [one.cells for one in asked])
    return tuple(_potential(fit, one, error, direction) for one, error in zip(asked, errors, strict=True))


def largest_gaps(
    fit: Fit, most: int, *, years: Sequence[int] | None = None, direction: Direction = "turnover"
) -> tuple[Potential, ...]:
    """Return the pairs whose trade lies furthest below potential in money, largest gap first; each pair stands once."""
    actual, potential = _by_pair(fit, _chosen(fit.panel, years), direction)
    gaps = np.triu(potential - actual, 1) if direction == "turnover" else (potential - actual)
    places = np.argsort(-gaps, axis=None, kind="stable")[:most]
    names = fit.panel.countries
    pairs = [(names[i], names[j]) for i, j in zip(*np.unravel_index(places, gaps.shape), strict=True) if gaps[i, j] > 0]
    return below_potential(fit, pairs, years=years, direction=direction)


def around(country: str, panel: Panel) -> tuple[Pair, ...]:
    """Return the pairs of a country with each country of the panel that it has a land border with."""
    return tuple((country, other) for other in neighbours(country) if other in panel.countries)


def _chosen(panel: Panel, years: Sequence[int] | None) -> Mask:
    unknown = set(years or ()) - set(panel.years)
    if unknown:
        raise GravityError("no_year", years=", ".join(map(str, sorted(unknown))), count=len(unknown))
    return np.array([years is None or year in years for year in panel.years])


def _cells(fit: Fit, pair: Pair, years: Sequence[int] | None, direction: Direction) -> _Cells:
    flows = (pair, pair[::-1]) if direction == "turnover" else (pair,)
    places = []
    for flow in flows:
        if any(name not in fit.panel.countries for name in flow):
            raise GravityError("no_flow", exporter=flow[0], importer=flow[1])
        places.append((fit.panel.countries.index(flow[0]), fit.panel.countries.index(flow[1])))
    counted = np.logical_and.reduce([fit.reason[:, i, j] == 0 for i, j in places]) & _chosen(fit.panel, years)
    if not counted.any():
        raise GravityError("not_counted", exporter=pair[0], importer=pair[1])
    cells = np.zeros(fit.reason.shape, dtype=bool)
    for i, j in places:
        cells[counted, i, j] = True
    return _Cells(flows, tuple(year for year, own in zip(fit.panel.years, counted, strict=True) if own), cells)


def _log_errors(fit: Fit, asked: list[Mask]) -> list[float]:
    """Return the standard error of log Σ μ over each set of cells [T, N, N]."""
    if not asked:
        return []
    gap = np.where(fit.reason == 0, fit.panel.trade, 0.0) - fit.fitted
    shares = [np.where(cells, fit.fitted, 0.0) / fit.fitted[cells].sum() for cells in asked]
    groups = effects(weigh(fit.fitted, "none"), stacked([group_sums(share, "none") for share in shares]), EXACT)
    bread = np.linalg.inv(products(fit.fitted, fit.x))
    return [
        _log_error(fit, gap, mixed(bread @ along(fit.x, share), fit.x), _column(groups, place))
        for place, share in enumerate(shares)
    ]


def _column(groups: Groups, place: int) -> Groups:
    return tuple(group[:, :, place] for group in groups)


def _log_error(fit: Fit, gap: Array, by_coefficients: Array, by_effects: Groups) -> float:
    """Return the standard error of one log Σ μ from how it moves [T, N, N] with the cells' scores."""
    moves = by_coefficients
    for part in spread(by_effects):
        moves = moves + part
    sums = cluster_sums(moves * gap, fit.result.errors)  # type: ignore[arg-type]
    return float(np.sqrt(fit.result.enlarged * np.sum(np.square(sums))))


def _by_pair(fit: Fit, years: Mask, direction: Direction) -> tuple[Array, Array]:
    """Return actual and fitted trade by pair [N, N] over the chosen years, of both directions for a turnover."""
    counted = (fit.reason == 0) & years[:, None, None]
    if direction == "turnover":
        counted &= counted.transpose(0, 2, 1)
    sums = [np.where(counted, tensor, 0.0).sum(axis=0) for tensor in (fit.panel.trade, fit.fitted)]
    return (both_ways(sums[0]), both_ways(sums[1])) if direction == "turnover" else (sums[0], sums[1])


def _potential(fit: Fit, asked: _Cells, error: float, direction: Direction) -> Potential:
    actual, potential = float(fit.panel.trade[asked.cells].sum()), float(fit.fitted[asked.cells].sum())
    spread_by = float(np.exp(normal_width(fit.result.level) * error))
    low, high = potential / spread_by, potential * spread_by
    return Potential(
        flows=asked.flows,
        years=asked.years,
        actual=actual,
        potential=potential,
        low=low,
        high=high,
        ratio=actual / potential,
        ratio_low=actual / high,
        ratio_high=actual / low,
        gap=potential - actual,
        gap_low=low - actual,
        gap_high=high - actual,
        level=fit.result.level,
        verdict="below" if actual < low else "above" if actual > high else "within",
        share_below=_share_below(fit, asked, actual / potential, direction),
    )


def _share_below(fit: Fit, asked: _Cells, ratio: float, direction: Direction) -> float:
    actual, potential = _by_pair(fit, _chosen(fit.panel, asked.years), direction)
    others = (potential > 0) & ~np.eye(len(potential), dtype=bool) & ~asked.cells.any(axis=0)
    lower = actual[others] / potential[others] < ratio
    return float(np.count_nonzero(lower) / max(lower.size, 1))
