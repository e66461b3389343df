"""The page about tables says what the vocabulary says."""

from __future__ import annotations

from pathlib import Path

from karvon.model import vocabulary
from karvon.store.handbook import tables_page

PAGE = Path(__file__).parents[2] / "docs" / "tables.md"


def test_the_page_is_the_one_printed_from_the_vocabulary() -> None:
    again = "python -m karvon.store.handbook > docs/tables.md"
    assert PAGE.read_text(encoding="utf-8") == tables_page(), f"print it again: {again}"


def test_the_page_names_every_column_and_every_code() -> None:
    page = tables_page()
    for table, columns in vocabulary.tables().items():
        section = page.split(f"## {table}\n")[1].split("\n## ")[0]
        for column in columns:
            assert f"| `{column['column']}` |" in section
            if column["type"] == "code":
                assert all(f"`{code}`" in page for code in vocabulary.codes(column["vocabulary"]))
