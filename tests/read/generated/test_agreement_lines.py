"""One-line cases of agreements and bodies: `[[…]]` encloses each name in full; after `=>` stand its slots.

A line names exactly the marked agreements and bodies. `parties` are codes apart by commas, in any order.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.read.test_lines import _parse as parsed

from karvon.model.claim import Claim
from karvon.read import read_text

LINES = Path(__file__).with_name("agreements.txt")
CASES = [line for line in LINES.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
NAMED = ("agreement", "institution")


def told(claim: Claim, slot: str) -> str:
    """Return a slot of an agreement as the lines write it."""
    if slot == "parties":
        return ",".join(sorted(claim.parties)) or "none"
    found = getattr(claim, slot)
    return "none" if found is None else str(found)


def misread(raw: str) -> list[str]:
    """Return what is wrong in a line; nothing when all is right."""
    line = parsed(raw)
    claims = [claim for claim in read_text(line.text, "line").claims if claim.kind in NAMED]
    quotes = [claim.quote for claim in claims]
    faults = [] if quotes == list(line.quotes) else [f"named {quotes}"]
    for claim, slots in zip(claims, line.slots, strict=False):
        for slot, wanted in slots.items():
            right = ",".join(sorted(wanted.split(","))) if slot == "parties" else wanted
            faults += [] if told(claim, slot) == right else [f"{slot} is {told(claim, slot)}, should be {right}"]
    return faults


@pytest.mark.parametrize("raw", CASES)
def test_a_line_names_exactly_its_agreements_and_bodies(raw: str) -> None:
    assert not misread(raw)
