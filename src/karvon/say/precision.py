"""How many digits of a number are known, and how many of them to show."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from karvon.model.values import Interval

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def shown(number: Decimal, known: Interval) -> Decimal:
    """Return the number with no more digits than its interval knows; the exponent tells the digits to print.

    2.6 known to ±0.05 stays 2.6, known to ±0.005 becomes 2.60. A number known exactly, or open on one side,
    keeps the digits it was given with.
    """
    return rounded(number, min(_last_known(number, known), number.adjusted())) if number else Decimal(0)


def rough(known: Interval, digits: int = 3) -> Interval:
    """Return a closed interval rounded to at most `digits` significant digits, for figures given to the last dollar."""
    if not known.value or known.low is None or known.high is None:
        return known
    place = _last_significant(known.value, digits)
    if place <= _last_known(known.value, known):
        return known
    value, half = rounded(known.value, place), Decimal(5).scaleb(place - 1)
    return Interval(value, value - half, value + half)


def rounded(number: Decimal, place: int) -> Decimal:
    """Return the number rounded half up to a multiple of 10 ** place, its exponent exactly that."""
    return number.quantize(Decimal(1).scaleb(place), context=EXACT)


def decimals(number: Decimal) -> int:
    """Return how many digits stand after the decimal mark."""
    return max(0, -int(number.as_tuple().exponent))


def _last_known(number: Decimal, known: Interval) -> int:
    """Return the power of ten of the last digit known: the one nearest to the interval's width.

    2.55-2.65 knows tenths, and so does a sum of three such numbers.
    """
    if known.low is None or known.high is None or known.low == known.high:
        return int(number.normalize(EXACT).as_tuple().exponent)
    return int((known.high - known.low).log10(EXACT).to_integral_value(ROUND_HALF_UP))


def _last_significant(number: Decimal, digits: int) -> int:
    """Return the power of ten of the last of `digits` significant digits, after a carry such as 9.996 to 10.0."""
    return rounded(number, number.adjusted() - digits + 1).adjusted() - digits + 1
