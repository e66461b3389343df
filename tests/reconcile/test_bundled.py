"""What the ledger finds in the bundled case and in the two shared articles."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.cases.bundled import CASE, tables

from karvon.measure import trade_series
from karvon.model.ledger import Check, Ledger
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.model.vocabulary import by_code
from karvon.read import read_file
from karvon.reconcile import reconcile
from karvon.registry import figures, known

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
INFO = CaseInfo(
    name="kz-uz",
    title_ru="Казахстан и Узбекистан",
    title_en="Kazakhstan and Uzbekistan",
    countries=("KAZ", "UZB"),
    as_of=dt.date(2026, 3, 31),
    collected=dt.date(2026, 3, 31),
)
NOTE = "baigenews-business-council.ru.txt"


def made(paths: list[Path], rows: tuple[Row, ...]) -> tuple[Ledger, dict[str, str]]:
    """Return the ledger of documents and rows, and the file of every document in it."""
    readings = [read_file(path) for path in paths]
    documents = tuple(reading.document for reading in readings if reading.document is not None)
    claims = tuple(claim for reading in readings for claim in reading.claims)
    told = figures(rows, INFO)
    found = reconcile(documents, claims, rows, told, trade_series(told, INFO), INFO)
    return found, {document.id: document.file for document in documents}


@pytest.fixture(scope="module")
def bundled() -> tuple[Ledger, dict[str, str]]:
    listed = [
        Row(table=name, id=cells["id"], cells={key: text for key, text in cells.items() if text and key != "id"})
        for name, rows in tables().items()
        for cells in rows
    ]
    return made(sorted((CASE / "documents").glob("*.txt")), known(listed, INFO))


def of(found: Ledger, rule: str, verdict: str) -> list[Check]:
    """Return the checks of one rule and verdict."""
    return [check for check in found.checks if (check.rule, check.verdict) == (rule, verdict)]


def values(checks: list[Check]) -> set[tuple[int, int]]:
    """Return the best values that checks compare."""
    return {
        (int(check.computed.value), int(check.stated.value))
        for check in checks
        if check.computed.value is not None and check.stated.value is not None
    }


def test_the_case_shows_the_partitions_of_its_portfolio(bundled: tuple[Ledger, dict[str, str]]) -> None:
    found, _ = bundled
    assert {(60, 60), (42, 42)} <= values(of(found, "parts_by_territory", "consistent"))
    assert (60, 60) in values(of(found, "parts_by_stage", "consistent"))
    assert values(of(found, "parts_by_stage", "within_rounding")) == {(2_625_000_000, 2_600_000_000)}


def test_the_case_shows_its_known_conflicts(bundled: tuple[Ledger, dict[str, str]]) -> None:
    found, _ = bundled
    shown = values(of(found, "two_figures", "conflict"))
    assert {(1_700_000_000, 8_000_000_000), (1_200_000_000, 1_300_000_000)} <= shown
    stages = [name for check in of(found, "milestone_stage", "conflict") for name in check.terms]
    assert {"milestones/icic-launched-ceremony", "milestones/lab-launched-report"} <= set(stages)
    assert (2_600_000_000, 1_700_000_000) in values(of(found, "series_levels", "series_break"))
    assert of(found, "series_repeat", "series_break")


def test_the_case_shows_its_slip_and_its_late_programme(bundled: tuple[Ledger, dict[str, str]]) -> None:
    found, _ = bundled
    (slip,) = of(found, "unit_slip", "conflict")
    assert values([slip]) == {(21_000_000_000, 2_100_000_000)}
    assert slip.causes[0].established
    (late,) = of(found, "deadline_kept", "late")
    assert late.against == ("milestones/trade-programme-adoption-due",)
    assert str(late.computed.value) == "20250315"


def test_the_deadline_of_the_target_stands_only_with_those_who_name_it(bundled: tuple[Ledger, dict[str, str]]) -> None:
    found, _ = bundled
    known = {figure.id: figure for figure in found.figures}
    (promise,) = [one for one in found.promises if one.number.value == 10**10]
    periods = [(known[name].source.published.last, known[name].period) for name in promise.restatements]
    assert {period.end for _, period in periods if period.type == "deadline"} == {dt.date(2030, 12, 31)}
    assert all(period.end is None for day, period in periods if day is not None and day < dt.date(2025, 3, 15))


def test_both_missed_targets_have_outcomes_on_both_series(bundled: tuple[Ledger, dict[str, str]]) -> None:
    found, _ = bundled
    trade = [promise for promise in found.promises if promise.indicator == "trade_turnover"]
    missed = {promise.deadline: len(promise.outcomes) for promise in trade if promise.outcomes}
    assert missed == {dt.date(2018, 12, 31): 2, dt.date(2020, 12, 31): 2}
    assert not any(outcome.met for promise in trade for outcome in promise.outcomes)
    assert dt.date(2030, 12, 31) in {promise.deadline for promise in trade}


def test_the_undated_note_is_placed_around_its_true_day(bundled: tuple[Ledger, dict[str, str]]) -> None:
    found, names = bundled
    (placement,) = [placement for placement in found.placements if names[placement.document] == NOTE]
    true = dt.date(2024, 8, 7)
    assert placement.proved.first == dt.date(2023, 11, 1)
    assert placement.likely.first is not None
    assert placement.likely.last is not None
    assert placement.likely.first <= true <= placement.likely.last
    assert (placement.likely.last - placement.likely.first).days <= 183


def test_established_causes_carry_their_evidence(bundled: tuple[Ledger, dict[str, str]]) -> None:
    found, _ = bundled
    established = [cause for check in found.checks for cause in check.causes if cause.established]
    assert established
    assert all(cause.evidence for cause in established)


def test_nothing_that_holds_names_a_cause(bundled: tuple[Ledger, dict[str, str]]) -> None:
    found, _ = bundled
    holds = {code for code, entry in by_code("verdicts").items() if entry["group"] == "holds"}
    assert all(not check.causes for check in found.checks if check.verdict in holds)
    assert all(check.causes for check in found.checks if check.verdict == "conflict")


@pytest.mark.shared
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two articles are read from ../shared/seeds, which is missing")
def test_the_two_articles_alone_give_three_sums_one_refinement_and_one_break() -> None:
    found, _ = made(sorted(SEEDS.glob("*.txt")), ())
    assert sorted((check.rule, check.verdict) for check in found.checks) == [
        ("parts_by_stage", "consistent"),
        ("parts_by_stage", "within_rounding"),
        ("parts_by_territory", "consistent"),
        ("refinement", "consistent"),
        ("series_levels", "series_break"),
    ]
    (promise,) = [promise for promise in found.promises if promise.indicator == "trade_turnover"]
    assert (promise.deadline, len(promise.restatements)) == (dt.date(2030, 12, 31), 2)
    (placement,) = found.placements
    assert placement.proved.first == dt.date(2023, 11, 1)
