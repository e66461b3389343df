"""The tables of the bundled case obey the registry's rules and keep every source apart."""

from __future__ import annotations

import datetime as dt
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from tests.cases.bundled import CASE, Row, official, rows, tables

from karvon.model import vocabulary
from karvon.model.dates import partial
from karvon.store import Registry, dump, load

COMPUTED = {"documents", "claims", "corrections", "decisions", "overrides"}  # the run and commands fill these
AT = dt.datetime(2026, 3, 31, tzinfo=dt.UTC)
SUBJECTS = ("portfolios", "projects", "hubs", "bodies", "agreements")


def test_every_maintained_table_is_there_with_the_registered_columns() -> None:
    expected = {
        name: [column["column"] for column in columns]
        for name, columns in vocabulary.tables().items()
        if name not in COMPUTED
    }
    assert {name: list(found[0]) for name, found in tables().items()} == expected


def test_registry_takes_every_row_and_gives_the_same_bytes_back(tmp_path: Path) -> None:
    files = sorted((CASE / "tables").glob("*.csv"))
    with Registry.open(f"sqlite:///{tmp_path / 'registry.db'}") as registry:
        loaded = load(registry, files, who="test", why="the bundled case", when=AT)
        assert loaded.findings == ()
        assert loaded.added == {path.stem: len(rows(path.stem)) for path in files}
        assert dump(registry, tmp_path / "out") == ()
    for path in files:
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize("table", sorted(tables()))
def test_every_id_names_one_row_of_one_table(table: str) -> None:
    ids = [row["id"] for row in rows(table)]
    assert len(ids) == len(set(ids))
    others = {row["id"] for other in SUBJECTS if other != table for row in rows(other)}
    assert table not in SUBJECTS or not others & set(ids)


@pytest.mark.parametrize("table", ["indicator_values", "milestones"])
def test_every_subject_is_registered(table: str) -> None:
    known = {row["id"] for name in SUBJECTS for row in rows(name)}
    assert {row["subject"] for row in rows(table)} - {""} <= known


def test_every_portfolio_is_counted_or_valued_by_some_source() -> None:
    measured = {row["subject"] for row in rows("indicator_values")}
    assert {row["id"] for row in rows("portfolios")} <= measured


def test_every_figure_names_its_publisher_and_address() -> None:
    assert [row["id"] for row in rows("indicator_values") if not (row["outlet"] and row["source_url"])] == []


def test_no_source_is_later_than_the_day_the_material_was_gathered() -> None:
    info = tomllib.loads((CASE / "case.toml").read_text(encoding="utf-8"))
    dated = [row for found in tables().values() for row in found if row.get("source_date")]
    assert [row["id"] for row in dated if (partial(row["source_date"]).first or dt.date.max) > info["collected"]] == []


def test_no_page_reports_a_finished_period_before_its_end_except_the_one_that_does() -> None:
    early = {row["id"] for row in rows("indicator_values") if _finished(row) and _before_its_end(row)}
    assert early == {"turnover-2024-central-asia"}  # seven months of 2024 shown as a year


def _finished(row: Row) -> bool:
    return row["status"] == "actual" and row["period_type"] == "period" and bool(row["source_date"])


def _before_its_end(row: Row) -> bool:
    published, end = partial(row["source_date"]).last, partial(row["period_end"]).last
    assert published is not None
    assert end is not None
    return published < end


def test_pairs_of_figures_that_contradict_each_other_are_both_kept() -> None:
    by_id = {row["id"]: row for row in rows("indicator_values")}
    for left, right in (
        ("joint-value-2025-11", "joint-value-2025-11-uz"),
        ("launched-value-2025-11-kz", "launched-value-2025-11-uz"),
        ("turnover-2018-kz-mfa", "turnover-2018-kz-pm"),
        ("turnover-2025-to-date-kz", "turnover-2025-to-date-uz"),
        ("khorgos-projects", "khorgos-projects-done-akim"),
    ):
        one, other = by_id[left], by_id[right]
        assert [one[column] for column in ("subject", "indicator", "status")] == [
            other[column] for column in ("subject", "indicator", "status")
        ]
        assert Decimal(one["value"]) != Decimal(other["value"])


def test_industrial_centre_is_under_construction_launched_and_yet_to_open() -> None:
    about = [row for row in rows("milestones") if row["subject"] == "icic"]
    told = {(row["kind"], row["stage"], row["date"], row["status"]) for row in about}
    assert {
        ("status_reported", "under_construction", "2025-11-15", "actual"),
        ("launched", "launched", "2025-11-15", "actual"),
        ("opened", "", "2026", "plan"),
        ("opened", "", "2027", "plan"),
    } <= told


def test_official_series_have_both_flows_of_every_year_of_both_sides() -> None:
    have = {(row["reporter"], row["indicator"], row["period_start"]) for row in official()}
    spans = {"UZB": range(2010, 2024), "KAZ": range(2018, 2024)}
    assert have == {
        (side, flow, str(year)) for side, years in spans.items() for year in years for flow in ("export", "import")
    }
    assert {(row["reporter"], row["coverage"]) for row in official()} == {("UZB", "goods_services"), ("KAZ", "goods")}


def test_case_names_its_pair_and_every_assumption_in_both_languages() -> None:
    info = tomllib.loads((CASE / "case.toml").read_text(encoding="utf-8"))
    assert info["countries"] == ["KAZ", "UZB"]
    assert info["as_of"] == info["collected"] == dt.date(2026, 3, 31)
    assert all(entry["code"] and entry["ru"] and entry["en"] for entry in info["assumption"])
    assert len({entry["code"] for entry in info["assumption"]}) == len(info["assumption"])
