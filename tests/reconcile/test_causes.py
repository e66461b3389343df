"""Every cause of the table is found in a small case of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.reconcile.making import claim, document, ledger, of, official, registered, row

from karvon.model.dates import partial
from karvon.model.ledger import Check, Ledger
from karvon.model.vocabulary import codes

PAGE = "https://example.org/page"


def two(indicator: str, left: str, right: str, when: str = "2023", **slots: Any) -> Ledger:
    """Return the ledger of two pages on one quantity and period; slots named first_… and second_… are one page's."""
    own: list[dict[str, Any]] = [{}, {}]
    for name, said in slots.items():
        place, _, slot = name.partition("_")
        own[place == "second"][slot] = said
    return ledger([row("one", indicator, left, when, **own[0]), row("two", indicator, right, when, **own[1])])


def drift() -> Ledger:
    pages = [document(f"{name}.txt", "2024-08-01", url=f"https://{name}.example") for name in "ab"]
    told = [
        claim(name, "trade_turnover", text, "2023", document=f"{name}.txt", speaker="Somchai Vong")
        for name, text in (("a", "4.2 billion"), ("b", "5.1 billion"))
    ]
    return ledger(claims=told, documents=pages)


def slip() -> Ledger:
    told = [claim(name, "project_value", text, "2024") for name, text in (("a", "21 billion"), ("b", "2.1 billion"))]
    return ledger(claims=told, documents=[document(published="2024-05-02")])


def statistics(second: str = "goods") -> Ledger:
    north, first = official("LAO", "NPL", "goods", {2018: ("1639.7", "1155.3")})
    south, other = official("NPL", "LAO", second, {2018: ("1352.2", "1567.4")})
    return ledger([*north, *south], series=[first, other])


def growth() -> Ledger:
    levels = [row("a", "trade_turnover", "1.50 billion", "2016", side="LAO")]
    levels += [row("b", "trade_turnover", "2.00 billion", "2017", side="LAO")]
    return ledger([*levels, row("g", "turnover_growth", "8.6", "2017", side="LAO")])


def part() -> Ledger:
    figures = [
        row(name, "project_count", text, day, subject="joint", page=f"{PAGE}/{day}", **slots)
        for name, text, day, slots in (
            ("a", "42", "2023-02-22", {}),
            ("a-south", "13", "2023-02-22", {"territory": "NPL"}),
            ("b", "60", "2024-05-02", {}),
            ("b-south", "5", "2024-05-02", {"territory": "NPL"}),
        )
    ]
    return ledger(figures, rows=[registered("portfolios", "joint", name_en="Joint projects")])


def stock() -> Ledger:
    slots = {"reporter": "LAO", "partner": "NPL", "territory": "NPL"}
    flow = row("flow", "investment_flow", "1.2 billion", "2024", **slots)
    return ledger([row("stock", "investment_stock", "1.2 billion", "2024-06-01", **slots), flow])


def launches() -> Ledger:
    return ledger(
        rows=[
            registered("hubs", "gate", name_en="Northern Gate"),
            registered("milestones", "a", subject="gate", kind="launched", date="2022-12-22", status="actual"),
            registered("milestones", "b", subject="gate", kind="launched", date="2025-11-15", status="actual"),
            registered("milestones", "c", subject="gate", kind="opened", date="2026", status="plan"),
            registered("milestones", "d", subject="gate", kind="opened", date="2027", status="plan"),
        ]
    )


def preliminary() -> Ledger:
    north, series = official("LAO", "NPL", "goods", {2018: ("1639.7", "1155.3")})
    known = [replace(one, source=replace(one.source, published=partial("2019-04"))) for one in north]
    early = row("early", "trade_turnover", "2.9 billion", "2018", side="LAO", published="2019-01-08")
    return ledger([*known, early], series=[series])


def stale() -> Ledger:
    slots = {"unit": "percent", "reporter": "NPL", "partner": "LAO"}
    told = (("a", "8.3", "2020-01..2020-03", "2020-05"), ("b", "5.9", "2024-01..2024-05", "2024-06"))
    figures = [row(name, "trade_share", text, when, published=day, **slots) for name, text, when, day in told]
    return ledger([*figures, row("c", "trade_share", "8.3", "2024-09-01", published="2024-09-01", **slots)])


def shares() -> Ledger:
    slots = {"unit": "percent", "territory": "CENTRAL_ASIA"}
    single = row("b", "trade_share", "57", "2024-08-07", reporter="LAO", partner="NPL", **slots)
    return ledger([row("a", "trade_share", "57", "2024-07-12", **slots), single])


def currencies() -> Ledger:
    slots = {"subject": "line", "page": PAGE}
    return ledger(
        [
            row("kip", "project_value", "286 billion", "2025-01-06", unit="LAK", **slots),
            row("usd", "project_value", "560 million", "2025-01-06", **slots),
            row("rate", "exchange_rate", "525.1", "2025-01-06", unit="LAK"),
        ]
    )


def sums() -> Ledger:
    told: tuple[tuple[str, str, dict[str, str]], ...]
    told = (("all", "60", {}), ("north", "55", {"territory": "LAO"}), ("south", "6", {"territory": "NPL"}))
    return ledger(
        [row(name, "project_count", text, "2024", subject="joint", page=PAGE, **slots) for name, text, slots in told]
    )


