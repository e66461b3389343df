"""Which countries have a land border with each other, and how large their trade usually is.

Borders are those of Natural Earth (public domain) in world-atlas 2; overseas departments count, as their trade does.
Magnitudes are means of 2016-2020 computed from CEPII BACI (Etalab Open Licence 2.0), to a quarter of a power of ten.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import polars as pl

from karvon.measure.codes.packed import rows

LEAST = 5
STEPS = 4
MIDDLE = 0.5  # of the step that a letter stands for
WORLD = "WLD"


def neighbours(country: str) -> tuple[str, ...]:
    """Return the countries with a land border to this one, in the order of their codes; none for an island."""
    return _borders().get(country, ())


@cache
def _borders() -> Mapping[str, tuple[str, ...]]:
    return {code: tuple(names.split()) for code, names in rows("neighbours.txt")}


@cache
def magnitudes() -> pl.DataFrame:
    """Return how large exports between two countries are, and of each to the world: exporter, importer, usual (USD)."""
    (_, countries), *table = list(rows("magnitudes.txt"))
    importers = countries.split()
    records = [
        (exporter, importer, 10 ** (LEAST + (ord(letter) - ord("A") + MIDDLE) / STEPS))
        for exporter, letters in table
        for importer, letter in zip(importers, letters, strict=True)
        if letter != "."
    ]
    pairs = pl.DataFrame(records, schema=["exporter", "importer", "usual"], orient="row")
    out = pairs.group_by("exporter").agg(pl.col("usual").sum()).with_columns(importer=pl.lit(WORLD))
    into = pairs.group_by("importer").agg(pl.col("usual").sum()).with_columns(exporter=pl.lit(WORLD))
    return pl.concat([pairs, out.select(pairs.columns), into.select(pairs.columns)])
