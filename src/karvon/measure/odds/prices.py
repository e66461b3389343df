"""Price and volume: what is left of growth in current dollars once the dollar's own loss of worth is taken out."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

from karvon.measure.growth import CONTEXT, RATE, growth_per_year
from karvon.measure.odds.record import usable
from karvon.measure.series import TURNOVER
from karvon.model.measures import Need, TradeSeries
from karvon.model.odds import RealGrowth, RealPace
from karvon.model.results import CaseInfo

DOLLAR = "USD"
ASSUMED = (Decimal(0), Decimal("0.02"), Decimal("0.03"))  # where a case names no other


def real_growth(need: Need, info: CaseInfo) -> tuple[RealGrowth, ...]:
    """Return the growth of volume a need leaves, for every rate of prices that is assumed; nothing but for dollars.

    (1 + nominal) = (1 + prices) · (1 + real); the part of prices is ln(1 + prices) / ln(1 + nominal).
    """
    if info.currency != DOLLAR:
        return ()
    return tuple(_real(need.growth, prices) for prices in info.inflation or ASSUMED)


def real_paces(series: Iterable[TradeSeries], info: CaseInfo) -> tuple[RealPace, ...]:
    """Return how fast each turnover grew in dollars and in volume, by the consumer prices of the United States.

    A year of the index is known from the January after it.
    """
    if info.currency != DOLLAR:
        return ()
    known = {year: index for year, index in consumer_prices().items() if year < info.as_of.year}
    return tuple(pace for one in series if one.indicator == TURNOVER for pace in _pace(one, known))


@cache
def consumer_prices() -> Mapping[int, Decimal]:
    """Return the consumer price index of the United States by year (all urban consumers, 1982-84 = 100)."""
    text = files("karvon.measure.odds").joinpath("data", "consumer_prices.csv").read_text(encoding="utf-8")
    return {int(row["year"]): Decimal(row["index"]) for row in csv.DictReader(text.splitlines())}


def _real(nominal: Decimal, prices: Decimal) -> RealGrowth:
    left = CONTEXT.subtract(CONTEXT.divide(1 + nominal, 1 + prices), Decimal(1)).quantize(RATE, context=CONTEXT)
    whole = CONTEXT.ln(1 + nominal)
    part = CONTEXT.divide(CONTEXT.ln(1 + prices), whole) if whole > 0 else Decimal(0)
    return RealGrowth(prices, left, part.quantize(RATE, context=CONTEXT))


def _pace(series: TradeSeries, index: Mapping[int, Decimal]) -> Iterator[RealPace]:
    points = [point for point in usable(series) if point.year in index]
    if len(points) < 2:
        return
    first, last = points[0], points[-1]
    years = last.year - first.year
    nominal = growth_per_year(first.number.value or Decimal(0), last.number.value or Decimal(0), years)
    prices = growth_per_year(index[first.year], index[last.year], years)
    yield RealPace(series.id, first.year, last.year, nominal, prices, _real(nominal, prices).growth)
