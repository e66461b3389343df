"""The stored schema is the vocabulary's, it comes about by itself, and what is no registry is refused in words."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.schema import CreateTable

from karvon.model import vocabulary
from karvon.store import Registry, RegistryError
from karvon.store.database import engine_for
from karvon.store.migrations import HEAD
from karvon.store.migrations.upgrade import configuration
from karvon.store.schema import REVISION_COLUMNS, metadata


def test_the_migrated_schema_is_the_schema_of_the_vocabulary(registry: Registry, url: str) -> None:
    engine = engine_for(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata()) == []
    engine.dispose()


def test_a_difference_between_schema_and_vocabulary_would_be_seen(registry: Registry, url: str) -> None:
    changed = sa.MetaData()
    for table in metadata().tables.values():
        table.to_metadata(changed)
    changed.tables["hubs"].append_column(sa.Column("elevation", sa.Text))
    engine = engine_for(url)
    with engine.connect() as connection:
        ((kind, _, table_name, column),) = compare_metadata(MigrationContext.configure(connection), changed)
    engine.dispose()
    assert (kind, table_name, column.name) == ("add_column", "hubs", "elevation")


def test_the_newest_migration_is_the_one_opening_looks_for() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


@pytest.mark.parametrize("table", list(vocabulary.tables()))
def test_every_table_compiles_for_postgresql(table: str) -> None:
    ddl = str(
        CreateTable(metadata().tables[table]).compile(dialect=sa.make_url("postgresql+psycopg://").get_dialect()())
    )
    for column in (*(entry["column"] for entry in vocabulary.tables()[table]), *REVISION_COLUMNS):
        assert f"\t{column} " in ddl or f'\t"{column}" ' in ddl


def test_sqlite_keeps_what_it_acknowledged(sqlite_registry: Registry, sqlite_url: str) -> None:
    engine = engine_for(sqlite_url)
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30000}


def test_opening_again_changes_nothing(sqlite_url: str) -> None:
    Registry.open(sqlite_url).close()
    before = Path(sqlite_url.removeprefix("sqlite:///")).read_bytes()
    Registry.open(sqlite_url).close()
    assert Path(sqlite_url.removeprefix("sqlite:///")).read_bytes() == before


def test_several_programs_may_open_a_new_registry_at_once(sqlite_url: str) -> None:
    program = f"from karvon.store import Registry; Registry.open({sqlite_url!r}).close()"
    running = [subprocess.Popen([sys.executable, "-W", "error", "-c", program]) for _ in range(4)]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0, 0]


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"these are not the pages of a database at all" * 100)
    with pytest.raises(RegistryError, match="cannot be opened as a registry"):
        Registry.open(f"sqlite:///{tmp_path / 'a.db'}")


def test_a_folder_that_is_missing_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="check the path"):
        Registry.open(f"sqlite:///{tmp_path / 'missing' / 'a.db'}")


def test_a_registry_of_a_newer_version_is_refused_in_words(sqlite_url: str) -> None:
    Registry.open(sqlite_url).close()
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(RegistryError, match="newer Karvon"):
        Registry.open(sqlite_url)


@pytest.mark.parametrize("url", ["", "karvon.db", "nosuch://x"])
def test_an_address_that_is_none_is_refused_in_words(url: str) -> None:
    with pytest.raises(RegistryError, match="write sqlite:///file"):
        Registry.open(url)


def test_an_interrupted_writer_leaves_nothing_behind(sqlite_registry: Registry, sqlite_url: str) -> None:
    program = f"""
import os
from karvon.store import Registry, revisions
from tests.store.conftest import portfolio, stamp
insert = revisions.insert
def insert_and_die(*given):
    insert(*given)
    os._exit(9)
revisions.insert = insert_and_die
Registry.open({sqlite_url!r}).append("portfolios", [portfolio()], **stamp())
"""
    root = Path(__file__).parents[2]
    there = {**os.environ, "PYTHONPATH": str(root)}
    ended = subprocess.run([sys.executable, "-c", program], cwd=root, env=there, check=False)
    assert ended.returncode == 9
    assert sqlite_registry.history("portfolios") == ()
