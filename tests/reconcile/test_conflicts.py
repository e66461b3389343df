"""Disagreements: found once, with fitting causes; nothing that agrees is called a conflict."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reconcile.making import claim, codes, document, ids, ledger, named, of, official, registered, row

from karvon.model.ledger import Check
from karvon.model.vocabulary import by_code
from karvon.reconcile.names import tell_apart
from karvon.reconcile.numbers import within_a_quarter


def only(*figures: Any) -> Check:
    """Return the only check of a small case."""
    (check,) = ledger(figures).checks
    return check


def test_two_figures_of_one_side_for_one_year_conflict() -> None:
    check = only(
        row("a", "trade_turnover", "2.4 billion", "2018", side="LAO"),
        row("b", "trade_turnover", "3.0 billion", "2018", side="LAO"),
    )
    assert (check.rule, check.verdict) == ("two_figures", "conflict")
    assert "mirror_statistics" not in codes(check)


def test_two_sides_that_differ_may_be_mirror_statistics_but_nothing_proves_it() -> None:
    check = only(
        row("a", "trade_turnover", "2.4 billion", "2018", side="LAO"),
        row("b", "trade_turnover", "3.0 billion", "2018", side="NPL"),
    )
    assert check.verdict == "conflict"
    assert "mirror_statistics" in codes(check)
    assert not any(cause.established for cause in check.causes)


def test_each_side_agreeing_with_its_own_statistics_is_no_conflict() -> None:
    north, first = official("LAO", "NPL", "goods", {2023: ("3129.9", "1287.9")})
    south, second = official("NPL", "LAO", "goods_services", {2023: ("1417.0", "3068.5")})
    press = [
        row("p1", "trade_turnover", "4.4 billion", "2023", side="LAO"),
        row("p2", "trade_turnover", "4.5 billion", "2023", side="NPL"),
        row("p3", "trade_turnover", "4 billion", "2023", bound="gt"),
    ]
    found = ledger([*north, *south, *press], series=[first, second])
    assert not [check for check in found.checks if check.verdict == "conflict"]
    matches = {tuple(check.terms) for check in of(found, "official_match")}
    assert matches == {(f"indicator_values/{name}",) for name in ("p1", "p2", "p3")}
    turnover = [check for check in of(found, "mirror") if len(check.terms) == 2]
    assert [check.verdict for check in turnover] == ["different_definition"]


def test_growths_that_each_are_of_another_office_contradict_nobody() -> None:
    north, first = official("LAO", "NPL", "goods", {2022: ("1610", "2180"), 2023: ("1420", "1850")})
    south, second = official("NPL", "LAO", "goods", {2022: ("2350", "1540"), 2023: ("1930", "1330")})
    slots = {"change": "relative_change", "unit": "percent"}
    press = [
        row("p1", "trade_turnover", "-13.7", "2023", **slots),
        row("p2", "trade_turnover", "-16.2", "2023", **slots),
    ]
    (check,) = of(ledger([*north, *south, *press], series=[first, second]), "two_figures")
    assert (check.verdict, codes(check)) == ("different_definition", ["mirror_statistics"])
    wrong = row("p2", "trade_turnover", "-21.4", "2023", **slots)
    (check,) = of(ledger([*north, *south, press[0], wrong], series=[first, second]), "two_figures")
    assert check.verdict == "conflict"


def test_words_for_mutual_trade_tell_no_two_trades_apart() -> None:
    told = [
        claim("a", "trade_turnover", "4.4 billion", "2023", subject="trade between", document="a.txt", reporter="LAO"),
        claim(
            "b", "trade_turnover", "5.9 billion", "2023", subject="bilateral trade", document="b.txt", reporter="LAO"
        ),
    ]
    pages = [document(f"{name}.txt", "2024-03-01") for name in "ab"]
    (check,) = of(ledger(claims=told, documents=pages), "two_figures")
    assert check.verdict == "conflict"


def test_an_approximate_number_is_round_by_the_zeros_at_its_end() -> None:
    told = [row("a", "trade_turnover", "750 million", "2023", bound="approx", side="LAO")]
    exact = row("b", "trade_turnover", "745 million", "2023", side="LAO")
    assert not of(ledger([*told, exact]), "two_figures")
    far = row("b", "trade_turnover", "710 million", "2023", side="LAO")
    assert of(ledger([*told, far]), "two_figures")


def test_a_portfolio_half_as_large_again_within_a_week_conflicts() -> None:
    first = row("a", "project_value", "1.9 billion", "2025-09-02")
    found = ledger([first, row("b", "project_value", "3.4 billion", "2025-09-03")])
    (check,) = of(found, "portfolio_day")
    assert (check.verdict, codes(check)[0]) == ("conflict", "portfolio_definition")
    assert not of(ledger([first, row("b", "project_value", "3.4 billion", "2025-12-03")]), "portfolio_day")
    assert not of(ledger([first, row("b", "project_value", "2.1 billion", "2025-09-03")]), "portfolio_day")


def costs(*amounts: str, beside: str | None = None) -> list[Check]:
    """Return the checks of what texts of following days say that something costs, each beside a number of projects."""
    pair, told = {"reporter": "LAO", "partner": "NPL"}, []
    for number, amount in enumerate(amounts):
        page, day = {"document": f"{number}.txt", **pair}, f"2025-03-0{number + 3}"
        told.append(claim(f"v{number}", "project_value", amount, day, subject="cost of", **page))
        told += [claim(f"c{number}", "project_count", beside, day, **page)] if beside else []
    pages = [document(f"{number}.txt", f"2025-03-0{number + 3}") for number in range(len(amounts))]
    return of(ledger(claims=told, documents=pages), "portfolio_day", "slip_apart", "portfolio_slip")


def test_what_two_texts_of_a_week_say_that_a_thing_costs_is_no_portfolio() -> None:
    assert not costs("45 million", "90 million")
    assert [check.rule for check in costs("45 million", "90 million", beside="12")] == ["portfolio_day"]


def test_a_moved_point_within_a_week_is_told_as_a_slip_only() -> None:
    assert [check.rule for check in costs("450 million", "4.5 billion", beside="12")] == ["portfolio_slip"]
    assert [check.rule for check in costs("45 million", "450 million")] == ["slip_apart"]


def test_the_statistics_of_both_sides_are_compared_with_their_coverage_named() -> None:
    north, first = official("LAO", "NPL", "goods", {2019: ("200.0", "100.0")})
    south, second = official("NPL", "LAO", "goods_services", {2019: ("120.0", "200.0")})
    mirrors = of(ledger([*north, *south], series=[first, second]), "mirror")
    assert {check.verdict for check in mirrors if set(check.terms) == ids("lao-export-2019")} == {"consistent"}
    apart = [check for check in mirrors if check.verdict == "different_definition"]
    assert {len(check.terms) for check in apart} == {1, 2}
    assert all("coverage" in codes(check) for check in apart)


def test_exports_of_one_side_and_imports_of_the_other_are_mirrors() -> None:
    check = only(
        row("sold", "export", "2.2 billion", "2020", reporter="LAO", partner="NPL"),
        row("bought", "import", "1.6 billion", "2020", reporter="NPL", partner="LAO"),
    )
    assert (check.rule, check.verdict) == ("mirror", "different_definition")


def test_exports_in_opposite_directions_are_never_compared() -> None:
    told = [row(code, "export", text, "2020", reporter=code, partner=to) for code, to, text in FLOWS]
    assert not ledger(told).checks


FLOWS = (("LAO", "NPL", "2.2 billion"), ("NPL", "LAO", "1.0 billion"))


def test_a_year_reported_before_it_was_over_is_proved_to_be_a_part_of_it() -> None:
    check = only(
        row("early", "trade_turnover", "2.2 billion", "2024", published="2024-08"),
        row("full", "trade_turnover", "4.0 billion", "2024", bound="gt", published="2025-11-14"),
    )
    assert check.verdict == "different_definition"
    (cause,) = [cause for cause in check.causes if cause.established]
    assert cause.code == "partial_period"
    assert set(cause.evidence) == ids("early")


def test_a_moved_point_is_a_candidate() -> None:
    check = only(
        row("body", "project_value", "2.1 billion", "2023-02-22", subject="joint", page="https://example.org/a"),
        row("headline", "project_value", "21 billion", "2023-02-22", subject="joint", page="https://example.org/b"),
    )
    assert (check.verdict, codes(check)[0]) == ("conflict", "unit_slip")


def test_one_portfolio_at_two_sums_on_one_day_conflicts() -> None:
    check = only(
        row("a", "project_value", "1.7 billion", "2025-11-15", subject="joint", side="LAO"),
        row("b", "project_value", "8 billion", "2025-11-15", subject="joint", side="NPL", bound="gt"),
    )
    assert (check.rule, check.verdict) == ("two_figures", "conflict")
    assert "portfolio_definition" in codes(check)


def test_a_wider_portfolio_on_the_same_day_is_another_definition() -> None:
    told = [
        row("a", "project_value", "1.7 billion", "2025-11-15", subject="joint"),
        row("b", "portfolio_value", "8 billion", "2025-11-15", subject="all", bound="gt"),
    ]
    rows = [registered("portfolios", "joint"), registered("portfolios", "all")]
    (check,) = ledger(told, rows=rows).checks
    assert (check.rule, check.verdict, codes(check)[0]) == (
        "portfolio_day",
        "different_definition",
        "portfolio_definition",
    )


def test_a_single_project_is_not_compared_with_the_portfolio() -> None:
    told = [
        row("plant", "project_value", "0.2 billion", "2025-11-15", subject="steel-plant"),
        row("all", "project_value", "8 billion", "2025-11-15"),
    ]
    assert not ledger(told, rows=[registered("projects", "steel-plant", name_en="Steel plant")]).checks


def test_neighbouring_last_digits_that_touch_have_rounding_among_their_causes() -> None:
    check = only(
        row("a", "project_value", "1.2 billion", "2025-11-15", side="LAO", stage="launched"),
        row("b", "project_value", "1.3 billion", "2025-11-15", side="NPL", stage="launched"),
    )
    assert (check.verdict, codes(check)[0]) == ("conflict", "rounding")


def test_a_number_cut_off_instead_of_rounded_cannot_be_judged() -> None:
    check = only(
        row("a", "trade_turnover", "4.6 billion", "2022"),
        row("b", "trade_turnover", "4.651 billion", "2022"),
    )
    assert (check.verdict, codes(check)[0]) == ("cannot_tell", "rounding")


def test_phrases_that_name_different_things_are_different_definitions() -> None:
    told = [
        claim("a", "project_value", "2.6 billion", "2024-08-07", subject="joint projects"),
        claim("b", "project_value", "4.4 billion", "2024-08-07", subject="investment projects", document="b.txt"),
    ]
    documents = [document(published="2024-08-07"), document("b.txt", "2024-08-07")]
    (check,) = ledger(claims=told, documents=documents).checks
    assert check.verdict == "different_definition"


def test_exports_of_one_good_are_not_held_against_all_exports() -> None:
    told = [
        claim("all", "export", "2.2 billion", "2020", subject="exports", reporter="LAO", partner="NPL"),
        claim("meat", "export", "0.3 billion", "2020", subject="exports of meat", reporter="LAO", partner="NPL"),
    ]
    assert not ledger(claims=told, documents=[document(published="2021-05-05")]).checks


def test_different_growth_over_one_base_has_the_base_among_its_causes() -> None:
    check = only(
        row("a", "turnover_growth", "31.2", "2017", side="LAO"),
        row("b", "turnover_growth", "8.6", "2017"),
    )
    assert (check.rule, check.verdict) == ("two_figures", "conflict")
    assert "different_base" in codes(check)


def test_totals_of_neighbouring_days_may_not_be_far_apart() -> None:
    told = [
        row("a", "trade_turnover", "3.4 billion", "2025-01-01..2025-11-14", side="LAO"),
        row("b", "trade_turnover", "4.0 billion", "2025-01-01..2025-11-15", side="NPL", bound="gt"),
        row("c", "trade_turnover", "3.5 billion", "2024-01-01..2024-11-14", side="LAO"),
        row("d", "trade_turnover", "3.5 billion", "2024-01-01..2024-11-16", side="NPL"),
    ]
    (check,) = of(ledger(told), "to_date")
    assert named(check) == (ids("a"), ids("b"))


def test_one_thing_s_cost_told_differently_at_different_times_is_not_judged() -> None:
    told = [
        row("a", "project_value", "50 billion", "2024-02-01", subject="plant", unit="KZT"),
        row("b", "project_value", "185.1 billion", "2025-11-25", subject="plant", unit="KZT"),
    ]
    (check,) = ledger(told, rows=[registered("projects", "plant", name_en="Plant")]).checks
    assert (check.rule, check.verdict) == ("thing_over_time", "cannot_tell")


TOLD = st.tuples(
    st.decimals(min_value=Decimal("0.1"), max_value=9, places=1),
    st.sampled_from(["eq", "gt", "lt", "approx"]),
    st.sampled_from(["LAO", "NPL", None]),
)


@given(st.lists(TOLD, min_size=2, max_size=8))
def test_no_check_calls_agreeing_intervals_a_conflict(told: list[tuple[Decimal, str, str | None]]) -> None:
    figures = [
        row(f"f{index}", "trade_turnover", f"{amount} billion", "2020", bound=bound, side=side)
        for index, (amount, bound, side) in enumerate(told)
    ]
    holds = {code for code, entry in by_code("verdicts").items() if entry["group"] == "holds"}
    numbers = {
        figure.id: within_a_quarter(figure.number) if figure.bound == "approx" else figure.number for figure in figures
    }
    for check in ledger(figures).checks:
        left, right = numbers[check.terms[0]], numbers[check.against[0]]
        share = min(left.high or 10**12, right.high or 10**12) - max(left.low or 0, right.low or 0)
        assert share > 0 if check.verdict in holds else share <= 0 or check.verdict == "cannot_tell"


def test_a_year_reported_on_its_last_day_is_not_proved_to_be_a_part_of_it() -> None:
    check = only(
        row("early", "trade_turnover", "2.2 billion", "2024", published="2024-12-31"),
        row("full", "trade_turnover", "4.0 billion", "2024", published="2025-11-14"),
    )
    assert check.verdict == "conflict"
    assert not any(cause.established for cause in check.causes)


def test_a_total_that_the_days_between_explain_is_no_conflict() -> None:
    told = [
        row("a", "trade_turnover", "3.40 billion", "2025-01-01..2025-11-14", side="LAO"),
        row("b", "trade_turnover", "3.50 billion", "2025-01-01..2025-11-19", side="NPL"),
    ]
    assert not of(ledger(told), "to_date")


def test_a_thing_larger_in_a_region_than_in_its_country_cannot_be_judged() -> None:
    told = [
        row("country", "site_area", "50", "2024-05-02", subject="zone", territory="LAO"),
        row("region", "site_area", "100", "2025-12-09", subject="zone", territory="LA-VT"),
        row("small", "site_area", "40", "2025-12-09", subject="zone", territory="LA-XA"),
        row("elsewhere", "site_area", "90", "2025-12-09", subject="zone", territory="TH-10"),
    ]
    (check,) = ledger(told, rows=[registered("hubs", "zone", name_en="Zone")]).checks
    assert (check.rule, check.verdict, named(check)) == (
        "region_in_country",
        "cannot_tell",
        (ids("region"), ids("country")),
    )


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("joint projects", "совместных проектов", False),
        ("investment projects", "совместных проектов", True),
        ("trade contracts", "торговых контрактов", False),
        ("signed documents", "торговых контрактов", True),
        ("border projects", "совместных проектов", False),
    ],
)
def test_words_of_two_languages_tell_things_apart_only_where_both_languages_are_known_for_them(
    left: str,
    right: str,
    apart: bool,  # noqa: FBT001
) -> None:
    assert tell_apart(left, right) is tell_apart(right, left) is apart


@pytest.mark.parametrize(("growth", "verdict"), [("9", "within_rounding"), ("14", "conflict")])
def test_a_growth_is_held_against_both_levels_of_its_own_page_whatever_offices_report(
    growth: str, verdict: str
) -> None:
    north, first = official("LAO", "NPL", "goods", {2022: ("3000", "3000"), 2023: ("3420", "3420")})
    page = "https://example.org/page"
    press = [
        row("level", "trade_turnover", "7.3 billion", "2023", page=page),
        row("before", "trade_turnover", "6.7 billion", "2022", page=page),
        row("growth", "trade_turnover", growth, "2023", change="relative_change", unit="percent", page=page),
    ]
    (check,) = of(ledger([*north, *press], series=[first]), "growth_levels")
    assert (check.verdict, set(check.terms)) == (verdict, ids("level", "before"))


def test_the_turnover_of_a_page_that_names_one_country_only_is_that_with_the_other() -> None:
    told = claim("a", "trade_turnover", "4.4 billion", "2023", partner="NPL", subject="trade with")
    found = ledger(claims=[told], documents=[document(published="2024-03-01")])
    assert [(one.reporter, one.partner) for one in found.figures] == [("LAO", "NPL")]


def test_two_numbers_of_one_text_are_rather_two_things_even_where_statistics_fit_one_of_them() -> None:
    north, first = official("LAO", "NPL", "goods", {2024: ("3990", "3420")})
    slots = {"reporter": "LAO", "partner": "NPL"}
    told = [
        claim("part", "import", "1.2 billion", "2024", start=0, end=3, quote="1.2", **slots),
        claim("all", "import", "3.42 billion", "2024", start=9, end=13, quote="3.42", **slots),
    ]
    found = ledger(north, told, [document(published="2025-02-28")], series=[first])
    assert [check.verdict for check in of(found, "two_figures")] == ["cannot_tell"]
