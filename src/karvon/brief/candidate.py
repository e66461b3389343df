"""A candidate for the first screen: one sentence with its evidence, and how strongly it speaks."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from karvon.brief.blocks import Inline

HALF = Decimal("0.5")


class Candidate(msgspec.Struct, frozen=True):
    """One possible finding; `subject` is the thing it is about, `strength` lies between 0 and 1."""

    kind: str
    subject: str
    strength: Decimal
    sentence: Inline
    evidence: tuple[str, ...]


def apart(larger: Decimal, smaller: Decimal) -> Decimal:
    """Return how far apart two amounts are: 1 − 1/r when one is r times the other, 0 when equal, 1 at the most."""
    low, high = sorted((abs(larger), abs(smaller)))
    return Decimal(1) - low / high if high else Decimal(0)


def many(things: int | Decimal) -> Decimal:
    """Return how much a number of things weighs: 0 for none, a half for one, nearing 1."""
    return Decimal(1) - Decimal(1) / (1 + Decimal(things))


def crossed(beyond: Decimal) -> Decimal:
    """Return the strength of standing on the wrong side of a line: a half, and the rest by how far (0 to 1)."""
    return HALF + HALF * beyond
