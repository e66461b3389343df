"""Needles: what a text is said to hold is what it holds."""

from __future__ import annotations

import pytest

from karvon.read.needles import Needles

WORDS = ("год", "полугод", "кв.", "т. г", " век", "-month", "1h")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("за полугодие", {"год", "полугод"}),
        ("в т. г. и в 3 кв.", {"кв.", "т. г"}),
        ("в т.г. человек", set()),
        ("xx век, a six-month 1h2024", {" век", "-month", "1h"}),
        ("", set()),
    ],
)
def test_a_text_holds_the_words_that_stand_anywhere_in_it(text: str, held: set[str]) -> None:
    needles = Needles(WORDS)
    assert set(needles.of(needles.held(text))) == held == {word for word in WORDS if word in text}
