"""What is known on a day: rows whose source had appeared by then, and nothing that leans on a later one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from karvon.model import vocabulary
from karvon.model.claim import Claim
from karvon.model.dates import Span, partial
from karvon.model.document import Document, Finding, Reading
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.store.references import targets

PUBLISHED = ("source_date", "published")


def published(row: Row, info: CaseInfo) -> Span:
    """Return the days on which the row's source can have appeared: by the day of collection when it has no date."""
    written = next((text for column in PUBLISHED if (text := row.get(column))), None)
    return Span(None, info.collected) if written is None else partial(written)


def known(rows: Iterable[Row], info: CaseInfo) -> tuple[Row, ...]:
    """Return the rows known on the day of the case, in their order.

    A row is known when the last day on which its source can have appeared is not later. A row that names another row,
    or a claim that names its document, is known only together with it. What has no source of its own (a portfolio,
    which only defines what others count) is known with the first row that names it, or from the day of collection.
    """
    held = tuple(row for row in rows if appeared(row, info))
    while len(kept := _with_what_they_name(held)) < len(held):
        held = kept
    named = {name for row in held for column in _naming(row.table) if (name := row.get(column))}
    return tuple(row for row in held if not _is_definition(row) or row.id in named or _appeared(row, info))


def appeared(row: Row, info: CaseInfo) -> bool:
    """Say whether the row's source was out on the day of the case; a definition has none and is always known."""
    return _is_definition(row) or _appeared(row, info)


def _is_definition(row: Row) -> bool:
    return row.table != "claims" and not any(column["column"] in PUBLISHED for column in vocabulary.tables()[row.table])


def _appeared(row: Row, info: CaseInfo) -> bool:
    return row.table == "claims" or (published(row, info).last or dt.date.max) <= info.as_of


def _with_what_they_name(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    ids = {table: {row.id for row in rows if row.table == table} for table in vocabulary.tables()}
    return tuple(row for row in rows if all(_names_known(row, column, ids) for column in _naming(row.table)))


def _naming(table: str) -> dict[str, tuple[str, ...]]:
    return {"document": ("documents",)} if table == "claims" else dict(targets(table))


def _names_known(row: Row, column: str, ids: dict[str, set[str]]) -> bool:
    named = row.get(column)
    return named is None or any(named in ids[table] for table in _naming(row.table)[column])


def out(
    readings: Sequence[Reading], info: CaseInfo
) -> tuple[tuple[Document, ...], tuple[Claim, ...], tuple[Finding, ...]]:
    """Return the documents published by the day of the case, their claims, and every finding; later ones give one."""
    held = [one for one in readings if one.document is None or _published(one.document, info) <= info.as_of]
    later = [one.document for one in readings if one.document and _published(one.document, info) > info.as_of]
    return (
        tuple(one.document for one in held if one.document),
        tuple(claim for one in held for claim in one.claims),
        (*(finding for one in held for finding in one.findings), *(_document_later(one, info) for one in later)),
    )


def _document_later(document: Document, info: CaseInfo) -> Finding:
    """Return the finding about a document that came out after the day of the case."""
    days = (("as_of", info.as_of.isoformat()), ("published", _published(document, info).isoformat()))
    return Finding(document.file, "", "run.document_later", "warning", days)


def _published(document: Document, info: CaseInfo) -> dt.date:
    """Return the day by which a document was out: an undated one by the day the material was gathered."""
    return document.published.last or info.collected
