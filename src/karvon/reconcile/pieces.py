"""Values written down one behind the other, of which each is opened alone and none by whoever reads all of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import TypeAlias

import msgspec

Piece: TypeAlias = "bytes | memoryview"
NOTHING = b"\xc0"  # a value that is none, as it is written down


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """Pieces as they are written down: one behind the other, and the places behind each as numbers of eight bytes."""

    written: memoryview = memoryview(b"")
    ends: bytes = b""


class Pieces:
    """Pieces by their numbers."""

    def __init__(self, packed: Packed) -> None:
        self._written = packed.written
        self._starts = array("Q", b"\0" * 8 + packed.ends)

    def __getitem__(self, number: int) -> memoryview:
        """Return a piece."""
        return self._written[self._starts[number] : self._starts[number + 1]]

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return len(self._starts) - 1


def packed(pieces: Iterable[Piece]) -> Packed:
    """Return pieces as they are written down."""
    listed = list(pieces)
    ends, end = array("Q"), 0
    for piece in listed:
        end += len(piece)
        ends.append(end)
    return Packed(memoryview(b"".join(listed)), ends.tobytes())
