"""Lists of codes in little space: each code gives the length it shares with the one before, and its rest.

"0010121 529 530" is 010121, 010129, 010130.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from importlib.resources import files


def pack(codes: Iterable[str]) -> str:
    """Return codes of at most nine signs, in their order, as one line."""
    tokens = []
    before = ""
    for code in codes:
        shared = next(
            (n for n, (a, b) in enumerate(zip(before, code, strict=False)) if a != b), min(len(before), len(code))
        )
        tokens.append(f"{shared}{code[shared:]}")
        before = code
    return " ".join(tokens)


def unpack(line: str) -> tuple[str, ...]:
    """Return the codes that were packed in a line."""
    found: list[str] = []
    before = ""
    for token in line.split():
        before = before[: int(token[0])] + token[1:]
        found.append(before)
    return tuple(found)


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of a generated table, separated by tabs; lines beginning with # say where it is from."""
    text = files("karvon.measure.codes").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
