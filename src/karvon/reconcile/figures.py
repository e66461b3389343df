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

Voices = Mapping[tuple[object, ...], str]  # sides by page, quantity and number


def claim_figures(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    sides: Mapping[tuple[str, str], str],
    countries: tuple[str, str],
) -> tuple[Figure, ...]:
    """Return one figure per quantity that has an indicator, a unit and at least one end, in order of id.

    `sides` are the countries of speakers, by document and name.
    """
    told = {claim.id: claim for claim in claims if comparable(claim)}
    spoken = ((told[name], sides.get((told[name].document, told[name].speaker or ""))) for name in sorted(told))
    return tuple(figure_of(claim, documents.get(claim.document), side, countries) for claim, side in spoken)


def voices(rows: Iterable[Figure]) -> Voices:
    """Return the sides of the numbers that registry rows give of pages, where they give one."""
    sides: dict[tuple[object, ...], set[str]] = {}
    for row in rows:
        if row.side is not None and row.source.url:
            sides.setdefault(_mark(row), set()).add(row.side)
    return {mark: next(iter(found)) for mark, found in sides.items() if len(found) == 1}


def voiced(figure: Figure, known: Voices) -> Figure:
    """Return the figure of a text with the side that a registry row of the same page gives for the same number."""
    side = known.get(_mark(figure)) if known and figure.side is None else None
    return figure if side is None else replace(figure, side=side)


def _mark(figure: Figure) -> tuple[object, ...]:
    page = address(figure.source, figure.id)
    return (page, figure.indicator, figure.unit, figure.change, figure.number.value)


def dated(figure: Figure, span: Span | None) -> Figure:
    """Return a figure with the days its document was placed on, where it was placed."""
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


def figure_of(claim: Claim, document: Document | None, speakers: str | None, countries: tuple[str, str]) -> Figure:
    """Return the figure that a claim states; `speakers` is the country of its speaker where the document proves one."""
    side = side_of(claim.role or claim.speaker, countries) or speakers
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
