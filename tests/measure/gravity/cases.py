"""Generated gravity panels, and the same estimates by the plainest means: a dummy per group, a full Newton step."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from karvon.measure.gravity import Panel, from_arrays

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def generated(seed: int, *, years: int = 4, countries: int = 7, zeros: float = 0.3, unknown: float = 0.1) -> Panel:
    """Return a small panel of counts with a distance, a border and an agreement that comes and goes."""
    draw = np.random.default_rng(seed)
    shape = (years, countries, countries)
    place = draw.uniform(0, 10, (countries, 2))
    distance = np.log1p(np.linalg.norm(place[:, None] - place[None], axis=2))
    border = (distance < np.quantile(distance, 0.3)).astype(np.float64)
    agreement = (draw.uniform(size=shape) < 0.4).astype(np.float64)
    size = draw.normal(0, 1, (2, years, countries))
    log_mu = 3 + size[0][:, :, None] + size[1][:, None, :] - distance + 0.4 * border + 0.3 * agreement
    trade = draw.poisson(np.exp(log_mu)) * (draw.uniform(size=shape) >= zeros)
    known = draw.uniform(size=shape) >= unknown
    regressors = {"distance": distance, "border": border, "agreement": agreement}
    names = [f"C{place:02}" for place in range(countries)]
    return from_arrays(np.where(known, trade, np.nan), regressors, years=range(2001, 2001 + years), countries=names)


def dummies(panel: Panel, kept: Mask, pairs: str) -> Array:
    """Return the design of the kept cells: the regressors, then one column for every group of every effect."""
    t, i, j = np.nonzero(kept)
    count = len(panel.countries)
    groups = [t * count + i, t * count + j]
    if pairs == "directed":
        groups.append(i * count + j)
    if pairs == "undirected":
        groups.append(np.minimum(i, j) * count + np.maximum(i, j))
    columns = [panel.x[:, kept].T]
    for group in groups:
        columns.append((group[:, None] == np.unique(group)).astype(np.float64))
    return np.hstack(columns)


def newton(trade: Array, design: Array) -> tuple[Array, Array]:
    """Return the coefficients and fitted trade of a Poisson regression by full Newton steps."""
    mu = (trade + trade.mean()) / 2
    eta = np.log(mu)
    for _ in range(200):
        root = np.sqrt(mu)
        working = eta + (trade - mu) / mu
        beta = np.linalg.lstsq(root[:, None] * design, root * working, rcond=1e-12)[0]
        step = design @ beta - eta
        eta = design @ beta
        mu = np.exp(eta)
        if np.abs(step).max() < 1e-12:
            return beta, mu
    raise AssertionError("the oracle did not converge")


def sandwich(trade: Array, design: Array, mu: Array, clusters: NDArray[np.int64]) -> Array:
    """Return the clustered covariance of all coefficients of the full design, without any small-sample factor."""
    bread = np.linalg.pinv((design * mu[:, None]).T @ design, rcond=1e-13)
    scores = design * (trade - mu)[:, None]
    sums = np.array([scores[clusters == one].sum(axis=0) for one in np.unique(clusters)])
    return np.asarray(bread @ sums.T @ sums @ bread)
