"""Portfolios and their members as the brief tells them: names, what nobody names, and findings with their rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from lxml import html

import karvon.case as cases
from karvon.brief import render_html
from karvon.model.results import Results

SOURCE = {"outlet": "Silk Post", "source_url": "https://example.org/a", "source_date": "2024-06-01"}
SLOTS = {"bound": "eq", "change": "level", "status": "actual", "period_type": "point", "origin": "press", **SOURCE}
WHEN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def value(name: str, subject: str, indicator: str, number: str, day: str, **cells: str) -> dict[str, str]:
    unit = "project" if indicator == "project_count" else "USD"
    scale = "unit" if unit == "project" else "million"
    base = {"id": name, "subject": subject, "indicator": indicator, "value": number, "scale": scale, "unit": unit}
    return {**base, **SLOTS, "period_start": day, "period_end": day, "source_date": day, **cells}


def table(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    """Write a table with the columns that its rows fill."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = [",".join(columns), *(",".join(row.get(column, "") for column in columns) for row in rows)]
    (folder / "tables" / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """One run of a small case: two of three projects at a stage that is said to hold one, and a fall in value."""
    case = cases.new(tmp_path_factory.mktemp("members") / "pair", ("KGZ", "TJK"), as_of=dt.date(2026, 1, 1))
    names = {"name_ru": "Портфель", "name_en": "Portfolio", "definition_ru": "д", "definition_en": "d"}
    table(case.folder, "portfolios", [{"id": "joint", **names}])
    projects = [
        {"id": name, "name_ru": f"Проект {name}", "name_en": f"Project {name}", "stage": "done", **SOURCE}
        for name in "abc"
    ]
    table(case.folder, "projects", projects)
    table(case.folder, "memberships", [
        {"id": f"in-{name}", "portfolio": "joint", "project": name, **SOURCE} for name in "ab"
    ])  # fmt: skip
    table(case.folder, "indicator_values", [
        value("n1", "joint", "project_count", "12", "2024-06-01"),
        value("v1", "joint", "project_value", "900", "2024-06-01"),
        value("n2", "joint", "project_count", "1", "2024-06-01", stage="done"),
        value("n3", "joint", "project_count", "15", "2025-06-01"),
        value("v3", "joint", "project_value", "700", "2025-06-01"),
        value("cost", "a", "project_value", "120", "2024-06-01"),
    ])  # fmt: skip
    loaded = case.load(who="tests", when=WHEN)
    assert loaded.findings == ()
    return case.run()


def said(results: Results, lang: str, name: str) -> str:
    tree: html.HtmlElement = html.document_fromstring(render_html(results, lang))
    return " ".join(tree.get_element_by_id(name).text_content().replace("\u00a0", " ").split())


def test_what_is_named_and_what_is_not_stand_side_by_side(results: Results) -> None:
    english = said(results, "en", "portfolio-members")
    assert "12 projects, USD 900 mn" in english
    assert "Project a, Project b; possibly 1 more" in english
    assert "10 projects, about USD 780 mn" in english
    assert "10 проектов, около 780 млн долл. США" in said(results, "ru", "portfolio-members")


def test_a_break_says_how_far_number_and_sum_moved(results: Results) -> None:
    english = said(results, "en", "portfolio-shifts")
    assert "+3 projects" in english
    assert "−USD 200 mn" in english
    assert "moved apart" in english


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_more_members_than_projects_at_a_stage_are_a_conflict_that_names_them(results: Results, lang: str) -> None:
    conflicts = said(results, lang, "checks-conflicts")
    assert {"ru": "названы Проект a; Проект b, а всего 1 проект", "en": "named are Project a; Project b, of 1 project"}[
        lang
    ] in conflicts
