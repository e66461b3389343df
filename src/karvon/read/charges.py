"""Charges: what an English office is for, and whose it is: "the Chilean mining minister"."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.numbers import Marks
from karvon.read.tokens import Token

TOPICS = frozenset([
    "trade", "market", "export", "import", "investment", "business", "public", "economic", "corporate", "human",
    "research", "policy", "international", "foreign", "regional", "commercial", "strategic", "industrial", "press",
    "customer", "financial", "external", "technical", "general", "legal", "digital", "external",
])  # fmt: skip
CHARGES = (
    "trade", "economy", "economic", "finance", "transport", "energy", "agriculture", "industry", "commerce", "interior",
    "defence", "defense", "investment", "agricultural", "industrial", "health", "education", "tourism", "digital",
    "mining", "oil", "petroleum", "infrastructure", "labour", "labor", "planning", "development", "railway", "farm",
    "housing", "science", "technology", "shipping", "maritime", "aviation", "customs", "fisheries", "commercial",
)  # fmt: skip
CHARGED = frozenset([*CHARGES, *TOPICS])
BEFORE_OFFICE = frozenset(["первый", "первого", "первым", "first", "deputy", "vice", "foreign", *CHARGES])


def charged(tokens: Sequence[Token], at: int) -> int:
    """Return where an office begins with its rank and charge: "first deputy", "foreign"."""
    while at and tokens[at - 1].lower in BEFORE_OFFICE:
        at -= 1
    return at


def country_before(marks: Marks, at: int) -> str | None:
    """Return the country whose name ends right before a token."""
    cue = marks.end.get(("places", at))
    return cue.code if cue else None


def land_of(tokens: Sequence[Token], marks: Marks, at: int) -> str | None:
    """Return the country an English office is of, over the words of its charge: "the Chilean mining minister"."""
    for first in range(at, max(0, at - OFFICE_WORDS), -1):
        land = country_before(marks, first)
        word = tokens[first - 1]
        if land is not None or not word.text.isalpha() or not word.text.islower() or word.lower in CLOSED:
            return land
    return None


OFFICE_WORDS = 4
CLOSED = frozenset(["the", "a", "an", "of", "said", "by", "with", "told", "that", "his", "her", "their", "to", "from"])
