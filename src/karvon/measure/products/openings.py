"""Goods that two countries do not trade though both trade them, and what the partner buys from third countries.

Both need only the two countries' own figures. What is possible is the lesser of what the one sells elsewhere and the
other buys elsewhere: an upper bound that says where to look, not what will come.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from karvon.measure.products.recoded import LINKS, kin
from karvon.measure.products.world import World, between

SUPPLIERS = 3


def openings(world: World, exporter: str, importer: str, links: pl.DataFrame = LINKS) -> pl.DataFrame:
    """Return every good that the exporter sells elsewhere and the importer buys elsewhere, the largest first.

    Columns: code, actual (what the one sells the other now), sold (to others), bought (from others), possible (the
    lesser of these two), share (of the exporter in what the importer buys), all in USD but the share; and now: whether
    the one sells it, or its counterpart in another revision of the year (`links`), to the other now.
    """
    actual = between(world, exporter, importer)
    supply, demand = world.exports[world.row(exporter)], world.imports[world.row(importer)]
    frame = pl.DataFrame(
        {"code": pl.Series(world.codes, dtype=pl.String), "actual": actual, "supply": supply, "demand": demand}
    )
    sold, bought = pl.col("supply") - pl.col("actual"), pl.col("demand") - pl.col("actual")
    both = frame.with_columns(sold.clip(0).alias("sold"), bought.clip(0).alias("bought"))
    found = both.filter((pl.col("sold") > 0) & (pl.col("bought") > 0)).with_columns(
        pl.min_horizontal("sold", "bought").alias("possible"),
        (pl.col("actual") / (pl.col("actual") + pl.col("bought"))).alias("share"),
    )
    ranked = found.sort("possible", "code", descending=[True, False])
    now = pl.col("code").is_in(sorted(sold_now(world, exporter, importer, links))).alias("now")
    return ranked.select("code", "actual", "sold", "bought", "possible", "share", now)


def sold_now(world: World, exporter: str, importer: str, links: pl.DataFrame = LINKS) -> set[str]:
    """Return the codes that one country sells another, with their counterparts in other revisions of the year."""
    codes = np.array(world.codes, dtype=str)
    sold = between(world, exporter, importer) > 0
    asked = links.filter(pl.col("origin").is_in(sorted(world.revisions)))
    now = set(codes[sold].tolist())
    return now | kin(set(codes[~sold].tolist()), now, asked)


def widening(found: pl.DataFrame) -> pl.DataFrame:
    """Return the openings that would widen the range of goods: those of which nothing at all is sold now."""
    return found.filter(~pl.col("now"))


def substitution(found: pl.DataFrame) -> pl.DataFrame:
    """Return the openings in goods that are sold already, but that the partner also buys from third countries."""
    return found.filter("now")


def suppliers(world: World, exporter: str, importer: str) -> pl.DataFrame:
    """Return code, and the largest third countries the importer buys it from with their values, as lists by size."""
    sells = (pl.col("importer") == importer) & ~pl.col("exporter").is_in([exporter, importer]) & (pl.col("value") > 0)
    others = world.pairs.filter(sells).select(
        pl.col("code").cast(pl.String), pl.col("exporter").cast(pl.String), "value"
    )
    ranked = others.group_by("code", "exporter").agg(pl.col("value").sum())
    ordered = ranked.sort("code", "value", "exporter", descending=[False, True, False])
    return ordered.group_by("code", maintain_order=True).agg(
        pl.col("exporter").head(SUPPLIERS).alias("suppliers"), pl.col("value").head(SUPPLIERS).alias("supplied")
    )


def prices(world: World, exporter: str, importer: str) -> pl.DataFrame:
    """Return code, price (USD per kg the exporter gets from all) and paid (USD per kg the importer pays to others).

    Unit values over the flows whose weight is known; missing where it is for none.
    """
    weighed = world.pairs.filter((pl.col("weight") > 0) & (pl.col("value") > 0))
    got = _unit_value(weighed.filter(pl.col("exporter") == exporter), "price")
    bought = (pl.col("importer") == importer) & (pl.col("exporter") != exporter)
    return got.join(_unit_value(weighed.filter(bought), "paid"), on="code", how="full", coalesce=True).sort("code")


def _unit_value(flows: pl.DataFrame, name: str) -> pl.DataFrame:
    value = pl.col("value").sum() / pl.col("weight").sum()
    return flows.group_by(pl.col("code").cast(pl.String)).agg(value.alias(name))
