"""What it costs to reach a market, as far as somebody knows: tariffs and transport by good, from a table the user has.

The table has columns importer, exporter (empty: any without a row of its own), code (a good or the beginning of its
code, empty: all), tariff and transport, both fractions of the value, either may be missing. The rate of a good is the
one with the longest code; a rate for the exporter itself goes before one for any.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvon.measure.products.potential import average_of_others, tariff_advantage
from karvon.measure.products.world import World, partners
from karvon.model.document import Finding
from karvon.store.countries import is_country

Floats = NDArray[np.float64]

SCHEMA = pl.Schema(
    {
        "importer": pl.String(),
        "exporter": pl.String(),
        "code": pl.String(),
        "tariff": pl.Float64(),
        "transport": pl.Float64(),
    }
)
ELASTICITY = 5.0  # how trade answers to a price: Head and Mayer (2014), median of structural estimates
ANY = ""


class Access(NamedTuple):
    """What one exporter pays in one market by good (P,), and what its competitors pay; NaN where it is not known."""

    tariff: Floats
    others: Floats
    transport: Floats
    advantage: Floats


def access(table: pl.DataFrame, world: World, exporter: str, importer: str) -> Access:
    """Return what is known of access to a market, competitors' tariffs weighted by what each sells there."""
    rates = {country: _rates(table, world.codes, importer, country) for country in (exporter, ANY)}
    sold = partners(world, importer, "importer", "exporter")
    sold[world.row(exporter)] = 0.0
    tariffs = np.broadcast_to(rates[ANY]["tariff"], sold.shape).copy()
    named = table.filter((pl.col("importer") == importer) & pl.col("exporter").is_in(world.countries))
    for country in named["exporter"].unique().sort():
        tariffs[world.row(country)] = _rates(table, world.codes, importer, country)["tariff"]
    others = average_of_others(tariffs, sold)
    own = rates[exporter]
    gain = tariff_advantage(own["tariff"], others, ELASTICITY)
    return Access(own["tariff"], others, own["transport"], gain)


def _rates(table: pl.DataFrame, codes: tuple[str, ...], importer: str, exporter: str) -> dict[str, Floats]:
    """Return the tariff and the transport cost of every good (P,): the closest row that gives each."""
    found = {name: np.full(len(codes), np.nan) for name in ("tariff", "transport")}
    meant = table.filter((pl.col("importer") == importer) & pl.col("exporter").is_in([exporter, ANY]))
    written = np.array(codes, dtype=str)
    for row in meant.sort(pl.col("exporter") != ANY, pl.col("code").str.len_bytes()).iter_rows(named=True):
        covered = np.char.startswith(written, row["code"])
        for name, values in found.items():
            if row[name] is not None:
                values[covered] = row[name]
    return found


def read_access(path: Path) -> tuple[pl.DataFrame, tuple[Finding, ...]]:
    """Return tariffs and transport costs from a CSV file, in which they are percent, and what is wrong in it.

    Rows with a country that is none or a cost that is no number from 0 are left out, each with a finding; a file
    without the columns gives an empty table and a finding. OSError when it cannot be read.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [name for name in SCHEMA if name not in (reader.fieldnames or ())]
        if missing:
            found = Finding(path.name, "", "growth.access_columns", params=(("columns", ", ".join(missing)),))
            return SCHEMA.to_frame(), (found,)
        read = [_row(path.name, number, row) for number, row in enumerate(reader, 2)]
    findings = tuple(one for one in read if isinstance(one, Finding))
    return pl.DataFrame([one for one in read if not isinstance(one, Finding)], schema=SCHEMA), findings


def _row(file: str, number: int, row: Mapping[str, str]) -> dict[str, str | float | None] | Finding:
    """Return one row with its costs as fractions, or what is wrong with it."""
    for name in ("importer", "exporter"):
        if not is_country(row[name]) and (name == "importer" or row[name]):
            return _wrong(file, number, row[name], "ISO 3166-1 alpha-3")
    if row["code"] and not row["code"].isdecimal():
        return _wrong(file, number, row["code"], "HS")
    costs: dict[str, str | float | None] = {}
    for name in ("tariff", "transport"):
        costs[name] = _fraction(row[name])
        if row[name] and costs[name] is None:
            return _wrong(file, number, row[name], "%")
    return {name: row[name] for name in ("importer", "exporter", "code")} | costs


def _fraction(written: str) -> float | None:
    """Return percent as a fraction; None for what is no number from 0."""
    try:
        value = float(written.replace(",", "."))
    except ValueError:
        return None
    return value / 100 if 0 <= value < math.inf else None


def _wrong(file: str, number: int, value: str, wanted: str) -> Finding:
    params = (("value", value), ("wanted", wanted))
    return Finding(file, str(number), "growth.access_row", "warning", params)
