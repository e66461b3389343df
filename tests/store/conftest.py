"""Registries to test against: SQLite in a file, and PostgreSQL where its server is installed."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pytest
import sqlalchemy as sa

from karvon.store import Registry

NUMBERS = itertools.count(1)


class Stamp(TypedDict):
    who: str
    why: str
    when: dt.datetime


def stamp(day: int = 1, who: str = "aigul", why: str = "first entry") -> Stamp:
    return Stamp(who=who, why=why, when=dt.datetime(2025, 1, day, 12, tzinfo=dt.UTC))


def portfolio(key: str = "joint", **cells: str) -> dict[str, str]:
    words = {"name_ru": "Совместные проекты", "name_en": "Joint projects"}
    return {"id": key, **words, "definition_ru": "перечень", "definition_en": "a list", **cells}


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'karvon.db'}"


@pytest.fixture
def sqlite_registry(sqlite_url: str) -> Iterator[Registry]:
    with Registry.open(sqlite_url) as registry:
        yield registry


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, sqlite_url: str) -> str:
    if request.param == "sqlite":
        return sqlite_url
    server: sa.URL = request.getfixturevalue("postgresql_server")
    name = f"karvon_{next(NUMBERS)}"
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.set(database=name, drivername="postgresql").render_as_string()


@pytest.fixture
def registry(url: str) -> Iterator[Registry]:
    with Registry.open(url) as registry:
        yield registry


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[sa.URL]:
    """A server of our own on a socket in a temporary folder; it refuses to run as root, so root lends it a user."""
    pytest.importorskip("psycopg", reason="the driver is not installed: make setup")
    programs = _postgresql_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed here")
    folder = Path(tempfile.mkdtemp(prefix="karvon-pg-"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    initdb = [*as_user, str(programs / "initdb"), "-D", str(data), "-U", "karvon", "-A", "trust", "-E", "UTF8"]
    subprocess.run([*initdb, "--locale=C", "--no-sync"], check=True, capture_output=True, cwd=folder)
    serve = [*as_user, str(programs / "postgres"), "-D", str(data), "-k", str(folder), "-c", "listen_addresses="]
    log = (folder / "log").open("wb")
    server = subprocess.Popen([*serve, "-F"], stdout=log, stderr=log, cwd=folder)
    try:
        yield _answering(
            sa.URL.create("postgresql+psycopg", "karvon", database="postgres", query={"host": str(folder)})
        )
    finally:
        os.kill(int((data / "postmaster.pid").read_text().split()[0]), signal.SIGINT)
        server.wait(timeout=30)
        log.close()
        shutil.rmtree(folder)


def _postgresql_programs() -> Path | None:
    on_path = shutil.which("postgres")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if on_path is None and not found:
        return None
    return Path(on_path).parent if on_path else found[-1].parent


def _answering(url: sa.URL) -> sa.URL:
    engine = sa.create_engine(url)
    for _ in range(100):
        try:
            engine.connect().close()
            break
        except sa.exc.OperationalError:
            time.sleep(0.1)
    engine.dispose()
    return url
