"""How far apart the two sides' figures are, and what growth each open target needs from where trade stands."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from karvon.measure.growth import growth_path, growth_per_year
from karvon.measure.offices import offices
from karvon.measure.series import TURNOVER, calendar_year, last_published
from karvon.model.figure import Figure
from karvon.model.ledger import Ledger, Promise
from karvon.model.measures import Gap, Measures, Need, TradeSeries
from karvon.model.offices import Release
from karvon.model.results import CaseInfo
from karvon.model.values import Interval

OFFICIAL_YEAR = "official_year"
LATEST_PUBLISHED = "latest_published"


class Base(msgspec.Struct, frozen=True):
    """A year that growth can start from: an official year of one series, or the latest published figure."""

    basis: str
    series: str | None
    year: int
    number: Interval
    figures: tuple[str, ...]


def measure(
    series: tuple[TradeSeries, ...], ledger: Ledger, info: CaseInfo, releases: tuple[Release, ...] = ()
) -> Measures:
    """Return the series, the table of both offices, their gaps, and the growth every open turnover target needs.

    A base known only from one side ("more than 4 bn") stays an open interval; its growth is then the one from the
    bound itself, the most that can be needed.
    """
    bases = (*_official_bases(series), *_published_base(series, ledger, info))
    open_targets = [promise for promise in ledger.promises if _is_open_target(promise, info)]
    needs = (need for promise in open_targets for base in bases for need in need_of(promise, base))
    table = offices(series, releases, info)
    return Measures(series=series, gaps=_gaps(series, info), needs=tuple(needs), offices=table)


def _turnovers(series: tuple[TradeSeries, ...], reporter: str | None = None) -> list[TradeSeries]:
    return [one for one in series if one.indicator == TURNOVER and reporter in (None, one.reporter)]


def _gaps(series: tuple[TradeSeries, ...], info: CaseInfo) -> tuple[Gap, ...]:
    """Return both sides' turnover for every year both report; two series of one coverage come before mixed ones."""
    sides = [_turnovers(series, reporter) for reporter in info.countries]
    pairs = [(left, right) for left in sides[0] for right in sides[1]]
    pairs.sort(key=lambda pair: (pair[0].coverage != pair[1].coverage, -len(pair[0].points), -len(pair[1].points)))
    return tuple(_year_gaps(*pairs[0])) if pairs else ()


def _year_gaps(left: TradeSeries, right: TradeSeries) -> Iterator[Gap]:
    other = {point.year: point for point in right.points}
    for point in left.points:
        mirror = other.get(point.year)
        if mirror is not None and point.number.value is not None and mirror.number.value is not None:
            difference = mirror.number.value - point.number.value
            yield Gap(point.year, point, mirror, difference, left.id, right.id)


def _official_bases(series: tuple[TradeSeries, ...]) -> list[Base]:
    """Return the last official year of every turnover series."""
    lasts = [(one.id, one.points[-1]) for one in _turnovers(series) if one.points]
    return [Base(OFFICIAL_YEAR, name, last.year, last.number, last.figures) for name, last in lasts]


def _published_base(series: tuple[TradeSeries, ...], ledger: Ledger, info: CaseInfo) -> list[Base]:
    """Return the latest full-year turnover anybody published, unless official series already reach further.

    Latest by the year it is about, then by publication; part of a year is never made into a whole one.
    """
    official = max((one.points[-1].year for one in _turnovers(series) if one.points), default=0)
    whole = [(calendar_year(one.period), one) for one in ledger.figures if _is_traded(one, info)]
    known = [(year, one) for year, one in whole if year is not None and year >= official]
    if not known:
        return []
    year, figure = max(known, key=lambda pair: (pair[0], last_published(pair[1], info.collected)))
    return [Base(LATEST_PUBLISHED, None, year, figure.number, (figure.id,))]


def _is_traded(figure: Figure, info: CaseInfo) -> bool:
    """Say whether a figure is what the pair as a whole traded in a time that was over when it was published."""
    actual = figure.indicator == TURNOVER and (figure.status, figure.change) == ("actual", "level")
    published, _ = last_published(figure, info.collected)
    over = figure.period.end is not None and figure.period.end <= min(published, info.as_of)
    whole = figure.sector is None and figure.territory in (None, *info.countries)
    places = {figure.reporter, figure.partner}
    return actual and over and whole and figure.unit == info.currency and places in ({None}, set(info.countries))


def _is_open_target(promise: Promise, info: CaseInfo) -> bool:
    level = promise.indicator == TURNOVER and promise.unit == info.currency and not promise.outcomes
    return level and promise.deadline is not None and promise.deadline > info.as_of


def need_of(promise: Promise, base: Base) -> Iterator[Need]:
    """Yield what the promise needs from a base; nothing when the base is not earlier or there is no trade to grow."""
    start, target = base.number.value, promise.number.value
    if promise.deadline is None or not start or not target or base.year >= promise.deadline.year:
        return
    years = promise.deadline.year - base.year
    levels = growth_path(start, target, years)
    yield Need(
        basis=base.basis,
        series=base.series,
        promise=promise.id,
        base_year=base.year,
        base=base.number,
        base_figures=base.figures,
        target_year=promise.deadline.year,
        target=promise.number,
        growth=growth_per_year(start, target, years),
        path=tuple((base.year + step, level) for step, level in enumerate(levels)),
    )
