"""Which cells of a panel count: not those alone in a group of an effect, nor those of a group without trade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import numpy as np

from karvon.measure.gravity.panel import Array, Mask

PairEffects = Literal["none", "directed", "undirected"]


def group_sums(tensor: Array, pairs: PairEffects) -> tuple[Array, ...]:
    """Return the sums of a tensor [T, N, N] by exporter and year [T, N], importer and year [T, N] and pair [N, N].

    The last is left out without pair effects; with undirected ones it is symmetric and holds both directions.
    """
    return tuple(axis_sum(tensor, place, pairs) for place in range(2 if pairs == "none" else 3))


def axis_sum(tensor: Array, place: int, pairs: PairEffects) -> Array:
    """Return one of the group sums: 0 by exporter and year, 1 by importer and year, 2 by pair."""
    return pair_sum(tensor, pairs) if place == 2 else np.asarray(tensor.sum(axis=2 - place))


def pair_sum(tensor: Array, pairs: PairEffects) -> Array:
    """Return the sums over years [N, N]; of both directions where pairs are undirected, a country's own flow once."""
    directed: Array = tensor.sum(axis=0)
    return both_ways(directed) if pairs == "undirected" else directed


def both_ways(matrix: Array) -> Array:
    """Return a matrix plus its transpose with the diagonal counted once."""
    return matrix + matrix.T - np.diag(np.diag(matrix))


def spread(groups: tuple[Array, ...]) -> Iterator[Array]:
    """Yield the values of groups (in the order of group_sums) in shapes that spread to [T, N, N]."""
    return (shaped(group, place) for place, group in enumerate(groups))


def shaped(group: Array, place: int) -> Array:
    """Return the values of one effect's groups in a shape that spreads to [T, N, N]."""
    return np.expand_dims(group, 2 - place)


def without_singletons(observed: Mask, pairs: PairEffects) -> Mask:
    """Return the cells left when those alone in a group are taken out, again and again until none is."""
    kept = observed
    while True:
        counts = group_sums(kept.astype(np.float64), pairs)
        alone = np.logical_or.reduce(np.broadcast_arrays(*(part == 1 for part in spread(counts)))) & kept
        if not alone.any():
            return kept
        kept = kept & ~alone


def with_trade(trade: Array, kept: Mask, pairs: PairEffects) -> Mask:
    """Return the cells left when every group whose trade is all zero is taken out."""
    traded = group_sums(((trade > 0) & kept).astype(np.float64), pairs)
    return np.asarray(kept & np.logical_and.reduce(np.broadcast_arrays(*(part > 0 for part in spread(traded)))))


def group_counts(kept: Mask, pairs: PairEffects) -> tuple[int, ...]:
    """Return how many groups with at least one cell each effect has; an undirected pair is one group."""
    counts = group_sums(kept.astype(np.float64), pairs)
    filled = [int(np.count_nonzero(part)) for part in counts[:2]]
    if pairs == "none":
        return tuple(filled)
    last = np.triu(counts[2]) if pairs == "undirected" else counts[2]
    return (*filled, int(np.count_nonzero(last)))
