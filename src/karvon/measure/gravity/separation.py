"""Zeros that no finite estimate fits: the better, the lower their fitted trade, without end.

Correia, Guimarães and Zylkin (2019, "Verifying the existence of maximum likelihood estimates for generalized linear
models") show that such cells exist where some combination z of regressors and effects is zero on all positive trade and
zero or negative on all zeros; they carry no information on the coefficients that remain. A separated zero shows itself
in Newton's step, which is such a combination: once the rest has settled, its log of fitted trade still falls by about
one at every step while all positive trade stays where it is.
"""

from __future__ import annotations

import numpy as np

from karvon.measure.gravity.panel import Array, Mask
from karvon.measure.gravity.sample import spread

FALLS = 0.1
STILL = 1e-9
LEAST = 1e-6
RESOLVED = 1e-11


def separated(trade: Array, kept: Mask, change: Array) -> Mask:
    """Return the zeros that a step [T, N, N] of log fitted trade proves separated; none while anything else moves.

    The step is the certificate: it lowers the cells returned, one of them by FALLS or more, and moves no other cell by
    more than STILL.
    """
    if change.min(initial=0.0) >= -FALLS:
        return np.zeros_like(kept)
    falling: Mask = kept & (trade == 0) & (change < -LEAST)
    lowest = change[falling].min(initial=0.0)
    others = np.abs(change[kept & ~falling]).max(initial=0.0)
    return falling if lowest < -FALLS and others <= STILL else np.zeros_like(falling)


def unresolved(sums: tuple[Array, ...], mu: Array, zeros: Mask) -> int:
    """Return how many zeros have fitted trade below RESOLVED of the trade of one of their groups.

    μ on zeros proves that they are not separated, as the equations balance it against the rest, but only as far as the
    equations are solved: below that a zero may be separated without having shown it.
    """
    near = np.zeros_like(zeros)
    for trade in spread(sums):
        near |= mu < RESOLVED * trade
    return int(np.count_nonzero(near & zeros))
