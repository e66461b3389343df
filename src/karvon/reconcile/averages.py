"""Averages: an amount for each project, held against the total and the count of the same portfolio."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from operator import attrgetter

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.ledger import Check
from karvon.reconcile.checks import agreement, make, possible
from karvon.reconcile.keys import AVERAGE
from karvon.reconcile.numbers import fineness, quotient, width
from karvon.reconcile.rules import averages, indicators
from karvon.reconcile.snapshots import COUNT, Snapshot
from karvon.reconcile.told import Told, by

SOURCE = attrgetter("source")
RULE = "average_levels"
SIGNED, PAPERS = "contract_value", "document_count"
AROUND = 160
SENTENCE = re.compile(r"[.!?;:]\s|\n")


def single(claims: Iterable[Claim], pages: Mapping[str, Document]) -> frozenset[str]:
    """Return the claims whose words make them an amount of one thing out of many, and so no total."""
    listed = [claim for claim in claims if claim.kind == "quantity"]
    wanted = indicators(RULE)
    spoken: set[str] = set()
    for claim in listed:
        if claim.indicator in wanted and claim.document not in spoken and _speaks(claim, pages):
            spoken.add(claim.document)
    told: dict[str, list[Claim]] = {file: [] for file in spoken}
    for claim in listed if spoken else ():
        if claim.document in spoken:
            told[claim.document].append(claim)
    return frozenset(name for file, own in told.items() for name in _single(own, pages.get(file)))


def _speaks(claim: Claim, pages: Mapping[str, Document]) -> bool:
    """Say whether a claim stands among words of averages at all, wherever in its document they are."""
    text = _text(claim, pages.get(claim.document))
    return _has_word(f"{claim.prefix}{claim.quote}{claim.suffix}" if text is None else text)


def _text(claim: Claim, page: Document | None) -> str | None:
    """Return the text of a document, unless the words of the claim do not stand where it says they do."""
    return page.text if page is not None and page.text[claim.start : claim.end] == claim.quote else None


@lru_cache(maxsize=2**16)
def _has_word(text: str) -> bool:
    return bool(_pattern("any").search(text.lower()))


def _single(claims: list[Claim], page: Document | None) -> list[str]:
    """Return the averages of a document: "on average" speaks of the next amount of a kind, "each" of the last one."""
    ordered = sorted(claims, key=lambda claim: (claim.start, claim.id))
    ends: dict[str | None, int] = {}
    found = []
    for claim, following in zip_longest(ordered, ordered[1:]):
        if claim.indicator in indicators(RULE):
            until = following.start if following else None
            found += [claim.id] if _is_average(claim, page, ends.get(claim.indicator, 0), until) else []
            ends[claim.indicator] = claim.end
    return found


def _is_average(claim: Claim, page: Document | None, after: int, until: int | None) -> bool:
    text = _text(claim, page)
    before = claim.prefix if text is None else text[max(after, claim.start - AROUND) : claim.start]
    behind = claim.suffix if text is None else text[claim.end : min(until or len(text), claim.end + AROUND)]
    lead, rest = SENTENCE.split(before)[-1].lower(), SENTENCE.split(behind)[0].lower()
    words = f"{lead}{claim.quote.lower()}{rest}"
    return bool(_pattern("before").search(lead + claim.quote.lower()) or _pattern("around").search(words))


@cache
def _pattern(place: str) -> re.Pattern[str]:
    told = (entry["pattern"] for entry in averages() if place in (entry["place"], "any"))
    return re.compile("|".join(rf"\b{pattern}" for pattern in told))


def averaged(one: Told) -> str | None:
    """Return the source of an amount of one thing out of many; None of any other statement."""
    return one.source if one.slot.topic == AVERAGE and one.slot.measure != COUNT else None


def against_totals(
    told: Mapping[str, Sequence[Told]], shots: Iterable[Snapshot], page: Callable[[str], Sequence[Told]]
) -> list[Check]:
    """Return the checks of averages: the total over the count that the same source gives of one portfolio.

    `told` are the averages of every source, `page` says what else it tells.
    """
    sources = by((shot for shot in shots if shot.source in told), SOURCE) if told else {}
    found = [_check(one, sources.get(source, []), page(source)) for source, own in told.items() for one in own]
    return [check for check in found if check is not None]


def _check(one: Told, shots: list[Snapshot], told: Iterable[Told]) -> Check | None:
    """Return the check against the one portfolio of the source that gives both a total and a count."""
    pairs = [pair for shot in shots for pair in _levels(one, shot)] or _signed(one, told)
    same = [pair for pair in pairs if _place(pair[0]) == _place(one)]
    chosen = same or pairs
    computed = quotient(chosen[0][0].number, chosen[0][1].number) if len(chosen) == 1 else None
    if computed is None:
        return None
    amount, count = chosen[0]
    verdict = agreement(computed, one.number) or ("cannot_tell" if width(computed) is None else "conflict")
    return make(
        RULE,
        terms=(*amount.ids, *count.ids),
        against=one.ids,
        computed=computed,
        stated=one.number,
        unit=one.slot.unit,
        verdict=verdict,
        causes=possible(RULE) if verdict in ("conflict", "cannot_tell") else (),
    )


def _levels(one: Told, shot: Snapshot) -> list[tuple[Told, Told]]:
    """Return the totals and counts that a snapshot gives of one and the same part, most precise statements first."""
    counts = {cell[2:]: _finest(told) for cell, told in shot.cells.items() if cell[0] == COUNT}
    amounts = {
        cell[2:]: _finest(told) for cell, told in shot.cells.items() if cell[:2] == (one.slot.measure, one.slot.unit)
    }
    return [(amounts[place], counts[place]) for place in sorted(amounts) if place in counts]


def _signed(one: Told, told: Iterable[Told]) -> list[tuple[Told, Told]]:
    """Return the total and the number of what was signed, as the page of an average contract gives them once each."""
    if one.slot.measure != SIGNED:
        return []
    page = [other for other in told if other.source == one.source and other.span == one.span]
    totals = [other for other in page if other.slot.measure == SIGNED and _beside(one, other)]
    counts = [other for other in page if other.slot.measure == PAPERS and other.slot.change == "level"]
    return [(totals[0], counts[0])] if len(totals) == len(counts) == 1 else []


def _beside(one: Told, other: Told) -> bool:
    same = (other.slot.unit, other.slot.change) == (one.slot.unit, one.slot.change)
    return same and other.slot.topic != AVERAGE


def _place(told: Told) -> tuple[str, str]:
    return told.slot.territory, told.slot.stage


def _finest(told: Iterable[Told]) -> Told:
    return min(told, key=lambda one: (fineness(one.number), one.ids))
