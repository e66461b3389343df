"""The small tables of words beside this file, read once."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

NB = "\u00a0"  # the no-break space that stands inside numbers and before units


@cache
def say_table(name: str, key: str = "code") -> Mapping[str, Mapping[str, str]]:
    """Return a table of this room by its key column, in file order."""
    text = files("karvon.say").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return {row[key]: row for row in csv.DictReader(text.splitlines())}
