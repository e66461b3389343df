"""One amount in two currencies: held against each other where a dated rate is known that neither page made itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from karvon.model.dates import Span
from karvon.model.ledger import Cause, Check
from karvon.model.values import Interval
from karvon.model.vocabulary import by_code
from karvon.reconcile.checks import agreement, make, possible
from karvon.reconcile.keys import Slot, snapshot_day, timing
from karvon.reconcile.numbers import fineness, quotient
from karvon.reconcile.told import Told

RULE, RATE, BASE = "currencies", "exchange_rate", "USD"
NEAR = dt.timedelta(days=31)
DRIFT = Decimal("0.05")  # a rate may move as much within the days it is used for, and pages round it
Rates = Mapping[str, Sequence[Told]]


def rate(one: Told) -> str | None:
    """Return the currency of which a statement tells the rate; None where it tells none."""
    return one.slot.unit if one.slot.measure == RATE and _is_money(one) else None


def amount(one: Told) -> tuple[Slot, str] | None:
    """Return the thing of which a statement tells an amount of money, and where; None where it tells none."""
    mine = _is_money(one) and one.slot.measure != RATE and not one.derived
    return (replace(one.slot, unit="", status=""), _where(one)) if mine else None


def _is_money(one: Told) -> bool:
    return one.slot.change == "level" and one.slot.unit not in by_code("units")


def _where(one: Told) -> str:
    """Return what makes two amounts those of one thing: the registered thing itself, else the page."""
    return "" if one.slot.subject else one.source


def conversions(group: Sequence[Told], rates: Rates) -> list[Check]:
    """Return the checks of one thing's amounts in another currency against the nearest one in dollars of those days.

    Each number is held against each once.
    """
    dollars = [one for one in group if one.slot.unit == BASE]
    checks: dict[tuple[Interval, Interval], Check] = {}
    for one in sorted((one for one in group if one.slot.unit in rates), key=_precise):
        for other in sorted(dollars, key=_precise):
            known = _rate(one, other, rates[one.slot.unit]) if _one_time(one, other) else None
            if known is not None and (one.number, other.number) not in checks:
                found = _check(one, other, known)
                checks.update({(one.number, other.number): found} if found else {})
    return list(checks.values())


def _precise(one: Told) -> tuple[object, ...]:
    return (fineness(one.number), one.ids)


def _one_time(one: Told, other: Told) -> bool:
    """Say whether two amounts hold for one time: one period of a flow, or days of a stock within a month."""
    if timing(one.slot.measure) == "flow":
        return one.span == other.span
    return (gap := _apart(snapshot_day(one.figure), snapshot_day(other.figure))) is not None and gap <= NEAR


def _rate(one: Told, other: Told, known: Iterable[Told]) -> Told | None:
    """Return the rate of the nearest day, within a month, that neither of the two pages gives."""
    day = snapshot_day(one.figure)
    gaps = [(_apart(day, rate.span), rate) for rate in known if rate.source not in (one.source, other.source)]
    near = [(gap, rate.ids, rate) for gap, rate in gaps if gap is not None and gap <= NEAR]
    return min(near, key=lambda found: found[:2])[2] if near else None


def _apart(left: Span, right: Span) -> dt.timedelta | None:
    """Return how far apart two spans of days lie; None when either is open."""
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return None
    return max(left.first - right.last, right.first - left.last, dt.timedelta())


def _check(one: Told, other: Told, rate: Told) -> Check | None:
    computed = quotient(one.number, rate.number)
    if computed is None:
        return None
    verdict, causes = _judged(one, other, computed)
    return make(
        RULE,
        terms=(*one.ids, *rate.ids),
        against=other.ids,
        computed=computed,
        stated=other.number,
        unit=BASE,
        verdict=verdict,
        causes=causes,
    )


def _judged(one: Told, other: Told, computed: Interval) -> tuple[str, tuple[Cause, ...]]:
    """Return the verdict and its causes; the same digits in both currencies are a slip of the unit."""
    verdict = agreement(computed, other.number)
    if verdict is not None:
        return verdict, ()
    if one.number.value == other.number.value:
        return "conflict", (Cause("unit_slip", evidence=(*one.ids, *other.ids)), *possible(RULE))
    first, second = computed.value or Decimal(0), other.number.value
    close = second is None or abs(first - second) <= DRIFT * max(abs(first), abs(second))
    return "cannot_tell" if close else "conflict", possible(RULE)
