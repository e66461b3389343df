"""Answers: what a function says of each thing it is asked about, kept, and quicker to look up than to call for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Answers(dict[K, V]):
    """The answers of a function of one thing, by the thing; never more than `most`, then all are forgotten."""

    def __init__(self, find: Callable[[K], V], most: int = 50_000) -> None:
        super().__init__()
        self.find = find
        self.most = most

    def __missing__(self, asked: K) -> V:
        """Return the answer to what has not been asked yet, and keep it."""
        if len(self) >= self.most:
            self.clear()
        found = self[asked] = self.find(asked)
        return found
