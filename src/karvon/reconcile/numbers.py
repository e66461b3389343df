"""Interval arithmetic that the ledger needs beyond the model's: what two numbers share, and how they differ."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from functools import lru_cache

from karvon.model.values import Interval, overlap, plain

MANY = 2**16
HUNDRED = Decimal(100)
DIGITS = Decimal("0.0001")
QUOTIENT_DIGITS = 8  # of an average or a converted amount, more than any page writes
SLIPS = (Decimal(10), Decimal(100), Decimal(1000), Decimal(10) ** 6)
NEAREST, FARTHEST = Decimal("0.8"), Decimal("1.25")  # the larger of two numbers is a quarter above the smaller
TEN, CLOSE = Decimal(10), Decimal("0.05")
FINE = Decimal("0.1")  # a number whose last digit is worth a tenth of it at most has two digits or more


def within_a_quarter(number: Interval) -> Interval:
    """Return an approximate number without what is more than a quarter away from it, however coarse its last digit.

    Zeros at its end are no digits: "about 750" is 745 as well. Two numbers are no more than a quarter apart when their
    difference is at most a quarter of the smaller.
    """
    if number.value is None:
        return number
    ends = sorted((plain(number.value * NEAREST), plain(number.value * FARTHEST)))
    return meet(_rounded(number), Interval(number.value, *ends))


def _rounded(number: Interval) -> Interval:
    """Return a number with at least half of its last digit that is not zero to either side."""
    if not number.value or number.low is None or number.high is None:
        return number
    half = Decimal(5).scaleb(int(number.value.normalize().as_tuple().exponent) - 1)
    low, high = min(number.low, number.value - half), max(number.high, number.value + half)
    return Interval(number.value, plain(low), plain(high))


def pinned(number: Interval) -> bool:
    """Say whether a number is known exactly."""
    return number.low is not None and number.low == number.high


def width(number: Interval) -> Decimal | None:
    """Return how far apart the ends are; None when a side is open."""
    return None if number.low is None or number.high is None else number.high - number.low


@lru_cache(maxsize=MANY)
def fineness(number: Interval) -> tuple[bool, Decimal]:
    """Return a key that sorts precise numbers before vague ones, and those open on a side last."""
    wide = width(number)
    return (wide is None, wide or Decimal(0))


def meet(left: Interval, right: Interval) -> Interval:
    """Return what both intervals allow; its best value is that of the more precise one.

    Of two that are as precise, as bounds are, it is the first that both allow ("more than 60" and not "more than 5").
    """
    if left == right:
        return left
    low, high = _shared(left, right)
    first, second = fineness(left), fineness(right)
    best = right.value if second < first else left.value
    if first == second and not _allowed(best, low, high) and _allowed(right.value, low, high):
        best = right.value
    return Interval(best, low, high)


def _allowed(value: Decimal | None, low: Decimal | None, high: Decimal | None) -> bool:
    return value is not None and (low is None or low <= value) and (high is None or value <= high)


def compatible(left: Interval, right: Interval) -> bool:
    """Say whether two statements can speak of one number.

    Intervals that touch at one point only do not: 4.4 and 4.5 both allow 4.45 and still say different things.
    """
    low, high = _shared(left, right)
    if low is None or high is None or low < high:
        return True
    return low == high and (pinned(left) or pinned(right))


def _shared(left: Interval, right: Interval) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends of what both intervals allow."""
    low, high = left.low, left.high
    if low is None or (right.low is not None and right.low > low):
        low = right.low
    if high is None or (right.high is not None and right.high < high):
        high = right.high
    return low, high


def idle(number: Interval) -> bool:
    """Say whether a number is so vague that it allows zero, as "about 1" written without decimals does."""
    return number.value is not None and number.low is not None and number.low <= 0 < number.value


def near(left: Interval, right: Interval) -> bool:
    """Say whether incompatible numbers differ by less than the last digit of the coarser one (4.6 for 4.651).

    The last digit of a round number may be the one before its zero.
    """
    wide = [size for size in (width(left), width(right)) if size is not None]
    if len(wide) < 2 or left.value is None or right.value is None:
        return False
    coarse, apart = max(wide), abs(left.value - right.value)
    return (coarse < FINE * abs(left.value) and apart < coarse) or _is_round(left, right) or _is_round(right, left)


def _is_round(number: Interval, other: Interval) -> bool:
    """Say whether a number that ends in a zero may be the other one, close to it, rounded to tens (30 for 31.2)."""
    unit, value, exact_one = width(number), number.value, other.value
    if not unit or not value or exact_one is None or value % (TEN * unit):
        return False
    return abs(value - exact_one) <= min(TEN * unit / 2, CLOSE * abs(value))


