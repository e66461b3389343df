"""Answers to the parts of a ledger, kept so that only what a change touches is reconciled again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

import msgspec

from karvon.model.figure import Figure
from karvon.model.ledger import Bracket, Check, Fact, Line, PressFigure, Promise, Roster, Shift
from karvon.reconcile.known import Inputs
from karvon.reconcile.lasting import Lasting
from karvon.reconcile.parts import Part

T_co = TypeVar("T_co", covariant=True)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What one part of a ledger comes to; `suggested` is what its figures suggest of the days of undated documents."""

    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]
    promises: tuple[Promise, ...]
    lines: tuple[Line, ...]
    rosters: tuple[Roster, ...]
    shifts: tuple[Shift, ...]
    press: tuple[PressFigure, ...]
    suggested: dict[str, tuple[Bracket, ...]]


class Outline(msgspec.Struct, frozen=True, array_like=True):
    """Of the answer to a part its checks, the numbers that its figures tell in measures of goods, what it suggests."""

    checks: tuple[Check, ...]
    measured: tuple[str, ...]
    suggested: dict[str, tuple[Bracket, ...]]


class Settle(Protocol[T_co]):
    """The way from what a part is made of to its answer, or to the outline of it."""

    def __call__(self, given: Inputs, before: Lasting | None = None) -> T_co:
        """Return the answer; `before` may hold what was found the last time."""


class Kept(Protocol):
    """Answers kept from earlier runs, in memory or in files."""

    def __call__(self, part: Part, settle: Settle[Answer]) -> Answer:
        """Return the answer to a part: the one kept for the very same inputs, else computed and kept."""


def anew(part: Part, settle: Settle[Answer]) -> Answer:
    """Compute the answer to a part and keep nothing."""
    return settle(part.inputs)


@contextmanager
def uncollected() -> Iterator[None]:
    """Make many values that stay and no circles among them: to look for such again and again costs a fifth of it.

    What was made counts as old, so that the next look for circles does not go through all of it either.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
