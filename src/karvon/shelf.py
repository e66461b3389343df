"""The documents of a case as they lie on disk: what was read in each is kept, and opened only when somebody asks."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

import msgspec

from karvon.model.document import Finding, Reading
from karvon.steps import Steps, digest, file_digest, key_of

FILES = "files"
ROOMS = ("read", "shelf.py")
SETTLED = 2_000_000_000  # nanoseconds after which a file that is written again gets another time on any disk
Read = Callable[[Path], Iterable[Reading]]


class Filed(msgspec.Struct, frozen=True, array_like=True):
    """One file as it was last looked at: its stamp, the moment, the key of what was read in it, and its documents.

    The stamp is its size, number, and times of change; documents are told by file and id.
    """

    stamp: tuple[int, int, int, int]
    seen: int
    key: str
    documents: tuple[tuple[str, str], ...]


class Shelf:
    """The readings of the files of a case, in their order."""

    def __init__(self, steps: Steps, paths: Sequence[Path], read: Read) -> None:
        self.paths = tuple(map(str, paths))
        self._steps, self._read = steps, read
        self._open: dict[str, tuple[Reading, ...]] = {}
        self._filed: dict[str, Filed] = {}

    def look(self, tell: Callable[[int], None]) -> None:
        """Read what is new or changed; `tell` hears how many files are done. What was read is kept at once."""
        key = key_of(ROOMS)
        known = self._steps.kept(FILES, dict[str, Filed], key) or {}
        for done, path in enumerate(self.paths):
            tell(done)
            self._filed[path] = self._look(path, known.get(path))
        tell(len(self.paths))
        if self._filed != known:
            self._steps.keep(FILES, key, self._filed)

    @cached_property
    def _paths(self) -> dict[str, list[str]]:
        """The files on disk that hold a document of some name."""
        found: dict[str, list[str]] = {}
        for path, filed in self._filed.items():
            for file, _ in filed.documents:
                found.setdefault(file, []).append(path)
        return found

    @cached_property
    def _places(self) -> dict[str, int]:
        return {path: place for place, path in enumerate(self.paths)}

    @cached_property
    def marks(self) -> dict[str, str]:
        """What tells the present content of every document, by its file; the last one where two have one name."""
        return {
            file: digest(f"{filed.key or self._read_now(path)} {file}".encode())
            for path, filed in self._filed.items()
            for file, _ in filed.documents
        }

    @cached_property
    def by_id(self) -> dict[str, tuple[str, ...]]:
        """The files of every document by its id: more than one where one text has several."""
        found: dict[str, list[str]] = {}
        for filed in self._filed.values():
            for file, name in filed.documents:
                found.setdefault(name, []).append(file)
        return {name: tuple(files) for name, files in found.items()}

    def readings(self) -> tuple[Reading, ...]:
        """Return everything that was read."""
        return tuple(one for path in self.paths for one in self._opened(path))

    def of(self, files: Iterable[str]) -> tuple[Reading, ...]:
        """Return what was read of the documents of these names, in the order of the files."""
        wanted = set(files)
        paths = sorted({path for file in wanted for path in self._paths.get(file, ())}, key=self._places.__getitem__)
        opened = (one for path in paths for one in self._opened(path))
        return tuple(one for one in opened if one.document and one.document.file in wanted)

    def _read_now(self, path: str) -> str:
        return digest(msgspec.json.encode(self._opened(path)))

    def _look(self, path: str, known: Filed | None) -> Filed:
        """Return a file as it is now; what is read in it is read only when its content is new."""
        try:
            stamp, seen = _stamp(path), time.time_ns()
            if known and known.key and known.stamp == stamp and known.seen - max(stamp[2:]) > SETTLED:
                return known
            key = _content(path)
        except OSError:
            stamp, seen, key = (0, 0, 0, 0), 0, ""
        if known and key and known.key == key:
            return Filed(stamp, seen, key, known.documents)
        readings, lasts = self._made(path, key)
        self._open[path] = readings
        documents = tuple((one.document.file, one.document.id) for one in readings if one.document)
        return Filed(stamp, seen, key if lasts else "", documents)

    def _opened(self, path: str) -> tuple[Reading, ...]:
        if path not in self._open:
            self._open[path] = self._made(path, self._filed[path].key)[0]
        return self._open[path]

    def _made(self, path: str, key: str) -> tuple[tuple[Reading, ...], bool]:
        """Return what is read in a file, kept or read now, and whether it holds as long as the file is the same.

        What was read while somebody wrote the file anew is not kept.
        """
        name = f"read-{digest(Path(path).name.encode())[:16]}"
        try:
            if key and (kept := self._steps.kept(name, tuple[Reading, ...], key)) is not None:
                return kept, True
            readings = tuple(self._read(Path(path)))
            if lasts := bool(key) and _content(path) == key:
                self._steps.keep(name, key, readings)
            return readings, lasts
        except Exception as error:
            return (failed(Path(path).name, f"{type(error).__name__}: {error}"),), False


def failed(name: str, error: str) -> Reading:
    """Return the reading of a file on which the program itself failed: one finding."""
    return Reading(document=None, findings=(Finding(name, "", "run.document_failed", params=(("error", error),)),))


def _content(path: str) -> str:
    """Return the key of what is read in a file as it is now; none when it cannot be read."""
    try:
        return key_of(("read",), Path(path).name, file_digest(Path(path)))
    except OSError:
        return ""


def _stamp(path: str) -> tuple[int, int, int, int]:
    found = os.stat(path)  # noqa: PTH116 (a thousand paths made of text cost more than a thousand stats)
    return (found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns)
