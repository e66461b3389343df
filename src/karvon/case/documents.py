"""Documents of a case: copied under names that every system can keep, the same content only once."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePath

from karvon.read.folders import files_in
from karvon.store.files import replaced

UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)  # names that Windows keeps for itself
LONGEST = 150  # bytes of UTF-8, well below the 255 of most file systems


def copy_documents(paths: Iterable[Path], into: Path) -> tuple[str, ...]:
    """Copy files, and all files in folders, and return the names of those that are new there.

    Content that is there already is not copied again; another file of the same name gets a name of its own. A file
    that cannot be read is left out and its OSError raised after the others are copied.
    """
    into.mkdir(parents=True, exist_ok=True)
    present = _Present(files_in(into))
    added: list[str] = []
    failures: list[OSError] = []
    for source in [file for path in paths for file in meant(path, into.parent)]:
        try:
            digest = _digest(source)
            if not present.holds(digest, source.stat().st_size):
                name = free_name(source.name, digest, present.names)
                _copy(source, into / name)
                present.take(into / name, digest)
                added.append(name)
        except OSError as error:
            failures.append(error)
    if failures:
        raise failures[0]
    return tuple(added)


class _Present:
    """The files of a folder; only those of one size are opened to see whether they are the same."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.names: list[str] = []
        self._sizes: dict[int, list[Path]] = {}
        self._digests: dict[Path, str] = {}
        for path in paths:
            self.take(path)

    def take(self, path: Path, digest: str | None = None) -> None:
        """Take one more file in, with its digest where that is known."""
        self.names.append(path.name)
        self._sizes.setdefault(path.stat().st_size, []).append(path)
        if digest is not None:
            self._digests[path] = digest

    def holds(self, digest: str, size: int) -> bool:
        """Say whether a file of this content is there."""
        return any(self._digest(path) == digest for path in self._sizes.get(size, ()))

    def _digest(self, path: Path) -> str:
        if path not in self._digests:
            self._digests[path] = _digest(path)
        return self._digests[path]


def free_name(name: str, digest: str, taken: Iterable[str]) -> str:
    """Return a safe name like this one that is not taken, whatever the case of its letters."""
    safe = safe_name(name)
    used = {other.casefold() for other in taken}
    if safe.casefold() not in used:
        return safe
    path = PurePath(safe)
    named = (f"{path.stem}-{digest[:length]}{path.suffix}" for length in range(8, len(digest) + 1))
    return next(candidate for candidate in named if candidate.casefold() not in used)


def safe_name(name: str) -> str:
    """Return the file name without what some systems refuse: signs, leading dots, trailing spaces, great length."""
    clean = UNSAFE.sub("_", unicodedata.normalize("NFC", os.fsencode(name).decode(errors="replace")))
    path = PurePath(clean.strip(" .") or "document")
    suffix = path.suffix if len(path.suffix.encode()) <= 20 else ""
    stem = path.name.removesuffix(suffix).rstrip(" .")
    kept = stem.encode()[: LONGEST - len(suffix.encode())].decode(errors="ignore")
    return f"{'_' if RESERVED.fullmatch(kept) else ''}{kept}{suffix}"


def meant(path: Path, case: Path) -> Iterable[Path]:
    """Return the files that a path means; of a folder around the case, those outside the case."""
    if not path.is_dir():
        return [path]
    is_around = case.resolve().is_relative_to(path.resolve())
    return [file for file in files_in(path) if not (is_around and file.resolve().is_relative_to(case.resolve()))]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(source: Path, target: Path) -> None:
    with replaced(target) as temporary:
        shutil.copyfile(source, temporary)
