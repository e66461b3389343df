"""Zip archives whose end is missing: what stands before the cut is read from the headers in front of each file.

A zip's list of contents stands at its end, so that programs refuse one that was cut while it was downloaded, although
most of it is there. Format: PKWARE, APPNOTE 6.3.10, sections 4.3.7 to 4.3.9.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

HEAD = struct.Struct("<4s5H3I2H")
MARK, STREAMED, DEFLATED, STORED, WIDE = b"PK\x03\x04", 8, 8, 0, 0xFFFFFFFF
DESCRIPTOR = 24  # bytes behind a file whose size was not known before it, at most
RAW, GZIP = -zlib.MAX_WBITS, 16 + zlib.MAX_WBITS
BLOCK = 1 << 20


class Entry(NamedTuple):
    """A file in a cut archive: its name, where its bytes begin, how many there are, and its method; None: it is cut."""

    name: str
    start: int
    size: int | None
    method: int


def entries(path: Path) -> tuple[Entry, ...]:
    """Return the files of an archive as the headers before them tell, the last one perhaps cut; none for no zip."""
    with path.open("rb") as file:
        return tuple(_entries(file, path.stat().st_size))


def lines_of(path: Path, entry: Entry) -> IO[bytes]:
    """Open a file of a cut archive: it ends with its last whole line where the archive ends before it does."""
    window = 0 if entry.method == STORED else RAW
    return io.BufferedReader(_Lines(_unpacked(path, entry.start, entry.size, window)), BLOCK)


def lines_before_cut(path: Path) -> IO[bytes]:
    """Open what is left of a .gz file, or of the first file in a .zip, up to the last whole line."""
    if path.suffix.lower() == ".gz":
        return io.BufferedReader(_Lines(_unpacked(path, 0, None, GZIP)), BLOCK)
    found = entries(path)
    return lines_of(path, found[0]) if found else io.BytesIO()


def _entries(file: IO[bytes], length: int) -> Iterator[Entry]:
    place = 0
    while place + HEAD.size <= length:
        file.seek(place)
        mark, _, flags, method, _, _, _, packed, _, named, extra = HEAD.unpack(file.read(HEAD.size))
        if mark != MARK or method not in (DEFLATED, STORED):
            return
        name = file.read(named).decode("utf-8", "replace")
        start = place + HEAD.size + named + extra
        told = _measured(file, start) if flags & STREAMED or packed == WIDE else packed
        size = told if told is not None and start + told <= length else None
        yield Entry(name, start, size, method)
        if size is None:
            return
        place = start + size
        if flags & STREAMED:
            file.seek(place)
            place += max(file.read(len(MARK) + DESCRIPTOR).find(MARK), 0)


def _measured(file: IO[bytes], start: int) -> int | None:
    """Return how many bytes a packed file takes, found by unpacking it; None where it is cut."""
    unpack = zlib.decompressobj(RAW)
    file.seek(start)
    try:
        while block := file.read(BLOCK):
            unpack.decompress(block)
            if unpack.eof:
                return file.tell() - len(unpack.unused_data) - start
    except zlib.error:
        return None
    return None


def _unpacked(path: Path, start: int, size: int | None, window: int) -> Iterator[tuple[bytes, bool]]:
    """Yield the bytes of a file, and with the last of them whether it is whole; `window` 0 is for bytes as they are."""
    unpack = zlib.decompressobj(window or RAW)
    left = size
    with path.open("rb") as file:
        file.seek(start)
        while block := file.read(BLOCK if left is None else min(BLOCK, left)):
            left = None if left is None else left - len(block)
            try:
                yield (unpack.decompress(block) if window else block), False
            except zlib.error:
                return
    yield b"", unpack.eof if window else left == 0


class _Lines(io.RawIOBase):
    """Bytes as a stream that holds back a last line until it is known to be whole."""

    def __init__(self, blocks: Iterator[tuple[bytes, bool]]) -> None:
        self._blocks, self._ready, self._rest = blocks, b"", b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill a buffer and return how many bytes it took; 0 at the end."""
        while not self._ready:
            found = next(self._blocks, None)
            if found is None:
                return 0
            block, whole = found
            text, newline, self._rest = (self._rest + block).rpartition(b"\n")
            self._ready = text + newline
            if whole:
                self._ready, self._rest = self._ready + self._rest, b""
        view = memoryview(buffer)  # type: ignore[arg-type]
        taken = min(len(view), len(self._ready))
        view[:taken], self._ready = self._ready[:taken], self._ready[taken:]
        return taken
