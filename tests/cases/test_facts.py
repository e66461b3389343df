"""Every gathered fact stands in the tables with its address, or in the list of those left out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.cases.bundled import SHARED, Row, addresses, official, read, rows, runs, tables

from karvon.model.values import SCALES

OFFICES = {"https://siat.stat.uz", "https://stat.gov.kz"}
LEFT_OUT = read(Path(__file__).with_name("left_out.csv"))
UNITS = {"mn": "million", "bn": "billion", "Mt": "million", "kt": "thousand", "Mt/yr": "million", "kt/yr": "thousand"}
DATES = {"date", "month", "year", "years", "quarter"}
DATED = {"milestones": "date", "agreement_steps": "date"}
METHODS = {  # shared design, METHODS.md "Statistics": turnover 2018-2023 in million USD
    "UZB": ("2919.6", "3335.0", "3005.8", "3920.6", "4651.1", "4485.6"),
    "KAZ": ("2795.0", "3415.1", "2930.7", "3833.9", "4921.9", "4417.9"),
}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/facts and ../shared/data/official"),
]


def facts() -> list[Row]:
    return read(SHARED / "facts" / "case-facts.csv") if SHARED.is_dir() else []


def all_rows() -> Iterator[tuple[str, Row]]:
    return ((name, row) for name, found in tables().items() for row in found if "source_url" in row)


def test_every_fact_is_carried_or_left_out_with_a_reason() -> None:
    left = {(row["entity"], row["attribute"], row["source_url"]) for row in LEFT_OUT}
    assert all(row["reason"] for row in LEFT_OUT)
    lost = [
        (fact["entity"], fact["attribute"], fact["value"])
        for fact in facts()
        if (fact["entity"], fact["attribute"], fact["source_url"]) not in left and not _carried(fact)
    ]
    assert lost == []


def test_what_is_left_out_is_a_fact() -> None:
    known = {(fact["entity"], fact["attribute"], fact["source_url"]) for fact in facts()}
    assert {(row["entity"], row["attribute"], row["source_url"]) for row in LEFT_OUT} <= known


def test_every_address_was_gathered_or_is_an_office_of_statistics() -> None:
    gathered = {
        fact["source_url"] for path in sorted((SHARED / "facts").glob("*.csv")) for fact in read(path)
    } | OFFICES
    assert {row["source_url"] for _, row in all_rows()} <= gathered


def test_every_date_of_a_source_is_the_gathered_one() -> None:
    dates: dict[str, set[str]] = {}
    for fact in facts():
        dates.setdefault(fact["source_url"], set()).add(fact["date"])
    wrong = [
        row["id"]
        for _, row in all_rows()
        if row["source_url"] in dates and row["source_date"] not in dates[row["source_url"]] and row["source_date"]
    ]
    assert wrong == []


def test_no_remark_of_the_gatherers_is_copied() -> None:
    remarks = set().union(*(runs(fact["note"], 4) for fact in facts()))
    texts = [value for _, row in all_rows() for column, value in row.items() if column not in ("source_url", "dataset")]
    assert remarks & set().union(*(runs(text, 4) for text in texts)) == set()


def test_official_figures_are_the_cells_of_their_files() -> None:
    assert official()
    for row in official():
        assert Decimal(row["value"]) == Decimal(_cell(row)), row["id"]


def test_official_turnovers_are_the_known_ones() -> None:
    for side, known in METHODS.items():
        for year, million in zip(range(2018, 2024), known, strict=True):
            flows = [row for row in official() if (row["reporter"], row["period_start"]) == (side, str(year))]
            total = sum(Decimal(row["value"]) for row in flows) / 1000
            assert round(total, 1) == Decimal(million), (side, year)


def _carried(fact: Row) -> bool:
    """Say whether a row of the same address tells the fact's number, its date, or, for words, tells it at all."""
    number = _number(fact)
    if number is not None:
        return any(
            row["source_url"] == fact["source_url"] and Decimal(row["value"]) * SCALES[row["scale"]] == number
            for row in rows("indicator_values")
        )
    if fact["unit"] in DATES:
        dated = [(name, row) for name, row in all_rows() if row["source_url"] == fact["source_url"] and name in DATED]
        return any(row["date"] and row["date"][:4] in fact["value"] for name, row in dated)
    return any(fact["source_url"] in addresses(name) for name in tables() if name != "portfolios")


def _number(fact: Row) -> Decimal | None:
    """Return a fact's value in single units; None for words and dates."""
    if fact["unit"] in DATES:
        return None
    try:
        value = Decimal(fact["value"])
    except ArithmeticError:
        return None
    scales = [UNITS[word] for word in fact["unit"].split() if word in UNITS]
    return value * (SCALES[scales[0]] if scales else SCALES["thousand"] if fact["unit"] == "GW" else 1)


def _cell(row: Row) -> str:
    """Return the cell that an official row's data set column names."""
    folder = SHARED / "data" / "official"
    file, *place = row["dataset"].split(", ")
    if file.endswith(".csv"):
        code = place[0].removeprefix("row ").split()[0]
        with (folder / file).open(encoding="utf-8-sig", newline="") as lines:
            (found,) = [line for line in csv.DictReader(lines) if line["Code"] == code]
        return found[row["period_start"]]
    sheet = CalamineWorkbook.from_path(folder / file).get_sheet_by_name(place[0].removeprefix("sheet "))
    cells = sheet.to_python(skip_empty_area=False)[int(place[1].removeprefix("row ")) - 1]
    at = [str(cell).strip() for cell in cells].index("Узбекистан")
    return str(cells[at + (3 if row["indicator"] == "export" else 5)])
