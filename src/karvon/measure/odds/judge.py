"""How such odds have done: weights fitted on windows that ended early, rules scored on windows that began later."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvon.measure.odds.heldout import CLIMATOLOGY, GROWTH, REFERENCE, Batch, batches, forecasts, grid
from karvon.measure.odds.pooling import fitted_weights, pooled
from karvon.measure.odds.scoring import Forecasts, calibration, kept, score
from karvon.measure.odds.student import Floats
from karvon.measure.odds.walk import DRIFT, MEDIAN, NO_DRIFT
from karvon.model.odds import Record, Score

VIEWS = (REFERENCE, DRIFT, NO_DRIFT)  # what the pool is made of
POOL, EVEN = "pool", "even"
ALL, SIMILAR = "all", "similar"
SPLIT = 2010  # windows that ended by then are learnt from, windows that began later are judged
LOW, HIGH = 1.5e9, 1e10  # USD at the start: where pairs with targets of billions stand
LONG, SHORT = 7, 4  # years
FAST = 0.10  # growth a year
SCRIPT = "bench/odds_score.py"


def judged(panel: pl.DataFrame, source: str, made: str = "", split: int = SPLIT) -> Record:
    """Return the record on one panel (columns as `windows.levels` says): no window learnt from reaches past `split`.

    Two sets of held-out windows are scored: all, and those like the targets of governments (1.5 to 10 bn at the start,
    four to seven years, 10 % a year or more). Windows of four years and more make the calibration.
    """
    known = grid(panel)
    found = list(batches(known))
    early = [one for one in found if one.start + one.years <= split]
    late = [one for one in found if one.start > split]
    learnt = fitted_weights(
        np.stack([_stacked(early, view) for view in VIEWS]), np.concatenate([one.happened.ravel() for one in early])
    )
    weights = {view: float(kept(float(weight))) for view, weight in zip(VIEWS, learnt, strict=True)}
    scores, pool = _scores(late, weights)
    long = np.concatenate([np.full(one.happened.size, one.years >= SHORT) for one in late])
    return Record(
        source=source,
        script=SCRIPT,
        made=made,
        trained=f"{known.first}–{split}",
        tested=f"{split + 1}–{known.last}",
        weights=tuple((view, kept(weight)) for view, weight in weights.items()),
        scores=scores,
        bins=calibration(pool.where(long)),
    )


def _scores(late: list[Batch], weights: Mapping[str, float]) -> tuple[tuple[Score, ...], Forecasts]:
    """Return the scores of every rule on both sets of windows, and the forecasts of the pool."""
    rules: dict[str, Callable[[Batch], Floats]] = {
        POOL: lambda one: pooled([one.chances[view] for view in VIEWS], list(weights.values())),
        EVEN: lambda one: pooled([one.chances[view] for view in VIEWS], [1.0] * len(VIEWS)),
    }
    for name in (REFERENCE, DRIFT, MEDIAN, NO_DRIFT, CLIMATOLOGY):
        rules[name] = lambda one, name=name: one.chances[name]  # type: ignore[misc]
    told = {name: forecasts(late, [rule(one) for one in late]) for name, rule in rules.items()}
    scopes = {ALL: np.ones(len(told[POOL].chance), dtype=bool), SIMILAR: _similar(late)}
    scores = [score(name, scope, one.where(mask)) for scope, mask in scopes.items() for name, one in told.items()]
    return tuple(scores), told[POOL]


def _similar(late: list[Batch]) -> NDArray[np.bool_]:
    """Return which forecasts are about windows like the targets of governments."""
    fast = np.array(GROWTH) >= FAST
    kept_ones = [
        np.outer((one.level >= LOW) & (one.level < HIGH) & (SHORT <= one.years <= LONG), fast).ravel() for one in late
    ]
    return np.concatenate(kept_ones)


def _stacked(found: list[Batch], view: str) -> Floats:
    return np.concatenate([one.chances[view].ravel() for one in found])
