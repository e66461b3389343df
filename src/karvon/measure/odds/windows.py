"""Windows of growth: every pair of countries from every year of a panel over so many years."""

from __future__ import annotations

import polars as pl

TURNOVER, FLOW = "turnover", "flow"
COLUMNS = ("exp", "imp", "year", "trade")
USD = 1000  # BACI counts in thousand USD


def levels(panel: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Return the level of every pair and year in USD: columns pair, year, level.

    The panel has columns exp, imp (codes of countries), year and trade (thousand USD), as in CEPII's BACI; rows of one
    cell are added up. `kind` is turnover (both directions of a pair together) or flow (each direction by itself).
    ValueError names missing columns.
    """
    missing = [name for name in COLUMNS if name not in panel.columns]
    if missing:
        raise ValueError(f"a panel of trade has columns {', '.join(COLUMNS)}; this one lacks {', '.join(missing)}")
    first, second = pl.col("exp").cast(pl.String), pl.col("imp").cast(pl.String)
    ordered = pl.concat_str(pl.min_horizontal(first, second), pl.max_horizontal(first, second), separator="-")
    directed = pl.concat_str(first, second, separator="-")
    abroad = panel.filter(first != second).with_columns(
        pair=ordered, way=ordered if kind == TURNOVER else directed, year=pl.col("year").cast(pl.Int32)
    )
    summed = abroad.group_by("pair", "way", "year").agg(level=pl.col("trade").cast(pl.Float64).sum() * USD)
    return summed.sort("way", "year")


def windows(held: pl.DataFrame, years: int) -> pl.DataFrame:
    """Return every window of so many years that starts above nought: columns pair, start, level, multiple."""
    later = held.select("way", year=pl.col("year") - years, end="level")
    joined = held.filter(pl.col("level") > 0).join(later, on=["way", "year"], how="inner")
    return joined.select("pair", start="year", level="level", multiple=pl.col("end") / pl.col("level")).sort(
        "start", "pair", "level"
    )
