"""What single documents bring into a part, and what was found in its years: kept, so that a part is taken up again.

A part that has changed is put together anew of what its unchanged documents brought the last time; only new or changed
ones are opened. What was found within a year stands as long as its statements are written down the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.reconcile.kept import Answer, Settle
from karvon.reconcile.known import Inputs
from karvon.reconcile.parts import Part
from karvon.reconcile.placement import by
from karvon.reconcile.told import Told
from karvon.reconcile.years import Find, Found

T = TypeVar("T")
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
    """What a part was made of the last time: what its documents brought, by id, and what its years came to."""

    brought: dict[str, Brought] = {}
    years: dict[str, tuple[str, Found]] = {}


class Recalled:
    """What was found within the years of a part, as it was written down; `now` is what holds after a run.

    A statement is what its document brings, beside the tables, and the portfolio that it was found to be of.
    """

    def __init__(self, years: Mapping[str, tuple[str, Found]], given: Inputs, marks: Mapping[str, str]) -> None:
        self._before, self.now, self._marks = years, dict[str, tuple[str, Found]](), marks
        self._tables = msgspec.json.encode((given.info, given.rows, given.numbers, given.series))

    def __call__(self, year: str, told: tuple[Told, ...], find: Find) -> Found:
        """Return what is found within a year, looked for only when other things are told of it."""
        stated = [(one.ids, one.slot.subject) for one in told]
        documents = sorted({one.figure.source.document for one in told if one.figure.source.document})
        written = msgspec.json.encode((stated, documents, [self._marks[name] for name in documents]))
        mark = hashlib.blake2b(self._tables + written, digest_size=16).hexdigest()
        known = self._before.get(year)
        self.now[year] = known if known is not None and known[0] == mark else (mark, find())
        return self.now[year][1]


def resumed(part: Part, marks: Mapping[str, str], settle: Settle, past: Past) -> tuple[Answer, Past]:
    """Return the answer to a part whose documents have these marks, and what it was made of this time."""
    given = taken_up(marks, past.brought, part.make)
    years = Recalled(past.years, given, marks)
    return settle(given, years), Past(laid_down(given, marks), years.now)


def taken_up(marks: Mapping[str, str], past: Mapping[str, Brought], opened: Open) -> Inputs:
    """Return what a part is reconciled from: kept of documents whose marks are the same, the others `opened`."""
    same = [past[name] for name, mark in marks.items() if name in past and past[name].mark == mark]
    fresh = [name for name, mark in marks.items() if name not in past or past[name].mark != mark]
    given = opened(fresh)
    return replace(
        given,
        documents=tuple(sorted((*given.documents, *(one.page for one in same)), key=_id)),
        claims=tuple(sorted((*given.claims, *(claim for one in same for claim in one.claims)), key=_id)),
        sides=tuple(sorted((*given.sides, *(side for one in same for side in one.sides)))),
        linked=tuple(sorted((*given.linked, *(pair for one in same for pair in one.linked)))),
        averages=tuple(sorted((*given.averages, *(name for one in same for name in one.averages)))),
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
