"""Years that a text tells by its own day ("last year"), found when the document without a date is placed in time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.dates import Period, Span, year_span
from karvon.model.ledger import Cause, Check, Dating, Placement
from karvon.reconcile.known import Inputs
from karvon.reconcile.rules import relative

OPEN = ("bracketed", "unresolved")
DOUBT = Cause("different_date")


def offset(period: Period) -> int | None:
    """Return how many years a period lies from the year of its text's day, where the text tells it by that only."""
    if period.text is None or period.resolution not in OPEN or period.end is not None:
        return None
    words = " ".join(period.text.lower().split())
    return next((years for years, pattern in _patterns() if pattern.fullmatch(words)), None)


@cache
def _patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((int(entry["offset"]), re.compile(entry["pattern"])) for entry in relative())


def resolved(given: Inputs, placements: tuple[Placement, ...]) -> tuple[Inputs, tuple[Placement, ...]]:
    """Return the inputs with the years that placed documents tell by their day, and the placements that say so.

    A document whose likely days lie in more than one year resolves nothing.
    """
    years = {one.document: _year(one.likely) for one in placements}
    by_name = {name: years[page.id] for name, page in given.pages.items() if years.get(page.id) is not None}
    made = {claim.id: dated for claim in given.claims if (dated := _dated(claim, by_name)) is not None}
    if not made:
        return given, placements
    claims = tuple(made.get(claim.id, claim) for claim in given.claims)
    ids = {page.id: {page.id, page.file} for page in given.documents}
    told = tuple(replace(one, dated=_of(one, made, ids)) for one in placements)
    return replace(given, claims=claims), told


def _year(days: Span) -> int | None:
    first, last = days.first, days.last
    return first.year if first is not None and last is not None and first.year == last.year else None


def _dated(claim: Claim, years: Mapping[str, int | None]) -> Claim | None:
    """Return a claim with the year it speaks of; None where that is known already or cannot be."""
    year = years.get(claim.document)
    by = offset(claim.period) if year is not None and claim.kind == "quantity" else None
    if year is None or by is None:
        return None
    span = year_span(year + by)
    return replace(claim, period=replace(claim.period, start=span.first, end=span.last, resolution="bracketed"))


def _of(placement: Placement, made: Mapping[str, Claim], ids: Mapping[str, set[str]]) -> tuple[Dating, ...]:
    own = ids.get(placement.document, set())
    return tuple(
        Dating(name, Span(claim.period.start, claim.period.end))
        for name, claim in sorted(made.items())
        if claim.document in own
    )


def doubted(checks: Iterable[Check], placements: Iterable[Placement]) -> tuple[Check, ...]:
    """Return the checks, in which what rests on a likely year only is no conflict: the year may be another one."""
    names = {dating.claim for one in placements for dating in one.dated}
    return tuple(_softened(check) if names & {*check.terms, *check.against} else check for check in checks)


def _softened(check: Check) -> Check:
    if check.verdict != "conflict":
        return check
    return replace(check, verdict="cannot_tell", causes=(DOUBT, *check.causes))
