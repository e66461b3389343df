"""Invented cases of many pairs come out as a careful reader would judge them, in whatever language they are told."""

from pathlib import Path

import pytest
from tests.reconcile.judge import CASES, Judged, expected, made, misread

KINDS = {
    "rewriting_drift", "unit_slip", "mirror_statistics", "different_bound", "different_base", "portfolio_definition",
    "stage", "scope_shrinking", "stock_flow", "repeated_creation", "stale_figure", "partial_period", "coverage",
}  # fmt: skip


@pytest.fixture(scope="module", params=CASES, ids=[path.stem for path in CASES])
def judged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Judged]:
    return request.param, Judged(made(request.param, tmp_path_factory.mktemp("judging")).run())


def test_every_verdict_is_the_one_written_down_beforehand(judged: tuple[Path, Judged]) -> None:
    path, found = judged
    assert [one.line for one in expected(path) if not found.holds(one)] == []


def test_nothing_that_agrees_is_called_a_conflict(judged: tuple[Path, Judged]) -> None:
    path, found = judged
    asked = [*expected(path), *expected(path, "unread")]
    told = [(check.rule, check.terms, check.against) for check in found.false_conflicts(asked)]
    assert len(told) <= misread(path), told


def test_the_cases_hold_every_kind_of_conflict_somewhere() -> None:
    lines = "\n".join(one.line for path in CASES for one in expected(path))
    assert {kind for kind in KINDS if kind not in lines} == set()
