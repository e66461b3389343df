"""What it costs to reach a market, as far as somebody knows: tariffs and transport by good, from a table the user has.

The table has columns importer, exporter (empty: any without a row of its own), code (a good or the beginning of its
code, empty: all), tariff and transport, both fractions of the value, either may be missing. The rate of a good is the
one with the longest code; a rate for the exporter itself goes before one for any.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvon.measure.products.potential import average_of_others, tariff_advantage
from karvon.measure.products.world import World, partners

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
