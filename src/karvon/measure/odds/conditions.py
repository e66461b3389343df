"""What would have to be true: how fast the whole and each of its parts would have to grow, and how often they did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from karvon.measure.growth import growth_per_year
from karvon.measure.odds.record import usable
from karvon.measure.series import FLOWS, TURNOVER, calendar_year
from karvon.model.figure import Figure
from karvon.model.measures import Need, SeriesPoint, TradeSeries
from karvon.model.odds import Condition

WHOLE, SHARES, ALONE = "whole", "shares", "alone"


def conditions(
    indicator: str, need: Need, series: Iterable[TradeSeries], figures: Iterable[Figure]
) -> tuple[Condition, ...]:
    """Return the conditions of a need: on the whole by each side's record, on each flow, on each product group.

    Parts are known where the base is a year of one side's statistics: exports and imports of a turnover, and official
    figures of that year by product group.
    """
    known = tuple(series)
    whole = [one for one in known if one.indicator == indicator and need.series in (None, one.id)]
    found = [_whole(need, one) for one in whole]
    start = next((one for one in whole if one.id == need.series), None)
    if start is not None:
        found += _flows(need, start, known) if indicator == TURNOVER else []
        found += _groups(need, start, figures)
    return tuple(found)


def _whole(need: Need, series: TradeSeries) -> Condition:
    target, base = need.target.value or Decimal(0), need.base.value or Decimal(0)
    years, of = grown(series, need.growth)
    return Condition(
        kind=WHOLE, part=series.id, base=base, level=target, growth=need.growth, figures=need.base_figures,
        years=years, of=of,
    )  # fmt: skip


def _flows(need: Need, start: TradeSeries, series: Iterable[TradeSeries]) -> list[Condition]:
    """Return what exports and imports would have to do, in step with the whole and each of them alone."""
    found: list[Condition] = []
    for one in series:
        same = (one.reporter, one.coverage) == (start.reporter, start.coverage) and one.indicator in FLOWS
        point = next((point for point in one.points if point.year == need.base_year), None)
        if same and point is not None:
            found += _part(need, one.id, point.number.value, point.figures, one)
    return found


def _groups(need: Need, start: TradeSeries, figures: Iterable[Figure]) -> list[Condition]:
    """Return what each product group would have to do, where the same statistics give the base year by group."""
    held: dict[str, list[Figure]] = {}
    for one in figures:
        official = one.official and one.status == "actual" and one.change == "level" and one.sector is not None
        flow = one.indicator in (FLOWS if start.indicator == TURNOVER else (start.indicator,))
        same = (one.reporter, one.partner, one.coverage) == (start.reporter, start.partner, start.coverage)
        if official and flow and same and calendar_year(one.period) == need.base_year:
            held.setdefault(one.sector or "", []).append(one)
    return [
        one
        for sector, own in sorted(held.items())
        for one in _part(need, sector, sum((figure.number.value or Decimal(0) for figure in own), Decimal(0)),
                         tuple(figure.id for figure in own), None)
    ]  # fmt: skip


def _part(
    need: Need, name: str, base: Decimal | None, figures: tuple[str, ...], record: TradeSeries | None
) -> Iterator[Condition]:
    """Yield a part's growth in step with the whole, and alone while everything else stays as it is."""
    target, start = need.target.value, need.base.value
    if not base or not target or not start:
        return
    years = need.target_year - need.base_year
    for kind, level in ((SHARES, base * target / start), (ALONE, base + target - start)):
        if level > 0:
            growth = growth_per_year(base, level, years)
            when, of = grown(record, growth) if record else (None, 0)
            yield Condition(
                kind=kind, part=name, base=base, level=level.quantize(Decimal(1)), growth=growth, figures=figures,
                years=when, of=of,
            )  # fmt: skip


def grown(series: TradeSeries, growth: Decimal) -> tuple[tuple[int, ...], int]:
    """Return the years in which a series grew at least so much on the year before, and of how many such growths."""
    points = usable(series)
    yearly = [(before, after) for before, after in pairwise(points) if after.year == before.year + 1]
    return tuple(after.year for before, after in yearly if _rise(before, after) >= growth), len(yearly)


def _rise(before: SeriesPoint, after: SeriesPoint) -> Decimal:
    return (after.number.value or Decimal(0)) / (before.number.value or Decimal(1)) - 1
