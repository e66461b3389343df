"""Compiled: the reader as machine code where it was built of exactly these sources; else they run as they are."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

HOUSE = Path(__file__).resolve().parent
ROOMS = ("model", "say", "read")  # what the reader is made of
PLACE = "KARVON_COMPILED"  # the variable that names another folder of builds; empty, it asks for the sources


def digest() -> str:
    """Return what tells these sources, on this kind of Python, from any others."""
    told = hashlib.sha256(EXTENSION_SUFFIXES[0].encode())
    for room in ROOMS:
        for source in sorted((HOUSE / room).glob("*.py")):
            told.update(f"\x1f{room}/{source.name}\x1f".encode() + source.read_bytes())
    return told.hexdigest()[:16]


def builds() -> Path | None:
    """Return the folder that builds are looked for in: that of this environment of Python; None for the sources."""
    told = os.environ.get(PLACE)
    if told is None:
        return Path(sys.prefix, "share", "karvon")
    return Path(told) if told else None


def build() -> Path | None:
    """Return the build of exactly these sources, None where there is none."""
    place = builds()
    if place is None or not place.is_dir():
        return None
    found = place / digest()
    return found if found.is_dir() else None


def folders(room: str) -> list[str]:
    """Return the folder in which the modules of a room are compiled, ready to be imported; none where they are not.

    What they share is loaded here, so that the folder need not be one that Python looks for modules in.
    """
    found = build()
    if found is None:
        return []
    for shared in sorted(found.glob(f"*__mypyc{EXTENSION_SUFFIXES[0]}")):
        name = shared.name.removesuffix(EXTENSION_SUFFIXES[0])
        spec = importlib.util.spec_from_file_location(name, shared)
        if spec is not None and spec.loader is not None and name not in sys.modules:
            sys.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(sys.modules[name])
    return [str(found / "karvon" / room)]
