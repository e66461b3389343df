"""Weighted least squares on the effects alone, by conjugate gradients on sums along the tensor's axes.

For weights w [T, N, N] the effects a [T, N], b [T, N] and c [N, N] of a column solve the normal equations
    Σ_j w (a + b + c) = r,  Σ_i w (a + b + c) = s,  Σ_t w (a + b + c) = p
for given margins (r, s, p). Pair effects are eliminated exactly, being weighted means over years; what is left in
(a, b) is solved by conjugate gradients, preconditioned by the weights' sums. That is the method of alternating
projections (Guimarães and Portugal 2010) with the best acceleration a linear system has. All columns go together; the
systems are singular but consistent, and start from zero, so every iterate stays in their range.
"""

from __future__ import annotations

import msgspec
import numpy as np

from karvon.measure.gravity.panel import Array, GravityError
from karvon.measure.gravity.sample import PairEffects, both_ways, group_sums

LONGEST = 5_000

Groups = tuple[Array, ...]


class Weights(msgspec.Struct, frozen=True):
    """Weights [T, N, N] and their sums by group, infinite where a group has none (its effect is zero).

    With pair effects `by_exporter` [N, N, T] and `by_importer` [N, N, T] (importer first) hold the same weights in the
    order in which sums over years are fast.
    """

    cells: Array
    sums: Groups
    by_exporter: Array
    by_importer: Array
    pairs: PairEffects


def weigh(cells: Array, pairs: PairEffects) -> Weights:
    """Prepare weights for solving."""
    sums = tuple(np.where(part > 0, part, np.inf) for part in group_sums(cells, pairs))
    if pairs == "none":
        return Weights(cells, sums, cells, cells, pairs)
    by_exporter = np.ascontiguousarray(cells.transpose(1, 2, 0))
    return Weights(cells, sums, by_exporter, np.ascontiguousarray(cells.transpose(2, 1, 0)), pairs)


def margins(weights: Weights, columns: Array) -> Groups:
    """Return the weighted sums of columns [K, T, N, N] by group: [T, N, K], [T, N, K] and with pairs [N, N, K]."""
    exporters, importers = np.empty((2, *columns.shape[1:3], len(columns)))
    pairs = np.zeros((len(columns), *columns.shape[2:]))
    for year, own in enumerate(weights.cells):
        weighted = own * columns[:, year]
        exporters[year] = weighted.sum(axis=2).T
        importers[year] = weighted.sum(axis=1).T
        pairs += weighted
    if weights.pairs == "none":
        return exporters, importers
    both = [both_ways(one) if weights.pairs == "undirected" else one for one in pairs]
    return exporters, importers, np.stack(both, axis=-1)


def products(weights: Array, columns: Array) -> Array:
    """Return the weighted products [K, K] of columns [K, T, N, N].

    Year by year, so that each stays in fast memory, and without BLAS, whose threads cost more than such sums.
    """
    found = np.zeros((len(columns), len(columns)))
    for year, own in enumerate(weights):
        flat = columns[:, year].reshape(len(columns), -1)
        found += np.einsum("kc,lc->kl", flat * own.ravel(), flat)
    return found


def along(columns: Array, tensor: Array) -> Array:
    """Return the products [K] of columns [K, T, N, N] with a tensor [T, N, N]."""
    found = np.zeros(len(columns))
    for year, own in enumerate(tensor):
        found += np.einsum("kc,c->k", columns[:, year].reshape(len(columns), -1), own.ravel())
    return found


def mixed(factors: Array, columns: Array) -> Array:
    """Return the sum [T, N, N] of columns [K, T, N, N] times factors [K]."""
    whole = np.zeros(columns.shape[1:])
    for factor, column in zip(factors, columns, strict=True):
        for year, own in enumerate(column):
            whole[year] += factor * own
    return whole


def stacked(columns: list[Groups]) -> Groups:
    """Return the group sums of several columns as one tuple with the columns last."""
    return tuple(np.stack(parts, axis=-1) for parts in zip(*columns, strict=True))


def together(left: Groups, right: Groups) -> Groups:
    """Return the columns of both, the left ones first."""
    return tuple(np.concatenate(parts, axis=-1) for parts in zip(left, right, strict=True))


