"""One number under two meanings, and years of a source that are parts of years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from karvon.model.ledger import Cause, Check
from karvon.reconcile.causes import unfinished
from karvon.reconcile.checks import make, possible
from karvon.reconcile.keys import snapshot_day
from karvon.reconcile.rules import indicators
from karvon.reconcile.stocks import telling
from karvon.reconcile.told import Told

RULE, PARTIAL = "share_meanings", "partial_period"
NEAR = dt.timedelta(days=92)
Page = Callable[[str], Sequence[Told]]  # the levels that a source tells of periods not over yet


def shared(one: Told) -> tuple[object, ...] | None:
    """Return the number and the place of a share that may be one of two wholes; None where a statement tells none."""
    slot = one.slot
    mine = slot.measure in indicators(RULE) and slot.unit == "percent" and slot.change == "level"
    if mine and slot.territory and not one.derived and telling(one.number) and slot.status == "actual":
        return (slot.measure, slot.territory, slot.sector, slot.topic, one.number.value)
    return None


def two_meanings(group: Iterable[Told]) -> list[Check]:
    """Return the shares that near days give with one number but of different wholes: of a pair, and of one country.

    The place they are shares of has to be the same; what differs is whose part of it is counted.
    """
    return _apart(_one_each(group))


def _one_each(group: Iterable[Told]) -> list[Told]:
    """Return one statement of each meaning, by day."""
    found: dict[tuple[str | None, str | None], Told] = {}
    for one in sorted(group, key=lambda one: (str(snapshot_day(one.figure).last), one.ids)):
        found.setdefault((one.figure.reporter, one.figure.partner), one)
    return list(found.values())


def _apart(own: list[Told]) -> list[Check]:
    return [_meanings(before, after) for before, after in pairwise(own) if _near(before, after)]


def _near(before: Told, after: Told) -> bool:
    first, last = snapshot_day(before.figure).last, snapshot_day(after.figure).first
    return first is not None and last is not None and last - first <= NEAR and before.source != after.source


def _meanings(before: Told, after: Told) -> Check:
    return make(
        RULE,
        terms=before.ids,
        against=after.ids,
        computed=before.number,
        stated=after.number,
        unit=after.slot.unit,
        verdict="different_definition",
        causes=possible(RULE),
    )


def as_parts(checks: Iterable[Check], told: Mapping[str, Told], page: Page) -> list[Check]:
    """Return the checks, in which a year of a source that tells a year not over yet as a whole one counts as a part.

    Where the last column of a table covers some months only, the years beside it that are too small cover as many.
    """
    return [_as_part(check, told, page) if _suspected(check) else check for check in checks]


def _suspected(check: Check) -> bool:
    """Say whether a check is a contradiction that a part of a period may explain, though nothing proves it."""
    partial = any(cause.code == PARTIAL and not cause.established for cause in check.causes)
    return check.verdict == "conflict" and partial


def _as_part(check: Check, told: Mapping[str, Told], page: Page) -> Check:
    sides = [told.get(names[0]) for names in (check.terms, check.against) if len(names) == 1]
    evidence = next((early for one in sides if one is not None and (early := _early(one, page))), None)
    if evidence is None:
        return check
    others = tuple(cause for cause in check.causes if cause.code != PARTIAL)
    return replace(check, verdict="different_definition", causes=(Cause(PARTIAL, evidence=evidence), *others))


def early(one: Told) -> str | None:
    """Return the source of a level that it tells of a period not over yet; None of any other statement."""
    return one.source if one.slot.change == "level" and unfinished(one) else None


def _early(one: Told, page: Page) -> tuple[str, ...]:
    """Return the first level of a quantity that the page of a statement tells of a year not over yet."""
    return next((peer.ids for peer in page(one.source) if peer.slot == one.slot), ())
