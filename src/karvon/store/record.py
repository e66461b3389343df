"""The registry: append-only revisions of every maintained table, in SQLite or PostgreSQL."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from karvon.model import vocabulary
from karvon.model.row import Row
from karvon.store import revisions
from karvon.store.database import engine_for, migrate, reading, writing
from karvon.store.migrations import RegistryError
from karvon.store.revisions import Change, Revision, Stamp, State
from karvon.store.schema import columns_of


class Registry:
    """An open registry database; every change adds a revision and nothing stored is ever altered."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str | sa.URL) -> Self:
        """Open a registry by its address, made and brought up to date when needed; RegistryError when it cannot be."""
        engine = engine_for(url)
        try:
            migrate(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    @property
    def address(self) -> str:
        """The address of the database, without a password."""
        return self._engine.url.render_as_string()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        """Return the registry itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the database, whatever happened."""
        self.close()

    def append(
        self, table: str, rows: Iterable[Row | Mapping[str, str]], *, who: str, why: str, when: dt.datetime
    ) -> tuple[Row, ...]:
        """Record rows as they now are and return those that are new; a row identical to its current one adds nothing.

        One transaction: all rows or none. `when` carries its time zone. ValueError for a row that no table can hold.
        """
        changes = [revisions.change_of(table, row) for row in rows]
        return self.apply({table: changes}, who=who, why=why, when=when)[table]

    def retire(self, table: str, ids: Iterable[str], *, who: str, why: str, when: dt.datetime) -> tuple[Row, ...]:
        """Record that rows no longer count; what they said stays in the history. KeyError for an id never recorded."""
        columns_of(table)
        wanted = sorted(set(ids))
        with reading(self._engine) as connection:
            missing = sorted(set(wanted) - set(revisions.newest_where(connection, table, "id", wanted)))
        if missing:
            raise KeyError(f"{table} has no row {', '.join(missing)}")
        changes = [Change(id=key, cells={}, retired=True) for key in wanted]
        return self.apply({table: changes}, who=who, why=why, when=when)[table]

    def apply(
        self, changes: Mapping[str, Sequence[Change]], *, who: str, why: str, when: dt.datetime
    ) -> dict[str, tuple[Row, ...]]:
        """Record changes of several tables in one transaction and return the rows they added, by table."""
        stamp = Stamp(who, why, when)
        _require_single(changes)
        with self._writing(changes) as connection:
            return {table: _follow_all(connection, table, wanted, stamp) for table, wanted in changes.items()}

    def take(
        self,
        recorded: Mapping[str, Sequence[Revision]],
        changes: Mapping[str, Sequence[Change]],
        *,
        who: str,
        why: str,
        when: dt.datetime,
    ) -> dict[str, int]:
        """Store revisions as they were recorded elsewhere, then changes, in one transaction; return how many by table.

        RegistryError when a revision does not follow the last one of its row, or differs from the one stored;
        nothing is stored then.
        """
        stamp = Stamp(who, why, when)
        _require_single(changes)
        with self._writing({**recorded, **changes}) as connection:
            added = Counter({table: _replay(connection, table, found) for table, found in recorded.items()})
            for table, wanted in changes.items():
                added[table] += len(_follow_all(connection, table, wanted, stamp))
        return dict(added)

    def rows(self, table: str, at: dt.datetime | None = None) -> tuple[Row, ...]:
        """Return the rows of a table by id as they are now, or as they had been recorded by a moment."""
        columns_of(table)
        with reading(self._engine) as connection:
            found = revisions.newest(connection, table, None if at is None else revisions.moment(at))
        return tuple(revision.row for revision in found.values() if not revision.retired)

    def rows_where(self, table: str, column: str, values: Iterable[str]) -> tuple[Row, ...]:
        """Return the rows of a table that have one of these values in a column now, by id."""
        columns_of(table)
        with reading(self._engine) as connection:
            found = revisions.newest_where(connection, table, column, values)
        return tuple(found[name].row for name in sorted(found) if not found[name].retired)

    def state(self, tables: Iterable[str]) -> dict[str, State]:
        """Return what tells the present state of some tables from all earlier ones, without reading their rows."""
        with reading(self._engine) as connection:
            return {table: revisions.state_of(connection, table) for table in tables}

    def all_rows(
        self, at: dt.datetime | None = None, tables: Iterable[str] | None = None
    ) -> dict[str, tuple[Row, ...]]:
        """Return the rows of every table, or of some, all from one state of the database."""
        until = None if at is None else revisions.moment(at)
        wanted = vocabulary.tables() if tables is None else tables
        with reading(self._engine) as connection:
            found = {table: revisions.newest(connection, table, until) for table in wanted}
        return {
            table: tuple(revision.row for revision in newest.values() if not revision.retired)
            for table, newest in found.items()
        }

    def history(self, table: str) -> tuple[Revision, ...]:
        """Return every revision of a table by id and revision, retirements included."""
        columns_of(table)
        with reading(self._engine) as connection:
            return revisions.every(connection, table)

    def histories(self) -> dict[str, tuple[Revision, ...]]:
        """Return every revision of every table, all from one state of the database."""
        with reading(self._engine) as connection:
            return {table: revisions.every(connection, table) for table in vocabulary.tables()}

    @contextmanager
    def _writing(self, tables: Iterable[str]) -> Iterator[sa.Connection]:
        """Give a transaction that keeps other writers out of the tables; on SQLite it does so by itself."""
        for table in tables:
            columns_of(table)
        with writing(self._engine) as connection:
            if connection.dialect.name == "postgresql":
                for table in sorted(tables):
                    connection.execute(sa.text(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE"))
            yield connection


def _follow_all(connection: sa.Connection, table: str, changes: Iterable[Change], stamp: Stamp) -> tuple[Row, ...]:
    changes = list(changes)
    current = revisions.newest_where(connection, table, "id", (change.id for change in changes))
    following = (revisions.follow(current.get(change.id), table, change, stamp) for change in changes)
    added = [revision for revision in following if revision is not None]
    revisions.insert(connection, table, added)
    return tuple(revision.row for revision in added)


def _replay(connection: sa.Connection, table: str, recorded: Iterable[Revision]) -> int:
    stored = {(revision.row.id, revision.row.revision): revision for revision in revisions.every(connection, table)}
    last = {key: revision for key, revision in stored}
    fresh = []
    for revision in sorted(recorded, key=lambda each: (each.row.id, each.row.revision)):
        place = (revision.row.id, revision.row.revision)
        if stored.get(place) == revision:
            continue
        if place in stored or revision.row.revision != last.get(revision.row.id, 0) + 1:
            raise RegistryError(f"{revision.row.ref}: revision {place[1]} does not continue what is stored")
        revisions.require_storable(revision.row)
        last[revision.row.id] = revision.row.revision
        fresh.append(revision)
    revisions.insert(connection, table, fresh)
    return len(fresh)


def _require_single(changes: Mapping[str, Sequence[Change]]) -> None:
    for table, wanted in changes.items():
        repeated = [key for key, count in Counter(change.id for change in wanted).items() if count > 1]
        if repeated:
            raise ValueError(f"{table}: given more than once: {', '.join(sorted(repeated))}")
