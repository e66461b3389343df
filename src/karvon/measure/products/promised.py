"""Non-commodity exports of both sides under every named definition, and what a promised rise of them would mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from karvon.measure.products.goods import WORLD
from karvon.measure.products.noncommodity import SPLIT, Rise, rises, split
from karvon.measure.products.rows import money, ratio
from karvon.model.products import RiseReading, Share

PARTNER, NEIGHBOURS, EVERYBODY = "partner", "neighbours", "world"


def promised(
    history: pl.DataFrame,
    definitions: pl.DataFrame,
    pair: tuple[str, str],
    neighbours: Mapping[str, tuple[str, ...]],
    rise: float,
) -> tuple[tuple[Share, ...], tuple[RiseReading, ...]]:
    """Return the shares by definition, exporter, where to and year, and every reading of a rise to neighbours."""
    shares: list[Share] = []
    readings: list[RiseReading] = []
    for exporter, to, flows in _streams(history, pair, neighbours):
        found = split(flows, definitions)
        shares += [_share(exporter, to, row) for row in found.iter_rows(named=True)]
        if to == NEIGHBOURS:
            readings += [_reading(exporter, to, one, rise) for one in rises(found, rise)]
    return tuple(shares), tuple(readings)


def _streams(
    history: pl.DataFrame, pair: tuple[str, str], neighbours: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str, pl.DataFrame]]:
    """Yield exporter, where to, and the flows: to the partner, to all neighbours together, to the whole world."""
    for exporter, partner in (pair, pair[::-1]):
        own = history.filter(pl.col("exporter") == exporter)
        yield exporter, PARTNER, own.filter(pl.col("importer") == partner)
        yield (
            exporter,
            NEIGHBOURS,
            own.filter(pl.col("importer").cast(pl.String).is_in(list(neighbours.get(exporter, ())))),
        )
        yield exporter, EVERYBODY, to_world(own)


def to_world(own: pl.DataFrame) -> pl.DataFrame:
    """Return one exporter's goods to the whole world: its own totals in years that have them, else all its flows."""
    stated = own.filter(pl.col("importer") == WORLD)
    summed = own.filter(pl.col("importer") != WORLD)
    return pl.concat(
        [stated, summed.join(stated.select("year").unique(), on="year", how="anti", maintain_order="left")]
    )


def _share(exporter: str, to: str, row: Mapping[str, object]) -> Share:
    return Share(
        definition=str(row["definition"]),
        exporter=exporter,
        to=to,
        year=int(str(row["year"])),
        **{name: money(float(str(row[name]))) for name in SPLIT},
        share=ratio(row["share"]),  # type: ignore[arg-type]
    )


def _reading(exporter: str, to: str, one: Rise, rise: float) -> RiseReading:
    return RiseReading(
        definition=one.definition,
        exporter=exporter,
        to=to,
        rise=ratio(rise) or money(0),
        base_year=one.base_year,
        base=money(one.base),
        needed=money(one.needed),
        latest_year=one.latest_year,
        latest=money(one.latest),
        growth=ratio(one.growth) or money(0),
        reached=one.reached,
        imputed=one.imputed,
    )
