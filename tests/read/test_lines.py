"""One-line cases: marks in the text name every quantity the reader must find, and what it must say of each.

`[[…]]` encloses a quote; after `=>` stand the expected slots of each, apart by `;`. `@2025-11-15` dates the text.
A line finds exactly the marked quantities and no other.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from karvon.model.claim import Claim
from karvon.read import read_text

LINES = Path(__file__).parent / "lines"
DATED = re.compile(r"@(\S+)\s+")


class Line(NamedTuple):
    text: str
    quotes: tuple[str, ...]
    slots: tuple[dict[str, str], ...]


def _parse(raw: str) -> Line:
    marked, _, wanted = raw.partition("=>")
    dated = DATED.match(marked)
    marked = (f"date {dated[1]}\n" if dated else "") + DATED.sub("", marked, count=1).strip().replace(r"\n", "\n")
    quotes = tuple(re.findall(r"\[\[(.+?)\]\]", marked))
    text = marked.replace("[[", "").replace("]]", "")
    slots = tuple(dict(pair.split("=", 1) for pair in part.split()) for part in wanted.split(";")) if quotes else ()
    return Line(text, quotes, slots)


def _cases() -> list[tuple[str, str]]:
    return [
        (f"{path.stem}: {line}", line)
        for path in sorted(LINES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


CASES = _cases()


def _slot(claim: Claim, name: str) -> str:
    if name in ("start", "end"):
        day: dt.date | None = getattr(claim.period, name)
        return day.isoformat() if day else "none"
    if name in ("type", "resolution"):
        return str(getattr(claim.period, name))
    if name in ("value", "low", "high"):
        number: Decimal | None = getattr(claim, name)
        return "none" if number is None else f"{number:f}"
    if name == "relation":
        return claim.relations[0].type if claim.relations else "none"
    found = getattr(claim, name)
    return "none" if found is None else str(found).replace(" ", "_")


def _number(text: str) -> str:
    match = re.fullmatch(r"(-?[\d.]+)(k|m|bn|tn)?", text)
    if match is None:
        return text
    scale = {"k": 3, "m": 6, "bn": 9, "tn": 12}.get(match[2] or "", 0)
    value = Decimal(match[1]).scaleb(scale)
    return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize():f}"


@pytest.mark.parametrize(("label", "raw"), CASES, ids=[label for label, _ in CASES])
def test_a_line_gives_exactly_its_marked_quantities(label: str, raw: str) -> None:
    line = _parse(raw)
    claims = [c for c in read_text(line.text, "line").claims if c.kind == "quantity"]
    assert [c.quote for c in claims] == list(line.quotes)
    assert len(line.slots) in (0, len(line.quotes)), "the line must name slots for each mark"
    for claim, slots in zip(claims, line.slots, strict=False):
        for name, wanted in slots.items():
            expected = _number(wanted) if name in ("value", "low", "high") else wanted
            assert _slot(claim, name) == expected, f"{claim.quote}: {name}"
