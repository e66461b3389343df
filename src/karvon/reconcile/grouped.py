"""Statements in the groups in which a rule looks at them: what it finds in a group stands until the group changes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any, Generic, TypeVar

import msgspec

from karvon.reconcile.told import Told

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Frozen(msgspec.Struct, frozen=True, array_like=True):
    """Groups as they are written down: their sizes, the places of their statements among all, and what was found.

    Sizes and places are numbers of four bytes, one group after the other; of a group in which nothing was found that
    is written down `found` has nothing.
    """

    sizes: bytes
    places: bytes
    found: msgspec.Raw


class Grouped(Generic[K, T]):
    """What a rule finds in each of its groups; a group that comes to hold other statements is looked at again.

    `key` names the group of a statement, None where the rule does not look at it, and `find` says what there is in the
    statements of one group, given in order of their figures. Both depend on nothing else that may change; where `find`
    does, whoever changes that calls `renew`. What is found is written down where it is of a `kind`.
    """

    def __init__(
        self, key: Callable[[Told], K | None], find: Callable[[tuple[Told, ...]], T | None], kind: Any = None
    ) -> None:
        self.key, self._find, self._kind = key, find, kind
        self._written: Any = Any if kind is None else tuple[list[tuple[int, kind]], list[int]]
        self._own: dict[K, dict[int, Told]] = {}
        self._found: dict[K, T] = {}
        self._due: set[K] = set()
        self._unseen: set[K] = set()
        self._asleep: dict[K, tuple[int, int]] = {}
        self._places: array[int] = array("I")
        self._told: Sequence[Told] = ()

    def change(self, gone: Iterable[Told], come: Iterable[Told]) -> None:
        """Take statements out of their groups and put others in; those that go are the very ones that came."""
        for one in gone:
            key = self.key(one)
            if key is not None:
                del self._members(key)[id(one)]
                self._due.add(key)
        for one in come:
            key = self.key(one)
            if key is not None:
                self._members(key)[id(one)] = one
                self._due.add(key)

    def renew(self) -> None:
        """Look at every group again."""
        self._due.update(self._own)
        self._due.update(self._asleep)

    def members(self, key: K) -> Iterable[Told]:
        """Return the statements of a group in no order."""
        return self._sleeping(key) if key in self._asleep else self._own.get(key, {}).values()

    def told(self, key: K) -> tuple[Told, ...]:
        """Return the statements of a group in order of their figures, sums of several figures last."""
        return tuple(sorted(self.members(key), key=_order))

    def of(self, key: K) -> T | None:
        """Return what there is in one group; None where there is nothing."""
        if key in self._due or key in self._unseen:
            self._look(key)
        return self._found.get(key)

    def all(self) -> Mapping[K, T]:
        """Return what there is in the groups that hold anything, in no order."""
        for key in self._due | self._unseen:
            self._look(key)
        return self._found

    @property
    def due(self) -> frozenset[K]:
        """The groups that came to hold other statements and were not looked at since."""
        return frozenset(self._due)

    def news(self) -> list[tuple[K, T | None, T | None]]:
        """Return what there was and what there is now in every group that came to hold other statements."""
        before = [(key, self._found.get(key)) for key in self._due]
        return [(key, found, self.of(key)) for key, found in before]

    def frozen(self, places: Mapping[int, int]) -> Frozen:
        """Return the groups as they are written down, `places` being those of all statements by their identity."""
        groups = {key: self._sleeping(key) for key in self._asleep} | {
            key: list(own.values()) for key, own in self._own.items() if own
        }
        found = self._found if self._kind is not None else {}
        kept = [(number, found[key]) for number, key in enumerate(groups) if key in found and key not in self._due]
        waiting = [number for number, key in enumerate(groups) if key in self._due]
        members = array("I", (places[id(one)] for told in groups.values() for one in told))
        sizes = array("I", map(len, groups.values()))
        return Frozen(sizes.tobytes(), members.tobytes(), msgspec.Raw(msgspec.msgpack.encode((kept, waiting))))

    def thaw(self, frozen: Frozen, told: Sequence[Told]) -> None:
        """Take the groups up as they were written down among these statements; they are opened when they change."""
        self._places, self._told = array("I", frozen.places), told
        spans = list(pairwise(accumulate(array("I", frozen.sizes), initial=0)))
        names = [name for first, _ in spans if (name := self.key(told[self._places[first]])) is not None]
        self._asleep = dict(zip(names, spans, strict=True))
        kept, waiting = msgspec.msgpack.decode(frozen.found, type=self._written)
        self._own, self._found = {}, {names[number]: found for number, found in kept}
        self._due, self._unseen = {names[number] for number in waiting}, set(names) if self._kind is None else set()

    def _members(self, key: K) -> dict[int, Told]:
        """Return the statements of a group that is about to change."""
        if key not in self._own:
            self._own[key] = {id(one): one for one in self._sleeping(key)}
            self._asleep.pop(key, None)
        return self._own[key]

    def _sleeping(self, key: K) -> list[Told]:
        """Return the statements of a group that was not opened since it was written down."""
        first, last = self._asleep.get(key, (0, 0))
        return [self._told[place] for place in self._places[first:last]]

    def _look(self, key: K) -> None:
        self._due.discard(key)
        self._unseen.discard(key)
        told = self.told(key)
        found = self._find(told) if told else None
        if found:
            self._found[key] = found
            return
        self._found.pop(key, None)
        if not told:
            self._own.pop(key, None)


def _order(one: Told) -> tuple[int, tuple[str, ...]]:
    return len(one.ids), one.ids


def same(group: tuple[Told, ...]) -> tuple[Told, ...]:
    """Return the statements of a group as they are."""
    return group
