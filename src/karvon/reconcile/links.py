"""Where rules look across parts: every pair of places that some rule holds against each other.

A place is a set of countries and a family of indicators. A place of another kind, which begins with "~", stands for
what the figures of several places have in common.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import NamedTuple, Self

import msgspec

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.figure import Figure
from karvon.model.measures import TradeSeries
from karvon.model.values import exact
from karvon.reconcile.figures import comparable
from karvon.reconcile.keys import GROWTH_OF, family, mirrored, plain_url, scope_of
from karvon.reconcile.known import Inputs
from karvon.reconcile.rates import BASE, RATE
from karvon.reconcile.rules import indicators
from karvon.reconcile.shares import PERCENT, WORLD
from karvon.reconcile.told import by
from karvon.registry import of_home

Place = tuple[str, ...]
Link = tuple[Place, Place]
BY_ID = attrgetter("id")
SLOTS = attrgetter("indicator", "unit", "reporter", "partner", "territory", "change")
TOLD = ("refines", "same_as", "part_of", "breakdown")  # relations by which a text makes rules compare two figures
ONE_FAMILY = {"contracts": "portfolio"}  # a portfolio is held against its projects and its contracts


class Kind(NamedTuple):
    """What claims and figures of rows have to share to have one place."""

    indicator: str
    unit: str
    reporter: str | None
    partner: str | None
    territory: str | None
    change: str | None = None

    @property
    def is_share(self) -> bool:
        """Whether it is told in percent of something, and is no growth."""
        return self.unit == PERCENT and self.change in (None, "level") and self.indicator not in GROWTH_OF


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What the parts of a case need to know of one document: what it speaks of, and the places it joins by itself.

    `page` is its address, or its id; `joined` are places that its text or a row of its page relates; `averaged` says
    whether it gives amounts of one thing out of many.
    """

    name: str
    page: str
    kinds: tuple[Kind, ...]
    joined: tuple[Link, ...] = ()
    averaged: bool = False


class Places(msgspec.Struct, frozen=True):
    """The figures of a case by what they are about: those of rows and series, and those of documents by sheets."""

    given: Inputs
    sheets: Sequence[Sheet]

    def of(self, one: Figure | TradeSeries) -> Place:
        """Return the place of the figure of a row, or of a series."""
        return place_of(one, self.given.info.countries)

    def of_kind(self, kind: Kind) -> Place:
        """Return the place of everything of a kind."""
        return place(kind.indicator, kind.reporter, kind.partner, kind.territory, self.given.info.countries)

    def every_kind(self) -> Iterator[tuple[Kind, Place]]:
        """Yield every kind of claims and of figures of rows with its place."""
        rows = {Kind(*SLOTS(figure)) for figure in self.given.numbers}
        told = {kind for sheet in self.sheets for kind in sheet.kinds}
        yield from ((kind, self.of_kind(kind)) for kind in sorted(rows | told, key=str))


class Desk(msgspec.Struct, frozen=True):
    """What sheets are made with: comparable claims by id, those that are averages, what rows say of voices, the pair.

    `voices` are the places of rows that tell whose voice a claim of their page is, by page, indicator and number.
    """

    claims: Mapping[str, Claim]
    averages: frozenset[str]
    voices: Mapping[tuple[str | None, str | None, Decimal | None], Sequence[Place]]
    countries: tuple[str, str]

    @classmethod
    def of(cls, given: Inputs, claims: Mapping[str, Claim]) -> Self:
        """Return what the sheets of a case with these comparable claims are made with."""
        rows: dict[tuple[str | None, str | None, Decimal | None], set[Place]] = {}
        for row in given.numbers:
            if row.side is not None and row.source.url:
                mark = (plain_url(row.source.url), row.indicator, row.number.value)
                rows.setdefault(mark, set()).add(place_of(row, given.info.countries))
        voices = {mark: sorted(places) for mark, places in rows.items()}
        return cls(claims, frozenset(given.averages), voices, given.info.countries)

    def sheets(self, given: Inputs) -> list[Sheet]:
        """Return the sheets of all documents of a case; one that claims know by two names has one for each."""
        pages, told = given.pages, by(self.claims.values(), attrgetter("document"))
        return [self.sheet(name, pages.get(name), told[name]) for name in sorted(told)]

    def sheet(self, name: str, page: Document | None, claims: Sequence[Claim]) -> Sheet:
        """Return the sheet of one document from its comparable claims."""
        address = plain_url(page.url) if page and page.url else None
        joined = {*self._told_by_text(claims), *self._voiced_by_rows(address, claims)}
        return Sheet(
            name=name,
            page=address or (page.id if page else name),
            kinds=tuple(dict.fromkeys(map(Kind._make, map(SLOTS, claims)))),
            joined=tuple(sorted(joined)),
            averaged=not self.averages.isdisjoint(map(BY_ID, claims)),
        )

    def _told_by_text(self, claims: Sequence[Claim]) -> Iterator[Link]:
        """Yield the places of claims that a text relates to one another."""
        for claim in claims:
            for relation in claim.relations:
                if relation.type in TOLD and relation.target in self.claims:
                    yield place_of(claim, self.countries), place_of(self.claims[relation.target], self.countries)

    def _voiced_by_rows(self, address: str | None, claims: Sequence[Claim]) -> Iterator[Link]:
        """Yield the places of a claim and a row of one page that give one number: the row tells whose voice it is."""
        for claim in claims if address and self.voices else ():
            for other in self.voices.get((address, claim.indicator, claim.value), ()):
                yield place_of(claim, self.countries), other


