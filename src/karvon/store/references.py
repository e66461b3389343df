"""References between rows: everything a row names must be a registered row, and nothing named may be retired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from karvon.model import vocabulary
from karvon.model.document import Finding
from karvon.store.revisions import Change, Revision
from karvon.store.rules import nearest, shown
from karvon.store.sheets import found

SUBJECTS = ("projects", "hubs", "bodies", "agreements", "portfolios")
SUBJECT_COLUMNS = {"indicator_values": "subject", "milestones": "subject"}

Live = dict[str, dict[str, Mapping[str, str]]]


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A good row and where it stands: the change it asks for, and its revisions when it comes from a history."""

    file: str
    row: int
    table: str
    change: Change
    past: tuple[Revision, ...] = ()


def targets(table: str) -> Mapping[str, tuple[str, ...]]:
    """Return the columns of a table that name rows, each with the tables whose rows they may name."""
    direct = {
        column["column"]: (column["vocabulary"],)
        for column in vocabulary.tables()[table]
        if column["type"] == "reference"
    }
    return {**direct, **({SUBJECT_COLUMNS[table]: SUBJECTS} if table in SUBJECT_COLUMNS else {})}


def with_references(
    placed: Sequence[Placed], stored: Mapping[str, Sequence[Revision]]
) -> tuple[list[Placed], list[Finding]]:
    """Return the rows whose references hold once all of them are loaded, and findings about the others.

    A row refused here may leave another without its reference, so that the check goes on until nothing changes.
    """
    before = _live(stored)
    good = list(placed)
    findings: list[Finding] = []
    while True:
        after = _after(before, good)
        problems = [
            (index, found_here) for index, item in enumerate(good) for found_here in _problems(item, before, after)
        ]
        findings += [finding for _, finding in problems]
        if not problems:
            return good, findings + list(_ambiguous(good, after))
        bad = {index for index, _ in problems}
        good = [item for index, item in enumerate(good) if index not in bad]


def _live(stored: Mapping[str, Sequence[Revision]]) -> Live:
    """Return the cells of every row that counts, by table and id."""
    newest = {(table, revision.row.id): revision for table, found_here in stored.items() for revision in found_here}
    live: Live = {table: {} for table in vocabulary.tables()}
    for (table, key), revision in newest.items():
        if not revision.retired:
            live[table][key] = revision.row.cells
    return live


def _after(before: Live, placed: Iterable[Placed]) -> Live:
    """Return the rows that will count when the changes are made."""
    after = {table: dict(rows) for table, rows in before.items()}
    for item in placed:
        key = item.change.id
        if item.change.retired:
            after[item.table].pop(key, None)
        else:
            after[item.table][key] = {**before[item.table].get(key, {}), **item.change.cells}
    return after


def _problems(item: Placed, before: Live, after: Live) -> Iterator[Finding]:
    key = item.change.id
    if item.change.retired:
        user = _user_of(item.table, key, after) if key in before[item.table] else None
        if user:
            yield found(item.file, "in_use", row=item.row, column="id", value=key, user=user)
        return
    cells = after[item.table][key]
    for column, tables in targets(item.table).items():
        named = cells.get(column)
        if named and not any(named in after[table] for table in tables):
            known = [other for table in tables for other in after[table]]
            words = {"value": shown(named), "tables": ", ".join(tables), "suggestion": nearest(named, known) or ""}
            code = "reference_meant" if words["suggestion"] else "reference"
            yield found(item.file, code, row=item.row, column=column, **words)


def _user_of(table: str, key: str, live: Live) -> str | None:
    """Return "table/id" of a row that names this one, when no other table has a row of the same id it may mean."""
    for other, rows in live.items():
        for column, tables in targets(other).items():
            if table in tables and not any(key in live[possible] for possible in tables):
                for user, cells in rows.items():
                    if cells.get(column) == key:
                        return f"{other}/{user}"
    return None


def _ambiguous(placed: Iterable[Placed], live: Live) -> Iterator[Finding]:
    """Warn of a subject whose id stands in several tables: which of them is meant cannot be seen."""
    for item in placed:
        for column, tables in targets(item.table).items():
            named = item.change.cells.get(column)
            holders = [table for table in tables if named and named in live[table]]
            if named and len(holders) > 1 and not item.change.retired:
                words = {"value": named, "tables": ", ".join(holders)}
                yield found(item.file, "reference_ambiguous", "warning", row=item.row, column=column, **words)
