"""One-line cases of claims without a number: `[[…]]` encloses each quote in full; after `=>` stand its slots.

The name of a file says the kind of claim its lines mark; a line finds exactly the marked claims of that kind.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.read.test_lines import _parse as parsed
from tests.read.test_lines import _slot as slot_of

from karvon.model.claim import Claim
from karvon.read import read_text

LINES = Path(__file__).parent / "named"


def cases() -> list[tuple[str, str]]:
    """Return every line with the kind of claim it marks."""
    return [
        (path.stem.partition("_")[0], line)
        for path in sorted(LINES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def told(claim: Claim, name: str) -> str:
    """Return a slot of a claim as the lines write it; parties in alphabetic order."""
    return ",".join(sorted(claim.parties)) or "none" if name == "parties" else slot_of(claim, name)


def misread(kind: str, raw: str) -> list[str]:
    """Return what is wrong in a line; nothing when all is right."""
    line = parsed(raw)
    claims = [claim for claim in read_text(line.text, "line").claims if claim.kind == kind]
    quotes = [claim.quote for claim in claims]
    faults = [] if quotes == list(line.quotes) else [f"found {quotes}"]
    for claim, slots in zip(claims, line.slots, strict=False):
        for name, wanted in slots.items():
            right = ",".join(sorted(wanted.split(","))) if name == "parties" else wanted
            faults += [] if told(claim, name) == right else [f"{name} is {told(claim, name)}, should be {right}"]
    return faults


@pytest.mark.parametrize(("kind", "raw"), cases())
def test_a_line_gives_exactly_its_marked_claims_without_a_number(kind: str, raw: str) -> None:
    assert not misread(kind, raw)


def test_the_lines_cover_every_kind_in_both_languages() -> None:
    kinds = {path.stem for path in LINES.glob("*.txt")}
    assert kinds >= {
        f"{kind}_{lang}" for kind in ("agreement", "institution", "commitment", "event") for lang in ("ru", "en")
    }
    assert len(cases()) > 100
