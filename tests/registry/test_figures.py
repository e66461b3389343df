"""A row becomes a figure: the interval its source allows, the days it holds for, and where it can be looked up."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from tests.registry.making import info, row, value

from karvon.model.dates import Period, Span
from karvon.model.values import Interval
from karvon.registry import figures


def interval(best: str | None, low: str | None, high: str | None) -> Interval:
    return Interval(*(None if text is None else Decimal(text) for text in (best, low, high)))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, interval("2600000000", "2550000000", "2650000000")),
        ({"value": "1581.6", "scale": "million"}, interval("1581600000", "1581550000", "1581650000")),
        ({"bound": "gt"}, interval("2600000000", "2600000000", None)),
        ({"bound": "le"}, interval("2600000000", None, "2600000000")),
        ({"bound": "approx"}, interval("2600000000", "2500000000", "2700000000")),
        ({"status": "target", "value": "10"}, interval("10000000000", "10000000000", "10000000000")),
        (
            {"status": "target", "value": "30", "unit": "percent", "change": "relative_change", "scale": "unit"},
            interval("30", "29.5", "30.5"),
        ),
        ({"status": "plan"}, interval("2600000000", "2550000000", "2650000000")),
        ({"indicator": "project_count", "unit": "project", "value": "60", "scale": "unit"}, interval("60", "60", "60")),
        (
            {"indicator": "project_count", "unit": "percent", "value": "60", "scale": "unit"},
            interval("60", "59.5", "60.5"),
        ),
        (
            {"indicator": "jobs", "unit": "job", "value": "12", "scale": "unit", "change": "relative_change"},
            interval("12", "11.5", "12.5"),
        ),
        (
            {"indicator": "jobs", "unit": "job", "value": "5", "scale": "unit", "change": "absolute_change"},
            interval("5", "5", "5"),
        ),
    ],
)
def test_the_number_is_what_its_source_says(cells: dict[str, str], expected: Interval) -> None:
    (figure,) = figures([value(**cells)], info())
    assert figure.number == expected


@pytest.mark.parametrize(
    ("start", "end", "kind", "first", "last"),
    [
        ("2024", "2024", "period", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-01", "2024-08", "period", dt.date(2024, 1, 1), dt.date(2024, 8, 31)),
        ("2024", "", "period", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("2024-02", "", "point", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("", "2030", "deadline", None, dt.date(2030, 12, 31)),
        ("2025-11", "", "open", dt.date(2025, 11, 1), None),
        ("", "", "open", None, None),
    ],
)
def test_the_period_is_the_days_its_dates_can_mean(
    start: str, end: str, kind: str, first: dt.date | None, last: dt.date | None
) -> None:
    (figure,) = figures([value(period_start=start, period_end=end, period_type=kind)], info())
    resolution = "explicit" if first or last else "unresolved"
    assert figure.period == Period(first, last, None, kind, resolution)  # type: ignore[arg-type]


def test_a_figure_can_be_followed_back_to_its_row_and_source() -> None:
    cells = {"outlet": "Bulletin", "dataset": "table 3, row 8", "voice": "statistics office", "side": "KGZ"}
    (figure,) = figures([value("x-2023", origin="statistics", subject="joint", source_date="2024-04", **cells)], info())
    assert (figure.id, figure.origin, figure.official) == ("indicator_values/x-2023", "row", True)
    assert (figure.subject, figure.side, figure.role) == ("joint", "KGZ", "statistics office")
    source = figure.source
    assert (source.url, source.outlet, source.title) == ("https://news.example/1", "Bulletin", "table 3, row 8")
    assert source.published == Span(dt.date(2024, 4, 1), dt.date(2024, 4, 30))


def test_only_statistics_are_official() -> None:
    given = [value(origin=origin) for origin in ("press", "statistics", "derived")]
    assert [figure.official for figure in figures(given, info())] == [False, True, False]


def test_an_undated_source_appeared_by_the_day_of_collection() -> None:
    (figure,) = figures([value(source_date="")], info())
    assert figure.source.published == Span(None, dt.date(2026, 3, 31))


def test_other_tables_give_no_figures_and_the_order_stays() -> None:
    given = [value("z"), row("hubs", "h"), value("a")]
    assert [figure.id for figure in figures(given, info())] == ["indicator_values/z", "indicator_values/a"]


@pytest.mark.parametrize("cells", [{"value": "many"}, {"scale": "dozen"}, {"period_start": "soon"}, {"unit": ""}])
def test_a_row_that_is_no_figure_is_named(cells: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="indicator_values/v cannot be read"):
        figures([value(**cells)], info())
