"""Launches, openings and creations: one history an event, every announcement with what it changed, closed by people."""

from __future__ import annotations

import datetime as dt
import random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.making import ledger, registered

from karvon.model.dates import Span
from karvon.model.ledger import Closing, History
from karvon.model.row import Row


def milestone(name: str, kind: str, date: str | None, status: str, published: str | None, **cells: str) -> Row:
    """Return a milestone of the hub "gate" as a page tells it."""
    dates = {"date": date, "source_date": published}
    stated = {name: text for name, text in dates.items() if text}
    page = cells.pop("page", f"https://example.org/{name}")
    return registered(
        "milestones", name, subject="gate", kind=kind, status=status, source_url=page, **stated, **cells
    )  # fmt: skip


def only(*rows: Row) -> History:
    (found,) = ledger(rows=rows).histories
    return found


def kinds(history: History) -> list[str]:
    return [one.kind for one in history.announcements]


def test_a_plan_that_moves_and_is_kept_at_last_is_one_history() -> None:
    found = only(
        milestone("a", "opened", "2022", "plan", "2019-05-01"),
        milestone("b", "opened", "2022", "plan", "2020-05-01"),
        milestone("c", "opened", "2024", "plan", "2021-05-01"),
        milestone("d", "opened", "2023", "plan", "2022-05-01"),
        milestone("e", "opened", "2023-11-11", "actual", "2023-11-12"),
    )
    assert kinds(found) == ["planned", "repeated", "put_off", "brought_forward", "done"]
    assert (found.subject, found.event, found.state, found.due) == ("gate", "opened", "happened", None)


def test_a_launch_announced_twice_and_planned_once_more_shows_each_time() -> None:
    found = only(
        milestone("a", "launched", "2022-12-22", "actual", "2022-12-22"),
        milestone("b", "launched", "2022-12", "actual", "2022-12-23"),
        milestone("c", "launched", "2025-11-15", "actual", "2025-11-15"),
        milestone("d", "launched", "2026", "plan", "2025-12-01"),
        milestone("e", "launched", "2019", "actual", "2025-12-02"),
    )
    assert kinds(found) == ["done", "repeated", "done_again", "planned_after", "date_differs"]


def test_what_one_page_says_twice_is_one_announcement() -> None:
    found = only(
        milestone("a", "launched", "2026", "plan", "2025-01-01", page="https://www.example.org/x/"),
        milestone("b", "launched", "2026", "plan", "2025-01-01", page="http://example.org/x"),
    )
    assert [one.refs for one in found.announcements] == [("milestones/a", "milestones/b")]


def test_an_event_reported_once_has_no_history() -> None:
    assert ledger(rows=[milestone("a", "launched", "2022", "actual", "2022-12-22")]).histories == ()


def test_a_day_that_passed_without_a_report_is_told_and_one_ahead_is_due() -> None:
    passed = only(milestone("a", "completed", "2024", "plan", "2019-05-01"))
    ahead = only(milestone("a", "completed", "2027", "plan", "2019-05-01"))
    undated = only(milestone("a", "completed", None, "plan", "2019-05-01"))
    assert [passed.state, ahead.state, undated.state] == ["passed", "ahead", "undated"]
    assert ahead.due == Span(dt.date(2027, 1, 1), dt.date(2027, 12, 31))
    assert undated.due is None


def test_days_of_which_nobody_knows_the_order_are_all_still_due() -> None:
    found = only(milestone("a", "opened", "2026", "plan", "2025-05-01"), milestone("b", "opened", "2027", "plan", None))
    assert kinds(found) == ["planned", "date_differs"]
    assert found.due == Span(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


def test_an_agreement_due_for_adoption_is_adopted_by_its_last_signature() -> None:
    due = milestone("due", "adoption_due", "2024-09", "instruction", "2024-08-08")
    step = {"agreement": "gate", "status": "signed", "source_date": "2025-06"}
    first = registered("agreement_steps", "one", party="LAO", date="2025-03-15", **step)
    last = registered("agreement_steps", "two", party="NPL", date="2025-05-01", **step)
    agreement = registered("agreements", "gate", name_en="Programme")
    found = only(agreement, due, first, last)
    assert [one.refs for one in found.announcements] == [("milestones/due",), ("agreement_steps/two",)]
    assert found.state == "late"


def test_an_assignment_with_a_day_is_a_promise_too() -> None:
    cells = {"text_en": "Build", "assigned_by": "Council", "assigned_on": "2025-11-25"}
    dated = registered("assignments", "dated", due="2025-12-20", **cells)
    free = registered("assignments", "free", **cells)
    found = only(dated, free)
    assert (found.subject, found.event, found.state) == ("dated", "assigned", "passed")


def test_people_close_a_history_and_a_later_report_speaks_against_them() -> None:
    rows = [
        milestone("a", "opened", "2024", "plan", "2021-05-01"),
        milestone("b", "opened", "2025-02-02", "actual", "2025-02-03"),
    ]
    name = only(*rows).id
    decision = registered(
        "decisions", "d", promise=name, about="x", decision="withdrawn", who="A", why="moved", made_on="2024-06-01"
    )
    assert only(*rows[:1], decision).closing == Closing(row="decisions/d", decision="withdrawn")
    closing = only(*rows, decision).closing
    assert closing is not None
    assert closing.contradicted_by == ("milestones/b",)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(dice: random.Random) -> None:
    rows = [
        milestone(f"m{number}", kind, date, status, published)
        for number, (kind, date, status, published) in enumerate(
            [
                ("opened", "2022", "plan", "2019-05-01"),
                ("opened", "2023", "plan", "2019-05-01"),
                ("opened", "2024", "plan", None),
                ("opened", "2024-03", "actual", None),
                ("opened", "2025-03", "actual", "2025-03"),
                ("launched", None, "plan", "2025-03"),
            ]
        )
    ]
    expected = msgspec.json.encode(ledger(rows=rows).histories)
    dice.shuffle(rows)
    assert msgspec.json.encode(ledger(rows=rows).histories) == expected


def test_the_end_of_a_stage_is_not_the_end_of_the_whole() -> None:
    rows = [
        milestone("a", "stage_completed", "2024", "plan", "2023-05-01", stage="under_construction"),
        milestone("b", "completed", "2027", "plan", "2024-06-01"),
    ]
    found = ledger(rows=rows)
    assert {(one.event, one.state) for one in found.histories} == {
        ("stage_completed", "passed"),
        ("completed", "ahead"),
    }
    assert [check for check in found.checks if check.rule.startswith("milestone")] == []
