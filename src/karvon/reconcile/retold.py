"""One statement of one speaker through several outlets: where its number or its bound drifts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

from msgspec.structs import replace

from karvon.model.ledger import Check
from karvon.model.values import Interval, plain
from karvon.reconcile.callings import skeleton
from karvon.reconcile.causes import BOUNDS
from karvon.reconcile.checks import make, possible
from karvon.reconcile.keys import certain
from karvon.reconcile.names import stems, tell_apart, words_of
from karvon.reconcile.numbers import compatible
from karvon.reconcile.rules import ranks
from karvon.reconcile.told import Told

RULE = "retold"
TELLING = 5  # sounds of a family name that stay the same in every case
ONE_DAY = dt.timedelta(days=3)  # outlets retell a statement within days


def statement(one: Told) -> tuple[object, ...] | None:
    """Return who states what of which period; None where no text gives it as the words of anybody on one day."""
    speaker = _speaker(one) if one.figure.quote is not None and not one.derived and _published(one) else None
    if speaker is None:
        return None
    return (speaker, one.slot, one.span if certain(one.figure) and one.figure.period.type == "period" else None)


def drifts(group: Iterable[Told]) -> list[Check]:
    """Return the steps at which a retelling gives another number, or drops or changes the bound, of one statement."""
    return [check for chain in _chains(group) for check in _steps(chain)]


def _speaker(one: Told) -> tuple[str, ...] | None:
    """Return whose words they are: the family name in any case and script, or else the rank; None for the outlet's own.

    Offices of one rank are told apart by what they are in charge of, where both tellings say it.
    """
    if one.figure.speaker is not None:
        names = words_of(one.figure.speaker)
        return ("name", skeleton(names[-1])[:TELLING]) if names else None
    if one.figure.role is None:
        return None
    words = one.figure.role.lower()
    rank = next((entry["rank"] for entry in ranks() if entry["ru"] in words or entry["en"] in words), None)
    return ("role", one.voice or "", *((rank,) if rank else sorted(stems(words))))


def _published(one: Told) -> dt.date | None:
    span = one.figure.source.published
    return span.first if span.first == span.last else None


def _chains(group: Iterable[Told]) -> list[list[Told]]:
    """Return the tellings by several outlets that follow the first within days, each outlet once, in order."""
    ordered = sorted(group, key=lambda one: (_published(one) or dt.date.min, one.source, one.ids))
    chains: list[list[Told]] = []
    for one in ordered:
        day = _published(one)
        first = _published(chains[-1][0]) if chains else None
        if day is not None and first is not None and day - first <= ONE_DAY:
            chains[-1].append(one)
        else:
            chains.append([one])
    return [chain for chain in map(_single, chains) if len(chain) > 1]


def _single(chain: list[Told]) -> list[Told]:
    """Return one telling of each outlet; an outlet that gives several numbers speaks of several things."""
    sources: dict[str, list[Told]] = {}
    for one in chain:
        sources.setdefault(one.source, []).append(one)
    return [told[0] for told in sources.values() if len({one.number for one in told}) == 1]


def _steps(chain: list[Told]) -> list[Check]:
    """Return the drifts of a chain: each new way of saying the number against the one before it."""
    said: list[Told] = []
    for one in chain:
        if all((one.number, one.figure.bound) != (other.number, other.figure.bound) for other in said):
            said.append(one)
    ids = tuple(name for one in chain for name in one.ids)
    return [_drift(before, after, ids) for before, after in pairwise(said) if _drifted(before, after)]


def _drifted(before: Told, after: Told) -> bool:
    """Say whether one number cannot have been retold as the other: by rounding it or naming it exactly."""
    if _two_offices(before, after) or tell_apart(before.figure.phrase, after.figure.phrase, before.slot.measure):
        return False
    if not compatible(_strict(before), _strict(after)):
        return True
    bounds = {before.figure.bound, after.figure.bound}
    return before.number.value == after.number.value and len(bounds) > 1 and bool(bounds & set(BOUNDS))


def _two_offices(before: Told, after: Told) -> bool:
    """Say whether two offices of one rank are in charge of different things."""
    named = before.figure.speaker is not None or after.figure.speaker is not None
    return not named and tell_apart(before.figure.role, after.figure.role)


def _strict(one: Told) -> Interval:
    """Return what a telling says at its word: "nearly 5" is closer to 5 than to 4."""
    number = one.figure.number
    if not one.approximate or number.value is None or number.low is None or number.high is None:
        return one.number
    low, high = ((number.value + end) / 2 for end in (number.low, number.high))
    return Interval(number.value, plain(low), plain(high))


def _drift(before: Told, after: Told, chain: tuple[str, ...]) -> Check:
    """Return the check of a step: a contradiction only where no reading of the numbers fits both tellings."""
    bounds = before.figure.bound != after.figure.bound
    causes = [replace(cause, evidence=chain) for cause in possible(RULE) if bounds or cause.code != "different_bound"]
    return make(
        RULE,
        terms=after.ids,
        against=before.ids,
        computed=after.number,
        stated=before.number,
        unit=after.slot.unit,
        verdict="cannot_tell" if compatible(before.number, after.number) else "conflict",
        causes=tuple(causes),
    )


def besides(checks: Iterable[Check], retold: Iterable[Check]) -> list[Check]:
    """Return the checks but for those that hold against each other once more what a drift already does."""
    pairs = {frozenset((*check.terms, *check.against)) for check in retold if check.verdict == "conflict"}
    return [check for check in checks if check.rule != "two_figures" or _pair(check) not in pairs]


def _pair(check: Check) -> frozenset[str]:
    return frozenset((*check.terms, *check.against))
