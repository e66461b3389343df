"""Numbers: digits and numerals of a text as canonical decimals, apart from labels, ordinals and clock times."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from karvon.read.cues import Cue, lexicon
from karvon.read.tokens import Token

ORDINAL = {"й", "я", "е", "го", "му", "м", "ый", "ой", "ая", "ое", "ые", "ых", "ом", "ми", "х", "st", "nd", "rd", "th"}
NUMBERED = {
    "№",
    "no",
    "nr",
    "пункт",
    "пункта",
    "статья",
    "статьи",
    "стр",
    "page",
    "article",
    "#",
    "указ",
    "тел",
    "глава",
}
SINGULAR = {
    "тысяча",
    "тысячу",
    "миллион",
    "миллиона",
    "миллиард",
    "миллиарда",
    "триллион",
    "million",
    "billion",
    "trillion",
}


class Number(NamedTuple):
    """Digits as a canonical decimal and the tokens [first, last) they stand in."""

    digits: str
    first: int
    last: int
    word: bool


COMMON = ("places", "regions", "roles", "names", "units", "speech")


class Marks:
    """The cues of a text, given in order, by group and by the token they begin or end at."""

    def __init__(self, cues: Sequence[Cue], language: str = "ru") -> None:
        self.language = language
        self.begin: dict[tuple[str, int], Cue] = {}
        self.end: dict[tuple[str, int], Cue] = {}
        self.places: dict[str, list[int]] = {}
        for cue in cues:
            if (cue.group, cue.first) not in self.begin:
                self.begin[cue.group, cue.first] = cue
                self.places.setdefault(cue.group, []).append(cue.first)
            known = self.end.get((cue.group, cue.last))
            if known is None or known.first > cue.first:
                self.end[cue.group, cue.last] = cue
        self.common = {at for group in COMMON for at in self.places.get(group, ())}  # where no person's name begins

    def between(self, group: str, first: int, last: int) -> list[Cue]:
        """Return the cues of a group that begin at tokens [first, last), in order."""
        places = self.places.get(group, [])
        return [self.begin[group, at] for at in places[bisect_left(places, first) : bisect_left(places, last)]]


def number_at(tokens: Sequence[Token], at: int, marks: Marks, language: str) -> Number | None:
    """Return the number that begins at a token, or None."""
    token = tokens[at]
    if token.kind == "number":
        return _digits(tokens, at, marks, language)
    if "-" in token.lower and ("numerals", at) not in marks.begin:
        return _hyphened(token.lower, at)
    return _words(tokens, at, marks) if ("numerals", at) in marks.begin or _bare_scale(token, at, marks) else None


@cache
def _english() -> Mapping[str, Decimal]:
    rows = [row for row in lexicon("numerals") if row["lang"] == "en"]
    return {form: Decimal(row["value"]) for row in rows for form in row["pattern"].split("|")}


def _hyphened(word: str, at: int) -> Number | None:
    """Read "thirty-one" and "twenty-six"."""
    tens, _, ones = word.partition("-")
    values = _english()
    if values.get(tens, Decimal(0)) >= 20 and 0 < values.get(ones, Decimal(0)) < 10:
        return Number(str(values[tens] + values[ones]), at, at + 1, word=True)
    return None


def _bare_scale(token: Token, at: int, marks: Marks) -> bool:
    return token.lower in SINGULAR and ("scales", at) in marks.begin


def _digits(tokens: Sequence[Token], at: int, marks: Marks, language: str) -> Number | None:
    token = tokens[at]
    digits = canonical(token.text, language)
    if digits is None or _is_label(tokens, at, marks):
        return None
    return Number(digits, at, at + 1, word=False)


def canonical(text: str, language: str) -> str | None:
    """Return "15000" for "15 000" and "2.6" for "2,6"; None for what is no number (1.2.3, 10.15.2024).

    A single comma before exactly three digits separates thousands in English and decimals elsewhere.
    """
    text = text.replace(" ", "")
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        thousands, decimal = (",", ".") if text.rfind(".") > text.rfind(",") else (".", ",")
        text = text.replace(thousands, "").replace(decimal, ".")
    elif dots > 1 or commas > 1:
        sign = "." if dots else ","
        groups = text.split(sign)
        if any(len(group) != 3 for group in groups[1:]) or len(groups[0]) > 3:
            return None
        text = "".join(groups)
    elif commas:
        head, tail = text.split(",")
        text = head + tail if language == "en" and len(tail) == 3 and head != "0" else f"{head}.{tail}"
    return text if text.count(".") <= 1 else None


def _is_label(tokens: Sequence[Token], at: int, marks: Marks) -> bool:
    token = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is not None:
        glued = before.end == token.start
        if before.lower in NUMBERED or (glued and (before.kind == "word" or before.text in ":/")):
            return True
        if before.text == "." and at > 1 and tokens[at - 2].lower in NUMBERED:
            return True
    if after is not None and after.start == token.end:
        hyphen = after.text == "-" and at + 2 < len(tokens) and tokens[at + 2].start == after.end
        if hyphen and tokens[at + 2].kind == "word":
            return ("scales", at + 2) not in marks.begin
        return after.lower in ORDINAL or after.text in ":/"
    return False


def _words(tokens: Sequence[Token], at: int, marks: Marks) -> Number | None:
    total = Decimal(0)
    first, last = at, at
    while ("numerals", at) in marks.begin:
        value = Decimal(marks.begin["numerals", at].row["value"])
        if last > first and not _continues(total, value):
            break
        total = total * value if value == 100 and 0 < total < 10 else total + value
        at = marks.begin["numerals", at].last
        last = at
        if at + 1 < len(tokens) and tokens[at].lower == "and" and total >= 100 and ("numerals", at + 1) in marks.begin:
            at += 1
        if at + 1 < len(tokens) and tokens[at].text == "-" and ("numerals", at + 1) in marks.begin:
            at += 1
    if last == first:
        return Number("1", first, first, word=True)
    if [token.lower for token in tokens[last : last + 3]] == ["and", "a", "half"]:
        total, last = total + Decimal("0.5"), last + 3
    if [token.lower for token in tokens[last : last + 2]] == ["с", "половиной"]:
        total, last = total + Decimal("0.5"), last + 2
    return Number(str(total), first, last, word=True)


def _continues(total: Decimal, value: Decimal) -> bool:
    return (
        (value < 100 and total % 100 == 0)
        or (value < 10 and total % 10 == 0 and total % 100 >= 20)
        or (value == 100 and 0 < total < 10)
    )
