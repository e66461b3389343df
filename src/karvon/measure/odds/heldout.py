"""Forecasts made as if on a day of the past: every window of a panel told from what had ended before it began.

For a window from year s over h years the reference class counts windows of the same length that ended before s; the
walks see the pair's own growth up to s. What happened from s on is looked at only to score.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvon.measure.odds.scoring import Forecasts
from karvon.measure.odds.student import Floats
from karvon.measure.odds.table import BANDS, bands
from karvon.measure.odds.tabulate import LEAST_PAIRS, LEAST_WINDOWS
from karvon.measure.odds.walk import METHODS, fitted
from karvon.measure.odds.windows import TURNOVER, levels

CLIMATOLOGY, REFERENCE = "climatology", "reference"
RULES = (CLIMATOLOGY, REFERENCE, *METHODS)
GROWTH = (0.0, 0.05, 0.10, 0.15)  # what is asked of each window, a year
LEAST_LEVEL = 1e8  # USD at the start: smaller trade is too erratic to learn a target of billions from
RECORD = 6  # growths of its own that a pair must have before a window
SPACE = 1000
LEAST_MILLIONS = BANDS[0] or 0


class Grid(msgspec.Struct, frozen=True):
    """Turnover of every pair in USD, shape (pairs, years), nought where the panel has none, from its first year on."""

    pairs: tuple[str, ...]
    first: int
    levels: Floats

    @property
    def last(self) -> int:
        """The last year of the panel."""
        return self.first + int(self.levels.shape[1]) - 1


class Batch(msgspec.Struct, frozen=True):
    """Forecasts of every rule for windows of one start and length, each asked for every rate of `GROWTH`.

    Arrays have shape (windows, rates); `pair` and `level` have one entry a window.
    """

    start: int
    years: int
    pair: NDArray[np.int64]
    level: Floats
    happened: Floats
    chances: Mapping[str, Floats]


def grid(panel: pl.DataFrame) -> Grid:
    """Return the turnover of every pair of a panel (columns as `windows.levels` says) as one array."""
    held = levels(panel, TURNOVER)
    first, last = int(held["year"].min()), int(held["year"].max())  # type: ignore[arg-type]
    pairs = held["pair"].unique().sort()
    row = pairs.search_sorted(held["pair"]).to_numpy()
    found = np.zeros((len(pairs), last - first + 1))
    found[row, held["year"].to_numpy() - first] = held["level"].to_numpy()
    return Grid(tuple(pairs.to_list()), first, found)


def batches(known: Grid) -> Iterator[Batch]:
    """Yield the forecasts for every start and length that the panel can judge and had windows to learn from."""
    for years in range(1, known.last - known.first):
        for start in range(known.first + max(RECORD, years + 1), known.last - years + 1):
            yield _batch(known, start, years)


def _batch(known: Grid, start: int, years: int) -> Batch:
    at = start - known.first
    past = known.levels[:, : at + 1]
    pair = np.flatnonzero((past > 0).all(axis=1) & (past[:, -1] >= LEAST_LEVEL))
    level = past[pair, -1]
    wanted = np.array([years * math.log1p(rate) for rate in GROWTH])
    reached = known.levels[pair, at + years][:, None] >= level[:, None] * np.exp(wanted)
    growth = np.diff(np.log(past[pair]), axis=1)
    walks = {method: fitted(growth, np.ones(growth.shape[1]), method) for method in METHODS}
    chances = {
        method: np.stack([_sure(walk.chance(one, years), walk.spread) for one in wanted], axis=1)
        for method, walk in walks.items()
    }
    chances |= _shares(past[:, :-1], level, years, np.exp(wanted))
    return Batch(start, years, pair, level, reached.astype(np.float64), chances)


def _sure(chances: Floats, spread: Floats) -> Floats:
    """Return the chances with an even one where growth never varied and a walk says nothing."""
    return np.where(spread > 0, chances, 0.5)


def _shares(past: Floats, level: Floats, years: int, multiples: Floats) -> dict[str, Floats]:
    """Return the shares of earlier windows that grew as much: all pairs, and those that began in the same band."""
    begun, ended = past[:, :-years].ravel(), past[:, years:].ravel()
    large = begun >= LEAST_MILLIONS * 1e6
    begun, ended = begun[large], ended[large]
    owner = np.repeat(np.arange(len(past)), past.shape[1] - years)[large]
    every = np.array([_share(ended >= begun * multiple) for multiple in multiples])
    shares = np.tile(every, (len(level), 1))
    for low, high in bands():
        top = math.inf if high is None else high * 1e6
        mine, theirs = _within(level, low, top), _within(begun, low, top)
        if theirs.sum() >= LEAST_WINDOWS and len(np.unique(owner[theirs])) >= LEAST_PAIRS:
            shares[mine] = [_share(ended[theirs] >= begun[theirs] * multiple) for multiple in multiples]
    return {CLIMATOLOGY: np.tile(every, (len(level), 1)), REFERENCE: shares}


def _within(values: Floats, low: int, high: float) -> NDArray[np.bool_]:
    return (values >= low * 1e6) & (values < high)


def _share(reached: NDArray[np.bool_]) -> float:
    """Return the share half a window away from 0 and from 1."""
    return (float(reached.sum()) + 0.5) / (len(reached) + 1)


def forecasts(found: list[Batch], chances: list[Floats]) -> Forecasts:
    """Return the forecasts of several batches in one row; `chances` has one array of a batch's shape for each."""
    rates = len(GROWTH)
    pair = np.concatenate([np.repeat(one.pair, rates) for one in found])
    window = np.concatenate(
        [np.repeat((one.pair * SPACE + one.start % SPACE) * SPACE + one.years, rates) for one in found]
    )
    happened = np.concatenate([one.happened.ravel() for one in found])
    return Forecasts(np.concatenate([one.ravel() for one in chances]), happened, pair, window)
