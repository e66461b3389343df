"""Any table loads by its description in case.toml, SDMX by its own; what is wrong in a row is told with the row."""

from __future__ import annotations

import csv
import gzip
import re
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.measure.flows.files import SHARED, comtrade_csv, record

from karvon.measure.flows import load, recognise
from karvon.measure.flows.numbers import parsed
from karvon.model.loading import DataFile, LoadReport
from karvon.say.findings import finding

HEADER = "Страна;Год;Код;Сумма\n"
SDMX_CSV = """DATAFLOW,FREQ,REF_AREA,INDICATOR,COUNTERPART_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MULT,UNIT_MEASURE
IMF:IMTS(1.0),A,KZ,TXG_FOB_USD,UZ,2022,3500.5,6,USD
IMF:IMTS(1.0),A,KZ,TMG_CIF_USD,W00,2022,9000.5,6,USD
IMF:IMTS(1.0),A,KZ,TMG_CIF_USD,UZ,2022-Q1,1.5,6,USD
IMF:IMTS(1.0),A,KZ,TMG_CIF_USD,UZ,2022,700,6,KZT
"""
SDMX_ML = """<?xml version="1.0" encoding="UTF-8"?>
<mes:StructureSpecificData xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"
 xmlns:ss="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"
 xmlns:ns1="urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=IMF:IMTS(1.0):ObsLevelDim:TIME_PERIOD"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><mes:Header><mes:ID>t</mes:ID><mes:Test>false</mes:Test>
<mes:Prepared>2025-01-01T00:00:00</mes:Prepared><mes:Sender id="X"/>
<mes:Structure structureID="IMTS" namespace="urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=IMF:IMTS(1.0)"
 dimensionAtObservation="TIME_PERIOD"><com:Structure><Ref agencyID="IMF" id="IMTS" version="1.0" class="DataStructure"/>
</com:Structure></mes:Structure></mes:Header>
<mes:DataSet ss:structureRef="IMTS" xsi:type="ns1:DataSetType" ss:dataScope="DataStructure" action="Replace">
<Series FREQ="A" REF_AREA="KZ" INDICATOR="TXG_FOB_USD" COUNTERPART_AREA="UZ" UNIT_MULT="6">
<Obs TIME_PERIOD="2022" OBS_VALUE="3635.8"/></Series></mes:DataSet></mes:StructureSpecificData>
"""


def described(**more: object) -> DataFile:
    """Return what case.toml says of a table of exports with Russian columns."""
    columns = {"partner": "Страна", "year": "Год", "code": "Код", "value": "Сумма"}
    said = {"file": "x", "reporter": "UZB", "flow": "export", "coverage": "goods", "scale": "thousand"}
    return DataFile(**said | {"classification": "HS2022", "columns": columns} | more)  # type: ignore[arg-type]


def written(tmp_path: Path, *rows: str) -> Path:
    """Write a table of exports with Russian columns."""
    path = tmp_path / "exports.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def told(report: LoadReport) -> dict[str, str]:
    """Return where each thing that is wrong stands; every finding must read in both languages."""
    for one in report.findings:
        for lang in ("ru", "en"):
            said = finding(one, lang)
            assert one.file in said
            assert not re.search(r"\{\w+[:}]", said)
    return {one.code.removeprefix("trade."): one.place for one in report.findings}


