"""Outranked: countries told only as those that somebody else comes behind, or in front of, on a list."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.gates import holds
from karvon.read.tokens import Token

OVERTAKEN = frozenset({"опередив", "обогнав", "обойдя", "потеснив", "опережая", "обгоняя", "сместив"})
YIELDING = frozenset({"уступив", "уступая"})
BEHIND = frozenset({"после", "after", "behind", "за"})
ONLY = frozenset({"только", "лишь", "the", "only"})
RANKS = (
    "мест",
    "втор",
    "трет",
    "четверт",
    "четвёрт",
    "пят",
    "second",
    "third",
    "fourth",
    "fifth",
    "largest",
    "biggest",
    "ranked",
    "place",
    "rank",
)
REACH = 10


def outranked(tokens: Sequence[Token], first: int, at: int, last: int) -> bool:
    """Say whether a name at tokens [at, last) is left behind, or comes first: "обогнав Чили", "second after Peru".

    One with a figure of its own in brackets is told of for itself.
    """
    if last < len(tokens) and tokens[last].text == "(":
        return False
    while at > first and tokens[at - 1].lower in ONLY:
        at -= 1
    before = tokens[at - 1].lower if at > first else ""
    if before in OVERTAKEN:
        return last < len(tokens) and tokens[last].text == ","
    if before in YIELDING:
        return True
    if before not in BEHIND or (before == "за" and (at - 1 == first or tokens[at - 2].lower != "вслед")):
        return False
    words = [token.lower for token in tokens[max(first, at - REACH) : at - 1]]
    return holds(" ".join(words), RANKS) and any(word.startswith(RANKS) for word in words)
