"""Totals of the pair in loaded statistics as rows of indicator values: series and targets use them like any other.

Each row names its file and row. Of several files by the same office the one that reaches the latest year counts, then
the one that came out last: an office revises its earlier years there.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

import polars as pl

from karvon.measure.flows.kept import flows_of
from karvon.measure.flows.schema import SCHEMA
from karvon.model.dates import partial
from karvon.model.document import Finding
from karvon.model.loading import LoadReport
from karvon.model.offices import Release
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.model.values import SCALES, plain

TABLE = "indicator_values"
CELL = ("layout", "reporter", "partner", "flow", "year", "coverage")
NAMED = ("reporter", "partner", "flow", "year", "month", "coverage", "layout")
RECONCILED = ("baci",)  # not what a side reports: both sides' figures made into one
DIGITS = 15
KEY = ("reporter", "partner", "flow", "year", "month", "coverage")
CHAPTERS = 90  # of the 97 of the HS: a reporter's year with as many, to whomever, was downloaded whole


def known_by(reports: Sequence[LoadReport], info: CaseInfo) -> tuple[LoadReport, ...]:
    """Return the loads of files that were out on the day of the case; an undated one by the day of collection."""
    return tuple(report for report in reports if _out(report, info))


def later(reports: Sequence[LoadReport], info: CaseInfo) -> tuple[Finding, ...]:
    """Return a finding about each file that came out after the day of the case."""
    return tuple(out_later(report.file, info) for report in reports if not _out(report, info))


def out_later(file: str, info: CaseInfo) -> Finding:
    """Return the finding that a file is not known to have come out by the day of the case, and is not used."""
    return Finding(file, "", "trade.file_later", "warning", (("as_of", info.as_of.isoformat()),))


def official_rows(folder: Path, reports: Sequence[LoadReport], info: CaseInfo) -> tuple[Row, ...]:
    """Return what each side's statistics say of its trade with the other, a row for every flow and year."""
    national = [report for report in reports if report.kept and is_national(report)]
    found = pl.concat([_pair(flows_of(folder, [report]), report, info) for report in national] or [_none()])
    years = found.filter(pl.col("month") == 0)
    last = years.sort("reach", "published", "dataset", "row").unique(CELL, keep="last", maintain_order=True)
    by_name = {report.name: report for report in national}
    ordered = last.sort("reporter", "flow", "year", "layout")
    return tuple(_row(cells, by_name[cells["name"]]) for cells in ordered.iter_rows(named=True))


def releases(folder: Path, reports: Sequence[LoadReport], info: CaseInfo) -> tuple[Release, ...]:
    """Return every total of the pair in every national file, earlier files of an office before later ones."""
    national = [report for report in reports if report.kept and is_national(report)]
    found = [_pair(flows_of(folder, [report]), report, info) for report in national]
    every = pl.concat(found or [_none()]).sort("reach", "published", "dataset", "row", "flow", "month")
    return tuple(
        Release(
            **{name: cells[name] for name in NAMED},
            value=plain(Decimal(f"{cells['value']:.{DIGITS}g}")),
            dataset=cells["dataset"],
            row=cells["row"],
            published=cells["published"] or None,
        )
        for cells in every.iter_rows(named=True)
    )


def is_national(report: LoadReport) -> bool:
    """Say whether a file holds what a country itself reports."""
    return report.layout not in RECONCILED and (report.layout != "table" or len(report.reporters) == 1)


@cache
def offices() -> Mapping[str, Mapping[str, str]]:
    """Return who publishes the files of each layout: voice, outlet and address."""
    text = files("karvon.measure.codes").joinpath("data", "offices.csv").read_text(encoding="utf-8")
    return {row["layout"]: row for row in csv.DictReader(text.splitlines())}


def _out(report: LoadReport, info: CaseInfo) -> bool:
    day = partial(report.published).last if report.published else info.collected
    return day is not None and day <= info.as_of


