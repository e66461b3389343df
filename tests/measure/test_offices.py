"""The table of the two offices names what each figure covers and takes a gap apart only as far as data allow."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.measure.cases import INFO
from tests.measure.flows.files import SHARED

import karvon
from karvon.case import new
from karvon.measure.offices import offices
from karvon.model.measures import SeriesPoint, TradeSeries
from karvon.model.offices import OfficeGap, Release
from karvon.model.values import exact

LEFT, RIGHT = INFO.countries


def series(reporter: str, flow: str, coverage: str, values: dict[int, int]) -> TradeSeries:
    """Return a series of one side, with a figure for each year."""
    name = f"{reporter}/{flow}/{coverage}"
    points = [SeriesPoint(year, exact(Decimal(value)), (f"{name}/{year}",)) for year, value in values.items()]
    return TradeSeries(
        id=name,
        indicator=flow,
        reporter=reporter,
        partner=RIGHT if reporter == LEFT else LEFT,
        coverage=coverage,
        unit="USD",
        points=tuple(points),
    )


def release(reporter: str, flow: str, value: int, dataset: str, **more: object) -> Release:
    """Return a total in one file, of goods in 2023 but for what is given."""
    said = {
        "reporter": reporter,
        "partner": RIGHT if reporter == LEFT else LEFT,
        "flow": flow,
        "year": 2023,
        "month": 0,
    }
    said |= {"coverage": "goods", "layout": "office", "dataset": dataset, "row": 7, "value": Decimal(value)}
    return Release(**said | more)  # type: ignore[arg-type]


def row(table: tuple[OfficeGap, ...], exporter: str, year: int = 2023) -> OfficeGap:
    """Return the row of one direction and year."""
    (found,) = [one for one in table if (one.exporter, one.year) == (exporter, year)]
    return found


def amounts(found: OfficeGap) -> dict[str, Decimal | None]:
    """Return the amount of each part of a gap."""
    return {part.kind: part.amount for part in found.parts}


def test_each_direction_shows_both_figures_with_what_they_cover() -> None:
    table = offices(
        [series(LEFT, "export", "goods", {2023: 100}), series(RIGHT, "import", "goods_services", {2023: 130})], (), INFO
    ).rows
    found = row(table, LEFT)
    assert found.exported is not None
    assert found.imported is not None
    assert (found.exported.coverage, found.imported.coverage) == ("goods", "goods_services")
    assert (found.gap, found.share) == (Decimal(30), Decimal("0.3"))
    assert found.exported.figures == (f"{LEFT}/export/goods/2023",)


def test_coverage_that_nobody_can_take_apart_is_said_and_not_guessed() -> None:
    table = offices(
        [series(LEFT, "export", "goods", {2023: 100}), series(RIGHT, "import", "goods_services", {2023: 130})], (), INFO
    ).rows
    parts = {part.kind: (part.amount, part.why) for part in row(table, LEFT).parts}
    assert parts["coverage"] == (None, "no_same_coverage")
    assert row(table, LEFT).rest == Decimal(30)


def test_coverage_is_taken_apart_where_an_office_gives_both() -> None:
    table = offices(
        [
            series(LEFT, "export", "goods", {2023: 100}),
            series(RIGHT, "import", "goods_services", {2022: 1, 2023: 130}),
            series(RIGHT, "import", "goods", {2023: 112}),
        ],
        (),
        INFO,
    ).rows
    found = row(table, LEFT)
    assert amounts(found)["coverage"] == Decimal(18)
    assert found.rest == Decimal(12)


def test_later_files_show_how_much_of_a_gap_is_revision() -> None:
    held = [series(LEFT, "export", "goods", {2023: 100}), series(RIGHT, "import", "goods", {2023: 130})]
    files = [release(LEFT, "export", 90, "a.xls"), release(LEFT, "export", 100, "b.xls")]
    found = row(offices(held, files, INFO).rows, LEFT)
    (part,) = [one for one in found.parts if one.kind == "revision"]
    assert (part.amount, part.releases) == (Decimal(-10), tuple(files))
    assert found.rest == Decimal(40)


def test_month_on_the_way_moves_what_came_in_january() -> None:
    held = [series(LEFT, "export", "goods", {2023: 100}), series(RIGHT, "import", "goods", {2023: 130})]
    files = [
        release(RIGHT, "import", 9, "m.csv", month=1),
        release(RIGHT, "import", 4, "m.csv", year=2024, month=1),
    ]
    assert amounts(row(offices(held, files, INFO).rows, LEFT))["period"] == Decimal(5)


@pytest.mark.parametrize(("imported", "said"), [(130, "valuation_expected"), (90, "valuation_against")])
def test_gap_against_the_order_of_valuation_is_named(imported: int, said: str) -> None:
    held = [series(LEFT, "export", "goods", {2023: 100}), series(RIGHT, "import", "goods", {2023: imported})]
    parts = {part.kind: part.why for part in row(offices(held, (), INFO).rows, LEFT).parts}
    assert parts["direction"] == said


def test_year_that_one_office_lacks_has_no_gap() -> None:
    table = offices([series(LEFT, "export", "goods", {2022: 1, 2023: 100})], (), INFO).rows
    assert [(one.year, one.gap, one.imported) for one in table] == [(2022, None, None), (2023, None, None)]


@given(st.integers(1, 10**12), st.integers(1, 10**12), st.integers(1, 10**12), st.integers(0, 10**12))
def test_parts_and_rest_always_make_the_gap(exported: int, imported: int, goods: int, first: int) -> None:
    held = [
        series(LEFT, "export", "goods", {2023: exported}),
        series(RIGHT, "import", "goods_services", {2022: 1, 2023: imported}),
        series(RIGHT, "import", "goods", {2023: goods}),
    ]
    files = [release(LEFT, "export", first, "a"), release(LEFT, "export", exported, "b")]
    found = row(offices(held, files, INFO).rows, LEFT)
    known = [part.amount for part in found.parts if part.amount is not None]
    assert found.rest is not None
    assert sum(known, found.rest) == found.gap == imported - exported


@pytest.mark.shared
def test_shared_files_give_the_known_gaps_of_both_directions(tmp_path: Path) -> None:
    folder = SHARED / "official"
    if not folder.exists():
        pytest.skip(f"{folder} is not here")
    case = new(tmp_path / "case", ("KAZ", "UZB"))
    case.add([*sorted(folder.glob("*.xls")), *sorted(folder.glob("sdmx*.csv"))])
    results = karvon.open(case.folder).run()
    shares = {(one.year, one.exporter): one.share for one in results.measures.offices.rows if one.share is not None}
    against = [year for year in range(2018, 2024) if (shares[year, "UZB"] or 0) < 0]
    assert against == [2018, 2020, 2021, 2022, 2023]
    assert all(Decimal("-0.15") < shares[year, "UZB"] < Decimal("-0.08") for year in against)
