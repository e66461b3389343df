"""What projections of output make of supply and demand: the factors of ITC's export potential for a year ahead.

Supply of a good grows as the exporter's output over that of all its exporters; demand as the market's people times its
income per head, with an elasticity of 1 (Decreux and Spies 2016, equations 5 and 6), which is its output.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from karvon.measure.products.potential import NOTHING_KNOWN, Outlook, demand_growth, supply_growth
from karvon.measure.products.world import World
from karvon.model.loading import Projection


def horizon(rows: Sequence[Projection], countries: tuple[str, str], year: int) -> int | None:
    """Return the last year that both countries are projected to from `year`; None where one of them is not."""
    ahead = [_years(rows, country) for country in countries]
    both = set(ahead[0]) & set(ahead[1])
    return max((one for one in both if one > year), default=None) if year in both else None


def outlook(rows: Sequence[Projection], world: World, exporter: str, importer: str) -> Outlook:
    """Return the factors for the last year both are projected to; others stay out of averages."""
    last = horizon(rows, (exporter, importer), world.year)
    if last is None:
        return NOTHING_KNOWN
    growth = {country: _factor(rows, country, world.year, last) for country in world.countries}
    known = np.array([growth[country] is not None for country in world.countries])
    factors = np.array([growth[country] or 1.0 for country in world.countries])
    weights = world.exports * known[:, None]
    supply = supply_growth(float(factors[world.row(exporter)]), factors, weights)
    people = _people(rows, importer, world.year, last)
    income = np.array([factors[world.row(importer)] / people])
    return Outlook(supply=supply, demand=demand_growth(np.array([people]), income))


def _years(rows: Sequence[Projection], country: str) -> Mapping[int, Projection]:
    return {one.year: one for one in rows if one.country == country}


def _factor(rows: Sequence[Projection], country: str, first: int, last: int) -> float | None:
    held = _years(rows, country)
    return held[last].gdp / held[first].gdp if first in held and last in held else None


def _people(rows: Sequence[Projection], country: str, first: int, last: int) -> float:
    """Return the factor by which a country's people grow; 1 where it is not told."""
    held = _years(rows, country)
    before, after = held[first].population, held[last].population
    return after / before if before and after else 1.0
