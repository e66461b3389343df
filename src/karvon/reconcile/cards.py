"""Cards: what a ledger needs to know of a document to tell which parts it touches, without opening it again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from functools import partial
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.figure import Figure
from karvon.model.ledger import Bracket
from karvon.model.measures import TradeSeries
from karvon.reconcile.described import Sized, sized
from karvon.reconcile.known import Inputs, with_documents
from karvon.reconcile.links import SLOTS, Desk, Place, Places, Sheet, comparable_of, named, place_of
from karvon.reconcile.milestones import Step, stages
from karvon.reconcile.parts import Joined, Library, Part, Tables, joined_by
from karvon.reconcile.placement import is_undated, letters, place
from karvon.reconcile.relative import dated_in, told_by_day, year_of
from karvon.reconcile.slips import stray
from karvon.reconcile.spoken import Said, spoken
from karvon.reconcile.things import THINGS
from karvon.reconcile.told import by

BY_ID = attrgetter("id")
NONE: Mapping[str, int] = {}
Load = Callable[[str], tuple[Document, Sequence[Claim]]]


class Card(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One document as the parts of a ledger know it; `head` is the document without its text.

    `marks` are the hashes of its claims of each kind, `mark` of all else that goes into every part it is in, `dating`
    of what it says of its own day, for those without a date; `text` is the name of its letters. `stages` and
    `announced` are what it says of things, `sizes` their costs and sizes, `strays` its sums of money that may be
    quantities of goods. `closed` says that it relates nothing to claims of other documents. Of a document without a
    date `by_day` are the figures whose year it tells by its own day, and `words`, where there are any, its claims that
    are no figures.
    """

    head: Document
    sheet: Sheet
    marks: tuple[str, ...]
    mark: str
    text: str
    dating: str
    stages: tuple[Step, ...]
    announced: tuple[Said, ...]
    strays: tuple[Claim, ...]
    sizes: tuple[Sized, ...]
    closed: bool
    by_day: tuple[str, ...] = ()
    words: tuple[Claim, ...] = ()


class Box(msgspec.Struct, frozen=True):
    """The cards of all documents of a case beside the tables; `load` opens a document by the name of its file."""

    base: Inputs
    cards: Sequence[Card]
    load: Load

    @property
    def simple(self) -> bool:
        """Say whether every document stands for itself: no two have one name or one text, none relates others."""
        names = [name for card in self.cards for name in {card.head.file, card.head.id}]
        return len(names) == len(set(names)) and all(card.closed for card in self.cards)

    def years(self, suggested: Mapping[str, Sequence[Bracket]]) -> dict[str, int]:
        """Return the years that documents without a date are of by what parts suggest, where they tell years by it."""
        waiting = [card for card in self.cards if card.by_day]
        copies = by([card for card in self.cards if waiting], attrgetter("text"))
        found = {}
        for card in waiting:
            others = {card.head.id: [copy.head for copy in copies[card.text]]}
            own = sorted(card.words, key=BY_ID)
            placed = place(card.head, own, suggested.get(card.head.id, ()), others, self.base)
            found[card.head.id] = year_of(placed)
        return {name: year for name, year in found.items() if year is not None}

    def parts(self, years: Mapping[str, int] = NONE) -> tuple[Part, ...]:
        """Return the parts of the case in order of their names, each with its mark; nothing is opened before needed.

        `years` are those of documents whose figures tell years by them.
        """
        places = Places(self.base, [card.sheet for card in self.cards])
        joined = joined_by(places)
        kinds = {kind for card in self.cards for kind in card.sheet.kinds}
        roots = {kind: joined.root(places.of_kind(kind)) for kind in kinds}
        members: dict[Place, dict[str, str]] = {root: {} for root in roots.values()}
        for card in self.cards:
            name = card.head.id
            for kind, mark in zip(card.sheet.kinds, card.marks, strict=True):
                marks = members[roots[kind]]
                marks[name] = f"{marks[name]} {mark}" if name in marks else mark
        tables, shelf = Tables.of(places, joined), _Shelf.of(self, years)
        return tuple(
            shelf.part(first, members.get(first, {}), tables, joined) for first in sorted({*members, *tables.places})
        )


