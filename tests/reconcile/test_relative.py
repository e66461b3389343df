"""What "last year" comes to in a text without a date, once the ledger has placed it."""

import datetime as dt

import pytest
from msgspec.structs import replace
from tests.reconcile.making import claim, document, ledger, of, official

from karvon.model.claim import Claim
from karvon.model.dates import Period
from karvon.model.ledger import Ledger
from karvon.reconcile.relative import offset

LEVELS = {2021: ("450", "260"), 2022: ("590", "480"), 2023: ("720", "330")}


def last_year(text: str = "1 billion", bound: str = "gt", words: str = "В прошлом году") -> Claim:
    """Return the turnover of last year in a text that does not tell its day."""
    told = claim("level", "trade_turnover", text, None, bound=bound, reporter="LAO", partner="NPL")
    return replace(told, period=Period(text=words, type="period"))


def counted(name: str, day: str | None, value: str, *numbers: str) -> list[Claim]:
    """Return a portfolio as one text tells it: its value, and the numbers of all, northern and southern projects."""
    count, north, south = numbers
    when, where = day, f"{name}.txt"
    return [
        claim(f"{name}-n", "project_count", count, when, document=where),
        claim(f"{name}-v", "project_value", value, when, document=where),
        claim(f"{name}-l", "project_count", north, when, document=where, territory="LAO"),
        claim(f"{name}-s", "project_count", south, when, document=where, territory="NPL"),
    ]


def placed(level: Claim) -> Ledger:
    """Return the ledger of a text without a date between two dated reports of 2023, beside the statistics."""
    figures, series = official("LAO", "NPL", "goods", LEVELS)
    pages = [
        document(),
        document("early.txt", "2023-02-20"),
        document("same.txt", "2023-05-12"),
        document("late.txt", "2023-12-04"),
    ]
    claims = [
        level,
        *counted("note", None, "420 million", "18", "10", "8"),
        *counted("early", "2023-02-20", "350 million", "15", "9", "6"),
        *counted("same", "2023-05-12", "420 million", "18", "10", "8"),
        *counted("late", "2023-12-04", "510 million", "22", "19", "3"),
    ]
    return ledger(figures, claims, pages, series=[series])


def test_last_year_is_the_year_before_the_likely_days() -> None:
    found = placed(last_year())
    (place,) = [one for one in found.placements if one.document == "doc-note.txt"]
    assert (place.likely.first, place.likely.last) == (dt.date(2023, 2, 20), dt.date(2023, 12, 3))
    assert [(one.claim, one.span.first) for one in place.dated] == [("level", dt.date(2022, 1, 1))]
    (told,) = [figure for figure in found.figures if figure.id == "level"]
    assert (told.period.end, told.period.resolution) == (dt.date(2022, 12, 31), "bracketed")
    assert [check.verdict for check in of(found, "official_match") if "level" in check.terms] == ["consistent"]


def test_what_rests_on_a_likely_year_is_no_conflict() -> None:
    found = placed(last_year("3.5 billion", "eq"))
    verdicts = {check.verdict for check in found.checks if "level" in (*check.terms, *check.against)}
    assert verdicts == {"cannot_tell"}
    assert {one.code for check in found.checks if "level" in check.terms for one in check.causes[:1]} == {
        "different_date"
    }


def test_likely_days_in_two_years_leave_last_year_open() -> None:
    told = last_year()
    found = ledger(claims=[told], documents=[document()])
    assert [one.dated for one in found.placements] == [()]
    assert next(figure for figure in found.figures if figure.id == "level").period.start is None


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("В прошлом году", -1),
        ("за прошлый год", -1),
        ("last year", -1),
        ("по итогам минувшего года", -1),
        ("в позапрошлом году", -2),
        ("In the first half of last year", None),
        ("в этом году", None),
        ("годом ранее", None),
    ],
)
def test_only_whole_years_told_by_the_day_of_the_text_are_found(words: str, years: int | None) -> None:
    assert offset(Period(text=words, type="period")) == years


def test_a_year_that_is_known_stays() -> None:
    known = Period(dt.date(2020, 1, 1), dt.date(2020, 12, 31), "в прошлом году", "period", "header_date")
    assert offset(known) is None
