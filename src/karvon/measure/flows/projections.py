"""Projections of output by country from a table that case.toml describes: what growth points rest on for years ahead.

[[data]] with layout = "projections": columns country, year, gdp and, if there is one, population; other names stand
under columns. GDP is in constant prices of any one unit a country. Nothing is projected here.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import polars as pl

from karvon.measure.codes.areas import area
from karvon.measure.flows.lists import read_table
from karvon.measure.flows.numbers import parsed
from karvon.measure.flows.telling import Sieve, told
from karvon.model.document import Finding
from karvon.model.loading import DataFile, Projection

LAYOUT = "projections"
ROLES = ("country", "year", "gdp", "population")
NEEDED = ROLES[:3]


class Projected(NamedTuple):
    """The rows of a table of projections, by country and year, and what is wrong with its file."""

    rows: tuple[Projection, ...]
    findings: tuple[Finding, ...]


def read_projections(path: Path, described: DataFile) -> Projected:
    """Return the projections of a file; rows without country, year or a positive GDP are told and left out."""
    raw = read_table(path, described)
    names = {role: described.columns.get(role, role) for role in ROLES}
    missing = [names[role] for role in NEEDED if names[role] not in raw.frame.columns]
    if missing:
        return Projected((), (*raw.findings, told(path.name, "columns_missing", columns=", ".join(missing))))
    there = {role: name for role, name in names.items() if name in raw.frame.columns}
    frame = raw.frame.select("row", *(pl.col(name).alias(role) for role, name in there.items()))
    numbers = {role: parsed(frame[role], described.decimal).values for role in there if role != "country"}
    codes = {text: area(text) for text in frame["country"].unique() if text}
    known = {text: of.code for text, of in codes.items() if of.kind != "unknown"}
    country = pl.col("country").replace_strict(known, default=None, return_dtype=pl.String).alias("code")
    sieve = Sieve(frame.with_columns(**numbers).with_columns(country), path.name)
    sieve.refuse(pl.col("code").is_null(), "area_unknown", "country", "warning")
    sieve.refuse(~pl.col("year").is_between(1900, 2200).fill_null(value=False), "period_unknown", "year")
    sieve.refuse(~(pl.col("gdp") > 0).fill_null(value=False), "projection_value", "gdp")
    sieve.refuse(~pl.struct("code", "year").is_first_distinct(), "projection_twice", "country")
    population = pl.col("population") if "population" in there else pl.lit(None, pl.Float64).alias("population")
    kept = sieve.frame.select("code", pl.col("year").cast(pl.Int64), "gdp", population).sort("code", "year")
    return Projected(
        tuple(Projection(country, year, gdp, people) for country, year, gdp, people in kept.iter_rows()),
        (*raw.findings, *sieve.findings),
    )
