"""Numbers that figures give in measures of goods, by which sums of money that are none look for them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from karvon.model.figure import Figure
from karvon.model.vocabulary import by_code


def measured(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Return the numbers that figures give in measures of goods."""
    return tuple(sorted(set(measures(figures))))


def measures(figures: Iterable[Figure]) -> list[str]:
    """Return the number of every figure that gives one in a measure of goods."""
    return [number_name(one.number.value) for one in figures if one.unit in _kinds()]


@cache
def _kinds() -> frozenset[str]:
    return frozenset(code for code, unit in by_code("units").items() if unit.get("kind") == "measure")


def number_name(value: Decimal | None) -> str:
    """Return equal numbers as one name."""
    return "" if value is None else f"{value.normalize():f}"
