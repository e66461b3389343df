"""The registry is a record: revisions are added, none is altered or lost, and the past can be read as it was."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa
from tests.store.conftest import portfolio, stamp

from karvon.store import Registry, RegistryError


def test_a_row_comes_back_exactly_as_written(registry: Registry) -> None:
    written = portfolio(name_ru='  «Ўзбекистон», "Oʻ"\n=1+1;\r\nҚ 😀 ', name_en="-")
    (added,) = registry.append("portfolios", [written], **stamp())
    assert {"id": added.id, **added.cells} == written
    assert registry.rows("portfolios") == (added,)


def test_whole_numbers_come_back_as_text(registry: Registry) -> None:
    claim = {
        "id": "c1",
        "document": "note",
        "kind": "quantity",
        "quote": "55",
        "record": "{}",
        "start": "0",
        "end": "2",
    }
    registry.append("claims", [claim], **stamp())
    assert registry.rows("claims")[0].get("end") == "2"


def test_an_identical_row_adds_nothing(registry: Registry) -> None:
    registry.append("portfolios", [portfolio()], **stamp())
    assert registry.append("portfolios", [portfolio()], **stamp(2, who="other")) == ()
    assert [revision.recorded_by for revision in registry.history("portfolios")] == ["aigul"]


def test_empty_text_is_an_empty_cell(registry: Registry) -> None:
    project = {"id": "p", "name_ru": "П", "name_en": "P", "source_url": "https://a.example"}
    registry.append("projects", [{**project, "sector": "energy"}], **stamp())
    registry.append("projects", [{**project, "sector": ""}], **stamp(2))
    (row,) = registry.rows("projects")
    assert row.get("sector") is None
    assert row.revision == 2


def test_every_change_is_a_revision_with_who_when_and_why(registry: Registry) -> None:
    registry.append("portfolios", [portfolio()], **stamp())
    registry.append("portfolios", [portfolio(name_en="Shared projects")], **stamp(2, who="bek", why="better word"))
    last = registry.history("portfolios")[-1]
    assert (last.row.revision, last.recorded_by, last.reason) == (2, "bek", "better word")
    assert last.recorded_at == "2025-01-02T12:00:00.000000Z"


def test_retiring_is_a_revision_and_can_be_undone(registry: Registry) -> None:
    registry.append("portfolios", [portfolio()], **stamp())
    (retired,) = registry.retire("portfolios", ["joint"], **stamp(2))
    assert registry.rows("portfolios") == ()
    assert registry.retire("portfolios", ["joint"], **stamp(3)) == ()
    (again,) = registry.append("portfolios", [portfolio()], **stamp(4))
    assert (retired.revision, again.revision) == (2, 3)
    assert registry.rows("portfolios") == (again,)


def test_the_past_is_read_as_it_was_recorded(registry: Registry) -> None:
    registry.append("portfolios", [portfolio()], **stamp(1))
    registry.append("portfolios", [portfolio(name_en="Later")], **stamp(3))
    registry.retire("portfolios", ["joint"], **stamp(5))

    def name_on(day: int, hour: int = 12) -> list[str | None]:
        at = dt.datetime(2025, 1, day, hour, tzinfo=dt.UTC)
        return [row.get("name_en") for row in registry.rows("portfolios", at=at)]

    assert name_on(1, 11) == []
    assert name_on(1) == name_on(2) == ["Joint projects"]
    assert name_on(3) == name_on(4) == ["Later"]
    assert name_on(5) == []


def test_moments_of_other_time_zones_compare_rightly(registry: Registry) -> None:
    almaty = dt.timezone(dt.timedelta(hours=5))
    registry.append("portfolios", [portfolio()], who="a", why="b", when=dt.datetime(2025, 1, 1, 3, tzinfo=almaty))
    assert registry.history("portfolios")[0].recorded_at == "2024-12-31T22:00:00.000000Z"


def test_rows_stand_in_the_order_of_their_ids(registry: Registry) -> None:
    registry.append("portfolios", [portfolio(key) for key in ("я", "b", "B", "a-1", "é")], **stamp())
    assert [row.id for row in registry.rows("portfolios")] == ["B", "a-1", "b", "é", "я"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE portfolios SET name_en = 'x'",
        "UPDATE portfolios SET retired = NOT retired",
        "DELETE FROM portfolios",
        "INSERT INTO portfolios SELECT * FROM portfolios",
        "INSERT INTO portfolios (id, name_ru, name_en, definition_ru, definition_en,"
        " revision, recorded_at, recorded_by, reason, retired) VALUES ('joint', '', '', '', '', 3, '', '', '', 1 = 0)",
    ],
)
def test_the_database_itself_refuses_to_alter_what_is_stored(registry: Registry, url: str, statement: str) -> None:
    registry.append("portfolios", [portfolio()], **stamp())
    before = registry.history("portfolios")
    with _outsider(url) as engine, pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(sa.text(statement))
    assert registry.history("portfolios") == before


def test_sqlite_cannot_replace_a_row_by_inserting_it_again(sqlite_registry: Registry, sqlite_url: str) -> None:
    sqlite_registry.append("portfolios", [portfolio()], **stamp())
    statement = "INSERT OR REPLACE INTO portfolios SELECT * FROM portfolios"
    with _outsider(sqlite_url) as engine, pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as it:
        it.execute(sa.text(statement))


def test_postgresql_cannot_truncate(registry: Registry, url: str) -> None:
    if not url.startswith("postgresql"):
        return
    with _outsider(url) as engine, pytest.raises(sa.exc.DBAPIError, match="append-only"), engine.begin() as connection:
        connection.execute(sa.text("TRUNCATE portfolios"))


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        ("portfolios", portfolio(colour="red"), "no column colour"),
        ("portfolios", portfolio(name_ru=" "), "lacks name_ru"),
        ("portfolios", portfolio("two words"), "without spaces"),
        ("portfolios", portfolio(""), "without spaces"),
        ("portfolios", portfolio(name_ru="a\0b"), "no database keeps"),
        ("portfolios", portfolio(name_ru="\ud800"), "no database keeps"),
    ],
)
def test_a_row_no_table_can_hold_is_a_bad_call(
    sqlite_registry: Registry, table: str, row: dict[str, str], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        sqlite_registry.append(table, [portfolio("good"), row], **stamp())
    assert sqlite_registry.rows(table) == ()


def test_a_bad_call_says_what_is_wrong(sqlite_registry: Registry) -> None:
    with pytest.raises(KeyError, match="no registry table"):
        sqlite_registry.append("colours", [], **stamp())
    with pytest.raises(KeyError, match="no registry table"):
        sqlite_registry.rows("colours")
    with pytest.raises(KeyError, match="has no row gone"):
        sqlite_registry.retire("portfolios", ["gone"], **stamp())
    with pytest.raises(ValueError, match="more than once: joint"):
        sqlite_registry.append("portfolios", [portfolio(), portfolio(name_en="x")], **stamp())
    with pytest.raises(ValueError, match="time zone"):
        sqlite_registry.append("portfolios", [portfolio()], who="a", why="b", when=dt.datetime(2025, 1, 1))


def test_revisions_recorded_elsewhere_are_stored_once_and_as_they_were(registry: Registry, sqlite_url: str) -> None:
    registry.append("portfolios", [portfolio()], **stamp())
    registry.retire("portfolios", ["joint"], **stamp(2))
    recorded = {"portfolios": registry.history("portfolios")}
    with Registry.open(sqlite_url + ".copy") as copy:
        assert copy.take(recorded, {}, **stamp(9)) == {"portfolios": 2}
        assert copy.take(recorded, {}, **stamp(9)) == {"portfolios": 0}
        assert copy.history("portfolios") == recorded["portfolios"]


def test_a_history_that_contradicts_the_stored_one_is_refused_whole(sqlite_registry: Registry, sqlite_url: str) -> None:
    sqlite_registry.append("portfolios", [portfolio("new"), portfolio()], **stamp())
    with Registry.open(sqlite_url + ".copy") as copy:
        copy.append("portfolios", [portfolio()], **stamp(2))
        before = copy.history("portfolios")
        with pytest.raises(RegistryError, match="portfolios/joint: revision 1"):
            copy.take({"portfolios": sqlite_registry.history("portfolios")}, {}, **stamp(9))
        assert copy.history("portfolios") == before


class _outsider:
    """A connection that knows nothing of Karvon."""

    def __init__(self, url: str) -> None:
        self.engine = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))

    def __enter__(self) -> sa.Engine:
        return self.engine

    def __exit__(self, *_: object) -> None:
        self.engine.dispose()
