"""Answers to the parts of a ledger, kept so that only what a change touches is reconciled again."""

from __future__ import annotations

from typing import Protocol

import msgspec

from karvon.model.figure import Figure
from karvon.model.ledger import Bracket, Check, Fact, Line, PressFigure, Promise, Roster, Shift
from karvon.reconcile.known import Inputs
from karvon.reconcile.parts import Part
from karvon.reconcile.years import Lasting, Within, at_once


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


class Settle(Protocol):
    """The way from what a part is made of to its answer."""

    def __call__(self, given: Inputs, within: Within = at_once) -> Answer:
        """Return the answer; `within` may know what is found within single years."""


class Kept(Protocol):
    """Answers kept from earlier runs, in memory or in files."""

    def __call__(self, part: Part, settle: Settle) -> Answer:
        """Return the answer to a part: the one kept for the very same inputs, else computed and kept."""


def anew(part: Part, settle: Settle) -> Answer:
    """Compute the answer to a part and keep nothing."""
    return settle(part.inputs)


class Remembered:
    """Answers kept in memory, the last one of every part, for whoever reconciles a growing case again and again.

    Of a part that has changed, the years of which the same is told are not looked at again.
    """

    def __init__(self) -> None:
        self._last: dict[str, tuple[Inputs, Answer]] = {}
        self._years: dict[str, Lasting] = {}

    def __call__(self, part: Part, settle: Settle) -> Answer:
        """Return the answer to a part, computed only when its inputs are not those of the last time."""
        known = self._last.get(part.name)
        if known is None or known[0] != part.inputs:
            years = self._years.setdefault(part.name, Lasting())
            known = self._last[part.name] = (part.inputs, settle(part.inputs, years))
        return known[1]
