"""Sums are proposed by structure, never because they happen to add up."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.reconcile.making import claim, codes, document, ids, ledger, named, of, row, value

from karvon.model.claim import Claim
from karvon.model.figure import Figure

SUMS = ("parts_by_territory", "parts_by_stage", "parts_by_sector", "parts_by_year", "parts_named", "parts_by_kind")
PAGE = "https://example.org/portfolio"


def count(name: str, text: str, **slots: Any) -> Figure:
    """Return a count of projects that one page gives on one day."""
    return row(name, "project_count", text, "2024-05-02", page=PAGE, **slots)


def worth(name: str, text: str, **slots: Any) -> Figure:
    """Return a value of projects that one page gives on one day."""
    return row(name, "project_value", text, "2024-05-02", page=PAGE, **slots)


def sums(figures: Sequence[Figure] = (), claims: Sequence[Claim] = ()) -> list[Any]:
    """Return the checks of sums of a small case."""
    return of(ledger(figures, claims, [document(published="2024-05-02")]), *SUMS)


def test_the_two_territories_of_a_pair_give_the_whole() -> None:
    (check,) = sums([count("all", "60"), count("north", "55", territory="LAO"), count("south", "5", territory="NPL")])
    assert (check.rule, check.operator, check.verdict) == ("parts_by_territory", "sum", "consistent")
    assert named(check) == (ids("north", "south"), ids("all"))
    assert value(check) == (60, 60)


def test_the_two_territories_give_a_whole_that_alone_carries_a_stage() -> None:
    parts = [count("north", "9", territory="LAO"), count("south", "3", territory="NPL")]
    (check,) = sums([count("all", "12", stage="planned"), *parts])
    assert (check.rule, check.verdict) == ("parts_by_territory", "consistent")
    assert named(check) == (ids("north", "south"), ids("all"))


def test_territories_that_miss_a_whole_with_a_stage_say_nothing_of_it() -> None:
    parts = [count("north", "9", territory="LAO"), count("south", "3", territory="NPL")]
    assert not sums([count("all", "14", stage="planned"), *parts])
    whole = count("open", "12")
    (check,) = sums([whole, count("all", "12", stage="planned"), *parts])
    assert named(check)[1] == ids("open"), "a whole without a stage is the one that the parts make"


def test_parts_that_are_done_make_no_whole_that_is_planned() -> None:
    parts = [count("north", "9", territory="LAO", stage="done"), count("south", "3", territory="NPL", stage="done")]
    assert not sums([count("all", "12", stage="planned"), *parts])


def test_disjoint_stages_give_the_whole() -> None:
    stages = {"done": "11", "under_way": "3", "studied": "46"}
    (check,) = sums(
        [count("all", "60", stage="all"), *(count(code, text, stage=code) for code, text in stages.items())]
    )
    assert (check.rule, check.verdict) == ("parts_by_stage", "consistent")
    assert named(check)[0] == ids("done", "under_way", "studied")


def test_rounded_values_by_stage_agree_within_rounding() -> None:
    parts = [
        worth("done", "144 million", stage="done"),
        worth("way", "181 million", stage="under_way"),
        worth("study", "2.3 billion", stage="studied", bound="approx"),
    ]
    (check,) = sums([worth("all", "2.6 billion"), *parts])
    assert (check.rule, check.verdict) == ("parts_by_stage", "within_rounding")
    assert value(check) == (2_625_000_000, 2_600_000_000)


def test_territories_that_miss_the_whole_are_a_conflict() -> None:
    (check,) = sums(
        [
            count("all", "60", subject="joint"),
            count("north", "55", territory="LAO", subject="joint"),
            count("south", "6", territory="NPL", subject="joint"),
        ]
    )
    assert check.verdict == "conflict"
    assert not any(cause.established for cause in check.causes)
    assert codes(check)


def test_stages_that_leave_some_out_are_only_held_to_be_no_larger() -> None:
    found = ledger([count("all", "60"), count("done", "11", stage="done"), count("way", "3", stage="under_way")])
    assert not of(found, *SUMS)
    (check,) = of(found, "part_of_whole")
    assert (check.operator, check.verdict) == ("order", "consistent")
    assert value(check) == (14, 60)


def test_stages_that_overlap_are_never_added_up() -> None:
    assert not sums([count("all", "60"), count("new", "40", stage="launched"), count("old", "20", stage="existing")])


def test_parts_of_another_page_are_never_added_up() -> None:
    other = row("south", "project_count", "5", "2024-05-02", territory="NPL", page="https://example.org/other")
    assert not sums([count("all", "60"), count("north", "55", territory="LAO"), other])


def test_parts_of_another_day_are_never_added_up() -> None:
    later = row("south", "project_count", "5", "2024-06-02", territory="NPL", page=PAGE)
    assert not sums([count("all", "60"), count("north", "55", territory="LAO"), later])


def test_parts_of_another_portfolio_are_never_added_up() -> None:
    other = count("south", "5", territory="NPL", subject="other")
    assert not sums([count("all", "60", subject="one"), count("north", "55", territory="LAO", subject="one"), other])


def test_a_third_country_makes_no_partition() -> None:
    assert not sums([count("all", "60"), count("north", "55", territory="LAO"), count("third", "5", territory="THA")])


def test_parts_that_differ_in_two_dimensions_make_no_partition() -> None:
    parts = [count("a", "11", stage="done", territory="LAO"), count("b", "49", stage="studied", territory="NPL")]
    assert not sums([count("all", "60"), *parts])


def test_numbers_without_a_dimension_are_never_added_up() -> None:
    told = [claim("a", "project_count", "34", "2024-05-02", subject="investment projects")]
    told += [claim("b", "project_count", "26", "2024-05-02", subject="energy projects")]
    told += [claim("c", "project_count", "60", "2024-05-02", subject="joint projects")]
    assert not sums(claims=told)


def test_shares_are_never_added_up() -> None:
    parts = [
        row(code, "trade_share", text, "2024", unit="percent", territory=code, page=PAGE)
        for code, text in (("LAO", "40"), ("NPL", "17"))
    ]
    assert not sums([row("all", "trade_share", "57", "2024", unit="percent", page=PAGE), *parts])


def test_what_a_text_calls_parts_is_added_up() -> None:
    total = claim("total", "contract_value", "7.0 billion", "2024-05-02")
    parts = [
        claim("p1", "contract_value", "4.4 billion", "2024-05-02", relations=[("part_of", "total")]),
        claim("p2", "contract_value", "2.6 billion", "2024-05-02", relations=[("part_of", "total")]),
    ]
    (check,) = sums(claims=[total, *parts])
    assert (check.rule, check.verdict, named(check)) == ("parts_named", "consistent", ({"p1", "p2"}, {"total"}))


def test_the_same_numbers_without_the_text_s_word_are_not_added_up() -> None:
    told = [
        claim(name, "contract_value", text, "2024-05-02") for name, text in (("t", "7.0 billion"), ("p", "4.4 billion"))
    ]
    assert not sums(claims=[*told, claim("q", "contract_value", "2.6 billion", "2024-05-02")])


def test_projects_and_contracts_of_one_page_make_its_portfolio() -> None:
    told = [
        row("whole", "portfolio_value", "7.0 billion", "2024-05-02", page=PAGE),
        worth("projects", "4.4 billion", subject="investment"),
        row("contracts", "contract_value", "2.6 billion", "2024-05-02", page=PAGE),
    ]
    (check,) = sums(told)
    assert (check.rule, check.verdict) == ("parts_by_kind", "consistent")
    assert not of(ledger(told), "portfolio_day")


def test_a_sum_told_by_three_pages_is_one_check() -> None:
    told = [
        row(f"{name}{page}", "project_count", text, "2024-05-02", page=f"https://example.org/{page}", territory=place)
        for page in range(3)
        for name, text, place in (("all", "60", None), ("north", "55", "LAO"), ("south", "5", "NPL"))
    ]
    assert len(sums(told)) == 1


def test_shorter_periods_that_cover_a_year_give_its_total() -> None:
    spans = {"2020-01..2020-03": "1.1", "2020-04..2020-06": "1.2", "2020-07..2020-12": "2.1"}
    parts = [row(span, "investment_flow", f"{text} billion", span, page=PAGE) for span, text in spans.items()]
    whole = row("year", "investment_flow", "4.4 billion", "2020", page=PAGE)
    (check,) = sums([whole, *parts])
    assert (check.rule, check.verdict, len(check.terms)) == ("parts_by_year", "consistent", 3)
    assert not sums([whole, *parts[:2]]), "a gap is left"


def test_a_sector_said_of_the_whole_divides_nothing() -> None:
    whole = claim("all", "project_count", "60", "2024-05-02", sector="industry")
    parts = [
        claim("n", "project_count", "55", "2024-05-02", territory="LAO"),
        claim("s", "project_count", "5", "2024-05-02", territory="NPL"),
    ]
    assert [check.verdict for check in sums(claims=[whole, *parts])] == ["consistent"]


def test_a_mismatch_that_only_the_page_holds_together_cannot_be_judged() -> None:
    told = [
        claim("all", "project_count", "34", "2024-05-02", subject="investment projects"),
        claim("a", "project_count", "30", "2024-05-02", subject="joint projects", stage="done"),
        claim("b", "project_count", "46", "2024-05-02", subject="joint projects", stage="studied"),
    ]
    assert [check.verdict for check in sums(claims=told)] == ["cannot_tell"]


AMOUNTS = st.lists(st.integers(1, 60), min_size=2, max_size=7)


@given(AMOUNTS, st.data())
def test_random_numbers_that_add_up_are_never_reported(amounts: list[int], data: st.DataObject) -> None:
    told = [count(f"p{index}", str(amount), subject=f"s{index}") for index, amount in enumerate(amounts)]
    chosen = data.draw(st.sets(st.sampled_from(amounts), min_size=1))
    told.append(count("total", str(sum(chosen))))
    assert not sums(told)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(-3, 3))
def test_two_territories_hold_exactly_when_they_add_up(north: int, south: int, slip: int) -> None:
    told = [
        count("all", str(max(0, north + south + slip)), subject="joint"),
        count("north", str(north), territory="LAO", subject="joint"),
        count("south", str(south), territory="NPL", subject="joint"),
    ]
    (check,) = sums(told)
    assert (check.verdict == "consistent") is (north + south == max(0, north + south + slip))


def test_parts_of_both_territories_of_which_one_is_still_to_come_make_their_whole() -> None:
    told = [
        count("whole", "12"),
        count("north", "9", stage="planned", status="plan", territory="LAO"),
        count("south", "3", territory="NPL"),
    ]
    (check,) = sums(told)
    assert (check.rule, check.verdict, named(check)[1]) == ("parts_by_territory", "consistent", ids("whole"))
    assert not sums([count("whole", "13"), *told[1:]])
