"""The reference class from a case's own trade files, where they hold trade of enough countries over enough years.

A file's totals are taken where it has them, else the sum of its goods of one classification; BACI alone where there is
one, since it is both sides' figures made into one. What an exporter does not report is taken from its partners.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from karvon.measure.flows.schema import EXPORT, GOODS, IMPORT, WORLD
from karvon.measure.odds.table import Row, bordering
from karvon.measure.odds.tabulate import tabulated
from karvon.measure.odds.windows import USD
from karvon.model.loading import LoadReport
from karvon.model.odds import PanelOf

BACI = "baci"
LEAST_YEARS, LEAST_COUNTRIES, LEAST_PAIRS = 15, 100, 2000
WORTH_TELLING = 30  # countries from which a file that is too small is told of
CELL = ("exp", "imp", "year")


class Own(NamedTuple):
    """What a case's files are as a panel, and the classes they give: none where they are too small."""

    panel: PanelOf
    rows: tuple[Row, ...] = ()


def own(flows: pl.LazyFrame, reports: Sequence[LoadReport], until: int) -> Own | None:
    """Return the classes of a case's files in the years before `until`; None where they hold few countries."""
    names = [one.file for one in reports if one.kept and one.layout == BACI]
    meant = flows.filter(pl.col("dataset").is_in(names)) if names else flows
    held = panel(meant.filter(pl.col("year") < until))
    countries = held["exp"].n_unique() if held.height else 0
    if countries < WORTH_TELLING:
        return None
    first, last = int(held["year"].min()), int(held["year"].max())  # type: ignore[arg-type]
    pairs = held.select(pl.min_horizontal("exp", "imp"), pl.max_horizontal("exp", "imp").alias("to")).n_unique()
    files = ", ".join(sorted(held["dataset"].unique()))
    enough = last - first + 1 >= LEAST_YEARS and countries >= LEAST_COUNTRIES and pairs >= LEAST_PAIRS
    whole = enough and held["year"].n_unique() == last - first + 1
    told = PanelOf(source=files, first=first, last=last, countries=countries, pairs=pairs, used=whole)
    return Own(told, tuple(tabulated(held, bordering)) if whole else ())


def panel(flows: pl.LazyFrame) -> pl.DataFrame:
    """Return exp, imp, year, trade (thousand USD) and dataset: every flow of goods between countries once a year."""
    whole = (pl.col("month") == 0) & (pl.col("region") == "") & (pl.col("coverage") == GOODS)
    digits = pl.col("code").str.len_bytes().alias("digits")
    cells = ("reporter", "partner", "flow", "year", "dataset", "classification", digits)
    sums = flows.filter(whole & (pl.col("partner") != WORLD)).group_by(*cells).agg(pl.col("value").sum()).collect()
    total = (pl.col("digits") == 0).alias("total")
    order = ("total", "digits", "classification", "dataset")
    once = sums.with_columns(total).sort(order).unique(("reporter", "partner", "flow", "year"), keep="last")
    sides = {EXPORT: ("reporter", "partner"), IMPORT: ("partner", "reporter")}
    told = {
        flow: once.filter(pl.col("flow") == flow).select(
            pl.col(names[0]).alias("exp"), pl.col(names[1]).alias("imp"), "year", pl.col("value") / USD, "dataset"
        )
        for flow, names in sides.items()
    }
    heard = told[IMPORT].join(told[EXPORT], on=CELL, how="anti")
    return pl.concat([told[EXPORT], heard]).rename({"value": "trade"}).sort(CELL)
