"""What one country has in the other is a portfolio of its own, unless a source tells it as a part of more."""

from tests.reconcile.making import claim, document, ledger, of, registered

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.ledger import Ledger

TOLD = (("2019-07-03", "411", "4.22"), ("2022-01-10", "209", "5.18"), ("2024-05-06", "241", "5.47"))


def page(day: str, count: str, worth: str, place: str | None = "NPL") -> tuple[Document, list[Claim]]:
    """Return a document that counts projects in one country and gives their value."""
    name = f"{day}.txt"
    slots = {"reporter": "LAO", "partner": "NPL", "territory": place, "document": name}
    return document(name, day, url=f"https://example.org/{day}"), [
        claim(f"c-{day}-{place}", "project_count", count, day, **slots),
        claim(f"v-{day}-{place}", "project_value", f"{worth} billion", day, **slots),
    ]


def told(*pages: tuple[Document, list[Claim]]) -> Ledger:
    return ledger(claims=[one for _, own in pages for one in own], documents=[one for one, _ in pages])


def test_fewer_projects_of_one_country_in_the_other_for_more_money_are_a_break_and_more_for_more_are_growth() -> None:
    found = told(*(page(*one) for one in TOLD))
    (check,) = of(found, "series_levels")
    assert (check.verdict, check.terms[0], check.against[0]) == ("series_break", "c-2019-07-03-NPL", "c-2022-01-10-NPL")
    assert [shift.kind for shift in found.shifts] == ["apart", "grew"]


def test_a_place_that_a_source_tells_as_a_part_of_more_is_no_portfolio_of_its_own() -> None:
    both = page("2023-03-01", "500", "9", None)
    part = page("2023-03-01", "230", "5.2")
    divided = (both[0], [*both[1], *part[1]])
    assert not of(told(*(page(*one) for one in TOLD), divided), "series_levels")


def test_what_lies_in_either_country_is_never_one_series() -> None:
    north, south = page("2022-01-10", "209", "5.18"), page("2023-01-10", "12", "9.3", "LAO")
    assert not told(north, south).shifts


def test_a_registered_portfolio_leaves_its_parts_where_they_are() -> None:
    documents, claims = zip(*(page(*one) for one in TOLD), strict=True)
    rows = [registered("portfolios", "joint", name_ru="общий", name_en="joint")]
    found = ledger(claims=[one for own in claims for one in own], documents=documents, rows=rows)
    assert found.shifts
