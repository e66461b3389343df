"""Writes the vocabulary tables into docs/glossary.md: between the marks, so that page and program say the same."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from karvon.model.vocabulary import Entry, table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "glossary.md"
BLOCK = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
COLUMNS = ("code", "first", "last", "slots", "ru", "en", "description")


def current(page: str) -> str:
    """Return the page with every marked table as the vocabulary has it now."""
    return BLOCK.sub(lambda block: block[1] + rendered(table(block[2])) + block[3], page)


def rendered(rows: tuple[Entry, ...]) -> str:
    """Return vocabulary rows as a Markdown table."""
    columns = [column for column in COLUMNS if column in rows[0]]
    lines = [columns, ["---"] * len(columns), *([cell(row, column) for column in columns] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def cell(row: Entry, column: str) -> str:
    """Return one cell; a code is set as code."""
    return f"`{row[column]}`" if column == "code" else row[column].replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(current(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit(0)
