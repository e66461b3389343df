"""Entering what was read into the registry: documents and claims become rows, what is no longer read is retired."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec

from karvon.model.claim import Claim
from karvon.model.dates import Span, partial
from karvon.model.document import Document, Reading
from karvon.model.row import Row
from karvon.model.vocabulary import tables
from karvon.registry import Corrected
from karvon.steps import Steps, key_of
from karvon.store import Change, Registry, State

WHO = "karvon read"
WHY = "read from the documents of the case"
READER = (WHO, WHY)
RECORDED = "recorded"
ROOMS = ("registry", "recording.py")  # what makes rows of readings and marks, beside the rooms that the marks tell of
OURS = ("documents", "claims")
Open = Callable[[Collection[str]], Corrected]  # opens the documents of some ids
Author = tuple[str, str]  # who, and why


class Recorded(msgspec.Struct, frozen=True):
    """What was recorded last: what told the content of every document, by its id, and the state it left behind."""

    state: dict[str, State]
    marks: dict[str, str]


def record(
    registry: Registry, marks: Mapping[str, str], open_all: Open, to_json: Callable[[Claim], bytes], steps: Steps
) -> int:
    """Bring the registry's documents and claims to what was read and corrected; return how many rows changed.

    `marks` tell the content of every document by its id; only those that changed since the last time are opened,
    unless somebody else has recorded anything since. A claim or document that a file read now used to give and gives
    no more is retired. Documents of the registry whose files are not among those read stay as they are: they may
    belong to someone else's folder. A claim that somebody corrected, added or rejected is recorded in that person's
    name with the reason given.
    """
    key, before = key_of(ROOMS, registry.address), registry.state(OURS)
    last = steps.kept(RECORDED, Recorded, key)
    held = last.marks if last and last.state == before else {}
    changed = {name for name, mark in marks.items() if held.get(name) != mark}
    if not changed and last and held == marks:
        return 0
    corrected = open_all(changed)
    wanted = rows_of(corrected.readings, to_json)
    changes = changes_of(registry, wanted, marks)
    now = dt.datetime.now(dt.UTC)
    added = 0
    for (who, why), own in by_author(changes, authors(corrected)).items():
        added += sum(map(len, registry.apply(own, who=who, why=why, when=now).values()))
    after = registry.state(OURS)
    if count(after) == count(before) + added:  # else somebody recorded meanwhile: the next run looks at everything
        steps.keep(RECORDED, key, Recorded(after, dict(marks)))
    return sum(map(len, changes.values()))


def count(state: Mapping[str, State]) -> int:
    """Return how many revisions there are in a state of some tables."""
    return sum(one.revisions for one in state.values())


def changes_of(
    registry: Registry, wanted: Mapping[str, Mapping[str, Row]], known: Collection[str]
) -> dict[str, list[Change]]:
    """Return what has to change in the registry for these rows; `known` are the ids of all documents there are now."""
    files = {row.cells["file"] for row in wanted["documents"].values()}
    there = registry.rows_where("documents", "id", wanted["documents"])
    gone = [row.id for row in registry.rows_where("documents", "file", files) if row.id not in known]
    replaced = {*gone, *(row.id for row in there)}
    claims = registry.rows_where("claims", "document", replaced) if replaced else ()
    return {
        "documents": [*new(wanted["documents"], there), *map(retired, gone)],
        "claims": [
            *new(wanted["claims"], claims),
            *(retired(row.id) for row in claims if row.id not in wanted["claims"]),
        ],
    }


def retired(name: str) -> Change:
    """Return the retirement of a row."""
    return Change(id=name, cells={}, retired=True)


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
