"""Where rules look across parts: every pair of places that some rule holds against each other.

A place is a set of countries and a family of indicators. A place of another kind, which begins with "~", stands for
what the figures of several places have in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

import msgspec

from karvon.model.claim import Claim
from karvon.model.figure import Figure
from karvon.model.measures import TradeSeries
from karvon.model.values import exact
from karvon.reconcile.keys import GROWTH_OF, family, plain_url, scope_of
from karvon.reconcile.known import Inputs
from karvon.reconcile.rates import BASE, RATE
from karvon.reconcile.rules import indicators
from karvon.reconcile.shares import PERCENT, WORLD
from karvon.registry import of_home

Place = tuple[str, ...]
Link = tuple[Place, Place]
TOLD = ("refines", "same_as", "part_of", "breakdown")  # relations by which a text makes rules compare two figures
ONE_FAMILY = {"contracts": "portfolio"}  # a portfolio is held against its projects and its contracts


class Places(msgspec.Struct, frozen=True):
    """The figures of a case, from texts and from rows, each with its place."""

    given: Inputs
    claims: Mapping[str, Claim]
    of_claim: Mapping[str, Place]
    of_row: Mapping[str, Place]

    def each(self) -> Iterator[tuple[Claim | Figure, Place]]:
        """Yield every claim and every figure of a row with its place."""
        yield from ((claim, self.of_claim[name]) for name, claim in self.claims.items())
        yield from ((figure, self.of_row[figure.id]) for figure in self.given.numbers)


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


def place_of(one: Claim | Figure | TradeSeries, countries: tuple[str, str]) -> Place:
    """Return the place of a comparable claim, the figure of a row, or a series."""
    territory = None if isinstance(one, TradeSeries) else one.territory
    return place(one.indicator or "", one.reporter, one.partner, territory, countries)


def links(places: Places) -> Iterator[Link]:
    """Yield the pairs of places that a rule looks across."""
    yield from _told_by_texts(places)
    yield from _voiced_by_rows(places)
    yield from _summed_in_series(places)
    yield from _by_measure(places)
    yield from _at_rates(places)


def _told_by_texts(places: Places) -> Iterator[Link]:
    """Yield the places of claims that a text relates to one another."""
    for claim in places.claims.values():
        for relation in claim.relations:
            if relation.type in TOLD and relation.target in places.of_claim:
                yield places.of_claim[claim.id], places.of_claim[relation.target]


def _voiced_by_rows(places: Places) -> Iterator[Link]:
    """Yield the places of a claim and a row of one page that give one number: the row tells whose voice it is."""
    rows: dict[tuple[str | None, str | None, Decimal | None], set[Place]] = {}
    for row in places.given.numbers:
        if row.side is not None and row.source.url:
            mark = (plain_url(row.source.url), row.indicator, row.number.value)
            rows.setdefault(mark, set()).add(places.of_row[row.id])
    if not rows:
        return
    pages = {name: plain_url(page.url) for name, page in places.given.pages.items() if page.url}
    for claim in places.claims.values():
        own = places.of_claim[claim.id]
        key = (pages.get(claim.document), claim.indicator, claim.value)
        yield from ((own, other) for other in sorted(rows.get(key, ())))


def _summed_in_series(places: Places) -> Iterator[Link]:
    """Yield the places of a series and of the figures that its years are made of."""
    for one in places.given.series:
        own = place_of(one, places.given.info.countries)
        for point in one.points:
            yield from ((own, places.of_row[name]) for name in point.figures if name in places.of_row)


def _by_measure(places: Places) -> Iterator[Link]:
    """Yield where shares and stocks lead: trade with the world, the owners of one thing, one territory."""
    meanings, owned, counted = (indicators(rule) for rule in ("share_meanings", "shares_hundred", "stock_falls"))
    for one, own in places.each():
        indicator = one.indicator or ""
        if one.unit == PERCENT:
            yield from ((own, (*sorted((end, WORLD)), own[-1])) for end in own[:-1])
            if indicator in meanings and one.territory:
                yield own, ("~meaning", indicator, one.territory)
            if indicator in owned and isinstance(one, Figure) and one.subject:
                yield own, ("~owners", one.subject)
        if indicator in counted and one.territory:
            yield own, ("~counted", indicator, one.reporter or "")


def _at_rates(places: Places) -> Iterator[Link]:
    """Yield the places of the rates of a currency and of amounts told in it and in dollars."""
    rates = {one.unit for one, _ in places.each() if one.indicator == RATE}
    if not rates:
        return
    told: dict[tuple[Place, str | None, str], set[str]] = {}
    for one, own in places.each():
        unit = one.unit or ""
        if one.indicator == RATE:
            yield own, ("~rate", unit)
        elif unit == BASE or unit in rates:
            told.setdefault((own, one.indicator, _teller(one, own)), set()).add(unit)
    for (own, *_), units in told.items():
        if BASE in units:
            yield from ((own, ("~rate", unit)) for unit in sorted(units - {BASE}))


def _teller(one: Claim | Figure, own: Place) -> str:
    """Return what makes two amounts those of one thing: a page; anybody may speak of a portfolio or a thing."""
    if own[-1] == "portfolio" or (isinstance(one, Figure) and one.subject):
        return ""
    return one.document if isinstance(one, Claim) else ""


def named(whole: Iterable[str]) -> str:
    """Return a place as the name of a part."""
    return "-".join(whole)
