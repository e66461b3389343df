"""Parts of a case that no rule looks across: each is reconciled alone, and only those a new document touches anew.

A part is a set of countries and a family of indicators with all claims, figures of rows and series of them. Parts are
joined wherever a rule looks from one into the other: every such look is a link (links.py). Whoever adds a rule that
looks further adds a link for it; the tests hold every ledger made of parts against the one made of the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, partial
from operator import attrgetter
from typing import Self

import msgspec
from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.figure import Figure
from karvon.model.measures import TradeSeries
from karvon.model.row import Row
from karvon.reconcile.known import Inputs
from karvon.reconcile.links import SLOTS, Desk, Kind, Place, Places, comparable_of, links, named
from karvon.reconcile.placement import is_undated, letters
from karvon.reconcile.told import by

FIGURES = "indicator_values"
BY_ID = attrgetter("id")


class Part(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One part: its name, the same as long as its first place is, and how what it is reconciled from is put together.

    `shared` is the hash of the rows that all parts have in common; `mark` is the hash of the inputs where it is known
    without putting them together. `marks` are those of its documents, by id, where each brings its own, so that a part
    can be made of those that `make` opens and of what the others brought before.
    """

    name: str
    make: Callable[[Collection[str] | None], Inputs]
    shared: str
    mark: str | None = None
    marks: Mapping[str, str] | None = None

    @cached_property
    def inputs(self) -> Inputs:
        """What the part is reconciled from."""
        return self.make(None)

    def digest(self) -> str:
        """Return the hash of everything a part's answer depends on; of texts only whether they are the same."""
        if self.mark is not None:
            return self.mark
        given = self.inputs
        documents = [(replace(one, text=""), letters(one) if is_undated(one) else "") for one in given.documents]
        own = [row for row in given.rows if row.table == FIGURES]
        stated = (replace(given, documents=(), rows=()), documents, own)
        return hashlib.sha256(self.shared.encode() + msgspec.json.encode(stated)).hexdigest()


class Joined:
    """Places joined into parts."""

    def __init__(self) -> None:
        self._parent: dict[Place, Place] = {}

    def root(self, place: Place) -> Place:
        """Return the first place of the part that a place belongs to."""
        parent = self._parent
        while (above := parent.setdefault(place, place)) != place:
            parent[place] = parent[above]
            place = above
        return place

    def join(self, left: Place, right: Place) -> None:
        """Make two places parts of one."""
        low, high = sorted((self.root(left), self.root(right)))
        self._parent[high] = low


def joined_by(places: Places) -> Joined:
    """Return the places of a case joined wherever a rule looks across."""
    joined = Joined()
    for left, right in links(places):
        joined.join(left, right)
    return joined


def parts(given: Inputs) -> tuple[Part, ...]:
    """Return the parts of a case in order of their names; together they hold every figure once."""
    claims = comparable_of(given)
    sheets = Desk.of(given, claims).sheets(given)
    places = Places(given, sheets)
    joined = joined_by(places)
    roots = {kind: joined.root(places.of_kind(kind)) for kind in {kind for one in sheets for kind in one.kinds}}
    own: dict[Place, list[Claim]] = {}
    for slots, told in by(claims.values(), SLOTS).items():
        own.setdefault(roots[Kind._make(slots)], []).extend(told)
    library, tables = Library.of(given), Tables.of(places, joined)
    return tuple(
        Part(
            name=named(first),
            make=partial(library.part, own.get(first, ()), tables.numbers(first), tables.series(first)),
            shared=library.mark,
        )
        for first in sorted({*own, *tables.places})
    )


