"""Growth points: goods that one country could sell another more of, with money, and what speaks for each.

With enough reporting countries in the file the money is ITC's export potential less what is sold now; otherwise the
older indicative potential, which needs only the two countries' own figures and is an upper bound. Either is held to
what the partner buys from the whole world.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karvon.measure.products.potential import NOTHING_KNOWN, Market, Outlook, Potential, indicative, potential
from karvon.measure.products.space import Space
from karvon.measure.products.world import World, partners

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

ITC, INDICATIVE = "itc", "indicative"
LITTLE = 0.1  # a partner buys a good from others when the exporter's share in what it buys is below this


class Weighed(NamedTuple):
    """One exporter's goods in some markets, arrays (J, P) in USD; `ease` (J,) is NaN where it cannot be judged.

    `potential` is as its method gives it; `unrealised` is what lies between it, held to `demand`, and `actual`.
    `held` marks goods whose potential exceeded all that the market buys; `world` (P,) is what all countries export,
    `factor` what projections and access multiply potential by.
    """

    exporter: str
    importers: tuple[str, ...]
    codes: tuple[str, ...]
    basis: str
    actual: Floats
    demand: Floats
    supply: Floats
    potential: Floats
    unrealised: Floats
    held: Mask
    ease: Floats
    world: Floats
    factor: Floats


def weigh(world: World, exporter: str, importers: tuple[str, ...], outlook: Outlook = NOTHING_KNOWN) -> Weighed:
    """Return what an exporter sells, and could sell, to each of some markets; KeyError for a country without flows."""
    rows = [world.row(importer) for importer in importers]
    supply = world.exports[world.row(exporter)]
    actual = partners(world, exporter, "exporter", "importer")[rows]
    demand = np.maximum(world.imports[rows], actual)
    everybody = np.maximum(world.exports.sum(axis=0), supply)
    if world.whole:
        basis, found = ITC, potential(Market(supply, everybody, demand, actual), outlook)
    else:
        value = actual + indicative(supply, demand, actual)
        basis, found = INDICATIVE, Potential(value, np.full(len(rows), np.nan), np.ones_like(value))
    return Weighed(
        exporter, importers, world.codes, basis, actual, demand, supply, found.value,
        unrealised=np.maximum(np.minimum(found.value, demand) - actual, 0.0), held=found.value > demand,
        ease=found.ease, world=everybody, factor=found.factor,
    )  # fmt: skip


def reasons(weighed: Weighed, world: World, space: Space | None) -> dict[str, Mask]:
    """Return what speaks for a good in a market, by reason: masks (J, P).

    absent: the exporter sells it elsewhere, not here; others: it sells here less than a tenth of what the market buys;
    advantage: its RCA is 1 or more; near: it has no advantage yet, but the good is nearer to what it makes than the
    average of such goods; complex: the good is more complex than the exporter; held: see Weighed.
    """
    absent = (weighed.actual == 0) & (weighed.supply > 0)
    others = (weighed.actual > 0) & (weighed.actual < LITTLE * weighed.demand)
    told = {"absent": absent, "others": others, "held": weighed.held}
    if space is not None:
        shape = weighed.actual.shape
        told |= {name: np.broadcast_to(mask, shape) for name, mask in _of_space(weighed, world, space).items()}
    return told


def _of_space(weighed: Weighed, world: World, space: Space) -> dict[str, Mask]:
    """Return the reasons that the product space gives, the same in every market (P,)."""
    row = world.row(weighed.exporter)
    present, dense = space.present[row], np.nan_to_num(space.density[row])
    missing = ~present
    usual = dense[missing].mean() if missing.any() else np.inf
    complex_goods = np.nan_to_num(space.complexity.pci, nan=-np.inf) > np.nan_to_num(
        space.complexity.eci[row], nan=np.inf
    )
    return {"advantage": present, "near": missing & (dense > usual), "complex": complex_goods}


def table(weighed: Weighed, world: World, space: Space | None) -> pl.DataFrame:
    """Return every growth point as a row, the largest unrealised potential first; equal ones by partner and code.

    Columns: exporter, importer, code, actual, supply, demand, potential, unrealised, world, factor, basis, rca,
    density, pci, gain and one Boolean column for each reason. RCA, density, PCI and gain are missing without a product
    space.
    """
    market, good = np.nonzero(weighed.unrealised > 0)
    chosen = {
        "exporter": pl.repeat(weighed.exporter, market.size, eager=True),
        "importer": pl.Series(np.array(weighed.importers, dtype=str)[market]),
        "code": pl.Series(np.array(weighed.codes, dtype=str)[good]),
        "actual": weighed.actual[market, good],
        "supply": weighed.supply[good],
        "demand": weighed.demand[market, good],
        "potential": weighed.potential[market, good],
        "unrealised": weighed.unrealised[market, good],
        "world": weighed.world[good],
        "factor": weighed.factor[market, good],
        "basis": pl.repeat(weighed.basis, market.size, eager=True),
    }
    chosen |= _place_in_space(world, space, weighed.exporter, good)
    told = {name: mask[market, good] for name, mask in reasons(weighed, world, space).items()}
    frame = pl.DataFrame(chosen | told, schema_overrides={"importer": pl.String, "code": pl.String})
    return frame.sort("unrealised", "importer", "code", descending=[True, False, False])


def _place_in_space(world: World, space: Space | None, exporter: str, good: NDArray[np.intp]) -> dict[str, pl.Series]:
    names = ("rca", "density", "pci", "gain")
    if space is None:
        return {name: pl.repeat(None, good.size, dtype=pl.Float64, eager=True) for name in names}
    row = world.row(exporter)
    values = (space.rca[row], space.density[row], space.complexity.pci, space.cog[row])
    return {name: pl.Series(value[good], nan_to_null=True) for name, value in zip(names, values, strict=True)}
