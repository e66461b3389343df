"""Strife: countries named only as sides of a war or of sanctions, which no figure of the sentence is about."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.cues import Cue
from karvon.read.tokens import Token

STRIFE = frozenset(
    {"war", "wars", "conflict", "conflicts", "invasion", "aggression", "hostilities", "tensions", "sanctions",
     "войны", "войну", "войне", "войной", "конфликт", "конфликта", "конфликте", "конфликту", "конфликтом", "вторжения",
     "вторжение", "вторжении", "вторжением", "агрессии", "агрессия", "агрессией", "агрессию", "санкций", "санкции",
     "санкциями", "санкциям", "санкциях", "напряженности", "напряжённости", "спецоперации"}
)  # fmt: skip
LEADING = frozenset(
    {"of", "between", "in", "against", "with", "on", "by", "the", "and", "versus", "vs", "-", "from", "over", "for",
     "в", "на", "между", "и", "против", "с", "со", "стороны", "вокруг"}
)  # fmt: skip
TYING = frozenset(
    {"and", "-", "'s", "'", "s", "full", "scale", "full-scale", "ongoing", "military", "armed", "trade", "brutal",
     "western", "economic", "unprovoked", "и", "полномасштабного", "полномасштабное", "полномасштабной",
     "вооруженного", "вооружённого", "военной", "военного"}
)  # fmt: skip
FAR = 7
SIDES = 2


def in_passing(found: Sequence[Cue], tokens: Sequence[Token]) -> set[int]:
    """Return where countries begin that are named as sides of strife, in a text that tells of two others besides."""
    strife = [at for at, token in enumerate(tokens) if token.lower in STRIFE]
    if not strife:
        return set()
    places = [cue for cue in found if cue.group in ("places", "cities")]
    taken = {at for cue in places for at in range(cue.first, cue.last)}
    sides = {at for word in strife for at in (*_behind(tokens, word, taken), *_before(tokens, word, taken))}
    fighting = {cue.code for cue in places if cue.first in sides}
    others = {cue.code for cue in places if cue.group == "places" and cue.first not in sides} - fighting
    return sides if len(others) >= SIDES else set()


def _behind(tokens: Sequence[Token], word: int, taken: set[int]) -> list[int]:
    """Return the places that a noun of strife governs: "war of Russia against Ukraine", "sanctions on Iran"."""
    sides = []
    for at in range(word + 1, min(word + 1 + FAR, len(tokens))):
        if at in taken:
            sides.append(at)
        elif tokens[at].lower not in LEADING:
            break
    return sides


def _before(tokens: Sequence[Token], word: int, taken: set[int]) -> list[int]:
    """Return the places in front of a noun of strife: "the Russia-Ukraine war", "Russia's invasion"."""
    sides = []
    for at in range(word - 1, max(-1, word - 1 - FAR), -1):
        if at in taken:
            sides.append(at)
        elif tokens[at].lower not in TYING or (tokens[at].lower in ("and", "и") and at + 1 not in taken):
            break
    return sides
