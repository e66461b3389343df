"""One year of the world's trade as matrices of countries by goods, and the flows between countries behind them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvon.measure.products.goods import WORLD, Cut, once, told_by_both

Floats = NDArray[np.float64]
WHOLE_WORLD = 30  # with fewer countries that report themselves the sum of the file is not taken for the world


class World(NamedTuple):
    """Trade of one year in one cut, values in USD.

    `exports` and `imports` are (C, P): what each country sold to and bought from the whole world. `pairs` holds every
    flow between two countries: exporter, importer, code, value, quantity, quantity_unit, weight, mirrored, revision,
    divided. `reporters` reported themselves; of the others only what their partners say is known. `divided` names the
    flows (exporter, importer, code; the world among them) that hold a value divided among several codes; `revisions`
    are those the flows were told in.
    """

    year: int
    cut: Cut
    countries: tuple[str, ...]
    codes: tuple[str, ...]
    exports: Floats
    imports: Floats
    pairs: pl.DataFrame
    reporters: frozenset[str]
    divided: pl.DataFrame
    revisions: frozenset[str]

    def row(self, country: str) -> int:
        """Return the place of a country; KeyError when no flow of the year names it."""
        if country not in self.countries:
            raise KeyError(f"no flow of {self.year} names {country}")
        return self.countries.index(country)

    @property
    def whole(self) -> bool:
        """Whether enough countries report for their sum to stand for the world."""
        return len(self.reporters) >= WHOLE_WORLD


def world(flows: pl.LazyFrame, year: int, cut: Cut) -> World:
    """Return one year of a table of flows as matrices.

    What a country sells to the world is its own total to all partners where it gives one, else the sum of its flows;
    a country that does not report exports has the sum of what its partners report of it.
    """
    told = told_by_both(flows.filter(pl.col("year") == year), cut)
    own, mirror = told.filter(pl.col("flow") == "export"), told.filter(pl.col("flow") == "import")
    pairs = once(own, mirror).filter((pl.col("exporter") != WORLD) & (pl.col("importer") != WORLD)).drop("year")
    countries = tuple(name for name in _members(told["exporter"]) if name != WORLD)
    codes = _members(told["code"])
    exports = _totals(own, pairs, ("exporter", "importer"), (countries, codes))
    imports = _totals(mirror, pairs, ("importer", "exporter"), (countries, codes))
    reporters = frozenset([*own["exporter"].unique(), *mirror["importer"].unique()]) - {WORLD}
    divided = told.filter("divided").select("exporter", "importer", pl.col("code").cast(pl.String))
    revisions = frozenset(told["revision"].cast(pl.String).unique())
    return World(year, cut, countries, codes, exports, imports, pairs, reporters, divided, revisions)


def imputed(world: World, exporter: str, importer: str) -> frozenset[str]:
    """Return the codes whose figures for one direction of trade hold a value divided among several codes."""
    sides = {"exporter": exporter, "importer": importer}
    meant = pl.any_horizontal(pl.col(side).cast(pl.String) == country for side, country in sides.items())
    return frozenset(world.divided.filter(meant)["code"].to_list())


def matrix(flows: pl.DataFrame, side: str, countries: tuple[str, ...], codes: tuple[str, ...]) -> Floats:
    """Return flows as a matrix (C, P) of one side by good; countries or goods that are not named are left out."""
    places = flows.select(_place(side, countries).alias("row"), _place("code", codes).alias("column"), "value")
    known = places.drop_nulls()
    shape = (len(countries), len(codes))
    flat = known["row"].to_numpy() * shape[1] + known["column"].to_numpy()
    weights = known["value"].to_numpy()
    summed = np.bincount(flat, weights=weights, minlength=shape[0] * shape[1])
    return summed.astype(np.float64, copy=False).reshape(shape)


def partners(world: World, country: str, side: str, others: str) -> Floats:
    """Return the flows of one country by partner and good (C, P); sides are exporter and importer."""
    return matrix(world.pairs.filter(pl.col(side) == country), others, world.countries, world.codes)


def between(world: World, exporter: str, importer: str) -> Floats:
    """Return what one country sold to another, good by good (P,)."""
    pair = world.pairs.filter((pl.col("exporter") == exporter) & (pl.col("importer") == importer))
    sold: Floats = matrix(pair, "exporter", (exporter,), world.codes)[0]
    return sold


def _members(values: pl.Series) -> tuple[str, ...]:
    """Return the members of an enumeration, used or not."""
    kind = values.dtype
    if not isinstance(kind, pl.Enum):
        raise TypeError(f"{values.name} is {kind}, not an enumeration")
    return tuple(kind.categories)


def _place(name: str, members: tuple[str, ...]) -> pl.Expr:
    known = pl.Enum(members)
    return pl.col(name).cast(known, strict=False).to_physical().cast(pl.Int64)


def _totals(
    own: pl.DataFrame, pairs: pl.DataFrame, sides: tuple[str, str], names: tuple[tuple[str, ...], tuple[str, ...]]
) -> Floats:
    """Return each country's trade with all partners (C, P), as its own office or else its partners tell it."""
    side, others = sides
    world = pl.col(others) == WORLD
    stated = matrix(own.filter(world), side, *names)
    summed = matrix(own.filter(~world), side, *names)
    heard = matrix(pairs, side, *names)
    reports = np.isin(np.array(names[0]), own[side].unique().cast(pl.String).to_numpy())
    return np.where(reports[:, None], np.where(stated > 0, stated, summed), heard)
