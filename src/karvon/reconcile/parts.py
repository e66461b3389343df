"""Parts of a case that no rule looks across: each is reconciled alone, and only those a new document touches anew.

A part is a set of countries and a family of indicators with all claims, figures of rows and series of them. Parts are
joined wherever a rule looks from one into the other: every such look is a link (links.py). Whoever adds a rule that
looks further adds a link for it; the tests hold every ledger made of parts against the one made of the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.figure import Figure
from karvon.model.row import Row
from karvon.reconcile.figures import comparable
from karvon.reconcile.known import Inputs
from karvon.reconcile.links import Place, Places, by_kind, links, named
from karvon.reconcile.placement import by, is_undated, letters

FIGURES = "indicator_values"
BY_ID = attrgetter("id")


class Part(msgspec.Struct, frozen=True):
    """One part: its name, the same as long as its first place is, and what it is reconciled from.

    `shared` is the hash of the rows that all parts have in common.
    """

    name: str
    inputs: Inputs
    shared: str

    def digest(self) -> str:
        """Return the hash of everything a part's answer depends on; of texts only whether they are the same."""
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


def parts(given: Inputs) -> tuple[Part, ...]:
    """Return the parts of a case in order of their names; together they hold every figure once."""
    claims = {claim.id: claim for claim in given.claims if comparable(claim)}
    places = Places(given, claims, by_kind(claims.values()))
    joined = Joined()
    for left, right in links(places):
        joined.join(left, right)
    return tuple(_made(places, joined))


def _made(places: Places, joined: Joined) -> Iterator[Part]:
    """Yield the parts with what each is reconciled from; documents without a date bring what dates them along."""
    given = places.given
    claims: dict[Place, list[Claim]] = {}
    for kind, of_kind in places.kinds.items():
        claims.setdefault(joined.root(places.of_kind(kind)), []).extend(of_kind)
    numbers = by(given.numbers, lambda one: joined.root(places.of(one)))
    series = by(given.series, lambda one: joined.root(places.of(one)))
    library = _library(given)
    for first in sorted({*claims, *numbers, *series}):
        own = claims.get(first, [])
        documents = library.documents_of(own)
        known = {name for document in documents for name in (document.id, document.file)}
        figures = tuple(numbers.get(first, ()))
        inputs = Inputs(
            documents=documents,
            claims=tuple(sorted((*own, *library.dating(documents)), key=BY_ID)),
            rows=(*library.shared, *library.rows_of(figures)),
            numbers=figures,
            series=tuple(series.get(first, ())),
            info=given.info,
            sides=tuple(one for name in sorted(known) for one in library.sides.get(name, ())),
            linked=tuple(sorted((one.id, library.linked[one.id]) for one in own if one.id in library.linked)),
            averages=tuple(sorted(one.id for one in own if one.id in library.averages)),
            callings=tuple(sorted((one.id, library.callings[one.id]) for one in own if one.id in library.callings)),
        )
        yield Part(named(first), inputs, library.mark)


class _Library(msgspec.Struct, frozen=True):
    """What parts take from a case, under the keys by which they ask for it."""

    pages: Mapping[str, Document]
    copies: Mapping[str, list[Document]]
    claims: Mapping[str, list[Claim]]
    shared: tuple[Row, ...]
    own: Mapping[str, Row]
    sides: Mapping[str, list[tuple[str, str, str]]]
    linked: Mapping[str, str]
    averages: frozenset[str]
    callings: Mapping[str, tuple[str, ...]]
    mark: str

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


def _library(given: Inputs) -> _Library:
    undated = [document for document in given.documents if is_undated(document)]
    shared = tuple(row for row in given.rows if row.table != FIGURES)
    return _Library(
        pages=given.pages,
        copies=by(given.documents, letters) if undated else {},
        claims=by((claim for claim in given.claims if claim.kind == "document"), lambda claim: claim.document),
        shared=shared,
        own={row.ref: row for row in given.rows if row.table == FIGURES},
        sides=by(given.sides, lambda one: one[0]),
        linked=dict(given.linked),
        averages=frozenset(given.averages),
        callings=dict(given.callings),
        mark=hashlib.sha256(msgspec.json.encode(shared)).hexdigest(),
    )
