"""What single documents bring into a part, and what was found in it: kept, so that a part is taken up again.

A part that has changed is put together anew of what its unchanged documents brought the last time; only new or changed
ones are opened. What was found in groups of statements is kept beside it, and holds as long as the tables are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.reconcile.kept import Settle, uncollected
from karvon.reconcile.known import Inputs
from karvon.reconcile.lasting import Ice, Lasting, tables
from karvon.reconcile.parts import Part
from karvon.reconcile.told import by

T = TypeVar("T")
FEW = 8  # documents that are opened again as fast as a large part is written down
Open = Callable[[Collection[str]], Inputs]


class Brought(msgspec.Struct, frozen=True, array_like=True):
    """What one document brings into a part; `mark` tells it from what another state of the document would bring."""

    mark: str
    page: Document
    claims: tuple[Claim, ...]
    sides: tuple[tuple[str, str, str], ...]
    linked: tuple[tuple[str, str], ...]
    averages: tuple[str, ...]


class Past(msgspec.Struct, frozen=True, array_like=True):
    """What a part was made of: what its documents brought, by id, and what was found beside its tables."""

    brought: dict[str, Brought] = {}
    tables: bytes = b""
    found: Ice | None = None


def resumed(part: Part, marks: Mapping[str, str], settle: Settle[T], past: Past) -> tuple[T, Past | None]:
    """Return the answer to a part whose documents have these marks, and what it was made of this time.

    Where that differs from what is kept in a few documents only, what is kept goes on to serve: nothing is returned.
    """
    with uncollected():
        return _resumed(part, marks, settle, past)


def _resumed(part: Part, marks: Mapping[str, str], settle: Settle[T], past: Past) -> tuple[T, Past | None]:
    given = taken_up(marks, past.brought, part.make)
    written = hashlib.blake2b(msgspec.json.encode(tables(given)), digest_size=16).digest()
    found = past.found if past.tables == written else None
    before = _put_together(given, past.brought.values()) if found else None
    lasting = Lasting.thawed(before, found) if before and found else Lasting()
    answer = settle(given, lasting)
    serves = found is not None and _changes(marks, past.brought) <= FEW
    return answer, None if serves else Past(laid_down(given, marks), written, lasting.frozen())


def _changes(marks: Mapping[str, str], past: Mapping[str, Brought]) -> int:
    """Return how many documents are new, other than they were, or gone."""
    same = sum(name in past and past[name].mark == mark for name, mark in marks.items())
    return len(marks) + len(past) - 2 * same


def taken_up(marks: Mapping[str, str], past: Mapping[str, Brought], opened: Open) -> Inputs:
    """Return what a part is reconciled from: kept of documents whose marks are the same, the others `opened`."""
    same = [past[name] for name, mark in marks.items() if name in past and past[name].mark == mark]
    fresh = [name for name, mark in marks.items() if name not in past or past[name].mark != mark]
    given = opened(fresh)
    there = laid_down(given, marks)
    return _put_together(given, (*there.values(), *same))


def _put_together(tables: Inputs, brought: Collection[Brought]) -> Inputs:
    """Return the inputs that documents bring, beside tables."""
    return replace(
        tables,
        documents=tuple(sorted((one.page for one in brought), key=_id)),
        claims=tuple(sorted((claim for one in brought for claim in one.claims), key=_id)),
        sides=tuple(sorted(side for one in brought for side in one.sides)),
        linked=tuple(sorted(pair for one in brought for pair in one.linked)),
        averages=tuple(sorted(name for one in brought for name in one.averages)),
    )


def laid_down(given: Inputs, marks: Mapping[str, str]) -> dict[str, Brought]:
    """Return what every document brought into a part."""
    pages = {name: page.id for name, page in given.pages.items()}
    claims = by(given.claims, lambda one: pages[one.document])
    home = {one.id: pages[one.document] for one in given.claims}
    sides, linked = by(given.sides, lambda one: pages[one[0]]), by(given.linked, lambda one: home[one[0]])
    averages = by(given.averages, home.__getitem__)
    return {
        page.id: Brought(
            mark=marks[page.id],
            page=page,
            claims=_all(claims, page.id),
            sides=_all(sides, page.id),
            linked=_all(linked, page.id),
            averages=_all(averages, page.id),
        )
        for page in given.documents
    }


def _all(found: Mapping[str, Iterable[T]], name: str) -> tuple[T, ...]:
    return tuple(found.get(name, ()))


def _id(one: Claim | Document) -> str:
    return one.id
