"""Indicators of trade between countries: turnover, balance, shares, concentration, two-way trade, fit, unit values.

Functions on arrays take goods as their last axis and values in one currency; functions on frames take the columns of
`goods`. A share is a fraction.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]
KILOGRAM = "kg"


class Concentration(NamedTuple):
    """How concentrated values are: the Herfindahl-Hirschman index, and how many equal parts would give the same."""

    herfindahl: float
    equivalents: float
    normalised: float


def turnover(flows: pl.DataFrame, left: str, right: str) -> pl.DataFrame:
    """Return year, exports, imports, turnover and balance of the left country with the right one, in USD, by year.

    `flows` are goods that moved between the two. A flow of which nothing is told is missing, not zero, and so are
    turnover and balance then.
    """
    sums = flows.group_by("year", "exporter").agg(pl.col("value").sum())
    sides = [
        sums.filter(pl.col("exporter") == code).select("year", pl.col("value").alias(name))
        for code, name in ((left, "exports"), (right, "imports"))
    ]
    joined = sides[0].join(sides[1], on="year", how="full", coalesce=True).sort("year")
    total, balance = pl.col("exports") + pl.col("imports"), pl.col("exports") - pl.col("imports")
    return joined.with_columns(total.alias("turnover"), balance.alias("balance"))


def shares(values: Floats) -> Floats:
    """Return the share of each part in the sum of the last axis; NaN where the sum is zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        held: Floats = values / values.sum(axis=-1, keepdims=True)
        return held


def concentration(values: Floats) -> Concentration:
    """Return the concentration of values (P,): HHI = Σ s², its number equivalent 1 / HHI, and (HHI − 1/n) / (1 − 1/n).

    Herfindahl (1950), Hirschman (1945); the number equivalent is Adelman's (1969), the normalised form UNCTAD's square
    of it without the root. n counts the parts above zero; all NaN when there is none.
    """
    held = values[values > 0]
    if held.size == 0:
        return Concentration(float("nan"), float("nan"), float("nan"))
    index = float((shares(held) ** 2).sum())
    normalised = 1.0 if held.size == 1 else (index - 1 / held.size) / (1 - 1 / held.size)
    return Concentration(index, 1 / index, normalised)


def two_way(exports: Floats, imports: Floats) -> Floats:
    """Return the Grubel-Lloyd index of every good (P,): 1 − |x − m| / (x + m), Grubel and Lloyd (1975), equation 2.2.

    1 when exports and imports of a good are equal, 0 when it moves one way only, NaN when it does not move.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return 1 - np.abs(exports - imports) / (exports + imports)


def two_way_total(exports: Floats, imports: Floats) -> float:
    """Return the Grubel-Lloyd index of all goods together: the goods' indices weighted by their trade.

    1 − Σ|x − m| / Σ(x + m); not corrected for an imbalance of the whole, which lowers it. NaN without any trade.
    """
    total = float((exports + imports).sum())
    return 1 - float(np.abs(exports - imports).sum()) / total if total > 0 else float("nan")


def complementarity(exports: Floats, imports: Floats) -> float:
    """Return how well what one country sells to the world fits what another buys: 100 (1 − Σ|m − x| / 2).

    Michaely (1996); x and m are the shares of goods (P,) in the one's exports and the other's imports. 100 when they
    are the same, 0 when no good is in both, NaN when either is empty.
    """
    return 100 * (1 - float(np.abs(shares(imports) - shares(exports)).sum()) / 2)


def growth(start: Floats, end: Floats) -> Floats:
    """Return the relative change of each value (0.1 = 10 % more); NaN where nothing stood at the start."""
    with np.errstate(divide="ignore", invalid="ignore"):
        change: Floats = np.where(start > 0, end / start - 1, np.nan)
        return change


def unit_values(flows: pl.DataFrame) -> pl.DataFrame:
    """Return the flows with `unit_value` (USD per `measured_in`) and what it rests on, `measured`.

    The quantity in its own unit is used where there is one, else the weight in kilograms; without either, or with zero,
    the unit value is missing. A unit value is no price: a good of six digits holds many articles.
    """
    has_quantity = (pl.col("quantity") > 0) & pl.col("quantity_unit").is_not_null()
    has_weight = pl.col("weight") > 0
    measured = pl.when(has_quantity).then("quantity").when(has_weight).then("weight")
    unit = pl.when(has_quantity).then("quantity_unit").when(has_weight).then(pl.lit(KILOGRAM))
    return flows.with_columns(measured.alias("measured"), unit.alias("measured_in")).with_columns(
        (pl.col("value") / pl.col("measured")).alias("unit_value")
    )
