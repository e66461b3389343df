"""How forecasts did: Brier score and its parts, logarithmic score, calibration, with limits clustered by pair."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

import msgspec
import numpy as np
from numpy.typing import NDArray

from karvon.measure.odds.shares import Z95, clustered_share, clustered_variance
from karvon.measure.odds.student import Floats
from karvon.model.odds import Bin, Score

EDGES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)
CLEAR = 1e-3  # forecasts of nought and one are scored as this far from them by the logarithmic score
PLACES = Decimal("0.0001")


class Forecasts(msgspec.Struct, frozen=True):
    """Chances, what happened (0 or 1), and for each the pair and the window it is about: arrays of one length n."""

    chance: Floats
    happened: Floats
    pair: NDArray[np.int64]
    window: NDArray[np.int64]

    def where(self, mask: NDArray[np.bool_]) -> Forecasts:
        """Return the forecasts that a mask keeps."""
        return Forecasts(self.chance[mask], self.happened[mask], self.pair[mask], self.window[mask])


def score(rule: str, scope: str, found: Forecasts) -> Score:
    """Return the scores of one rule; n at least 1.

    Brier (1950): the mean squared error. Its parts over the bins of `EDGES` (Murphy, 1973): reliability less resolution
    plus uncertainty comes to the score but for the spread of forecasts within a bin.
    """
    errors = (found.chance - found.happened) ** 2
    _, place = np.unique(found.pair, return_inverse=True)
    brier, half = float(errors.mean()), Z95 * math.sqrt(clustered_variance(errors, place))
    base = float(found.happened.mean())
    reliability, resolution = parts(found)
    clear = np.clip(found.chance, CLEAR, 1 - CLEAR)
    return Score(
        rule=rule,
        scope=scope,
        forecasts=len(errors),
        windows=len(np.unique(found.window)),
        pairs=int(place.max()) + 1,
        happened=kept(base),
        brier=kept(brier),
        brier_low=kept(brier - half),
        brier_high=kept(brier + half),
        reliability=kept(reliability),
        resolution=kept(resolution),
        uncertainty=kept(base * (1 - base)),
        log=kept(-float(np.log(np.where(found.happened == 1, clear, 1 - clear)).mean())),
    )


def parts(found: Forecasts) -> tuple[float, float]:
    """Return reliability and resolution over the bins of `EDGES`."""
    base = float(found.happened.mean())
    reliability = resolution = 0.0
    for _, held in binned(found):
        part = len(held.chance) / len(found.chance)
        share = float(held.happened.mean())
        reliability += part * (float(held.chance.mean()) - share) ** 2
        resolution += part * (share - base) ** 2
    return reliability, resolution


def calibration(found: Forecasts) -> tuple[Bin, ...]:
    """Return, for every bin of `EDGES` that holds forecasts, how often they came true, with limits by pair."""
    return tuple(_bin(place, held) for place, held in binned(found))


def binned(found: Forecasts) -> Iterator[tuple[int, Forecasts]]:
    """Yield the number of each bin that holds forecasts, and them; a forecast on an edge belongs to the upper bin."""
    place = np.clip(np.searchsorted(EDGES, found.chance, side="right") - 1, 0, len(EDGES) - 2)
    for number in range(len(EDGES) - 1):
        mask = place == number
        if mask.any():
            yield number, found.where(mask)


def _bin(place: int, held: Forecasts) -> Bin:
    share = clustered_share(held.happened == 1, held.pair)
    return Bin(
        low=Decimal(str(EDGES[place])),
        high=Decimal(str(EDGES[place + 1])),
        forecasts=share.of,
        windows=len(np.unique(held.window)),
        pairs=share.clusters,
        mean=kept(float(held.chance.mean())),
        share=kept(share.value),
        share_low=kept(share.low),
        share_high=kept(share.high),
    )


def kept(value: float) -> Decimal:
    """Return a number to four decimals."""
    return Decimal(repr(value)).quantize(PLACES)
