"""Wholes that a text divides by a colon or a few small words: parts make them, and are not one thing with them."""

import pytest
from tests.reconcile.making import claim, document, ledger

from karvon.model.ledger import Check


def checks(text: str, *numbers: str) -> list[Check]:
    """Return the checks of a sentence in which every number is a length."""
    claims = []
    for place, number in enumerate(numbers):
        start = text.index(number)
        claims.append(
            claim(f"c{place}", "line_length", number, "2024", unit="km", start=start, end=start + len(number))
        )
    return list(ledger(claims=claims, documents=[document(published="2024-06-07", text=text)]).checks)


@pytest.mark.parametrize(
    "text",
    [
        "The line is 532 km long: 305 km in the north, 69 km in the south and 158 km beyond.",
        "Длина линии 532 км, из них 305 км на севере, 69 км на юге и 158 км дальше.",
        "The line is 532 km long. Of these, 305 km run north, 69 km south and 158 km beyond.",
        "Всего 532 км, в том числе 305, 69 и 158 км.",
    ],
)
def test_parts_that_a_text_names_behind_their_whole_make_it(text: str) -> None:
    (check,) = checks(text, "532", "305", "69", "158")
    assert (check.rule, check.verdict, check.against) == ("parts_named", "consistent", ("c0",))
    assert set(check.terms) == {"c1", "c2", "c3"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The line is 532 km long. Roads of 305 km, 69 km and 158 km lead there.", ("532", "305", "69", "158")),
        ("The line is 532 km long, roads have 305 km, 69 km and 158 km.", ("532", "305", "69", "158")),
        ("The line is 532 km long: 305 km in the north and 69 km in the south.", ("532", "305", "69")),
        ("Of 305 km, 69 km and 158 km a line of 532 km is made.", ("305", "69", "158", "532")),
    ],
)
def test_numbers_that_no_word_divides_or_that_do_not_make_the_whole_are_no_parts(
    text: str, numbers: tuple[str, ...]
) -> None:
    assert "parts_named" not in {check.rule for check in checks(text, *numbers)}


def test_a_whole_told_at_the_stage_of_one_of_its_parts_is_one_of_all_stages() -> None:
    text = "They carry out 48 projects. Of these 17 are completed, 20 are under way and 11 are studied."
    stages = {"48": "under_way", "17": "done", "20": "under_way", "11": "studied"}
    claims = []
    for number, stage in stages.items():
        start = text.index(number)
        claims.append(
            claim(f"c{number}", "project_count", number, "2024-06-07", stage=stage, start=start, end=start + 2)
        )
    found = ledger(claims=claims, documents=[document(published="2024-06-07", text=text)])
    assert [(check.rule, check.verdict, check.against) for check in found.checks] == [
        ("parts_by_stage", "consistent", ("c48",))
    ]
    fewer = [one for one in claims if one.id != "c11"]
    rest = ledger(claims=fewer, documents=[document(published="2024-06-07", text=text)])
    assert {one.stage for one in rest.figures if one.id == "c48"} == {"under_way"}
