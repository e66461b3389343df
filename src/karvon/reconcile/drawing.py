"""From claims to statements: each is made once, and again only when its claim or what its document tells changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.dates import Span
from karvon.model.document import Document
from karvon.reconcile.brought import Brought
from karvon.reconcile.callings import callings
from karvon.reconcile.figures import comparable, dated, figure_of, voiced, voices
from karvon.reconcile.keys import family
from karvon.reconcile.known import Inputs
from karvon.reconcile.relative import offset
from karvon.reconcile.suggestions import ENOUGH
from karvon.reconcile.told import Told, averaged, stated

Tell = Callable[[str], Told | None]
Open = Callable[[str], Brought | None]


class Given(NamedTuple):
    """All that the statement of a claim is made of.

    `side` is the country of its speaker where the document proves one, `span` the days on which a document without a
    date was placed, `average` whether it is of one thing out of many, `group` the related claims it belongs to.
    """

    claim: Claim
    page: Document | None
    side: str | None
    span: Span | None
    average: bool
    group: str | None


class Drawn(NamedTuple):
    """A claim's statement, as its document tells the day and with the days on which that was placed."""

    given: Given
    plain: Told
    dated: Told


class Change(NamedTuple):
    """Statements that are gone, and those that have come."""

    gone: list[Told]
    come: list[Told]


class Asking(NamedTuple):
    """By what a document without a date may be placed: pages of its portfolios, years that it tells by its day."""

    pages: frozenset[str]
    relative: bool


class Drawing:
    """The statements of a part's claims, from one change to the next."""

    def __init__(self, given: Inputs) -> None:
        self._countries, self._voices = given.info.countries, voices(given.numbers)
        self._drawn, self._gone = dict[str, Drawn](), dict[str, Drawn]()
        self._own: dict[str, tuple[str, ...]] = {}
        self._asking: dict[str, Asking] = {}
        self._counted = Counter[str]()
        self._told: Tell = _nothing
        self._opened: Open = _nothing

    def thaw(self, told: Tell, opened: Open) -> None:
        """Take up statements as they were written down: `told` gives one by its name, `opened` a document by its id."""
        self._told, self._opened = told, opened

    def change(self, gone: Iterable[Brought], come: Iterable[Brought]) -> tuple[Change, Change]:
        """Return what changed in the statements: as their documents tell the days, and as these were placed."""
        before = {name: drawn for one in gone for name, drawn in self._forget(one)}
        fresh = list[Drawn]()
        for one in come:
            given = _given(one)
            for own in given:
                known = before.pop(own.claim.id, None) if _same(before.get(own.claim.id), own) else None
                self._drawn[own.claim.id] = drawn = known or self._draw(own)
                fresh += [drawn] if known is None else []
            self._own[one.name] = tuple(own.claim.id for own in given)
        self._gone = before
        self._count(before.values(), -1)
        self._count(fresh, 1)
        self._ask(gone, come)
        return (
            Change([one.plain for one in before.values()], [one.plain for one in fresh]),
            Change([one.dated for one in before.values()], [one.dated for one in fresh]),
        )

    def may_suggest(self) -> bool:
        """Say whether statements of documents may suggest anything of the days of undated ones.

        They do where such a document tells a year by its own day, or counts as much of a portfolio as dates one.
        """
        asking = self._asking.values()
        return any(one.relative or any(self._counted[page] >= ENOUGH for page in one.pages) for one in asking)

    def names(self, one: Told) -> tuple[str, ...]:
        """Return the names that stand in the sentence of a placed statement; of a figure of trade it is not asked.

        One that has just gone keeps those it had, so that the groups it was in are found.
        """
        if one.figure.origin != "claim" or family(one.figure.indicator) == "trade":
            return ()
        told = (known.get(one.ids[0]) for known in (self._drawn, self._gone))
        own = next((drawn.given for drawn in told if drawn and drawn.dated.figure is one.figure), None)
        own = own or self._written(one)
        return () if own is None else callings(own.claim, own.page, self._countries)

    def _written(self, one: Told) -> Given | None:
        """Return what a statement was made of that nobody has drawn since it was written down."""
        brought = self._opened(one.figure.source.document or "")
        return next((own for own in _given(brought) if own.claim.id == one.ids[0]), None) if brought else None

    def _forget(self, one: Brought) -> Iterator[tuple[str, Drawn]]:
        """Yield the statements of a document that is gone, by the ids of their claims."""
        if one.name in self._own:
            yield from ((name, self._drawn.pop(name)) for name in self._own.pop(one.name))
            return
        for own in _given(one):
            told = self._told(own.claim.id)
            if told is not None:
                yield own.claim.id, Drawn(own, told, told)

    def _draw(self, own: Given) -> Drawn:
        figure = voiced(figure_of(own.claim, own.page, own.side, self._countries), self._voices)
        plain = stated(figure, figure.subject, self._countries)
        plain = averaged(plain) if own.average else plain
        told = dated(figure, own.span)
        return Drawn(own, plain, plain if told is figure else replace(plain, figure=told))

    def _count(self, drawn: Iterable[Drawn], number: int) -> None:
        """Count how many figures of portfolios every page gives."""
        for one in drawn:
            if _of_portfolio(one.plain):
                self._counted[one.plain.source] += number

    def _ask(self, gone: Iterable[Brought], come: Iterable[Brought]) -> None:
        """Note by what documents without a date may be placed."""
        for one in gone:
            self._asking.pop(one.name, None)
        for one in come:
            told = [self._drawn[name].plain for name in self._own[one.name]] if one.span is not None else ()
            pages = frozenset(own.source for own in told if _of_portfolio(own))
            relative = any(offset(own.figure.period) is not None for own in told)
            if pages or relative:
                self._asking[one.name] = Asking(pages, relative)


def _nothing(_: str) -> None:
    return None


def _of_portfolio(one: Told) -> bool:
    return family(one.figure.indicator) == "portfolio"


def _given(one: Brought) -> list[Given]:
    """Return all that the statements of a document are made of."""
    sides = {(document, speaker): side for document, speaker, side in one.sides}
    linked, averages = dict(one.linked), frozenset(one.averages)
    return [
        Given(
            claim=claim,
            page=one.page,
            side=None if claim.speaker is None else sides.get((claim.document, claim.speaker)),
            span=one.span,
            average=claim.id in averages,
            group=linked.get(claim.id),
        )
        for claim in one.claims
        if comparable(claim)
    ]


def _same(before: Drawn | None, given: Given) -> bool:
    return before is not None and before.given == given
