"""A portfolio through time: breaks are no errors, and their causes stay candidates."""

from typing import Any

from tests.reconcile.making import INFO, claim, codes, document, ids, ledger, named, of, row, value

from karvon.model.claim import Claim
from karvon.model.figure import Figure
from karvon.reconcile.known import inputs
from karvon.reconcile.lasting import State


def snapshot(day: str, count: str, worth: str, subject: str = "joint", **slots: Any) -> list[Figure]:
    """Return number and value of a portfolio as one page gives them on one day."""
    page = f"https://example.org/{subject}/{day}/{slots.get('side')}"
    return [
        row(f"c-{day}", "project_count", count, day, subject=subject, page=page, **slots),
        row(f"v-{day}", "project_value", f"{worth} billion", day, subject=subject, page=page, **slots),
    ]


GROWING = [*snapshot("2023-02-22", "42", "2.1"), *snapshot("2024-04-05", "60", "2.6")]


def test_a_portfolio_that_grows_in_number_and_value_is_no_break() -> None:
    assert not ledger(GROWING).checks


def test_more_projects_for_less_money_is_a_series_break_without_a_proved_cause() -> None:
    found = ledger([*GROWING, *snapshot("2025-11-15", "78", "1.7")])
    (check,) = found.checks
    assert (check.rule, check.operator, check.verdict) == ("series_levels", "series", "series_break")
    assert named(check) == (ids("c-2024-04-05", "v-2024-04-05"), ids("c-2025-11-15", "v-2025-11-15"))
    assert value(check) == (2_600_000_000, 1_700_000_000)
    assert "portfolio_definition" in codes(check)
    assert not any(cause.established for cause in check.causes)


def test_as_many_projects_for_ten_times_the_money_is_a_slip_of_one_of_the_two() -> None:
    told = [*snapshot("2024-09-12", "45", "0.9"), *snapshot("2024-12-03", "45", "9")]
    (check,) = of(ledger(told), "portfolio_slip")
    assert (check.verdict, codes(check)) == ("conflict", ["unit_slip"])
    assert value(check) == (900_000_000, 9_000_000_000)
    assert not of(
        ledger([*snapshot("2024-09-12", "45", "0.93"), *snapshot("2024-12-03", "60", "9.3")]), "portfolio_slip"
    )


def test_as_many_projects_in_other_words_and_at_another_stage_are_one_slip() -> None:
    def told(name: str, words: str, stage: str, amount: str) -> list[Claim]:
        where = {"document": f"{name}.txt", "stage": stage}
        return [
            claim(f"{name}-n", "project_count", "52", f"2023-05-{name}", subject=words, **where),
            claim(f"{name}-v", "project_value", amount, f"2023-05-{name}", **where),
        ]

    one, other = (
        told("10", "совместных проекта", "under_way", "21.2 billion"),
        told("11", "projects", "planned", "212 billion"),
    )
    pages = [document("10.txt", "2023-05-10"), document("11.txt", "2023-05-11")]
    (check,) = of(ledger(claims=[*one, *other], documents=pages), "portfolio_slip")
    assert value(check) == (21_200_000_000, 212_000_000_000)


def test_a_portfolio_told_at_one_stage_only_is_a_whole_whose_parts_can_shrink() -> None:
    def told(day: str, count: str, north: str, south: str) -> list[Claim]:
        slots = {"document": f"{day}.txt"}
        return [
            claim(f"{day}-n", "project_count", count, day, stage="under_way", **slots),
            claim(f"{day}-l", "project_count", north, day, territory="LAO", **slots),
            claim(f"{day}-s", "project_count", south, day, territory="NPL", **slots),
        ]

    days = ("2023-05-12", "2023-12-04")
    claims = [*told(days[0], "18", "10", "8"), *told(days[1], "22", "19", "3")]
    found = ledger(claims=claims, documents=[document(f"{day}.txt", day) for day in days])
    assert [check.verdict for check in of(found, "series_part")] == ["series_break"]
    assert [check.verdict for check in of(found, "parts_by_territory")] == ["consistent"] * 2