def comparable_of(given: Inputs) -> dict[str, Claim]:
    """Return the claims of a case that can be compared, by id."""
    return {claim.id: claim for claim in given.claims if comparable(claim)}


def place_of(one: Claim | Figure | TradeSeries, countries: tuple[str, str]) -> Place:
    """Return the place of a claim, the figure of a row, or a series."""
    territory = None if isinstance(one, TradeSeries) else one.territory
    return place(one.indicator or "", one.reporter, one.partner, territory, countries)


@cache
def place(
    indicator: str, reporter: str | None, partner: str | None, territory: str | None, countries: tuple[str, str]
) -> Place:
    """Return the countries between which a figure holds and the family of what it measures."""
    bare = Figure(
        id="",
        origin="claim",
        indicator=indicator,
        number=exact(Decimal(0)),
        bound="eq",
        unit="",
        reporter=reporter,
        partner=partner,
        territory=territory,
    )
    ends = {end for end in scope_of(of_home(bare, countries), countries) if end not in ("", "flow")}
    kind = family(GROWTH_OF.get(indicator, indicator))
    return (*sorted(ends), ONE_FAMILY.get(kind, kind))


def links(places: Places) -> Iterator[Link]:
    """Yield the pairs of places that a rule looks across."""
    yield from (link for sheet in places.sheets for link in sheet.joined)
    yield from _summed_in_series(places)
    yield from _by_measure(places)
    yield from _at_rates(places)
    yield from _members(places)
    yield from _averages(places)


def _summed_in_series(places: Places) -> Iterator[Link]:
    """Yield the places of a series and of the figures that its years are made of."""
    rows = {figure.id: figure for figure in places.given.numbers}
    for one in places.given.series:
        for point in one.points:
            yield from ((places.of(one), places.of(rows[name])) for name in point.figures if name in rows)


def _by_measure(places: Places) -> Iterator[Link]:
    """Yield where shares and stocks lead: trade with the world, the owners of one thing, one territory."""
    meanings, owned, counted = (indicators(rule) for rule in ("share_meanings", "shares_hundred", "stock_falls"))
    listed = list(places.every_kind())
    told = {own for _, own in listed} | {places.of(one) for one in places.given.series}
    for kind, own in listed:
        if kind.is_share:
            worlds = ((*sorted((end, WORLD)), own[-1]) for end in own[:-1])
            yield from ((own, world) for world in worlds if world in told)
        if kind.unit == PERCENT and kind.indicator in meanings and kind.territory:
            yield own, ("~meaning", kind.indicator, kind.territory)
        if kind.indicator in counted and kind.territory:
            yield own, ("~counted", kind.indicator, kind.reporter or "", kind.territory)
    for row in places.given.numbers:
        if row.indicator in owned and row.subject:
            yield places.of(row), ("~owners", row.subject)


def _at_rates(places: Places) -> Iterator[Link]:
    """Yield the places of the rates of a currency and of amounts told in it and in dollars."""
    rates = {(kind.unit, own) for kind, own in places.every_kind() if kind.indicator == RATE}
    yield from ((own, ("~rate", unit)) for unit, own in sorted(rates))
    units = {unit for unit, _ in rates}
    told: dict[tuple[Place, str, str], set[str]] = {}
    for kind, teller in _told_in_money(places, units) if rates else ():
        own = places.of_kind(kind)
        told.setdefault((own, mirrored(kind.indicator), _teller(teller, own)), set()).add(kind.unit)
    for (own, _, _), currencies in told.items():
        if BASE in currencies:
            yield from ((own, ("~rate", unit)) for unit in sorted(currencies - {BASE}))


def _members(places: Places) -> Iterator[Link]:
    """Yield the places of registered portfolios and of registered projects, which are members of them."""
    known = {row.id for row in places.given.rows if row.table in ("portfolios", "projects")}
    yield from ((places.of(row), ("~members",)) for row in places.given.numbers if row.subject in known)


def _averages(places: Places) -> Iterator[Link]:
    """Yield the places of averages and of the portfolios that the same page counts."""
    averaged = {sheet.page for sheet in places.sheets if sheet.averaged}
    for sheet in places.sheets if averaged else ():
        if sheet.page in averaged:
            found = {own for own in map(places.of_kind, sheet.kinds) if own[-1] == "portfolio"}
            yield from ((own, ("~page", sheet.page)) for own in sorted(found))
    for row in places.given.numbers if averaged else ():
        page = _page_of(row)
        if page in averaged and places.of(row)[-1] == "portfolio":
            yield places.of(row), ("~page", page)


def _told_in_money(places: Places, units: Collection[str]) -> Iterator[tuple[Kind, str]]:
    """Yield every kind that is told in dollars or in a currency with a rate, with the page that tells it if any."""
    rows = ((Kind(*SLOTS(figure)), page) for figure in places.given.numbers for page in {"", _page_of(figure)})
    told = ((kind, sheet.page) for sheet in places.sheets for kind in sheet.kinds)
    for kind, teller in chain(told, rows):
        if kind.indicator != RATE and (kind.unit == BASE or kind.unit in units):
            yield kind, teller


def _page_of(row: Figure) -> str:
    return plain_url(row.source.url) if row.source.url else ""


def _teller(page: str, own: Place) -> str:
    """Return what makes two amounts those of one thing: a page; anybody may speak of a portfolio or a thing."""
    return "" if own[-1] == "portfolio" else page


def named(whole: Iterable[str]) -> str:
    """Return a place as the name of a part."""
    return "-".join(whole)
