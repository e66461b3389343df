"""What extraction gives: the text of a document with what its file says about it, or a finding instead."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from karvon.model.document import Finding, Severity
from karvon.read.limits import LARGEST_TEXT

UNSAFE = re.compile(r"[^\w.,()+@=~-]+")
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]{0,20}://", re.IGNORECASE)
LONGEST_NAME = 150


class About(NamedTuple):
    """What a file's own metadata says of its document: the day of publication ("2025-11-15"), title, publisher, URL."""

    published: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None


class Extracted(NamedTuple):
    """The text that claims will point into (None when there is none) and what went wrong on the way.

    `offered` marks one of many items that nobody chose one by one: that nothing was found in it is no news.
    """

    text: str | None
    findings: tuple[Finding, ...]
    about: About = About()
    offered: bool = False


Content: TypeAlias = bytes | Extracted


def nothing(name: str, code: str, **params: str) -> Extracted:
    """Return that nothing could be extracted, and why."""
    return Extracted(None, (made(name, code, "error", **params),))


def made(name: str, code: str, severity: Severity, **params: str) -> Finding:
    """Return a finding about a file; `params` fill its words."""
    return Finding(name, "", code, severity, tuple(sorted(params.items())))


def cut(extracted: Extracted, name: str) -> Extracted:
    """Return the extract no longer than a document may be, with a finding where it was."""
    text = extracted.text
    if text is None or len(text) <= LARGEST_TEXT:
        return extracted
    told = made(name, "read.text_cut", "warning", kept=str(LARGEST_TEXT), length=str(len(text)))
    return extracted._replace(text=text[:LARGEST_TEXT], findings=(*extracted.findings, told))


def part_name(container: str, written: str, number: int) -> str:
    """Return the name of a document inside a file: "feed.xml#1", or with its own name or id in a safe form."""
    steps = re.split(r"[\\/]+", SCHEME.sub("", written))
    kept = "/".join(clean for step in steps if (clean := UNSAFE.sub("_", step).strip("._ ")))
    return f"{container}#{kept[-LONGEST_NAME:].lstrip('/') or number}"
