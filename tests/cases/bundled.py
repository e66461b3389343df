"""The bundled case as its files stand, for the tests of what they promise."""

from __future__ import annotations

import csv
import re
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

CASE = Path(str(files("karvon"))) / "cases" / "kz-uz"
SHARED = Path(__file__).parents[3] / "shared"
WORD = re.compile(r"\w+")

Row = dict[str, str]


class Note(NamedTuple):
    """One note: its file name, the four lines of its header, and the text below them."""

    name: str
    header: tuple[str, ...]
    body: str

    def value(self, line: int) -> str:
        """Return what stands after the label of a header line."""
        return self.header[line].split(": ", 1)[1]


def read(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def rows(table: str) -> list[Row]:
    """Return the rows of one table of the case."""
    return read(CASE / "tables" / f"{table}.csv")


def tables() -> dict[str, list[Row]]:
    """Return every table of the case by name."""
    return {path.stem: read(path) for path in sorted((CASE / "tables").glob("*.csv"))}


def official() -> list[Row]:
    """Return the rows that come from a statistics office's file."""
    return [row for row in rows("indicator_values") if row["origin"] == "statistics"]


def note(path: Path) -> Note:
    """Return one note in its parts."""
    header, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    return Note(path.name, tuple(header.split("\n")), body)


def notes() -> list[Note]:
    """Return every note of the case by file name."""
    return [note(path) for path in sorted((CASE / "documents").glob("*.txt"))]


def addresses(table: str) -> set[str]:
    """Return every source address of one table."""
    return {row["source_url"] for row in rows(table) if "source_url" in row}


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Return every run of that many words of a text, in small letters."""
    words = [word.lower() for word in WORD.findall(text)]
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
