"""Numbers: digits and numerals of a text as canonical decimals, apart from labels, ordinals and clock times."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from karvon.model.values import ZERO
from karvon.read.cues import Cue, lexicon
from karvon.read.shapes import Shapes
from karvon.read.tokens import Token
from karvon.read.turkic import SUFFIXED, declined
from karvon.read.values import Value

ORDINAL = {"й", "я", "е", "го", "му", "м", "ый", "ой", "ая", "ое", "ые", "ых", "ом", "ми", "х", "st", "nd", "rd", "th"}
SHILLINGS = frozenset({"sh", "shs", "ksh", "kshs", "ush", "ushs", "tsh", "tshs", "rs"})
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
    "dozen",
}
GENITIVE = frozenset({"тысячи", "сотни", "сотню", "десятка", "thousand", "hundred"})
PARTS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal("0.33"), "⅔": Decimal("0.67")}
TAILS = {
    ("and", "a", "half"): Decimal("0.5"),
    ("and", "a", "quarter"): Decimal("0.25"),
    ("с", "половиной"): Decimal("0.5"),
    ("с", "четвертью"): Decimal("0.25"),
    ("жарым",): Decimal("0.5"),
    ("yarim",): Decimal("0.5"),
    ("ярим",): Decimal("0.5"),
}
OPENS = frozenset(words[0] for words in TAILS)
ARTICLES = ("a", "an")


class Number(Value, frozen=True):
    """Digits as a canonical decimal and the tokens [first, last) they stand in; high and scale are those of a word."""

    digits: str
    first: int
    last: int
    word: bool
    high: str | None = None
    scale: str = ""


NOWHERE: list[int] = []
COMMON = ("places", "regions", "roles", "names", "units", "speech")


class Marks:
    """The cues of a text, given in order, by group and by the token they begin or end at, and its tokens' shapes.

    Of two that begin, or end, at one token the first given counts, which of two that end there is the longer.
    """

    def __init__(self, cues: Sequence[Cue], language: str, shapes: Shapes) -> None:
        self.language = language
        self.shapes = shapes
        self.begin: dict[tuple[str, int], Cue] = {}
        self.end: dict[tuple[str, int], Cue] = {}
        self.places: dict[str, list[int]] = {}
        begin, end, places = self.begin, self.end, self.places
        for cue in cues:
            group, first = cue.group, cue.first
            end.setdefault((group, cue.last), cue)
            if begin.setdefault((group, first), cue) is cue:
                if group in places:
                    places[group].append(first)
                else:
                    places[group] = [first]
        self.common = {at for group in COMMON for at in self.places.get(group, ())}  # where no person's name begins

    def between(self, group: str, first: int, last: int) -> list[Cue]:
        """Return the cues of a group that begin at tokens [first, last), in order."""
        places = self.places.get(group, NOWHERE)
        reached = bisect_left(places, first)
        if reached == len(places) or places[reached] >= last:
            return []
        return [self.begin[group, at] for at in places[reached : bisect_left(places, last, reached)]]


def unit_begins(at: int, marks: Marks) -> bool:
    """Say whether a scale, a currency or a unit of the lexicon begins at a token."""
    return any((group, at) in marks.begin for group in ("scales", "currencies", "units"))


def number_at(tokens: Sequence[Token], at: int, marks: Marks, language: str) -> Number | None:
    """Return the number that begins at a token, or None."""
    token = tokens[at]
    if token.kind == "number":
        return _digits(tokens, at, marks, language)
    if ("numerals", at) in marks.begin:
        return _or_next(tokens, _words(tokens, at, marks), language)
    if "-" in token.lower:
        return _spoken(token.lower, at, language) or _hyphened(token.lower, at, language)
    return _bare(tokens, at, marks)


@cache
def numerals(language: str) -> Mapping[str, Decimal]:
    """Return what every numeral written out in full stands for."""
    rows = [row for row in lexicon("numerals") if row["lang"] == language and not row["scale"]]
    return {form: Decimal(row["value"]) for row in rows for form in row["pattern"].split("|") if form[-1] != "*"}


def _hyphened(word: str, at: int, language: str) -> Number | None:
    """Read "thirty-one" as one number and "two-three" as a range."""
    left, _, right = word.partition("-")
    values = numerals(language)
    low, high = values.get(left, Decimal(0)), values.get(right, Decimal(0))
    if low >= 20 and low % 10 == 0 and 0 < high < 10:
        return Number(str(low + high), at, at + 1, word=True)
    return Number(str(low), at, at + 1, word=True, high=str(high)) if 0 < low < high else None


def _spoken(word: str, at: int, language: str) -> Number | None:
    """Read a decimal as it is spoken: "two-point-five"."""
    parts = word.split("-point-")
    values = [numerals(language).get(part) for part in parts] if len(parts) == POINTED else [None]
    if None in values or not all(value is not None and value == value.to_integral_value() for value in values):
        return None
    return Number(".".join(str(value) for value in values), at, at + 1, word=True)


POINTED = 2


def _or_next(tokens: Sequence[Token], number: Number | None, language: str) -> Number | None:
    """Read "three or four" as a range: the numeral behind "or" is the next one."""
    if number is None or number.high is not None or number.last + 1 >= len(tokens):
        return number
    high = numerals(language).get(tokens[number.last + 1].lower)
    if tokens[number.last].lower not in ("or", "или") or high is None or high - Decimal(number.digits) != 1:
        return number
    return Number(number.digits, number.first, number.last + 2, word=True, high=str(high))


def _bare(tokens: Sequence[Token], at: int, marks: Marks) -> Number | None:
    """Read a scale without a number as one of it: "миллиард", "a billion"."""
    word = tokens[at].lower
    bounded = word in GENITIVE and ("bounds", at - (at > 0 and tokens[at - 1].lower in ARTICLES)) in marks.end
    if not (bounded or word in SINGULAR) or ("scales", at) not in marks.begin or _tied(tokens, at):
        return None
    return Number("1", at - (at > 0 and tokens[at - 1].lower in ARTICLES), at, word=True)


def _tied(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a hyphen makes a scale part of an idle word: "multi-billion", "billion-dollar projects"."""
    before = tokens[at - 1].lower if at else ""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return (before == "-" and tokens[at - 1].end == tokens[at].start) or (after == "-" and before not in ARTICLES)


