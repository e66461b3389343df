"""Years that a text tells by its own day ("last year"), found when the document without a date is placed in time."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
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
    years = {one.document: year_of(one) for one in placements}
    by_name = {name: years[page.id] for name, page in given.pages.items() if years.get(page.id) is not None}
    made = {claim.id: dated for claim in given.claims if (dated := _dated(claim, by_name)) is not None}
    if not made:
        return given, placements
    claims = tuple(made.get(claim.id, claim) for claim in given.claims)
    ids = {page.id: {page.id, page.file} for page in given.documents}
    told = tuple(replace(one, dated=_of(one, made, ids)) for one in placements)
    return replace(given, claims=claims), told


def dated_in(claims: Iterable[Claim], year: int) -> tuple[Claim, ...]:
    """Return the claims of a document of some year with the years that they tell by its day."""
    return tuple(_in_year(claim, year) or claim for claim in claims)


def told_by_day(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the ids of the figures whose year is told by the day of their document."""
    return tuple(claim.id for claim in claims if claim.kind == "quantity" and offset(claim.period) is not None)


def year_of(placement: Placement) -> int | None:
    """Return the year that a document is likely to be of; None where it may be of several."""
    first, last = placement.likely.first, placement.likely.last
    return first.year if first is not None and last is not None and first.year == last.year else None


def _dated(claim: Claim, years: Mapping[str, int | None]) -> Claim | None:
    """Return a claim with the year it speaks of; None where that is known already or cannot be."""
    year = years.get(claim.document)
    return None if year is None else _in_year(claim, year)


def _in_year(claim: Claim, year: int) -> Claim | None:
    """Return a claim of a document of some year with the year it speaks of; None where its text tells it otherwise."""
    by = offset(claim.period) if claim.kind == "quantity" else None
    if by is None:
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
    return softened(checks, {dating.claim for one in placements for dating in one.dated})


def softened(checks: Iterable[Check], names: Collection[str]) -> tuple[Check, ...]:
    """Return the checks, of which those of these figures are no conflict."""
    names = set(names)
    if not names:
        return tuple(checks)
    return tuple(_softened(check) if names & {*check.terms, *check.against} else check for check in checks)


def _softened(check: Check) -> Check:
    if check.verdict != "conflict":
        return check
    return replace(check, verdict="cannot_tell", causes=(DOUBT, *check.causes))
