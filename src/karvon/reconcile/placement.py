"""Undated documents placed in time: what their own words prove, and what other sources suggest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from karvon.model.claim import Claim
from karvon.model.dates import Span
from karvon.model.document import Document
from karvon.model.ledger import Bracket, Placement
from karvon.model.results import CaseInfo
from karvon.reconcile.evidence import bracket
from karvon.reconcile.keys import plain_url
from karvon.reconcile.known import Known
from karvon.reconcile.rules import brackets
from karvon.reconcile.snapshots import Snapshot
from karvon.reconcile.suggestions import last_year_level, later_steps, same_figures

OPEN = ("bracketed", "unresolved")


def placements(known: Known) -> tuple[Placement, ...]:
    """Return every undated document with the days it can be from and the days it is likely to be from."""
    return tuple(place(document, known) for document in known.inputs.documents if is_undated(document))


def is_undated(document: Document) -> bool:
    """Say whether a document does not tell its own day."""
    span = document.published
    return span.first is None or span.last is None or document.dated_by in OPEN


def place(document: Document, known: Known) -> Placement:
    """Return one document in time; only what proves moves the hard bounds, suggestions only narrow what is likely.

    The page of the document itself and copies of its text do not testify.
    """
    own = [claim for claim in known.inputs.claims if claim.document in (document.id, document.file)]
    proofs = _proofs(document, own, known.inputs.info)
    proved = _narrowed(Span(), [piece.span for piece in proofs])
    found = [piece for piece in _suggested(document, own, proved, known) if both(proved, piece.span) != proved]
    evidence = sorted(found, key=_weight)
    used = [piece.span for piece in evidence if not piece.code.endswith("_disputed")]
    return Placement(document=document.id, proved=proved, likely=_narrowed(proved, used), evidence=(*proofs, *evidence))


def _suggested(document: Document, own: list[Claim], proved: Span, known: Known) -> list[Bracket]:
    names = _aliases(document, known.inputs.documents)
    others = [shot for shot in known.shots if shot.source not in names]
    told = [one for one in known.everything if not {one.source, one.figure.source.document} & names]
    mine = [one for one in known.told if one.figure.source.document == document.id]
    return [
        *same_figures(_shots_of(document, known.shots), others),
        *last_year_level(mine, told, proved),
        *later_steps(own, known.inputs.rows, names),
    ]


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


def _aliases(document: Document, documents: Iterable[Document]) -> frozenset[str]:
    """Return every source name that stands for the document: its address, its id, and the same of identical texts."""
    copies = [other for other in documents if other.id == document.id or _letters(other) == _letters(document)]
    urls = {plain_url(copy.url) for copy in copies if copy.url}
    return frozenset(urls | {copy.id for copy in copies} | {f"document:{copy.id}" for copy in copies})


def _letters(document: Document) -> str:
    return "".join(document.text.split())


def _shots_of(document: Document, shots: Iterable[Snapshot]) -> list[Snapshot]:
    return [
        shot
        for shot in shots
        if any(one.figure.source.document == document.id for told in shot.cells.values() for one in told)
    ]
