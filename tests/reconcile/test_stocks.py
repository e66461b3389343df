"""What is accumulated cannot fall, an old number is not the present one, and a stock is no flow."""

from __future__ import annotations

from typing import Any

from tests.reconcile.making import codes, ids, ledger, named, of, row

from karvon.model.figure import Figure


def companies(name: str, text: str, day: str, **slots: Any) -> Figure:
    return row(name, "company_count", text, day, **{"reporter": "LAO", "territory": "NPL", "unit": "company", **slots})


def test_companies_that_become_fewer_break_their_series() -> None:
    figures = [
        companies("a", "281", "2018-07"),
        companies("b", "1200", "2022-12-21"),
        companies("c", "876", "2025-11-14"),
    ]
    (check,) = of(ledger(figures), "stock_falls")
    assert (check.operator, check.verdict, named(check)) == ("series", "series_break", (ids("b"), ids("c")))
    assert codes(check) == ["scope_shrinking", "source_error"]


def test_a_fall_between_two_tellers_may_be_another_way_to_count() -> None:
    figures = [companies("b", "1200", "2022-12-21", side="NPL"), companies("c", "876", "2025-11-14", side="LAO")]
    (check,) = of(ledger(figures), "stock_falls")
    assert codes(check)[0] == "mirror_statistics"


def test_accumulated_investment_that_falls_is_a_break_and_one_that_may_have_grown_is_not() -> None:
    high = row("a", "investment_stock", "2.5 billion", "2022-12-31", reporter="LAO", partner="NPL")
    low = row("b", "investment_stock", "1.1 billion", "2024-12-31", reporter="LAO", partner="NPL")
    bound = row("c", "investment_stock", "1.1 billion", "2024-12-31", reporter="LAO", partner="NPL", bound="gt")
    assert of(ledger([high, low]), "stock_falls")
    assert not of(ledger([high, bound]), "stock_falls"), "over 1.1 may be 2.6"


def test_companies_of_the_other_country_are_another_series() -> None:
    other = companies("b", "900", "2023-01-01", reporter="NPL", territory="LAO")
    assert not of(ledger([companies("a", "1200", "2022-01-01"), other]), "stock_falls")


def share(name: str, text: str, when: str, published: str) -> Figure:
    slots = {"unit": "percent", "reporter": "NPL", "partner": "LAO"}
    return row(name, "trade_share", text, when, published=published, **slots)


def test_an_old_share_told_as_current_after_a_newer_one_is_stale() -> None:
    first, newer = (
        share("old", "8.3", "2020-01..2020-03", "2020-05"),
        share("new", "5.9", "2024-01..2024-05", "2024-06"),
    )
    again = share("again", "8.3", "2024-09-01", "2024-09-01")
    (check,) = of(ledger([first, newer, again]), "stale_repeat")
    assert (check.verdict, named(check)) == ("series_break", (ids("new"), ids("again")))
    assert [(cause.code, cause.evidence) for cause in check.causes] == [("stale_figure", ("indicator_values/old",))]


def test_a_share_that_nothing_newer_replaced_is_not_stale() -> None:
    first, again = share("old", "8.3", "2020-01..2020-03", "2020-05"), share("again", "8.3", "2024-09-01", "2024-09-01")
    assert not of(ledger([first, again]), "stale_repeat")
    late = share("new", "5.9", "2024-01..2024-05", "2024-12")
    assert not of(ledger([first, late, again]), "stale_repeat"), "the newer one was not known yet"


def money(name: str, indicator: str, text: str, when: str) -> Figure:
    return row(name, indicator, text, when, reporter="LAO", partner="NPL", territory="NPL")


def test_one_number_as_stock_and_as_flow_has_two_meanings() -> None:
    stock = money("stock", "investment_stock", "1.2 billion", "2024-06-01")
    flow = money("flow", "investment_flow", "1.2 billion", "2024")
    (check,) = of(ledger([stock, flow]), "stock_as_flow")
    assert (check.verdict, codes(check)) == ("different_definition", ["stock_flow"])
    assert not of(ledger([stock, money("flow", "investment_flow", "0.3 billion", "2024")]), "stock_as_flow")


def test_a_year_brings_no_more_than_all_years_together() -> None:
    stock = money("stock", "investment_stock", "1.2 billion", "2024-12-31")
    (check,) = of(ledger([stock, money("flow", "investment_flow", "3.4 billion", "2023")]), "flow_in_stock")
    assert (check.operator, check.verdict, codes(check)[0]) == ("order", "conflict", "stock_flow")
    earlier = money("stock", "investment_stock", "1.2 billion", "2020-12-31")
    assert not of(ledger([earlier, money("flow", "investment_flow", "3.4 billion", "2023")]), "flow_in_stock")
