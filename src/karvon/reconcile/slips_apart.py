"""A moved point between two texts, whatever their words and languages: one thing, one time, the same digits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from karvon.model.claim import Claim
from karvon.model.dates import Span
from karvon.model.ledger import Cause, Check
from karvon.model.vocabulary import by_code
from karvon.reconcile.callings import one_calling
from karvon.reconcile.checks import make
from karvon.reconcile.figures import comparable
from karvon.reconcile.keys import Slot, pair_of, timing
from karvon.reconcile.names import paired, tell_apart
from karvon.reconcile.slips import moved
from karvon.reconcile.told import Told

RULE = "slip_apart"
MONTH = dt.timedelta(days=31)
DIGITS = 2  # of which there have to be, so that the same ones twice are no chance
Names = Mapping[str, Sequence[str]]
Key = tuple[object, ...]


def digits(value: Decimal | None) -> str:
    """Return the digits of a number without its scale; "" for too few to know a number by."""
    found = "".join(map(str, value.normalize().as_tuple().digits)) if value is not None else ""
    return found if len(found) >= DIGITS else ""


def untraded(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that can be compared and are no figures of trade."""
    other = {code for code, entry in by_code("indicators").items() if entry["family"] != "trade"}
    return [claim for claim in claims if claim.indicator in other and comparable(claim)]


def of_digits(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims of which another document gives the same digits on another scale."""
    values: dict[tuple[str | None, str | None, Decimal], list[Claim]] = {}
    for claim in claims:
        if claim.value is not None:
            values.setdefault((claim.indicator, claim.unit, claim.value), []).append(claim)
    groups: dict[tuple[str | None, str | None, str], list[list[Claim]]] = {}
    for (indicator, unit, value), told in values.items():
        if same := digits(value):
            groups.setdefault((indicator, unit, same), []).append(told)
    found = [[claim for told in group for claim in told] for group in groups.values() if len(group) > 1]
    return [claim for group in found if len({one.document for one in group}) > 1 for claim in group]


def apart(told: Iterable[Told], names: Names) -> list[Check]:
    """Return the sums of two texts within a month that differ by a moved point only, where both speak of one thing.

    A name that both sentences give a thing, or the same words in both languages, make it one; where neither text says
    more than what is measured it may be another thing, and nobody can tell.
    """
    values: dict[Decimal, list[Told]] = {}
    for one in told:
        if one.figure.quote is not None and not one.derived and one.number.value is not None:
            values.setdefault(one.number.value, []).append(one)
    scales: dict[str, list[list[Told]]] = {}
    for value, own in values.items():
        if same := digits(value):
            scales.setdefault(same, []).append(own)
    groups: dict[Key, list[Told]] = {}
    for same, several in scales.items():
        for one in chain.from_iterable(several) if len(several) > 1 else ():
            groups.setdefault((*_place(one.slot), same), []).append(one)
    found = [check for group in groups.values() for check in _group(group, names)]
    return list({check.id: check for check in found}.values())


def _place(slot: Slot) -> tuple[object, ...]:
    return (slot.measure, slot.change, slot.unit, pair_of(slot), slot.territory, slot.sector, slot.subject)


def _group(group: list[Told], names: Names) -> list[Check]:
    """Return the first pair of every two values of a group that are one with its point moved."""
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
    own = [names.get(one.ids[0], ()) for one in (left, right)]
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
