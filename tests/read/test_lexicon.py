"""The tables of words are whole: no comma within a cell breaks a row in two."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import karvon.read

TABLES = sorted((Path(karvon.read.__file__).parent / "lexicon").glob("*.csv"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_row_of_a_lexicon_has_the_columns_of_its_table(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert [row for row in rows if len(row) != len(head)] == []
