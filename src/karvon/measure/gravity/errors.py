"""Errors of the coefficients that hold whatever trade's variance is: clustered by pair, or cell by cell.

The variance is B M B with B the inverse of Σ μ x̃ x̃' and M the sum over clusters of the outer product of their scores
Σ x̃ (y − μ), x̃ being the demeaned regressors (Liang and Zeger 1986). In a short panel with effects of both countries
by year such errors are somewhat too small (Weidner and Zylkin 2021).
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Literal

import msgspec
import numpy as np

from karvon.measure.gravity.effects import products
from karvon.measure.gravity.panel import Array, GravityError, Mask
from karvon.measure.gravity.sample import PairEffects, both_ways, group_counts
from karvon.model.gravity import Coefficient

Errors = Literal["pair", "undirected_pair", "robust"]
SmallSample = Literal["nonnested", "clusters", "none"]

# Pair effects whose groups each lie within one cluster.
NESTED = {("directed", "pair"), ("directed", "undirected_pair"), ("undirected", "undirected_pair")}


class Scaling(msgspec.Struct, frozen=True):
    """The factor that enlarges a variance estimated from few data, and how many clusters it was estimated from."""

    factor: float
    clusters: int


def cluster_sums(tensor: Array, errors: Errors) -> Array:
    """Return a tensor [..., T, N, N] summed within clusters [..., C]; both directions of a pair where undirected."""
    lead = tensor.shape[:-3]
    if errors == "robust":
        return tensor.reshape(*lead, -1)
    directed = np.asarray(tensor.sum(axis=-3))
    if errors == "pair":
        return directed.reshape(*lead, -1)
    upper = np.triu_indices(directed.shape[-1])
    flat = directed.reshape(-1, *directed.shape[-2:])
    return np.array([both_ways(one)[upper] for one in flat]).reshape(*lead, -1)


def scaling(kept: Mask, coefficients: int, pairs: PairEffects, errors: Errors, rule: SmallSample) -> Scaling:
    """Return the small-sample factor for N cells, K coefficients and G clusters.

    "nonnested" is the rule of fixest and pyfixest: (N − 1)/(N − k) · G/(G − 1), where k counts the coefficients and
    the groups of effects less one for each effect but the first; pair effects that lie within clusters count as one in
    all. Errors cell by cell use N/(N − k) with every group counted. "clusters" is G/(G − 1) alone, which is one for
    errors cell by cell; "none" is one.
    """
    cells = int(np.count_nonzero(kept))
    clusters = int(np.count_nonzero(cluster_sums(kept.astype(np.float64), errors)))
    if clusters < 2:
        raise GravityError("one_cluster")
    among = 1.0 if errors == "robust" or rule == "none" else clusters / (clusters - 1)
    if rule != "nonnested":
        return Scaling(among, clusters)
    parameters = coefficients + _counted(group_counts(kept, pairs), pairs, errors)
    if cells <= parameters:
        raise GravityError("few_cells", cells=cells, parameters=parameters)
    if errors == "robust":
        return Scaling(cells / (cells - parameters), clusters)
    return Scaling((cells - 1) / (cells - parameters) * among, clusters)


def _counted(groups: tuple[int, ...], pairs: PairEffects, errors: Errors) -> int:
    """Return how many parameters the effects count for, with NESTED naming pair effects that lie within clusters."""
    if (pairs, errors) in NESTED:
        return groups[0] + groups[1] - 1
    return sum(groups) - (len(groups) - 1)


def covariance(x: Array, mu: Array, gap: Array, errors: Errors, factor: float) -> Array:
    """Return the covariance [K, K] of the coefficients from demeaned regressors [K, T, N, N], μ and y − μ [T, N, N]."""
    bread = np.linalg.inv(products(mu, x))
    scores = cluster_sums(x * gap, errors)
    half = bread @ scores
    return factor * (half @ half.T)


def coefficient(name: str, value: float, variance: float, level: float) -> Coefficient:
    """Return a coefficient with the normal distribution's p and bounds, which is how pyfixest judges a Poisson fit."""
    se = math.sqrt(variance)
    z = value / se if se > 0 else math.copysign(math.inf, value) if value else 0.0
    width = normal_width(level) * se
    p = math.erfc(abs(z) / math.sqrt(2))
    return Coefficient(name=name, value=value, se=se, z=z, p=p, low=value - width, high=value + width)


def normal_width(level: float) -> float:
    """Return how many standard errors on each side hold a share `level` of the normal distribution."""
    return NormalDist().inv_cdf((1 + level) / 2)