def _pair(flows: pl.LazyFrame, report: LoadReport, info: CaseInfo) -> pl.DataFrame:
    """Return the totals of the pair in one load, of years and of months, with what orders it among others.

    Where a file has goods only, all chapters of them, a total is the sum of its goods, and its data set says so.
    """
    ours = pl.col("reporter").is_in(info.countries) & pl.col("partner").is_in(info.countries)
    total = (pl.col("code") == "") & (pl.col("region") == "")
    told = flows.filter(ours & total).collect()
    summed = _summed(flows.filter(pl.col("reporter").is_in(info.countries)), ours).join(told, on=KEY, how="anti")
    return pl.concat([told, summed.select(told.columns)]).with_columns(
        layout=pl.lit(report.layout),
        name=pl.lit(report.name),
        published=pl.lit(report.published or ""),
        reach=pl.lit(max(report.years, default=0), dtype=pl.Int64),
    )


def _summed(flows: pl.LazyFrame, ours: pl.Expr) -> pl.DataFrame:
    """Return the pair's totals as sums of goods, at the level of codes that tells most, for years downloaded whole."""
    goods = flows.filter(
        (pl.col("code") != "") & (pl.col("region") == "") & pl.col("classification").str.starts_with("HS")
    )
    year = ("reporter", "flow", "year", "month")
    chapters = goods.group_by(year).agg(pl.col("code").str.slice(0, 2).n_unique().alias("chapters"))
    level = pl.col("code").str.len_chars().alias("digits")
    return (
        goods.filter(ours)
        .join(chapters.filter(pl.col("chapters") >= CHAPTERS), on=year)
        .group_by(*KEY, "classification", "dataset", level)
        .agg(pl.col("value").sum(), pl.col("row").min(), pl.len().alias("rows"), pl.col("imputed").any())
        .collect()
        .sort("value", "digits", descending=(True, False))
        .unique(KEY, keep="first", maintain_order=True)
        .with_columns(
            dataset=pl.format("{}, sum of {} rows of {} digits, the first of them", "dataset", "rows", "digits"),
            classification=pl.lit("total"),
            code=pl.lit(""),
            region=pl.lit(""),
            quantity=pl.lit(None, pl.Float64),
            quantity_unit=pl.lit(None, pl.String),
            weight=pl.lit(None, pl.Float64),
        )
    )


def _none() -> pl.DataFrame:
    extra = {"layout": pl.String(), "name": pl.String(), "published": pl.String(), "reach": pl.Int64()}
    return pl.DataFrame(schema=dict(SCHEMA) | extra)


def _row(cells: Mapping[str, object], report: LoadReport) -> Row:
    filled = {name: text for name, text in _cells(cells, report) if text}
    name = f"{report.layout}-{report.sha256[:8]}-{cells['reporter']}-{cells['flow']}-{cells['year']}"
    return Row(table=TABLE, id=name.lower(), cells=filled)


def _cells(cells: Mapping[str, object], report: LoadReport) -> Iterator[tuple[str, str | None]]:
    office = offices().get(report.layout, {})
    yield from (("indicator", str(cells["flow"])), ("value", written(cells["value"], report.scale)))
    yield from (("scale", report.scale), ("unit", "USD"), ("bound", "eq"), ("change", "level"), ("status", "actual"))
    yield from (("reporter", str(cells["reporter"])), ("partner", str(cells["partner"])))
    yield from (("period_start", str(cells["year"])), ("period_end", str(cells["year"])), ("period_type", "period"))
    yield from (("side", str(cells["reporter"])), ("voice", office.get("voice")), ("coverage", report.coverage))
    yield from (("origin", "statistics"), ("dataset", f"{cells['dataset']}, row {cells['row']}"))
    yield from (("outlet", report.outlet or office.get("outlet")), ("source_url", report.url or office.get("url")))
    yield ("source_date", report.published)


def written(value: object, scale: str) -> str:
    """Return a value in USD as its file writes it, in its own scale and with at most 15 digits."""
    return format(plain(Decimal(f"{float(str(value)) / float(SCALES[scale]):.{DIGITS}g}")), "f")
