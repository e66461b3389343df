"""What a text calls somebody by fits the office it has told, whatever letters the words of the office begin with."""

from __future__ import annotations

import pytest

from karvon.read.callings import fits


@pytest.mark.parametrize(
    ("called", "office"),
    [
        ("statistics chief", "head of the Statistics Committee"),
        ("sugar chief", "chairman of the Sugar Council"),
    ],
)
def test_the_chief_of_an_office_is_told_by_its_name(called: str, office: str) -> None:
    assert fits(called, office)


def test_the_chief_of_another_office_is_somebody_else() -> None:
    assert not fits("customs chief", "head of the Statistics Committee")
