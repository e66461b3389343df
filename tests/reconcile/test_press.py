"""The press against the statistics: whose figure it is, how far off, what else it may have meant; nothing is forced."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.making import claim, codes, document, ids, ledger, named, of, official, row

from karvon.model.figure import Figure
from karvon.model.ledger import Ledger, PressFigure

YEARS = {2021: ("1800", "1200"), 2022: ("2600", "1900"), 2023: ("2400", "1700")}
MIRROR = {2021: ("1250", "1850"), 2022: ("2050", "2800"), 2023: ("1750", "2300")}
NORTH, FIRST = official("LAO", "NPL", "goods", YEARS)
SOUTH, SECOND = official("NPL", "LAO", "goods_services", MIRROR)


def told(*figures: Figure) -> Ledger:
    return ledger([*NORTH, *SOUTH, *figures], series=[FIRST, SECOND])


def turnover(text: str, when: str = "2022", **slots: Any) -> Figure:
    slots = {"published": "2024-05-01", **slots}
    return row("said", slots.pop("indicator", "trade_turnover"), text, when, **slots)


def only(figure: Figure) -> PressFigure:
    (found,) = told(figure).press
    return found


def test_a_figure_is_its_own_offices_within_rounding() -> None:
    found = only(turnover("4.5 billion", side="LAO"))
    assert (found.kind, found.verdict, found.whose) == ("year", "consistent", ("LAO",))
    assert {beside.reporter: beside.fits for beside in found.offices} == {"LAO": True, "NPL": False}
    north = next(beside for beside in found.offices if beside.reporter == "LAO")
    assert set(north.figures) == ids("lao-export-2022", "lao-import-2022")


def test_how_far_off_a_figure_is_stands_in_money_and_as_a_share() -> None:
    found = only(turnover("4.8 billion", side="LAO"))
    north, south = found.offices
    assert (north.difference, north.share) == (Decimal(300 * 10**6), Decimal("0.0667"))
    assert (south.difference, south.share) == (Decimal(-50 * 10**6), Decimal("-0.0103"))


def test_a_figure_of_nobody_is_whose_it_fits() -> None:
    assert only(turnover("4.9 billion")).whose == ("NPL",)
    assert only(turnover("4.5 billion")).whose == ("LAO",)
    assert only(turnover("5 billion")).whose == ("LAO", "NPL")


def test_the_other_offices_figure_in_the_mouth_of_a_side_is_mirror_statistics_of_another_coverage() -> None:
    found = only(turnover("4.85 billion", side="LAO"))
    assert (found.verdict, found.whose) == ("different_definition", ("NPL",))
    assert [cause.code for cause in found.causes] == ["mirror_statistics", "coverage"]


def test_where_the_sides_own_office_is_silent_the_other_one_confirms_but_nothing_else_is_looked_for() -> None:
    figures = [one for one in SOUTH if "2022" in one.id]
    second = msgspec.structs.replace(SECOND, points=tuple(point for point in SECOND.points if point.year == 2022))
    (same,) = ledger([*figures, turnover("4.85 billion", side="LAO")], series=[second]).press
    assert (same.verdict, same.whose) == ("consistent", ("NPL",))
    sold = turnover("2.35 billion", indicator="export", reporter="LAO", partner="NPL")
    (other,) = ledger([*figures, sold], series=[second]).press
    assert (other.verdict, other.meant) == ("cannot_tell", ())
    assert [cause.code for cause in other.causes] == ["mirror_statistics"]


@pytest.mark.parametrize(
    ("text", "slots", "meant"),
    [
        ("3.0 billion", {}, [("year_before", "LAO", 2021)]),
        ("4.1 billion", {"side": "LAO"}, [("year_after", "LAO", 2023)]),
        ("2.6 billion", {"side": "LAO"}, [("one_direction", "LAO", 2022)]),
        ("4.50 billion", {"indicator": "export", "reporter": "LAO"}, [("both_directions", "LAO", 2022)]),
        ("1.90 billion", {"indicator": "export", "reporter": "LAO"}, [("other_direction", "LAO", 2022)]),
        ("6 billion", {"side": "LAO"}, []),
        ("7.31 billion", {"side": "LAO"}, []),
    ],
)
def test_a_figure_unlike_any_office_is_looked_for_in_other_years_and_flows(
    text: str, slots: dict[str, str], meant: list[tuple[str, str, int]]
) -> None:
    partner = {"partner": "NPL"} if "reporter" in slots else {}
    found = only(turnover(text, **slots, **partner))
    assert found.verdict in ("conflict", "cannot_tell")
    told_of = [(one.code, one.beside.reporter, one.beside.year) for one in found.meant if one.code != "part_of_year"]
    assert told_of[: len(meant)] == meant
    assert bool(told_of) == bool(meant)


def test_a_year_far_below_both_offices_may_be_a_part_of_it() -> None:
    found = only(turnover("2.35 billion"))
    assert found.verdict == "conflict"
    assert [one.code for one in found.meant] == ["part_of_year"]
    assert "partial_period" in [cause.code for cause in found.causes]


def test_a_part_of_a_year_is_bounded_by_the_year_of_its_office() -> None:
    assert only(turnover("2.1 billion", "2022-01..2022-06", side="LAO")).verdict == "consistent"
    assert of(told(turnover("2.1 billion", "2022-01..2022-06", side="LAO")), "part_of_year") == []


def test_a_part_larger_than_its_own_offices_year_is_the_other_ones_or_a_contradiction() -> None:
    other = turnover("4.7 billion", "2022-01..2022-11", side="LAO")
    (check,) = of(told(other), "part_of_year")
    assert named(check) == (ids("said"), ids("lao-export-2022", "lao-import-2022"))
    assert (check.verdict, codes(check)[:2]) == ("different_definition", ["mirror_statistics", "coverage"])
    (check,) = of(told(turnover("5.6 billion", "2022-01..2022-11", side="LAO")), "part_of_year")
    assert check.verdict == "conflict"


def test_growth_is_held_against_the_growth_of_each_office() -> None:
    found = only(turnover("50", indicator="turnover_growth", side="LAO"))
    assert (found.verdict, found.whose) == ("consistent", ("LAO",))
    assert found.offices[0].share is None
    assert set(found.offices[0].figures) == ids(
        *(f"lao-{flow}-{year}" for flow in ("export", "import") for year in (2021, 2022))
    )
    assert only(turnover("57", indicator="turnover_growth", side="LAO")).verdict == "different_definition"


def test_a_level_of_no_named_year_is_held_against_the_last_year_reported_by_then() -> None:
    found = only(turnover("4.1 billion", "2024-08-07", side="LAO"))
    assert (found.kind, found.verdict, [beside.year for beside in found.offices]) == (
        "level",
        "consistent",
        [2023, 2023],
    )


def test_years_nobody_reports_and_figures_of_a_part_of_trade_meet_no_office() -> None:
    (later,) = told(turnover("5 billion", "2024")).press
    assert (later.verdict, later.offices, later.meant) == ("cannot_tell", (), ())
    region = turnover("0.4 billion", territory="LA-VT", reporter="LAO", partner="NPL")
    goods = turnover("0.4 billion", sector="agriculture")
    target = turnover("5 billion", "by 2022", status="target")
    assert told(region).press == told(goods).press == told(target).press == ()


def test_a_note_and_a_row_of_one_page_are_one_figure_of_the_press() -> None:
    page = "https://example.org/said"
    said = claim("c", "trade_turnover", "4.5 billion", "2022", reporter="LAO", partner="NPL")
    note = document(published="2024-05-01", url=page)
    found = ledger([*NORTH, *SOUTH, turnover("4.5 billion", page=page)], [said], [note], series=[FIRST, SECOND]).press
    assert [one.figures for one in found] == [("c", "indicator_values/said")]


def test_a_figure_has_the_verdict_of_the_check_that_holds_it_against_an_office() -> None:
    found = told(turnover("6.2 billion", side="LAO"))
    (one,) = found.press
    (check,) = [check for check in of(found, "two_figures") if "indicator_values/said" in check.terms]
    assert (one.verdict, one.causes) == (check.verdict, check.causes) == ("conflict", check.causes)


def test_a_growth_that_no_rule_judges_is_not_called_a_contradiction() -> None:
    assert only(turnover("70", indicator="turnover_growth")).verdict == "cannot_tell"


def test_without_statistics_nothing_is_told_of_the_press() -> None:
    assert ledger([turnover("4.5 billion")]).press == ()


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_inputs_changes_nothing(dice: random.Random) -> None:
    figures = [*NORTH, *SOUTH, turnover("4.7 billion", "2022-01..2022-11", side="LAO")]
    figures += [row(f"r{n}", "trade_turnover", f"{n}.{n} billion", "2022", published="2024-05") for n in range(1, 6)]
    expected = msgspec.json.encode(ledger(figures, series=[FIRST, SECOND]).press)
    dice.shuffle(figures)
    assert msgspec.json.encode(ledger(figures, series=[SECOND, FIRST]).press) == expected


@pytest.mark.parametrize(("text", "verdict"), [("3.6 billion", "different_definition"), ("36 billion", "conflict")])
def test_a_side_whose_own_office_is_silent_differs_from_the_other_office_as_offices_do(text: str, verdict: str) -> None:
    figures, series = official("LAO", "NPL", "goods", {2023: ("2129.9", "1287.9")})
    told = row("told", "trade_turnover", text, "2023", side="NPL")
    (check,) = [one for one in ledger([*figures, told], series=[series]).checks if one.rule == "two_figures"]
    assert check.verdict == verdict
    assert ("mirror_statistics" in {cause.code for cause in check.causes}) or verdict == "conflict"
