"""What published figures say became of promises that no statistics cover."""

from decimal import Decimal
from typing import Any

import pytest
from tests.reconcile.making import claim, document, ledger, registered, row

from karvon.model.figure import Figure
from karvon.model.ledger import Promise


def promised(indicator: str, text: str, by: str, **slots: Any) -> Figure:
    """Return a promise made in 2021."""
    slots = {"status": "target", "published": "2021-06-15"} | slots
    return row("goal", indicator, text, f"by {by}", **slots)


def only(*figures: Figure) -> Promise:
    """Return the one promise that figures make."""
    (promise,) = ledger(figures).promises
    return promise


def told(promise: Promise) -> list[tuple[str, Decimal]]:
    """Return what every report says, and the share it gives."""
    return [(one.says, one.reached) for one in promise.reports]


@pytest.mark.parametrize(
    ("text", "bound", "state", "says"),
    [
        ("36 million", "eq", "met", "met"),
        ("35 million", "eq", "met", "met"),
        ("32 million", "eq", "missed", "missed"),
        ("30 million", "gt", "unclear", "vague"),
        ("36 million", "gt", "met", "met"),
        ("34 million", "lt", "missed", "missed"),
        ("36 million", "lt", "unclear", "vague"),
        ("35 million", "approx", "unclear", "vague"),
        ("90 million", "eq", "unclear", "vague"),
    ],
)
def test_the_flow_of_the_deadline_s_year_decides(text: str, bound: str, state: str, says: str) -> None:
    freight = row("done", "freight_volume", text, "2024", unit="t", bound=bound, published="2025-01-25")
    found = only(promised("freight_volume", "35 million", "2024", unit="t"), freight)
    assert (found.state, [one.says for one in found.reports]) == (state, [says])
    assert [one.figure for one in found.reports] == ["indicator_values/done"]


def test_a_part_of_the_year_decides_only_when_it_is_enough() -> None:
    goal = promised("freight_volume", "3 million", "2024", unit="t")
    part = row("part", "freight_volume", "2.1 million", "2024-01..2024-09", unit="t", published="2024-10-20")
    assert (only(goal, part).state, told(only(goal, part))) == ("unclear", [("part", Decimal("0.7000"))])
    enough = row("part", "freight_volume", "3.2 million", "2024-01..2024-09", unit="t", published="2024-10-20")
    assert only(goal, enough).state == "met"


def test_a_level_counts_by_the_deadline_or_soon_after_it() -> None:
    goal = promised("jobs", "3000", "2024", status="plan", stage="planned")

    def state(number: str, day: str) -> tuple[str, list[str]]:
        found = only(goal, row("now", "jobs", number, day, stage="done", published=day))
        return found.state, [one.says for one in found.reports]

    assert state("3200", "2023-05-01") == ("met", ["met"])
    assert state("3200", "2025-02-15") == ("met", ["met"])
    assert state("3200", "2025-11-15") == ("unclear", ["late"])
    assert state("900", "2025-02-15") == ("missed", ["missed"])
    assert state("900", "2023-05-01") == ("unclear", ["before"])


def test_a_promise_that_nobody_reports_on_is_overdue_and_one_ahead_is_not_due() -> None:
    assert only(promised("jobs", "3000", "2024")).state == "passed"
    assert only(promised("jobs", "3000", "2030")).state == "ahead"


def test_sources_that_differ_leave_a_promise_disputed() -> None:
    goal = promised("jobs", "3000", "2024")
    rows = [row("one", "jobs", "3100", "2024-12-31", published="2025-01-10")]
    rows += [row("two", "jobs", "2400", "2024-12-31", published="2025-01-12")]
    found = only(goal, *rows)
    assert (found.state, sorted(one.says for one in found.reports)) == ("disputed", ["met", "missed"])


def test_what_is_planned_or_told_before_the_promise_answers_nothing() -> None:
    goal = promised("jobs", "3000", "2024")
    base = row("base", "jobs", "3500", "2021-01-01", published="2021-01-01")
    plan = row("plan", "jobs", "3500", "2024-12-31", stage="planned", published="2024-12-31")
    assert only(goal, base, plan).reports == ()


def test_projects_count_when_they_are_ready() -> None:
    goal = promised("project_count", "40", "2024", stage="launched")
    portfolio = row("all", "project_count", "45", "2024-12-01", published="2024-12-01")
    assert only(goal, portfolio).state == "passed"
    ready = row("ready", "project_count", "41", "2024-12-01", stage="launched", published="2024-12-01")
    assert only(goal, portfolio, ready).state == "met"


def test_another_place_sector_or_thing_answers_nothing() -> None:
    goal = promised("jobs", "3000", "2024", territory="LAO", sector="industry")
    for slots in ({"territory": "NPL", "sector": "industry"}, {"territory": "LAO", "sector": "trade"}):
        assert only(goal, row("other", "jobs", "3100", "2024-12-31", published="2025-01-10", **slots)).reports == ()
    mine = registered("projects", "plant", name_en="Plant")
    named = promised("jobs", "3000", "2024", subject="plant")
    found = ledger([named, row("o", "jobs", "3100", "2024-12-31", published="2025-01-10")], rows=[mine]).promises
    assert [one.reports for one in found] == [()]


@pytest.mark.parametrize(("name", "state"), [("«Карлык»", "met"), ("«Актас»", "passed")])
def test_the_capacity_of_a_thing_is_that_of_the_thing_both_texts_name(name: str, state: str) -> None:
    plan, now = "The “Karlyk” terminal is to hold 5 million by 2024.", f"Терминал {name} вмещает 5.2 million тонн."
    pages = [document("plan.txt", "2022-09-01", text=plan), document("now.txt", "2024-10-10", text=now)]
    claims = [
        claim("a", "capacity", "5 million", "by 2024", unit="t", status="plan", document="plan.txt",
              start=plan.index("5 m"), end=plan.index("5 m") + 9),
        claim("b", "capacity", "5.2 million", "2024-10-10", unit="t", document="now.txt", start=now.index("5.2"),
              end=now.index("5.2") + 11, stage="existing"),
    ]  # fmt: skip
    assert [pages[at].text[one.start : one.end] == one.quote for at, one in enumerate(claims)] == [True, True]
    (promise,) = ledger(claims=claims, documents=pages).promises
    assert promise.state == state


def test_statistics_come_before_reports() -> None:
    found = only(
        promised("trade_turnover", "3 billion", "2024"),
        row("press", "trade_turnover", "3.2 billion", "2024", published="2025-02-01"),
    )
    assert (found.state, [one.says for one in found.reports]) == ("met", ["met"])


def test_a_report_that_says_otherwise_speaks_against_a_decision() -> None:
    goal = promised("jobs", "3000", "2024")
    done = row("now", "jobs", "900", "2025-01-31", published="2025-01-31")
    (promise,) = ledger([goal, done]).promises
    cells = {"promise": promise.id, "about": "jobs", "who": "a", "why": "b", "made_on": "2025-02-05"}
    kept = registered("decisions", "one", decision="kept", **cells)
    (closed,) = ledger([goal, done], rows=[kept]).promises
    assert closed.closing is not None
    assert closed.closing.contradicted_by == ("indicator_values/now",)
    missed = registered("decisions", "one", decision="missed", **cells)
    (agreed,) = ledger([goal, done], rows=[missed]).promises
    assert agreed.closing is not None
    assert agreed.closing.contradicted_by == ()
