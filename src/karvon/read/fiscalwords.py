"""Fiscal words: whether months stand before the fiscal year that they are part of."""

from __future__ import annotations

import re


def of_fiscal(text: str, first: int, last: int, end: int) -> bool:
    """Say whether the words at [first, last) tie months to a fiscal year at [last, end): "April to June of FY 2023"."""
    return OF_FISCAL.fullmatch(text, first, last) is not None and FISCAL_YEAR.search(text, first, end) is not None


FISCAL_YEAR = re.compile(r"\bfy|fiscal|financial|\d{4}[-/]\d\d(?!\d)", re.IGNORECASE)
OF_FISCAL = re.compile(
    r",?\s{1,2}(?:(?:of|in|for|during)\s{1,2})?(?:the\s{1,2})?(?:(?:fiscal|financial)(?:\s{1,2}year)?\s{1,2}|fy\s?)?\(?",
    re.IGNORECASE,
)
