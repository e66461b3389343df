"""The files of both national offices load to the figures that their sites show, and their totals agree."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.measure.flows.files import SHARED, bureau, bureau_sheet

from karvon.measure.flows import load
from karvon.model.loading import DataFile

ROWS = [
    ("Всего\nв том числе", 1500000.4, 600000.2),
    ("Страны СНГ", 1500000.4, 600000.2),
    ("Узбекистан", 1000000.4, 400000.2),
    ("Виргинские Острова (Брит.)", 500000.0, 200000.0),
]
SIAT = (
    "\ufeffCode,Klassifikator,Klassifikator_ru,Klassifikator_en,2022,2023\n"
    "398,Qozog'iston,Казахстан,Kazakhstan,1000000.5,1100000.5\n"
    "008,Albaniya,Албания,Albania,0.0,1.0\n"
    "0,Boshqa mamlakatlar,Другие страны,Other countries,2.0,3.0\n"
)


def by_partner(path: Path, flow: str) -> dict[str, float]:
    """Return the flows of a file by partner."""
    flows = load(path).flows.filter(pl.col("flow") == flow)
    return dict(flows.select("partner", "value").rows())


def test_sheet_of_the_bureau_gives_each_country_once_in_dollars(tmp_path: Path) -> None:
    path = bureau(tmp_path / "kz.xlsx", {"12_2018": bureau_sheet("за январь-декабрь 2018 года", ROWS)})
    assert by_partner(path, "export") == {"WLD": 1500000400.0, "UZB": 1000000400.0, "VGB": 500000000.0}
    report = load(path).report
    assert (report.layout, report.years, report.coverage, report.scale) == ("kazakhstan", (2018,), "goods", "thousand")
    assert {one.reason: one.rows for one in report.dropped} == {"group_of_countries": 2}
    assert [(check.flow, check.holds) for check in report.checks] == [("export", True), ("import", True)]
    assert not report.findings


def test_newer_files_tell_when_they_came_out(tmp_path: Path) -> None:
    cover = ("Дата опубликования: 25.07.2024", "Дата следующего опубликования: 25.07.2025")
    path = bureau(tmp_path / "kz.xlsx", {"2023": bureau_sheet("2023 год", ROWS)}, cover)
    assert load(path).report.published == "2024-07-25"


def test_parts_that_miss_the_total_are_told_with_both_sums(tmp_path: Path) -> None:
    rows = [("Всего", 9000000.0, 600000.2), *ROWS[1:]]
    path = bureau(tmp_path / "kz.xlsx", {"2023": bureau_sheet("2023 год", rows)})
    report = load(path).report
    assert [(one.code, one.place) for one in report.findings] == [("trade.total_partners", "6")]
    assert [check.holds for check in report.checks] == [False, True]


def test_turnover_that_is_not_the_sum_of_its_flows_is_told(tmp_path: Path) -> None:
    sheet = bureau_sheet("2023 год", ROWS)
    sheet[7][1] = 9000
    (wrong,) = load(bureau(tmp_path / "kz.xlsx", {"2023": sheet})).report.findings
    assert (wrong.code, wrong.place) == ("trade.turnover_differs", "8")


def test_part_of_a_year_is_never_taken_for_the_year(tmp_path: Path) -> None:
    path = bureau(tmp_path / "kz.xlsx", {"6_2023": bureau_sheet("за январь-июнь 2023 года", ROWS)})
    loaded = load(path)
    assert loaded.flows.height == 0
    assert [one.code for one in loaded.report.findings] == ["trade.period_unclear"]


def test_regions_stand_as_regions_of_trade_with_the_world(tmp_path: Path) -> None:
    rows = [("Всего", 30.0, 9.0), ("Акмолинская", 20.0, 4.0), ("г. Алматы", 10.0, 5.0)]
    loaded = load(bureau(tmp_path / "kz.xlsx", {"2023": bureau_sheet("2023 год", rows)}))
    exports = loaded.flows.filter(pl.col("flow") == "export")
    assert exports.select("partner", "region", "value").rows() == [
        ("WLD", "", 30000.0),
        ("WLD", "Акмолинская", 20000.0),
        ("WLD", "г. Алматы", 10000.0),
    ]


def test_data_set_of_the_agency_is_known_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "sdmx_data_1105.csv"
    path.write_text(SIAT, encoding="utf-8")
    loaded = load(path)
    assert loaded.flows.select("reporter", "partner", "flow", "year", "value", "row").rows() == [
        ("UZB", "KAZ", "export", 2022, 1000000500.0, 2),
        ("UZB", "KAZ", "export", 2023, 1100000500.0, 2),
        ("UZB", "ALB", "export", 2022, 0.0, 3),
        ("UZB", "ALB", "export", 2023, 1000.0, 3),
        ("UZB", "_X", "export", 2022, 2000.0, 4),
        ("UZB", "_X", "export", 2023, 3000.0, 4),
    ]
    assert loaded.report.coverage == "goods_services"
    assert [(one.code, one.severity) for one in loaded.report.findings] == [("trade.coverage_assumed", "note")]


def test_regions_of_the_agency_stand_as_regions_of_trade_with_the_world(tmp_path: Path) -> None:
    path = tmp_path / "siat.csv"
    rows = ("1700,Respublika,Республика,24000000", "1735,Qoraqalpog‘iston,Республика Каракалпакстан,500000")
    path.write_text("\n".join(["Code,Klassifikator,Klassifikator_ru,2023", *rows]), encoding="utf-8")
    loaded = load(path, DataFile(file="siat.csv", flow="export", coverage="goods"))
    columns = ("reporter", "partner", "region", "value")
    assert loaded.flows.select(columns).rows() == [
        ("UZB", "WLD", "", 24e9),
        ("UZB", "WLD", "Республика Каракалпакстан", 5e8),
    ]
    assert not loaded.report.findings
    named = load(path, DataFile(file="siat.csv", flow="export", coverage="goods", partner="KAZ"))
    assert set(named.flows["partner"]) == {"KAZ"}


def test_data_set_of_an_unknown_number_needs_its_flow(tmp_path: Path) -> None:
    path = tmp_path / "siat.csv"
    path.write_text(SIAT, encoding="utf-8")
    assert [one.code for one in load(path).report.findings] == ["trade.flow_unstated"]
    told = load(path, DataFile(file="siat.csv", flow="import", coverage="goods"))
    assert set(told.flows["flow"]) == {"import"}
    assert set(told.flows["coverage"]) == {"goods"}
    assert not told.report.findings


REFERENCE = {  # turnover in million USD: Uzbekistan's figure, Kazakhstan's figure
    **{2018: (2919.6, 2795.0), 2019: (3335.0, 3415.1), 2020: (3005.8, 2930.7)},
    **{2021: (3920.6, 3833.9), 2022: (4651.1, 4921.9), 2023: (4485.6, 4417.9)},
}


@pytest.mark.shared
def test_shared_files_of_both_offices_add_up_to_the_reference_turnover() -> None:
    files = [*sorted((SHARED / "official").glob("*.xls")), *sorted((SHARED / "official").glob("sdmx*.csv"))]
    if not files:
        pytest.skip(f"{SHARED / 'official'} is not here")
    loads = [load(path) for path in files]
    assert {one.severity for each in loads for one in each.report.findings} <= {"note", "warning"}
    assert all(check.holds for each in loads for check in each.report.checks)
    flows = pl.concat(each.flows for each in loads)
    pair = {"KAZ", "UZB"}
    own = flows.filter(pl.col("reporter").is_in(pair) & pl.col("partner").is_in(pair) & (pl.col("year") >= 2018))
    last = own.unique(["reporter", "flow", "year"], keep="last", maintain_order=True)
    turnover = last.group_by("reporter", "year").agg(pl.col("value").sum()).to_dicts()
    sums = {(row["year"], row["reporter"]): row["value"] for row in turnover}
    for year, (uzb, kaz) in REFERENCE.items():
        assert round(sums[year, "UZB"] / 1e6, 1) == uzb
        assert round(sums[year, "KAZ"] / 1e6, 1) == kaz


@pytest.mark.shared
def test_shared_files_of_the_bureau_total_exactly() -> None:
    files = sorted((SHARED / "official").glob("*.xls"))
    if not files:
        pytest.skip(f"{SHARED / 'official'} is not here")
    checks = [check for path in files for check in load(path).report.checks]
    assert len(checks) == 20
    assert max(abs(check.stated - check.computed) for check in checks) < 1000
