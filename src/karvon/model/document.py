"""A document as it was read, and findings about what could not be read or does not hold."""

from __future__ import annotations

from typing import Literal

import msgspec

from karvon.model.claim import Claim
from karvon.model.dates import Span

Severity = Literal["error", "warning", "note"]


class Finding(msgspec.Struct, frozen=True, order=True):
    """Something wrong or partial in the input: where, by which rule, and what to do about it.

    `code` is a key of the phrase table, `params` fill its words; `place` is row, column, page or offset.
    """

    file: str
    place: str
    code: str
    severity: Severity = "error"
    params: tuple[tuple[str, str], ...] = ()


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """The text of one document, who published it and when, as far as it says so.

    `published` is the span of days the text can be from; `dated_by` tells how it is known
    (header, url, dateline, text, table, or bracketed when only bounds are proved).
    `summary` is true for a note of ours that reports another page.
    """

    id: str
    file: str
    text: str
    language: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Span = Span()
    dated_by: str = "unresolved"
    summary: bool = False
    sha256: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What reading one file gave: its document (None when nothing could be extracted), claims and findings."""

    document: Document | None
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()
