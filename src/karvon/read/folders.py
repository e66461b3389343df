"""Folders: the files in them that can be documents, in an order that does not depend on the machine."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

JUNK = frozenset({"thumbs.db", "desktop.ini"})
PARTS_OF_PAGES = frozenset({".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".eot", ".ico", ".svg"})
BESIDE_A_PAGE = ("_files", ".files", "_файлы", ".файлы")  # the folder in which a browser keeps what a page shows
PAGES = (".html", ".htm", ".xhtml", ".mht")


def files_in(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder and of the folders in it, in the order of their names; hidden ones are left out.

    So is the folder in which a browser keeps the pictures, scripts and advertisements of a page it saved.
    Links to folders are not followed: no file comes twice and no circle is walked.
    """
    found: list[str] = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not hidden(name) and not of_a_page(name, names)]
        within = os.path.relpath(parent, folder).replace(os.sep, "/")
        found += [name if within == "." else f"{within}/{name}" for name in names if not hidden(name)]
    return tuple(folder / name for name in sorted(found))


def hidden(name: str) -> bool:
    """Say whether a file or folder of this name is the system's own, or a part of a web page, and no document."""
    plain = name.casefold()
    part = plain.endswith(tuple(PARTS_OF_PAGES))
    return name.startswith(".") or name == "__MACOSX" or plain in JUNK or part


def of_a_page(folder: str, files: Collection[str]) -> bool:
    """Say whether a folder holds the parts of a page saved beside it; a path is told like a name."""
    stem = next((folder.removesuffix(end) for end in BESIDE_A_PAGE if folder.endswith(end)), None)
    return stem is not None and any(f"{stem}{end}" in files for end in PAGES)