class _Shelf(msgspec.Struct, frozen=True):
    """The cards under the keys by which parts ask for them; `marks` tell all that documents bring into every part.

    A document without a date can be from any day that it proves of itself, up to that of gathering.
    """

    box: Box
    years: Mapping[str, int]
    library: Library
    cards: Mapping[str, Card]
    copies: Mapping[str, list[Card]]
    undated: Set[str]
    marks: Mapping[str, str]

    @classmethod
    def of(cls, box: Box, years: Mapping[str, int]) -> _Shelf:
        """Return the cards of a box by id, and by text where one of them has no date."""
        undated = {card.head.id for card in box.cards if is_undated(card.head)}
        copies = by(box.cards, attrgetter("text")) if undated else {}
        info = box.base.info
        until = f"{info.collected} {info.as_of}"
        marks = {
            one.head.id: f"{one.mark} {one.text} {one.dating} {until}" if one.head.id in undated else one.mark
            for one in box.cards
        }
        return cls(box, years, Library.of(box.base), {card.head.id: card for card in box.cards}, copies, undated, marks)

    def part(self, first: Place, members: Mapping[str, str], tables: Tables, joined: Joined) -> Part:
        """Return one part, put together only when somebody asks for its inputs.

        `members` tell of every document what it brings into the part: hashes side by side need no further hash.
        """
        found = set(members)
        for name in members if self.copies else ():
            if name in self.undated:
                found.update(card.head.id for card in self.copies.get(self.cards[name].text, ()))
        listed = sorted(found)
        numbers, series = tables.numbers(first), tables.series(first)
        years = {name: self.years[name] for name in listed if name in self.years} if self.years else {}
        marks = {name: f"{self.marks[name]} {years.get(name, '')} {members.get(name, 'none')}" for name in listed}
        stated = (self.box.base.info, numbers, series, self.library.rows_of(numbers), marks)
        names = {name: (self.cards[name].head.file, years.get(name)) for name in listed}
        return Part(
            name=named((*first, "dated") if years else first),
            make=partial(_opened, self.box, names, (first, joined), numbers, series),
            shared=self.library.mark,
            mark=hashed(self.library.mark, stated),
            marks=marks if len(found) == len(members) else None,
        )


def card(base: Inputs, document: Document, claims: Sequence[Claim]) -> Card:
    """Return the card of a document beside the tables of its case."""
    given = with_documents(base, [document], claims)
    known = comparable_of(given)
    sheet = Desk.of(given, known).sheet(document.file, document, list(known.values()))
    linked, averages = dict(given.linked), frozenset(given.averages)
    of_kind = by(known.values(), SLOTS)
    told = [[(one, linked.get(one.id), one.id in averages) for one in of_kind[kind]] for kind in sheet.kinds]
    names = {claim.id for claim in claims}
    by_day = told_by_day(given.claims) if is_undated(document) else ()
    head, said = replace(document, text=""), [claim for claim in given.claims if claim.kind != "quantity"]
    return Card(
        head=head,
        sheet=sheet,
        marks=tuple(map(hashed, told)),
        mark=hashed(head, given.sides),
        text=letters(document),
        dating=hashed([claim for claim in given.claims if claim.kind == "document"]),
        stages=tuple(stages(said, base.rows, given.pages)),
        announced=tuple(spoken(said, base.rows, given.pages)),
        strays=tuple(stray(given.claims)),
        sizes=tuple(sized(given)),
        closed=all(relation.target in names for claim in claims for relation in claim.relations),
        by_day=by_day,
        words=tuple(said) if by_day else (),
    )


def voices(base: Inputs) -> tuple[object, ...]:
    """Return what cards take from the tables of a case: whose voice rows tell a claim is, and the names of things."""
    found = Desk.of(base, {}).voices
    named = [row for row in base.rows if row.table in (*THINGS, "milestones")]
    return (sorted(((list(map(str, mark)), places) for mark, places in found.items()), key=str), named)


def _opened(  # noqa: PLR0913, PLR0917
    box: Box,
    names: Mapping[str, tuple[str, int | None]],
    part: tuple[Place, Joined],
    numbers: tuple[Figure, ...],
    series: tuple[TradeSeries, ...],
    wanted: Collection[str] | None,
) -> Inputs:
    """Return what a part is reconciled from: the claims of its `wanted` documents, or of all, that belong to it."""
    first, joined = part
    opened = [(*box.load(file), year) for name, (file, year) in names.items() if wanted is None or name in wanted]
    claims = [one for _, own, year in opened for one in (own if year is None else dated_in(own, year))]
    given = with_documents(box.base, [page for page, _, _ in opened], claims)
    countries = box.base.info.countries
    own = [one for one in comparable_of(given).values() if joined.root(place_of(one, countries)) == first]
    return Library.of(given).inputs(own, numbers, series)


def hashed(*values: object) -> str:
    """Return a short hash of values as they are written down."""
    return hashlib.blake2b(msgspec.json.encode(values), digest_size=16).hexdigest()
