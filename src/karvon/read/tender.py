"""Whose money is meant where several countries call theirs by one name: that of a country the text speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from karvon.read.cues import Cue, lexicon
from karvon.read.numbers import Marks
from karvon.read.ranges import Amount
from karvon.read.tokens import Token


def of_the_country(
    amounts: Sequence[Amount], tokens: Sequence[Token], marks: Marks, cues: Sequence[Cue]
) -> list[Amount]:
    """Return amounts with the currency of the country named most, where the bare name of the money is shared."""
    amounts = [amount for amount in amounts if not _rate(tokens, amount)]
    if not any(_shared(tokens, marks, amount) for amount in amounts):
        return list(amounts)
    named = [code for code, _ in Counter(cue.code for cue in cues if cue.group == "places").most_common()]
    full = {cue.code for cue in cues if cue.group == MONEY and cue.last - cue.first > 1}
    result: list[Amount] = []
    turned: dict[str | None, str | None] = {}
    for amount in amounts:
        shared = _shared(tokens, marks, amount)
        own = _own(amount, shared, named, full)
        left_out = amount.kind == MONEY_KIND and amount.elided | (not shared and _unwritten(marks, amount))
        result.append(amount._replace(unit=turned[amount.unit]) if left_out and amount.unit in turned else own)
        turned.update({amount.unit: own.unit} if shared else {})
    return result


MONEY_KIND = "money"


def _unwritten(marks: Marks, amount: Amount) -> bool:
    """Say whether no name of money stands in an amount, which has its currency from another."""
    inside = range(amount.first, amount.last)
    return not any(("currencies", at) in marks.begin or ("currencies", at + 1) in marks.end for at in inside)


def without_letters(cues: Sequence[Cue], tokens: Sequence[Token]) -> list[Cue]:
    """Return the cues without letters and words that are no money there: "N95", "All 12 firms"; "N82bn" stays."""
    if not any([cue.row["pattern"] in LETTERS or cue.row["pattern"] in WORDS for cue in cues if cue.group == MONEY]):
        return list(cues)
    named = {cue.code for cue in cues if cue.group == "places"}
    return [cue for cue in cues if cue.group != MONEY or _is_money(cue, tokens, named)]


def _is_money(cue: Cue, tokens: Sequence[Token], named: set[str]) -> bool:
    """Say whether a letter or word that may be a currency is one where it stands."""
    pattern = cue.row["pattern"]
    if pattern in WORDS:
        return tokens[cue.first].text.isupper() and _summed(cue, tokens)
    return pattern not in LETTERS or _sign(cue, tokens, named)


def _summed(cue: Cue, tokens: Sequence[Token]) -> bool:
    """Say whether a scale or a long number stands beside a code: "COP 5 million", "30,000 PEN", not "COP 29"."""
    sides = (tokens[max(0, cue.first - 3) : cue.first], tokens[cue.last : cue.last + 3])
    digits = max(sum(len(token.text) for token in side if token.kind == "number") for side in sides)
    scaled = any(token.lower in SCALED or token.lower.startswith(SCALING) for side in sides for token in side)
    return scaled or digits >= LARGE


MONEY = "currencies"
SCALING = ("thous", "mill", "bill", "trill", "тыс", "млн", "млрд", "трлн", "милли", "трилл")
WORDS = frozenset({"all", "bob", "br", "cop", "cup", "kz", "lak", "mad", "mop", "nis", "pen", "scr", "tl"})
"""Codes and short forms of money that are words or other abbreviations too: these are money of large sums only."""

LETTERS = {"n": ("NGA",), "r": ("ZAF",), "k": ("ZMB", "PNG"), "p": ("BWA", "PHL"), "y": ("JPN",)}
SCALED = frozenset({"bn", "billion", "m", "mn", "million", "trn", "tn", "trillion", "b"})


def _sign(cue: Cue, tokens: Sequence[Token], named: set[str]) -> bool:
    """Say whether a letter stands glued to a number with a scale, and its country is named."""
    if cue.last + 1 >= len(tokens) or named.isdisjoint(LETTERS[cue.row["pattern"]]):
        return False
    number, scale = tokens[cue.last], tokens[cue.last + 1]
    glued = tokens[cue.first].text.isupper() and tokens[cue.first].end == number.start and number.kind == "number"
    return glued and (scale.lower in SCALED or len(number.text) > LARGE)


LARGE = 5


def _rate(tokens: Sequence[Token], amount: Amount) -> bool:
    """Say whether money only tells a rate of exchange: "US$1=RM4.20"."""
    sides = (tokens[amount.first - 1].text if amount.first else "", tokens[min(amount.last, len(tokens) - 1)].text)
    return amount.kind == "money" and "=" in sides


def _own(amount: Amount, shared: Mapping[str, str], named: Sequence[str], full: AbstractSet[str]) -> Amount:
    """Return an amount in the money of the country named most, or in the one that the text calls by its full name."""
    called = {code for code in shared.values() if code in full}
    code = called.pop() if len(called) == 1 else next((shared[country] for country in named if country in shared), None)
    return amount if code is None else amount._replace(unit=code)


def _shared(tokens: Sequence[Token], marks: Marks, amount: Amount) -> Mapping[str, str]:
    """Return the currencies that bear the bare name of an amount's money, by country; none for a full name."""
    if amount.kind != "money":
        return {}
    prefix = marks.begin.get(("currencies", amount.first))
    if prefix is not None and (tokens[amount.first].kind == "word" or tokens[amount.first].text == "¥"):
        return _countries(f"={tokens[amount.first].lower}")
    last = amount.last - 1
    cue = marks.begin.get(("currencies", last))
    full = cue is None or cue.last != amount.last or last == 0 or _qualified(marks, last)
    return {} if full else _countries(tokens[last].lower)


def _qualified(marks: Marks, last: int) -> bool:
    """Say whether a longer name of money ends at a token ("Kenyan shillings")."""
    return any(
        (cue := marks.begin.get(("currencies", first))) is not None and cue.last == last + 1
        for first in range(max(0, last - 2), last)
    )


@cache
def _countries(word: str) -> Mapping[str, str]:
    rows = [row for row in lexicon("shared_currencies") if word.startswith(row["stem"])]
    return {row["country"]: row["code"] for row in rows}
