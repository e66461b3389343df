"""Undated documents placed in time: what their own words prove, and what other sources suggest."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache

import msgspec

from karvon.model.claim import Claim
from karvon.model.dates import Span
from karvon.model.document import Document
from karvon.model.ledger import Bracket, Placement
from karvon.model.results import CaseInfo
from karvon.reconcile.evidence import bracket
from karvon.reconcile.keys import plain_url
from karvon.reconcile.known import Inputs, Known
from karvon.reconcile.relative import offset
from karvon.reconcile.rules import brackets
from karvon.reconcile.snapshots import Snapshot
from karvon.reconcile.suggestions import (
    ENOUGH,
    Dated,
    Levels,
    dated,
    last_year_level,
    later_steps,
    levels,
    same_figures,
)
from karvon.reconcile.told import Told, by

OPEN = ("bracketed", "unresolved")


class Shelf(msgspec.Struct, frozen=True):
    """What is known, under the document it stands in; `copies` are the documents of one text, by its letters."""

    told: Mapping[str, list[Told]]
    shots: Mapping[str, list[Snapshot]]
    dated: Dated
    levels: Levels
    copies: Mapping[str, list[Document]]


def placements(
    given: Inputs, said: Iterable[Claim], suggested: Mapping[str, Sequence[Bracket]]
) -> tuple[Placement, ...]:
    """Return every undated document with the days it can be from and the days it is likely to be from.

    `said` are the claims that are no quantities; `suggested` is what the figures of other sources suggest, by document.
    """
    undated = [document for document in given.documents if is_undated(document)]
    if not undated:
        return ()
    claims, copies = by(said, lambda claim: claim.document), by(given.documents, letters)
    return tuple(
        place(document, own_claims(document, claims), suggested.get(document.id, ()), copies, given)
        for document in undated
    )


def days_proved(given: Inputs) -> dict[str, Span]:
    """Return the days that every undated document can be from by its own words and the day of gathering."""
    undated = [document for document in given.documents if is_undated(document)]
    if not undated:
        return {}
    claims = by((claim for claim in given.claims if claim.kind == "document"), lambda claim: claim.document)
    return {one.id: _proved(_proofs(one, own_claims(one, claims), given.info)) for one in undated}


def suggestions(known: Known, proved: Mapping[str, Span]) -> dict[str, tuple[Bracket, ...]]:
    """Return what the figures of other sources suggest about the days of every undated document."""
    if not proved:
        return {}
    shelf = _shelf(known, proved.keys())
    pages = {one.id: one for one in known.inputs.documents if one.id in proved}
    return {name: tuple(_suggested(pages[name], proved[name], shelf)) for name in proved}


def _shelf(known: Known, undated: Set[str]) -> Shelf:
    """Return everything once under the keys by which documents without a date ask for it."""
    own = (one for one in known.told.values() if one.figure.source.document in undated)
    relative = any(offset(one.figure.period) is not None for one in own)
    shots: dict[str, list[Snapshot]] = {}
    for shot in (shot for shot in known.shots if len(shot.cells) >= ENOUGH):
        for name in sorted(shot.documents & undated):
            shots.setdefault(name, []).append(shot)
    asked = [shot for each in shots.values() for shot in each]
    return Shelf(
        told=by((one for one in known.ordered() if _document(one) in undated), _document) if relative else {},
        shots=shots,
        dated=dated(known.shots, asked),
        levels=levels(known.everything) if relative else {},
        copies=by(known.inputs.documents, letters) if relative or asked else {},
    )


def _document(one: Told) -> str:
    return one.figure.source.document or ""


def own_claims(document: Document, claims: Mapping[str, list[Claim]]) -> list[Claim]:
    """Return the claims of a document, under whatever name they know it, in order of id."""
    names = {document.id, document.file}
    return sorted((claim for name in names for claim in claims.get(name, ())), key=lambda claim: claim.id)


def is_undated(document: Document) -> bool:
    """Say whether a document does not tell its own day."""
    span = document.published
    return span.first is None or span.last is None or document.dated_by in OPEN


def place(
    document: Document,
    own: list[Claim],
    suggested: Sequence[Bracket],
    copies: Mapping[str, list[Document]],
    given: Inputs,
) -> Placement:
    """Return one document in time; only what proves moves the hard bounds, suggestions only narrow what is likely.

    The page of the document itself and copies of its text do not testify.
    """
    proofs = _proofs(document, own, given.info)
    proved = _proved(proofs)
    steps = later_steps(own, given.rows, _aliases(document, copies))
    found = [piece for piece in (*suggested, *steps) if both(proved, piece.span) != proved]
    evidence = sorted(found, key=_weight)
    used = [piece.span for piece in evidence if not piece.code.endswith("_disputed")]
    return Placement(document=document.id, proved=proved, likely=_narrowed(proved, used), evidence=(*proofs, *evidence))


def _proved(proofs: Iterable[Bracket]) -> Span:
    return _narrowed(Span(), [piece.span for piece in proofs])


def _suggested(document: Document, proved: Span, shelf: Shelf) -> list[Bracket]:
    shots, told = shelf.shots.get(document.id, ()), shelf.told.get(document.id, ())
    if not shots and not told:
        return []
    names = _aliases(document, shelf.copies)
    return [*same_figures(shots, shelf.dated, names), *last_year_level(told, shelf.levels, names, proved)]


def _proofs(document: Document, own: list[Claim], info: CaseInfo) -> list[Bracket]:
    """Return the bounds that the text itself and the day of gathering give."""
    found = []
    for claim in sorted(own, key=lambda claim: claim.id):
        if claim.kind == "document" and claim.period.start is not None:
            found.append(bracket("mentions_date", Span(claim.period.start, None), (claim.id,)))
        if claim.kind == "document" and claim.period.end is not None:
            found.append(bracket("header_says", Span(None, claim.period.end), (claim.id,)))
    if not found and document.published != Span():
        found.append(bracket("header_says", document.published))
    return [*found, bracket("collected", Span(None, min(info.as_of, info.collected)))]


def _narrowed(span: Span, narrower: Iterable[Span]) -> Span:
    """Return the span cut by each further one in turn; one that would leave no day at all is passed over."""
    for other in narrower:
        cut = both(span, other)
        if cut.first is None or cut.last is None or cut.first <= cut.last:
            span = cut
    return span


def both(left: Span, right: Span) -> Span:
    """Return the days of both spans."""
    firsts = [day for day in (left.first, right.first) if day is not None]
    lasts = [day for day in (left.last, right.last) if day is not None]
    return Span(max(firsts, default=None), min(lasts, default=None))


def _weight(piece: Bracket) -> tuple[int, dt.date, tuple[str, ...]]:
    order = list(brackets())
    return (order.index(piece.code), piece.span.last or dt.date.max, piece.refs)


def _aliases(document: Document, copies: Mapping[str, list[Document]]) -> frozenset[str]:
    """Return every source name that stands for the document: its address, its id, and the same of identical texts."""
    same = [document, *copies.get(letters(document), ())]
    urls = {plain_url(copy.url) for copy in same if copy.url}
    return frozenset(urls | {copy.id for copy in same} | {f"document:{copy.id}" for copy in same})


def letters(document: Document) -> str:
    """Return the letters of a text, spaces left out, as one short name; a document without text is only itself."""
    return _letters(document.text) or document.id


@lru_cache(maxsize=2**16)
def _letters(text: str) -> str:
    tight = "".join(text.split())
    return hashlib.sha256(tight.encode("utf-8", "surrogatepass")).hexdigest() if tight else ""
