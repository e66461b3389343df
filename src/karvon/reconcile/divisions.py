"""Wholes that a text divides by its punctuation and small words: "532 km: 305 in one country, 69 and 158 in others"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from karvon.model.claim import Claim, Relation
from karvon.model.document import Document
from karvon.model.ledger import Check
from karvon.model.values import total
from karvon.model.vocabulary import by_code
from karvon.reconcile.checks import agreement
from karvon.reconcile.figures import comparable
from karvon.reconcile.relations import Related

CUE = re.compile(
    r":|\s[—–-]\s|из них|из которых|в том числе|включая|of which|of these|of them|including|made up of", re.IGNORECASE
)
STOP = re.compile(r"[!?;]\s|\.\s(?!\s*(?:из них|из которых|of these|of them))|\n", re.IGNORECASE)
AROUND = 300  # letters within which a division is told
FEWEST = 3  # a whole and two parts
PART_OF = "part_of"
ALL = "all"


def divided(claims: Sequence[Claim], pages: Mapping[str, Document]) -> tuple[Claim, ...]:
    """Return the claims in which the parts that a text names right behind their whole are related to it.

    All are of one quantity, and nothing in their slots tells them apart; a few small words or a colon divide the whole;
    the parts make the whole exactly. Parts that do not make it are left alone: they may be parts of something else.
    """
    cued = {name for name, page in pages.items() if CUE.search(page.text)}
    rough: dict[tuple[str, str | None], list[Claim]] = {}
    for claim in claims:
        if claim.document in cued and claim.change == "level":
            rough.setdefault((claim.document, claim.indicator), []).append(claim)
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in (one for group in rough.values() if len(group) >= FEWEST for one in group if comparable(one)):
        groups.setdefault(_key(claim), []).append(claim)
    found = {part.id: whole.id for group in groups.values() for whole, part in _divisions(group, pages)}
    wide = _of_all_stages(rough.values(), pages)
    if not (found or wide):
        return tuple(claims)
    listed = (replace(claim, stage=ALL) if _widened(claim, wide) else claim for claim in claims)
    return tuple(_related(claim, found[claim.id]) if claim.id in found else claim for claim in listed)


def _widened(claim: Claim, wide: frozenset[str]) -> bool:
    """Say whether a claim is a whole of all stages, or describes one, such as what its projects cost."""
    return claim.id in wide or any(one.type == "describes" and one.target in wide for one in claim.relations)


def _of_all_stages(rough: Iterable[list[Claim]], pages: Mapping[str, Document]) -> frozenset[str]:
    """Return the wholes told at a stage that is the one of a part only.

    "48 projects are being carried out, of which 17 are completed and 31 under way" counts the projects of all stages.
    """
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in (one for group in rough if len(group) >= FEWEST for one in group if comparable(one)):
        if claim.stage in _apart():
            groups.setdefault((_key(claim)[:-1]), []).append(claim)
    return frozenset(
        whole.id
        for group in groups.values()
        if len(group) >= FEWEST
        for whole in _wider(group, pages[group[0].document])
    )


def _wider(group: list[Claim], page: Document) -> Iterator[Claim]:
    """Yield the claims of which those behind them make the whole, one at every stage, that of the whole among them."""
    ordered = sorted(group, key=lambda claim: (claim.start, claim.id))
    for at, whole in enumerate(ordered):
        stages = [part.stage for part in _parts(whole, ordered[at + 1 :], page.text)]
        if whole.stage in stages and len(set(stages)) == len(stages):
            yield whole


@cache
def _apart() -> frozenset[str]:
    """Return the stages that exclude each other."""
    return frozenset(code for code, stage in by_code("stages").items() if stage["partition"] == "yes")


def undivided(checks: Iterable[Check], claims: Iterable[Related]) -> list[Check]:
    """Return the checks but for those that take a whole and its parts, or two parts, for one thing."""
    home = {claim.id: one.target for claim in claims for one in claim.relations if one.type == PART_OF}
    return [check for check in checks if check.rule != "two_figures" or not _of_one_whole(check, home)]


def _of_one_whole(check: Check, home: Mapping[str, str]) -> bool:
    names = (*check.terms, *check.against)
    return any(name in home for name in names) and len({home.get(name, name) for name in names}) == 1


def _key(claim: Claim) -> tuple[object, ...]:
    place = (claim.reporter, claim.partner, claim.territory, claim.sector, claim.stage)
    return (claim.document, claim.indicator, claim.unit, claim.status, claim.period.start, claim.period.end, *place)


def _related(claim: Claim, whole: str) -> Claim:
    return replace(claim, relations=(*claim.relations, Relation(PART_OF, whole)))


def _divisions(group: list[Claim], pages: Mapping[str, Document]) -> Iterator[tuple[Claim, Claim]]:
    """Yield every whole of a group with each of its parts."""
    page = pages.get(group[0].document)
    if page is None or len(group) < FEWEST or any(claim.relations for claim in group if _relates(claim)):
        return
    ordered = sorted(group, key=lambda claim: (claim.start, claim.id))
    at = 0
    while at < len(ordered) - 2:
        parts = _parts(ordered[at], ordered[at + 1 :], page.text)
        yield from ((ordered[at], part) for part in parts)
        at += 1 + len(parts)


def _relates(claim: Claim) -> bool:
    return any(one.type in (PART_OF, "breakdown", "refines") for one in claim.relations)


def _parts(whole: Claim, later: list[Claim], text: str) -> list[Claim]:
    """Return the claims of the same sentence that a cue introduces and that make the whole; none where they do not."""
    stop = STOP.search(text, whole.end)
    end = min(stop.start() if stop else len(text), whole.end + AROUND)
    named = [claim for claim in later if claim.start >= whole.end and claim.end <= end]
    if len(named) < 2 or not CUE.search(text, whole.end, named[0].start):
        return []
    made = agreement(total([claim.interval for claim in named]), whole.interval)
    return named if made else []
