"""Trade that a page tells of "the two countries" and names one of them: it is trade with the other one of the case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.reconcile.callings import sentence
from karvon.reconcile.keys import MUTUAL

MEANT = re.compile(
    r"(?:двух|двумя|обеих|обеими|между|наших|нашими) (?:стран|государств|республик)|взаимн|двусторонн"
    r"|(?:the two|both|our two|our) (?:countries|nations|states|sides)|bilateral|mutual|two-way",
    re.IGNORECASE,
)


def of_the_pair(
    claims: Iterable[Claim], pages: Mapping[str, Document], countries: tuple[str, str]
) -> tuple[Claim, ...]:
    """Return the claims, in which turnover that a page tells of two countries and names one has its partner.

    Turnover with one of the pair that is told of nobody is that of the other one. Where a page speaks of two countries
    in one sentence, its other turnover of that country is meant alike. A page that names any third country says
    nothing: its two countries may be others.
    """
    listed = tuple(claims)
    alone: dict[str, list[Claim]] = {}
    ours = [claim for claim in listed if _of_nobody(claim, countries)]
    for claim in listed:
        if _alone(claim, countries):
            alone.setdefault(claim.document, []).append(claim)
    if not (alone or ours):
        return listed
    strangers = {one.document for one in listed if {one.reporter, one.partner} - {*countries, None}}
    with_us = {claim.id for claim in ours if claim.document not in strangers}
    meant = {name for name, own in alone.items() if name not in strangers and _of_two(own, pages.get(name))}
    waiting = {claim.id for name in meant for claim in alone[name]}
    listed = tuple(_paired(claim, countries) if claim.id in waiting else claim for claim in listed)
    return tuple(_reported(claim, countries) if claim.id in with_us else claim for claim in listed)


def _alone(claim: Claim, countries: tuple[str, str]) -> bool:
    return claim.indicator in MUTUAL and claim.partner is None and claim.reporter in countries


def _of_nobody(claim: Claim, countries: tuple[str, str]) -> bool:
    """Say whether turnover with one of the pair is told of nobody: "trade with Malta came to 2 bn"."""
    return claim.indicator in MUTUAL and claim.reporter is None and claim.partner in countries


def _reported(claim: Claim, countries: tuple[str, str]) -> Claim:
    return replace(claim, reporter=next(code for code in countries if code != claim.partner))


def _of_two(own: Sequence[Claim], page: Document | None) -> bool:
    reporters = {claim.reporter for claim in own}
    texts = [sentence(page.text, claim.start, claim.end) for claim in own] if page is not None else []
    return len(reporters) == 1 and any(MEANT.search(text) for text in texts)


def _paired(claim: Claim, countries: tuple[str, str]) -> Claim:
    return replace(claim, partner=next(code for code in countries if code != claim.reporter))
