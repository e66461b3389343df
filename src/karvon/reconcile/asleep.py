"""Statements and groups as they were written down: only those that somebody asks for are opened."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Hashable, Iterator, Mapping, MutableMapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, chain

import msgspec

from karvon.model.values import Interval
from karvon.reconcile.keys import MANY
from karvon.reconcile.pieces import NOTHING, Packed, Piece, Pieces, packed
from karvon.reconcile.told import Told

At = Callable[[int], Told]  # the statement of a place
DIGEST = 8  # bytes
_DECODER = msgspec.msgpack.Decoder(Told)


class Frozen(msgspec.Struct, frozen=True, array_like=True):
    """Groups as they are written down: digests of their names, their sizes, the places of their statements, the found.

    Digests have eight bytes, sizes and places are numbers of four, one group after the other. `found` is what was found
    in the groups whose numbers are `holding`, `waiting` are those that nobody has looked at since they changed.
    """

    digests: bytes
    sizes: bytes
    places: bytes
    holding: bytes = b""
    found: Packed = Packed()
    waiting: tuple[int, ...] = ()


class Asleep:
    """The groups of a rule that nobody has opened since they were written down, by the digests of their names."""

    def __init__(self, frozen: Frozen, at: At) -> None:
        """Take groups up; `at` gives the statement of a place."""
        digests = array("Q", frozen.digests)
        self._numbers = dict(zip(digests, range(len(digests)), strict=True))
        self._starts = list(accumulate(array("I", frozen.sizes), initial=0))
        self._places, self.at = array("I", frozen.places), at
        self._holding = {number: place for place, number in enumerate(array("I", frozen.holding))}
        self._found, self._digests = Pieces(frozen.found), digests
        self.waiting = frozenset(frozen.waiting)

    def __len__(self) -> int:
        """Return how many groups are asleep."""
        return len(self._numbers)

    def number(self, key: Hashable) -> int | None:
        """Return the number of a group; None where it is not asleep."""
        return self._numbers.get(digest_of(key)) if self._numbers else None

    def told(self, number: int) -> list[Told]:
        """Return the statements of a group."""
        return [self.at(place) for place in self._places[self._starts[number] : self._starts[number + 1]]]

    def first(self, number: int) -> Told:
        """Return one statement of a group."""
        return self.at(self._places[self._starts[number]])

    def found(self, number: int) -> Piece | None:
        """Return what was found in a group as it is written down."""
        place = self._holding.get(number)
        return None if place is None else self._found[place]

    def numbers(self) -> list[int]:
        """Return the numbers of all groups that are asleep."""
        return list(self._numbers.values())

    def telling(self) -> list[int]:
        """Return the numbers of the groups that are asleep in which something was found, or that nobody looked at."""
        numbers, digests = self._numbers, self._digests
        return [number for number in (*self._holding, *self.waiting) if digests[number] in numbers]

    def wake(self, number: int) -> None:
        """Leave a group to whoever opened it."""
        del self._numbers[self._digests[number]]

    def written(self) -> Iterator[tuple[int, Sequence[int], Piece | None, bool]]:
        """Yield every group that is asleep as it was written down: digest, places, what was found, whether it waits."""
        for digest, number in self._numbers.items():
            places = self._places[self._starts[number] : self._starts[number + 1]]
            yield digest, places, self.found(number), number in self.waiting


class Statements(MutableMapping[str, Told]):
    """Statements by their names, in no order, of which those as they were written down are opened when asked for.

    The first places are those of sums that offices make, which are no statements by name.
    """

    def __init__(self, names: Sequence[str], written: Packed, sums: int) -> None:
        """Take statements up by their places; one without a name is none, `sums` says how many sums come first."""
        self.names, self._written = names, Pieces(written)
        self.sums = [_DECODER.decode(self._written[place]) for place in range(sums)]
        self._places = {name: place for place, name in enumerate(names) if name and place >= sums}
        self._opened = dict(enumerate(self.sums))
        self._new: dict[str, Told] = {}
        self._gone: set[str] = set()

    def at(self, place: int) -> Told:
        """Return the statement that was written down at a place, whatever became of it since."""
        one = self._opened.get(place)
        if one is None:
            one = self._opened[place] = _DECODER.decode(self._written[place])
        return one

    def written(self) -> tuple[list[str], Packed]:
        """Return names and statements by their places as they are written down, those that are new last."""
        names = [name if place < len(self.sums) or self._stands(name) else "" for place, name in enumerate(self.names)]
        old = (self._written[place] if name else NOTHING for place, name in enumerate(names))
        fresh = (msgspec.msgpack.encode(one) for one in self._new.values())
        return [*names, *self._new], packed(chain(old, fresh))

    def _stands(self, name: object) -> bool:
        """Say whether a statement is as it was written down."""
        return name in self._places and name not in self._gone

    def __getitem__(self, name: str) -> Told:
        """Return a statement; KeyError where there is none."""
        return self.at(self._places[name]) if self._stands(name) else self._new[name]

    def __setitem__(self, name: str, one: Told) -> None:
        """Put a statement in."""
        self._gone.add(name)
        self._new[name] = one

    def __delitem__(self, name: str) -> None:
        """Take a statement out."""
        if self._stands(name):
            self._gone.add(name)
        else:
            del self._new[name]

    def __contains__(self, name: object) -> bool:
        """Say whether there is a statement of a name."""
        return name in self._new or self._stands(name)

    def __iter__(self) -> Iterator[str]:
        """Yield the names of all statements."""
        yield from [*(name for name in self._places if self._stands(name)), *self._new]

    def __len__(self) -> int:
        """Return how many statements there are."""
        return len(self._places.keys() - self._gone) + len(self._new)


def digest_of(key: Hashable) -> int:
    """Return the name of a group as a number of eight bytes, the same in every process for names that are equal."""
    written = msgspec.msgpack.encode(_plain(key))
    return int.from_bytes(hashlib.blake2b(written, digest_size=DIGEST).digest(), "little")


def _plain(key: object) -> object:
    """Return equal names written alike: a number may have zeros at its end."""
    if isinstance(key, tuple):
        return [_plain(one) for one in key]
    if isinstance(key, Decimal):
        return f"{key.normalize():f}"
    if isinstance(key, Interval):
        return [_plain(key.value), _plain(key.low), _plain(key.high)]
    return _written(key) if isinstance(key, msgspec.Struct) else key


@lru_cache(maxsize=MANY)
def _written(key: msgspec.Struct) -> bytes:
    return msgspec.msgpack.encode(key)


def places_of(names: Mapping[str, int], told: Sequence[Told]) -> list[int]:
    """Return the places of statements."""
    return [names[one.figure.id] for one in told]