def _digits(tokens: Sequence[Token], at: int, marks: Marks, language: str) -> Number | None:
    token = tokens[at]
    digits = canonical(token.text, language)
    if digits is None or len(digits) > LONGEST or _is_label(tokens, at, marks) or _ranks(tokens, at):
        return None
    if digits[:1] == "0" and digits[1:2].isdigit() and digits.strip("0"):
        return None  # the month of a date, and no count
    part, last = _part(tokens, at + 1)
    last = declined(tokens, last, language) if last > at + 1 else _declined(tokens, at, language)
    return Number(str(Decimal(digits) + part) if part else digits, at, last, word=False)


LONGEST = 20
"""Digits in a number at most; more are the number of a paper, a key, a line of figures run together."""
CASED = {"х": range(2, 5), "ти": range(5, 41), "ми": range(7, 9)}
STRICT = frozenset({"год", "годы", "годов", "годах", "годам"})


def _declined(tokens: Sequence[Token], at: int, language: str) -> int:
    """Return where a number ends with the ending of its case: "2-х миллионов", "10-ти стран", in any language read."""
    if language != "ru":
        return declined(tokens, at + 1, language)
    ending = tokens[at + 2].lower if at + 2 < len(tokens) and tokens[at + 1].text == "-" else ""
    glued = ending in CASED and tokens[at].end + 1 == tokens[at + 2].start
    if not glued or not tokens[at].text.isdigit() or int(tokens[at].text) not in CASED[ending]:
        return at + 1
    behind = tokens[at + 3].lower if at + 3 < len(tokens) else ""
    return at + 3 if behind[:1].isalpha() and behind not in STRICT else at + 1


def _part(tokens: Sequence[Token], at: int) -> tuple[Decimal, int]:
    """Return the part of one that follows a number, "½" or "с половиной", and where it ends."""
    if at < len(tokens) and tokens[at].text in PARTS and tokens[at].start == tokens[at - 1].end:
        return PARTS[tokens[at].text], at + 1
    for words, part in TAILS.items() if at < len(tokens) and tokens[at].lower in OPENS else ():
        if tuple(token.lower for token in tokens[at : at + len(words)]) == words:
            return part, at + len(words)
    return ZERO, at


