"""The one table of flows that every trade file becomes, whatever its layout."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from karvon.model.loading import LoadReport

SCHEMA = pl.Schema(
    {
        "reporter": pl.String(),  # ISO 3166-1 alpha-3 of the side whose statistics it is
        "partner": pl.String(),  # the same, WLD for the world, or the file's own code where that is no country
        "flow": pl.String(),  # export or import, as the reporter sees it
        "year": pl.Int16(),
        "month": pl.Int8(),  # 1 to 12; 0 for the whole year
        "classification": pl.String(),  # total, HS1992 … HS2022, SITC1 … SITC4, BEC4, BEC5, or a national one
        "code": pl.String(),  # the code with its leading zeros; empty for the total of all goods
        "value": pl.Float64(),  # USD
        "quantity": pl.Float64(),
        "quantity_unit": pl.String(),
        "weight": pl.Float64(),  # kg
        "coverage": pl.String(),  # goods or goods_services
        "region": pl.String(),  # the reporter's region as written; empty for the whole country
        "dataset": pl.String(),  # name of the file
        "row": pl.Int64(),  # its row there, as a spreadsheet counts
        "imputed": pl.Boolean(),  # value or quantity was estimated by whoever published it
    }
)
DEFAULTS = {"month": 0, "classification": "total", "code": "", "region": "", "imputed": False}
KEY = ("reporter", "partner", "flow", "year", "month", "classification", "code", "coverage", "region")
WORLD = "WLD"
TOTAL = "total"
EXPORT, IMPORT = "export", "import"
GOODS, GOODS_SERVICES = "goods", "goods_services"


class Loaded(NamedTuple):
    """The flows of one file, with exactly the columns of SCHEMA, and the report on how they were loaded."""

    flows: pl.DataFrame
    report: LoadReport


def empty() -> pl.DataFrame:
    """Return a table of flows without rows."""
    return pl.DataFrame(schema=SCHEMA)


def conform(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the frame with exactly the columns of SCHEMA in their order; what is missing has its default or null."""
    defaults = [pl.lit(DEFAULTS.get(name)).alias(name) for name in SCHEMA if name not in frame.columns]
    columns = [
        pl.col(name).cast(kind).fill_null(DEFAULTS.get(name)) for name, kind in SCHEMA.items() if name in DEFAULTS
    ]
    return frame.with_columns(defaults).with_columns(columns).select(pl.col(name).cast(SCHEMA[name]) for name in SCHEMA)


def at_level(frame: pl.DataFrame, classification: str, digits: int) -> pl.DataFrame:
    """Return the flows of one classification at one level, the only ones that may be summed.

    `digits` is the length of the code: 2, 4 or 6 in the Harmonised System; 0 gives the totals of all goods.
    """
    level = pl.col("code").str.len_chars() == digits
    return frame.filter(level & (pl.col("classification") == classification))


def totals(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the flows of all goods together, of whole years and the whole country."""
    whole = (pl.col("code") == "") & (pl.col("month") == 0) & (pl.col("region") == "")
    return frame.filter(whole)
