"""What is dumped loads again without loss: the second dump has the bytes of the first."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.conftest import portfolio, stamp
from tests.store.test_load import spoken

from karvon.model import vocabulary
from karvon.store import Registry, dump, load
from karvon.store.countries import currencies
from karvon.store.database import engine_for, reading
from karvon.store.exchange import What

SPICE = [
    "\n",
    "\r",
    "\r\n",
    '"',
    '""',
    ",",
    ";",
    "=1+1",
    "@",
    "+",
    "-",
    " ",
    "\t",
    "Ўзбекистон",
    "Oʻ",
    "Қ",
    "😀",
    "_x000D_",
    "﻿",
]
CELL = st.lists(
    st.sampled_from(SPICE) | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
).map("".join)
FILLED = CELL.filter(lambda text: text.strip() != "")
KEY = st.text(
    st.characters(exclude_characters="\0/", exclude_categories=["Cs", "Z", "Cc"]), min_size=1, max_size=8
).filter(lambda text: not any(character.isspace() for character in text))
BY_TYPE: Mapping[str, st.SearchStrategy[str]] = {
    "key": KEY,
    "url": st.sampled_from(["https://a.example", 'http://пример.example/?q=1,2;3&x="y"']),
    "date": st.sampled_from(["2024", "2024-02", "2024-02-29"]),
    "number": st.sampled_from(["2.60", "-1", "0", "0.0001", "12345678901234567890.123"]),
    "integer": st.integers(-999_999_999, 999_999_999).map(str),
    "unit": st.sampled_from(sorted(vocabulary.codes("units") | currencies())),
    "country": st.sampled_from(["KAZ", "UZB", "WORLD"]),
    "place": st.sampled_from(["KAZ", "KZ-61", "CENTRAL_ASIA"]),
    "text": FILLED,
}
WITH_REFERENCES = {"agreement_steps", "memberships", "milestones", "corrections", "overrides"}  # cells that suit others
TABLES = [table for table in vocabulary.tables() if table not in WITH_REFERENCES]
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def cell(table: str, column: vocabulary.Entry) -> st.SearchStrategy[str]:
    if column["column"] == "subject" or (table, column["column"]) == ("indicator_values", "period_start"):
        return st.just("")
    if column["column"] == "bound":
        return st.sampled_from(["eq", "gt"])
    if column["type"] == "code":
        return st.sampled_from(sorted(vocabulary.codes(column["vocabulary"])))
    return BY_TYPE[column["type"]]


def row(table: str) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {
            column["column"]: cell(table, column) if column["required"] == "yes" else st.just("") | cell(table, column)
            for column in vocabulary.tables()[table]
        }
    )


TABLE = st.sampled_from(TABLES)
ROWS = TABLE.flatmap(
    lambda name: st.tuples(st.just(name), st.lists(row(name), unique_by=lambda r: r["id"], max_size=4))
)


def contents(target: Path) -> dict[str, bytes]:
    files = target.iterdir() if target.is_dir() else [target]
    return {path.name: path.read_bytes() for path in files if path.suffix in (".csv", ".xlsx")}


def dumped_twice(registry: Registry, target: str, what: What) -> dict[str, bytes]:
    """Dump, load into an empty registry, dump again, and return the files, which must be the same both times."""
    with tempfile.TemporaryDirectory() as folder, Registry.open("sqlite://") as other:
        first, second = Path(folder, "1", target), Path(folder, "2", target)
        assert dump(registry, first, what) == ()
        result = load(other, [first], **stamp(9, who="somebody else", why="another reason"))
        assert result.findings == ()
        dump(other, second, what)
        assert contents(first) == contents(second)
        return contents(first)


@QUICK
@given(ROWS)
def test_current_tables_come_back_byte_for_byte(drawn: tuple[str, list[dict[str, str]]]) -> None:
    table, rows = drawn
    with Registry.open("sqlite://") as registry:
        registry.append(table, rows, **stamp())
        files = dumped_twice(registry, "tables", "current")
    assert set(files) == {f"{name}.csv" for name in vocabulary.tables()}


@QUICK
@given(ROWS, st.data(), CELL)
def test_histories_come_back_byte_for_byte(
    drawn: tuple[str, list[dict[str, str]]], data: st.DataObject, reason: str
) -> None:
    table, rows = drawn
    with Registry.open("sqlite://") as registry:
        registry.append(table, rows, **stamp())
        for day in (2, 3):
            again = [data.draw(row(table)) | {"id": each["id"]} for each in rows]
            registry.append(table, again, **stamp(day, why=reason))
        registry.retire(table, [each["id"] for each in rows[:2]], **stamp(4))
        assert dumped_twice(registry, "tables", "history")


@QUICK
@given(ROWS)
def test_workbooks_come_back_byte_for_byte(drawn: tuple[str, list[dict[str, str]]]) -> None:
    table, rows = drawn
    with Registry.open("sqlite://") as registry:
        registry.append(table, rows, **stamp())
        assert list(dumped_twice(registry, "tables.xlsx", "current")) == ["tables.xlsx"]


def full(registry: Registry) -> None:
    """Rows in several tables, with references, revisions and a retirement."""
    link = {"source_url": "https://a.example"}
    treaty = {"id": "t", "name_ru": "Договор", "name_en": "Treaty", "kind": "treaty", **link}
    step = {"id": "s", "agreement": "t", "party": "UZB", "status": "signed", **link}
    opened = {"id": "m", "subject": "t", "kind": "opened", "status": "plan", **link}
    registry.append("agreements", [treaty], **stamp())
    registry.append("agreement_steps", [step, step | {"id": "s2"}], **stamp(2))
    registry.append("milestones", [opened], **stamp(2))
    registry.append("agreements", [treaty | {"name_en": 'The "Treaty", =1'}], **stamp(3, why="as\nsigned"))
    registry.retire("agreement_steps", ["s2"], **stamp(4))


@pytest.mark.parametrize("target", ["tables", "tables.xlsx"])
@pytest.mark.parametrize("what", ["current", "history"])
def test_linked_tables_come_back_byte_for_byte(registry: Registry, target: str, what: What) -> None:
    full(registry)
    files = dumped_twice(registry, target, what)
    assert (b"retired" in files.get("agreements.csv", b"")) == (target == "tables" and what == "history")


def test_both_databases_dump_the_same_bytes(registry: Registry, tmp_path: Path) -> None:
    full(registry)
    dump(registry, tmp_path / "here", "history")
    with Registry.open("sqlite://") as other:
        full(other)
        dump(other, tmp_path / "there", "history")
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


def test_a_dump_has_fixed_columns_and_lf_and_no_mark(sqlite_registry: Registry, tmp_path: Path) -> None:
    sqlite_registry.append("portfolios", [portfolio("b"), portfolio("a", name_ru="x,y")], **stamp())
    dump(sqlite_registry, tmp_path)
    assert (tmp_path / "portfolios.csv").read_bytes().decode() == (
        "id,name_ru,name_en,definition_ru,definition_en\n"
        'a,"x,y",Joint projects,перечень,a list\n'
        "b,Совместные проекты,Joint projects,перечень,a list\n"
    )
    dump(sqlite_registry, tmp_path, "history")
    line = (tmp_path / "portfolios.csv").read_text().splitlines()[-1]
    assert line.endswith(",1,2025-01-01T12:00:00.000000Z,aigul,first entry,no")


def test_a_history_loads_once_and_continues_one_that_is_known(registry: Registry, tmp_path: Path) -> None:
    full(registry)
    dump(registry, tmp_path / "early", "history")
    registry.append(
        "agreements",
        [{"id": "t", "name_ru": "Д", "name_en": "T", "kind": "treaty", "source_url": "https://a.example"}],
        **stamp(5),
    )
    dump(registry, tmp_path / "late", "history")
    with Registry.open("sqlite://") as other:
        load(other, [tmp_path / "early"], **stamp(9))
        added = load(other, [tmp_path / "late"], **stamp(9)).added
        assert {table: count for table, count in added.items() if count} == {"agreements": 1}
        again = load(other, [tmp_path / "early"], **stamp(9))
        assert (sum(again.added.values()), again.findings) == (0, ())
        assert other.histories() == registry.histories()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("t,Договор", "t,Другой"), "history_conflict"),
        ((",2,2025-01-03", ",3,2025-01-03"), "history_gap"),
        ((",2,2025-01-03T12:00:00.000000Z", ",2,3 January"), "history_cell"),
        ((",2,2025-01-03", ",two,2025-01-03"), "history_cell"),
    ],
)
def test_a_history_that_does_not_fit_is_named_and_left_out(
    sqlite_registry: Registry, tmp_path: Path, change: tuple[str, str], code: str
) -> None:
    full(sqlite_registry)
    dump(sqlite_registry, tmp_path, "history")
    before = sqlite_registry.histories()
    file = tmp_path / "agreements.csv"
    file.write_text(file.read_text().replace(*change))
    result = load(sqlite_registry, [tmp_path], **stamp(9))
    assert {finding.code for finding in spoken(result.findings)} == {f"table.{code}"}
    assert {finding.file for finding in result.findings} == {"agreements.csv"}
    assert sqlite_registry.histories() == before


def test_an_interrupted_dump_leaves_the_old_file_whole(
    sqlite_registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump(sqlite_registry, tmp_path)
    before = contents(tmp_path)
    sqlite_registry.append("portfolios", [portfolio()], **stamp())

    def full_disk(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="no space"):
        dump(sqlite_registry, tmp_path)
    assert contents(tmp_path) == before


def test_a_dump_shows_one_state_of_the_database(sqlite_registry: Registry, sqlite_url: str) -> None:
    """A table read late in a dump must not show what was written after the first was read."""
    statement = sa.text("SELECT count(*) FROM portfolios")
    engine = engine_for(sqlite_url)
    with reading(engine) as connection:
        before = connection.scalar(statement)
        sqlite_registry.append("portfolios", [portfolio()], **stamp())
        assert connection.scalar(statement) == before == 0
    engine.dispose()
