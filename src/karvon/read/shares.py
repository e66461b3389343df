"""Shares in words: "nine out of ten", "one in five", "three-quarters", "девять десятых"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from karvon.read.nouns import DURATIONS
from karvon.read.numbers import ARTICLES, Marks, numerals, unit_begins
from karvon.read.ranges import Amount
from karvon.read.tokens import Token

PARTS = {
    "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "третьих": 3, "третей": 3, "четвертей": 4, "пятых": 5, "шестых": 6, "седьмых": 7, "восьмых": 8, "девятых": 9,
    "десятых": 10, "третьи": 3, "трети": 3, "четверти": 4, "пятые": 5, "восьмые": 8, "десятые": 10,
}  # fmt: skip
WHOLES = (Decimal(10), Decimal(100))
LONGEST = 4
INFINITIVES = frozenset({"double", "triple", "treble", "quadruple", "quintuple"})
GOVERNING = frozenset(
    ["to", "will", "would", "could", "can", "may", "might", "should", "must", "and", "help", "helps", "helped"]
)
IN_ROW = frozenset({"first", "last", "final", "past", "previous", "next", "these", "those", "initial"})
QUARTERS = frozenset({"quarters"})
ADVERBS = frozenset(["more", "than", "nearly", "almost", "at", "least", "roughly", "about", "even", "or"])
SPANS = ("year", "month", "week", "day", "decade", "quarter", "hour")


def factor_at(tokens: Sequence[Token], at: int, marks: Marks, taken: set[int]) -> Amount | None:
    """Read "twofold" as a number of times and "a third" as a percentage, unless a measure follows it as its noun."""
    cue = marks.begin.get(("factors", at))
    if cue is None or at in taken:
        return share_at(tokens, at, marks) if cue is None else None
    digits, one = cue.row["value"], Decimal(1)
    if cue.code == "times":
        noun = (cue.first, cue.last)
        times = Amount(digits, one, cue.first, cue.last, None, "bare", "eq", None, noun, factor=True)
        return times if tokens[at].lower not in INFINITIVES or _governed(tokens, at) else None
    follows = tokens[cue.last].lower if cue.last < len(tokens) else ""
    spans = cue.last + 1 < len(tokens) and tokens[cue.last + 1].lower.startswith(SPANS)
    if follows in ARTICLES and (spans or unit_begins(cue.last + 1, marks)):
        return None
    if _next_in_row(tokens, cue.first, cue.last, follows):
        return None
    quartered = cue.last in taken and marks.language != "ru"
    dated = follows.startswith(DURATIONS) or quartered or follows in ("of", "часа", "hour", "an", "hectare")
    if dated and follows != "of":
        return None
    return Amount(digits, one, cue.first, cue.last, "percent", "percent", "eq", None, (cue.first, cue.last), word=True)


def _next_in_row(tokens: Sequence[Token], first: int, last: int, follows: str) -> bool:
    """Say whether "a third" only tells which one in a row a thing is: "a third transmission line"."""
    told = tokens[first].lower == "a" and last - first == PLACE and tokens[last - 1].lower in ROW
    return told and last < len(tokens) and tokens[last].kind == "word" and follows not in BEHIND


PLACE = 2
ROW = frozenset({"third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"})
BEHIND = frozenset({
    "of", "more", "less", "higher", "lower", "fewer", "from", "in", "to", "on", "over", "compared", "last", "this",
    "and", "or", "by", "since", "as", "than", "was", "were", "is", "are", "came", "come", "comes", "went", "during",
    "for", "at", "with", "but", "while", "which", "year-on-year", "between", "owned", "bigger", "larger", "up", "down",
    "each", "goes", "go", "has", "have", "will", "would", "after", "annually", "through", "that", "below", "above",
})  # fmt: skip


def _governed(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "double" is a verb: "to double", "will more than triple", and not what describes a noun."""
    back = at - 1
    while back >= 0 and tokens[back].lower in ADVERBS:
        back -= 1
    return back >= 0 and tokens[back].lower in GOVERNING


def share_at(tokens: Sequence[Token], at: int, marks: Marks) -> Amount | None:
    """Return the share that number words at a token stand for, in percent; None where they count."""
    values = numerals(marks.language)
    lower = tokens[at].lower
    if lower not in values and "-" not in lower:
        return None
    found = _hyphened(lower, marks.language) or _of_whole(tokens, at, marks.language)
    if found is None:
        return None
    (part, whole), last = found, at + (1 if "-" in lower else _length(tokens, at))
    digits = format((part / whole * 100).quantize(Decimal("0.1")).normalize(), "f")
    return Amount(digits, Decimal(1), at, last, "percent", "percent", "eq", None, (at, last), word=True)


@cache
def _hyphened(word: str, language: str) -> tuple[Decimal, Decimal] | None:
    """Read "nine-tenths" and "two-thirds"."""
    left, _, right = word.partition("-")
    part, whole = numerals(language).get(left), PARTS.get(right.removesuffix("s"))
    return (part, Decimal(whole)) if part is not None and whole is not None and 0 < part < whole else None


def _of_whole(tokens: Sequence[Token], at: int, language: str) -> tuple[Decimal, Decimal] | None:
    """Read "one in five", "nine out of ten", "девять из десяти", "three fifths"."""
    values = numerals(language)
    part = values[tokens[at].lower] if tokens[at].lower in values else Decimal(0)
    if at > 0 and tokens[at - 1].lower in IN_ROW and tokens[at + 1 : at + 2] and tokens[at + 1].lower in QUARTERS:
        return None
    words = [token.lower for token in tokens[at + 1 : at + LONGEST + 1]]
    if not words or part < 1:
        return None
    fraction = PARTS.get(words[0].removesuffix("s")) if words[0] not in values else None
    if fraction is not None and part < fraction and (part > 1 or words[0].endswith("s")) and part >= 2:
        return part, Decimal(fraction)
    link, size = _link(words)
    whole = values.get(words[size], Decimal(0)) if link and size < len(words) else Decimal(0)
    after = words[size + 1] if size + 1 < len(words) else ""
    if whole <= part or after.startswith(SPANS):
        return None
    return (part, whole) if link == "in" or whole in WHOLES else None


def _link(words: Sequence[str]) -> tuple[str, int]:
    if words[0] == "in":
        return "in", 1
    if words[0] == "из":
        return "из", 1
    return ("out of", 2) if list(words[:2]) == ["out", "of"] else ("", 0)


def _length(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens a share in separate words takes."""
    words = [token.lower for token in tokens[at + 1 : at + LONGEST]]
    link, size = _link(words)
    return size + 2 if link else 2
