"""Statements in the groups in which a rule looks at them: what it finds in a group stands until the group changes."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from karvon.reconcile.asleep import Asleep, At, Frozen, digest_of, places_of
from karvon.reconcile.pieces import Piece, packed
from karvon.reconcile.told import Told

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")
LONG, BULK = 64, 1000  # statements of a group whose order is kept; so many at once are put in order anew
NONE = Asleep(Frozen(b"", b"", b""), lambda place: (_ for _ in ()).throw(KeyError(place)))


class Form(Protocol[T]):
    """How what was found in a group is written down, and opened again."""

    def written(self, found: T, places: Mapping[str, int], /) -> bytes:
        """Return what was found as it is written down, `places` being those of all statements by their names."""

    def opened(self, piece: Piece, at: At, /) -> T:
        """Return what was written down, `at` giving the statement of a place."""


class Plain(Generic[T]):
    """Values of one kind, which tell statements by their names only."""

    def __init__(self, kind: Any) -> None:
        self._decoder: msgspec.msgpack.Decoder[T] = msgspec.msgpack.Decoder(kind)

    def written(self, found: T, _: Mapping[str, int], /) -> bytes:
        """Return a value as it is written down."""
        return msgspec.msgpack.encode(found)

    def opened(self, piece: Piece, _: At, /) -> T:
        """Return a value that was written down."""
        return self._decoder.decode(piece)


class Grouped(Generic[K, T]):
    """What a rule finds in each of its groups; a group that comes to hold other statements is looked at again.

    `key` names the group of a statement, None where the rule does not look at it, and `find` says what there is in the
    statements of one group, given in order of their figures. Both depend on nothing else that may change; where `find`
    does, whoever changes that calls `renew`. What is found is written down where it is of a `kind`, or in a `form`.
    """

    def __init__(
        self,
        key: Callable[[Told], K | None],
        find: Callable[[tuple[Told, ...]], T | None],
        kind: Any = None,
        form: Form[T] | None = None,
    ) -> None:
        self.key, self._find = key, find
        self._form: Form[T] | None = Plain(kind) if kind is not None else form
        self._own: dict[K, dict[int, Told]] = {}
        self._listed: dict[K, list[Told]] = {}
        self._found: dict[K, T] = {}
        self._due: set[K] = set()
        self._asleep: Asleep | None = None
        self._peeked: dict[int, T | None] = {}

    def change(self, gone: Collection[Told], come: Collection[Told]) -> None:
        """Take statements out of their groups and put others in; those that go are the very ones that came."""
        if len(gone) + len(come) > BULK:
            self._listed = {}
        for one in gone:
            key = self.key(one)
            if key is not None:
                del self._members(key)[id(one)]
                self._due.add(key)
                if (listed := self._listed.get(key)) is not None:
                    del listed[bisect_left(listed, _order(one), key=_order)]
        for one in come:
            key = self.key(one)
            if key is not None:
                self._members(key)[id(one)] = one
                self._due.add(key)
                if (listed := self._listed.get(key)) is not None:
                    insort(listed, one, key=_order)

    def renew(self) -> None:
        """Look at every group again."""
        self._wake_all()
        self._due.update(self._own)

    def touch(self, keys: Iterable[K]) -> None:
        """Look at these groups again, as far as there are such."""
        for key in keys:
            self._wake(key, self._number(key))
            if key in self._own:
                self._due.add(key)

    def members(self, key: K) -> Iterable[Told]:
        """Return the statements of a group in no order."""
        number = self._number(key)
        return self._own.get(key, {}).values() if number is None else self._sleeping.told(number)

    def told(self, key: K) -> tuple[Told, ...]:
        """Return the statements of a group in order of their figures, sums of several figures last."""
        if len(self._own.get(key, ())) < LONG:
            return tuple(sorted(self.members(key), key=_order))
        if key not in self._listed:
            self._listed[key] = sorted(self.members(key), key=_order)
        return tuple(self._listed[key])

    def of(self, key: K) -> T | None:
        """Return what there is in one group; None where there is nothing."""
        number = self._number(key)
        if number is not None and self._form is not None and number not in self._sleeping.waiting:
            return self._peek(number)
        self._wake(key, number)
        if key in self._due:
            self._look(key)
        return self._found.get(key)

    def all(self) -> Mapping[K, T]:
        """Return what there is in the groups that hold anything, in no order."""
        self._wake_all()
        for key in list(self._due):
            self._look(key)
        return self._found

    def each(self) -> Iterator[T]:
        """Yield what there is in every group that holds anything, in no order; groups that are asleep stay so."""
        for key in list(self._due):
            self._look(key)
        yield from self._found.values()
        if self._asleep is None:
            return
        for number in self._asleep.numbers() if self._form is None else self._asleep.telling():
            if self._form is None or number in self._asleep.waiting:
                made = self._find(tuple(sorted(self._asleep.told(number), key=_order)))
            else:
                made = self._peek(number)
            if made:
                yield made

    @property
    def due(self) -> frozenset[K]:
        """The groups that came to hold other statements and were not looked at since."""
        return frozenset(self._due)

    def news(self) -> list[tuple[K, T | None, T | None]]:
        """Return what there was and what there is now in every group that came to hold other statements."""
        before = [(key, self._found.get(key)) for key in self._due]
        return [(key, found, self.of(key)) for key, found in before]

    def frozen(self, places: Mapping[str, int]) -> Frozen:
        """Return the groups as they are written down, `places` being those of all statements by their names."""
        digests, sizes, members = array("Q"), array("I"), array("I")
        holding, found = array("I"), list[Piece]()
        waiting: list[int] = []
        for digest, own, raw, waits in self._all_written(places):
            if raw is not None:
                holding.append(len(digests))
                found.append(raw)
            if waits:
                waiting.append(len(digests))
            digests.append(digest)
            sizes.append(len(own))
            members.extend(own)
        written = (digests.tobytes(), sizes.tobytes(), members.tobytes(), holding.tobytes())
        return Frozen(*written, packed(found), tuple(waiting))

    def thaw(self, frozen: Frozen, at: At) -> None:
        """Take the groups up as they were written down, `at` giving the statement of a place; none is opened yet."""
        self._asleep = Asleep(frozen, at)
        self._own, self._listed, self._found, self._due, self._peeked = {}, {}, {}, set(), {}

    def _all_written(self, places: Mapping[str, int]) -> Iterator[tuple[int, Sequence[int], Piece | None, bool]]:
        yield from self._sleeping.written() if self._asleep else ()
        for key, own in self._own.items():
            if own:
                form = self._form if key not in self._due and key in self._found else None
                found = None if form is None else form.written(self._found[key], places)
                told = places_of(places, list(own.values()))
                yield digest_of(key), array("I", told), found, key in self._due

    @property
    def _sleeping(self) -> Asleep:
        return self._asleep or NONE

    def _number(self, key: K) -> int | None:
        return self._asleep.number(key) if self._asleep is not None else None

    def _members(self, key: K) -> dict[int, Told]:
        """Return the statements of a group that is about to change."""
        self._wake(key, self._number(key))
        return self._own.setdefault(key, {})

    def _wake(self, key: K, number: int | None) -> None:
        """Open a group that is asleep."""
        if number is None:
            return
        self._own[key] = {id(one): one for one in self._sleeping.told(number)}
        if self._form is None or number in self._sleeping.waiting:
            self._due.add(key)
        elif (found := self._peek(number)) is not None:
            self._found[key] = found
        self._sleeping.wake(number)

    def _wake_all(self) -> None:
        for number in self._sleeping.numbers() if self._asleep else ():
            key = self.key(self._sleeping.first(number))
            assert key is not None
            self._wake(key, number)

    def _peek(self, number: int) -> T | None:
        """Return what was found in a group that is asleep, opened once."""
        if number not in self._peeked:
            found = self._sleeping.found(number)
            form = self._form if found is not None else None
            self._peeked[number] = None if form is None or found is None else form.opened(found, self._sleeping.at)
        return self._peeked[number]

    def _look(self, key: K) -> None:
        self._due.discard(key)
        told = self.told(key)
        found = self._find(told) if told else None
        if found:
            self._found[key] = found
            return
        self._found.pop(key, None)
        if not told:
            self._own.pop(key, None)
            self._listed.pop(key, None)


def _order(one: Told) -> tuple[int, tuple[str, ...]]:
    return len(one.ids), one.ids


def same(group: tuple[Told, ...]) -> tuple[Told, ...]:
    """Return the statements of a group as they are."""
    return group
