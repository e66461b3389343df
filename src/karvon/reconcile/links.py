"""Where rules look across parts: every pair of places that some rule holds against each other.

A place is a set of countries and a family of indicators. A place of another kind, which begins with "~", stands for
what the figures of several places have in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import NamedTuple

import msgspec

from karvon.model.claim import Claim
from karvon.model.figure import Figure
from karvon.model.measures import TradeSeries
from karvon.model.values import exact
from karvon.reconcile.keys import GROWTH_OF, family, plain_url, scope_of
from karvon.reconcile.known import Inputs
from karvon.reconcile.placement import by
from karvon.reconcile.rates import BASE, RATE
from karvon.reconcile.rules import indicators
from karvon.reconcile.shares import PERCENT, WORLD
from karvon.registry import of_home

Place = tuple[str, ...]
Link = tuple[Place, Place]
SLOTS = attrgetter("indicator", "unit", "reporter", "partner", "territory")
TOLD = ("refines", "same_as", "part_of", "breakdown")  # relations by which a text makes rules compare two figures
ONE_FAMILY = {"contracts": "portfolio"}  # a portfolio is held against its projects and its contracts


class Kind(NamedTuple):
    """What claims and figures of rows have to share to have one place."""

    indicator: str
    unit: str
    reporter: str | None
    partner: str | None
    territory: str | None


class Places(msgspec.Struct, frozen=True):
    """The claims of a case that can be compared, by id and by kind, and the pair whose figures nobody names."""

    given: Inputs
    claims: Mapping[str, Claim]
    kinds: Mapping[Kind, list[Claim]]

    def of(self, one: Claim | Figure | TradeSeries) -> Place:
        """Return the place of a claim, the figure of a row, or a series."""
        territory = None if isinstance(one, TradeSeries) else one.territory
        return place(one.indicator or "", one.reporter, one.partner, territory, self.given.info.countries)

    def of_kind(self, kind: Kind) -> Place:
        """Return the place of everything of a kind."""
        return place(kind.indicator, kind.reporter, kind.partner, kind.territory, self.given.info.countries)

    def every_kind(self) -> Iterator[tuple[Kind, Place]]:
        """Yield every kind of claims and of figures of rows with its place."""
        rows = {Kind(*SLOTS(figure)) for figure in self.given.numbers}
        yield from ((kind, self.of_kind(kind)) for kind in (*self.kinds, *sorted(rows, key=str)))


def by_kind(claims: Iterable[Claim]) -> dict[Kind, list[Claim]]:
    """Return comparable claims under their kinds."""
    return {Kind(*kind): own for kind, own in by(claims, SLOTS).items()}


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
    yield from _told_by_texts(places)
    yield from _voiced_by_rows(places)
    yield from _summed_in_series(places)
    yield from _by_measure(places)
    yield from _at_rates(places)
    yield from _members(places)
    yield from _averages(places)


def _told_by_texts(places: Places) -> Iterator[Link]:
    """Yield the places of claims that a text relates to one another."""
    for claim in places.claims.values():
        for relation in claim.relations:
            if relation.type in TOLD and relation.target in places.claims:
                yield places.of(claim), places.of(places.claims[relation.target])


def _voiced_by_rows(places: Places) -> Iterator[Link]:
    """Yield the places of a claim and a row of one page that give one number: the row tells whose voice it is."""
    rows: dict[tuple[str | None, str | None, Decimal | None], set[Place]] = {}
    for row in places.given.numbers:
        if row.side is not None and row.source.url:
            mark = (plain_url(row.source.url), row.indicator, row.number.value)
            rows.setdefault(mark, set()).add(places.of(row))
    if not rows:
        return
    pages = {name: plain_url(page.url) for name, page in places.given.pages.items() if page.url}
    for claim in places.claims.values():
        page = pages.get(claim.document)
        if page is not None:
            same = sorted(rows.get((page, claim.indicator, claim.value), ()))
            yield from ((places.of(claim), other) for other in same)


def _summed_in_series(places: Places) -> Iterator[Link]:
    """Yield the places of a series and of the figures that its years are made of."""
    rows = {figure.id: figure for figure in places.given.numbers}
    for one in places.given.series:
        for point in one.points:
            yield from ((places.of(one), places.of(rows[name])) for name in point.figures if name in rows)


def _by_measure(places: Places) -> Iterator[Link]:
    """Yield where shares and stocks lead: trade with the world, the owners of one thing, one territory."""
    meanings, owned, counted = (indicators(rule) for rule in ("share_meanings", "shares_hundred", "stock_falls"))
    for kind, own in places.every_kind():
        if kind.unit == PERCENT:
            yield from ((own, (*sorted((end, WORLD)), own[-1])) for end in own[:-1])
            if kind.indicator in meanings and kind.territory:
                yield own, ("~meaning", kind.indicator, kind.territory)
        if kind.indicator in counted and kind.territory:
            yield own, ("~counted", kind.indicator, kind.reporter or "")
    for row in places.given.numbers:
        if row.indicator in owned and row.subject:
            yield places.of(row), ("~owners", row.subject)


def _at_rates(places: Places) -> Iterator[Link]:
    """Yield the places of the rates of a currency and of amounts told in it and in dollars."""
    rates = {(kind.unit, own) for kind, own in places.every_kind() if kind.indicator == RATE}
    yield from ((own, ("~rate", unit)) for unit, own in sorted(rates))
    units = {unit for unit, _ in rates}
    told: dict[tuple[Place, str, str], set[str]] = {}
    everything: tuple[Claim | Figure, ...] = (*places.claims.values(), *places.given.numbers) if rates else ()
    for one in everything:
        if one.indicator != RATE and (one.unit == BASE or one.unit in units):
            own = places.of(one)
            told.setdefault((own, one.indicator or "", _teller(one, own)), set()).add(one.unit or "")
    for (own, _, _), currencies in told.items():
        if BASE in currencies:
            yield from ((own, ("~rate", unit)) for unit in sorted(currencies - {BASE}))


def _members(places: Places) -> Iterator[Link]:
    """Yield the places of registered portfolios and of registered projects, which are members of them."""
    known = {row.id for row in places.given.rows if row.table in ("portfolios", "projects")}
    yield from ((places.of(row), ("~members",)) for row in places.given.numbers if row.subject in known)


def _averages(places: Places) -> Iterator[Link]:
    """Yield the places of averages and of the portfolios that the same page counts."""
    if not places.given.averages:
        return
    pages = {name: plain_url(page.url) if page.url else page.id for name, page in places.given.pages.items()}
    averaged = {pages.get(claim.document, claim.document) for claim in _named(places, places.given.averages)}
    for claim in places.claims.values():
        page = pages.get(claim.document, claim.document)
        if page in averaged and places.of(claim)[-1] == "portfolio":
            yield places.of(claim), ("~page", page)
    for row in places.given.numbers:
        page = plain_url(row.source.url) if row.source.url else ""
        if page in averaged and places.of(row)[-1] == "portfolio":
            yield places.of(row), ("~page", page)


def _named(places: Places, names: Iterable[str]) -> Iterator[Claim]:
    """Yield the comparable claims of these ids."""
    yield from (places.claims[name] for name in names if name in places.claims)


def _teller(one: Claim | Figure, own: Place) -> str:
    """Return what makes two amounts those of one thing: a page; anybody may speak of a portfolio or a thing."""
    if own[-1] == "portfolio" or not isinstance(one, Claim):
        return ""
    return one.document


def named(whole: Iterable[str]) -> str:
    """Return a place as the name of a part."""
    return "-".join(whole)
