"""A large part taken up again: what its documents brought and what was found among them are kept beside its answer.

A part that has changed is put together anew of what its unchanged documents brought the last time; only new or changed
ones are opened. What was found in groups of statements is kept beside it, and holds as long as the tables are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TypeVar

import msgspec

from karvon.reconcile.brought import Brought, laid_down
from karvon.reconcile.kept import Settle, uncollected
from karvon.reconcile.lasting import Ice, Lasting, State, tables
from karvon.reconcile.parts import Part

T = TypeVar("T")
FEW = 8  # documents that are opened again as fast as a large part is written down


class Past(msgspec.Struct, frozen=True, array_like=True):
    """What a part was made of: what its documents brought, by id with their marks, and what was found beside tables.

    The mark of a document tells what it brought from what another state of it would bring.
    """

    brought: dict[str, tuple[str, Brought]] = {}
    tables: bytes = b""
    found: Ice | None = None


def resumed(part: Part, marks: Mapping[str, str], settle: Settle[T], past: Past) -> tuple[T, Past | None]:
    """Return the answer to a part whose documents have these marks, and what it was made of this time.

    Where that differs from what is kept in a few documents only, what is kept goes on to serve: nothing is returned.
    """
    with uncollected():
        return _resumed(part, marks, settle, past)


def _resumed(part: Part, marks: Mapping[str, str], settle: Settle[T], past: Past) -> tuple[T, Past | None]:
    same = {name for name, mark in marks.items() if past.brought.get(name, ("",))[0] == mark}
    given = part.make([name for name in marks if name not in same])
    written = hashlib.blake2b(msgspec.json.encode(tables(given)), digest_size=16).digest()
    found = past.found if past.tables == written else None
    come, there = list(laid_down(given).values()), [past.brought[name][1] for name in past.brought if name in same]
    if found is None:
        lasting, gone, come = Lasting(State(given)), [], [*there, *come]
    else:
        lasting = Lasting(State.thawed(given, [one for _, one in past.brought.values()], found))
        gone = [one for name, (_, one) in past.brought.items() if name not in same]
    lasting.due(gone, come)
    answer = settle(given, lasting)
    serves = found is not None and len(gone) + len(come) <= FEW
    return answer, None if serves else Past(_by_id(lasting.state, marks), written, lasting.state.frozen())


def _by_id(state: State, marks: Mapping[str, str]) -> dict[str, tuple[str, Brought]]:
    own = ((one.page.id, one) for one in state.brought.values() if one.page is not None)
    return {name: (marks[name], one) for name, one in own}
