"""Bounding: the words before, behind or inside an amount that make it a least, a most or a near one."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.cues import Cue
from karvon.read.numbers import Marks
from karvon.read.ranges import Amount
from karvon.read.tokens import Token
from karvon.read.turkic import SUFFIXED, ablative, behind_bracket
from karvon.read.wordclasses import belongs

GLUE = frozenset([
    "чем", "на", "в", "отметку", "уровень", "сумму", "сумме", "по", "by", "to", "than", "the", "of", "mark", "a",
    "total",
])  # fmt: skip


def bounded(tokens: Sequence[Token], amounts: list[Amount], marks: Marks) -> list[Amount]:
    """Return the amounts with the words that bound them."""
    return [_bound(tokens, amount, marks) for amount in amounts]


def _ablative(tokens: Sequence[Token], cue: Cue, amount: Amount) -> bool:
    """In Kazakh and Uzbek "more" and "exceeded" bound a number only after its ablative ("доллардан астам")."""
    if cue.row["lang"] not in SUFFIXED or cue.code != "gt":
        return True
    return ablative(tokens[min(cue.first, amount.last) - 1].lower)


def _inside(amount: Amount, marks: Marks) -> Cue | None:
    """Find the bound put between a number and its scale or noun: "20 с лишним миллионов", "100 млн и более рублей"."""
    found = (marks.begin.get(("bounds", at)) for at in range(amount.first + 1, amount.last))
    return next((cue for cue in found if cue is not None and cue.row["place"] == "after"), None)


def _signs(tokens: Sequence[Token], cue: Cue) -> bool:
    """Say whether a plus is the sign of the next number: "0.5 million t +70 %"."""
    return tokens[cue.first].text == "+" and cue.last < len(tokens) and tokens[cue.last].kind == "number"


COMPARING = frozenset({"больше", "меньше", "выше", "ниже", "более", "менее"})


PERCENT = frozenset({"%", "percent", "cent"})


def _compares(tokens: Sequence[Token], cue: Cue, amount: Amount) -> bool:
    """Say whether a bound only compares: "больше на 6 %" is six percent more, not over six percent.

    "45 percent above the 4 bn of 2020" is no bound of what it is counted from.
    """
    if cue.first and tokens[cue.first - 1].lower in PERCENT:
        return True
    alone = cue.last - cue.first == 1 and (tokens[cue.first].lower in COMPARING or _exceeds(cue))
    return alone and cue.last < amount.first and tokens[cue.last].lower == "на"


def _exceeds(cue: Cue) -> bool:
    """Say whether a verb only compares before "на": "превысил на 20 % уровень прошлого года"."""
    return cue.row["place"] == "verb" and cue.row["lang"] == "ru"


def _describes(tokens: Sequence[Token], cue: Cue, amount: Amount) -> bool:
    """Say whether "over a 900-km line" only tells where: the number describes a noun behind its article."""
    hyphened = amount.first + 1 < len(tokens) and tokens[amount.first + 1].text == "-"
    return hyphened and tokens[cue.first].lower in ("over", "above", "under", "below")


def _handed(tokens: Sequence[Token], cue: Cue) -> bool:
    """Say whether "over" belongs to its verb: "will hand over 30 buses"."""
    alone = cue.last - cue.first == 1 and tokens[cue.first].lower == "over" and cue.first > 0
    return alone and belongs(tokens[cue.first - 1].lower, "en", "handing")


def _bound(tokens: Sequence[Token], amount: Amount, marks: Marks) -> Amount:
    if amount.bound == "range" or amount.pair:
        own = marks.end.get(("bounds", amount.first)) if amount.pair == "to" else None
        plain = own is not None and own.row["place"] == "before" and own.code != "upto"
        return amount._replace(bound=own.code, bound_at=(own.first, own.last)) if plain and own is not None else amount
    at = amount.first
    for _ in range(3):
        cue = marks.end.get(("bounds", at))
        if cue is not None and cue.row["place"] != "after" and not _compares(tokens, cue, amount):
            rate = amount.kind == "percent" and tokens[cue.first].lower == "под"
            if rate or (at < amount.first and _describes(tokens, cue, amount)) or _handed(tokens, cue):
                break
            return amount._replace(bound=cue.code, bound_at=(cue.first, cue.last), verbal=cue.row["place"] == "verb")
        if at == 0 or tokens[at - 1].lower not in GLUE:
            break
        at -= 1
    end = behind_bracket(tokens, amount.last) if marks.language in SUFFIXED else amount.last
    cue = marks.begin.get(("bounds", end)) or _inside(amount, marks)
    if cue is not None and cue.row["place"] == "after" and _ablative(tokens, cue, amount) and not _signs(tokens, cue):
        return amount._replace(bound=cue.code, bound_at=(cue.first, cue.last))
    return amount