def test_table_with_columns_of_any_name_loads_by_its_description(tmp_path: Path) -> None:
    loaded = load(written(tmp_path, "Казахстан;2022;100199;1 234,5", "Киргизия;2022 год;;900 000,5"), described())
    assert loaded.flows.select("reporter", "partner", "flow", "year", "classification", "code", "value").rows() == [
        ("UZB", "KAZ", "export", 2022, "HS2022", "100199", 1234500.0),
        ("UZB", "KGZ", "export", 2022, "total", "", 900000500.0),
    ]
    assert not loaded.report.findings


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16"])
def test_encoding_is_found_out(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "exports.csv"
    path.write_bytes((HEADER + "Казахстан;2022;;7,5\n").encode(encoding))
    assert load(path, described()).flows["partner"].to_list() == ["KAZ"]


def test_workbook_loads_from_the_row_where_its_columns_stand(tmp_path: Path) -> None:
    path = tmp_path / "exports.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("2022")
        for place, cells in enumerate([["Экспорт"], [], ["Страна", "Год", "Код", "Сумма"], ["Казахстан", 2022, "", 3]]):
            sheet.write_row(place, 0, cells)
    assert load(path, described()).flows.select("partner", "value", "dataset", "row").rows() == [
        ("KAZ", 3000.0, "exports.xlsx#2022", 4)
    ]


def test_table_wide_by_year_gives_a_flow_for_each(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("Страна,2021,2022\nКазахстан,1.5,2.5\n", encoding="utf-8")
    loaded = load(path, described(columns={"partner": "Страна", "value": "*"}, classification=None))
    assert loaded.flows.select("year", "value").rows() == [(2021, 1500.0), (2022, 2500.0)]
    assert loaded.report.rows == 1


def test_each_bad_row_is_told_and_the_good_ones_load(tmp_path: Path) -> None:
    rows = [
        *("Казахстан;2022;100199;1,5", "Страна;Год;Код;Сумма", "Казахстан;2022;100119;-3,5", "Казахстан;2022;1OO1;2,5"),
        *("Казахстан;2022;пшеница;2,5", "СССР;2022;;4,5", "Атлантида;2022;;5,5", "Казахстан;2022;110100;много"),
        *("Казахстан;;1102;1,5", ";2022;1103;1,5", "КАZ;2022;1104;1,5", "Казахстан;2022;1105;1,5;лишнее"),
        *("Казахстан;2022;1106;1.25", "Казахстан;2022;1107;1,250", "Казахстан;2022 I кв.;1108;1,5"),
        *("Казахстан;2022;100199;9,5", "Казахстан;2022;1109;"),
    ]
    loaded = load(written(tmp_path, *rows), described())
    assert told(loaded.report) == {
        "repeated_header": "3",
        "value_negative": "4",
        "code_lookalike": "5",
        "code_unreadable": "6",
        "area_former": "7",
        "area_unknown": "8",
        "value_unreadable": "9",
        "period_unknown": "10, 16",
        "partner_missing": "11",
        "area_lookalike": "12",
        "row_long": "13",
        "decimals_mixed": "14",
        "value_doubtful": "15",
        "contradiction": "17",
    }
    assert loaded.flows.select("partner", "code", "value").rows() == [
        ("KAZ", "100199", 1500.0),
        ("KAZ", "1001", 2500.0),
        ("SUN", "", 4500.0),
        ("Атлантида", "", 5500.0),
        ("KAZ", "1104", 1500.0),
        ("KAZ", "1106", 1250.0),
    ]


def test_description_that_does_not_fit_names_what_is_missing(tmp_path: Path) -> None:
    path = written(tmp_path, "Казахстан;2022;;1,5")
    assert "columns_missing" in told(load(path, described(columns={"partner": "Партнёр", "value": "Сумма"})).report)
    assert "columns_unknown" in told(load(path, described(columns={"colour": "Код", "value": "Сумма"})).report)
    assert "columns_missing" in told(load(path, described(columns={"partner": "Страна"})).report)


def test_unit_and_coverage_that_nobody_states_are_told(tmp_path: Path) -> None:
    report = load(written(tmp_path, "Казахстан;2022;;1,5"), described(coverage=None, scale=None)).report
    assert set(told(report)) >= {"coverage_unstated", "unit_unstated"}


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.5", "2", "1e-05", "", "-"], [1.5, 2.0, 1e-05, None, None]),
        (["1,5", "2.548", "2 000,1"], [1.5, 2548.0, 2000.1]),
        (["1,234.5", "1,000"], [1234.5, 1000.0]),
        (["1.234.567", "1,5"], [1234567.0, 1.5]),
        (["2,548", "1,000"], [None, None]),
        (["2.548", "7.001"], [2.548, 7.001]),
    ],
)
def test_numbers_are_read_by_the_mark_that_the_column_tells(cells: list[str], values: list[float | None]) -> None:
    assert parsed(pl.Series(cells)).values.to_list() == values


def test_known_mark_settles_what_a_column_does_not_tell() -> None:
    assert [parsed(pl.Series(["2,548"]), mark).values.to_list() for mark in (",", ".")] == [[2.548], [2548.0]]


def test_table_may_begin_below_a_title(tmp_path: Path) -> None:
    path = tmp_path / "exports.csv"
    path.write_text(f"Экспорт Узбекистана\n\n{HEADER}Казахстан;2022;100199;1,5\n", encoding="utf-8")
    assert load(path, described()).flows.select("value", "row").rows() == [(1500.0, 4)]


def test_last_line_that_breaks_off_is_left_out_and_told(tmp_path: Path) -> None:
    path = comtrade_csv(tmp_path / "data.csv", [record(cmdCode="10"), record(cmdCode="11")])
    whole = path.read_bytes()
    for cut in (5, 40, 60):
        path.write_bytes(whole[: -2 - cut])
        loaded = load(path)
        assert loaded.flows["code"].to_list() == ["10"]
        assert told(loaded.report) == {"row_cut": "3"}
    path.write_bytes(whole.rstrip())
    assert not load(path).report.findings


