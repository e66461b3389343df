"""A file of UN Comtrade gives each flow once, however it was broken down, and says what it left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from tests.measure.flows.files import SHARED, comtrade_csv, comtrade_json, record

from karvon.measure.flows import at_level, load
from karvon.say.findings import finding

SUBSET = ("refYear", "reporterISO", "flowCode", "partnerISO", "cmdCode", "primaryValue")


def reasons(path: Path) -> dict[str, int]:
    """Return how many rows of a file were left out for each reason."""
    return {one.reason: one.rows for one in load(path).report.dropped}


@pytest.mark.parametrize("write", [comtrade_csv, comtrade_json])
def test_total_of_a_year_is_read_with_all_47_columns(tmp_path: Path, write: Callable[..., Path]) -> None:
    path = write(tmp_path / f"data.{write.__name__[-4:].strip('_')}", [record()])
    loaded = load(path)
    flow = loaded.flows.row(0, named=True)
    assert (flow["reporter"], flow["partner"], flow["flow"], flow["year"], flow["month"]) == (
        *("KAZ", "UZB", "export", 2022),
        0,
    )
    assert (flow["classification"], flow["code"], flow["value"], flow["coverage"]) == ("total", "", 1e9, "goods")
    assert (loaded.report.layout, loaded.report.rows, loaded.report.kept) == ("comtrade", 1, 1)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"partner2Code": 156}, "second_partner"),
        ({"motCode": 2100}, "transport_mode"),
        ({"customsCode": "C04"}, "customs_procedure"),
        ({"typeCode": "S"}, "services"),
        ({"flowCode": "RX"}, "part_of_flow"),
    ],
)
def test_breakdowns_of_a_flow_are_not_counted_beside_it(tmp_path: Path, cells: dict[str, object], reason: str) -> None:
    path = comtrade_csv(tmp_path / "data.csv", [record(), record(**cells, primaryValue=9e8)])
    assert reasons(path) == {reason: 1}
    assert load(path).flows["value"].to_list() == [1e9]


def test_some_of_the_columns_are_enough(tmp_path: Path) -> None:
    rows = [record(reporterISO="KAZ", partnerISO="W00"), record(reporterISO="KAZ", partnerISO="UZB", flowCode="M")]
    flows = load(comtrade_csv(tmp_path / "data.csv", rows, SUBSET)).flows
    assert flows.select("reporter", "partner", "flow").rows() == [("KAZ", "WLD", "export"), ("KAZ", "UZB", "import")]


def test_levels_of_the_harmonised_system_are_kept_apart(tmp_path: Path) -> None:
    rows = [record(cmdCode=code, primaryValue=value) for code, value in [("10", 5), ("1001", 4), ("100199", 4)]]
    flows = load(comtrade_csv(tmp_path / "data.csv", rows)).flows
    assert [at_level(flows, "HS2022", digits)["code"].to_list() for digits in (2, 4, 6)] == [
        ["10"],
        ["1001"],
        ["100199"],
    ]


def test_codes_of_countries_are_those_of_comtrade(tmp_path: Path) -> None:
    rows = [record(partnerCode=code) for code in (842, 757, 699, 490, 891)] + [record(partnerCode=0, primaryValue=6e9)]
    loaded = load(comtrade_csv(tmp_path / "data.csv", rows))
    assert loaded.flows["partner"].to_list() == ["USA", "CHE", "IND", "S19", "SCG", "WLD"]
    (former,) = loaded.report.findings
    assert (former.code, former.place) == ("trade.area_former", "6")


def test_months_stay_months(tmp_path: Path) -> None:
    rows = [record(freqCode="M", refMonth=5, period="202205"), record(refMonth=52)]
    assert load(comtrade_csv(tmp_path / "data.csv", rows)).flows["month"].to_list() == [5, 0]


def test_estimates_are_marked(tmp_path: Path) -> None:
    rows = [record(cmdCode="10", netWgt=7.0), record(cmdCode="11", netWgt=7.0, isNetWgtEstimated=True)]
    assert load(comtrade_csv(tmp_path / "data.csv", rows)).flows["imputed"].to_list() == [False, True]


def test_codes_that_add_up_to_more_than_their_group_are_told(tmp_path: Path) -> None:
    rows = [record(cmdCode=code, primaryValue=value) for code, value in [("10", 5e6), ("1001", 4e6), ("1005", 3e6)]]
    (wrong,) = load(comtrade_csv(tmp_path / "data.csv", rows)).report.findings
    assert wrong.code == "trade.total_codes"
    assert "5000000" in finding(wrong, "en")
    assert "7000000" in finding(wrong, "ru")


def test_same_row_twice_counts_once_and_two_values_are_a_contradiction(tmp_path: Path) -> None:
    rows = [record(), record(), record(primaryValue=7e8)]
    loaded = load(comtrade_csv(tmp_path / "data.csv", rows))
    assert loaded.flows["value"].to_list() == [1e9]
    assert {one.reason: one.rows for one in loaded.report.dropped} == {"repeated_row": 1, "contradiction": 1}
    assert [one.code for one in loaded.report.findings] == ["trade.contradiction"]


def test_answer_with_as_many_rows_as_the_interface_gives_at_once_is_suspect(tmp_path: Path) -> None:
    rows = [
        record(refYear=1000 + year % 100 + 962, period=str(1962 + year % 100), cmdCode=f"{10 + year // 100}")
        for year in range(500)
    ]
    assert "trade.perhaps_cut" in [one.code for one in load(comtrade_csv(tmp_path / "data.csv", rows)).report.findings]
    assert not load(comtrade_csv(tmp_path / "less.csv", rows[:499])).report.findings


@pytest.mark.shared
def test_shared_sample_of_comtrade_loads_whole() -> None:
    path = SHARED / "trade" / "comtrade_v1_sample.csv"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    loaded = load(path)
    assert (loaded.report.rows, loaded.report.kept, loaded.report.findings) == (579, 579, ())
    assert loaded.flows["value"].sum() == pytest.approx(65707383.973, abs=0.001)
    lengths = loaded.flows.group_by(pl.col("code").str.len_chars().alias("n")).len().sort("n").rows()
    assert lengths == [(2, 256), (4, 230), (6, 93)]
