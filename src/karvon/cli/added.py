"""What became of the articles of one's own that a demo was given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from pathlib import Path

from karvon.cli.terminal import words
from karvon.model.results import Results


def latest(results: Results, added: Sequence[str]) -> dt.date | None:
    """Return the day the newest of one's own articles came out when that is after the day of the case."""
    found = [
        finding for finding in results.findings if finding.code == "run.document_later" and is_of(finding.file, added)
    ]
    later = [dict(finding.params) for finding in found]
    return max((dt.date.fromisoformat(params["published"]) for params in later), default=None)


def is_of(document: str, files: Collection[str]) -> bool:
    """Say whether a document is one of these files, or lies in one of them ("feed.xml#3" in "feed.xml")."""
    steps = document.split("#")
    return any("#".join(steps[: length + 1]) in files for length in range(len(steps)))


def last_line(results: Results, docs: Sequence[Path], added: Sequence[str], lang: str) -> str:
    """Return how to add articles of one's own or, when some were given, how many were added and what became of them."""
    if not docs:
        return words("demo.more", lang)
    read = [document.file for document in results.documents]
    lost = sorted(name for name in added if not any(is_of(file, {name}) for file in read))
    line = words("demo.added", lang, count=len(added) - len(lost), docs=", ".join(map(str, docs)))
    if lost:
        line = words("demo.failed", lang, added=line, files=", ".join(lost))
    return line