def canonical(text: str, language: str) -> str | None:
    """Return "15000" for "15 000" and "2.6" for "2,6"; None for what is no number (1.2.3, 10.15.2024).

    A single comma before exactly three digits separates thousands in English and decimals elsewhere.
    """
    text = text.replace(" ", "").replace("\n", "")
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
        short = before.text[:1].isupper() or before.text in SHILLINGS
        priced = short and ("currencies", at) in marks.end
        bracket = before.text == "/" and (at < 2 or tokens[at - 2].end < before.start)
        named = before.text in NUMBERED and marks.language == "en" and len(token.text) <= FEW
        scaled = ("scales", at + 1) in marks.begin and after is not None and len(after.text) > 1
        if (not scaled and (named or _names(before, marks.language))) or (
            glued and ((before.kind == "word" and not priced) or (before.text in ":/" and not bracket))
        ):
            return True
        if at > 1 and (
            _part_of_name(tokens[at - 2 : at + 1], marks)
            or _named_with(*tokens[at - 2 : at + 1])
            or _halves(tokens, at - 2)
        ):
            return True
    if after is not None and after.start == token.end:
        hyphen = after.text == "-" and at + 2 < len(tokens) and tokens[at + 2].start == after.end
        if hyphen and _declined(tokens, at, marks.language) > at + 1:
            return False
        if hyphen and tokens[at + 2].kind == "word":
            return tokens[at + 2].lower != "fold" and not _measured(at + 2, marks)
        rate = after.text == "/" and at + 2 < len(tokens) and tokens[at + 2].kind == "word"
        ranked = after.lower in ORDINAL or after.lower.partition("-")[0] in ENGLISH_ORDINAL
        return ranked or _halves(tokens, at) or (after.text in ":/" and not rate) or _begins_name(tokens, at + 1, marks)
    return False


def _halves(tokens: Sequence[Token], at: int) -> bool:
    """Say whether two hyphened numbers only tell how something is shared: "a 50-50 venture"."""
    told = [token.lower for token in tokens[at : at + 4]]
    if len(told) < 4 or told[1] != "-" or told[3] not in SHARING:
        return False
    return told[0].isdigit() and told[2].isdigit() and int(told[0]) + int(told[2]) == WHOLE


WHOLE, SHARING = 100, frozenset({"joint", "venture", "partnership", "basis", "split", "ownership", "jv", "partners"})


