"""ITC's export potential indicator: what a country could sell to each market, given supply, demand and ease of trade.

Decreux and Spies, "Export Potential Assessments: A methodology to identify export opportunities for developing
countries", International Trade Centre (2016), section 2: EPI_ijk = (v_ik / v_k) · v_jk · v_ij / Σ_k (v_ik / v_k) v_jk.
Without projections the potentials of a pair add up to what it trades now: Σ_k EPI_ijk = v_ij. So the ease of a pair,
its trade now over the trade its supply and demand would give on average, only spreads that trade over goods; what is
above it for one good is below it for another, and the sum of what is unrealised is what could move or be added.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Market(NamedTuple):
    """One exporter's goods (P,) before markets with the demand (J, P), and its trade with each market (J, P), in USD.

    `supply` are its exports to the world, `world` those of all countries, `demand` what a market buys from the world.
    """

    supply: Floats
    world: Floats
    demand: Floats
    actual: Floats


class Outlook(NamedTuple):
    """What is known of the years ahead and of access; factors are 1 where nothing is known or nothing changes.

    `supply` (P,) multiplies the exporter's share in world exports: growth of its output over that of the world's.
    `demand` (J,) or (J, P) multiplies what a market buys: growth of population and, with an elasticity, of income per
    head. `access` (J,) or (J, P) multiplies potential: the tariff advantage and the advantage of near suppliers.
    """

    supply: Floats | float = 1.0
    demand: Floats | float = 1.0
    access: Floats | float = 1.0


class Potential(NamedTuple):
    """Export potential (J, P) in USD, the ease of each market (J,), and the factor of the outlook (J, P).

    `ease` is NaN for a market with which there is no trade to judge it by, and its potential 0.
    """

    value: Floats
    ease: Floats
    factor: Floats


NOTHING_KNOWN = Outlook()


def potential(market: Market, outlook: Outlook = NOTHING_KNOWN) -> Potential:
    """Return the export potential of every good in every market.

    The ease of a market is taken from trade as it is; projections and access then move potential away from it.
    ValueError when shapes do not fit or a value is negative.
    """
    _require(market)
    expected = share(market.supply, market.world) * market.demand
    ease = easiness(market.actual, expected)
    factors = np.asarray(outlook.supply) * _by_market(outlook.demand) * _by_market(outlook.access)
    factor = np.broadcast_to(factors, expected.shape)
    return Potential(expected * factor * np.nan_to_num(ease)[:, None], ease, factor)


def share(supply: Floats, world: Floats) -> Floats:
    """Return an exporter's share in world exports of each good (P,); 0 where the world exports none."""
    return np.divide(supply, world, out=np.zeros_like(supply, dtype=np.float64), where=world > 0)


def easiness(actual: Floats, expected: Floats) -> Floats:
    """Return a pair's trade over the trade that supply and demand give on average (J,).

    Decreux and Spies (2016), equation 4; NaN where supply and demand do not meet at all.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ease: Floats = np.where(expected.sum(axis=1) > 0, actual.sum(axis=1) / expected.sum(axis=1), np.nan)
        return ease


def supply_growth(exporter: float, others: Floats, weights: Floats) -> Floats:
    """Return the factor of an exporter's share (P,): its output growth over that of all exporters of the good.

    `exporter` and `others` (C,) are growth factors of output to the year projected (1.2 = 20 % more), `weights` (C, P)
    the exports of each country; the exporter itself is among them. 1 for a good that nobody exports.
    """
    total = weights.sum(axis=0)
    average: Floats = np.divide(others @ weights, total, out=np.full(total.shape, exporter), where=total > 0)
    return exporter / average


def demand_growth(population: Floats, income: Floats, elasticity: Floats | float = 1.0) -> Floats:
    """Return the factor of a market's demand (J,) or (J, P): growth of people times growth of income per head.

    Both (J,) are factors to the year projected; `elasticity` is that of imports to income per head, one number or (P,).
    """
    powers = np.asarray(elasticity, dtype=np.float64)
    if powers.ndim == 0:
        return population * income**powers
    return population[:, None] * income[:, None] ** powers


def tariff_advantage(own: Floats, others: Floats, elasticity: Floats | float) -> Floats:
    """Return the factor of access from tariffs (J, P): ((1 + what competitors pay) / (1 + what the exporter pays))^σ.

    Tariffs are fractions (0.05 = 5 %), `others` the average of the market's suppliers weighted by what they sell there.
    NaN where either is not known gives 1: what is not known moves nothing.
    """
    factor = ((1.0 + others) / (1.0 + own)) ** elasticity
    return np.nan_to_num(factor, nan=1.0)


def distance_advantage(own: Floats, others: Floats, elasticity: float) -> Floats:
    """Return the factor of access from transport (J,) or (J, P): (competitors' average cost / own cost)^elasticity.

    Costs or distances in one unit; NaN gives 1. ITC weighs by how sensitive the good is to distance.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where((own > 0) & (others > 0), others / own, np.nan) ** elasticity
    return np.nan_to_num(factor, nan=1.0)


def average_of_others(values: Floats, supplied: Floats) -> Floats:
    """Return the average of a cost over suppliers (C, P), weighted by what each sells to the market (C, P): (P,).

    Suppliers whose cost is not known are left out; NaN for a good of which none is known.
    """
    known = np.isfinite(values) & (supplied > 0)
    weight = np.where(known, supplied, 0.0)
    total = weight.sum(axis=0)
    summed = (np.where(known, values, 0.0) * weight).sum(axis=0)
    average: Floats = np.divide(summed, total, out=np.full(total.shape, np.nan), where=total > 0)
    return average


def indicative(supply: Floats, demand: Floats, actual: Floats) -> Floats:
    """Return ITC's older indicative potential (P,): the lesser of what one sells and the other buys elsewhere, in USD.

    min(v_i − v_ij, v_j − v_ij), never below zero; it needs nothing but the two countries' own figures, and says what
    the two could turn towards each other at most, not what is likely.
    """
    left: Floats = np.maximum(np.minimum(supply, demand) - actual, 0.0)
    return left


def _by_market(factor: Floats | float) -> Floats:
    given = np.asarray(factor, dtype=np.float64)
    return given[:, None] if given.ndim == 1 else given


def _require(market: Market) -> None:
    goods = market.supply.shape
    fits = market.world.shape == goods and market.demand.shape == market.actual.shape
    if not fits or market.demand.ndim != 2 or market.demand.shape[1:] != goods:
        raise ValueError("supply and world must be (goods,), demand and actual (markets, goods)")
    if any(not np.isfinite(part).all() or (part < 0).any() for part in market):
        raise ValueError("trade must not be negative or missing")
