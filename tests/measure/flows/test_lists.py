"""A national list of goods comes from any table of codes, and what is no code is told."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

import karvon
from karvon.case import new
from karvon.measure.flows import read_list
from karvon.model.loading import DataFile
from karvon.pipeline import loaded


def test_codes_are_taken_from_the_named_column_each_once(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Товар;ТН ВЭД\nМука;1101 00\nМасло;1512.19\nМука;110100\nВсе ткани;52\n", encoding="utf-8")
    said = DataFile(file="list.csv", layout="hs_list", columns={"code": "ТН ВЭД"})
    assert read_list(path, said) == (("110100", "151219", "52"), ())


def test_workbook_without_named_column_gives_its_first(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for place, cell in enumerate(["code", "110100", "8703"]):
            sheet.write(place, 0, cell)
    assert read_list(path, DataFile(file="list.xlsx", layout="hs_list")).codes == ("110100", "8703")


def test_what_is_no_code_is_told_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("code\n110100\nмука\n123456\n11О1\n", encoding="utf-8")
    codes, findings = read_list(path, DataFile(file="list.csv", layout="hs_list"))
    assert codes == ("1101", "110100")
    assert [(one.code, one.place) for one in findings] == [("trade.list_code", "3"), ("trade.list_code", "4")]


def test_list_of_a_case_is_no_trade_file(tmp_path: Path) -> None:
    case = new(tmp_path / "case", ("KAZ", "UZB"))
    with (case.folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[data]]\nfile = "list.csv"\nlayout = "hs_list"\n')
    path = tmp_path / "list.csv"
    path.write_text("code\n110100\n", encoding="utf-8")
    case = karvon.open(case.folder)
    assert case.add([path]) == ("list.csv",)
    loads = loaded(case, lambda *_: None)
    assert (loads.listed, loads.reports, loads.findings) == (("110100",), (), ())
