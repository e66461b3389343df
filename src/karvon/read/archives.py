"""Archives: the documents in a zip, read in the order of their names; what could unpack without end is refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Iterator
from typing import BinaryIO

from karvon.read.extracted import Content, Extracted, nothing, part_name
from karvon.read.folders import hidden, of_a_page
from karvon.read.limits import LARGEST, LARGEST_ARCHIVE, MOST_PARTS

UTF8 = 0x800
OFFICE = {"xl/workbook.xml": "read.spreadsheet", "ppt/presentation.xml": "read.file_of_another_kind"}


OPEN_TEXT = b"application/vnd.oasis.opendocument.text"


def written_in(data: bytes) -> str | None:
    """Return which program's document a zip is: word, open (OpenDocument text), or None of a true archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "word/document.xml" in names:
                return "word"
            kind = archive.read("mimetype")[:100] if "mimetype" in names and "content.xml" in names else b""
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError, zlib.error):
        return None
    return "open" if kind.startswith(OPEN_TEXT) else None


def archive(file: BinaryIO, name: str) -> Iterator[tuple[str, Content]]:
    """Yield the content of every document in a zip with its name; nothing is ever written to disk."""
    try:
        opened = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError) as error:
        yield name, nothing(name, "read.file_damaged", error=f"{type(error).__name__}: {error}"[:160])
        return
    with opened as found:
        refusal = _refusal(found, name)
        if refusal is not None:
            yield name, refusal
            return
        members = sorted(((_name(member), member) for member in found.infolist()), key=lambda one: one[0])
        names = {inside for inside, _ in members}
        kept = [(inside, member) for inside, member in members if not member.is_dir() and not _left_out(inside, names)]
        if not kept:
            yield name, nothing(name, "read.archive_empty")
        for number, (inside, member) in enumerate(kept, 1):
            own = part_name(name, inside, number)
            yield own, _member(found, member, own)


def _refusal(found: zipfile.ZipFile, name: str) -> Extracted | None:
    """Return the finding about an archive whose directory promises too much, before anything is unpacked."""
    members = found.infolist()
    names = {member.filename for member in members}
    for part, code in OFFICE.items():
        if part in names:
            return nothing(name, code)
    if len(members) > MOST_PARTS:
        return nothing(name, "read.archive_too_many", count=str(len(members)), limit=str(MOST_PARTS))
    packed = sum(member.compress_size for member in members)
    length = _length(found)
    unpacked = sum(member.file_size for member in members)
    if packed > length or unpacked > LARGEST_ARCHIVE:
        return nothing(name, "read.archive_bomb", size=str(unpacked // 1_000_000))
    return None


def _length(found: zipfile.ZipFile) -> int:
    file = found.fp
    assert file is not None
    file.seek(0, io.SEEK_END)
    return file.tell()


def _member(found: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Content:
    if member.file_size > LARGEST:
        size, limit = str(member.file_size // 1_000_000), str(LARGEST // 1_000_000)
        return nothing(name, "read.file_too_large", size=size, limit=limit)
    if member.flag_bits & 1:
        return nothing(name, "read.file_locked")
    try:
        with found.open(member) as part:
            return part.read(LARGEST + 1)
    except Exception as error:
        return nothing(name, "read.file_damaged", error=f"{type(error).__name__}: {error}"[:160])


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name as its maker wrote it: Windows writes Russian names in code page 866 without saying so."""
    written = member.filename
    if not member.flag_bits & UTF8 and not written.isascii():
        try:
            return written.encode("cp437").decode("cp866")
        except UnicodeError:
            return written
    return written


def _left_out(inside: str, names: Collection[str]) -> bool:
    """Say whether a member is the system's own, or lies in the folder of what a saved page shows."""
    steps = inside.split("/")
    folders = ("/".join(steps[:depth]) for depth in range(1, len(steps)))
    return any(map(hidden, _steps(inside))) or any(of_a_page(folder, names) for folder in folders)


def _steps(name: str) -> list[str]:
    return [step for step in name.replace("\\", "/").split("/") if step.strip(".")]
