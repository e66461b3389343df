"""Slips: a decimal comma in an English text, shown by the other money of the page: "$1,317 billion" beside millions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from karvon.read.ranges import Amount
from karvon.read.tokens import Token

BILLION = Decimal(10) ** 9
COMMA = re.compile(r"\d{1,2},\d{3}")
STRONG = frozenset({"USD", "EUR", "GBP"})
OTHERS, ABOVE = 2, 100
"""So many others of the same money, all so many times smaller, show the comma to be a decimal one."""


def of_billions(amounts: list[Amount], tokens: Sequence[Token]) -> list[Amount]:
    """Return amounts with "1,317 billion" read as 1.317 billion where all other money is a hundred times smaller."""
    told = [a for a in amounts if a.kind == "money" and a.unit in STRONG]
    doubtful = [a for a in told if a.scale == BILLION and _comma(a, tokens)]
    if not doubtful:
        return amounts
    others = [Decimal(a.digits) * a.scale for a in told if a not in doubtful]
    if len(others) < OTHERS or max(others) * ABOVE > min(Decimal(a.digits) * a.scale for a in doubtful):
        return amounts
    return [a._replace(digits=str(Decimal(a.digits) / 1000)) if a in doubtful else a for a in amounts]


def _comma(amount: Amount, tokens: Sequence[Token]) -> bool:
    """Say whether an amount is written with one comma before three digits."""
    return any(COMMA.fullmatch(token.text) is not None for token in tokens[amount.first : amount.last])
