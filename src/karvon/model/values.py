"""Numbers as they are known: closed or half-open intervals with a best value."""

from __future__ import annotations

from decimal import Decimal

import msgspec

ZERO = Decimal(0)
SCALES = {
    "unit": Decimal(1),
    "thousand": Decimal(10) ** 3,
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
    "trillion": Decimal(10) ** 12,
}
BOUNDS = ("eq", "gt", "ge", "lt", "le", "approx", "range")


class Interval(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
    """A number known to lie between `low` and `high`; None leaves that side open."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None


def plain(number: Decimal) -> Decimal:
    """Return the same number without exponent or trailing zeros, so that 2.60E+9 prints as 2600000000."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()


def exact(number: Decimal) -> Interval:
    """Return the interval of a number known exactly."""
    number = plain(number)
    return Interval(number, number, number)


def written(digits: str, scale: Decimal = Decimal(1), bound: str = "eq", *, counted: bool = False) -> Interval:
    """Return what a written number says: ± half of its last digit, or exactly itself when `counted`.

    `digits` is canonical ("2.6", "1581.6"); `scale` multiplies it. approx doubles the half digit;
    gt, ge, lt and le are open on one side (shared design, CLAIMS.md "An interval").
    """
    number = Decimal(digits)
    value = plain(number * scale)
    if bound in ("gt", "ge"):
        return Interval(value, value, None)
    if bound in ("lt", "le"):
        return Interval(value, None, value)
    last = Decimal(1).scaleb(int(number.as_tuple().exponent)) * scale
    if bound == "approx":
        return Interval(value, plain(value - last), plain(value + last))
    if counted:
        return exact(value)
    return Interval(value, plain(value - last / 2), plain(value + last / 2))


def between(low: Decimal, high: Decimal) -> Interval:
    """Return the interval of a stated range; its value is the middle."""
    return Interval(plain((low + high) / 2), plain(low), plain(high))


def add(left: Interval, right: Interval) -> Interval:
    """Return the interval of a sum; a side open in either term is open in the sum."""
    return Interval(_both(left.value, right.value), _both(left.low, right.low), _both(left.high, right.high))


def total(terms: list[Interval]) -> Interval:
    """Return the interval of the sum of all terms."""
    result = exact(ZERO)
    for term in terms:
        result = add(result, term)
    return result


def negate(term: Interval) -> Interval:
    """Return the interval of the number with its sign changed."""
    return Interval(_minus(term.value), _minus(term.high), _minus(term.low))


def overlap(left: Interval, right: Interval) -> bool:
    """Say whether one number can satisfy both intervals."""
    return _below(left.low, right.high) and _below(right.low, left.high)


def _both(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or right is None else plain(left + right)


def _minus(number: Decimal | None) -> Decimal | None:
    return None if number is None else plain(-number)


def _below(low: Decimal | None, high: Decimal | None) -> bool:
    return low is None or high is None or low <= high
