"""A share with its limits when observations come in clusters that are not independent of one another."""

from __future__ import annotations

import math

import msgspec
import numpy as np
from numpy.typing import NDArray

Z95 = 1.959963984540054  # standard normal deviate of a 95 % interval


class Share(msgspec.Struct, frozen=True):
    """How many of so many observations, in so many clusters, and the 95 % limits of their share."""

    hits: int
    of: int
    clusters: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself."""
        return self.hits / self.of


def clustered_share(hits: NDArray[np.bool_], clusters: NDArray[np.int64]) -> Share:
    """Return the share of `hits` with limits clustered by `clusters`, two arrays of one length n >= 1.

    Wilson's interval with as many independent observations as give the clustered variance of the mean (Liang and Zeger,
    1986); where all or none hit, every cluster counts once.
    """
    if len(hits) == 0 or len(hits) != len(clusters):
        raise ValueError(f"a share needs observations, each with its cluster: {len(hits)} and {len(clusters)}")
    share = float(hits.mean())
    _, place = np.unique(clusters, return_inverse=True)
    count = int(place.max()) + 1
    variance = clustered_variance(hits.astype(np.float64), place)
    independent = min(share * (1 - share) / variance, len(hits)) if variance > 0 else count
    low, high = wilson(share, independent)
    return Share(int(hits.sum()), len(hits), count, low, high)


def clustered_variance(values: NDArray[np.float64], place: NDArray[np.int64]) -> float:
    """Return the variance of the mean of `values`, clustered by the whole numbers `place` counted from nought."""
    sums = np.bincount(place, weights=values - values.mean())
    return float((sums**2).sum()) / len(values) ** 2


def wilson(share: float, independent: float) -> tuple[float, float]:
    """Return Wilson's 95 % limits of a share of so many independent observations (Wilson, 1927)."""
    square = Z95**2 / independent
    centre = (share + square / 2) / (1 + square)
    half = math.sqrt(share * (1 - share) * square + square**2 / 4) / (1 + square)
    return max(0.0, centre - half), min(1.0, centre + half)
