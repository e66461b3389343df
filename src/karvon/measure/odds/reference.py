"""The reference class: the share of similar pairs, starting from a similar level, that grew as much in as many years.

What it is and is not: levels are in dollars of their own day; windows of one pair overlap, so that limits are clustered
by pair; countries that ceased to exist leave the panel; all pairs share the same booms and crises, which clustering by
pair does not cover.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import polars as pl

from karvon.measure.odds.shares import Share, clustered_share
from karvon.model.odds import ReferenceClass


def similar(found: pl.DataFrame, members: ReferenceClass, neighbours: Collection[str]) -> pl.DataFrame:
    """Return the windows of a class; `neighbours` are the pairs ("KAZ-UZB") with a common land border."""
    kept = found.filter((pl.col("level") >= float(members.low)) & (pl.col("start") >= members.since))
    if members.high is not None:
        kept = kept.filter(pl.col("level") < float(members.high))
    if members.contiguous is None:
        return kept
    bordering = pl.col("pair").is_in(sorted(neighbours))
    return kept.filter(bordering if members.contiguous else ~bordering)


def grown(found: pl.DataFrame, multiple: float) -> Share:
    """Return the share of windows that grew `multiple` times or more; ValueError when there is no window."""
    codes = found["pair"].rank("dense").to_numpy().astype(np.int64)
    return clustered_share((found["multiple"] >= multiple).to_numpy(), codes)
