"""Workbooks are read as people make them, and one that would take the machine down is refused."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import pytest
from tests.store.conftest import portfolio, stamp
from tests.store.test_load import VALUE, brief, spoken
from xlsxwriter import Workbook

from karvon.model.document import Finding
from karvon.store import Registry, dump, load


def book(path: Path, **sheets: list[list[object]]) -> Path:
    with Workbook(str(path), {"default_date_format": "dd.mm.yyyy"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def load_one(registry: Registry, path: Path) -> tuple[Finding, ...]:
    return spoken(load(registry, [path], **stamp()).findings)


def test_numbers_dates_and_texts_of_excel_are_read(sqlite_registry: Registry, tmp_path: Path) -> None:
    typed: dict[str, object] = {"value": 2.6, "period_start": dt.date(2024, 8, 7), "period_end": 2024, "voice": "001"}
    row: dict[str, object] = {**VALUE, **typed}
    path = book(tmp_path / "book.xlsx", indicator_values=[list(row), list(row.values())])
    assert load_one(sqlite_registry, path) == ()
    (stored,) = sqlite_registry.rows("indicator_values")
    written = {column: stored.get(column) for column in typed}
    assert written == {"value": "2.6", "period_start": "2024-08-07", "period_end": "2024", "voice": "001"}


@pytest.mark.parametrize(
    ("number", "text"), [(60, "60"), (1581.6, "1581.6"), (0.1 + 0.2, "0.3"), (1e15, "1" + "0" * 15)]
)
def test_numbers_of_excel_are_written_out(sqlite_registry: Registry, tmp_path: Path, number: float, text: str) -> None:
    row: dict[str, object] = {**VALUE, "value": number}
    load_one(sqlite_registry, book(tmp_path / "book.xlsx", indicator_values=[list(row), list(row.values())]))
    assert sqlite_registry.rows("indicator_values")[0].get("value") == text


def test_a_finding_names_sheet_and_row(sqlite_registry: Registry, tmp_path: Path) -> None:
    """Empty rows above and between count as the spreadsheet counts them, and other sheets load."""
    good, bad = list(portfolio().values()), list(portfolio("b", name_ru="").values())
    rows: list[list[object]] = [[], [], list(portfolio()), [], [*good], [], [*bad]]
    path = book(tmp_path / "book.xlsx", Portfolios=rows, Sheet2=[["id"]], hubs=[])
    findings = load_one(sqlite_registry, path)
    assert [(finding.file, finding.place, brief(finding)[1]) for finding in findings] == [
        ("book.xlsx#Portfolios", "7:name_ru", "required"),
        ("book.xlsx#Sheet2", "", "name_unknown"),
    ]
    assert [row.id for row in sqlite_registry.rows("portfolios")] == ["joint"]


def test_a_failed_formula_is_no_empty_cell(sqlite_registry: Registry, tmp_path: Path) -> None:
    with Workbook(str(tmp_path / "book.xlsx")) as workbook:
        sheet = workbook.add_worksheet("portfolios")
        sheet.write_row(0, 0, list(portfolio()))
        sheet.write_row(1, 0, list(portfolio().values()))
        sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")
    (finding,) = load_one(sqlite_registry, tmp_path / "book.xlsx")
    assert brief(finding) == ("book.xlsx", "formula_errors", {"cells": "E2"})
    assert sqlite_registry.rows("portfolios") == ()


def test_a_file_that_inflates_beyond_measure_is_refused_by_its_directory(
    sqlite_registry: Registry, tmp_path: Path
) -> None:
    path = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as it,
    ):
        for _ in range(210):
            it.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    (finding,) = load_one(sqlite_registry, path)
    assert brief(finding) == ("bomb.xlsx", "workbook_too_large", {"limit": "200"})


def test_two_cells_at_the_ends_of_the_sheet_do_not_fill_the_memory(sqlite_registry: Registry, tmp_path: Path) -> None:
    """A reader that makes room for every cell between them would need half a terabyte."""
    with Workbook(str(tmp_path / "wide.xlsx")) as workbook:
        sheet = workbook.add_worksheet("portfolios")
        sheet.write_string(0, 0, "id")
        sheet.write_string(1_048_575, 16_383, "x")
    (finding,) = load_one(sqlite_registry, tmp_path / "wide.xlsx")
    assert finding.code == "table.workbook_too_large"


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"just text"])
def test_what_is_no_workbook_is_a_finding(sqlite_registry: Registry, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "book.xlsx").write_bytes(content)
    (finding,) = load_one(sqlite_registry, tmp_path / "book.xlsx")
    assert finding.code == "table.workbook_broken"


def test_a_zip_without_a_workbook_in_it_is_a_finding(sqlite_registry: Registry, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("readme.txt", "no workbook")
    (finding,) = load_one(sqlite_registry, tmp_path / "book.xlsx")
    assert finding.code == "table.workbook_broken"


def test_the_same_tables_give_the_same_workbook(sqlite_registry: Registry, tmp_path: Path) -> None:
    sqlite_registry.append("portfolios", [portfolio()], **stamp())
    dump(sqlite_registry, tmp_path / "a.xlsx")
    dump(sqlite_registry, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_text_longer_than_a_workbook_cell_is_named_not_cut(sqlite_registry: Registry, tmp_path: Path) -> None:
    sqlite_registry.append("portfolios", [portfolio(definition_ru="я" * 32_768), portfolio("b")], **stamp())
    (finding,) = spoken(dump(sqlite_registry, tmp_path / "a.xlsx"))
    assert (finding.code, finding.place) == ("table.cell_too_long", "3:definition_ru")
    with Registry.open("sqlite://") as other:
        (refused,) = load_one(other, tmp_path / "a.xlsx")
        assert (refused.code, refused.place) == ("table.required", "3:definition_ru")
