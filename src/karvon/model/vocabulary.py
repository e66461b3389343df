"""The vocabulary of the model: small tables beside this file, read once."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Entry = Mapping[str, str]


@cache
def table(name: str) -> tuple[Entry, ...]:
    """Return the rows of a vocabulary table ("indicators", "stages", …) in file order."""
    text = files("karvon.model").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), restval=""))


@cache
def by_code(name: str) -> Mapping[str, Entry]:
    """Return the rows of a vocabulary table by their code."""
    return {row["code"]: row for row in table(name)}


@cache
def codes(vocabulary: str) -> frozenset[str]:
    """Return the codes a vocabulary allows, whether it has a table of its own or a place in terms.csv."""
    small = frozenset(row["code"] for row in table("terms") if row["vocabulary"] == vocabulary)
    return small or frozenset(by_code(vocabulary))


@cache
def counted(indicator: str | None) -> bool:
    """Say whether an indicator counts things, so that its figures are exact."""
    return indicator is not None and by_code("indicators")[indicator]["counted"] == "yes"


@cache
def tables() -> Mapping[str, tuple[Entry, ...]]:
    """Return the columns of every registry table, in order."""
    grouped: dict[str, list[Entry]] = {}
    for row in table("columns"):
        grouped.setdefault(row["table"], []).append(row)
    return {name: tuple(columns) for name, columns in grouped.items()}