def touching(left: Interval, right: Interval) -> bool:
    """Say whether two intervals share a single point."""
    return overlap(left, right) and not compatible(left, right)


def difference(left: Interval, right: Interval) -> Interval:
    """Return the interval of left minus right."""
    return Interval(_less(left.value, right.value), _less(left.low, right.high), _less(left.high, right.low))


def growth(now: Interval, before: Interval) -> Interval | None:
    """Return the growth from one level to another in percent; None unless both levels are positive."""
    if before.value is None or now.value is None or before.low is None or before.low <= 0:
        return None
    value = _rise(now.value, before.value, ROUND_HALF_EVEN)
    low = None if now.low is None or before.high is None else _rise(now.low, before.high, ROUND_FLOOR)
    high = None if now.high is None else _rise(now.high, before.low, ROUND_CEILING)
    return Interval(value, low, high)


def share(part: Interval, whole: Interval, rest: Interval | None = None) -> Interval | None:
    """Return what a part is of a whole, in percent; with `rest`, of the part and the rest, which the part moves too.

    None unless both are positive.
    """
    if part.low is None or part.low < 0 or whole.low is None or whole.low <= 0:
        return None
    if rest is not None:
        return _nested(part, rest)
    value = None if part.value is None or not whole.value else _percent(part.value, whole.value, ROUND_HALF_EVEN)
    low = Decimal(0) if whole.high is None else _percent(part.low, whole.high, ROUND_FLOOR)
    return Interval(value, low, None if part.high is None else _percent(part.high, whole.low, ROUND_CEILING))


def _nested(part: Interval, rest: Interval) -> Interval | None:
    """Return the share of a part in the part and the rest: the less of the rest and the more of the part, the more."""
    ends = (part.value, part.low, part.high, rest.value, rest.low, rest.high)
    if part.value is None or rest.value is None or None in ends or (part.low or 0) <= 0 or (rest.low or 0) <= 0:
        return None
    low, high = part.low or part.value, part.high or part.value
    return Interval(
        _percent(part.value, part.value + rest.value, ROUND_HALF_EVEN),
        _percent(low, low + (rest.high or rest.value), ROUND_FLOOR),
        _percent(high, high + (rest.low or rest.value), ROUND_CEILING),
    )


def quotient(total: Interval, count: Interval, digits: int = QUOTIENT_DIGITS) -> Interval | None:
    """Return a total divided by a count or by a rate; None unless the divisor is positive and the total known."""
    if total.value is None or not count.value or count.low is None or count.low <= 0:
        return None
    low = None if total.low is None or count.high is None else _over(total.low, count.high, ROUND_FLOOR, digits)
    high = None if total.high is None else _over(total.high, count.low, ROUND_CEILING, digits)
    return Interval(_over(total.value, count.value, ROUND_HALF_EVEN, digits), low, high)


def _over(left: Decimal, right: Decimal, rounding: str, digits: int) -> Decimal:
    return plain(Context(prec=digits, rounding=rounding).divide(left, right))


def _percent(part: Decimal, whole: Decimal, rounding: str) -> Decimal:
    return plain((part / whole * HUNDRED).quantize(DIGITS, rounding=rounding))


def slipped(left: Interval, right: Interval) -> bool:
    """Say whether one number is the other with a wrong unit or a moved point (10, 1,000 or 1,000,000 times)."""
    return any(_is_times(left, right, factor) or _is_times(right, left, factor) for factor in SLIPS)


def _is_times(number: Interval, other: Interval, factor: Decimal) -> bool:
    """Say whether a number times a factor is compatible with another one; open intervals are with none."""
    if number.low is None or number.high is None or other.low is None or other.high is None:
        return False
    low, high = max(number.low * factor, other.low), min(number.high * factor, other.high)
    return low < high or (low == high and (pinned(number) or pinned(other)))


def times(number: Interval, factor: Decimal) -> Interval:
    """Return the interval of a number times a positive factor."""
    return Interval(*(None if end is None else plain(end * factor) for end in (number.value, number.low, number.high)))


def below(left: Interval, right: Interval) -> bool:
    """Say whether left can be at most right; two rounded numbers that touch at one point only say that it is more."""
    if left.low is None or right.high is None or left.low < right.high:
        return True
    return left.low == right.high and (pinned(left) or pinned(right))


def _less(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or right is None else plain(left - right)


def _rise(now: Decimal, before: Decimal, rounding: str) -> Decimal:
    return plain(((now / before - 1) * HUNDRED).quantize(DIGITS, rounding=rounding))
