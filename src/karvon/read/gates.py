"""Gates: whether a text has any of some words, asked before an expression of many alternatives is tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from karvon.read.answers import Answers


def holds(text: str, words: Iterable[str]) -> bool:
    """Say whether a text, given in small letters, has any of some words or beginnings of words."""
    for word in words:  # noqa: SIM110 (any would cost as much again as the search)
        if word in text:
            return True
    return False


def places_of(text: str, words: Iterable[str]) -> list[int]:
    """Return where some words or beginnings of words stand in a text, in order."""
    found: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    found.sort()
    return found


def begins(line: str, stems: tuple[str, ...]) -> bool:
    """Say whether a word of a line of words, each behind a space, begins with one of some stems."""
    return _openings(stems)(line) is not None


@cache
def _openings(stems: tuple[str, ...]) -> Callable[[str], re.Match[str] | None]:
    """Return what finds the beginnings of words in a line, all of them in one search."""
    return re.compile(f" (?:{'|'.join(map(re.escape, stems)) or '(?!)'})").search


class Stems:
    """Sets of stems, each with a bit from when it is first asked about, and the bits of the sets a word begins with.

    A set has no bit, but zero, where one of its stems goes on over a space: it cannot be told from one word.
    """

    def __init__(self) -> None:
        self.bits: dict[tuple[str, ...], int] = {}
        self.opened: dict[str, list[tuple[tuple[str, ...], int]]] = {}  # the same by the first sign of their stems
        self.begun = Answers(self._of)

    def bit(self, stems: tuple[str, ...]) -> int:
        """Return the bit of a set of stems."""
        found = self.bits.get(stems)
        if found is None:
            spaced = any(" " in stem for stem in stems)
            found = self.bits[stems] = 0 if spaced else 1 << len(self.bits)
            for sign in {stem[:1] for stem in stems}:
                alike = tuple([stem for stem in stems if stem[:1] == sign])
                self.opened.setdefault(sign, []).append((alike, found))
            self.begun.clear()
        return found

    def _of(self, word: str) -> int:
        return sum(bit for stems, bit in self.opened.get(word[:1], ()) if word.startswith(stems))


STEMS = Stems()


class Begun:
    """Words of which is asked with which stems they begin: one look at each of them answers all such questions."""

    def __init__(self, words: Sequence[str], line: str) -> None:
        self.words = words
        self.line = line
        self.sets = 0
        self.found = 0

    def has(self, stems: tuple[str, ...]) -> bool:
        """Say whether a word begins with one of some stems; in the line each stands behind a space."""
        bit = STEMS.bit(stems)
        if not bit:
            return begins(self.line, stems)
        if self.sets < len(STEMS.bits):
            self.sets, self.found = len(STEMS.bits), self._all()
        return self.found & bit != 0

    def _all(self) -> int:
        found = 0
        for bits in filter(None, map(STEMS.begun.__getitem__, self.words)):
            found |= bits
        return found
