"""What is found between neighbours of a sequence of snapshots stands until they, or what came before, change."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from karvon.reconcile.snapshots import Earlier, Snapshot

T = TypeVar("T")
Find = Callable[[Snapshot, Snapshot, Earlier], T]


class Course(NamedTuple):
    """The snapshots of one portfolio, oldest first, and what tells it from other ones."""

    name: tuple[object, ...]
    shots: Sequence[Snapshot]


class Neighbours(Generic[T]):
    """What is found between each two neighbours of sequences, from one change to the next.

    It may depend on the two, and on those that came before them and give the figures of the later one again.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[Sequence[Snapshot], dict[tuple[int, int], T]]] = {}

    def found(self, name: Hashable, sequence: Sequence[Snapshot], find: Find[T]) -> list[T]:
        """Return what there is between neighbours of the sequence of some name, asking only where something changed."""
        last, known = self._known.get(name, ((), {}))
        changed = _changed(last, sequence)
        touched = frozenset(mark for shot in changed for mark in shot.marks)
        earlier, now = Earlier(), dict[tuple[int, int], T]()
        for before, after in pairwise(sequence):
            pair = (id(before), id(after))
            stands = pair in known and touched.isdisjoint(after.marks)
            now[pair] = known[pair] if stands else find(before, after, earlier)
            earlier.add(before)
        self._known[name] = (sequence, now)
        return list(now.values())

    def only(self, names: set[Hashable]) -> None:
        """Forget all sequences but those of these names."""
        self._known = {name: known for name, known in self._known.items() if name in names}


def _changed(before: Sequence[Snapshot], after: Sequence[Snapshot]) -> Iterator[Snapshot]:
    """Yield the snapshots that stand in one of two sequences only."""
    first, last = ({id(shot): shot for shot in shots} for shots in (before, after))
    yield from (shot for name, shot in first.items() if name not in last)
    yield from (shot for name, shot in last.items() if name not in first)
