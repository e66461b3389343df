"""Gates: whether a text has any of some words, asked before an expression of many alternatives is tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache


def holds(text: str, words: Iterable[str]) -> bool:
    """Say whether a text, given in small letters, has any of some words or beginnings of words."""
    for word in words:  # noqa: SIM110 (any would cost as much again as the search)
        if word in text:
            return True
    return False


def begins(line: str, stems: tuple[str, ...]) -> bool:
    """Say whether a word of a line of words, each behind a space, begins with one of some stems."""
    return _openings(stems)(line) is not None


@cache
def _openings(stems: tuple[str, ...]) -> Callable[[str], re.Match[str] | None]:
    """Return what finds the beginnings of words in a line, all of them in one search."""
    return re.compile(f" (?:{'|'.join(map(re.escape, stems)) or '(?!)'})").search
