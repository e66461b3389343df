"""Opening the database: connections that keep what they acknowledged, and the schema brought up to date."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from karvon.store.migrations import HEAD, RegistryError

PRAGMAS = (
    "PRAGMA busy_timeout = 30000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)
MIGRATION_LOCK = 5_261_780  # any number, the same for all: advisory lock of PostgreSQL while the schema is brought up
LOCKED_TRIES = 50


def engine_for(url: str | sa.URL) -> sa.Engine:
    """Return an engine whose connections are durable and whose transactions really begin when they say so."""
    try:
        address = _with_driver(sa.make_url(url))
        engine = sa.create_engine(address)
    except (sa.exc.ArgumentError, ModuleNotFoundError) as error:
        raise RegistryError(
            f"the database address cannot be used ({error}); write sqlite:///file.db, or "
            "postgresql://user@host/name with the driver that make setup installs"
        ) from error
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _configure_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection that sees one state of the database throughout."""
    connection = engine.connect()
    if engine.dialect.name == "postgresql":
        connection = connection.execution_options(isolation_level="REPEATABLE READ")
    with connection:
        yield connection


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Give a connection in one transaction that holds the write lock from its start; all of it happens or nothing."""
    with engine.connect().execution_options(begin="IMMEDIATE") as connection, connection.begin():
        yield connection


def migrate(engine: sa.Engine) -> None:
    """Bring the schema up to the newest migration; RegistryError when the file is no registry or is newer than we."""
    try:
        if _version(engine) == HEAD:
            return
        with writing(engine) as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
            from karvon.store.migrations.upgrade import upgrade  # noqa: PLC0415  (alembic is slow to import)

            upgrade(connection)
    except sa.exc.DatabaseError as error:
        raise RegistryError(
            f"{engine.url} cannot be opened as a registry database ({error.orig}); check the path, "
            "the rights to write there, and that the file was made by Karvon"
        ) from error


def _version(engine: sa.Engine) -> str | None:
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return version


def _with_driver(url: sa.URL) -> sa.URL:
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url


def _configure_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: see _begin_sqlite
    for pragma in PRAGMAS:
        _patiently(connection, pragma)


def _patiently(connection: Any, statement: str) -> None:
    """Execute a statement that may find the file locked: turning WAL on does not wait by itself."""
    for remaining in range(LOCKED_TRIES, -1, -1):
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or not remaining:
                raise
            time.sleep(0.1)


def _begin_sqlite(connection: sa.Connection) -> None:
    mode = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