def effects(weights: Weights, wanted: Groups, tolerance: float) -> Groups:
    """Return the effects of each column whose weighted sums by group are the wanted margins.

    Equations of exporters and importers, each divided by its weight, are left with at most `tolerance`; those of pairs
    are exact. GravityError when that takes too long.
    """
    scale = (weights.sums[0][:, :, None], weights.sums[1][:, :, None])
    rest = wanted[:2]
    if weights.pairs != "none":
        means = wanted[2] / weights.sums[2][:, :, None]
        rest = _less(rest, _of_pairs(weights, means))
    found = _conjugate(weights, rest, scale, tolerance)
    if weights.pairs == "none":
        return found
    return (*found, means - _means(weights, found))


def demean(columns: Array, found: Groups) -> None:
    """Take the effects found for columns [K, T, N, N] out of them, in place."""
    exporters, importers = (np.moveaxis(part, -1, 0) for part in found[:2])
    for year in range(columns.shape[1]):
        columns[:, year] -= exporters[:, year, :, None]
        columns[:, year] -= importers[:, year, None, :]
        if len(found) == 3:
            columns[:, year] -= np.moveaxis(found[2], -1, 0)


def largest_mean(weights: Weights, sums: Groups) -> float:
    """Return the largest weighted mean over the groups of all effects of any column, in absolute value, from sums."""
    means = (np.abs(part) / total[:, :, None] for part, total in zip(sums, weights.sums, strict=True))
    return max(float(part.max(initial=0.0)) for part in means)


def _conjugate(weights: Weights, rest: Groups, scale: Groups, tolerance: float) -> Groups:
    """Solve for exporters and importers; a column that is solved stands still, for rounding would lead it away."""
    found: Groups = (np.zeros_like(rest[0]), np.zeros_like(rest[1]))
    ready = _over(rest, scale)
    ahead, size = ready, _inner(rest, ready)
    for _ in range(LONGEST):
        open_columns = np.max([np.abs(part).max(axis=(0, 1)) for part in ready], axis=0) > tolerance
        if not open_columns.any():
            return found
        image = _image(weights, ahead, scale)
        stride = _ratio(size, _inner(ahead, image)) * open_columns
        found = _less(found, _times(ahead, -stride))
        rest = _less(rest, _times(image, stride))
        ready = _over(rest, scale)
        size, before = _inner(rest, ready), size
        ahead = _less(ready, _times(ahead, -_ratio(size, before)))
    raise GravityError("demeaning", decimal_reach=f"{tolerance:g}", steps=LONGEST)


def _image(weights: Weights, found: Groups, scale: Groups) -> Groups:
    """Return the weighted sums by exporter and by importer of effects [T, N, K], pairs' means over years taken out."""
    a, b = found
    own = np.where(np.isfinite(scale[0]), scale[0], 0.0) * a, np.where(np.isfinite(scale[1]), scale[1], 0.0) * b
    image = (own[0] + np.matmul(weights.cells, b), own[1] + np.matmul(weights.cells.transpose(0, 2, 1), a))
    return image if weights.pairs == "none" else _less(image, _of_pairs(weights, _means(weights, found)))


def _means(weights: Weights, found: Groups) -> Array:
    """Return the weighted means over years [N, N, K] of exporters' and importers' effects, by pair."""
    exporters = np.matmul(weights.by_exporter, found[0].transpose(1, 0, 2))
    importers = np.matmul(weights.by_importer, found[1].transpose(1, 0, 2)).transpose(1, 0, 2)
    sums = exporters + importers
    if weights.pairs == "undirected":
        sums = np.stack([both_ways(one) for one in np.moveaxis(sums, -1, 0)], axis=-1)
    return np.asarray(sums / weights.sums[2][:, :, None])


def _of_pairs(weights: Weights, values: Array) -> Groups:
    """Return the weighted sums by exporter and by importer [T, N, K] of values [N, N, K] by pair."""
    exporters = np.matmul(weights.by_exporter.transpose(0, 2, 1), values)
    importers = np.matmul(weights.by_importer.transpose(0, 2, 1), values.transpose(1, 0, 2))
    return exporters.transpose(1, 0, 2), importers.transpose(1, 0, 2)


def _less(left: Groups, right: Groups) -> Groups:
    return tuple(a - b for a, b in zip(left, right, strict=True))


def _times(groups: Groups, factors: Array) -> Groups:
    return tuple(part * factors for part in groups)


def _over(groups: Groups, scale: Groups) -> Groups:
    return tuple(part / own for part, own in zip(groups, scale, strict=True))


def _inner(left: Groups, right: Groups) -> Array:
    """Return the inner product of each column [K]."""
    return sum((np.einsum("tnk,tnk->k", a, b) for a, b in zip(left, right, strict=True)), start=np.zeros(1))


def _ratio(over: Array, under: Array) -> Array:
    return np.divide(over, under, out=np.zeros_like(over), where=under > 0)
