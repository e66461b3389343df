"""Exports that are not raw materials, under every definition that has a name, and what a promised rise of them means.

There is no one definition: UNCTAD's commodities, the WTO's manufactures, the Broad Economic Categories and national
lists each draw the line elsewhere. Every figure here says which it follows, and a rise promised without a definition
and a base year is computed under each, never decided.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

LEFT_OPEN = ("definition", "base_year", "prices", "neighbours", "coverage")
SPLIT = ("total", "commodity", "noncommodity", "unclassified", "imputed")


class Rise(NamedTuple):
    """One reading of a promised rise: from a base year, under one definition; values in USD, `growth` as a fraction."""

    definition: str
    base_year: int
    base: float
    needed: float
    latest_year: int
    latest: float
    growth: float
    reached: bool
    imputed: bool = False


def split(flows: pl.DataFrame, classes: pl.DataFrame) -> pl.DataFrame:
    """Return definition, year, total, commodity, noncommodity, unclassified, imputed and share, in USD, sorted.

    `flows` has the columns of `goods` for all the flows meant together (one exporter to its neighbours, say), `classes`
    one row (definition, code, part) for each code that a definition knows: which part of it, 0 to 1, is no commodity.
    Codes a definition does not know are unclassified, and the share, of non-commodities in what is classified, is
    missing where that is nothing. `imputed` is the value of flows that were divided among codes of another revision.
    """
    marked = pl.col("divided") if "divided" in flows.columns else pl.lit(value=False)
    by_good = flows.group_by("year", pl.col("code").cast(pl.String))
    sums = by_good.agg(pl.col("value").sum(), pl.col("value").filter(marked).sum().alias("imputed"))
    names = classes.select(pl.col("definition").unique().sort())
    every = names.join(sums, how="cross").join(classes, on=["definition", "code"], how="left")
    side = {"commodity": 1 - pl.col("part"), "noncommodity": pl.col("part")}
    parts = [(pl.col("value") * part).sum().alias(name) for name, part in side.items()]
    unknown = pl.col("value").filter(pl.col("part").is_null()).sum().alias("unclassified")
    totals = (pl.col("value").sum().alias("total"), pl.col("imputed").sum())
    found = every.group_by("definition", "year").agg(*totals, *parts, unknown)
    classified = pl.col("commodity") + pl.col("noncommodity")
    share = pl.when(classified > 0).then(pl.col("noncommodity") / classified).alias("share")
    return found.with_columns(share).sort("definition", "year").select("definition", "year", *SPLIT, "share")


def rises(found: pl.DataFrame, rise: float) -> tuple[Rise, ...]:
    """Return what a rise of non-commodity exports (0.3 = 30 %) would mean from every base year under every definition.

    `found` is the answer of `split`. A base year without such exports gives no reading, nor does the latest year.
    """
    readings = []
    for (definition,), years in found.group_by("definition", maintain_order=True):
        last = years.sort("year").row(-1, named=True)
        for row in years.sort("year").head(-1).iter_rows(named=True):
            if row["noncommodity"] > 0:
                readings.append(_reading(str(definition), row, last, rise))
    return tuple(readings)


def _reading(definition: str, base: dict[str, float], last: dict[str, float], rise: float) -> Rise:
    start, latest = base["noncommodity"], last["noncommodity"]
    needed = start * (1 + rise)
    return Rise(
        definition, int(base["year"]), start, needed, int(last["year"]), latest, latest / start - 1, latest >= needed,
        imputed=bool(base["imputed"] or last["imputed"]),
    )  # fmt: skip
