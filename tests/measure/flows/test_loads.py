"""A case loads each of its trade files once, uses their totals like any official figure, and says what it loaded."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from tests.measure.flows.files import bureau, bureau_sheet, comtrade_csv, record

import karvon
from karvon.case import Case, new
from karvon.cli import main
from karvon.measure.flows import SCHEMA, kept

COVER = ("Дата опубликования: 25.07.2024",)


def sheet(year: int, to: float, of: float) -> list[list[object]]:
    """Return a year's sheet with trade of one partner and the total that it makes up."""
    return bureau_sheet(f"{year} год", [("Всего", to, of), ("Узбекистан", to, of)])


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Return a new case of Kazakhstan and Uzbekistan without documents."""
    return new(tmp_path / "case", ("KAZ", "UZB"), as_of=dt.date(2025, 1, 1))


def turnover(case: Case) -> dict[int, float]:
    """Return the turnover that Kazakhstan reports, by year."""
    series = case.series().filter(indicator="trade_turnover", reporter="KAZ")
    return dict(series.select("year", "value").rows())


def test_trade_files_go_to_the_data_of_a_case_and_documents_to_its_documents(case: Case, tmp_path: Path) -> None:
    text = tmp_path / "note.txt"
    text.write_text("Trade grew.", encoding="utf-8")
    trade = bureau(tmp_path / "kz.xlsx", {"2023": sheet(2023, 10.5, 4.5)})
    assert case.add([text, trade]) == ("note.txt", "kz.xlsx")
    assert [path.name for path in case.documents()] == ["note.txt"]
    assert [path.name for path, _ in case.data()] == ["kz.xlsx"]


def test_totals_of_a_file_become_official_figures_with_file_and_row(case: Case, tmp_path: Path) -> None:
    case.add([bureau(tmp_path / "kz.xlsx", {"2023": sheet(2023, 10.5, 4.5)}, COVER)])
    assert turnover(case) == {2023: 15000.0}
    rows = {row.id: row.cells for row in case.run().rows if row.table == "indicator_values"}
    (export,) = [cells for name, cells in rows.items() if "-export-" in name]
    assert export["dataset"] == "kz.xlsx#2023, row 7"
    assert (export["value"], export["scale"], export["coverage"]) == ("10.5", "thousand", "goods")
    assert (export["source_date"], export["voice"]) == ("2024-07-25", "Bureau of National Statistics of Kazakhstan")


@pytest.mark.parametrize(("chapters", "told"), [(97, {2022: 192.0}), (60, {})])
def test_goods_alone_make_a_total_only_where_all_chapters_were_downloaded(
    case: Case, tmp_path: Path, chapters: int, told: dict[int, float]
) -> None:
    codes = [f"{chapter:02}" for chapter in range(1, chapters + 1) if chapter != 77]
    records = [
        record(flowCode=flow, cmdCode=code, aggrLevel=2, primaryValue=1.0, classificationCode="H5")
        for flow in ("X", "M")
        for code in codes
    ]
    case.add([comtrade_csv(tmp_path / "goods.csv", records)])
    assert turnover(case) == told
    rows = [row.cells for row in case.run().rows if row.table == "indicator_values"]
    assert all("sum of 96 rows of 2 digits, the first of them, row 2" in str(cells["dataset"]) for cells in rows[:1])


def test_revision_of_a_year_by_a_later_file_counts(case: Case, tmp_path: Path) -> None:
    case.add([bureau(tmp_path / "a.xlsx", {"2023": sheet(2023, 12, 5), "2022": sheet(2022, 9, 2)})])
    case.add([bureau(tmp_path / "b.xlsx", {"2022": sheet(2022, 8, 1)})])
    assert turnover(case) == {2022: 11000.0, 2023: 17000.0}


def test_file_that_came_out_after_the_day_of_the_case_is_left_out_and_told(tmp_path: Path) -> None:
    case = new(tmp_path / "case", ("KAZ", "UZB"), as_of=dt.date(2024, 7, 24))
    case.add([bureau(tmp_path / "kz.xlsx", {"2023": sheet(2023, 10.5, 4.5)}, COVER)])
    assert turnover(case) == {}
    assert "trade.file_later" in case.findings()["code"].to_list()


def test_flows_of_all_files_make_one_table(case: Case, tmp_path: Path) -> None:
    case.add([bureau(tmp_path / "kz.xlsx", {"2023": sheet(2023, 10.5, 4.5)})])
    case.add([comtrade_csv(tmp_path / "un.csv", [record(), record(cmdCode="10", primaryValue=7.0)])])
    flows = case.flows().collect()
    assert flows.group_by("dataset").len().sort("dataset").rows() == [("kz.xlsx#2023", 4), ("un.csv", 2)]


def test_case_without_trade_files_has_an_empty_table_of_flows(case: Case) -> None:
    assert case.flows().collect().height == 0


def test_unchanged_file_is_loaded_once(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case.add([bureau(tmp_path / "kz.xlsx", {"2023": sheet(2023, 10.5, 4.5)})])
    first = turnover(case)

    def refuse(*_: object) -> None:
        raise AssertionError("loaded again")

    monkeypatch.setattr(kept, "load", refuse)
    assert turnover(case) == first


def test_interrupted_load_leaves_nothing_that_counts(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.add([bureau(tmp_path / "kz.xlsx", {"2023": sheet(2023, 10.5, 4.5)})])

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(kept, "write_atomically", interrupted)
        with pytest.raises(KeyboardInterrupt):
            case.run()
    (folder,) = (case.work / "flows").iterdir()
    assert kept.kept(folder) is None
    assert turnover(case) == {2023: 15000.0}


def test_what_belongs_to_no_file_any_more_is_removed(case: Case, tmp_path: Path) -> None:
    case.add([bureau(tmp_path / "kz.xlsx", {"2023": sheet(2023, 10.5, 4.5)})])
    case.run()
    bureau(case.folder / "data" / "kz.xlsx", {"2023": sheet(2023, 11, 4)})
    assert turnover(case) == {2023: 15000.0 - 10500 + 11000 - 500}
    assert len(list((case.work / "flows").iterdir())) == 1


def test_file_that_case_toml_names_and_nobody_added_is_told(case: Case) -> None:
    with (case.folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[data]]\nfile = "exports.csv"\ncoverage = "goods"\n')
    assert karvon.open(case.folder).findings()["code"].to_list() == ["trade.file_missing"]


@pytest.mark.parametrize("line", ["sheets = 1", 'coverage = "all"', 'scale = "dozen"', 'unit = "EUR"', 'flow = "x"'])
def test_wrong_key_or_value_of_a_data_file_is_refused(case: Case, line: str) -> None:
    with (case.folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[data]]\nfile = "exports.csv"\n{line}\n')
    with pytest.raises(ValueError, match=r"\[\[data\]\]"):
        karvon.open(case.folder)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_run_says_what_was_loaded(case: Case, tmp_path: Path, lang: str) -> None:
    path = bureau(tmp_path / "kz.xlsx", {"2023": sheet(2023, 10.5, 4.5)})
    added = CliRunner().invoke(main, ["add", str(path), "--case", str(case.folder), "--lang", lang])
    assert added.exit_code == 0
    assert "data" in added.output
    said = CliRunner().invoke(main, ["run", "--case", str(case.folder), "--lang", lang]).output
    assert "kz.xlsx: " in said
    assert {"ru": "итоги: сошлись 2 из 2", "en": "totals: 2 of 2 agree"}[lang] in said


def test_flows_keep_their_schema_on_disk(case: Case, tmp_path: Path) -> None:
    case.add([comtrade_csv(tmp_path / "un.csv", [record()])])
    assert case.flows().collect_schema() == pl.Schema(SCHEMA)
