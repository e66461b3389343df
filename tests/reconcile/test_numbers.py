"""Interval arithmetic: what two statements of a number share."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvon.model.values import Interval, exact, overlap, written
from karvon.reconcile.numbers import compatible, growth, meet, near, slipped

DIGITS = st.decimals(min_value=0, max_value=1000, places=1).map(str)
BOUND = st.sampled_from(["eq", "gt", "ge", "lt", "le", "approx"])
NUMBERS = st.builds(lambda digits, bound: written(digits, bound=bound), DIGITS, BOUND)


@pytest.mark.parametrize(
    ("left", "right", "agree"),
    [
        (written("4", bound="gt"), written("4.4"), True),
        (written("4", bound="gt"), written("4.5"), True),
        (written("4.4"), written("4.5"), False),
        (written("4.4"), written("4.42"), True),
        (written("2.3", bound="approx"), written("2.4"), True),
        (written("5", bound="gt"), written("4.4"), False),
        (written("60", counted=True), written("60", counted=True), True),
        (written("60", counted=True), written("61", counted=True), False),
        (written("60", bound="gt"), written("60", counted=True), True),
        (written("3", bound="lt"), written("3", bound="gt"), False),
    ],
)
def test_bounds_and_rounded_numbers_agree_as_intervals_do(*, left: Interval, right: Interval, agree: bool) -> None:
    assert compatible(left, right) is agree
    assert compatible(right, left) is agree


@given(NUMBERS, NUMBERS)
def test_what_is_compatible_overlaps_and_meets_inside_both(left: Interval, right: Interval) -> None:
    if compatible(left, right):
        both = meet(left, right)
        assert overlap(left, right)
        assert overlap(both, left)
        assert overlap(both, right)


@given(NUMBERS)
def test_every_number_agrees_with_itself_and_is_no_slip(number: Interval) -> None:
    assert compatible(number, number)
    assert not near(number, number) or number.low != number.high


def test_a_truncated_number_is_near_and_not_equal() -> None:
    assert not compatible(written("4.6"), written("4.6511"))
    assert near(written("4.6"), written("4.6511"))
    assert not near(written("4.6"), written("4.7511"))
    assert not near(written("3"), written("2.4"))


def test_growth_keeps_the_rounding_of_both_levels() -> None:
    rise = growth(written("4.6"), exact(Decimal(4)))
    assert rise is not None
    assert rise.value == 15
    assert (rise.low, rise.high) == (Decimal("13.75"), Decimal("16.25"))


def test_growth_from_a_level_that_may_be_zero_is_not_computed() -> None:
    assert growth(written("5"), written("1", bound="approx")) is None
    assert growth(written("5"), written("4", bound="lt")) is None


@pytest.mark.parametrize(("left", "right", "slip"), [("2.1", "21", True), ("2.1", "2100", True), ("2.1", "4.2", False)])
def test_a_moved_point_is_recognised(*, left: str, right: str, slip: bool) -> None:
    assert slipped(written(left), written(right)) is slip
