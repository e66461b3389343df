"""Official series keep sides, years and coverages apart, and add only what may be added."""

import csv
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from tests.measure.cases import INFO, flow

from karvon.measure import left_out, trade_series
from karvon.model.dates import Period, partial
from karvon.model.figure import Figure, Source
from karvon.model.measures import TradeSeries
from karvon.model.values import SCALES, written
from karvon.say.findings import finding

KZ_UZ = msgspec.structs.replace(INFO, countries=("KAZ", "UZB"))
TURNOVERS = Path(__file__).parents[3] / "shared" / "data" / "official" / "turnover_both_reporters.csv"
METHODS = {  # shared design, METHODS.md "Statistics": turnover 2018-2023 in million USD
    "UZB": ["2919.6", "3335.0", "3005.8", "3920.6", "4651.1", "4485.6"],
    "KAZ": ["2795.0", "3415.1", "2930.7", "3833.9", "4921.9", "4417.9"],
}


def millions(series: tuple[TradeSeries, ...], name: str) -> dict[int, Decimal | None]:
    """Return the points of one series in million USD."""
    [found] = [one for one in series if one.id == name]
    return {point.year: point.number.value and point.number.value / 10**6 for point in found.points}


def test_turnover_is_the_sum_of_both_flows_of_one_side() -> None:
    figures = [flow("export", "LAO", 2020, "1200.5", "goods"), flow("import", "LAO", 2020, "300.25", "goods")]
    series = trade_series(figures, INFO)
    assert [one.indicator for one in series] == ["export", "import", "trade_turnover"]
    point = series[2].points[0]
    assert point.number.value == 1_500_750
    assert (point.number.low, point.number.high) == (Decimal(1_500_695), Decimal(1_500_805))  # ± 50 and ± 5 USD
    assert point.figures == (figures[0].id, figures[1].id)


def test_a_year_with_one_flow_only_has_no_turnover() -> None:
    figures = [
        flow("export", "LAO", 2020, "1200", "goods"),
        flow("export", "LAO", 2021, "1300", "goods"),
        flow("import", "LAO", 2021, "400", "goods"),
    ]
    assert millions(trade_series(figures, INFO), "LAO-NPL/trade_turnover/goods") == {2021: Decimal("1.7")}


def test_goods_are_never_added_to_goods_and_services() -> None:
    figures = [flow("export", "LAO", 2020, "1200", "goods"), flow("import", "LAO", 2020, "400", "goods_services")]
    series = trade_series(figures, INFO)
    assert [one.id for one in series] == ["LAO-NPL/export/goods", "LAO-NPL/import/goods_services"]


def test_sides_stand_in_the_order_of_the_case() -> None:
    figures = [flow("export", "NPL", 2020, "10", "goods"), flow("export", "LAO", 2020, "20", "goods")]
    assert [one.reporter for one in trade_series(figures, INFO)] == ["LAO", "NPL"]


def test_of_two_releases_of_one_year_the_later_counts() -> None:
    first = flow("export", "LAO", 2020, "1200", "goods")
    later = flow("export", "LAO", 2020, "1250", "goods")
    revised = msgspec.structs.replace(later, source=Source(published=partial("2022-04")))
    assert millions(trade_series([revised, first], INFO), "LAO-NPL/export/goods") == {2020: Decimal("1.25")}


ELSEWHERE: list[dict[str, object]] = [
    {"official": False},
    {"partner": "MYS"},
    {"unit": "EUR"},
    {"sector": "industry"},
    {"territory": "LA-VT"},
    {"status": "target"},
    {"change": "relative_change"},
    {"period": Period(partial("2020").first, partial("2020-08").last, type="period")},
]


@pytest.mark.parametrize("other", ELSEWHERE)
def test_only_official_whole_year_flows_of_the_pair_enter(other: dict[str, object]) -> None:
    figure = msgspec.structs.replace(flow("export", "LAO", 2020, "1200", "goods"), **other)
    assert trade_series([figure], INFO) == ()


def bundled() -> list[Figure]:
    """Return the official flows of the bundled case's table."""
    text = files("karvon").joinpath("cases", "kz-uz", "tables", "indicator_values.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["origin"] == "statistics"]
    return [
        Figure(
            id=f"indicator_values/{row['id']}",
            origin="row",
            indicator=row["indicator"],
            number=written(row["value"], SCALES[row["scale"]]),
            bound="eq",
            unit=row["unit"],
            reporter=row["reporter"],
            partner=row["partner"],
            coverage=row["coverage"],
            official=True,
            period=Period(partial(row["period_start"]).first, partial(row["period_end"]).last),
            source=Source(published=partial(row["source_date"])),
        )
        for row in rows
    ]


@pytest.mark.parametrize("reporter", ["KAZ", "UZB"])
def test_bundled_tables_give_the_turnover_published_in_the_methods(reporter: str) -> None:
    [turnover] = [
        one for one in trade_series(bundled(), KZ_UZ) if (one.reporter, one.indicator) == (reporter, "trade_turnover")
    ]
    found = [f"{point.number.value / 10**6:.1f}" for point in turnover.points if point.number.value]
    assert found[-6:] == METHODS[reporter]
    assert turnover.coverage == {"KAZ": "goods", "UZB": "goods_services"}[reporter]


@pytest.mark.shared
@pytest.mark.skipif(not TURNOVERS.exists(), reason="the official files are not beside this checkout")
def test_bundled_tables_equal_the_official_files_year_by_year() -> None:
    series = trade_series(bundled(), KZ_UZ)
    with TURNOVERS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for reporter, column in (("KAZ", "KZ_turn"), ("UZB", "UZ_turn")):
        [turnover] = [one for one in series if (one.reporter, one.indicator) == (reporter, "trade_turnover")]
        official = {int(row[""]): Decimal(row[column]) for row in rows if row[column]}
        found = {point.year: point.number.value for point in turnover.points}
        assert found.keys() == official.keys()
        for year, value in official.items():
            assert abs((found[year] or Decimal(0)) / 10**6 - value) < Decimal("0.000001")


def test_flows_reported_in_another_currency_make_no_series_and_say_so() -> None:
    dollars = [flow("export", "LAO", year, "1200", "goods") for year in (2020, 2021)]
    kip = [msgspec.structs.replace(one, id=f"{one.id}-kip", unit="LAK") for one in dollars]
    price = msgspec.structs.replace(kip[0], id="indicator_values/price", indicator="price")
    assert [one.unit for one in trade_series([*dollars, *kip], INFO)] == ["USD"]
    (found,) = left_out([*dollars, *kip, price], INFO)
    assert (found.file, found.place) == ("indicator_values", min(one.id for one in kip).partition("/")[2])
    assert dict(found.params) == {"unit": "LAK", "years": "2020, 2021", "currency": "USD"}
    assert left_out(dollars, INFO) == ()
    assert "LAK" in finding(found, "ru")
