"""Snapshots as they are written down: their cells and numbers are known at once, their statements when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from karvon.model.dates import Span
from karvon.model.values import Interval
from karvon.reconcile.asleep import At, places_of
from karvon.reconcile.pieces import Piece
from karvon.reconcile.snapshots import Cell, Snapshot
from karvon.reconcile.told import Told


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A snapshot as it is written down; a cell has its number and the places of its statements."""

    source: str
    subject: str
    scope: tuple[str, ...]
    day: Span
    ids: tuple[str, ...]
    words: frozenset[str]
    cells: tuple[tuple[Cell, Interval, tuple[int, ...]], ...]


_DECODER = msgspec.msgpack.Decoder(list[Kept])


class Cells(Mapping[Cell, tuple[Told, ...]]):
    """The statements of a snapshot by their cells, opened when asked for."""

    def __init__(self, places: Mapping[Cell, tuple[int, ...]], at: At) -> None:
        """Take cells up with the places of their statements; `at` gives the statement of a place."""
        self._places, self._at = places, at
        self._opened: dict[Cell, tuple[Told, ...]] = {}

    def __getitem__(self, cell: Cell) -> tuple[Told, ...]:
        """Return the statements of a cell; KeyError where there is no such cell."""
        told = self._opened.get(cell)
        if told is None:
            told = self._opened[cell] = tuple(map(self._at, self._places[cell]))
        return told

    def __contains__(self, cell: object) -> bool:
        """Say whether there is such a cell."""
        return cell in self._places

    def __iter__(self) -> Iterator[Cell]:
        """Yield the cells in their order."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self._places)


class Shots:
    """How snapshots are written down and opened again."""

    def written(self, found: Sequence[Snapshot], places: Mapping[str, int], /) -> bytes:
        """Return snapshots as they are written down, `places` being those of statements by their names."""
        return msgspec.msgpack.encode([_kept(shot, places) for shot in found])

    def opened(self, piece: Piece, at: At, /) -> list[Snapshot]:
        """Return snapshots that were written down, `at` giving the statement of a place."""
        return [_shot(one, at) for one in _DECODER.decode(piece)]


def _kept(shot: Snapshot, places: Mapping[str, int]) -> Kept:
    cells = [(cell, shot.number(cell), tuple(places_of(places, told))) for cell, told in shot.cells.items()]
    return Kept(shot.source, shot.subject, shot.scope, shot.day, shot.ids, shot.words, tuple(cells))


def _shot(one: Kept, at: At) -> Snapshot:
    cells = Cells({cell: places for cell, _, places in one.cells}, at)
    shot = Snapshot(source=one.source, subject=one.subject, scope=one.scope, day=one.day, cells=cells)
    known = {"numbers": {cell: number for cell, number, _ in one.cells}, "ids": one.ids, "words": one.words}
    shot.__dict__.update(known)  # what it is asked for most, which would open its statements
    return shot
