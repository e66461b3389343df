"""A BACI archive is stored piece by piece, goes on where it stopped, and loses no more than a damaged year."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest

from karvon.measure.flows import SCHEMA, baci, load
from karvon.model.loading import DataFile

HEADER = "t,i,j,k,v,q\n"
ROWS = ["2022,398,860,010121,1.5,2.25", "2022,860,398,010121,10,NA", "2022,398,842,270900,0.001,    0.5"]


def archive(path: Path, years: dict[int, Sequence[str]]) -> Path:
    """Write an archive as CEPII publishes it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for year, rows in years.items():
            zipped.writestr(f"BACI_HS17_Y{year}_V202401.csv", HEADER + "".join(f"{row}\n" for row in rows))
        zipped.writestr("country_codes_V202401.csv", "country_code,country_name\n")
    return path


def test_each_flow_stands_once_in_dollars_and_kilograms(tmp_path: Path) -> None:
    loaded = load(archive(tmp_path / "BACI_HS17_V202401.zip", {2022: ROWS}))
    assert loaded.flows.schema == SCHEMA
    assert loaded.flows.select("reporter", "partner", "code", "value", "weight", "row").rows() == [
        ("KAZ", "UZB", "010121", 1500.0, 2250.0, 2),
        ("UZB", "KAZ", "010121", 10000.0, None, 3),
        ("KAZ", "USA", "270900", 1.0, 500.0, 4),
    ]
    assert set(loaded.flows["flow"]) == {"export"}
    assert (loaded.report.layout, loaded.report.classifications) == ("baci", ("HS2017",))
    assert (loaded.report.coverage, loaded.report.scale, loaded.report.rows) == ("goods", "thousand", 3)


def test_leading_zeros_lost_by_a_spreadsheet_are_restored(tmp_path: Path) -> None:
    path = archive(tmp_path / "BACI_HS92_V1.zip", {2022: ["2022,398,860,10121,1,1"]})
    assert load(path).flows["code"].to_list() == ["010121"]


def test_bad_rows_are_told_with_their_numbers_and_the_others_load(tmp_path: Path) -> None:
    rows = [*ROWS, "t,i,j,k,v,q", "2022,398,860,ABC,1,1", "2022,398,860,010121,x,1", "2022,398,860,010129,-4,1"]
    loaded = load(archive(tmp_path / "BACI_HS17_V1.zip", {2022: rows}))
    assert loaded.report.kept == 3
    assert {one.code: one.place for one in loaded.report.findings} == {
        "trade.repeated_header": "5",
        "trade.code_unreadable": "6",
        "trade.value_unreadable": "7",
        "trade.value_negative": "8",
    }


def test_pieces_make_the_same_table_as_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = archive(tmp_path / "BACI_HS17_V1.zip", {2021: ROWS[:2], 2022: [*ROWS, "2022,398,860,123456,1,1"] * 20})
    whole = load(path)
    monkeypatch.setattr(baci, "PIECE", 64)
    pieces = load(path)
    assert pieces.report == whole.report
    assert [dict(one.params)["count"] for one in pieces.report.findings] == ["20"]
    assert pieces.flows.sort("dataset", "row").equals(whole.flows.sort("dataset", "row"))


def test_interrupted_archive_goes_on_with_the_first_missing_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive(tmp_path / "BACI_HS17_V1.zip", {2021: ROWS, 2022: ROWS})
    stored: list[str] = []
    original = baci.shape_baci

    def counted(frame: pl.DataFrame, dataset: str, revision: str) -> object:
        if stored and stored[-1].endswith("Y2021_V202401") and len(stored) == 1 and dataset.endswith("Y2022_V202401"):
            stored.append("stopped")
            raise KeyboardInterrupt
        stored.append(dataset)
        return original(frame, dataset, revision)

    monkeypatch.setattr(baci, "shape_baci", counted)
    folder = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        baci.stream(path, DataFile(file=path.name), folder, lambda *_: None)
    report = baci.stream(path, DataFile(file=path.name), folder, lambda *_: None)
    assert [name.rpartition("#")[2] for name in stored] == [
        "BACI_HS17_Y2021_V202401",
        "stopped",
        "BACI_HS17_Y2022_V202401",
    ]
    assert (report.rows, report.kept) == (6, 6)


def test_damaged_year_is_left_out_whole_and_the_others_load(tmp_path: Path) -> None:
    path = archive(tmp_path / "BACI_HS17_V1.zip", {2021: ["2021" + row[4:] for row in ROWS], 2022: ROWS * 50})
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as zipped:
        start = zipped.getinfo("BACI_HS17_Y2022_V202401.csv").header_offset
    content[start + 80 : start + 90] = b"\0" * 10
    path.write_bytes(content)
    loaded = load(path)
    assert [one.code for one in loaded.report.findings] == ["trade.member_broken"]
    assert loaded.report.years == (2021,)


def test_whole_years_before_the_cut_of_an_archive_load_and_the_cut_one_is_told(tmp_path: Path) -> None:
    years: dict[int, Sequence[str]] = {year: [f"{year}{row[4:]}" for row in ROWS * 40] for year in (2020, 2021, 2022)}
    path = archive(tmp_path / "download.zip", years)
    with zipfile.ZipFile(path) as zipped:
        last = zipped.getinfo("BACI_HS17_Y2022_V202401.csv").header_offset
    whole = load(path).flows
    path.write_bytes(path.read_bytes()[: last + 90])
    assert baci.is_baci(path)
    loaded = load(path)
    assert [one.code for one in loaded.report.findings] == ["trade.archive_broken", "trade.member_broken"]
    assert dict(loaded.report.findings[1].params)["member"] == "BACI_HS17_Y2022_V202401.csv"
    assert loaded.report.years == (2020, 2021)
    assert loaded.flows.height == whole.filter(pl.col("year") < 2022).height


def test_archive_without_its_list_of_contents_loads_whole(tmp_path: Path) -> None:
    path = archive(tmp_path / "BACI_HS17_V1.zip", {2022: ROWS})
    whole = load(path).flows.height
    path.write_bytes(path.read_bytes()[:-60])
    loaded = load(path)
    assert [one.code for one in loaded.report.findings] == ["trade.archive_broken"]
    assert loaded.flows.height == whole


def test_zip_without_years_is_no_archive_of_baci(tmp_path: Path) -> None:
    path = tmp_path / "articles.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("a.txt", "text")
        zipped.writestr("b.txt", "text")
    assert not baci.is_baci(path)
    shutil.copy(path, tmp_path / "BACI_HS17.zip")
    assert [one.code for one in load(tmp_path / "BACI_HS17.zip").report.findings] == ["trade.archive_empty"]
