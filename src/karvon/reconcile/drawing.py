"""From claims to statements: each is made once, and again only when its claim or what its document tells changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.dates import Span
from karvon.model.document import Document
from karvon.reconcile.callings import callings
from karvon.reconcile.figures import comparable, dated, figure_of, voiced, voices
from karvon.reconcile.keys import family
from karvon.reconcile.known import Inputs
from karvon.reconcile.told import Told, averaged, stated

K = TypeVar("K")


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


class Desk(NamedTuple):
    """What a part tells of its claims beside what they say themselves, under the keys by which they ask for it."""

    claims: Mapping[str, Claim] = {}
    pages: Mapping[str, Document] = {}
    sides: Mapping[tuple[str, str], str] = {}
    proved: Mapping[str, Span] = {}
    averages: frozenset[str] = frozenset()
    linked: Mapping[str, str] = {}

    def given(self, claim: Claim) -> Given:
        """Return all that the statement of a claim is made of."""
        page = self.pages.get(claim.document)
        side = None if claim.speaker is None else self.sides.get((claim.document, claim.speaker))
        span = None if page is None else self.proved.get(page.id)
        return Given(claim, page, side, span, claim.id in self.averages, self.linked.get(claim.id))


class Change(NamedTuple):
    """Statements that are gone, and those that have come."""

    gone: list[Told]
    come: list[Told]


class Drawing:
    """The statements of a part's claims, from one change to the next."""

    def __init__(self, given: Inputs) -> None:
        self._countries, self._voices = given.info.countries, voices(given.numbers)
        self._desk, self._drawn, self._gone = Desk(), dict[str, Drawn](), dict[str, Drawn]()
        self._of_document: dict[str, set[str]] = {}
        self._counted = Counter[str]()

    def draw(self, given: Inputs, proved: Mapping[str, Span]) -> tuple[Change, Change]:
        """Return what changed in the statements: as their documents tell the days, and as these were placed."""
        last, self._desk = self._desk, _desk(given, proved)
        self._gone = {}
        plain, placed = Change([], []), Change([], [])
        for name in sorted(self._due(last)) if last.claims else self._desk.claims:
            claim, before = self._desk.claims.get(name), self._drawn.get(name)
            own = self._desk.given(claim) if claim is not None and comparable(claim) else None
            if before is not None and before.given != own:
                self._gone[name] = self._drawn.pop(name)
                self._of_document[before.given.claim.document].discard(name)
                self._counted[before.plain.source] -= _of_portfolio(before.plain)
                plain.gone.append(before.plain)
                placed.gone.append(before.dated)
            if own is not None and name not in self._drawn:
                after = self._drawn[name] = self._draw(own)
                self._of_document.setdefault(own.claim.document, set()).add(name)
                self._counted[after.plain.source] += _of_portfolio(after.plain)
                plain.come.append(after.plain)
                placed.come.append(after.dated)
        return plain, placed

    def of(self, document: Document) -> list[Told]:
        """Return the statements of a document, as it tells the days, in order of their figures."""
        names = {name for known in {document.id, document.file} for name in self._of_document.get(known, ())}
        return [self._drawn[name].plain for name in sorted(names)]

    def counted(self, one: Told) -> int:
        """Return how many figures of portfolios the page of a statement gives, where it is one of them."""
        return self._counted[one.source] if _of_portfolio(one) else 0

    def names(self, one: Told) -> tuple[str, ...]:
        """Return the names that stand in the sentence of a placed statement; of a figure of trade it is not asked.

        One that has just gone keeps those it had, so that the groups it was in are found.
        """
        told = (known.get(one.ids[0]) for known in (self._drawn, self._gone))
        own = next((drawn.given for drawn in told if drawn and drawn.dated.figure is one.figure), None)
        if own is None or family(own.claim.indicator or "") == "trade":
            return ()
        return callings(own.claim, own.page, self._countries)

    def _due(self, last: Desk) -> set[str]:
        """Return the claims that changed, or whose documents did in anything that statements are made of."""
        now = self._desk
        due = {name for name, claim in now.claims.items() if last.claims.get(name) is not claim}
        due |= last.claims.keys() - now.claims.keys()
        due |= last.averages ^ now.averages
        due |= _changed(last.linked, now.linked)
        placed = _changed(last.proved, now.proved)
        documents = _changed(last.pages, now.pages) | {document for document, _ in _changed(last.sides, now.sides)}
        documents |= {name for name, page in now.pages.items() if page.id in placed} if placed else set()
        return due.union(*(self._of_document.get(document, ()) for document in documents))

    def _draw(self, own: Given) -> Drawn:
        figure = voiced(figure_of(own.claim, own.page, own.side, self._countries), self._voices)
        plain = stated(figure, figure.subject, self._countries)
        plain = averaged(plain) if own.average else plain
        told = dated(figure, own.span)
        return Drawn(own, plain, plain if told is figure else replace(plain, figure=told))


def _of_portfolio(one: Told) -> bool:
    return family(one.figure.indicator) == "portfolio"


def _desk(given: Inputs, proved: Mapping[str, Span]) -> Desk:
    return Desk(
        claims={claim.id: claim for claim in given.claims},
        pages=given.pages,
        sides={(document, speaker): side for document, speaker, side in given.sides},
        proved=proved,
        averages=frozenset(given.averages),
        linked=dict(given.linked),
    )


def _changed(last: Mapping[K, object], now: Mapping[K, object]) -> set[K]:
    """Return the keys under which something else stands than did."""
    known = {key for key, one in now.items() if last.get(key) is not one and last.get(key) != one}
    return known.union(last.keys() - now.keys())
