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
MOST_ZEROS = 0.02  # of the bytes of a text; a binary file has more
UNUSED = "\x98"  # the one byte that windows-1251 has no sign for
MARKUP = re.compile(rb"<[^<>]{0,2000}>")
WESTERN = ("iso8859-1", "iso8859-15", "cp1252")
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
    if not _binary(data):
        return _narrow(data)
    wide = _wide(data)
    return wide if wide is not None else _with_zeros(data)


def _with_zeros(data: bytes) -> Decoded | None:
    """Read a text with some zero bytes in it (of a field cut short, of a disk); each counts as lost."""
    zeros = data.count(0)
    plain = data.replace(b"\0", b" ")
    if not 0 < zeros <= MOST_ZEROS * len(data) or _binary(plain):
        return None
    read = _narrow(plain)
    return read._replace(lost=read.lost + zeros)


def _narrow(data: bytes) -> Decoded:
    """Read as UTF-8 where it nearly is, else as the page declares, else as Russian looks most like itself."""
    try:
        return Decoded(_mended(data.decode("utf-8")), "utf-8", 0)
    except UnicodeDecodeError:
        declared = DECLARED.search(data[:2048])
    if _mostly_utf8(data):
        return _lossy(data, "utf-8")
    if declared is not None and _can_be(declared[1].decode("ascii"), data[:SAMPLE]):
        return _lossy(data, declared[1].decode("ascii"))
    return _cyrillic(data)


def _mended(text: str) -> str:
    """Return a text that a program once read as windows-1251 and saved as UTF-8 as it was before that.

    Every Russian letter then stands as two signs, the first of them one of two; what does not turn back stays.
    """
    sample = text[:SAMPLE]
    letters = sum(character > "\x7f" for character in sample)
    if letters < 20 or sample.count("Р") + sample.count("С") < 0.4 * letters:
        return text
    try:
        parts = text.replace("\ufffd", UNUSED).split(UNUSED)
        found = b"\x98".join(part.encode("cp1251") for part in parts).decode("utf-8")
    except UnicodeError:
        return text
    return found if _likeness(found[:SAMPLE]) > _likeness(sample) else text


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


def _can_be(name: str, sample: bytes) -> bool:
    """Say whether a page can be in the encoding it declares, once it has proved not to be UTF-8.

    Servers that know no better declare a Western encoding; of a text in one few letters lie outside ASCII.
    """
    try:
        known = codecs.lookup(name)
    except LookupError:
        return False
    if known.name in WESTERN:
        return sum(byte > 127 for byte in sample) < 0.2 * len(MARKUP.sub(b"", sample))
    return not known.name.startswith(("utf", "ascii")) and getattr(known, "_is_text_encoding", True)


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
