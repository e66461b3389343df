"""On a day of the case only what had appeared by then is known, and nothing later shows through."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.registry.making import info, row, value

from karvon.registry import known


@pytest.mark.parametrize(
    ("source_date", "as_of", "is_in"),
    [
        ("2024-06-30", "2024-06-30", True),
        ("2024-07-01", "2024-06-30", False),
        ("2024-06", "2024-06-29", False),
        ("2024-06", "2024-06-30", True),
        ("2024", "2024-12-30", False),
        ("2024", "2024-12-31", True),
        ("", "2026-03-30", False),
        ("", "2026-03-31", True),
    ],
)
def test_a_row_is_known_from_the_last_day_its_source_can_be_from(source_date: str, as_of: str, is_in: object) -> None:
    rows = [value(source_date=source_date)]
    assert known(rows, info(as_of)) == (tuple(rows) if is_in else ())


def test_documents_go_by_their_day_of_publication_and_claims_by_their_document() -> None:
    early, late = row("documents", "early", published="2024-05"), row("documents", "late", published="2024-07-01")
    claims = [row("claims", "c1", document="early"), row("claims", "c2", document="late")]
    assert known([early, late, *claims], info()) == (early, claims[0])


def test_a_row_that_names_a_later_row_is_not_known_yet() -> None:
    treaty = row("agreements", "t", source_date="2025")
    step = row("agreement_steps", "s", agreement="t", source_date="2024-01-01")
    about = row("milestones", "m", subject="t", source_date="2024-01-01")
    assert known([treaty, step, about], info()) == ()
    assert known([treaty, step, about], info("2025-12-31")) == (treaty, step, about)


def test_a_portfolio_is_in_with_the_first_figure_about_it() -> None:
    portfolio, figure = row("portfolios", "joint", name_ru="Проекты"), value(subject="joint")
    assert known([portfolio, figure], info("2024-01-14")) == ()
    assert known([portfolio, figure], info("2024-01-15")) == (portfolio, figure)
    assert known([portfolio], info("2026-03-31")) == (portfolio,)


def test_known_rows_keep_their_order() -> None:
    rows = [value("z"), row("hubs", "h", source_date="2023"), value("a"), value("later", source_date="2025")]
    assert [one.id for one in known(rows, info())] == ["z", "h", "a"]


def test_what_is_in_only_grows_with_the_day() -> None:
    rows = [
        row("portfolios", "joint"),
        row("agreements", "t", source_date="2024-03"),
        row("agreement_steps", "s", agreement="t", source_date="2023"),
        *(value(f"v{month}", source_date=f"2024-{month:02}", subject="joint") for month in range(1, 13)),
    ]
    days = ["2023-12-31", "2024-02-01", "2024-03-30", "2024-03-31", "2024-09-15", "2025-01-01", "2026-03-31"]
    growing = [{one.ref for one in known(rows, info(day))} for day in days]
    assert all(before <= after for before, after in pairwise(growing))
    assert growing[0] == set()
    assert growing[-1] == {one.ref for one in rows}
