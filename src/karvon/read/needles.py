"""Needles: which of many words and beginnings a text holds, told by one look at each of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from karvon.read.answers import Answers


class Needles:
    """Words to be found anywhere in texts in small letters; each has a bit, a text has the bits of those it holds."""

    def __init__(self, words: Iterable[str]) -> None:
        self.bits = {word: 1 << place for place, word in enumerate(sorted(set(words)))}
        self.words = {bit: word for word, bit in self.bits.items()}
        self.parts = {word: max(word.split(), key=len) for word in self.bits}  # what no space can cut
        self.begun: dict[str, list[tuple[str, int]]] = {}  # the same by their first sign
        for word, part in self.parts.items():
            self.begun.setdefault(part[0], []).append((part, self.bits[word]))
        self.cut = sum(bit for word, bit in self.bits.items() if self.parts[word] != word)
        self.some = re.compile("|".join(map(_any, self.begun.values())) or "(?!)")
        self.known = Answers(self._of)

    def any_of(self, words: Iterable[str]) -> int:
        """Return the bits of some of the words."""
        return sum(self.bits[word] for word in set(words))

    def held(self, text: str) -> int:
        """Return the bits of the words that a text holds."""
        found = 0
        for bits in filter(None, map(self.known.__getitem__, text.split())):
            found |= bits
        for word in self.of(found & self.cut):
            if word not in text:
                found ^= self.bits[word]
        return found

    def of(self, bits: int) -> Iterator[str]:
        """Yield the words of some bits."""
        while bits:
            lowest = bits & -bits
            yield self.words[lowest]
            bits ^= lowest

    def _of(self, piece: str) -> int:
        if self.some.search(piece) is None:
            return 0
        return sum(bit for sign in set(piece) for part, bit in self.begun.get(sign, ()) if part in piece)


def _any(parts: list[tuple[str, int]]) -> str:
    """Return the expression of any of some words that begin with one sign."""
    ends = "|".join(re.escape(part[1:]) for part, _ in parts)
    return f"{re.escape(parts[0][0][0])}(?:{ends})"
