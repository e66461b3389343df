"""What growth of trade is made of: new goods against more of the same, and there price against volume.

The change of a flow between two years is the sum of goods that entered, goods that left, and goods that stayed; of
those that stayed and whose quantities are known in both years, price effect and volume effect add up to the change
exactly (Bennet 1920): Δv = ½(q₀ + q₁) Δp + ½(p₀ + p₁) Δq.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from karvon.measure.products.indicators import unit_values
from karvon.measure.products.recoded import LINKS, recoded

SPREAD = 5.0  # a unit value that moves by a larger factor between two years is taken for another unit or article


class Margins(NamedTuple):
    """The change of a flow between two years in USD, in parts that add up, and how many goods stand behind each.

    `price` + `volume` + `unmeasured` is the change of the goods that stayed; `measured_share` is the share of their
    value in both years whose price and volume could be told apart; `price_index` is Fisher's index of those (1.1 =
    10 % dearer). Goods that stand under another code in the other year's revision are `recoded`: they are neither new
    nor lost, and their change is unmeasured.
    """

    start: float
    end: float
    entered: float
    left: float
    price: float
    volume: float
    unmeasured: float
    measured_share: float
    price_index: float
    goods_entered: int
    goods_left: int
    goods_stayed: int
    goods_recoded: int = 0


def margins(flows: pl.DataFrame, first: int, last: int, spread: float = SPREAD, links: pl.DataFrame = LINKS) -> Margins:
    """Return the margins of growth of one flow, or of the sum of several, between two years.

    `flows` has the columns of `goods`; goods that move between several countries are taken together. Price and volume
    are told apart for goods measured in one same unit in both years whose unit value moved by at most `spread` times.
    `links` are the counterparts of codes in other revisions, as `recoded` takes them.
    """
    goods = by_good(flows, first, last, spread, links)
    entered, left = (goods.filter(pl.col("margin") == name) for name in ("entered", "left"))
    stayed = goods.filter(pl.col("margin").is_in(["stayed", "recoded"]))
    told = stayed.filter(pl.col("price").is_not_null())
    change = _sum(stayed, "end") - _sum(stayed, "start")
    both = _sum(stayed, "start") + _sum(stayed, "end")
    price, volume = _sum(told, "price"), _sum(told, "volume")
    return Margins(
        start=_sum(goods, "start"),
        end=_sum(goods, "end"),
        entered=_sum(entered, "end"),
        left=_sum(left, "start"),
        price=price,
        volume=volume,
        unmeasured=change - price - volume,
        measured_share=(_sum(told, "start") + _sum(told, "end")) / both if both > 0 else float("nan"),
        price_index=_fisher(told),
        goods_entered=entered.height,
        goods_left=left.height,
        goods_stayed=int((goods["margin"] == "stayed").sum()),
        goods_recoded=int((goods["margin"] == "recoded").sum()),
    )


def by_good(
    flows: pl.DataFrame, first: int, last: int, spread: float = SPREAD, links: pl.DataFrame = LINKS
) -> pl.DataFrame:
    """Return code, start, end, growth, margin, price and volume effect by good, sorted by code.

    The margin is entered, left, stayed or recoded; effects in USD, missing where quantities do not let them be told
    apart or a value was divided among codes.
    """
    years = [_year(flows, year) for year in (first, last)]
    start, end = years[0], years[1].rename({name: f"{name}_end" for name in ("value", "measured", "measured_in")})
    both = start.join(end, on="code", how="full", coalesce=True).sort("code")
    before, after = pl.col("value").fill_null(0.0), pl.col("value_end").fill_null(0.0)
    p0, p1 = pl.col("value") / pl.col("measured"), pl.col("value_end") / pl.col("measured_end")
    alike = (pl.col("measured_in") == pl.col("measured_in_end")) & (p1 / p0).is_between(1 / spread, spread)
    price = (p1 - p0) * (pl.col("measured") + pl.col("measured_end")) / 2
    margin = pl.when(before == 0).then(pl.lit("entered")).when(after == 0).then(pl.lit("left"))
    moved = pl.col("code").cast(pl.String).is_in(recoded(flows, first, last, links)) & ((before == 0) | (after == 0))
    return both.select(
        "code",
        before.alias("start"),
        after.alias("end"),
        pl.when(before > 0).then(after / before - 1).alias("growth"),
        pl.when(moved).then(pl.lit("recoded")).otherwise(margin.otherwise(pl.lit("stayed"))).alias("margin"),
        pl.when(alike).then(price).alias("price"),
        pl.when(alike).then(after - before - price).alias("volume"),
        pl.when(alike).then("measured").alias("quantity_start"),
        pl.when(alike).then("measured_end").alias("quantity_end"),
    )


def _year(flows: pl.DataFrame, year: int) -> pl.DataFrame:
    """Return code, value, measured and its unit in one year; a good is measured where every flow of it is, alike."""
    held = unit_values(flows.filter((pl.col("year") == year) & (pl.col("value") > 0)))
    complete = (pl.col("measured").null_count() == 0) & (pl.col("measured_in").n_unique() == 1)
    if "divided" in held.columns:
        complete &= ~pl.col("divided").any()
    return held.group_by("code").agg(
        pl.col("value").sum(),
        pl.when(complete).then(pl.col("measured").sum()).alias("measured"),
        pl.when(complete).then(pl.col("measured_in").first()).alias("measured_in"),
    )


def _fisher(told: pl.DataFrame) -> float:
    """Return Fisher's price index: the geometric mean of Laspeyres' and Paasche's; NaN when nothing is measured."""
    if told.is_empty():
        return float("nan")
    names = ("start", "end", "quantity_start", "quantity_end")
    v0, v1, q0, q1 = (told[name].to_numpy() for name in names)
    laspeyres = (v1 / q1 * q0).sum() / v0.sum()
    paasche = v1.sum() / (v0 / q0 * q1).sum()
    return float(np.sqrt(laspeyres * paasche))


def _sum(frame: pl.DataFrame, column: str) -> float:
    return float(frame[column].sum())
