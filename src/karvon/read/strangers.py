"""Strangers: names of persons of whose words the dictionary knows none, told by where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from karvon.read.eastern import EASTERN
from karvon.read.fullnames import OPENING, behind_particles, can_be_name
from karvon.read.numbers import Marks
from karvon.read.tokens import Token, known, latin, readings


def strange_at(tokens: Sequence[Token], marks: Marks, at: int, last: int) -> tuple[str, int] | None:
    """Return a name of words the dictionary does not know, as written, and its end, for where nobody else can speak."""
    if latin(tokens[at].text) or tokens[at].lower in OPENING:
        return None
    end = at
    while end < min(last, at + EASTERN) and can_be_name(tokens, marks, end) and _strange(tokens[end].lower):
        end = behind_particles(tokens, end + 1, last)
    return (" ".join(token.text for token in tokens[at:end]), end) if at + 1 < end else None


@lru_cache(maxsize=10_000)
def _strange(word: str) -> bool:
    """Say whether a word is unknown to the dictionary, or known as part of a person's name."""
    tags = readings(word)
    if any(mark in tags[0] for mark in ("Geox", "Orgn", "Abbr")):
        return False
    return not known(word) or any(mark in tag for tag in tags for mark in ("Name", "Surn"))


def as_written(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """Return the words of a Russian name as they stand, where the office before them is in the nominative.

    None for a name that is in another case all the same: its first word is a man's in the genitive.
    """
    given = next((token.lower for token in tokens[first:last] if len(token.text) > 1), "")
    if not given or latin(given):
        return None
    tags = readings(given)
    if known(given) and any("Name" in tag for tag in tags) and not any("Name" in t and "nomn" in t for t in tags):
        return None
    text = tokens[first].text
    for left, right in pairwise(tokens[first:last]):
        text += ("" if left.end == right.start else " ") + right.text
    return text
