"""The brief sets the two offices side by side only with what each covers, and every number leads somewhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.measure.flows.files import bureau, bureau_sheet, comtrade_csv, record

from karvon import brief
from karvon.brief import offices
from karvon.brief.blocks import Table, runs_of_section
from karvon.brief.compose import compose
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.case import new
from karvon.model.offices import Offices
from karvon.model.results import Results

AGENCY = "Code,Klassifikator,Klassifikator_ru,Klassifikator_en,2022,2023\n398,Q,Казахстан,Kazakhstan,{},{}\n"


def sheet(year: int, out: float) -> list[list[object]]:
    """Return a year's sheet with exports to one partner, in thousand USD."""
    return bureau_sheet(f"{year} год", [("Всего", out, 900000.0), ("Узбекистан", out, 900000.0)])


@pytest.fixture
def results(tmp_path: Path) -> Results:
    """Return a run of a case whose two offices cover different things, with goods of both in Comtrade."""
    case = new(tmp_path / "case", ("KAZ", "UZB"), as_of=dt.date(2025, 1, 1))
    imports = tmp_path / "sdmx_data_1176.csv"
    imports.write_text(AGENCY.format("1300000.0", "1500000.0"), encoding="utf-8")
    un = [
        record(reporterCode=860, partnerCode=398, flowCode="M", refYear=2023, period="2023", primaryValue=1.4e9),
        record(reporterCode=398, partnerCode=860, flowCode="X", refYear=2023, period="2023", primaryValue=1.45e9),
    ]
    first = bureau(tmp_path / "a.xlsx", {"2022": sheet(2022, 1350000.0)})
    second = bureau(tmp_path / "b.xlsx", {"2022": sheet(2022, 1400000.0), "2023": sheet(2023, 1450000.0)})
    case.add([imports, first, second, comtrade_csv(tmp_path / "un.csv", un)])
    return case.run()


def voice(results: Results, lang: str) -> Voice:
    """Return the voice of a run."""
    return Voice(results, lineage(results), lang)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_figure_stands_under_its_coverage(results: Results, lang: str) -> None:
    section = offices.section(voice(results, lang))
    table = next(block for block in section.blocks if isinstance(block, Table))
    heads = ["".join(run.text for run in head) for head in table.head]
    goods, both = {"ru": ("товары", "товары и услуги"), "en": ("goods", "goods and services")}[lang]
    assert f"({goods})" in heads[1]
    assert f"({both})" in heads[2]


def test_gap_shows_its_parts_where_they_are_known(results: Results) -> None:
    section = offices.section(voice(results, "en"))
    table = next(block for block in section.blocks if isinstance(block, Table))
    rows = {row.cells[0][0].text: ["".join(run.text for run in cell) for cell in row.cells[1:]] for row in table.rows}
    assert rows["2022"] == ["1,400.0", "1,300.0", "−100.0", "−7.1%", "—", "−50.0", "−50.0"]
    assert rows["2023"] == ["1,450.0", "1,500.0", "50.0", "3.4%", "100.0", "—", "−50.0"]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_number_leads_to_where_it_is_from(results: Results, lang: str) -> None:
    composed = compose(results, lang)
    section = next(one for one in composed.brief.sections if one.id == "offices")
    refs = [run.ref for run in runs_of_section(section) if run.role == "fig"]
    assert refs
    assert all(ref and composed.anchor(ref) for ref in refs)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_files_are_listed_with_what_was_taken_from_them(results: Results, lang: str) -> None:
    page = brief.render_html(results, lang)
    assert all(name in page for name in ("a.xlsx", "b.xlsx", "un.csv", "sdmx_data_1176.csv"))
    assert brief.render_docx(results, lang)


def test_case_without_trade_files_has_no_such_section(tmp_path: Path) -> None:
    results = new(tmp_path / "case", ("KAZ", "UZB")).run()
    assert not offices.section(voice(results, "en")).blocks
    assert "offices" not in [one.id for one in compose(results, "en").brief.sections]


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "carriage and insurance add 6–10% to exports"), ("ru", "добавляют к экспорту 6–10 %")]
)
def test_freight_is_an_assumption_that_a_case_can_drop(results: Results, lang: str, said: str) -> None:
    def told(held: Results) -> str:
        runs = runs_of_section(offices.section(voice(held, lang)))
        return "".join(run.text for run in runs).replace("\u00a0", " ")

    text = told(results)
    assert said in text
    assert "87" in text
    assert "145" in text
    (row,) = [one for one in results.measures.offices.rows if one.year == 2023 and one.exporter == "KAZ"]
    assert [float(one) for one in row.freight] == [87e6, 145e6]
    rows = tuple(replace(one, freight=()) for one in results.measures.offices.rows)
    bare = replace(results, measures=replace(results.measures, offices=Offices(rows)))
    assert said not in told(bare)
