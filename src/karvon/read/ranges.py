"""Ranges: two amounts that belong together, "14-21 bn" and "from two to ten billion"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from karvon.read.tokens import Token

RANGES = {("от", "до"), ("between", "and"), ("между", "и")}


class Amount(NamedTuple):
    """One amount at tokens [first, last): bound cue included in neither; `noun` is the measured noun's tokens."""

    digits: str
    scale: Decimal
    first: int
    last: int
    unit: str | None
    kind: str
    bound: str
    bound_at: tuple[int, int] | None
    noun: tuple[int, int] | None
    high: str | None = None
    word: bool = False
    elided: bool = False
    verbal: bool = False
    factor: bool = False
    times: bool = False
    pair: str | None = None


def paired(tokens: Sequence[Token], amounts: list[Amount]) -> list[Amount]:
    """Join "14-21 bn" and "from 14 to 21 bn" and give the first the unit that only the second has."""
    result: list[Amount] = []
    index = 0
    while index < len(amounts):
        left = amounts[index]
        right = amounts[index + 1] if index + 1 < len(amounts) else None
        joined = right and _join(tokens, left, right)
        if joined:
            result += joined
            index += 2
        else:
            result.append(left)
            index += 1
    return [a for a in result if a.unit or a.scale != 1 or a.noun or a.kind == "elliptic"]


def _join(tokens: Sequence[Token], left: Amount, right: Amount) -> list[Amount] | None:
    if right.unit is None and left.kind == "money" and right.kind in ("bare", "elliptic") and right.noun is None:
        right = right._replace(unit=left.unit, kind="money")
    between = " ".join(token.lower for token in tokens[left.last : right.first])
    opener = tokens[left.first - 1].lower if left.first else ""
    borrowed = _borrow(left, right)
    if between == "-" and Decimal(left.digits) * borrowed.scale < Decimal(right.digits) * right.scale:
        return [_range(borrowed, right, left.first)]
    if (opener, between) in RANGES:
        return [_range(borrowed, right, left.first - 1)]
    if between == "to" and left.kind in ("bare", "elliptic") and Decimal(left.digits) < Decimal(right.digits):
        return [_range(borrowed, right, left.first)] if opener not in ("from", "by", "rose", "up") else None
    if opener in ("с", "со", "from") and between in ("до", "to"):
        return [borrowed._replace(pair="from"), right._replace(pair="to")]
    return None


def _range(left: Amount, right: Amount, first: int) -> Amount:
    digits = left.digits if left.scale == right.scale else str(Decimal(left.digits) * left.scale / right.scale)
    return right._replace(first=first, digits=digits, high=right.digits, bound="range")


def _borrow(left: Amount, right: Amount) -> Amount:
    if left.unit is not None and (left.unit != right.unit or left.scale != 1 or right.scale == 1):
        return left
    scale = right.scale if left.scale == 1 else left.scale
    return left._replace(unit=right.unit, kind=right.kind, scale=scale, noun=right.noun, elided=True)
