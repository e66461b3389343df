"""The reference class: the share of similar pairs, starting from a similar level, that grew as much in as many years.

What it is and is not: levels are in dollars of their own day; windows of one pair overlap, so that limits are clustered
by pair; countries that ceased to exist leave the panel; all pairs share the same booms and crises, which clustering by
pair does not cover.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from karvon.measure.odds.shares import Share, clustered_share
from karvon.model.odds import ReferenceClass

Border = Callable[[str], bool]


def similar(found: pl.DataFrame, members: ReferenceClass, bordering: Border) -> pl.DataFrame:
    """Return the windows of a class; `bordering` says of a pair ("KAZ-UZB") whether it shares a land border."""
    kept = found.filter((pl.col("level") >= float(members.low)) & (pl.col("start") >= members.since))
    if members.high is not None:
        kept = kept.filter(pl.col("level") < float(members.high))
    if members.contiguous is None:
        return kept
    near = pl.col("pair").is_in([pair for pair in kept["pair"].unique().sort() if bordering(pair)])
    return kept.filter(near if members.contiguous else ~near)


def grown(found: pl.DataFrame, multiple: float) -> Share:
    """Return the share of windows that grew `multiple` times or more; ValueError when there is no window."""
    codes = found["pair"].rank("dense").to_numpy().astype(np.int64)
    return clustered_share((found["multiple"] >= multiple).to_numpy(), codes)
