"""The press against the statistics as the brief tells it: whose figure, how far off, what else it may have meant."""

from __future__ import annotations

import datetime as dt

import pytest
from lxml import html
from tests.brief.test_members import SLOTS, table

import karvon.case as cases
from karvon.brief import render_html
from karvon.model.results import Results

WHEN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def value(name: str, indicator: str, number: str, year: int, **cells: str) -> dict[str, str]:
    base = {"id": name, "indicator": indicator, "value": number, "scale": "million", "unit": "USD", **SLOTS}
    dates = {"period_start": str(year), "period_end": str(year), "period_type": "period"}
    return {**base, **dates, "source_date": "2025-06-01", **cells}


def office(reporter: str, year: int, exports: str, imports: str) -> list[dict[str, str]]:
    partner = "TJK" if reporter == "KGZ" else "KGZ"
    cells = {"reporter": reporter, "partner": partner, "origin": "statistics", "side": reporter, "coverage": "goods",
             "source_date": f"{year + 1}-04"}  # fmt: skip
    return [
        value(f"{reporter}-{flow}-{year}".lower(), flow, number, year, **cells)
        for flow, number in (("export", exports), ("import", imports))
    ]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """One run of a small case with two years of both offices and five published figures."""
    case = cases.new(tmp_path_factory.mktemp("press") / "pair", ("KGZ", "TJK"), as_of=dt.date(2026, 1, 1))
    rows = [
        *office("KGZ", 2022, "180", "120"),
        *office("KGZ", 2023, "260", "190"),
        *office("TJK", 2022, "125", "185"),
        *office("TJK", 2023, "205", "280"),
        value("mine", "trade_turnover", "450", 2023, side="KGZ"),
        value("theirs", "trade_turnover", "485", 2023, side="KGZ"),
        value("before", "trade_turnover", "300", 2023, side="KGZ"),
        value("waiting", "trade_turnover", "500", 2024, side="KGZ"),
        value("part", "trade_turnover", "200", 2023, side="KGZ", period_end="2023-06"),
    ]
    table(case.folder, "indicator_values", rows)
    loaded = case.load(who="tests", when=WHEN)
    assert loaded.findings == ()
    return case.run()


def rows_of(results: Results, lang: str) -> list[str]:
    tree: html.HtmlElement = html.document_fromstring(render_html(results, lang))
    section = tree.get_element_by_id("target-press")
    return [" ".join(one.text_content().replace("\u00a0", " ").split()) for one in section.xpath(".//tbody/tr | .//p")]


def test_every_figure_says_whose_it_is_or_how_far_off(results: Results) -> None:
    said = rows_of(results, "en")
    assert any("USD 450 mn" in one and "Kyrgyzstan’s figures: USD 450 mn" in one for one in said)
    assert any("USD 485 mn" in one and "the other side’s figures, Tajikistan" in one for one in said)
    (off,) = [one for one in said if "USD 300 mn" in one and "2023" in one]
    assert "−USD 150 mn (−33.3%) against Kyrgyzstan’s figures" in off
    assert "perhaps this is figures of the year before: USD 300 mn" in off


def test_parts_of_years_and_years_without_an_office_are_counted_in_words(results: Results) -> None:
    for lang, parts, waiting in (
        ("en", "no larger than their year — 1", "For 1 more"),
        ("ru", "не больше своего года — 1", "Ещё для 1"),
    ):
        said = rows_of(results, lang)
        assert any(parts in one for one in said)
        assert any(waiting in one for one in said)
        assert not any("500" in one for one in said)
