"""Coordinated verbs: whose a verb of speech is that stands behind "and", "but" or "who" in an English sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from karvon.read.persons import Mention
from karvon.read.tokens import Token

OPENS = 3
JOINING = frozenset({"and", "but", "then", "yet"})
Found = Callable[[int, int], Sequence[Mention]]


def coordinated(tokens: Sequence[Token], mentioned: Found, verb: int, first: int) -> Mention | None:
    """Return the subject of a verb at `verb` in the sentence from `first`: whoever opens it, or stands before "who".

    `mentioned` returns who is mentioned among tokens [first, last).
    """
    at = verb - 1
    while at > first and (tokens[at].lower.endswith("ly") or tokens[at].lower in BETWEEN):
        at -= 1
    if tokens[at].lower == "who":
        found = [one for one in mentioned(first, at) if one.last in (at, at - 1) and not one.pronoun]
        return found[-1] if found and (found[-1].last == at or tokens[at - 1].text == ",") else None
    if tokens[at].lower not in JOINING or at <= first + 1:
        return None
    found = list(mentioned(first, at))
    if not found or found[0].first > first + OPENS or not found[0].subject or found[0].last >= at:
        return None
    if any(token.text in ";:" or token.lower == "that" for token in tokens[found[0].last : at]):
        return None
    again = [one for one in found[1:] if tokens[one.first - 1].text == "," and not one.body]
    return None if again and again[-1].subject and again[-1].first > found[0].last + 1 else found[0]


BETWEEN = frozenset({"also", "then", "further", "has", "had", "have"})
