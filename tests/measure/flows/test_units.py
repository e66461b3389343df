"""Values in a wrong unit never pass unnoticed, and codes that do not exist are told, whatever the layout."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.measure.flows.files import SHARED, bureau, bureau_sheet, comtrade_csv, record

from karvon.measure.flows import load
from karvon.model.loading import DataFile

PARTNERS = {"Россия": (9e6, 17e6), "Китай": (13e6, 11e6), "Узбекистан": (3.6e6, 1.3e6), "Италия": (14e6, 1e6)}


def sheet(year: int, times: float = 1.0) -> list[list[object]]:
    """Return a year's sheet with trade of a usual size, in thousand USD, or so many times of it."""
    rows = [(name, out * times, into * times) for name, (out, into) in PARTNERS.items()]
    total = ("Всего", sum(row[1] for row in rows), sum(row[2] for row in rows))
    return bureau_sheet(f"{year} год", [total, *rows])


def codes(path: Path, **described: object) -> list[str]:
    """Return the codes of the findings about a file."""
    said = DataFile(file=path.name, **described)  # type: ignore[arg-type]
    return [one.code.removeprefix("trade.") for one in load(path, said).report.findings]


def test_usual_trade_in_its_unit_raises_no_doubt(tmp_path: Path) -> None:
    assert codes(bureau(tmp_path / "kz.xlsx", {str(year): sheet(year) for year in (2020, 2021, 2022)})) == []


@pytest.mark.parametrize(("scale", "doubt"), [("unit", "unit_small"), ("million", "unit_large")])
def test_thousand_dollars_taken_for_another_unit_are_told(tmp_path: Path, scale: str, doubt: str) -> None:
    path = bureau(tmp_path / "kz.xlsx", {"2022": sheet(2022)})
    assert codes(path, scale=scale) == [doubt]
    (found,) = load(path, DataFile(file=path.name, scale=scale)).report.findings
    assert dict(found.params)["factor"] == "1000"


def test_one_year_in_another_unit_is_told(tmp_path: Path) -> None:
    sheets = {str(year): sheet(year, 1000.0 if year == 2022 else 1.0) for year in range(2018, 2023)}
    path = bureau(tmp_path / "kz.xlsx", sheets)
    (found,) = load(path).report.findings
    assert (found.code, dict(found.params)["years"]) == ("trade.unit_jump", "2022")


@pytest.mark.parametrize(("value", "doubt"), [(3.0, []), (3e-3, ["unit_weight"]), (3e4, ["unit_weight"])])
def test_price_of_a_kilogram_tells_a_wrong_unit_of_single_goods(tmp_path: Path, value: float, doubt: list[str]) -> None:
    goods = [f"{chapter:02d}" for chapter in range(1, 60)]
    rows = [record(cmdCode=code, primaryValue=value * 1000, netWgt=1000) for code in goods]
    assert codes(comtrade_csv(tmp_path / "data.csv", rows)) == doubt


def test_pair_with_little_trade_raises_no_doubt(tmp_path: Path) -> None:
    rows = [record(partnerCode=548, primaryValue=10.0)]
    assert codes(comtrade_csv(tmp_path / "data.csv", rows)) == []


def test_code_of_no_revision_is_left_out_and_one_of_another_is_told(tmp_path: Path) -> None:
    rows = [record(cmdCode=code, primaryValue=5.0) for code in ("100199", "123456", "851712", "9999", "990000")]
    loaded = load(comtrade_csv(tmp_path / "data.csv", rows))
    assert loaded.flows["code"].to_list() == ["100199", "851712", "9999", "990000"]
    assert [(one.code, one.place) for one in loaded.report.findings] == [
        ("trade.code_unknown", "3"),
        ("trade.code_other_revision", "4"),
    ]


def test_leading_zero_lost_by_a_spreadsheet_is_restored_and_told(tmp_path: Path) -> None:
    rows = [record(cmdCode=code, primaryValue=5.0) for code in ("1", "102", "10221", "100199")]
    loaded = load(comtrade_csv(tmp_path / "data.csv", rows))
    assert loaded.flows["code"].to_list() == ["01", "0102", "010221", "100199"]
    assert [(one.code, one.place) for one in loaded.report.findings] == [("trade.code_zero", "2, 3, 4")]


@pytest.mark.shared
@pytest.mark.parametrize("scale", ["unit", "million"])
def test_shared_files_of_the_offices_betray_a_wrong_unit(scale: str) -> None:
    files = sorted((SHARED / "official").glob("*.xls"))
    if not files:
        pytest.skip(f"{SHARED / 'official'} is not here")
    for path in files:
        assert {"unit_small", "unit_large"} & set(codes(path, scale=scale))
