"""A panel from a file of flows: one row a year, exporter and importer, with trade and what should explain it.

Columns are known by their names; a logarithm is asked for as log(NAME), a common land border as border where the file
has no such column. Rows that cannot be right are left out with a finding, the others are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from karvon.measure.codes.borders import neighbours
from karvon.measure.flows.numbers import parsed
from karvon.measure.flows.raw import Raw, inner, read_csv, read_grids, read_parquet, table_of
from karvon.measure.flows.telling import Sieve
from karvon.model.document import Finding

NAMES: Mapping[str, tuple[str, ...]] = {
    "year": ("year", "год"),
    "exporter": ("exporter", "exp", "iso_o", "iso3_o", "экспортёр", "экспортер"),
    "importer": ("importer", "imp", "iso_d", "iso3_d", "импортёр", "импортер"),
    "trade": ("trade", "value", "flow", "торговля", "стоимость"),
}
LOGGED = ("dist", "distance", "distw", "расстояние")  # taken in logarithms where nothing else is asked for
LOG = re.compile(r"log\((.+)\)")
BORDER = "border"
BORDERS = (BORDER, "contig", "contiguity", "contiguous", "adjacent", "граница")  # a file's own says the same
CELL = ("year", "exporter", "importer")


class Rows(NamedTuple):
    """Rows of a panel: year, exporter, importer, trade and the regressors by name; `read` counts those of the file."""

    frame: pl.DataFrame
    regressors: tuple[str, ...]
    read: int
    findings: tuple[Finding, ...]


def panel_file(path: Path, asked: Sequence[str] = ()) -> Rows:
    """Return the rows of a panel in a CSV (also .gz, .zip), Excel or Parquet file.

    `asked` are the regressors; without any all columns of numbers are, distances in logarithms, and the land border
    where no column tells of one. The table is empty where the findings say that a column is missing or nothing is left.
    """
    raw = _raw(path)
    if raw.frame.is_empty():
        return Rows(pl.DataFrame(), (), 0, raw.findings or (_finding(path, "gravity.empty"),))
    columns = {role: _column(raw.frame.columns, names) for role, names in NAMES.items()}
    missing = [role for role, name in columns.items() if name is None]
    if missing:
        has = ", ".join(name for name in raw.frame.columns if name != "row")
        found = _finding(path, "gravity.columns", columns=", ".join(missing), has=has)
        return Rows(pl.DataFrame(), (), raw.frame.height, (*raw.findings, found))
    frame = raw.frame.rename({name: role for role, name in columns.items() if name is not None})
    others = [name for name in frame.columns if name not in (*NAMES, "row")]
    wanted = tuple(asked) or tuple(_usual(frame, others))
    unknown = [name for name in wanted if _source(name) not in (*others, BORDER)]
    if unknown:
        found = _finding(path, "gravity.regressors", names=", ".join(unknown), has=", ".join(others) or "—")
        return Rows(pl.DataFrame(), (), frame.height, (*raw.findings, found))
    sieve = Sieve(_numbers(frame, wanted), path.name)
    _sift(sieve, wanted)
    kept = sieve.frame.select(*CELL, "trade", *wanted)
    return Rows(kept, wanted, frame.height, (*raw.findings, *sieve.findings))


def _raw(path: Path) -> Raw:
    """Return the table of a file, all its cells as text."""
    ending = inner(path)
    if ending in (".parquet", ".pq"):
        return read_parquet(path)
    if ending in (".xlsx", ".xls"):
        grids, findings = read_grids(path)
        tables = [table_of(path.name, grid, [cell.strip() for cell in grid[0]]) for grid in grids.values() if grid]
        filled = next((one for one in tables if one.frame.height), Raw(path.name, pl.DataFrame()))
        return filled._replace(findings=tuple(findings))
    return read_csv(path)


def _column(columns: Sequence[str], names: Sequence[str]) -> str | None:
    plain = {name.strip().lower(): name for name in columns}
    return next((plain[name] for name in names if name in plain), None)


def _source(name: str) -> str:
    """Return the column that a regressor is made of."""
    found = LOG.fullmatch(name)
    return found[1] if found else name


def _usual(frame: pl.DataFrame, others: Sequence[str]) -> Iterator[str]:
    """Yield the regressors that a file suggests: its columns of numbers, and the border where it has none."""
    for name in others:
        told = parsed(frame[name])
        if not bool(told.bad.any()) and told.values.drop_nulls().len():
            yield f"log({name})" if name.strip().lower() in LOGGED else name
    if not any(name.strip().lower() in BORDERS for name in others):
        yield BORDER


def _numbers(frame: pl.DataFrame, wanted: Sequence[str]) -> pl.DataFrame:
    """Return the frame with year, trade and regressors as numbers, and `bad` where a cell is none."""
    bad = pl.Series("bad", [False]).new_from_index(0, frame.height)
    columns = []
    for name in ("year", "trade", *dict.fromkeys(map(_source, wanted))):
        if name in frame.columns:
            told = parsed(frame[name])
            bad = bad | told.bad | told.doubtful
            columns.append(told.values.cast(pl.Float64).alias(name))
    made = frame.with_columns(columns).with_columns(bad.alias("bad"), pl.col("exporter", "importer").str.strip_chars())
    if BORDER in wanted and BORDER not in made.columns:
        pairs = made.select("exporter", "importer").iter_rows()
        made = made.with_columns(pl.Series(BORDER, [float(other in neighbours(one)) for one, other in pairs]))
    logs = [pl.col(_source(name)).log().alias(name) for name in wanted if LOG.fullmatch(name)]
    return made.with_columns(logs)


def _sift(sieve: Sieve, wanted: Sequence[str]) -> None:
    """Leave out the rows that cannot be right: no country or year, no number, negative trade, a flow told twice."""
    named = pl.col("exporter", "importer").fill_null("") == ""
    sieve.refuse(pl.any_horizontal(named) | pl.col("year").is_null(), "gravity_unnamed")
    sieve.refuse(pl.col("year") != pl.col("year").round(), "gravity_unnamed")
    sieve.refuse(pl.col("bad"), "gravity_number")
    sieve.refuse(pl.col("trade") < 0, "gravity_negative", "trade")
    infinite = [pl.col(name).is_infinite() | pl.col(name).is_nan() for name in ("trade", *wanted)]
    sieve.refuse(pl.any_horizontal(infinite), "gravity_infinite")
    sieve.refuse(pl.struct(CELL).is_duplicated() & ~pl.struct(CELL).is_first_distinct(), "gravity_twice")


def _finding(path: Path, code: str, **params: str) -> Finding:
    return Finding(path.name, "", code, "error", tuple(params.items()))
