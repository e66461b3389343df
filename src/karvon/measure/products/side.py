"""One direction of trade: growth points of an exporter in one market, new goods, substitution, the flow as a whole."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from karvon.measure.products import rows
from karvon.measure.products.access import Access
from karvon.measure.products.indicators import complementarity, concentration
from karvon.measure.products.openings import openings, prices, sold_now, substitution, suppliers, widening
from karvon.measure.products.points import Weighed, table
from karvon.measure.products.recoded import LINKS
from karvon.measure.products.space import Space
from karvon.measure.products.world import World, imputed
from karvon.model.products import Flow, GrowthPoint, Opening

CHEAPER = 0.9  # the exporter gets less than this part of what the importer pays others for the same weight
ACCESS = ("tariff", "tariff_others", "transport")
REASONS = (
    "absent", "others", "leads", "advantage", "near", "complex", "growing", "cheaper", "preferred", "dearer", "border",
    "held",
)  # fmt: skip


class Side(NamedTuple):
    """What one direction of trade came to, the largest goods first, at most as many of each kind as were asked for."""

    flow: Flow
    points: tuple[GrowthPoint, ...]
    widening: tuple[Opening, ...]
    substitution: tuple[Opening, ...]


class Beside(NamedTuple):
    """What stands beside a direction of trade: what the importer bought in an earlier year, access, a common border.

    `links` are the counterparts of codes in other revisions, as `recoded` takes them.
    """

    earlier: World | None = None
    access: Access | None = None
    border: str = ""
    links: pl.DataFrame = LINKS


def side(world: World, space: Space | None, weighed: Weighed, beside: Beside, top: int) -> Side:
    """Return one direction of trade; `weighed` has the importer as its one market."""
    exporter, (importer,) = weighed.exporter, weighed.importers
    about = suppliers(world, exporter, importer).join(
        prices(world, exporter, importer), on="code", how="full", coalesce=True
    )
    every = table(weighed, world, space)
    found = every.head(top).join(about, on="code", how="left", maintain_order="left")
    told = _reasons(_with_access(found, world, beside.access), world, weighed, beside)
    opened = _marked(openings(world, exporter, importer, beside.links), world, exporter, importer)
    kept = [part.head(top).join(about, on="code", how="left", maintain_order="left") for part in
            (widening(opened), substitution(opened))]  # fmt: skip
    new, more = (rows.openings(part.iter_rows(named=True), exporter, importer) for part in kept)
    points = rows.points(_marked(told, world, exporter, importer).iter_rows(named=True), REASONS)
    return Side(_flow(world, space, weighed, float(every["unrealised"].sum())), points, new, more)


def _marked(found: pl.DataFrame, world: World, exporter: str, importer: str) -> pl.DataFrame:
    """Return the goods with `imputed`: whether a value behind them was divided among several codes."""
    return found.with_columns(pl.col("code").is_in(sorted(imputed(world, exporter, importer))).alias("imputed"))


def _with_access(found: pl.DataFrame, world: World, access: Access | None) -> pl.DataFrame:
    """Return the points with tariff, competitors' tariff and transport, missing where they are not known."""
    if access is None:
        return found.with_columns(pl.lit(None, pl.Float64).alias(name) for name in ACCESS)
    known = (access.tariff, access.others, access.transport)
    values = {name: pl.Series(array, nan_to_null=True) for name, array in zip(ACCESS, known, strict=True)}
    table_of_goods = pl.DataFrame({"code": pl.Series(world.codes, dtype=pl.String)} | values)
    return found.join(table_of_goods, on="code", how="left", maintain_order="left")


def _reasons(found: pl.DataFrame, world: World, weighed: Weighed, beside: Beside) -> pl.DataFrame:
    """Return the points with the reasons that only one pair of countries has, as Boolean columns."""
    growing = _growing(world, found, beside.earlier)
    leads = pl.col("supplied").list.first() > 0.5 * pl.col("demand")
    own, others = pl.col("tariff"), pl.col("tariff_others")
    sold = sold_now(world, weighed.exporter, weighed.importers[0], beside.links)
    told = found.with_columns(
        pl.col("absent") & ~pl.col("code").is_in(sorted(sold)),
        leads.fill_null(value=False).alias("leads"),
        (pl.col("price") < CHEAPER * pl.col("paid")).fill_null(value=False).alias("cheaper"),
        (own < others).fill_null(value=False).alias("preferred"),
        (own > others).fill_null(value=False).alias("dearer"),
        pl.lit(value=bool(beside.border)).alias("border"),
        growing.alias("growing"),
    )
    missing = [pl.lit(value=False).alias(name) for name in REASONS if name not in told.columns]
    return told.with_columns(missing)


def _growing(world: World, found: pl.DataFrame, earlier: World | None) -> pl.Series:
    """Say of each point whether the importer's purchases of the good grew faster than all its purchases."""
    if earlier is None or found.is_empty():
        return pl.repeat(value=False, n=found.height, eager=True)
    importer = found["importer"][0]
    now, before = (_bought(one, importer) for one in (world, earlier))
    whole = sum(now.values()) / sum(before.values()) if sum(before.values()) > 0 else np.inf
    codes = found["code"].to_list()
    unsure = imputed(earlier, "", importer) | imputed(world, "", importer)
    return pl.Series(
        [code in before and code not in unsure and now.get(code, 0.0) > whole * before[code] > 0 for code in codes],
        dtype=pl.Boolean,
    )


def _bought(world: World, importer: str) -> dict[str, float]:
    if importer not in world.countries:
        return {}
    return dict(zip(world.codes, world.imports[world.row(importer)].tolist(), strict=True))


def _flow(world: World, space: Space | None, weighed: Weighed, reach: float) -> Flow:
    """Return the flow as a whole."""
    exporter, (importer,) = weighed.exporter, weighed.importers
    actual = weighed.actual[0]
    held = concentration(actual)
    pair = world.pairs.filter((pl.col("exporter") == exporter) & (pl.col("importer") == importer) & pl.col("mirrored"))
    fit = complementarity(world.exports[world.row(exporter)], world.imports[world.row(importer)])
    return Flow(
        exporter=exporter,
        importer=importer,
        value=rows.money(float(actual.sum())),
        mirrored=rows.money(float(pair["value"].sum())),
        goods=int((actual > 0).sum()),
        herfindahl=rows.ratio(held.herfindahl),
        equivalents=rows.ratio(held.equivalents),
        complementarity=rows.ratio(fit),
        ease=rows.ratio(float(weighed.ease[0])),
        eci=rows.ratio(float(space.complexity.eci[world.row(exporter)])) if space is not None else None,
        reach=rows.money(reach),
    )
