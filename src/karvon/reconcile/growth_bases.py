"""The year that a promised growth is counted from, where its sentence names one ("by 30 % from the level of 2021")."""

from __future__ import annotations

import re
from functools import cache

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.reconcile.rules import growth_bases

END = re.compile(r"[.!?;](?=\s+[A-ZА-ЯЁ«“\"])|\n")
GROWTH, TOLD = "relative_change", "actual"


def base_year(claim: Claim, document: Document | None) -> int | None:
    """Return the year named as the base of a growth that is yet to come; None where its sentence names none or two."""
    if document is None or claim.change != GROWTH or claim.status == TOLD:
        return None
    said = " ".join(_sentence(document.text, claim.start, claim.end).lower().replace("ё", "е").split())
    years = {int(found["year"]) for pattern in _patterns() for found in pattern.finditer(said)}
    return next(iter(years)) if len(years) == 1 else None


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a stretch of a text."""
    before = max(
        (found.end() for found in END.finditer(text, max(0, start - 1000), start)), default=max(0, start - 1000)
    )
    after = END.search(text, end, end + 1000)
    return text[before : after.start() if after else end + 1000]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(r"\b" + entry["pattern"]) for entry in growth_bases())
