"""Trade of a region is its country's trade with the other country of the pair."""

from __future__ import annotations

import pytest
from tests.registry.making import info, value

from karvon.registry import country_of, figures, is_region


@pytest.mark.parametrize(
    ("reporter", "partner", "expected"),
    [
        ("KGZ", "TJK", ("KGZ", "TJK")),
        ("TJK", "KGZ", ("KGZ", "TJK")),
        ("TJK", "", ("KGZ", "TJK")),
        ("", "", ("KGZ", "TJK")),
        ("KGZ", "CHN", ("KGZ", "CHN")),
        ("CHN", "KGZ", ("KGZ", "CHN")),
    ],
)
def test_the_reporter_of_a_region_s_trade_is_its_country(
    reporter: str, partner: str, expected: tuple[str, str]
) -> None:
    row = value(indicator="export", territory="KG-GO", reporter=reporter, partner=partner)
    (figure,) = figures([row], info())
    assert (figure.reporter, figure.partner) == expected


def test_figures_of_other_regions_countries_and_kinds_stay_as_they_are() -> None:
    given = [
        value(indicator="export", territory="CN-XJ", reporter="TJK", partner="KGZ"),
        value(indicator="export", territory="KGZ", reporter="TJK", partner="KGZ"),
        value(indicator="project_value", territory="KG-GO", reporter="TJK", partner="KGZ"),
    ]
    assert {(figure.reporter, figure.partner) for figure in figures(given, info())} == {("TJK", "KGZ")}


def test_a_region_is_a_part_of_a_country_by_its_code() -> None:
    assert country_of("TJ-SU", info().countries) == "TJK"
    assert country_of("CN-XJ", info().countries) is None
    assert country_of("TJK", info().countries) is None
    assert country_of(None, info().countries) is None
    assert [is_region(code) for code in ("TJ-SU", "TJK", "CENTRAL_ASIA", None)] == [True, False, False, False]
