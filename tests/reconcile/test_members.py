"""Portfolios and their members: what is named, what it costs, what nobody names, and what cannot be."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.making import ids, ledger, named, of, registered, row

from karvon.model.figure import Figure
from karvon.model.ledger import Ledger, Roster
from karvon.model.row import Row

MILLION = Decimal(10**6)


def count(day: str, number: str, **slots: str) -> Figure:
    stage = slots.get("stage", "all")
    return row(f"count-{day}-{stage}", "project_count", number, day, subject="joint", published=day, **slots)


def worth(day: str, number: str, **slots: str) -> Figure:
    stage = slots.get("stage", "all")
    slots = {"page": f"https://example.org/count-{day}-{stage}", **slots}
    return row(f"worth-{day}-{stage}", "project_value", number, day, subject="joint", published=day, **slots)


def cost(project: str, number: str, published: str = "2024-01-01", **slots: str) -> Figure:
    name = f"cost-{project}-{published}"
    return row(name, "project_value", number, published, subject=project, published=published, **slots)


def project(name: str, **cells: str) -> Row:
    return registered("projects", name, **{"name_en": name, "source_date": "2024-01-01", **cells})


def member(name: str, **cells: str) -> Row:
    cells = {"source_date": "2024-01-01", **cells}
    return registered("memberships", f"joint-{name}", portfolio="joint", project=name, **cells)


JOINT = registered("portfolios", "joint", name_en="Joint projects")


def only(found: Ledger, stage: str = "") -> Roster:
    (roster,) = [one for one in found.rosters if one.stage == stage]
    return roster


def test_what_is_named_is_a_lower_bound_and_what_is_not_is_a_number() -> None:
    rows = [JOINT, project("mill"), project("dam"), project("farm"), member("mill"), member("dam")]
    told = [count("2024-06-01", "12"), worth("2024-06-01", "1.7 billion"), cost("mill", "400 million")]
    found = only(ledger(told, rows=rows))
    assert found.members == ("dam", "mill")
    assert found.evidence == ("memberships/joint-dam", "memberships/joint-mill")
    assert found.possible == ("farm",)
    assert found.costs == ("indicator_values/cost-mill-2024-01-01",)
    assert (found.known.value, found.unnamed.value) == (400 * MILLION, Decimal(10))
    assert found.unexplained is not None
    assert (found.unexplained.value, found.unexplained.low) == (1300 * MILLION, Decimal("1249.5") * MILLION)


def test_a_member_counts_from_the_day_it_is_told_until_it_leaves() -> None:
    rows = [
        JOINT,
        *map(project, ("early", "later", "gone")),
        member("early", since="2020"),
        member("later", source_date="2024-07"),
        member("gone", since="2020", until="2024-05-31"),
    ]
    told = [count("2024-05-01", "12"), count("2024-06-01", "13"), count("2024-08-01", "14")]
    named_then = [one.members for one in ledger(told, rows=rows).rosters]
    assert named_then == [("early", "gone"), ("early",), ("early", "later")]


def test_a_member_stands_at_the_stage_told_last_by_that_day() -> None:
    rows = [
        JOINT,
        project("mill", stage="under_way"),
        member("mill"),
        registered("milestones", "open", subject="mill", kind="completed", stage="done", status="actual",
                   date="2024-07-15", source_date="2024-07-16"),
    ]  # fmt: skip
    stages = ("under_way", "done")
    told = [count(day, "3", stage=stage) for day in ("2024-06-01", "2024-08-01") for stage in stages]
    at = {(one.day.last, one.stage): one.members for one in ledger(told, rows=rows).rosters}
    before, after = dt.date(2024, 6, 1), dt.date(2024, 8, 1)
    assert (at[before, "under_way"], at[before, "done"]) == (("mill",), ())
    assert (at[after, "under_way"], at[after, "done"]) == ((), ("mill",))


def test_the_page_that_counts_launches_and_names_one_names_a_member() -> None:
    page = "https://example.org/ceremony"
    launch = {"kind": "launched", "stage": "launched", "status": "actual", "source_date": "2024-06-01"}
    rows = [
        JOINT,
        *map(project, ("mill", "dam", "farm")),
        registered("milestones", "a", subject="mill", date="2024-06-01", source_url=page, **launch),
        registered("milestones", "b", subject="dam", date="2023-06-01", source_url=page, **launch),
        registered("milestones", "c", subject="farm", date="2024-06-01", source_url=page + "/other", **launch),
    ]
    found = only(ledger([count("2024-06-01", "7", stage="launched", page=page)], rows=rows), "launched")
    assert (found.members, found.evidence) == (("mill",), ("milestones/a",))


def test_projects_of_other_countries_and_later_ones_are_not_even_possible() -> None:
    rows = [
        JOINT,
        project("here", territory="LAO"),
        project("region", territory="NP-P3"),
        project("abroad", territory="KGZ"),
        project("later", source_date="2025-01-01"),
    ]
    assert only(ledger([count("2024-06-01", "12")], rows=rows)).possible == ("here", "region")


def test_more_members_than_projects_are_a_finding() -> None:
    names = ("a", "b", "c", "d")
    rows = [JOINT, *(project(name, stage="done") for name in names), *map(member, names)]
    found = ledger([count("2024-06-01", "60"), count("2024-06-01", "3", stage="done")], rows=rows)
    (check,) = of(found, "members_counted")
    assert named(check) == ({f"memberships/joint-{name}" for name in names}, ids("count-2024-06-01-done"))
    assert (check.computed.value, check.stated.value, check.verdict) == (Decimal(4), Decimal(3), "conflict")
    assert only(found, "done").unnamed.value == 0


def test_a_member_dearer_than_the_whole_portfolio_is_a_finding_by_itself() -> None:
    rows = [JOINT, project("dam"), project("mill"), member("dam"), member("mill")]
    told = [
        count("2024-06-01", "12"),
        worth("2024-06-01", "1.7 billion"),
        cost("dam", "4 billion"),
        cost("mill", "0.1 billion"),
    ]
    (check,) = of(ledger(told, rows=rows), "members_cost")
    assert named(check) == (ids("cost-dam-2024-01-01"), ids("worth-2024-06-01-all"))
    assert check.verdict == "conflict"


def test_members_that_only_together_are_dearer_than_the_portfolio_are_one_finding() -> None:
    rows = [JOINT, project("dam"), project("mill"), member("dam"), member("mill")]
    told = [
        count("2024-06-01", "12"),
        worth("2024-06-01", "1.7 billion"),
        cost("dam", "1.2 billion"),
        cost("mill", "0.9 billion"),
    ]
    (check,) = of(ledger(told, rows=rows), "members_cost")
    assert named(check)[0] == ids("cost-dam-2024-01-01", "cost-mill-2024-01-01")
    assert check.computed.value == 2100 * MILLION


def test_costs_that_fit_or_are_in_another_currency_or_only_possible_are_no_finding() -> None:
    rows = [JOINT, project("dam"), project("mill"), project("free"), member("dam"), member("mill")]
    told = [
        count("2024-06-01", "12"),
        worth("2024-06-01", "1.7 billion"),
        cost("dam", "1.7 billion"),
        cost("mill", "90 billion", unit="NPR"),
        cost("free", "4 billion"),
    ]
    found = ledger(told, rows=rows)
    assert of(found, "members_cost", "members_counted") == []
    assert only(found).known.value == 1700 * MILLION


def test_the_cost_that_counts_is_the_one_told_last_by_that_day() -> None:
    rows = [JOINT, project("dam"), member("dam")]
    told = [
        cost("dam", "300 million"),
        cost("dam", "500 million", "2024-05-01"),
        cost("dam", "900 million", "2025-05-01"),
    ]
    told += [count("2024-06-01", "12"), worth("2024-06-01", "1.7 billion")]
    assert only(ledger(told, rows=rows)).costs == ("indicator_values/cost-dam-2024-05-01",)


def test_a_fall_must_have_come_from_the_part_without_which_the_others_are_too_small() -> None:
    told = [count("2024-08-01", "60"), worth("2024-08-01", "2.6 billion", page="https://example.org/p")]
    told += [
        worth("2024-08-01", text, stage=stage, page="https://example.org/p")
        for stage, text in (("done", "144 million"), ("under_way", "181 million"), ("studied", "2.3 billion"))
    ]
    told[0] = count("2024-08-01", "60", page="https://example.org/p")
    told += [count("2025-11-01", "78"), worth("2025-11-01", "1.7 billion")]
    (shift,) = ledger(told, rows=[JOINT]).shifts
    assert (shift.kind, shift.number.value) == ("apart", Decimal(18))
    assert shift.amount is not None
    assert (shift.amount.low, shift.amount.value, shift.amount.high) == (
        -1000 * MILLION,
        -900 * MILLION,
        -800 * MILLION,
    )
    (loss,) = shift.losses
    assert (loss.figure, loss.least) == ("indicator_values/worth-2024-08-01-studied", 474 * MILLION)


def test_every_step_of_a_portfolio_says_what_it_is() -> None:
    steps = [("42", "2.1"), ("60", "2.6"), ("69", "3.1"), ("60", "2.6"), ("50", "2.0"), ("50", "2.0")]
    told = [
        one
        for place, (number, value) in enumerate(steps, 1)
        for one in (count(f"2024-{place:02}-01", number), worth(f"2024-{place:02}-01", f"{value} billion"))
    ]
    found = ledger(told, rows=[JOINT]).shifts
    assert [one.kind for one in found] == ["grew", "grew", "returned", "shrank", "repeated"]


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_inputs_changes_nothing(dice: random.Random) -> None:
    rows = [JOINT, *map(project, "abcd"), *map(member, "abc"), member("d", since="2024-06-15")]
    told = [cost(name, f"{place} billion") for place, name in enumerate("abcd", 1)]
    told += [count(day, "3") for day in ("2024-06-01", "2024-07-01")]
    told += [worth(day, "5 billion") for day in ("2024-06-01", "2024-07-01")]

    def made() -> bytes:
        found = ledger(told, rows=rows)
        return msgspec.json.encode((found.rosters, found.shifts, found.checks))

    expected = made()
    dice.shuffle(rows)
    dice.shuffle(told)
    assert made() == expected