def _ranks(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a number before "место" tells which place: one that would ask for the plural, or behind "занять"."""
    text = tokens[at].text
    if at + 1 >= len(tokens) or tokens[at + 1].lower not in PLACED:
        return False
    many = text.isdigit() and (not text.endswith("1") or text.endswith("11"))
    return many or any(token.lower.startswith(RANKED) for token in tokens[max(0, at - 5) : at])


PLACED = frozenset({"место", "месте"})
RANKED = ("занима", "занял", "занят", "подня", "опусти", "вышл", "вышел", "стои", "находи", "перемест", "спусти")
ENGLISH_ORDINAL = frozenset({"st", "nd", "rd", "th"})
NUMBERED = frozenset({
    "Line", "Lines", "Lot", "Block", "Unit", "Terminal", "Berth", "Pier", "Tranche", "Package", "Tier", "Hall", "Halls",
    "Corridor", "Phase", "Phases", "Stage", "Zone", "Train", "Chapter", "Pillar", "Scope", "Category",
})  # fmt: skip
FEW = 2
YEAR = re.compile(r"(?:19|20)\d\d")


def _named_with(word: Token, hyphen: Token, number: Token) -> bool:
    """Say whether a number is hyphened to a name or a year: "ГЭС-2", "Боинг-737", "2017-12"."""
    if hyphen.text != "-" or hyphen.end != number.start:
        return False
    if word.lower in ("топ", "top"):
        return word.end == hyphen.start
    if word.kind == "number":
        return word.end == hyphen.start and YEAR.fullmatch(word.text) is not None and len(number.text) == FEW
    name = word.text.rpartition("-")[2]  # "post-Covid-19"
    return word.kind == "word" and word.end == hyphen.start and name[:1].isupper() and len(name) > 1


def _begins_name(tokens: Sequence[Token], at: int, marks: Marks) -> bool:
    """Say whether Latin letters glued to a number make a name with it: "1News", "2gis.ru"."""
    word = tokens[at]
    if word.kind != "word" or not word.lower.isascii() or len(word.text) < NAME or unit_begins(at, marks):
        return False
    site = at + 2 < len(tokens) and tokens[at + 1].text == "." and tokens[at + 2].start == word.end + 1
    return word.text[0].isupper() or site


NAME = 3


@cache
def _labels(language: str) -> frozenset[str]:
    return frozenset(row["form"] for row in lexicon("labels") if row["lang"] in (language, "any"))


def _names(token: Token, language: str) -> bool:
    """Say whether a number after this word or sign is part of a name: "№ 5", "FTSE 100", "article 3"."""
    return token.lower in _labels(language)


def _part_of_name(last: Sequence[Token], marks: Marks) -> bool:
    """Say whether the two tokens before a number make it part of a name: "S&P 500", "С5+1", "ст. 5"."""
    second, before, number = last
    if before.text == "+":
        return second.end == before.start and before.end == number.start and second.kind != "sign"
    return second.text == "&" or (before.text == "." and _names(second, marks.language))


def _measured(at: int, marks: Marks) -> bool:
    """Say whether a word hyphened to a number is its scale or unit of measure: "$100-million", "12-percent"."""
    unit = marks.begin.get(("units", at))
    if ("scales", at) in marks.begin:
        return True
    coded = unit is not None and unit.code in HYPHENED
    return coded or (unit is not None and not unit.code and unit.row["pattern"].startswith(PLAIN))


PLAIN = ("metre", "barrel", "cubic", "litre", "feddan")
HYPHENED = frozenset({"percent", "MW", "km", "t", "ha", "m2"})


def _words(tokens: Sequence[Token], at: int, marks: Marks) -> Number:
    total, last, scale = ZERO, at, ""
    first = at
    while (found := _numeral(tokens, at, marks)) is not None:
        value, end, scale = found
        if last > first and not _continues(total, value, 10 if marks.language in SUFFIXED else 20):
            break
        total = total * value if value == 100 and 0 < total < 10 else total + value
        at = last = end
        joint = tokens[at].lower if at + 1 < len(tokens) else ""
        at += joint == "-" or (joint == "and" and total >= 100)
    part, last = _part(tokens, last)
    if total == Decimal("0.5") and tokens[last : last + 1] and tokens[last].lower in ARTICLES:
        last += ("scales", last + 1) in marks.begin or ("units", last + 1) in marks.begin
    return Number(str(total + part), first, last, word=True, scale=scale)


def _numeral(tokens: Sequence[Token], at: int, marks: Marks) -> tuple[Decimal, int, str] | None:
    """Return the value, end and scale of one numeral written out."""
    cue = marks.begin.get(("numerals", at))
    if cue is not None:
        return Decimal(cue.row["value"]), cue.last, cue.row["scale"] or ""
    whole = _hyphened(tokens[at].lower, at, marks.language) if at < len(tokens) and "-" in tokens[at].lower else None
    return (Decimal(whole.digits), at + 1, "") if whole is not None and whole.high is None else None


def _continues(total: Decimal, value: Decimal, tens: int) -> bool:
    return (
        (value < 100 and total % 100 == 0)
        or (value < 10 and total % 10 == 0 and total % 100 >= tens)
        or (value == 100 and 0 < total < 10)
    )


def inserted(tokens: Sequence[Token], at: int, marks: Marks) -> str | None:
    """Return the scale that an editor put in brackets behind a number: "$18 [billion]"."""
    shut = at + 2 < len(tokens) and tokens[at].text in "[(" and tokens[at + 2].text in "])"
    cue = marks.begin.get(("scales", at + 1)) if shut else None
    return cue.code if cue is not None else None
