"""Stretches: what lies over a place of a text, found among many stretches without asking each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

BLOCK = 512


class Stretch(Protocol):
    """Something that stands at code points [start, end)."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


S = TypeVar("S", bound=Stretch)


class Stretches(Generic[S]):
    """Stretches of a text by the blocks of it that they touch, each block with its own in the order given."""

    def __init__(self, found: Sequence[S]) -> None:
        self.blocks: dict[int, list[S]] = {}
        for one in found:
            for block in range(one.start // BLOCK, one.end // BLOCK + 1):
                self.blocks.setdefault(block, []).append(one)

    def over(self, at: int) -> list[S]:
        """Return the stretches that a code point lies in, in the order given."""
        near = self.blocks.get(at // BLOCK)
        return [one for one in near if one.start <= at < one.end] if near is not None else []

    def near(self, first: int, last: int) -> list[S]:
        """Return the stretches that touch the blocks of [first, last], each once and in the order given by block."""
        if not self.blocks:
            return []
        opening, closing = first // BLOCK, last // BLOCK
        if opening == closing:
            return list(self.blocks.get(opening, ()))
        touched = (one for block in range(opening, closing + 1) for one in self.blocks.get(block, ()))
        return list({id(one): one for one in touched}.values())
