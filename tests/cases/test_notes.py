"""The notes of the bundled case say what they are, quote nobody and copy nobody."""

from __future__ import annotations

import re

import pytest
from tests.cases.bundled import SHARED, Note, addresses, notes, rows, runs, tables

from karvon.model import vocabulary

HEADERS = {
    "ru": ("Краткое изложение, не оригинал", "Источник: ", "Дата: ", "Адрес: https?://"),
    "en": ("Summary, not the original", "Source: ", "Date: ", "Address: https?://"),
}
LENGTH = range(60, 181)
LATIN = re.compile(r"[A-Za-z]")
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
NAMED = re.compile(r"[«“„\"]([^»”“\"]*)[»”“\"]")
SIGNS = re.compile(r"[«»“”„\"]")
RUN = 5

every_note = pytest.mark.parametrize("note", notes(), ids=lambda note: note.name)


@every_note
def test_header_says_that_it_is_a_summary_and_of_what(note: Note) -> None:
    language = note.name.split(".")[-2]
    assert len(note.header) == 4
    for line, pattern in zip(note.header, HEADERS[language], strict=True):
        assert re.match(pattern, line), line


@every_note
def test_text_is_short_and_in_the_language_of_its_name(note: Note) -> None:
    assert len(note.body.split()) in LENGTH
    cyrillic, latin = len(CYRILLIC.findall(note.body)), len(LATIN.findall(note.body))
    assert (cyrillic > 5 * latin) if note.name.endswith(".ru.txt") else cyrillic == 0


@every_note
def test_quotation_marks_enclose_registered_names_only(note: Note) -> None:
    names = " ".join(row["name_ru"] + row["name_en"] for table in ("hubs", "projects", "bodies") for row in rows(table))
    assert [name for name in NAMED.findall(note.body) if name not in names] == []
    assert not SIGNS.search(NAMED.sub("", note.body))


@every_note
def test_address_is_one_that_the_tables_cite(note: Note) -> None:
    cited = {address for table in tables() if "source_url" in _columns(table) for address in addresses(table)}
    assert note.value(3) in cited


def test_two_thirds_of_the_notes_are_russian() -> None:
    russian = sum(note.name.endswith(".ru.txt") for note in notes())
    assert 0.6 <= russian / len(notes()) <= 0.75


@pytest.mark.shared
@every_note
def test_no_run_of_words_is_shared_with_a_press_article(note: Note) -> None:
    if not SHARED.is_dir():
        pytest.skip("needs ../shared/seeds")
    articles = [path.read_text(encoding="utf-8") for path in sorted((SHARED / "seeds").glob("*.txt"))]
    assert articles
    shared = set().union(*(runs(text, RUN) for text in articles)) & runs(note.body, RUN)
    assert shared == set()


def _columns(table: str) -> set[str]:
    return {column["column"] for column in vocabulary.tables()[table]}
