"""Figures from the table of indicator values: the number as its source limits it, its period, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from karvon.model import vocabulary
from karvon.model.dates import Period, Span, partial
from karvon.model.figure import Figure
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.model.values import SCALES, Interval, written
from karvon.registry.regions import of_home
from karvon.registry.views import source_of


def figures(rows: Iterable[Row], info: CaseInfo) -> tuple[Figure, ...]:
    """Return one figure for every indicator value among the rows, in their order; other tables give none."""
    return tuple(figure(row, info) for row in rows if row.table == "indicator_values")


def figure(row: Row, info: CaseInfo) -> Figure:
    """Return the figure of one indicator value; ValueError or KeyError names the row when a cell cannot be read."""
    try:
        made = Figure(
            id=row.ref,
            origin="row",
            indicator=row.cells["indicator"],
            number=number_of(row),
            bound=row.cells["bound"],
            unit=row.cells["unit"],
            change=row.cells["change"],
            subject=row.get("subject"),
            reporter=row.get("reporter"),
            partner=row.get("partner"),
            territory=row.get("territory"),
            sector=row.get("sector"),
            stage=row.get("stage"),
            status=row.cells["status"],
            coverage=row.get("coverage"),
            official=row.get("origin") == "statistics",
            period=period_of(row),
            side=row.get("side"),
            role=row.get("voice"),
            source=source_of(row, info),
        )
        return of_home(made, info.countries)
    except (KeyError, ValueError, ArithmeticError) as error:
        raise ValueError(f"{row.ref} cannot be read as a figure: {error}") from error


def number_of(row: Row) -> Interval:
    """Return the number as an interval in its unit: exact where things are counted or a target level is set."""
    scale = SCALES[row.cells["scale"]]
    return written(row.cells["value"], scale, row.cells["bound"], counted=is_exact(row))


def is_exact(row: Row) -> bool:
    """Say whether the written digits are the whole number: counts of things, and the level of a target."""
    is_count = vocabulary.counted(row.get("indicator")) and row.get("unit") != "percent"
    is_target = row.get("status") == "target" and row.get("change") == "level"
    return is_target or (is_count and row.get("change") != "relative_change")


def period_of(row: Row) -> Period:
    """Return the days a value holds for; a point or period whose end is left out lasts as long as its start is wide."""
    start, end = _span(row.get("period_start")), _span(row.get("period_end"))
    kind = row.cells["period_type"]
    last = start.last if end.last is None and kind in ("point", "period") else end.last
    found = "explicit" if start.first or last else "unresolved"
    return Period(start=start.first, end=last, type=kind, resolution=found)  # type: ignore[arg-type]


def _span(text: str | None) -> Span:
    return partial(text) if text else Span()
