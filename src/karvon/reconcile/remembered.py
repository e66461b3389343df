"""A growing case in memory: a document more is one card more, and touches the parts that its card names.

Answers, and what was found on the way to them, are those of the last time as long as the same documents and tables are
given. A case whose documents lean on one another is reconciled as a whole, with the answers to its parts kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.figure import Figure
from karvon.model.ledger import Placement
from karvon.model.measures import TradeSeries
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.reconcile.brought import laid_down
from karvon.reconcile.cards import Box, Card, card, voices
from karvon.reconcile.kept import Answer, Settle
from karvon.reconcile.known import Inputs, is_out, tables
from karvon.reconcile.lasting import Lasting
from karvon.reconcile.lasting import tables as maintained
from karvon.reconcile.parts import Part
from karvon.reconcile.placement import is_undated, place
from karvon.reconcile.told import by

Tables = tuple[Sequence[Row], Sequence[Figure], Sequence[TradeSeries], CaseInfo]


class Unit(NamedTuple):
    """A document with its claims as they were given, those that are no figures in order, and its card."""

    page: Document
    claims: list[Claim]
    said: list[Claim]
    card: Card


class Settled(NamedTuple):
    """The answer to a part, the hash of what it rests on, and what tells the state of every document in it."""

    mark: str
    answer: Answer
    marks: Mapping[str, str]


class Remembered:
    """Answers kept in memory, the last one of every part, for whoever reconciles a growing case again and again.

    Of a part that has changed, only the groups of statements that a change touches are looked at again.
    """

    def __init__(self) -> None:
        self._last: dict[str, tuple[Inputs, Answer]] = {}
        self._lasting: dict[str, Lasting] = {}
        self._tables: tuple[Tables, Inputs, object] | None = None
        self._units: dict[str, Unit] = {}
        self._claims: tuple[list[Claim], dict[str, list[Claim]], set[str]] = ([], {}, set())
        self._settled: dict[str, Settled] = {}

    def __call__(self, part: Part, settle: Settle[Answer]) -> Answer:
        """Return the answer to a part, computed only when its inputs are not those of the last time."""
        known = self._last.get(part.name)
        if known is None or known[0] != part.inputs:
            self._settled.pop(part.name, None)
            before = self._lasting.setdefault(part.name, Lasting())
            known = self._last[part.name] = (part.inputs, settle(part.inputs, before))
        return known[1]

    def box(self, documents: Sequence[Document], claims: Sequence[Claim], given: Tables) -> Box | None:
        """Return the cards of a case; None where its documents lean on one another, or tell years by their own day."""
        base = self._base(given)
        pages = {name: page for page in documents for name in (page.file, page.id)}
        own, ids = self._grouped(claims)
        files = {page.file for page in documents}
        if len(ids) < len(claims) or len(files) < len(documents) or not pages.keys() >= own.keys():
            return None
        units = {}
        for page in documents:
            if is_out(page.published, base.info):
                told = [*own.get(page.file, ()), *(own.get(page.id, ()) if page.id != page.file else ())]
                units[page.file] = self._unit(base, page, told)
        self._units = units
        box = Box(base, [unit.card for unit in units.values()], self._load)
        return box if box.simple and not any(one.card.by_day for one in units.values()) else None

    def answer(self, part: Part, settle: Settle[Answer]) -> Answer:
        """Return the answer to a part of which only changed documents are opened."""
        known = self._settled.get(part.name)
        if known is None or known.mark != part.digest():
            lasting = self._lasting.get(part.name)
            marks = part.marks
            if known and known.marks and marks and lasting and lasting.ready:
                answer = self._further(part, settle, lasting, _changed(known.marks, marks))
            else:
                answer = self._anew(part, settle)
            known = self._settled[part.name] = Settled(part.digest(), answer, part.marks or {})
        return known.answer

    def placements(self, box: Box, answers: Iterable[Answer]) -> tuple[Placement, ...]:
        """Return every document without a date with the days it can be from, by what the answers suggest."""
        undated = [unit for unit in self._units.values() if is_undated(unit.page)]
        copies = by((unit.card for unit in self._units.values()) if undated else (), lambda one: one.text)
        suggested = [answer.suggested for answer in answers]
        found = []
        for unit in sorted(undated, key=lambda unit: (unit.page.id, unit.page.file)):
            own = [piece for each in suggested for piece in each.get(unit.page.id, ())]
            others = {unit.card.text: [copy.head for copy in copies[unit.card.text]]}
            found.append(place(unit.page, unit.said, own, others, box.base))
        return tuple(found)

    def _grouped(self, claims: Sequence[Claim]) -> tuple[Mapping[str, list[Claim]], Set[str]]:
        """Return the claims by the names of their documents, and their ids; what more there is than before is added."""
        listed = list(claims)
        before, own, ids = self._claims
        if not before or listed[: len(before)] != before:
            before, own, ids = [], {}, set()
        more = listed[len(before) :]
        found = {**own, **{name: [*own.get(name, ()), *told] for name, told in by(more, _document).items()}}
        self._claims = (listed, found, ids | {one.id for one in more})
        return self._claims[1:]

    def _base(self, given: Tables) -> Inputs:
        """Return the tables as inputs; where they are others than the last time, nothing that rests on them stands."""
        listed = (tuple(given[0]), tuple(given[1]), tuple(given[2]), given[3])
        if self._tables is None or self._tables[0] != listed:
            base = tables(*listed)
            spoken = (voices(base), base.info)
            if self._tables is None or self._tables[2] != spoken:
                self._units = {}
            self._tables = (listed, base, spoken)
        return self._tables[1]

    def _unit(self, base: Inputs, page: Document, claims: list[Claim]) -> Unit:
        """Return a document with its card, the one of the last time where it tells the same."""
        last = self._units.get(page.file)
        if last is not None and last.page == page and last.claims == claims:
            return last
        said = sorted((one for one in claims if one.kind != "quantity"), key=_id)
        return Unit(page, claims, said, card(base, page, claims))

    def _load(self, file: str) -> tuple[Document, Sequence[Claim]]:
        return self._units[file].page, self._units[file].claims

    def _anew(self, part: Part, settle: Settle[Answer]) -> Answer:
        """Return the answer to a part of which everything is opened."""
        self._last.pop(part.name, None)
        lasting = self._lasting.setdefault(part.name, Lasting())
        return settle(part.inputs, lasting)

    def _further(self, part: Part, settle: Settle[Answer], lasting: Lasting, changed: set[str]) -> Answer:
        """Return the answer to a part in which some documents changed."""
        self._last.pop(part.name, None)
        given = part.make(changed)
        if lasting.state.tables != maintained(given):
            return self._anew(part, settle)
        gone = [one for one in lasting.state.brought.values() if one.page is not None and one.page.id in changed]
        lasting.due(gone, list(laid_down(given).values()))
        return settle(given, lasting)


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> set[str]:
    """Return the documents that are new, other than they were, or gone."""
    return {name for name, mark in now.items() if before.get(name) != mark} | (before.keys() - now.keys())


def _document(claim: Claim) -> str:
    return claim.document


def _id(claim: Claim) -> str:
    return claim.id
