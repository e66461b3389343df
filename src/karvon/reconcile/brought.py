"""What single documents bring into a part, so that a part changes by the documents that changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from karvon.model.claim import Claim
from karvon.model.dates import Span
from karvon.model.document import Document
from karvon.reconcile.known import Inputs
from karvon.reconcile.placement import days_proved
from karvon.reconcile.told import by

T = TypeVar("T")


class Brought(msgspec.Struct, frozen=True, array_like=True):
    """What one document brings into a part; `page` is None where claims name a document that nobody knows.

    `span` are the days that a document without a date proves of itself.
    """

    name: str
    page: Document | None
    claims: tuple[Claim, ...]
    sides: tuple[tuple[str, str, str], ...]
    linked: tuple[tuple[str, str], ...]
    averages: tuple[str, ...]
    span: Span | None


def laid_down(given: Inputs) -> dict[str, Brought]:
    """Return what every document brings into a part, by a name of its own."""
    names = {known: _name(page) for known, page in given.pages.items()}
    pages = {_name(page): page for page in given.documents}
    claims = by(given.claims, lambda one: names.get(one.document, one.document))
    home = {one.id: names.get(one.document, one.document) for one in given.claims}
    sides = by(given.sides, lambda one: names.get(one[0], one[0]))
    linked = by((one for one in given.linked if one[0] in home), lambda one: home[one[0]])
    averages, proved = by(given.averages, home.__getitem__), days_proved(given)
    return {
        name: Brought(
            name=name,
            page=pages.get(name),
            claims=_all(claims, name),
            sides=_all(sides, name),
            linked=_all(linked, name),
            averages=_all(averages, name),
            span=proved.get(pages[name].id) if name in pages else None,
        )
        for name in sorted({*pages, *claims})
    }


def _name(page: Document) -> str:
    return f"{page.id} {page.file}"


def _all(found: Mapping[str, Iterable[T]], name: str) -> tuple[T, ...]:
    return tuple(found.get(name, ()))
