"""A moved point between two texts, whatever their words and languages: one thing, one time, the same digits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from karvon.model.dates import Span
from karvon.model.ledger import Cause, Check
from karvon.reconcile.callings import one_calling
from karvon.reconcile.checks import make
from karvon.reconcile.keys import MANY, Slot, pair_of, timing
from karvon.reconcile.names import paired, tell_apart
from karvon.reconcile.reports import Names
from karvon.reconcile.slips import moved
from karvon.reconcile.told import Told

RULE = "slip_apart"
MONTH = dt.timedelta(days=31)
DIGITS = 2  # of which there have to be, so that the same ones twice are no chance
Key = tuple[object, ...]


@lru_cache(maxsize=MANY)
def digits(value: Decimal | None) -> str:
    """Return the digits of a number without its scale; "" for too few to know a number by."""
    found = "".join(map(str, value.normalize().as_tuple().digits)) if value is not None else ""
    return found if len(found) >= DIGITS else ""


def of_digits(one: Told) -> Key | None:
    """Return what a text measures and the digits it gives; None of what is no statement of a text, or has too few."""
    if one.figure.quote is None or one.derived or not (same := digits(one.number.value)):
        return None
    return (*_place(one.slot), same)


@lru_cache(maxsize=MANY)
def _place(slot: Slot) -> tuple[object, ...]:
    return (slot.measure, slot.change, slot.unit, pair_of(slot), slot.territory, slot.sector, slot.subject)


def apart(group: Sequence[Told], names: Names) -> list[Check]:
    """Return the sums of two texts within a month that differ by a moved point only, where both speak of one thing.

    A name that both sentences give a thing, or the same words in both languages, make it one; where neither text says
    more than what is measured it may be another thing, and nobody can tell. Of every two values it is the first pair.
    """
    if len({one.number.value for one in group}) < DIGITS:
        return []
    ordered = sorted(group, key=lambda one: (one.number.value or 0, str(_day(one)), one.ids))
    seen: dict[tuple[object, object], Check] = {}
    for place, small in enumerate(ordered):
        for large in ordered[place + 1 :]:
            pair = (small.number.value, large.number.value)
            if pair[0] != pair[1] and pair not in seen and _one_time(small, large):
                verdict = _verdict(small, large, names) if moved(small.number, large.number) else None
                seen |= {pair: _check(small, large, verdict)} if verdict else {}
    return list(seen.values())


def _day(one: Told) -> dt.date | None:
    return one.figure.source.published.last


def _one_time(left: Told, right: Told) -> bool:
    """Say whether two pages appeared within a month and speak of one period, if of a period."""
    days = (_day(left), _day(right))
    if left.source == right.source or days[0] is None or days[1] is None or abs(days[0] - days[1]) > MONTH:
        return False
    flows = timing(left.slot.measure) == "flow" and Span() not in (left.span, right.span)
    same_slot = left.slot == right.slot and left.span == right.span  # these are held against each other anyway
    return not same_slot and (left.span == right.span if flows else True)


def _verdict(left: Told, right: Told, names: Names) -> str | None:
    """Return how sure it is that both speak of one thing; None where their words are of two."""
    own = [names(one) for one in (left, right)]
    if all(own):
        return "conflict" if one_calling(own[0], own[1], wanted=True) else None
    if any(own) or tell_apart(left.figure.phrase, right.figure.phrase, left.slot.measure):
        return None
    first, second = left.slot.topic, right.slot.topic
    return (
        "conflict" if first and (first == second or paired(first) == paired(second) != frozenset()) else "cannot_tell"
    )


def _check(left: Told, right: Told, verdict: str) -> Check:
    return make(
        RULE,
        terms=left.ids,
        against=right.ids,
        computed=left.number,
        stated=right.number,
        unit=left.slot.unit,
        verdict=verdict,
        causes=(Cause("unit_slip", evidence=(*left.ids, *right.ids)),),
    )
