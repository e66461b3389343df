"""Growth and changes that are named, held against the levels of both periods."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from karvon.model.dates import Span
from karvon.model.ledger import Check
from karvon.model.values import Interval
from karvon.reconcile.checks import agreement, make, possible
from karvon.reconcile.keys import Slot, certain, coverages_differ, year_before
from karvon.reconcile.numbers import difference, fineness, growth, width
from karvon.reconcile.told import Told

CHANGES = {"relative_change": "growth_levels", "absolute_change": "change_levels"}


def against_levels(told: Iterable[Told]) -> list[Check]:
    """Return the checks of named changes whose two levels are both known from one side.

    A change is held against both levels of its own page, where that gives them: no other excuses a page that is wrong
    by its own numbers. Else a change told by one side is held against that side's levels only; a change of nobody's is
    held against each side, and where it fits one of them the other does not count against it.
    """
    listed = [one for one in told if not one.derived and one.slot.status == "actual" and certain(one.figure)]
    changes = [one for one in listed if one.slot.change in CHANGES]
    wanted = {_quantity(one.slot, span) for one in changes for span in (one.span, year_before(one.span))}
    levels: dict[tuple[object, ...], list[Told]] = {}
    for one in listed if changes else ():
        if one.slot.change == "level" and one.slot.unit != "percent":
            quantity = _quantity(one.slot, one.span)
            if quantity in wanted:
                levels.setdefault(quantity, []).append(one)
    sources = {one.source for one in changes}
    firsts = {quantity: Firsts(group, sources) for quantity, group in levels.items()}
    return [check for one in changes for check in _checks(one, firsts)]


class Firsts:
    """The best levels of one quantity and period: of each voice, on each page asked for, in each unit, and of all.

    Stated ones come before sums, official before others, precise before vague; approximate ones are no base for growth.
    """

    def __init__(self, levels: Iterable[Told], sources: Collection[str] = ()) -> None:
        self._best: dict[tuple[str | None, str | None, str | None], Told] = {}
        self._pages: dict[tuple[str, str | None], Told] = {}
        ordered = sorted((one for one in levels if not one.approximate), key=_order)
        for one in ordered:
            for source in (one.source, None) if one.source in sources else (None,):
                for unit in (one.slot.unit, None):
                    self._best.setdefault((one.voice, source, unit), one)
            for unit in (one.slot.unit, None):
                self._pages.setdefault((one.source, unit), one)
        self.voices = {one.voice for one in levels if one.voice}

    def on(self, page: str, unit: str | None = None) -> Told | None:
        """Return the best level that a page gives, in a unit where one is named."""
        return self._pages.get((page, unit))

    def of(self, voice: str | None, source: str, unit: str | None = None) -> Told | None:
        """Return the best level of a voice, from a page where that gives one, in a unit where one is named."""
        return self._best.get((voice, source, unit)) or self._best.get((voice, None, unit))


def _order(one: Told) -> tuple[object, ...]:
    return (len(one.ids), not one.official, fineness(one.number), one.ids)


NOTHING = Firsts(())
Levels = Mapping[tuple[object, ...], Firsts]


def _quantity(slot: Slot, span: Span) -> tuple[object, ...]:
    return (slot.measure, slot.scope, slot.subject, slot.territory, slot.sector, slot.stage, span)


def _checks(change: Told, levels: Levels) -> list[Check]:
    now = levels.get(_quantity(change.slot, change.span), NOTHING)
    before = levels.get(_quantity(change.slot, year_before(change.span)), NOTHING)
    own = _on_page(change, now, before)
    if own is not None and own.verdict != "cannot_tell":
        return [own]
    voices = [change.voice] if change.voice else sorted(now.voices | before.voices)
    found = [_check(change, *_levels(now, before, voice, change), voice) for voice in voices]
    checks = [check for check in found if check is not None]
    fitting = [check for check in checks if check.verdict in ("consistent", "within_rounding")]
    return fitting or checks


def _on_page(change: Told, now: Firsts, before: Firsts) -> Check | None:
    """Return the check against both levels of the page of the change; None where it does not give them."""
    after = now.on(change.source)
    start = before.on(change.source, after.slot.unit) if after is not None else None
    return _check(change, after, start, change.voice)


def _levels(now: Firsts, before: Firsts, voice: str | None, change: Told) -> tuple[Told | None, Told | None]:
    """Return the level that a change leads to, and the one in its unit that it starts from."""
    after = now.of(voice, change.source)
    return after, before.of(voice, change.source, after.slot.unit) if after is not None else None


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
