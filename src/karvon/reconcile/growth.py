"""Growth and changes that are named, held against the levels of both periods."""

from __future__ import annotations

from collections.abc import Iterable

from karvon.model.dates import Span
from karvon.model.ledger import Check
from karvon.model.values import Interval
from karvon.reconcile.checks import agreement, make, possible
from karvon.reconcile.keys import Slot, certain, coverages_differ, year_before
from karvon.reconcile.numbers import difference, fineness, growth, width
from karvon.reconcile.told import Told

CHANGES = {"relative_change": "growth_levels", "absolute_change": "change_levels"}
Quantity = tuple[object, ...]  # what is measured, and last the days it holds on


def changed(one: Told) -> Quantity | None:
    """Return the quantity and period of which a statement tells a change; None where it tells none."""
    return _quantity(one.slot, one.span) if one.slot.change in CHANGES and _known(one) else None


def level(one: Told) -> Quantity | None:
    """Return the quantity and period of which a statement tells the level; None where it tells none."""
    tells = one.slot.change == "level" and one.slot.unit != "percent"
    return _quantity(one.slot, one.span) if tells and _known(one) else None


def _known(one: Told) -> bool:
    return not one.derived and one.slot.status == "actual" and certain(one.figure)


def against_levels(changes: Iterable[Told], now: Firsts | None, before: Firsts | None) -> list[Check]:
    """Return the checks of changes of one quantity whose two levels are both known from one side.

    A change is held against both levels of its own page, where that gives them: no other excuses a page that is wrong
    by its own numbers. Else a change told by one side is held against that side's levels only; a change of nobody's is
    held against each side, and where it fits one of them the other does not count against it.
    """
    return [check for one in changes for check in _checks(one, now or NOTHING, before or NOTHING)]


def start_of(quantity: Quantity, change: Told) -> Quantity:
    """Return the quantity and the period that a change of a quantity starts from."""
    return (*quantity[:-1], year_before(change.span))


class Firsts:
    """The best levels of one quantity and period: of each voice, on each page, in each unit, and of all.

    Stated ones come before sums, official before others, precise before vague; approximate ones are no base for growth.
    """

    def __init__(self, levels: Iterable[Told]) -> None:
        self._best: dict[tuple[str | None, str | None, str | None], Told] = {}
        self._pages: dict[tuple[str, str | None], Told] = {}
        listed = [one for one in levels if not one.approximate]
        for one in sorted(listed, key=_order) if len(listed) > 1 else listed:
            for unit in (one.slot.unit, None):
                for source in (one.source, None):
                    self._best.setdefault((one.voice, source, unit), one)
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


def _quantity(slot: Slot, span: Span) -> Quantity:
    return (slot.measure, slot.scope, slot.subject, slot.territory, slot.sector, slot.stage, span)


def _checks(change: Told, now: Firsts, before: Firsts) -> list[Check]:
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