def portfolios() -> Ledger:
    small = row("a", "project_value", "1.7 billion", "2025-11-15", subject="joint", side="LAO")
    large = row("b", "portfolio_value", "8 billion", "2025-11-15", bound="gt", side="NPL")
    return ledger([small, large], rows=[registered("portfolios", "joint", name_en="Joint projects")])


CASES: dict[str, tuple[str, Callable[[], Ledger]]] = {
    "rewriting_drift": ("retold", drift),
    "unit_slip": ("unit_slip", slip),
    "mirror_statistics": ("mirror", statistics),
    "different_bound": (
        "two_figures",
        lambda: two("jobs", "15000", "14000", "2025", first_bound="gt", second_bound="le"),
    ),
    "different_base": ("growth_levels", growth),
    "portfolio_definition": ("portfolio_day", portfolios),
    "stage": ("milestone_repeated", launches),
    "different_definition": ("share_meanings", shares),
    "exchange_rate": ("currencies", currencies),
    "scope_shrinking": ("series_part", part),
    "stock_flow": ("stock_as_flow", stock),
    "repeated_creation": ("milestone_repeated", launches),
    "stale_figure": ("stale_repeat", stale),
    "partial_period": (
        "two_figures",
        lambda: two("trade_turnover", "2.4 billion", "4.4 billion", first_published="2023-08"),
    ),
    "preliminary_figure": ("two_figures", preliminary),
    "coverage": ("mirror", lambda: statistics("goods_services")),
    "rounding": ("two_figures", lambda: two("trade_turnover", "4.6 billion", "4.651 billion")),
    "different_date": ("milestone_dates", launches),
    "source_error": ("parts_by_territory", sums),
}


def causes(check: Check) -> set[str]:
    return {cause.code for cause in check.causes}


def test_every_cause_of_the_table_has_a_case() -> None:
    assert set(CASES) == codes("causes")


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_cause_is_found_where_it_is(code: str) -> None:
    rule, case = CASES[code]
    found = of(case(), rule)
    assert found
    assert any(code in causes(check) for check in found), [sorted(causes(check)) for check in found]


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_cause_is_only_named_where_something_does_not_hold(code: str) -> None:
    for check in CASES[code][1]().checks:
        assert not check.causes or check.verdict not in ("consistent", "within_rounding")


def test_years_beside_a_year_not_over_yet_are_parts_too() -> None:
    table = [
        row(f"t{year}", "trade_turnover", text, year, page=PAGE, published="2024-08")
        for year, text in (("2022", "2.5 billion"), ("2023", "2.4 billion"), ("2024", "2.2 billion"))
    ]
    other = row("whole", "trade_turnover", "4.65 billion", "2022", page="https://example.org/other")
    (check,) = of(ledger([*table, other]), "two_figures")
    assert check.verdict == "different_definition"
    assert [(cause.code, cause.established, cause.evidence) for cause in check.causes[:1]] == [
        ("partial_period", False, ("indicator_values/t2024",))
    ]
    (alone,) = of(ledger([table[0], other]), "two_figures")
    assert alone.verdict == "conflict"


def test_a_side_that_contradicts_itself_is_shown_though_one_figure_fits_the_statistics() -> None:
    north, series = official("LAO", "NPL", "goods", {2018: ("1639.7", "1155.3")})
    low = row("low", "trade_turnover", "2.4 billion", "2018", side="LAO")
    high = row("high", "trade_turnover", "3 billion", "2018", side="LAO")
    theirs = row("theirs", "trade_turnover", "3 billion", "2018", side="NPL", bound="approx")
    found = of(ledger([*north, low, high, theirs], series=[series]), "two_figures")
    (own,) = [check for check in found if check.against == ("indicator_values/high",)]
    assert (own.terms, own.verdict) == (("indicator_values/low",), "conflict")
    assert (own.causes[0].code, own.causes[0].evidence) == ("mirror_statistics", ("indicator_values/theirs",))


def test_money_that_is_by_its_words_a_volume_is_a_slip_of_the_unit() -> None:
    pages = [document(f"{name}.txt", "2025-02-17", url=f"https://{name}.example") for name in "ab"]
    slots = {"status": "target", "reporter": "LAO", "partner": "NPL"}
    tonnes = claim("a", "freight_volume", "60 million", document="a.txt", unit="t", subject="freight", **slots)
    words = "to raise the volume of freight to "
    money = claim("b", "freight_volume", "60 million", document="b.txt", unit="LAK", prefix=words, **slots)
    (check,) = of(ledger(claims=[tonnes, money], documents=pages), "money_for_measure")
    assert (check.terms, check.against, check.verdict) == (("b",), ("a",), "conflict")
    assert [cause.code for cause in check.causes] == ["unit_slip"]
    other = claim("b", "contract_value", "60 million", document="b.txt", unit="LAK", prefix="contracts worth ", **slots)
    assert not of(ledger(claims=[tonnes, other], documents=pages), "money_for_measure")


def test_the_page_on_the_ledger_names_the_tests_of_causes() -> None:
    page = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
    assert "tests/reconcile/test_causes.py" in page


def test_two_numbers_of_one_text_are_two_things_rather_than_a_contradiction() -> None:
    told = [claim(name, "export", text, "2023") for name, text in (("a", "1.12 billion"), ("b", "4.5 billion"))]
    (check,) = of(ledger(claims=told, documents=[document(published="2024-02")]), "two_figures")
    assert check.verdict == "cannot_tell"
    assert "different_definition" in causes(check)
