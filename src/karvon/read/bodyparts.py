"""Body parts: what the names of institutions have in common in every language."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from karvon.read.numbers import Marks
from karvon.read.tokens import Token

OPEN, CLOSE = '«"“„', '»"”'
LONGEST = 12


def country_of(marks: Marks, first: int, last: int) -> str | None:
    """Return the first country among tokens [first, last)."""
    places = (marks.begin.get(("places", at)) for at in range(first, last))
    return next((place.code for place in places if place is not None), None)


def alias_at(tokens: Sequence[Token], at: int) -> str | None:
    """Return the short name in brackets at a token."""
    short = at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 2].text == ")"
    return tokens[at + 1].text if short and tokens[at + 1].text.isupper() else None


def joined(tokens: Sequence[Token]) -> str:
    """Return the words of tokens with a space where the text has one."""
    text = tokens[0].text if tokens else ""
    for left, right in pairwise(tokens):
        text += ("" if left.end == right.start else " ") + right.text
    return text


def tells(marks: Marks, at: int) -> bool:
    """Say whether a verb of speech or a reference to a source begins at a token; a record is a thing like others."""
    cue = marks.begin.get(("speech", at))
    return cue is not None and cue.code != "record"
