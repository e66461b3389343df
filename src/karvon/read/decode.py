"""Decoding: bytes to text, told apart by what Russian text looks like in each encoding."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple

CANDIDATES = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 200_000
FREQUENT = "оеаинтсрвлкмдпу"
DECLARED = re.compile(rb"""\b(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w-]{1,40})""", re.IGNORECASE)


class Decoded(NamedTuple):
    """Text, the encoding it was read in, and how many bytes could not be read."""

    text: str
    encoding: str
    lost: int


def decode(data: bytes) -> Decoded | None:
    """Return the text of a file, or None when it is no text at all (binary)."""
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)
    if marked is not None:
        return _lossy(data, marked)
    return _wide(data) if _binary(data) else _narrow(data)


def _narrow(data: bytes) -> Decoded:
    """Read as UTF-8 where it nearly is, else as the page declares, else as Russian looks most like itself."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError:
        declared = DECLARED.search(data[:2048])
    if _mostly_utf8(data):
        return _lossy(data, "utf-8")
    if declared is not None and _known(declared[1].decode("ascii")):
        return _lossy(data, declared[1].decode("ascii"))
    return _cyrillic(data)


def _lossy(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count("\ufffd"))


def _binary(data: bytes) -> bool:
    head = data[:8192]
    control = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
    return b"\x00" in head or control > len(head) * 0.02


def _wide(data: bytes) -> Decoded | None:
    """Read UTF-16 without a mark: every other byte of its letters is one of a few values."""
    if len(data) < 4:
        return None
    for encoding, low in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = data[low:8192:2]
        if (
            high
            and sum(byte in (0, 4) for byte in high) > 0.9 * len(high)
            and data[1 - low : 8192 : 2].count(0) < len(high) * 0.05
        ):
            return _lossy(data, encoding)
    return None


def _mostly_utf8(data: bytes) -> bool:
    text = data[:SAMPLE].decode("utf-8", errors="replace")
    wide = sum(ord(character) > 127 for character in text)
    return wide > 0 and text.count("\ufffd") < 0.05 * wide


def _known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _cyrillic(data: bytes) -> Decoded:
    sample = data[:SAMPLE]
    scored = [
        (_likeness(sample.decode(encoding, errors="replace")), -rank, encoding)
        for rank, encoding in enumerate(CANDIDATES)
    ]
    return _lossy(data, max(scored)[2])


def _likeness(text: str) -> float:
    """Score how much a text looks like Russian: frequent small letters, words that keep their case, no odd signs."""
    letters = [character for character in text if ord(character) > 127]
    if not letters:
        return 0.0
    frequent = sum(character in FREQUENT for character in letters)
    odd = sum(
        unicodedata.category(character) not in ("Ll", "Lu") and character not in "«»—–№…“”„ \u00a0"
        for character in letters
    )
    turns = len(re.findall(r"[а-яё][А-ЯЁ]", text))
    capitals = sum("А" <= character <= "Я" for character in letters)
    return (frequent - 2 * odd - 2 * turns - 0.5 * max(0, capitals - 0.3 * len(letters))) / len(letters)