def test_sdmx_csv_gives_annual_flows_in_dollars(tmp_path: Path) -> None:
    path = tmp_path / "imts.csv"
    path.write_text(SDMX_CSV, encoding="utf-8")
    assert recognise(path) == "sdmx"
    loaded = load(path, DataFile(file="imts.csv", coverage="goods"))
    assert loaded.flows.select("reporter", "partner", "flow", "value").rows() == [
        ("KAZ", "UZB", "export", 3500.5e6),
        ("KAZ", "WLD", "import", 9000.5e6),
    ]
    assert told(loaded.report) == {"period_unknown": "4"}
    assert [(one.reason, one.rows) for one in loaded.report.dropped] == [("measure_filter", 1), ("period_unknown", 1)]


def test_sdmx_ml_gives_the_same_table(tmp_path: Path) -> None:
    path = tmp_path / "imts.xml"
    path.write_text(SDMX_ML, encoding="utf-8")
    assert recognise(path) == "sdmx"
    loaded = load(path, DataFile(file="imts.xml", coverage="goods"))
    assert loaded.flows.select("reporter", "partner", "flow", "year", "value").rows() == [
        ("KAZ", "UZB", "export", 2022, 3635.8e6)
    ]


def test_packed_file_loads_and_a_truncated_one_is_told(tmp_path: Path) -> None:
    plain = comtrade_csv(tmp_path / "data.csv", [record()])
    path = tmp_path / "data.csv.gz"
    path.write_bytes(gzip.compress(plain.read_bytes()))
    assert load(path).report.kept == 1
    path.write_bytes(path.read_bytes()[:-20])
    assert "archive_broken" in told(load(path, DataFile(file=path.name, layout="comtrade")).report)


@pytest.mark.parametrize("packed", [".gz", ".zip"])
def test_rows_before_the_cut_of_a_packed_file_load(tmp_path: Path, packed: str) -> None:
    records = [record(cmdCode=f"{code:06d}", primaryValue=1000.5 + code * 37 % 1013) for code in range(10110, 10999)]
    plain = comtrade_csv(tmp_path / "data.csv", records)
    path = tmp_path / f"data.csv{packed}"
    if packed == ".gz":
        path.write_bytes(gzip.compress(plain.read_bytes()))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(plain, "data.csv")
    whole = load(path).report.rows
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    assert recognise(path) == "comtrade"
    report = load(path).report
    assert whole // 3 < report.rows < whole
    assert "archive_broken" in told(report)
    assert "value_unreadable" not in told(report)


@pytest.mark.parametrize(
    ("name", "content"), [("a.csv", b"a,b\n1,2\n"), ("b.json", b"{"), ("c.csv", b""), ("d.xls", b"no")]
)
def test_file_of_no_known_layout_is_told_what_to_do(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert recognise(tmp_path / name) is None
    assert set(told(load(tmp_path / name).report)) == {"layout_unknown"}


def test_answer_that_breaks_off_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"count": 2, "data": [{"cmdCode": "TOTAL", "primaryValue": 1', encoding="utf-8")
    assert set(told(load(path).report)) == {"json_broken"}


CELLS = st.sampled_from(
    ["", "398", "KAZ", "Всего", "X", "M", "2022", "1OO1", "100199", "TOTAL", "-5", "1,5", "1.234,5", "…"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS | st.text(max_size=6), max_size=9), max_size=12), st.sampled_from(["\n", "\r\n", ""]))
def test_whatever_stands_in_a_file_every_row_is_kept_or_accounted_for(
    tmp_path: Path, rows: list[list[str]], end: str
) -> None:
    path = tmp_path / "data.csv"
    columns = ("reporterCode", "partnerCode", "flowCode", "refYear", "cmdCode", "primaryValue", "netWgt", "motCode")
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
    path.write_bytes(path.read_bytes().removesuffix(b"\r\n") + end.encode())
    report = load(path).report
    told(report)
    dropped = sum(one.rows for one in report.dropped)
    unread = sum(
        len(one.place.split(",")) for one in report.findings if one.code in ("trade.row_long", "trade.row_cut")
    )
    assert report.layout in ("comtrade", "unknown")
    assert report.rows == report.kept + dropped
    assert report.rows + unread <= len(rows) + sum(cell.count("\n") + cell.count("\r") for row in rows for cell in row)


@pytest.mark.shared
def test_shared_parquet_tables_load_whole() -> None:
    path = SHARED / "trade" / "unctad_sitc_sections_1995_2005_2015.parquet"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    columns = {"reporter": "exporter", "partner": "importer", "year": "year", "code": "sitc_section"}
    said = DataFile(
        file=path.name,
        layout="table",
        flow="export",
        scale="thousand",
        coverage="goods",
        classification="SITC3",
        columns=columns | {"value": "value_kusd"},
    )
    loaded = load(path, said)
    assert loaded.report.rows == loaded.report.kept
    total = loaded.flows.filter(pl.col("year") == 2015, pl.col("code") == "")
    pair = {(row["reporter"], row["partner"]): row["value"] for row in total.to_dicts()}
    assert round(pair["KAZ", "UZB"] / 1e6, 1) == 620.9
    assert round(pair["UZB", "KAZ"] / 1e6, 1) == 1655.7
