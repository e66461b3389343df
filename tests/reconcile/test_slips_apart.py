"""The same digits ten, a hundred or a thousand times apart in two texts, whatever their words and languages."""

from typing import Any

import pytest
from tests.reconcile.making import claim, codes, document, ledger, of

from karvon.model.ledger import Check


def checks(
    first: str, second: str, *, days: tuple[str, str] = ("2023-05-10", "2023-05-12"), **slots: Any
) -> list[Check]:
    """Return the slips between two texts, in each of which one amount is marked by square brackets."""
    pages, claims = [], []
    for place, (text, day) in enumerate(zip((first, second), days, strict=True)):
        start, end = text.index("["), text.index("]") - 1
        plain = text.replace("[", "").replace("]", "")
        pages.append(document(f"{place}.txt", day, text=plain))
        given = {"unit": "t", "document": f"{place}.txt", "start": start, "end": end} | slots
        claims.append(claim(f"c{place}", slots.get("indicator", "capacity"), plain[start:end], day, **given))
    return of(ledger(claims=claims, documents=pages), "slip_apart")


def test_one_thing_named_in_two_scripts_with_a_moved_point_is_a_slip() -> None:
    (check,) = checks(
        "Терминал «Карлык» вмещает [1.25 million] тонн.", "The Karlyk terminal holds [12.5 million] tonnes."
    )
    assert (check.verdict, codes(check)) == ("conflict", ["unit_slip"])
    assert not check.causes[0].established


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Терминал «Карлык» вмещает [1.25 million] тонн.", "The Aktas terminal holds [12.5 million] tonnes."),
        ("Терминал «Карлык» вмещает [1.25 million] тонн.", "The Karlyk terminal holds [12.7 million] tonnes."),
        ("Терминал «Карлык» вмещает [1 million] тонн.", "The Karlyk terminal holds [10 million] tonnes."),
        ("Терминал «Карлык» вмещает [1.25 million] тонн.", "A terminal in the west holds [12.5 million] tonnes."),
    ],
)
def test_another_thing_other_digits_and_one_digit_are_no_slip(first: str, second: str) -> None:
    assert not checks(first, second)


def test_months_apart_a_thing_may_have_grown() -> None:
    told = ("Терминал «Карлык» вмещает [1.25 million] тонн.", "The Karlyk terminal holds [12.5 million] tonnes.")
    assert not checks(*told, days=("2023-05-10", "2023-09-12"))


def test_texts_that_name_nothing_may_speak_of_two_things() -> None:
    (check,) = checks("It holds [1.25 million] tonnes.", "It holds [12.5 million] tonnes.")
    assert check.verdict == "cannot_tell"


def test_a_pair_is_one_whoever_is_named_first() -> None:
    pages = [document("0.txt", "2025-06-25"), document("1.txt", "2025-06-30")]
    claims = [
        claim("c0", "site_area", "8.6", "2025-06-25", document="0.txt", reporter="LAO", partner="NPL", unit="ha"),
        claim("c1", "site_area", "86", "2025-06-30", document="1.txt", reporter="NPL", partner="LAO", unit="ha"),
    ]
    assert len(of(ledger(claims=claims, documents=pages), "slip_apart")) == 1
