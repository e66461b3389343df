"""Revisions of rows: what a row may hold, and how the next revision follows from the present one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

import msgspec
import sqlalchemy as sa

from karvon.model.row import Row
from karvon.store.schema import columns_of, integers_of, metadata, required_of

KEY = re.compile(r"[^\s/]+")
AT_ONCE = 500  # values in one question to the database
INTEGER = re.compile(r"0|-?[1-9]\d{0,8}", re.ASCII)
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # PostgreSQL cannot hold NUL; half a surrogate pair is no text


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """One revision of a row: its cells, when it was recorded (ISO 8601, UTC), by whom, why, and whether it retires."""

    row: Row
    recorded_at: str
    recorded_by: str
    reason: str
    retired: bool = False


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What is to become of one row: the columns given (empty text empties a cell), or its retirement."""

    id: str
    cells: Mapping[str, str]
    retired: bool = False


class State(msgspec.Struct, frozen=True):
    """How many revisions a table holds, what their numbers add up to, and its first and last id."""

    revisions: int
    numbers: int
    first: str
    last: str


class Stamp(msgspec.Struct, frozen=True):
    """Who records a revision, why and when."""

    who: str
    why: str
    when: dt.datetime

    @property
    def moment(self) -> str:
        """The time of recording in the one form that sorts as text."""
        return moment(self.when)


def moment(when: dt.datetime) -> str:
    """Return a time as ISO 8601 in UTC to the microsecond; ValueError when it does not say its time zone."""
    if when.tzinfo is None:
        raise ValueError(f"{when} has no time zone: give datetime.now(UTC) or one with tzinfo")
    return when.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def change_of(table: str, row: Row | Mapping[str, str]) -> Change:
    """Return the change that makes a row exactly this; ValueError names a cell that no row may hold."""
    key, cells = (row.id, row.cells) if isinstance(row, Row) else (row.get("id", ""), row)
    unknown = sorted(set(cells) - set(columns_of(table)))
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(unknown)}; it has {', '.join(columns_of(table))}")
    return Change(id=key, cells={column: cells.get(column, "") for column in columns_of(table) if column != "id"})


def follow(current: Revision | None, table: str, change: Change, stamp: Stamp) -> Revision | None:
    """Return the revision that follows from a change, or None when it would repeat the current one."""
    kept = dict(current.row.cells) if current else {}
    merged = {**kept, **change.cells}
    cells = {column: merged[column] for column in columns_of(table) if merged.get(column)}
    if current and cells == kept and change.retired == current.retired:
        return None
    row = Row(table=table, id=change.id, cells=cells, revision=current.row.revision + 1 if current else 1)
    require_storable(row)
    return Revision(row=row, recorded_at=stamp.moment, recorded_by=stamp.who, reason=stamp.why, retired=change.retired)


def newest(connection: sa.Connection, table: str, at: str | None = None) -> dict[str, Revision]:
    """Return the newest revision of every id, or the newest recorded by a moment; retirements included."""
    stored = metadata().tables[table]
    last = sa.select(stored.c.id, sa.func.max(stored.c.revision).label("revision")).group_by(stored.c.id)
    if at is not None:
        last = last.where(stored.c.recorded_at <= at)
    wanted = last.subquery()
    query = sa.select(stored).join(wanted, sa.and_(stored.c.id == wanted.c.id, stored.c.revision == wanted.c.revision))
    found = (_revision(table, record) for record in connection.execute(query).mappings())
    return {revision.row.id: revision for revision in sorted(found, key=lambda revision: revision.row.id)}


def newest_where(connection: sa.Connection, table: str, column: str, values: Iterable[str]) -> dict[str, Revision]:
    """Return the newest revision of every id that has one of these values in a column now; retirements included."""
    stored, wanted = metadata().tables[table], set(values)
    if len(wanted) > AT_ONCE:
        found = newest(connection, table).items()
        return {key: one for key, one in found if wanted & {one.row.id if column == "id" else one.row.get(column)}}
    later = stored.alias()
    last = ~sa.exists().where(later.c.id == stored.c.id, later.c.revision > stored.c.revision)
    query = sa.select(stored).where(stored.c[column].in_(sorted(wanted)), last)
    records = connection.execute(query).mappings()
    return {revision.row.id: revision for revision in (_revision(table, record) for record in records)}


def state_of(connection: sa.Connection, table: str) -> State:
    """Return what tells the present state of a table from all earlier ones: revisions are added and none is altered."""
    stored = metadata().tables[table]
    asked = (sa.func.count(), sa.func.sum(stored.c.revision), sa.func.min(stored.c.id), sa.func.max(stored.c.id))
    revisions, numbers, first, last = connection.execute(sa.select(*asked).select_from(stored)).one()
    return State(revisions, int(numbers or 0), first or "", last or "")


def every(connection: sa.Connection, table: str) -> tuple[Revision, ...]:
    """Return all revisions of a table by id and revision."""
    records = connection.execute(sa.select(metadata().tables[table])).mappings()
    found = (_revision(table, record) for record in records)
    return tuple(sorted(found, key=lambda revision: (revision.row.id, revision.row.revision)))


def insert(connection: sa.Connection, table: str, revisions: Iterable[Revision]) -> None:
    """Store revisions of one table."""
    records = [_record(revision) for revision in revisions]
    if records:
        connection.execute(sa.insert(metadata().tables[table]), records)


def require_storable(row: Row) -> None:
    """Raise ValueError for a row that the database must not hold: a bad id, an empty required cell, a bad character."""
    if not KEY.fullmatch(row.id):
        raise ValueError(f"{row.ref!r}: an id is a short name without spaces and slashes")
    empty = [column for column in required_of(row.table) if column != "id" and not row.cells.get(column, "").strip()]
    if empty:
        raise ValueError(f"{row.ref} lacks {', '.join(empty)}")
    for column, text in {"id": row.id, **row.cells}.items():
        if UNSTORABLE.search(text):
            raise ValueError(f"{row.ref}: {column} holds a character that no database keeps")
        if column in integers_of(row.table) and not INTEGER.fullmatch(text):
            raise ValueError(f"{row.ref}: {column} is not a whole number: {text!r}")


def _record(revision: Revision) -> dict[str, object]:
    row = revision.row
    numbers = integers_of(row.table)
    cells = {column: row.cells.get(column) for column in columns_of(row.table)}
    typed = {column: int(text) if text and column in numbers else text for column, text in cells.items()}
    return {
        **typed,
        "id": row.id,
        "revision": row.revision,
        "recorded_at": revision.recorded_at,
        "recorded_by": revision.recorded_by,
        "reason": revision.reason,
        "retired": revision.retired,
    }


def _revision(table: str, record: sa.RowMapping) -> Revision:
    cells = {column: str(record[column]) for column in columns_of(table) if record[column] is not None}
    key = cells.pop("id")
    return Revision(
        row=Row(table=table, id=key, cells=cells, revision=record["revision"]),
        recorded_at=record["recorded_at"],
        recorded_by=record["recorded_by"],
        reason=record["reason"],
        retired=record["retired"],
    )
