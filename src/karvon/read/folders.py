"""Folders: the files in them that can be documents, in an order that does not depend on the machine."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

JUNK = frozenset({"thumbs.db", "desktop.ini"})


def files_in(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder and of the folders in it, in the order of their names; hidden ones are left out.

    Links to folders are not followed: no file comes twice and no circle is walked.
    """
    found: list[Path] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not hidden(name)]
        found += [Path(parent, name) for name in names if not hidden(name)]
    return tuple(sorted(found, key=lambda path: path.relative_to(folder).as_posix()))


def hidden(name: str) -> bool:
    """Say whether a file or folder of this name is the system's own and no document."""
    return name.startswith(".") or name == "__MACOSX" or PurePath(name).name.casefold() in JUNK
