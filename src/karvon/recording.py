"""Entering what was read into the registry: documents and claims become rows, what is no longer read is retired."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from karvon.model.claim import Claim
from karvon.model.dates import Span, partial
from karvon.model.document import Document, Reading
from karvon.model.row import Row
from karvon.model.vocabulary import tables
from karvon.registry import Corrected
from karvon.store import Change, Registry

WHO = "karvon read"
WHY = "read from the documents of the case"
READER = (WHO, WHY)
Author = tuple[str, str]  # who, and why


def record(registry: Registry, corrected: Corrected, to_json: Callable[[Claim], bytes]) -> int:
    """Bring the registry's documents and claims to what was read and corrected; return how many rows changed.

    A claim or document that a file read now used to give and gives no more is retired. Documents of the registry
    whose files are not among those read stay as they are: they may belong to someone else's folder. A claim that
    somebody corrected, added or rejected is recorded in that person's name with the reason given.
    """
    readings = corrected.readings
    stored = {"documents": registry.rows("documents"), "claims": registry.rows("claims")}
    wanted = rows_of(readings, to_json)
    changes = {
        "documents": [*new(wanted["documents"], stored["documents"]), *gone_documents(wanted, stored)],
        "claims": [*new(wanted["claims"], stored["claims"]), *gone_claims(wanted, stored)],
    }
    now = dt.datetime.now(dt.UTC)
    for (who, why), own in by_author(changes, authors(corrected)).items():
        registry.apply(own, who=who, why=why, when=now)
    return sum(map(len, changes.values()))


def authors(corrected: Corrected) -> dict[str, Author]:
    """Return who changed a claim last, and why, by the ids it has and had; the reader made all others."""
    applied = [one for one in corrected.corrections if one.state == "applied"]
    named = [(name, one) for one in applied for name in (one.target, one.claim) if name]
    return {name: (one.who, one.why) for name, one in sorted(named, key=lambda pair: (pair[1].made_on, pair[1].id))}


def by_author(
    changes: Mapping[str, Sequence[Change]], known: Mapping[str, Author]
) -> dict[Author, dict[str, list[Change]]]:
    """Return the changes of every table by who makes them: documents first, for claims name them."""
    grouped: dict[Author, dict[str, list[Change]]] = {}
    for table, inside in changes.items():
        for change in inside:
            author = known.get(change.id, READER) if table == "claims" else READER
            grouped.setdefault(author, {}).setdefault(table, []).append(change)
    return grouped


def rows_of(readings: Sequence[Reading], to_json: Callable[[Claim], bytes]) -> dict[str, dict[str, Row]]:
    """Return the rows of both tables that the readings make, by id; the same text under two names is one document."""
    documents: dict[str, Row] = {}
    claims: dict[str, Row] = {}
    for reading in readings:
        if reading.document is not None:
            documents.setdefault(reading.document.id, document_row(reading.document))
            claims |= {claim.id: claim_row(claim, reading.document.id, to_json) for claim in reading.claims}
    return {"documents": documents, "claims": claims}


def document_row(document: Document) -> Row:
    """Return the registry's row of a document."""
    cells = {
        "file": document.file,
        "kind": "summary" if document.summary else "original",
        "language": document.language,
        "title": document.title,
        "outlet": document.outlet,
        "published": written(document.published),
        "source_url": document.url,
        "sha256": document.sha256,
        "text": document.text,
    }
    return Row(table="documents", id=document.id, cells=filled(cells))


def claim_row(claim: Claim, document: str, to_json: Callable[[Claim], bytes]) -> Row:
    """Return the registry's row of a claim; `record` is the whole claim in the format of `karvon read`."""
    cells = {
        "document": document,
        "kind": claim.kind,
        "indicator": claim.indicator,
        "quote": claim.quote,
        "start": str(claim.start),
        "end": str(claim.end),
        "record": to_json(claim).decode().rstrip("\n"),
    }
    return Row(table="claims", id=claim.id, cells=filled(cells))


def written(span: Span) -> str | None:
    """Return a span as the day, month or year it is; None when it is none of these (undated, or only bounds known)."""
    if span.first is None or span.last is None:
        return None
    day = span.first.isoformat()
    return next((text for text in (day, day[:7], day[:4]) if partial(text) == span), None)


def filled(cells: Mapping[str, str | None]) -> dict[str, str]:
    """Return the cells that hold something."""
    return {column: text for column, text in cells.items() if text}


def new(wanted: Mapping[str, Row], stored: Sequence[Row]) -> list[Change]:
    """Return the changes for rows that the registry lacks or holds otherwise."""
    held = {row.id: row.cells for row in stored}
    return [Change(id=row.id, cells=whole(row)) for row in wanted.values() if held.get(row.id) != row.cells]


def whole(row: Row) -> dict[str, str]:
    """Return the row's cells with every other column emptied."""
    columns = (column["column"] for column in tables()[row.table])
    return {column: row.cells.get(column, "") for column in columns if column != "id"}


def gone_documents(wanted: Mapping[str, Mapping[str, Row]], stored: Mapping[str, Sequence[Row]]) -> Iterable[Change]:
    """Return the retirements of documents whose file now holds another text."""
    files = {row.cells["file"] for row in wanted["documents"].values()}
    for row in stored["documents"]:
        if row.cells["file"] in files and row.id not in wanted["documents"]:
            yield Change(id=row.id, cells={}, retired=True)


def gone_claims(wanted: Mapping[str, Mapping[str, Row]], stored: Mapping[str, Sequence[Row]]) -> Iterable[Change]:
    """Return the retirements of claims that their document, read again, no longer gives."""
    replaced = {change.id for change in gone_documents(wanted, stored)} | set(wanted["documents"])
    for row in stored["claims"]:
        if row.cells["document"] in replaced and row.id not in wanted["claims"]:
            yield Change(id=row.id, cells={}, retired=True)
