"""Views put into one number: a linear pool, its weights fitted where the outcome is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from karvon.measure.odds.student import Floats

CLEAR = 1e-3  # how far a chance keeps from 0 and from 1 while weights are fitted
ROUNDS = 500


def pooled(chances: Sequence[Floats], weights: Sequence[float]) -> Floats:
    """Return the weighted mean of chances, arrays of one shape; weights are made to add up to one."""
    total = sum(weights)
    if not total > 0:
        raise ValueError("a pool needs a view that counts")
    return np.asarray(sum(weight / total * np.asarray(one) for weight, one in zip(weights, chances, strict=True)))


def fitted_weights(chances: Floats, happened: Floats) -> Floats:
    """Return the weights of a linear pool with the best logarithmic score: `chances` (views, n), `happened` (n,).

    `happened` holds 0 or 1. The steps of expectation and maximisation for a mixture of known parts (Hall and Mitchell,
    2007): from equal weights, 500 of them, each of which improves the score.
    """
    clear = np.clip(chances, CLEAR, 1 - CLEAR)
    given = np.where(happened == 1, clear, 1 - clear)
    weights = np.full(len(given), 1 / len(given))
    for _ in range(ROUNDS):
        part = weights[:, None] * given
        weights = (part / part.sum(axis=0)).mean(axis=1)
    return weights


def weights_of(views: Sequence[str], fitted: Mapping[str, float]) -> tuple[float, ...]:
    """Return the weight of each kind of view that is there, scaled to add up to one; views of one kind share it."""
    raw = [fitted.get(view, 0.0) / views.count(view) for view in views]
    total = sum(raw)
    return tuple(one / total for one in raw) if total > 0 else tuple(0.0 for _ in raw)
