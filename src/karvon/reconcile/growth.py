"""Growth and changes that are named, held against the levels of both periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from karvon.model.dates import Span
from karvon.model.ledger import Check
from karvon.model.values import Interval
from karvon.reconcile.checks import agreement, make, possible
from karvon.reconcile.keys import Slot, certain, coverages_differ, year_before
from karvon.reconcile.numbers import difference, fineness, growth, width
from karvon.reconcile.told import Told

CHANGES = {"relative_change": "growth_levels", "absolute_change": "change_levels"}
Levels = Mapping[tuple[object, ...], list[Told]]


def against_levels(told: Iterable[Told]) -> list[Check]:
    """Return the checks of named changes whose two levels are both known from one side.

    A change told by one side is held against that side's levels only; a change of nobody's is held against each side,
    and where it fits one of them the other does not count against it.
    """
    changes: list[Told] = []
    levels: dict[tuple[object, ...], list[Told]] = {}
    for one in told:
        if one.derived or not certain(one.figure) or one.slot.status != "actual":
            continue
        if one.slot.change in CHANGES:
            changes.append(one)
        elif one.slot.change == "level" and one.slot.unit != "percent":
            levels.setdefault(_quantity(one.slot, one.span), []).append(one)
    return [check for one in changes for check in _checks(one, levels)]


def _quantity(slot: Slot, span: Span) -> tuple[object, ...]:
    return (slot.measure, slot.scope, slot.subject, slot.territory, slot.sector, slot.stage, span)


def _checks(change: Told, levels: Levels) -> list[Check]:
    now = levels.get(_quantity(change.slot, change.span), [])
    before = levels.get(_quantity(change.slot, year_before(change.span)), [])
    voices = [change.voice] if change.voice else sorted({one.voice for one in (*now, *before) if one.voice})
    found = [_check(change, *_levels(now, before, voice, change), voice) for voice in voices]
    checks = [check for check in found if check is not None]
    fitting = [check for check in checks if check.verdict in ("consistent", "within_rounding")]
    return fitting or checks


def _levels(now: list[Told], before: list[Told], voice: str | None, change: Told) -> tuple[Told | None, Told | None]:
    """Return the level that a change leads to, and the one in its unit that it starts from."""
    after = _best(now, voice, change)
    start = [one for one in before if after is not None and one.slot.unit == after.slot.unit]
    return after, _best(start, voice, change)


def _best(levels: list[Told], voice: str | None, change: Told) -> Told | None:
    """Return the level of a voice: from the page of the change, else stated and not a sum, official, precise.

    An approximate level is no base for a growth.
    """
    own = [one for one in levels if one.voice == voice and not one.approximate]
    return min(
        own,
        key=lambda one: (one.source != change.source, len(one.ids), not one.official, fineness(one.number), one.ids),
        default=None,
    )


def _check(change: Told, now: Told | None, before: Told | None, voice: str | None) -> Check | None:
    if now is None or before is None or coverages_differ(now.figure, before.figure):
        return None
    computed = _computed(change, now, before)
    if computed is None or now.slot.unit != before.slot.unit:
        return None
    rule = CHANGES[change.slot.change]
    levels = (before, now) if change.slot.change == "relative_change" else (now, before)
    verdict = _telling(computed, agreement(computed, change.number))
    failed = "conflict" if change.voice == voice else "cannot_tell"
    return make(
        rule,
        terms=tuple(name for level in levels for name in level.ids),
        against=change.ids,
        computed=computed,
        stated=change.number,
        unit=change.slot.unit,
        verdict=verdict or failed,
        causes=() if verdict else possible(rule),
    )


def _telling(computed: Interval, verdict: str | None) -> str | None:
    """Return the verdict; levels so coarse that they leave more room than the change itself confirm nothing."""
    wide = width(computed)
    vague = wide is None or computed.value is None or wide > abs(computed.value)
    return "cannot_tell" if verdict and vague else verdict


def _computed(change: Told, now: Told, before: Told) -> Interval | None:
    if change.slot.change == "relative_change":
        return growth(now.number, before.number) if change.slot.unit == "percent" else None
    single = len(now.ids) == len(before.ids) == 1  # one figure less one figure
    return difference(now.number, before.number) if single and change.slot.unit == now.slot.unit else None
