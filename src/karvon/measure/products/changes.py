"""What the growth of a pair's flows was made of: from the first to the last year of the files, and in the last year."""

from __future__ import annotations

from typing import Any

import polars as pl

from karvon.measure.products.margins import Margins, margins
from karvon.measure.products.recoded import LINKS
from karvon.measure.products.rows import money, ratio
from karvon.model.products import Change

Pair = tuple[str, str]

MONEY = ("start", "end", "entered", "left", "price", "volume", "unmeasured")
COUNTS = ("goods_entered", "goods_left", "goods_stayed", "goods_recoded")


def changes(
    history: pl.DataFrame, directions: tuple[tuple[str, str], ...], years: tuple[int, ...], links: pl.DataFrame = LINKS
) -> tuple[Change, ...]:
    """Return the changes of each direction; none where the files hold one year only.

    `links` are the counterparts of codes in other revisions, as `recoded` takes them.
    """
    stretches = dict.fromkeys([(years[0], years[-1]), (years[-2], years[-1])]) if len(years) > 1 else {}
    return tuple(_change(history, pair, stretch, links) for pair in directions for stretch in stretches)


def _parts(made: Margins) -> dict[str, Any]:
    return {name: money(getattr(made, name)) for name in MONEY} | {name: getattr(made, name) for name in COUNTS}


def _change(history: pl.DataFrame, pair: Pair, stretch: tuple[int, int], links: pl.DataFrame) -> Change:
    first, last = stretch
    flow = history.filter((pl.col("exporter") == pair[0]) & (pl.col("importer") == pair[1]))
    made = margins(flow, first, last, links=links)
    return Change(
        exporter=pair[0],
        importer=pair[1],
        first=first,
        last=last,
        measured=ratio(made.measured_share),
        price_index=ratio(made.price_index),
        **_parts(made),
    )
