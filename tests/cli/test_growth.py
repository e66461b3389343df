"""`karvon growth` answers for any pair of the file, with tariffs and national lists that a user has."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook
from tests.measure.products import made
from tests.measure.products.downloads import comtrade

from karvon.cli import main


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of Laos and Nepal with the made-up download of all reporters."""
    folder = tmp_path / "case"
    answers(["new", folder, "--countries", "LAO", "NPL"])
    answers(["add", comtrade(tmp_path / "trade.csv", {}), "--case", folder])
    return folder


def answers(command: list[object], code: int = 0) -> str:
    """Return what a command prints, in English."""
    answer = CliRunner().invoke(main, [*map(str, command), "--lang", "en"])
    assert answer.exit_code == code, answer.output
    return answer.output


def test_any_pair_of_the_file_can_be_asked_for(case: Path) -> None:
    said = answers(["growth", "--case", case, "--country", "THA", "--partner", "vnm", "--top", "2"])
    assert "Thailand → Vietnam" in said
    assert "Laos" not in said
    own = answers(["growth", "--case", case, "--partner", "IND"])
    assert "India → Laos" in own


@pytest.mark.parametrize(
    ("options", "word"), [(("--partner", "Narnia"), "Narnia"), (("--partner", "LAO"), "does not trade with itself")]
)
def test_a_country_that_is_none_or_the_same_is_refused(case: Path, options: tuple[str, str], word: str) -> None:
    assert word in answers(["growth", "--case", case, *options], code=2)


def test_a_pair_without_trade_in_the_file_is_told(case: Path) -> None:
    assert "UN Comtrade" in answers(["growth", "--case", case, "--partner", "ISL"], code=1)


def test_tariffs_of_a_file_stand_in_the_workbook(case: Path, tmp_path: Path) -> None:
    known = tmp_path / "tariffs.csv"
    known.write_text("importer,exporter,code,tariff,transport\nNPL,,,20,\nNPL,LAO,,0,3\nNPL,LAO,xx,0,3\n", "utf-8")
    book = tmp_path / "growth.xlsx"
    said = answers(["growth", "--case", case, "--access", known, "--xlsx", book])
    assert "tariffs.csv, row 4" in said
    assert "a lower tariff than competitors pay" in said
    head, *rows = CalamineWorkbook.from_path(book).get_sheet_by_name("Growth points").to_python()
    tariff, others = head.index("Tariff, %"), head.index("Competitors’ tariff, %")
    forth = [row for row in rows if row[0] == "Laos"]
    assert {(row[tariff], row[others]) for row in forth} == {(0, 20)}
    assert {row[tariff] for row in rows if row[0] == "Nepal"} == {""}


def test_a_national_list_is_a_definition_beside_the_named_ones(case: Path, tmp_path: Path) -> None:
    (case / "data" / "list.csv").write_text("code\n87\n84\n8504\n", "utf-8")
    settings = case / "case.toml"
    settings.write_text(settings.read_text("utf-8") + '\n[[data]]\nfile = "list.csv"\nlayout = "hs_list"\n', "utf-8")
    book = tmp_path / "growth.xlsx"
    answers(["growth", "--case", case, "--xlsx", book])
    rows = CalamineWorkbook.from_path(book).get_sheet_by_name("Definitions").to_python()[1:]
    assert {row[0] for row in rows} == {
        "UNCTAD commodities", "WTO manufactures", "BEC primary goods", "National list",
    }  # fmt: skip
    listed = [place for place, code in enumerate(made.CODES) if code[:2] in ("84", "87") or code == "850440"]
    year = made.values(2022)[made.COUNTRIES.index("LAO")]
    national = next(row for row in rows if row[:4] == ["National list", "Laos", "to the world", 2022])
    assert national[6] == year[:, listed].sum()


def test_the_same_goods_are_told_in_russian(case: Path) -> None:
    answer = CliRunner().invoke(main, ["growth", "--case", str(case), "--lang", "ru", "--top", "1"])
    assert answer.exit_code == 0
    assert "Лаос → Непал" in answer.output
    assert "Не реализовано" in answer.output
