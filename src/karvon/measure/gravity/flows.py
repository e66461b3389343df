"""Rows of a gravity panel from the table of flows and a table of distances."""

from __future__ import annotations

import polars as pl

from karvon.measure.codes.borders import neighbours
from karvon.measure.gravity.panel import GravityError

WORLD = "WLD"
CELL = ("year", "exporter", "importer")


def panel_rows(flows: pl.DataFrame | pl.LazyFrame, distances: pl.DataFrame) -> pl.DataFrame:
    """Return year, exporter, importer, trade (USD), log_distance (log km) and border (1 with a land border, else 0).

    `flows` is one level of the table of flows (`totals` or `at_level` of measure.flows), of which exports as their
    exporter reports them are summed; `distances` has exporter, importer and distance in km. Pairs that an exporter does
    not report in a year in which it reports others trade zero, as trade files leave zeros out; pairs without a distance
    have no row. GravityError where flows are not all of one coverage or of one file per cell.
    """
    sold = flows.lazy().filter(pl.col("flow") == "export", pl.col("partner") != WORLD)
    sold = sold.rename({"reporter": "exporter", "partner": "importer"}).select(*CELL, "value", "coverage", "dataset")
    exports = sold.group_by("exporter", "importer", "year", "coverage", "dataset").agg(trade=pl.col("value").sum())
    told = exports.with_columns(pl.col("exporter", "importer").cast(pl.String)).collect()
    _refuse_mixed(told)
    known = distances.select("exporter", "importer", log_distance=pl.col("distance").cast(pl.Float64).log())
    bought = told.select("importer").unique().filter(pl.col("importer").is_in(known["importer"].unique().implode()))
    whole = told.select("year", "exporter").unique().join(bought, how="cross")
    rows = whole.join(known, on=["exporter", "importer"]).join(told.select(*CELL, "trade"), on=CELL, how="left")
    touching = [other in neighbours(one) for one, other in rows.select("exporter", "importer").iter_rows()]
    return rows.select(
        *CELL, pl.col("trade").fill_null(0.0), "log_distance", border=pl.Series(touching, dtype=pl.Float64)
    ).sort(CELL)


def _refuse_mixed(told: pl.DataFrame) -> None:
    coverages = sorted(told["coverage"].drop_nulls().unique())
    if len(coverages) > 1:
        raise GravityError("mixed_coverage", coverages=", ".join(coverages))
    twice = told.filter(told.select(CELL).is_duplicated())
    if twice.height:
        year, exporter, importer = twice.sort(CELL).select(CELL).row(0)
        files = ", ".join(sorted(twice["dataset"].unique()))
        raise GravityError("several_files", exporter=exporter, importer=importer, year=year, files=files)
