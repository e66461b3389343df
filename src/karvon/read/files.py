"""Files: one file of any format to its reading, and a claim to its line of JSON."""

from __future__ import annotations

from pathlib import Path

import msgspec

from karvon.model.claim import Claim
from karvon.model.document import Finding, Reading
from karvon.read.extract import LARGEST, extract
from karvon.read.reader import read_text

ENCODER = msgspec.json.Encoder(decimal_format="number")


def read_file(path: Path, name: str | None = None) -> Reading:
    """Return what one file gives; a file that cannot be opened or read is a finding, not an error."""
    name = name or path.name
    try:
        if path.stat().st_size > LARGEST:
            size = str(path.stat().st_size // 1_000_000)
            limit = str(LARGEST // 1_000_000)
            return _refused(name, "read.file_too_large", ("limit", limit), ("size", size))
        return read_bytes(path.read_bytes(), name)
    except OSError as error:
        return _refused(name, "read.file_unreadable", ("error", error.strerror or str(error)))


def _refused(name: str, code: str, *params: tuple[str, str]) -> Reading:
    return Reading(document=None, findings=(Finding(name, "", code, "error", params),))


def read_bytes(data: bytes, name: str) -> Reading:
    """Return what the bytes of a file give: its document, claims and findings."""
    extracted = extract(data, name)
    if extracted.text is None:
        return Reading(document=None, findings=extracted.findings)
    reading = read_text(extracted.text, name, published=extracted.published, title=extracted.title)
    quiet = not any(claim.kind != "document" for claim in reading.claims)
    note = (Finding(name, "", "read.nothing_claimed", "note"),) if quiet else ()
    return msgspec.structs.replace(reading, findings=(*extracted.findings, *note))


def to_json(claim: Claim) -> bytes:
    """Return a claim as one line of JSON in the fixed format, numbers as numbers."""
    return ENCODER.encode(claim)
