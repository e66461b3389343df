"""Snapshots of a portfolio that give the figures of an earlier one again, however far apart the days are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from karvon.reconcile.asleep import digest_of
from karvon.reconcile.numbers import width
from karvon.reconcile.snapshots import Cell, Snapshot, repeats

Pair = tuple[str, str]
Given = tuple[tuple[str, ...], str, Cell, Decimal | None]  # of whose portfolio which value of a cell is given
Order = tuple[dt.date, dt.date, str, tuple[str, ...]]


class Echo(NamedTuple):
    """Where a snapshot stands, the place of a cell in it, and the pairs of figures that it repeats there."""

    order: Order
    subject: str
    place: int
    pairs: list[Pair]


Found = dict[int, list[Echo]]  # by the digest of what is given


class Echoes:
    """What snapshots repeat, from one change to the next: only those with numbers of changed ones are asked."""

    def __init__(self) -> None:
        self._shots: dict[int, Snapshot] = {}
        self._giving: dict[Given, list[Snapshot]] = {}
        self.found: Found = {}

    def thaw(self, found: Found, shots: Iterable[Snapshot]) -> list[Pair]:
        """Take up what these snapshots repeat as it was written down, and return it."""
        self.found = found
        self._shots = {id(shot): shot for shot in shots if len(shot.cells) > 1}
        for shot in self._shots.values():
            for mark in _marks(shot):
                self._giving.setdefault(mark, []).append(shot)
        return self._listed()

    def pairs(self, shots: Sequence[Snapshot]) -> list[Pair]:
        """Return pairs of figures that snapshots, which come oldest first, repeat of the last one that gives them."""
        now = {id(shot): shot for shot in shots if len(shot.cells) > 1}
        gone = [shot for name, shot in self._shots.items() if name not in now]
        come = [shot for name, shot in now.items() if name not in self._shots]
        self._shots = now
        touched = {mark for shot in (*gone, *come) for mark in _marks(shot)}
        for mark in touched:
            self._giving[mark] = [shot for shot in self._giving.get(mark, ()) if id(shot) in now]
        for shot in come:
            for mark in _marks(shot):
                self._giving[mark].append(shot)
        known: dict[tuple[int, int], bool] = {}
        for mark in touched:
            peers = self._giving[mark] = sorted(self._giving[mark], key=lambda shot: (shot.order, shot.subject))
            self.found[digest_of(mark)] = _repeated(mark[2], peers, known)
            if not peers:
                del self._giving[mark], self.found[digest_of(mark)]
        return self._listed()

    def _listed(self) -> list[Pair]:
        return [pair for echo in sorted(echo for found in self.found.values() for echo in found) for pair in echo.pairs]


def _marks(shot: Snapshot) -> list[Given]:
    return [(shot.scope, shot.subject, cell, number.value) for cell, number in shot.numbers.items()]


def _repeated(cell: Cell, peers: Sequence[Snapshot], known: dict[tuple[int, int], bool]) -> list[Echo]:
    """Return which of the snapshots that give one value of a cell repeat an earlier one, and the last such."""
    found = []
    for place, shot in enumerate(peers):
        earlier = (peers[before] for before in range(place - 1, -1, -1))
        last = next((peer for peer in earlier if _repeats(peer, shot, known)), None)
        if last is not None:
            found.append(Echo(shot.order, shot.subject, list(shot.cells).index(cell), _links(last, shot)))
    return found


def _repeats(peer: Snapshot, shot: Snapshot, known: dict[tuple[int, int], bool]) -> bool:
    """Say whether a snapshot repeats an earlier one; `known` holds of which pairs it is known already."""
    pair = (id(peer), id(shot))
    if pair not in known:
        known[pair] = repeats(peer, shot)
    return known[pair]


def _links(left: Snapshot, right: Snapshot) -> list[Pair]:
    return [
        (left.cells[cell][0].ids[0], one.ids[0])
        for cell in left.cells
        if cell in right.cells and width(left.number(cell)) is not None
        for one in right.cells[cell]
    ]
