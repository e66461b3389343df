"""The tutorial holds: five commands lead from a download of UN Comtrade to points of growth."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook
from tests.measure.products import made
from tests.measure.products.downloads import comtrade
from tests.project.tracked import ROOT

from karvon.cli import main

PAGE = ROOT / "docs" / "growth.md"
COMMANDS = re.compile(r"<!-- commands -->\n```sh\n(.*?)```", re.DOTALL)
PAIR = {"LAO": "KAZ", "NPL": "UZB"}


def commands() -> list[list[str]]:
    """Return the commands of the page, word by word, without the program's name."""
    found = COMMANDS.search(PAGE.read_text(encoding="utf-8"))
    assert found is not None
    return [shlex.split(line)[1:] for line in found[1].splitlines()]


def answers(reporters: tuple[str, ...]) -> list[str]:
    """Return what the commands of the page print on a made-up download of these reporters."""
    comtrade(Path("comtrade.csv"), PAIR, reporters)
    said = []
    for command in commands():
        answer = CliRunner().invoke(main, [*command] if "--lang" in command else [*command, "--lang", "en"])
        assert answer.exit_code == 0, answer.output
        said.append(answer.output)
    return said


@pytest.mark.parametrize("reporters", [made.WHOLE, made.FEW])
def test_five_commands_lead_to_points_of_growth(
    reporters: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(commands()) == 5
    said = answers(reporters)
    assert f"{made.flows(reporters).height}" in said[2].replace(",", "")
    table = said[3]
    assert table.count("Kazakhstan → Uzbekistan") == table.count("Uzbekistan → Kazakhstan") == 1
    assert len(re.findall(r"^\d+ +\d{6} ", table, re.MULTILINE)) == 10
    assert ("by the ITC’s method" in table) == (reporters == made.WHOLE)
    book = CalamineWorkbook.from_path("growth.xlsx")
    assert book.sheet_names[:3] == ["Growth points", "Widening", "Substitution"]
    assert len(book.get_sheet_by_name("Growth points").to_python()) > 20
    page = Path("trade/brief.en.html").read_text(encoding="utf-8")
    assert "Points of growth" in page
    assert "The case has no trade by goods" not in page


def test_a_case_without_goods_says_which_download_gives_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, commands()[0])
    answer = CliRunner().invoke(main, ["growth", "--case", "trade", "--lang", "en"])
    assert answer.exit_code == 1
    assert all(word in answer.output for word in ("UN Comtrade", "BACI", "karvon add"))
    written = CliRunner().invoke(main, ["brief", "--case", "trade", "--lang", "ru"])
    assert written.exit_code == 0
    page = Path("trade/brief.ru.html").read_text(encoding="utf-8")
    assert "Торговли по товарам в деле нет" in page
    assert "Точки роста" not in page
