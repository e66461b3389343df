"""An amount for one project is no total, and is held against the total and the count of the same source."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.reconcile.making import codes, ledger, named, number, of

from karvon.model.claim import Claim
from karvon.model.dates import Period, partial
from karvon.model.document import Document
from karvon.model.ledger import Ledger

MARK = re.compile(r"\[(\w+) ([\d.]+) ?(\w*)\]")
UNITS = {"project_count": "project", "document_count": "document", "jobs": "job"}


def told(text: str) -> Ledger:
    """Return the ledger of a page in which "[project_value 25 million]" marks an amount."""
    claims, plain, last = [], "", 0
    for place, mark in enumerate(MARK.finditer(text)):
        plain += text[last : mark.start()]
        indicator, quote = mark[1], f"{mark[2]} {mark[3]}".strip()
        claims.append(stated(f"c{place}", indicator, quote, len(plain)))
        plain, last = plain + quote, mark.end()
    day = partial("2024-05-02")
    page = Document(id="d", file="note.txt", text=plain + text[last:], language="en", published=day, dated_by="header")
    return ledger(claims=claims, documents=[page])


def stated(name: str, indicator: str, quote: str, start: int) -> Claim:
    day = partial("2024-05-02")
    found: Any = number(quote, indicator)
    return Claim(
        id=name,
        document="note.txt",
        kind="quantity",
        start=start,
        end=start + len(quote),
        quote=quote,
        indicator=indicator,
        value=found.value,
        low=found.low,
        high=found.high,
        bound="eq",
        unit=UNITS.get(indicator, "USD"),
        change="level",
        status="actual",
        period=Period(day.first, day.last, None, "point", "header_date"),
    )


def test_an_average_is_the_total_over_the_count() -> None:
    found = told(
        "It is [project_count 40] for [project_value 1000 million]. On average one costs [project_value 25 million]."
    )
    (check,) = of(found, "average_levels")
    assert (check.operator, check.verdict, check.terms) == ("ratio", "consistent", ("c1", "c0"))
    assert named(check)[1] == {"c2"}


def test_an_average_that_total_and_count_deny_is_a_contradiction() -> None:
    found = told("It is [project_count 40] for [project_value 1000 million], [project_value 52 million] per project.")
    (check,) = of(found, "average_levels")
    assert check.verdict == "conflict"
    assert codes(check)


@pytest.mark.parametrize(
    "sentence",
    [
        "В среднем на проект приходится [project_value 25 million].",
        "Средняя стоимость проекта — [project_value 25 million].",
        "Это [project_value 25 million] на один проект.",
        "The average value of a project is [project_value 25 million].",
        "That is [project_value 25 million] apiece.",
    ],
)
def test_an_average_is_never_taken_for_a_total(sentence: str) -> None:
    found = told(f"[project_count 40], [project_value 1000 million]. {sentence}")
    assert not of(found, "two_figures", "unit_slip", "portfolio_day")
    assert [check.verdict for check in of(found, "average_levels")] == ["consistent"]


def test_a_total_beside_an_average_stays_a_total() -> None:
    found = told("On average [project_value 25 million]. In all [project_count 40] cost [project_value 1 billion].")
    (check,) = of(found, "average_levels")
    assert check.terms == ("c2", "c1")


def test_jobs_for_each_project_are_jobs_over_projects() -> None:
    found = told("[project_count 40] give [jobs 10000], which is [jobs 250] per project.")
    (check,) = of(found, "average_levels")
    assert (check.verdict, check.unit) == ("consistent", "job")


def test_an_average_contract_is_what_was_signed_over_the_number_of_contracts() -> None:
    text = "Signed: [document_count 22] contracts for [contract_value 1.1 billion], [contract_value {}] per contract."
    assert [check.verdict for check in of(told(text.format("50 million")), "average_levels")] == ["consistent"]
    assert [check.verdict for check in of(told(text.format("70 million")), "average_levels")] == ["conflict"]


def test_an_average_without_a_total_says_nothing() -> None:
    assert not of(told("On average a project costs [project_value 25 million]."), "average_levels")
