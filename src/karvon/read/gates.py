"""Gates: whether a text has any of some words, asked before an expression of many alternatives is tried."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache


def holds(text: str, words: Iterable[str]) -> bool:
    """Say whether a text, given in small letters, has any of some words or beginnings of words."""
    for word in words:  # noqa: SIM110 (any would cost as much again as the search)
        if word in text:
            return True
    return False


@cache
def spaced(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Return the beginnings of words as they stand in a line of words: behind a space."""
    return tuple(f" {stem}" for stem in stems)
