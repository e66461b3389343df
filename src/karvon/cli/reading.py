"""`karvon read`: which files are meant, how each is read, and where the lines go."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from karvon.batch import Answers, Plan, run
from karvon.model.document import Finding

if TYPE_CHECKING:
    from karvon.pipeline import Progress


class Source(NamedTuple):
    """One file to read, under a name; `data` is what came on standard input instead."""

    path: str
    name: str
    data: bytes | None = None


class Lines(NamedTuple):
    """What one file gives: its claims as lines in order, the findings, and how many documents were read in it."""

    claims: tuple[bytes, ...]
    findings: tuple[Finding, ...]
    documents: int


class Told(NamedTuple):
    """What to say at the end: every finding, in how many files a document was read, how many claims there are."""

    findings: list[Finding]
    read: int
    claims: int


def sources(files: Sequence[str]) -> list[Source]:
    """Return the files meant, those in folders one by one, sorted by name.

    A file is named by the last part of its path, or by all of it where that is not enough to tell files apart.
    """
    from karvon.read.folders import files_in

    paths: list[str] = []
    for file in files:
        paths += map(str, files_in(Path(file))) if file != "-" and Path(file).is_dir() else [file]
    last = ["stdin" if path == "-" else Path(path).name for path in paths]
    often = Counter(last)
    named = [short if often[short] == 1 else path for short, path in zip(last, paths, strict=True)]
    data = sys.stdin.buffer.read() if "-" in paths else None
    found = [Source(path, name, data if path == "-" else None) for path, name in zip(paths, named, strict=True)]
    return sorted(found, key=lambda source: source.name)


def read_source(source: Source) -> Lines:
    """Return what one file gives, as it travels between processes."""
    from karvon.read import read_files, read_parts, to_json

    data = source.data
    readings = read_files(Path(source.path), source.name) if data is None else read_parts(data, source.name)
    found = list(readings)
    claims = [claim for reading in found for claim in reading.claims]
    claims.sort(key=lambda claim: (claim.document, claim.start, claim.end, claim.id))
    findings = tuple(finding for reading in found for finding in reading.findings)
    return Lines(tuple(map(to_json, claims)), findings, sum(reading.document is not None for reading in found))


def unread(source: Source, error: str) -> Lines:
    """Return what stands for a file on which the program itself failed: a finding."""
    from karvon.shelf import failed

    return Lines((), failed(source.name, error).findings, 0)


def read_all(found: Sequence[Source], plan: Plan, progress: Progress, target: BinaryIO) -> Told:
    """Read every file, write the claims to the target as they come, and return what there is to say."""
    answers = Answers(unread, progress=lambda done, total: progress("read", done, total))
    findings: list[Finding] = []
    read = claims = 0
    for lines in run(read_source, found, answers, plan):
        target.writelines(line.rstrip(b"\n") + b"\n" for line in lines.claims)
        findings += lines.findings
        claims += len(lines.claims)
        read += lines.documents > 0
    return Told(findings, read, claims)


@contextmanager
def lines_to(out: Path | None) -> Iterator[BinaryIO]:
    """Give where lines go: standard output, or a file that appears when all of them are written."""
    if out is None:
        yield sys.stdout.buffer
        return
    from karvon.store.files import replaced

    with replaced(out) as temporary, temporary.open("wb") as target:
        yield target
