"""Trade of the pair as each side's statistics report it: exports, imports and their sum, year by year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from karvon.model.dates import Period, Span, year_span
from karvon.model.document import Finding
from karvon.model.figure import Figure
from karvon.model.measures import SeriesPoint, TradeSeries
from karvon.model.results import CaseInfo
from karvon.model.values import add

FLOWS = ("export", "import")
TURNOVER = "trade_turnover"

Points = Mapping[int, SeriesPoint]


def trade_series(figures: Iterable[Figure], info: CaseInfo) -> tuple[TradeSeries, ...]:
    """Return the export, import and turnover series of each side, in the case's currency, one per coverage.

    A turnover stands only where one side reports both flows of a year under one coverage: goods are never added
    to goods and services. Of several figures for one cell the last published counts.
    """
    official = [figure for figure in figures if _is_flow(figure, info)]
    ordered = sorted(official, key=lambda figure: _side(figure, info))
    found: list[TradeSeries] = []
    for (reporter, coverage), own in groupby(ordered, key=lambda figure: (figure.reporter or "", figure.coverage)):
        found += _side_series(list(own), reporter, coverage, info)
    return tuple(found)


def left_out(figures: Iterable[Figure], info: CaseInfo) -> tuple[Finding, ...]:
    """Return a finding for every currency, other than the case's, in which flows of the pair are reported for a year.

    No series is made of them: they are nowhere converted at a rate that nobody named.
    """
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.official and figure.unit != info.currency and _is_flow(replace(figure, unit=info.currency), info):
            found.setdefault(figure.unit, []).append(figure)
    return tuple(_left_out(unit, found[unit], info) for unit in sorted(found))


def _left_out(unit: str, figures: Sequence[Figure], info: CaseInfo) -> Finding:
    table, _, first = min(figure.id for figure in figures).partition("/")
    years = sorted({str(calendar_year(figure.period)) for figure in figures})
    params = (("unit", unit), ("years", ", ".join(years)), ("currency", info.currency))
    return Finding(table, first, "series.other_currency", "warning", params)


def calendar_year(period: Period) -> int | None:
    """Return the year a period covers from its first day to its last; None for any other stretch."""
    if period.start is None:
        return None
    year = period.start.year
    return year if Span(period.start, period.end) == year_span(year) else None


def last_published(figure: Figure, collected: dt.date) -> tuple[dt.date, str]:
    """Return what orders figures by publication; an undated source was known when the material was collected."""
    return (figure.source.published.last or collected, figure.id)


def _is_flow(figure: Figure, info: CaseInfo) -> bool:
    pair = {figure.reporter, figure.partner} == set(info.countries)
    actual = (figure.status, figure.change) == ("actual", "level")
    whole = figure.sector is None and figure.territory in (None, figure.reporter)
    measured = figure.official and figure.indicator in FLOWS and figure.unit == info.currency
    return pair and actual and whole and measured and calendar_year(figure.period) is not None


def _side(figure: Figure, info: CaseInfo) -> tuple[int, str]:
    return info.countries.index(figure.reporter or ""), figure.coverage or ""


def _side_series(figures: list[Figure], reporter: str, coverage: str | None, info: CaseInfo) -> list[TradeSeries]:
    flows = {flow: _points([one for one in figures if one.indicator == flow], info) for flow in FLOWS}
    tables = {**flows, TURNOVER: _turnover(flows["export"], flows["import"])}
    partner = next(code for code in info.countries if code != reporter)
    return [
        TradeSeries(
            id=f"{reporter}-{partner}/{indicator}/{coverage or 'unstated'}",
            indicator=indicator,
            reporter=reporter,
            partner=partner,
            coverage=coverage,
            unit=info.currency,
            points=tuple(points[year] for year in sorted(points)),
        )
        for indicator, points in tables.items()
        if points
    ]


def _points(figures: list[Figure], info: CaseInfo) -> Points:
    ordered = sorted(figures, key=lambda figure: last_published(figure, info.collected))
    years = [(calendar_year(figure.period), figure) for figure in ordered]
    return {year: SeriesPoint(year, figure.number, (figure.id,)) for year, figure in years if year is not None}


def _turnover(exports: Points, imports: Points) -> Points:
    return {
        year: SeriesPoint(year, add(point.number, imports[year].number), (*point.figures, *imports[year].figures))
        for year, point in exports.items()
        if year in imports
    }
