"""Snapshots of a portfolio that give the figures of an earlier one again, however far apart the days are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from karvon.reconcile.numbers import width
from karvon.reconcile.snapshots import Cell, Snapshot, repeats

Pair = tuple[str, str]
Given = tuple[tuple[str, ...], str, Cell, Decimal | None]  # of whose portfolio which value of a cell is given
Echo = tuple[Snapshot, int, Snapshot]  # a snapshot, the place of a cell in it, and the one it repeats there


class Echoes:
    """What snapshots repeat, from one change to the next: only those with numbers of changed ones are asked."""

    def __init__(self) -> None:
        self._shots: dict[int, Snapshot] = {}
        self._giving: dict[Given, list[Snapshot]] = {}
        self._found: dict[Given, list[Echo]] = {}

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
        places = {id(shot): place for place, shot in enumerate(shots)}
        known: dict[tuple[int, int], bool] = {}
        for mark in touched:
            peers = self._giving[mark] = sorted(self._giving[mark], key=lambda shot: places[id(shot)])
            self._found[mark] = _repeated(mark[2], peers, known)
            if not peers:
                del self._giving[mark], self._found[mark]
        echoes = (echo for found in self._found.values() for echo in found)
        ordered = sorted(echoes, key=lambda echo: (places[id(echo[0])], echo[1]))
        return [pair for shot, _, peer in ordered for pair in _links(peer, shot)]


def _marks(shot: Snapshot) -> list[Given]:
    return [(shot.scope, shot.subject, cell, number.value) for cell, number in shot.numbers.items()]


def _repeated(cell: Cell, peers: Sequence[Snapshot], known: dict[tuple[int, int], bool]) -> list[Echo]:
    """Return which of the snapshots that give one value of a cell repeat an earlier one, and the last such."""
    found = []
    for place, shot in enumerate(peers):
        earlier = (peers[before] for before in range(place - 1, -1, -1))
        last = next((peer for peer in earlier if _repeats(peer, shot, known)), None)
        if last is not None:
            found.append((shot, list(shot.cells).index(cell), last))
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
