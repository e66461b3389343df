"""A large part taken up again: what its documents brought and what was found among them are kept beside its answer.

A part that has changed is put together anew of what its unchanged documents brought the last time; only new or changed
ones are opened. What was found in groups of statements is kept beside it, and holds as long as the tables are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Set
from functools import cached_property
from typing import NamedTuple, TypeVar

import msgspec

from karvon.reconcile.brought import Brought, laid_down
from karvon.reconcile.kept import Outline, Settle, uncollected
from karvon.reconcile.known import Inputs
from karvon.reconcile.lasting import Ice, Lasting, State, tables
from karvon.reconcile.ledger import outlined
from karvon.reconcile.parts import Part
from karvon.reconcile.pieces import Packed, Piece, Pieces, packed

T = TypeVar("T")
FEW = 8  # documents that are opened again as fast as a large part is written down


class Past(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """What a part was made of: what its documents brought, by id with their marks, and what was found beside tables.

    The mark of a document tells what it brought from what another state of it would bring; `pieces` holds that, in the
    same order.
    """

    brought: dict[str, str] = {}
    pieces: Packed = Packed()
    tables: bytes = b""
    found: Ice | None = None

    @cached_property
    def written(self) -> Mapping[str, memoryview]:
        """What documents brought, by their ids, as it is written down."""
        pieces = Pieces(self.pieces)
        return {name: pieces[place] for place, name in enumerate(self.brought)}

    def opened(self, name: str) -> Brought | None:
        """Return what a document brought, by its id."""
        written = self.written.get(name)
        return None if written is None else msgspec.msgpack.decode(written, type=Brought)

    def all(self, names: Collection[str]) -> list[Brought]:
        """Return what documents brought, by their ids."""
        return [one for name in names if (one := self.opened(name)) is not None]


def resumed(part: Part, marks: Mapping[str, str], settle: Settle[T], past: Past) -> tuple[T, Past | None]:
    """Return the answer to a part whose documents have these marks, and what it was made of this time.

    Where that differs from what is kept in a few documents only, what is kept goes on to serve: nothing is returned.
    """
    with uncollected():
        same, given = _opened(part, marks, past)
        found, come = _standing(given, past), list(laid_down(given).values())
        if found is None:
            lasting = Lasting(State(given))
            lasting.due((), [*past.all(same), *come])
            answer = settle(given, lasting)
            return answer, _past(lasting.state, given, marks, past, same)
        lasting = Lasting(State.thawed(given, past.all(past.brought), found))
        lasting.due(past.all(past.brought.keys() - same), come)
        return settle(given, lasting), _further(lasting.state, given, marks, past)


class Glance(NamedTuple):
    """A large part as it was last glanced at: the marks of its documents, what is kept of it on disk, its state."""

    marks: Mapping[str, str]
    past: Past
    lasting: Lasting


def glanced(part: Part, marks: Mapping[str, str], past: Past) -> tuple[Outline, Past | None, Glance | None]:
    """Return the outline of a part as `resumed` does, and open only what its changed documents touch.

    The glance, where there is one, is what `glanced_again` goes on from.
    """
    with uncollected():
        same, given = _opened(part, marks, past)
        found = _standing(given, past)
        if found is None or found.subjects:
            return *resumed(part, marks, outlined, past), None
        lasting = Lasting(State.asleep(given, found, past.opened))
        lasting.due(past.all(past.brought.keys() - same), list(laid_down(given).values()))
        return _glance(marks, Glance({}, past, lasting), given)


def glanced_again(part: Part, marks: Mapping[str, str], last: Glance) -> tuple[Outline, Past | None, Glance] | None:
    """Return the same of a part that was glanced at before; None where its tables are others or nothing was left."""
    with uncollected():
        changed = {name for name in marks.keys() | last.marks.keys() if marks.get(name) != last.marks.get(name)}
        given = part.make([name for name in marks if name in changed])
        if not last.lasting.ready or last.lasting.state.tables != tables(given):
            return None
        brought = {one.page.id: one for one in last.lasting.state.brought.values() if one.page is not None}
        known = (brought.get(name) or last.past.opened(name) for name in sorted(changed & last.marks.keys()))
        last.lasting.due([one for one in known if one is not None], list(laid_down(given).values()))
        return _glance(marks, last, given)


def _glance(marks: Mapping[str, str], last: Glance, given: Inputs) -> tuple[Outline, Past | None, Glance]:
    outline = outlined(given, last.lasting)
    past = _further(last.lasting.state, given, marks, last.past)
    return outline, past, Glance(dict(marks), past or last.past, last.lasting)


def _opened(part: Part, marks: Mapping[str, str], past: Past) -> tuple[set[str], Inputs]:
    """Return the documents that are the same, and the inputs of those that are not."""
    same = {name for name, mark in marks.items() if name in past.brought and past.brought[name] == mark}
    return same, part.make([name for name in marks if name not in same])


def _standing(given: Inputs, past: Past) -> Ice | None:
    """Return what was found, where the tables are the same."""
    return past.found if past.tables == _hashed(given) else None


def _further(state: State, given: Inputs, marks: Mapping[str, str], past: Past) -> Past | None:
    """Return what a part is made of now; nothing where what is kept differs in a few documents only."""
    same = {name for name, mark in past.brought.items() if marks.get(name) == mark}
    changes = len(marks) + len(past.brought) - 2 * len(same)
    return None if changes <= FEW else _past(state, given, marks, past, same)


def _past(state: State, given: Inputs, marks: Mapping[str, str], past: Past, same: Set[str]) -> Past:
    pages = {one.page.id: one for one in state.brought.values() if one.page is not None}
    encode = msgspec.msgpack.encode
    kept: dict[str, Piece] = {name: past.written[name] for name in past.brought if name in same}
    kept |= {name: encode(one) for name, one in pages.items() if name not in same}
    return Past({name: marks[name] for name in kept}, packed(kept.values()), _hashed(given), state.frozen())


def _hashed(given: Inputs) -> bytes:
    return hashlib.blake2b(msgspec.json.encode(tables(given)), digest_size=16).digest()