class Tables(msgspec.Struct, frozen=True):
    """The figures of rows and the series of a case by the first place of the part they belong to."""

    figures: Mapping[Place, list[Figure]]
    listed: Mapping[Place, list[TradeSeries]]

    @classmethod
    def of(cls, places: Places, joined: Joined) -> Self:
        """Return the figures and series of a case under the parts they belong to."""
        return cls(
            by(places.given.numbers, lambda one: joined.root(places.of(one))),
            by(places.given.series, lambda one: joined.root(places.of(one))),
        )

    @property
    def places(self) -> set[Place]:
        """The first places of all parts that have figures or series."""
        return {*self.figures, *self.listed}

    def numbers(self, first: Place) -> tuple[Figure, ...]:
        """Return the figures of a part."""
        return tuple(self.figures.get(first, ()))

    def series(self, first: Place) -> tuple[TradeSeries, ...]:
        """Return the series of a part."""
        return tuple(self.listed.get(first, ()))


class Library(msgspec.Struct, frozen=True):
    """What parts take from a case, under the keys by which they ask for it."""

    given: Inputs
    pages: Mapping[str, Document]
    copies: Mapping[str, list[Document]]
    claims: Mapping[str, list[Claim]]
    shared: tuple[Row, ...]
    own: Mapping[str, Row]
    sides: Mapping[str, list[tuple[str, str, str]]]
    linked: Mapping[str, str]
    averages: frozenset[str]
    mark: str

    @classmethod
    def of(cls, given: Inputs) -> Self:
        """Return what the parts of a case take from it."""
        undated = [document for document in given.documents if is_undated(document)]
        shared = tuple(row for row in given.rows if row.table != FIGURES)
        return cls(
            given=given,
            pages=given.pages,
            copies=by(given.documents, letters) if undated else {},
            claims=by((claim for claim in given.claims if claim.kind == "document"), lambda claim: claim.document),
            shared=shared,
            own={row.ref: row for row in given.rows if row.table == FIGURES},
            sides=by(given.sides, lambda one: one[0]),
            linked=dict(given.linked),
            averages=frozenset(given.averages),
            mark=hashlib.sha256(msgspec.json.encode(shared)).hexdigest(),
        )

    def part(
        self, own: Sequence[Claim], numbers: tuple[Figure, ...], series: tuple[TradeSeries, ...], _: object
    ) -> Inputs:
        """Return what a part with these claims is reconciled from, all of it at hand."""
        return self.inputs(own, numbers, series)

    def inputs(self, own: Sequence[Claim], numbers: tuple[Figure, ...], series: tuple[TradeSeries, ...]) -> Inputs:
        """Return what a part with these claims is reconciled from; undated documents bring what dates them along."""
        documents = self.documents_of(own)
        known = {name for document in documents for name in (document.id, document.file)}
        return Inputs(
            documents=documents,
            claims=tuple(sorted((*own, *self.dating(documents)), key=BY_ID)),
            rows=(*self.shared, *self.rows_of(numbers)),
            numbers=numbers,
            series=series,
            info=self.given.info,
            sides=tuple(one for name in sorted(known) for one in self.sides.get(name, ())),
            linked=tuple(sorted((one.id, self.linked[one.id]) for one in own if one.id in self.linked)),
            averages=tuple(sorted(one.id for one in own if one.id in self.averages)),
        )

    def documents_of(self, claims: Iterable[Claim]) -> tuple[Document, ...]:
        """Return the documents of claims, and the copies of those without a date, which do not testify for them."""
        pages = {page.id: page for name in {claim.document for claim in claims} if (page := self.pages.get(name))}
        for page in [page for page in pages.values() if is_undated(page)]:
            pages |= {copy.id: copy for copy in self.copies.get(letters(page), ())}
        return tuple(pages[name] for name in sorted(pages))

    def dating(self, documents: Iterable[Document]) -> list[Claim]:
        """Return what documents without a date say of their own day."""
        names = {name for one in documents if is_undated(one) for name in (one.id, one.file)}
        return [claim for name in sorted(names) for claim in self.claims.get(name, ())]

    def rows_of(self, figures: Iterable[Figure]) -> tuple[Row, ...]:
        """Return the rows that figures come from."""
        return tuple(self.own[figure.id] for figure in figures if figure.id in self.own)
