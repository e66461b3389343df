"""Shares are held against the part and the whole that the same page or the same side gives, and against one hundred."""

from __future__ import annotations

from typing import Any

from tests.reconcile.making import codes, ids, ledger, named, of, row

from karvon.model.figure import Figure

PAGE, OTHER = "https://example.org/trade", "https://example.org/other"


def told(name: str, indicator: str, text: str, when: str = "2023", **slots: Any) -> Figure:
    """Return a figure of one page on Laos' trade with Nepal."""
    return row(name, indicator, text, when, **{"page": PAGE, "reporter": "LAO", "partner": "NPL", **slots})


def share(text: str, indicator: str = "trade_share", **slots: Any) -> Figure:
    """Return a share told by that page."""
    return told("share", indicator, text, unit="percent", **slots)


def checks(*figures: Figure) -> list[Any]:
    """Return the checks of shares."""
    return of(ledger(figures), "share_levels", "share_kind")


def test_the_share_of_a_partner_is_its_trade_over_trade_with_the_world() -> None:
    pair, world = told("pair", "trade_turnover", "1.58 billion"), told("all", "trade_turnover", "26.73 billion")
    world = told("all", "trade_turnover", "26.73 billion", partner="WORLD")
    (check,) = checks(share("5.9"), pair, world)
    assert (check.operator, check.verdict) == ("share", "within_rounding")
    assert (check.terms, named(check)[1]) == (("indicator_values/pair", "indicator_values/all"), ids("share"))
    (failed,) = checks(share("9.5"), pair, world)
    assert failed.verdict == "conflict"
    assert codes(failed) == ["different_definition", "source_error"]


def test_the_levels_of_another_side_prove_nothing_against_a_share() -> None:
    pair = told("pair", "trade_turnover", "1.58 billion", page=OTHER, side="NPL")
    world = told("all", "trade_turnover", "26.73 billion", page=OTHER, partner="WORLD", side="NPL")
    assert not checks(share("9.5", side="LAO"), pair, world)


def test_the_levels_of_the_same_side_on_another_page_leave_a_failure_open() -> None:
    pair = told("pair", "trade_turnover", "1.58 billion", page=OTHER, side="LAO")
    world = told("all", "trade_turnover", "26.73 billion", page=OTHER, partner="WORLD", side="LAO")
    (check,) = checks(share("9.5", side="LAO"), pair, world)
    assert check.verdict == "cannot_tell"


def test_a_share_of_trade_may_be_that_of_exports_in_exports_and_imports() -> None:
    flows = [told("ex", "export", "2.2 billion"), told("im", "import", "833 million")]
    (check,) = checks(share("72.5"), *flows)
    assert check.terms == ("indicator_values/ex", "indicator_values/ex", "indicator_values/im")
    assert check.verdict == "within_rounding"
    assert not checks(share("64.1"), *flows), "of two readings that fail neither is meant for sure"


def test_the_share_of_exports_may_be_one_of_turnover() -> None:
    levels = [told("sold", "export", "301 million"), told("all", "trade_turnover", "422 million")]
    (check,) = checks(share("71.3", "export"), *levels)
    assert (check.verdict, check.terms) == ("within_rounding", ("indicator_values/sold", "indicator_values/all"))
    assert not checks(share("60.0", "export"), *levels)


def test_a_share_of_one_territory_is_held_against_the_whole() -> None:
    whole, part = told("all", "project_count", "60"), told("north", "project_count", "15", territory="LAO")
    (check,) = checks(share("25", "project_count", territory="LAO"), whole, part)
    assert check.verdict == "consistent"
    (failed,) = checks(share("40", "project_count", territory="LAO"), whole, part)
    assert failed.verdict == "conflict"


def test_the_share_of_noncommodity_exports_is_one_of_all_exports() -> None:
    levels = [told("part", "noncommodity_export", "450 million"), told("all", "export", "1000 million")]
    (check,) = checks(share("45", "noncommodity_export"), *levels)
    assert (check.rule, check.verdict) == ("share_kind", "consistent")


def test_shares_of_another_period_are_never_compared() -> None:
    levels = [told("part", "noncommodity_export", "450 million", "2022"), told("all", "export", "1 billion", "2022")]
    assert not checks(share("80", "noncommodity_export"), *levels)


def test_levels_too_coarse_for_a_share_cannot_judge_it() -> None:
    levels = [told("part", "noncommodity_export", "1 billion"), told("all", "export", "3 billion")]
    (check,) = checks(share("40", "noncommodity_export"), *levels)
    assert check.verdict == "cannot_tell"


def owners(*shares: str) -> list[Any]:
    """Return the check of the shares that owners of one thing have by one page."""
    countries = ("LAO", "NPL", "THA")
    figures = [
        row(
            f"own-{country}",
            "ownership_share",
            text,
            "2024",
            unit="percent",
            reporter=country,
            subject="dam",
            page=PAGE,
        )
        for country, text in zip(countries, shares, strict=False)
    ]
    return of(ledger(figures), "shares_hundred")


def test_the_shares_of_all_owners_make_one_hundred() -> None:
    (check,) = owners("34", "33", "33")
    assert (check.operator, check.verdict, check.against) == ("sum", "consistent", ())
    assert check.computed.value == check.stated.value == 100


def test_more_than_one_hundred_is_a_contradiction_and_less_leaves_room_for_others() -> None:
    (check,) = owners("51", "33", "33")
    assert check.verdict == "conflict"
    assert codes(check)
    assert not owners("34", "33")


def test_one_number_for_a_share_of_two_things_is_two_definitions() -> None:
    slots = {"unit": "percent", "territory": "CENTRAL_ASIA"}
    pair = row("pair", "trade_share", "57", "2024-07-12", **slots)
    single = row("single", "trade_share", "57", "2024-08-07", reporter="LAO", partner="NPL", **slots)
    (check,) = of(ledger([pair, single]), "share_meanings")
    assert (check.verdict, codes(check)) == ("different_definition", ["different_definition"])
    same = row("again", "trade_share", "57", "2024-08-07", **slots)
    late = row("late", "trade_share", "57", "2025-08-07", reporter="LAO", partner="NPL", **slots)
    assert not of(ledger([pair, same]), "share_meanings"), "the same share told twice"
    assert not of(ledger([pair, late]), "share_meanings"), "a year later the number may be another fact"
