"""Promises: one per number, all restatements, and what became of it."""

import datetime as dt
from decimal import Decimal

from tests.reconcile.making import claim, document, ledger, official, row

from karvon.model.figure import Figure


def target(name: str, text: str, deadline: str | None, published: str) -> Figure:
    """Return a target of mutual trade that a page restates."""
    when = f"by {deadline}" if deadline else None
    return row(name, "trade_turnover", text, when, status="target", published=published)


def test_a_target_restated_with_and_without_a_deadline_is_one_promise() -> None:
    told = [
        target("later", "10 billion", "2030", "2025-11-15"),
        target("first", "10 billion", None, "2021-12-29"),
        target("middle", "10 billion", None, "2023-05-22"),
    ]
    (promise,) = ledger(told).promises
    assert promise.deadline == dt.date(2030, 12, 31)
    assert promise.restatements == tuple(f"indicator_values/{name}" for name in ("first", "middle", "later"))
    assert promise.number.low == promise.number.high == Decimal(10**10)
    assert promise.outcomes == ()


def test_the_latest_deadline_named_is_the_one_that_counts() -> None:
    told = [target("a", "5 billion", "2020", "2018-03-14"), target("b", "5 billion", "2022", "2019-07-01")]
    (promise,) = ledger(told).promises
    assert promise.deadline == dt.date(2022, 12, 31)


def test_two_numbers_are_two_promises() -> None:
    told = [target("a", "3 billion", "2018", "2018-03-14"), target("b", "5 billion", "2020", "2018-03-14")]
    assert [promise.deadline for promise in ledger(told).promises] == [dt.date(2018, 12, 31), dt.date(2020, 12, 31)]


def test_an_outcome_is_given_on_every_series_that_covers_the_deadline_s_year() -> None:
    north, first = official("LAO", "NPL", "goods", {2017: ("1000", "1000"), 2018: ("1639.7", "1155.3")})
    south, second = official("NPL", "LAO", "goods_services", {2018: ("1352.2", "1767.4")})
    found = ledger([*north, *south, target("a", "3 billion", "2018", "2018-03-14")], series=[first, second])
    (promise,) = found.promises
    outcomes = {outcome.series: (outcome.reached, outcome.met) for outcome in promise.outcomes}
    assert outcomes == {first.id: (Decimal("0.9317"), False), second.id: (Decimal("1.0399"), True)}
    assert {outcome.figure for outcome in promise.outcomes} == {f"{first.id}/2018", f"{second.id}/2018"}


def test_a_deadline_inside_a_year_has_no_outcome_on_yearly_series() -> None:
    figures, series = official("LAO", "NPL", "goods", {2018: ("1639.7", "1155.3")})
    told = row("a", "trade_turnover", "3 billion", "by 2018-06", status="target", published="2018-03-14")
    (promise,) = ledger([*figures, told], series=[series]).promises
    assert promise.deadline == dt.date(2018, 6, 30)
    assert promise.outcomes == ()


def test_an_instruction_in_a_text_restates_the_target_of_a_row() -> None:
    told = claim("c", "trade_turnover", "10 billion", status="instruction")
    kept = target("r", "10 billion", "2030", "2025-11-15")
    (promise,) = ledger([kept], [told], [document(published="2024-08-07")]).promises
    assert promise.restatements == ("c", "indicator_values/r")


def test_forecasts_expectations_and_facts_are_no_promises() -> None:
    told = [
        row(status, "trade_turnover", "10 billion", "by 2030", status=status)
        for status in ("forecast", "expectation", "actual")
    ]
    assert not ledger(told).promises


def test_an_intention_is_a_promise_only_with_a_deadline() -> None:
    with_one = row("a", "project_count", "65", "by 2027", status="plan")
    without = row("b", "project_count", "7", "2025-11-25", status="plan")
    (promise,) = ledger([with_one, without]).promises
    assert promise.restatements == ("indicator_values/a",)
