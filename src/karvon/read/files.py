"""Files: what a file or folder of any format gives, document by document, and a claim as its line of JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from karvon.model.claim import Claim
from karvon.model.document import Finding, Reading
from karvon.read.archives import archive
from karvon.read.extract import ZIP, documents, guarded, inside
from karvon.read.extracted import Extracted, made
from karvon.read.folders import files_in
from karvon.read.limits import LARGEST, LARGEST_ARCHIVE
from karvon.read.reader import read_text

ENCODER = msgspec.json.Encoder(decimal_format="number")


def read_files(path: Path, name: str | None = None) -> Iterator[Reading]:
    """Yield a reading for every document of a file or folder, in a fixed order.

    A feed, a mail with attachments and a zip hold several, named after their file ("feed.xml#1"); the files of a
    folder are named by their path in it. What cannot be opened or read is a finding, not an error.
    """
    name = name or path.name
    if path.is_dir():
        for file in files_in(path):
            yield from read_files(file, f"{name}/{file.relative_to(path).as_posix()}")
        return
    try:
        yield from _of_file(path, name)
    except OSError as error:
        yield _refused(name, "read.file_unreadable", error=error.strerror or str(error))


def _of_file(path: Path, name: str) -> Iterator[Reading]:
    size = path.stat().st_size
    with path.open("rb") as file:
        zipped = file.read(4) in ZIP
        file.seek(0)
        if size <= LARGEST:
            yield from read_parts(file.read(), name)
        elif zipped and size <= LARGEST_ARCHIVE:
            yield from (_reading(*one) for one in inside(archive(file, name), name, ("archive",)))
        else:
            limit = (LARGEST_ARCHIVE if zipped else LARGEST) // 1_000_000
            yield _refused(name, "read.file_too_large", limit=str(limit), size=str(size // 1_000_000))


def read_parts(data: bytes, name: str) -> Iterator[Reading]:
    """Yield a reading for every document in the bytes of a file."""
    return (_reading(*one) for one in documents(data, name))


def read_file(path: Path, name: str | None = None) -> Reading:
    """Return what one file gives; of a file with several documents the first, and a finding that there are more."""
    return _first(read_files(path, name), name or path.name)


def read_bytes(data: bytes, name: str) -> Reading:
    """Return what the bytes of a file give: its document, claims and findings; of several documents the first."""
    return _first(read_parts(data, name), name)


def _first(readings: Iterator[Reading], name: str) -> Reading:
    found = list(islice(readings, 2))
    if not found:
        return _refused(name, "read.file_empty")
    if len(found) == 1:
        return found[0]
    more = made(name, "read.only_first", "warning")
    return msgspec.structs.replace(found[0], findings=(*found[0].findings, more))


def _reading(name: str, extracted: Extracted) -> Reading:
    """Return what is read in an extract: its document, claims and findings."""
    text = extracted.text
    if text is None:
        return Reading(document=None, findings=extracted.findings)
    reading = guarded(lambda: read_text(text, name, extracted.about), name)
    if isinstance(reading, Extracted):
        return Reading(document=None, findings=(*extracted.findings, *reading.findings))
    quiet = not extracted.offered and not any(claim.kind != "document" for claim in reading.claims)
    note = (Finding(name, "", "read.nothing_claimed", "note"),) if quiet else ()
    return msgspec.structs.replace(reading, findings=(*extracted.findings, *note))


def _refused(name: str, code: str, **params: str) -> Reading:
    return Reading(document=None, findings=(made(name, code, "error", **params),))


def to_json(claim: Claim) -> bytes:
    """Return a claim as one line of JSON in the fixed format, numbers as numbers."""
    return ENCODER.encode(claim)
