"""Prices: the measure that a price is for, which is no amount of its own; nor is the one of "one more project"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from karvon.read.numbers import Number
from karvon.read.ranges import Amount
from karvon.read.tokens import Token


def unpriced(tokens: Sequence[Token], amounts: list[Amount]) -> list[Amount]:
    """Leave out what a price is for: "127 долларов за тысячу кубометров", "$40 per 1,000 kWh"."""
    ends = {amount.last for amount in amounts if amount.kind == "money"}
    return [
        a for a in amounts if not (_round(a) and tokens[a.first - 1].lower in PER and {a.first - 1, a.first - 2} & ends)
    ]


def _round(amount: Amount) -> bool:
    """Say whether an amount is one, a hundred or a thousand of a measure."""
    return (
        amount.first > 1 and amount.kind in ("measure", "bare") and amount.noun is not None and _size(amount) in ROUND
    )


def _size(amount: Amount) -> Decimal:
    return Decimal(amount.digits) * amount.scale


def is_another(tokens: Sequence[Token], at: int, number: Number) -> bool:
    """Say whether "one" only says "one more": "ещё один проект"."""
    return number.word and number.digits == "1" and at > 0 and tokens[at - 1].lower in ANOTHER


def is_rank(tokens: Sequence[Token], number: Number) -> bool:
    """Say whether a number only ranks: "one of the ten biggest investors", "among the five leading partners"."""
    if number.first < 2 or number.last >= len(tokens):
        return False
    if [token.lower for token in tokens[number.last : number.last + 2]] in READING:
        return True
    at = number.first - 1
    while at > 0 and (tokens[at].lower in THE or tokens[at].lower.endswith(("'s", "s'", "’s"))):
        at -= 1
    led = tokens[at].lower if number.first - at <= LED else ""
    ones = [token.lower for token in tokens[max(0, at - 1) : at]]
    if led == "of" and ones == ["one"]:
        return True
    if led in ("in", "into") and tokens[number.last].lower in PARTS:
        return True
    return at < number.first - 1 and led in OUT_OF and tokens[number.last].lower in MOST


READING = (["min", "read"], ["minute", "read"], ["minutes", "read"], ["mins", "read"])
PARTS = frozenset({"parts", "stages", "phases", "batches", "sections", "halves", "tranches", "rounds", "installments"})
THE, LED = frozenset({"the", "its", "our", "their"}), 4
MOST = frozenset({"biggest", "largest", "leading", "top", "most", "main", "strongest", "fastest"})
OUT_OF = frozenset({"of", "among", "amongst", "into", "in", "within", "between"})
ANOTHER = frozenset({"ещё", "еще", "another"})
ROUND = frozenset({Decimal(1), Decimal(10), Decimal(100), Decimal(1000)})
PER = frozenset({"за", "per", "/"})