def test_two_documents_alone_show_the_break_even_when_one_has_no_date() -> None:
    told = [
        claim("c1", "project_count", "60", "from 2023-11-01", document="old.txt"),
        claim("v1", "project_value", "2.6 billion", "from 2023-11-01", document="old.txt"),
        claim("c2", "project_count", "78", "2025-11-15", document="new.txt"),
        claim("v2", "project_value", "1.7 billion", "2025-11-15", document="new.txt"),
    ]
    found = ledger(claims=told, documents=[document("old.txt"), document("new.txt", "2025-11-15")])
    (check,) = found.checks
    assert (check.rule, set(check.terms), set(check.against)) == ("series_levels", {"c1", "v1"}, {"c2", "v2"})


def test_old_figures_after_newer_ones_are_named_as_repeated() -> None:
    later = [*snapshot("2024-07-12", "69", "3.1"), *snapshot("2024-08-07", "60", "2.6")]
    (check,) = of(ledger([*GROWING, *later]), "series_repeat")
    assert check.verdict == "series_break"
    assert named(check) == (ids("c-2024-07-12", "v-2024-07-12"), ids("c-2024-08-07", "v-2024-08-07"))
    assert codes(check)[0] == "stale_figure"
    assert set(check.causes[0].evidence) == ids("c-2024-04-05", "v-2024-04-05")


def test_a_part_that_shrinks_while_the_whole_grows_is_a_break() -> None:
    def parts(day: str, whole: str, south: str) -> list[Figure]:
        page = f"https://example.org/{day}"
        return [
            row(f"all-{day}", "project_count", whole, day, page=page),
            row(f"south-{day}", "project_count", south, day, page=page, territory="NPL"),
        ]

    (check,) = of(ledger([*parts("2023-02-22", "42", "13"), *parts("2024-05-02", "60", "5")]), "series_part")
    assert value(check) == (13, 5)


def test_a_figure_that_falls_between_other_portfolios_is_not_compared() -> None:
    assert not of(ledger([*GROWING, *snapshot("2024-08-07", "70", "1.0", "other")]), "series_levels")


def test_a_report_without_a_number_of_projects_does_not_hide_a_break() -> None:
    only_value = row("only", "project_value", "2.7 billion", "2025-01-15", subject="joint")
    found = ledger([*GROWING, only_value, *snapshot("2025-11-15", "78", "1.7")])
    assert len(of(found, "series_levels")) == 1


def test_a_snapshot_told_three_times_running_is_neither_break_nor_repetition() -> None:
    again = [*snapshot("2024-05-02", "60", "2.6"), *snapshot("2024-06-11", "60", "2.6")]
    assert not of(ledger([*GROWING, *again]), "series_levels", "series_part", "series_repeat")


def test_figures_told_again_unchanged_a_year_later_may_be_old_ones() -> None:
    figures = [
        row(f"{kind}-{day}", indicator, text, day, subject="deals", page=f"https://example.org/{day}", stage=stage)
        for day, stage in (("2024-08-07", "all"), ("2025-10-20", "studied"))
        for kind, indicator, text in (("c", "project_count", "34"), ("v", "project_value", "4.4 billion"))
    ]
    (check,) = of(ledger(figures), "series_unchanged")
    assert (check.verdict, [cause.code for cause in check.causes]) == ("cannot_tell", ["stale_figure"])
    assert named(check) == (ids("c-2024-08-07", "v-2024-08-07"), ids("c-2025-10-20", "v-2025-10-20"))


def test_figures_told_again_within_a_year_or_with_another_sum_are_not() -> None:
    def told(day: str, worth: str) -> list[Figure]:
        page = f"https://example.org/{day}"
        count = row(f"c-{day}", "project_count", "34", day, subject="deals", page=page)
        return [count, row(f"v-{day}", "project_value", worth, day, subject="deals", page=page)]

    first = told("2024-08-07", "4.4 billion")
    assert not of(ledger([*first, *told("2025-01-20", "4.4 billion")]), "series_unchanged")
    assert not of(ledger([*first, *told("2025-10-20", "4.6 billion")]), "series_unchanged")


def test_no_amount_of_a_portfolio_is_lost_beside_the_same_at_one_stage() -> None:
    told = [
        claim("n", "project_count", "18", "2023-05-12", stage="under_way"),
        claim("v", "project_value", "2.0 billion", "2023-05-12"),
        claim("s", "project_value", "1.0 billion", "2023-05-12", stage="under_way"),
    ]
    given = inputs([document(published="2023-05-12")], told, (), (), (), INFO)
    known = State.of(given).learnt()
    shots = known.shots
    assert {name for shot in shots for cell in shot.cells.values() for one in cell for name in one.ids} == {
        "n",
        "v",
        "s",
    }
