"""Reading the licences of the packages Karvon is used with: the run lock, NOTICE, the installed metadata."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)
LISTED = re.compile(r"^([a-z0-9][a-z0-9._-]*) {2,}(\S.*)$", re.MULTILINE)

PERMITTED = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "CNRI-Python",
    "ISC",
    "MIT",
    "MPL-1.1",
    "MPL-2.0",
    "PSF-2.0",
    "Zlib",
}

# What older packages write in place of an SPDX expression.
LEGACY = {
    "BSD License": "BSD-3-Clause",
    "BSD-3-Clause": "BSD-3-Clause",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "MIT": "MIT",
    "MIT license": "MIT",
    "MIT License": "MIT",
    "Apache-2.0": "Apache-2.0",
    "MPL-2.0": "MPL-2.0",
    "PSFL": "PSF-2.0",
}


def locked(lock: str) -> tuple[str, ...]:
    """Return the packages a lock file pins, each once: some are pinned to one version per Python."""
    return tuple(dict.fromkeys(PIN.findall(lock)))


def noticed(notice: str) -> dict[str, str]:
    """Return what NOTICE says of each package."""
    return dict(LISTED.findall(notice))


def licence_of(name: str) -> str:
    """Return the licence of an installed package as an SPDX expression; PackageNotFoundError when it is not there."""
    package = metadata.metadata(name)
    fields = [package.get_all(field) or [] for field in ("License-Expression", "License", "Classifier")]
    return expression(*fields)


def expression(given: Sequence[str], written: Sequence[str], classifiers: Sequence[str]) -> str:
    """Return the licence that a package's headers give; "unknown" when they give none that we know."""
    if given:
        return given[0]
    told = [*map(str.strip, written), *(line.rpartition(" :: ")[2] for line in classifiers if "License ::" in line)]
    known = [LEGACY[one] for one in told if one in LEGACY]
    return known[0] if known else f"unknown {told}"


def acceptable(licence: str) -> bool:
    """Say whether at least one of the offered licences is made of permitted ones only."""
    return any(all(part.strip(" ()") in PERMITTED for part in one.split(" AND ")) for one in licence.split(" OR "))
