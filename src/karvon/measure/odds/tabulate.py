"""The table of reference classes made from any panel of trade."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import numpy as np
import polars as pl

from karvon.measure.odds.reference import Border, similar
from karvon.measure.odds.shares import clustered_variance
from karvon.measure.odds.table import MILLION, MULTIPLES, YEARS, Row, bands
from karvon.measure.odds.windows import FLOW, TURNOVER, levels, windows
from karvon.model.odds import ReferenceClass

LATE = 2008  # the great boom of world trade had ended
LEAST_WINDOWS, LEAST_PAIRS = 30, 10


def tabulated(panel: pl.DataFrame, bordering: Border) -> Iterator[Row]:
    """Yield a row for every class of a panel that has at least 30 windows by 10 pairs.

    Columns of the panel as `windows.levels` says. Turnover comes by band, era and border, single flows by band only.
    """
    for kind in (TURNOVER, FLOW):
        held = levels(panel, kind)
        first, last = int(held["year"].min()), int(held["year"].max())  # type: ignore[arg-type]
        for years in YEARS:
            found = windows(held, years)
            for members in classes(kind, first, last):
                row = _row(similar(found, members, bordering), members, years)
                if row is not None:
                    yield row


def classes(kind: str, first: int, last: int) -> Iterator[ReferenceClass]:
    """Yield the classes of a kind in a panel that covers the years from first to last."""
    late = (LATE,) if first < LATE < last else ()
    for low, high in bands():
        for since in (first, *late):
            for contiguous in (None, True):
                if kind == TURNOVER or (since == first and contiguous is None):
                    yield ReferenceClass(
                        kind=kind,
                        low=low * MILLION,
                        high=None if high is None else Decimal(high) * MILLION,
                        since=since,
                        last=last,
                        contiguous=contiguous,
                    )


def _row(found: pl.DataFrame, members: ReferenceClass, years: int) -> Row | None:
    pairs = found["pair"].n_unique()
    if found.height < LEAST_WINDOWS or pairs < LEAST_PAIRS:
        return None
    place = found["pair"].rank("dense").to_numpy().astype(np.int64) - 1
    multiples = found["multiple"].to_numpy()
    reached = [multiples >= multiple for multiple in MULTIPLES]
    return Row(
        members=members,
        years=years,
        windows=found.height,
        pairs=pairs,
        hits=tuple(int(one.sum()) for one in reached),
        errors=tuple(float(np.sqrt(clustered_variance(one.astype(np.float64), place))) for one in reached),
    )
