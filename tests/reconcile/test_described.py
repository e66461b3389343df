"""One named thing in several texts: what they say of its cost and sizes is held together, at one time and over time."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.reconcile.making import claim, document, ledger, registered, row

from karvon.model.claim import Claim, Relation
from karvon.model.dates import Period
from karvon.model.ledger import Check

QUOTED, BARE = "завод «Карасу»", "Karasu plant"
OURS = ("same_fact", "two_figures", "thing_over_time")
NOTHING: dict[str, Any] = {"indicator": None, "unit": None, "value": None, "low": None, "high": None, "bound": None}


def page(name: str, thing: str, *costs: str, **slots: Any) -> list[Claim]:
    """Return a thing that a document names, with what it tells of its cost."""
    known = {"document": f"{name}.txt", "status": "plan", "reporter": "LAO", **slots}
    bare = claim(f"{name}-thing", "jobs", "7", document=f"{name}.txt")
    named = {**NOTHING, "kind": "institution", "quote": thing, "subject": thing, "period": Period()}
    told = [claim(f"{name}-{cost}", "project_value", cost, **known) for cost in costs]
    relation = (Relation("describes", bare.id),)
    return [msgspec.structs.replace(bare, **named), *(msgspec.structs.replace(one, relations=relation) for one in told)]


def checks(*pages: tuple[str, list[Claim]], **known: Any) -> list[tuple[str, str]]:
    """Return rule and verdict of what pages, each with its day, come to."""
    documents = [
        document(own[0].document, day, url=f"https://example.org/{place}") for place, (day, own) in enumerate(pages)
    ]
    found: tuple[Check, ...] = ledger(
        claims=[one for _, own in pages for one in own], documents=documents, **known
    ).checks
    return sorted({(one.rule, one.verdict) for one in found if one.rule in OURS})


def test_two_costs_of_one_thing_within_a_month_contradict_each_other() -> None:
    first, second = page("a", QUOTED, "40 million"), page("b", BARE, "55 million", reporter="NPL")
    assert checks(("2024-03-01", first), ("2024-03-20", second)) == [("two_figures", "conflict")]


def test_two_costs_at_different_times_cannot_be_judged() -> None:
    first, second = page("a", QUOTED, "40 million"), page("b", QUOTED, "55 million", reporter="NPL")
    assert checks(("2024-03-01", first), ("2025-03-20", second)) == [("thing_over_time", "cannot_tell")]


def test_one_cost_told_again_later_holds() -> None:
    first, second = page("a", QUOTED, "40 million"), page("b", BARE, "40 million", reporter="NPL")
    assert checks(("2024-03-01", first), ("2025-03-20", second)) == [("same_fact", "consistent")]


def test_things_of_other_names_kinds_or_no_name_are_not_compared() -> None:
    first = page("a", QUOTED, "40 million")
    for other in ("завод «Орион»", "Karasu bridge", "новый завод"):
        assert checks(("2024-03-01", first), ("2024-03-20", page("b", other, "55 million", reporter="NPL"))) == []


def test_a_page_that_gives_several_costs_itself_is_held_against_nothing() -> None:
    first, second = page("a", QUOTED, "40 million", "90 million"), page("b", QUOTED, "55 million", reporter="NPL")
    assert "two_figures" not in dict(checks(("2024-03-01", first), ("2024-03-20", second)))


def test_a_row_of_the_registry_on_the_thing_a_text_names_is_held_against_the_text() -> None:
    thing = registered("projects", "karasu", name_ru="Завод «Карасу»", name_en="Karasu plant", status="planned")
    kept = row("cost", "project_value", "55 million", None, subject="karasu", status="plan", published="2024-03-10")
    told = page("a", QUOTED, "40 million")
    assert ("two_figures", "conflict") in checks(("2024-03-01", told), figures=[kept], rows=[thing])


def placed(name: str, cost: str, territory: str | None) -> list[Claim]:
    """Return a page on a thing of one name that is said to be somewhere."""
    return page(name, QUOTED, cost, territory=territory)


def test_things_of_one_name_in_two_countries_or_regions_are_two() -> None:
    first = placed("a", "40 million", "LAO")
    for place in ("NPL", "NP-P3"):
        assert checks(("2024-03-01", first), ("2024-03-20", placed("b", "55 million", place))) == []
    other = placed("b", "55 million", "NP-P2")
    assert checks(("2024-03-01", placed("a", "40 million", "NP-P3")), ("2024-03-20", other)) == []


def test_a_thing_in_a_region_is_the_one_in_its_country() -> None:
    for place in ("NPL", None):
        told = (("2024-03-01", placed("a", "40 million", "NP-P3")), ("2024-03-20", placed("b", "55 million", place)))
        assert checks(*told) == [("two_figures", "conflict")]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Первая очередь завода «Карасу» обойдётся в 40 million.", []),
        ("Завод «Карасу» строят: II очередь обойдётся в 40 million.", []),
        ("The first phase of it costs 40 million.", []),
        ("Phase 2 of it costs 40 million.", []),
        ("В первую очередь строится завод «Карасу» за 40 million.", ["two_figures"]),
        ("Карасу, первая очередь которого работает, стоит 40 million.", ["two_figures"]),
        ("It costs 40 million, the first phase is at work.", ["two_figures"]),
    ],
)
def test_what_a_phase_of_a_thing_costs_is_not_held_against_the_whole(text: str, rules: list[str]) -> None:
    thing, cost = page("a", QUOTED, "40 million")
    start = text.index("40 million")
    cost = msgspec.structs.replace(cost, start=start, end=start + len("40 million"))
    other = page("b", QUOTED, "55 million", reporter="NPL")
    documents = [
        document("a.txt", "2024-03-01", text=text, url="https://example.org/a"),
        document("b.txt", "2024-03-20", url="https://example.org/b"),
    ]
    found = ledger(claims=[thing, cost, *other], documents=documents).checks
    assert [one.rule for one in found if one.rule in OURS] == rules


def test_a_document_without_a_date_says_nothing_of_then_or_now() -> None:
    undated = document("b.txt", None)
    first, second = page("a", QUOTED, "40 million"), page("b", QUOTED, "55 million", reporter="NPL")
    found = ledger(claims=[*first, *second], documents=[document("a.txt", "2024-03-01"), undated]).checks
    assert not [one for one in found if one.rule in OURS]


def test_costs_of_other_things_told_on_one_day_contradict_nobody() -> None:
    first = page("a", QUOTED, "40 million")
    for other in ("завод «Орион»", "новый завод"):
        second = page("b", other, "55 million")
        found = ledger(
            claims=[*first, *second],
            documents=[document("a.txt", "2024-03-01"), document("b.txt", "2024-03-01")],
        ).checks
        assert found == ()


def test_sizes_of_things_without_names_are_compared_within_their_page_only() -> None:
    told = [claim(f"{name}-size", "capacity", size, document=f"{name}.txt") for name, size in (("a", "7"), ("b", "9"))]
    documents = [document(f"{name}.txt", "2024-03-01", url=f"https://example.org/{name}") for name in "ab"]
    assert ledger(claims=told, documents=documents).checks == ()
