"""The notebook sees what a run found: claims, checks, facts, targets, series and findings as frames."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from karvon import case as cases
from karvon.case import Case, CaseError
from karvon.case.frames import CHECK, CLAIM, FACT, FIGURE, FINDING, FRAMES, ODDS, OUTCOME, SERIES, TARGET, TYPES

COLUMNS = {
    "claims": CLAIM,
    "figures": FIGURE,
    "ledger": CHECK,
    "facts": FACT,
    "targets": TARGET | OUTCOME,
    "series": SERIES,
    "odds": ODDS,
    "findings": FINDING,
}
ARTICLE = """Дата: 5 мая 2025 года

В 2024 году товарооборот Кыргызстана и Таджикистана составил 2,6 млрд долларов.
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    made = cases.new(tmp_path_factory.mktemp("case") / "pair", ("KGZ", "TJK"), as_of=dt.date(2026, 3, 31))
    (made.folder / "documents" / "note.txt").write_text(ARTICLE, encoding="utf-8")
    (made.folder / "documents" / "empty.txt").write_bytes(b"")
    header = "id,indicator,value,scale,unit,bound,change,reporter,partner,status,period_start,period_end,period_type"
    rows = [
        f"{side}-{flow}-2023,{flow},{value},million,USD,eq,level,{side},{other},actual,2023,2023,period"
        for side, other, flow, value in [
            ("KGZ", "TJK", "export", "61.5"),
            ("KGZ", "TJK", "import", "40.25"),
            ("TJK", "KGZ", "export", "39.0"),
        ]
    ]
    lines = [header + ",side,coverage,origin,source_url,source_date"]
    lines += [f"{row},{row[:3]},goods,statistics,https://stat.example,2024-04" for row in rows]
    target = "t,trade_turnover,5,billion,USD,eq,level,,,target,,2030,deadline,KGZ,,press,https://a.example,2025-01"
    lines.append(target)
    (made.folder / "tables" / "indicator_values.csv").write_text("\n".join(lines) + "\n")
    assert made.load(who="a", why="b", when=dt.datetime(2025, 1, 1, tzinfo=dt.UTC)).findings == ()
    return made


@pytest.mark.parametrize("kind", list(FRAMES))
def test_each_frame_has_its_columns_and_types(case: Case, kind: str) -> None:
    frame = getattr(case, kind)()
    assert dict(frame.schema) == {name: TYPES[typed] for name, typed in COLUMNS[kind].items()}


def test_claims_keep_their_bounds_and_their_place(case: Case) -> None:
    frame = case.claims().filter(pl.col("value") == 2.6e9)
    assert frame.height == 1
    claim = frame.row(0, named=True)
    assert (claim["low"], claim["high"], claim["unit"]) == (2.55e9, 2.65e9, "USD")
    assert ARTICLE.split("\n\n", 1)[1][:10] in (case.folder / "documents" / claim["document"]).read_text()
    assert claim["period_start"] == dt.date(2024, 1, 1)


def test_figures_come_from_texts_and_tables(case: Case) -> None:
    frame = case.figures()
    assert {"claim", "row"} <= set(frame["origin"])
    row = frame.row(by_predicate=pl.col("id") == "indicator_values/KGZ-import-2023", named=True)
    assert (row["value"], row["low"], row["high"], row["official"]) == (40.25e6, 40.245e6, 40.255e6, True)
    assert (row["published_first"], row["published_last"]) == (dt.date(2024, 4, 1), dt.date(2024, 4, 30))


def test_series_have_a_row_for_each_year(case: Case) -> None:
    frame = case.series().filter((pl.col("reporter") == "KGZ") & (pl.col("indicator") == "trade_turnover"))
    assert frame.select("year", "value").rows() == [(2023, 101.75e6)]
    assert set(frame["figures"][0]) == {"indicator_values/KGZ-export-2023", "indicator_values/KGZ-import-2023"}


def test_targets_stand_with_their_deadline(case: Case) -> None:
    frame = case.targets().filter(pl.col("value") == 5e9)
    assert frame.select("indicator", "deadline").rows() == [("trade_turnover", dt.date(2030, 12, 31))]


def test_facts_lead_to_their_figures(case: Case) -> None:
    ids = set(case.figures()["id"])
    assert case.facts().height > 0
    assert all(set(figures) <= ids for figures in case.facts()["figures"])


def test_findings_are_said_in_both_languages(case: Case) -> None:
    found = case.findings().filter(pl.col("file") == "empty.txt")
    assert found.height == 1
    assert all("empty.txt" in text for text in found.select("ru", "en").row(0))


def test_odds_have_a_row_for_each_view_and_one_for_the_pool(case: Case) -> None:
    frame = case.odds().filter(pl.col("basis") == "official_year")
    (pool,) = frame.filter(pl.col("view") == "pool").to_dicts()
    views = frame.filter(pl.col("view") != "pool")
    assert (pool["base_year"], pool["target_year"]) == (2023, 2030)
    assert pool["chance"] == pytest.approx((views["chance"] * views["weight"]).sum(), abs=1e-5)
    assert views.filter(pl.col("view") == "reference")["last"].to_list() == [2020] * views.height


def test_the_same_case_gives_the_same_frames(case: Case) -> None:
    for kind in FRAMES:
        assert getattr(case, kind)().equals(getattr(case, kind)())


def test_the_bundled_case_is_made_anew_and_keeps_what_was_computed(tmp_path: Path) -> None:
    case = cases.fresh("kz-uz", tmp_path / "kz-uz" / "case")
    assert case.load().findings == ()
    bundled = len(case.documents())
    article = tmp_path / "mine.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert case.add([article]) == ("mine.txt",)
    (case.work / "cache").mkdir(parents=True)
    (case.work / "cache" / "kept.json").write_text("{}")

    again = cases.fresh("kz-uz", case.folder)
    assert len(again.documents()) == bundled
    assert again.table("projects").height == 0
    assert (again.work / "cache" / "kept.json").exists()


def test_a_copy_interrupted_half_way_is_made_whole(tmp_path: Path) -> None:
    case = cases.fresh("kz-uz", tmp_path / "case")
    whole = sorted(path.relative_to(case.folder) for path in case.folder.rglob("*"))
    for path in case.documents()[3:]:
        path.unlink()
    for path in (case.folder / "tables").iterdir():
        path.unlink()
    again = cases.fresh("kz-uz", case.folder)
    assert sorted(path.relative_to(again.folder) for path in again.folder.rglob("*")) == whole


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(CaseError, match="something else"):
        cases.fresh("kz-uz", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]
    other = cases.new(tmp_path / "other", ("KGZ", "TJK"))
    with pytest.raises(CaseError, match="something else"):
        cases.fresh("kz-uz", other.folder)
    with pytest.raises(CaseError, match="no case nowhere"):
        cases.fresh("nowhere", tmp_path / "new")
