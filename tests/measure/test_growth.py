"""Constant growth, held against hand-solved cases and its own definition."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvon.measure.growth import growth_path, growth_per_year

LEVELS = st.decimals(min_value=10**6, max_value=10**12, places=0)
YEARS = st.integers(1, 30)


def test_doubling_in_one_year_is_growth_of_one() -> None:
    assert growth_per_year(Decimal(100), Decimal(200), 1) == 1


def test_a_tenth_a_year_for_three_years_is_found_exactly() -> None:
    assert growth_per_year(Decimal(1000), Decimal(1331), 3) == Decimal("0.1")
    assert [int(level) for level in growth_path(Decimal(1000), Decimal(1331), 3)] == [1000, 1100, 1210, 1331]


def test_a_fall_is_negative_growth() -> None:
    assert growth_per_year(Decimal(400), Decimal(100), 2) == Decimal("-0.5")


def test_ten_billion_from_five_in_five_years_needs_the_fifth_root_of_two() -> None:
    assert growth_per_year(Decimal(5), Decimal(10), 5) == Decimal("0.148698354997")


@given(LEVELS, LEVELS, YEARS)
def test_growing_at_the_computed_rate_reaches_the_target(base: Decimal, target: Decimal, years: int) -> None:
    rate = growth_per_year(base, target, years)
    reached = base * (1 + rate) ** years
    slack = years * Decimal("1e-12") / (1 + rate)
    assert abs(reached / target - 1) <= slack


@given(LEVELS, LEVELS, YEARS)
def test_a_path_starts_at_the_base_ends_at_the_target_and_never_turns(
    base: Decimal, target: Decimal, years: int
) -> None:
    path = growth_path(base, target, years)
    assert (path[0], path[-1], len(path)) == (base, target, years + 1)
    assert list(path) == sorted(path, reverse=target < base)


@pytest.mark.parametrize(("base", "years"), [("0", 5), ("-1", 5), ("1", 0)])
def test_growth_from_nothing_or_over_no_time_is_refused(base: str, years: int) -> None:
    with pytest.raises(ValueError, match="growth needs"):
        growth_per_year(Decimal(base), Decimal(10), years)
