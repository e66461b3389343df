"""Sums in two currencies meet only at a dated rate that neither of their pages gives."""

from __future__ import annotations

from typing import Any

import pytest
from tests.reconcile.making import codes, ids, ledger, named, of, row

from karvon.model.figure import Figure

DAY, PAGE = "2025-01-06", "https://example.org/line"


def cost(name: str, text: str, unit: str, day: str = DAY, page: str = PAGE, **slots: Any) -> Figure:
    """Return what one page says a railway costs."""
    return row(name, "project_value", text, day, unit=unit, page=page, subject="line", **slots)


def rate(text: str = "525.1", day: str = DAY, page: str = "https://example.org/bank") -> Figure:
    """Return a dated rate of kips to the dollar."""
    return row("rate", "exchange_rate", text, day, unit="LAK", page=page)


def checks(*figures: Figure) -> list[Any]:
    return of(ledger(figures), "currencies")


def test_a_sum_over_the_rate_is_held_against_the_sum_in_dollars() -> None:
    (check,) = checks(cost("kip", "286 billion", "LAK"), cost("usd", "545 million", "USD"), rate())
    assert (check.operator, check.verdict, check.unit) == ("ratio", "within_rounding", "USD")
    assert (check.terms, named(check)[1]) == (("indicator_values/kip", "indicator_values/rate"), ids("usd"))


def test_without_a_rate_of_those_days_nothing_is_converted() -> None:
    sums = [cost("kip", "286 billion", "LAK"), cost("usd", "900 million", "USD")]
    assert not checks(*sums)
    assert not checks(*sums, rate(day="2024-10-01"))


def test_a_page_is_not_held_against_the_rate_it_states_itself() -> None:
    assert not checks(cost("kip", "286 billion", "LAK"), cost("usd", "900 million", "USD"), rate(page=PAGE))


@pytest.mark.parametrize(("dollars", "verdict"), [("560 million", "cannot_tell"), ("900 million", "conflict")])
def test_a_small_difference_may_be_the_day_of_the_rate(dollars: str, verdict: str) -> None:
    (check,) = checks(cost("kip", "286 billion", "LAK"), cost("usd", dollars, "USD", page="https://a.example"), rate())
    assert (check.verdict, codes(check)[0]) == (verdict, "exchange_rate")


def test_the_same_digits_in_both_currencies_are_a_slip() -> None:
    sums = [cost("kip", "286 billion", "LAK"), cost("usd", "286 billion", "USD", page="https://a.example")]
    (check,) = checks(*sums, rate())
    assert (check.verdict, codes(check)[0]) == ("conflict", "unit_slip")


def test_sums_of_different_years_are_not_one_sum() -> None:
    old = cost("old", "900 million", "USD", "2019-01-06", page="https://a.example")
    assert not checks(cost("kip", "286 billion", "LAK"), old, rate())
