"""Figures made of the quantities that documents state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.dates import Span
from karvon.model.document import Document
from karvon.model.figure import Figure, Source
from karvon.reconcile.growth_bases import base_year
from karvon.reconcile.keys import address
from karvon.reconcile.sides import side_of, side_of_outlet
from karvon.reconcile.things import named_by
from karvon.registry import of_home


def claim_figures(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    sides: Mapping[tuple[str, str], str],
    countries: tuple[str, str],
) -> tuple[Figure, ...]:
    """Return one figure per quantity that has an indicator, a unit and at least one end, in order of id.

    `sides` are the countries of speakers, by document and name.
    """
    stated = [claim for claim in claims if comparable(claim)]
    figures = {claim.id: _figure(claim, documents.get(claim.document), sides, countries) for claim in stated}
    return tuple(figures[name] for name in sorted(figures))


def voiced(figures: Iterable[Figure], rows: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the figures of texts with the side that a registry row of the same page gives for the same number."""
    sides: dict[tuple[object, ...], set[str]] = {}
    for row in rows:
        if row.side is not None and row.source.url:
            sides.setdefault(_mark(row), set()).add(row.side)
    return tuple(_voiced(figure, sides.get(_mark(figure), set())) for figure in figures) if sides else tuple(figures)


def _voiced(figure: Figure, sides: set[str]) -> Figure:
    return replace(figure, side=next(iter(sides))) if figure.side is None and len(sides) == 1 else figure


def _mark(figure: Figure) -> tuple[object, ...]:
    page = address(figure.source, figure.id)
    return (page, figure.indicator, figure.unit, figure.change, figure.number.value)


def dated(figures: Iterable[Figure], published: Mapping[str, Span]) -> tuple[Figure, ...]:
    """Return the figures with the days their documents were placed on, where these were placed."""
    return tuple(_dated(figure, published.get(figure.source.document or "")) for figure in figures)


def _dated(figure: Figure, span: Span | None) -> Figure:
    return figure if span is None else replace(figure, source=replace(figure.source, published=span))


def comparable(claim: Claim) -> bool:
    """Say whether a claim is a quantity that can be compared with others."""
    if claim.kind != "quantity" or claim.indicator is None or claim.unit is None:
        return False
    return claim.low is not None or claim.high is not None


def speakers(claims: Iterable[Claim], countries: tuple[str, str]) -> dict[tuple[str, str], str]:
    """Return the side of every speaker of a document whose role proves one somewhere in that document."""
    proved: dict[tuple[str, str], set[str]] = {}
    for claim in claims:
        if claim.speaker is not None and comparable(claim):
            side = side_of(claim.role or claim.speaker, countries)
            if side is not None:
                proved.setdefault((claim.document, claim.speaker), set()).add(side)
    return {key: next(iter(sides)) for key, sides in sorted(proved.items()) if len(sides) == 1}


def _figure(
    claim: Claim,
    document: Document | None,
    sides: Mapping[tuple[str, str], str],
    countries: tuple[str, str],
) -> Figure:
    side = side_of(claim.role or claim.speaker, countries)
    if side is None and claim.speaker is not None:
        side = sides.get((claim.document, claim.speaker))
    outlet = claim.outlet or (document.outlet if document else None)
    stated = Figure(
        id=claim.id,
        origin="claim",
        indicator=claim.indicator or "",
        number=claim.interval,
        bound=claim.bound or "eq",
        unit=claim.unit or "",
        change=claim.change or "level",
        phrase=claim.subject,
        reporter=claim.reporter,
        partner=claim.partner,
        territory=claim.territory,
        sector=claim.sector,
        stage=claim.stage,
        status=claim.status or "actual",
        period=claim.period,
        side=side or (side_of_outlet(outlet, countries) if claim.speaker is None else None),
        speaker=claim.speaker,
        role=claim.role,
        source=_source(claim, document, outlet),
        quote=claim.quote,
        growth_from=base_year(claim, document),
        thing=named_by(claim),
    )
    return of_home(stated, countries)


def _source(claim: Claim, document: Document | None, outlet: str | None) -> Source:
    if document is None:
        return Source(outlet=outlet, document=claim.document)
    return Source(
        url=document.url,
        outlet=outlet,
        title=document.title,
        published=document.published,
        document=document.id,
    )
