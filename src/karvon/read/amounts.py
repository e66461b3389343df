"""Amounts: every number that counts or measures something, with its scale, unit and bound, as written."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from karvon.model.values import SCALES
from karvon.read.cues import Cue
from karvon.read.numbers import Marks, Number, canonical, number_at
from karvon.read.ranges import Amount, paired
from karvon.read.times import Time
from karvon.read.tokens import Token, grammar

GLUE = {
    "чем",
    "на",
    "в",
    "отметку",
    "уровень",
    "сумму",
    "сумме",
    "by",
    "to",
    "than",
    "the",
    "of",
    "mark",
    "a",
    "по",
    "total",
}
ADJECTIVES = 4


def find(tokens: Sequence[Token], marks: Marks, times: Sequence[Time]) -> list[Amount]:
    """Return the amounts of a text in order; numbers that are dates, ordinals, labels or clock times are none."""
    taken = _taken(tokens, times)
    begins = {at for group in NUMERIC for at in marks.places.get(group, ())}
    amounts: list[Amount] = []
    at = 0
    while at < len(tokens):
        if at not in begins and tokens[at].kind != "number" and "-" not in tokens[at].lower:
            at += 1
            continue
        number = None if at in taken else number_at(tokens, at, marks, marks.language)
        amount = _factor(tokens, at, marks, taken) or (number and _amount(tokens, number, marks, taken))
        if amount:
            amounts.append(amount)
        at = max(at + 1, amount.last if amount else number.last if number else 0)
    return _bounded(tokens, paired(tokens, amounts), marks)


NUMERIC = frozenset({"numerals", "scales", "factors"})


def _factor(tokens: Sequence[Token], at: int, marks: Marks, taken: set[int]) -> Amount | None:
    """Read "twofold" as a number of times and "a third" as a percentage, unless a measure follows it as its noun."""
    cue = marks.begin.get(("factors", at))
    if cue is None or at in taken:
        return None
    digits, one = cue.row["value"], Decimal(1)
    if cue.code == "times":
        return Amount(digits, one, cue.first, cue.last, None, "bare", "eq", None, (cue.first, cue.last), factor=True)
    follows = tokens[cue.last].lower if cue.last < len(tokens) else ""
    dated = follows.startswith(DURATIONS) or cue.last in taken or follows in ("of", "часа", "hour", "an", "hectare")
    if dated and follows != "of":
        return None
    return Amount(digits, one, cue.first, cue.last, "percent", "percent", "eq", None, (cue.first, cue.last), word=True)


def _taken(tokens: Sequence[Token], times: Sequence[Time]) -> set[int]:
    taken: set[int] = set()
    index = 0
    for time in times:
        while index < len(tokens) and tokens[index].end <= time.start:
            index += 1
        at = index
        while at < len(tokens) and tokens[at].start < time.end:
            taken.add(at)
            at += 1
    return taken


def _amount(tokens: Sequence[Token], number: Number, marks: Marks, taken: set[int]) -> Amount | None:
    prefix = marks.end.get(("currencies", number.first))
    scale, at, digits = _scale(tokens, number, marks)
    if prefix is not None and not _own(tokens, prefix, number.first):
        prefix = None
    unit, kind, last, noun = _unit(tokens, at, marks, taken)
    if prefix is not None and kind != "money":
        return Amount(digits, scale, prefix.first, at, prefix.code, "money", "eq", None, None, word=number.word)
    if unit == "country" and number.word and Decimal(number.digits) <= 2:
        return None
    if unit is None and not _meaningful(tokens, number, scale, at, noun):
        whole = not number.word and "." not in digits and not 1900 <= int(digits) <= 2100
        return Amount(digits, scale, number.first, number.last, None, "elliptic", "eq", None, None) if whole else None
    scale *= _unit_factor(noun, marks)
    over = unit is None and noun is not None and tokens[noun[1] - 1].lower in TIMES_OVER
    return Amount(digits, scale, number.first, last, unit, kind, "eq", None, noun, word=number.word, times=over)


def _unit_factor(noun: tuple[int, int] | None, marks: Marks) -> Decimal:
    """Return what a unit of the text is in units of the model (a square metre in hectares)."""
    cue = marks.end.get(("units", noun[1])) if noun is not None else None
    return Decimal(cue.row["factor"]) if cue is not None and cue.row["factor"] else Decimal(1)


def _own(tokens: Sequence[Token], prefix: Cue, at: int) -> bool:
    text = tokens[prefix.first].text
    return not text.isalpha() or text.isupper() or tokens[prefix.last - 1].end == tokens[at].start


TIMES_OVER = frozenset({"раза", "раз", "times", "fold"})
DURATIONS = ("лет", "год", "месяц", "недел", "year", "month", "week", "decade", "десятилет", "столет", "век")


def _meaningful(tokens: Sequence[Token], number: Number, scale: Decimal, at: int, noun: tuple[int, int] | None) -> bool:
    if scale != 1:
        return True
    if at + 1 < len(tokens) and tokens[at].lower in ("-", "до", "to", "and", "и") and _opened(tokens, number.first, at):
        return True
    if number.word and Decimal(number.digits) <= 2:
        return noun is not None and tokens[noun[1] - 1].lower in TIMES_OVER
    if 1900 <= Decimal(number.digits) <= 2100 and "." not in number.digits:
        return False
    return noun is not None and not tokens[noun[1] - 1].lower.startswith(DURATIONS)


def _opened(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Say whether a bare number opens a pair: "14-21 bn", "from two to ten billion"."""
    if tokens[at].text == "-":
        return tokens[at + 1].kind == "number"
    if first > 0 and tokens[first - 1].lower in ("от", "from", "between", "с", "со", "между"):
        return True
    return tokens[at].lower == "to" and tokens[at + 1].kind == "number"


def _scale(tokens: Sequence[Token], number: Number, marks: Marks) -> tuple[Decimal, int, str]:
    at = number.last
    if at + 1 < len(tokens) and tokens[at].text == "-" and ("scales", at + 1) in marks.begin:
        at += 1
    cue = marks.begin.get(("scales", at))
    if cue is None:
        return _letter(tokens, number, marks)
    scale, last, digits = SCALES[cue.code], cue.last, number.digits
    second = marks.begin.get(("scales", last + 1)) if last < len(tokens) and tokens[last].kind == "number" else None
    smaller = canonical(tokens[last].text, marks.language) if second is not None else None
    if second is not None and smaller is not None and SCALES[second.code] < scale:
        digits = str(Decimal(digits) + Decimal(smaller) * SCALES[second.code] / scale)
        last = second.last
    return scale, last, digits


LETTERS = {"K": "thousand", "M": "million", "B": "billion", "T": "trillion"}


def _letter(tokens: Sequence[Token], number: Number, marks: Marks) -> tuple[Decimal, int, str]:
    """Read the one-letter scale of "$30B": glued to its number behind a currency sign."""
    at = number.last
    glued = at < len(tokens) and tokens[at].start == tokens[at - 1].end and tokens[at].text.upper() in LETTERS
    money = number.first > 0 and ("currencies", number.first) in marks.end
    measure = ("units", at + 1) in marks.begin and tokens[at].text.islower()
    if glued and (money or measure):
        return SCALES[LETTERS[tokens[at].text.upper()]], at + 1, number.digits
    return Decimal(1), number.last, number.digits


def _unit(
    tokens: Sequence[Token], at: int, marks: Marks, taken: set[int]
) -> tuple[str | None, str, int, tuple[int, int] | None]:
    """Return (unit, kind, end, noun) of what follows a number; up to four adjectives may stand between."""
    currency = _currency(tokens, at, marks)
    if currency is not None:
        return currency.code, "money", currency.last, (currency.first, currency.last)
    behind = marks.begin.get(("bounds", at))
    at = behind.last if behind is not None and behind.row["place"] == "after" and behind.row["lang"] in SUFFIXED else at
    end = min(at + ADJECTIVES + 1, len(tokens))
    for place in range(at, end):
        unit = marks.begin.get(("units", place))
        if unit is not None and _fits(tokens, at, unit):
            return unit.code, _kind(unit.code), unit.last, (at, unit.last)
        loose = marks.language in SUFFIXED and place - at < 2 and tokens[place].lower not in TURKIC_BREAKS
        if place in taken or tokens[place].kind != "word" or not (loose or _may_precede(tokens[place])):
            break
    noun = _plain_noun(tokens, at, taken)
    return None, "bare", (noun[1] if noun else at), noun


def _currency(tokens: Sequence[Token], at: int, marks: Marks) -> Cue | None:
    for place in (at, at + 1):
        cue = marks.begin.get(("currencies", place))
        if cue is not None and (place == at or tokens[at].lower in ("американских", "казахстанских", "us", "в")):
            return cue
    return None


def _fits(tokens: Sequence[Token], at: int, unit: Cue) -> bool:
    text = tokens[unit.first].lower
    if len(text) <= 2 and text.isalpha():
        return unit.first == at
    return True


def _may_precede(token: Token) -> bool:
    lower = token.lower
    if lower in PREPOSITIONS:
        return False
    return bool(lower.endswith(ENDINGS)) or lower.isascii() or lower in {"т"}


SUFFIXED = frozenset({"kk", "uz"})
TURKIC_BREAKS = frozenset({"және", "мен", "va", "ва", "hamda", "бен", "пен", "bilan", "билан"})
ENDINGS = (
    "ых",
    "их",
    "ый",
    "ий",
    "ая",
    "яя",
    "ое",
    "ее",
    "ые",
    "ие",
    "ого",
    "его",
    "ой",
    "ей",
    "ом",
    "ем",
    "ым",
    "им",
    "ыми",
    "ими",
    "ую",
    "юю",
    "ному",
    "ым",
)
PREPOSITIONS = {
    "в",
    "на",
    "с",
    "по",
    "из",
    "от",
    "до",
    "к",
    "и",
    "или",
    "за",
    "при",
    "об",
    "о",
    "у",
    "для",
    "of",
    "in",
    "to",
    "and",
    "or",
    "for",
    "from",
    "by",
    "with",
    "on",
    "at",
    "as",
    "is",
    "was",
    "were",
    "are",
    "the",
    "than",
    "per",
    "against",
    "compared",
    "while",
    "which",
    "that",
    "but",
    "this",
    "last",
    "have",
    "has",
    "had",
    "will",
    "up",
}


def _plain_noun(tokens: Sequence[Token], at: int, taken: set[int]) -> tuple[int, int] | None:
    place = at
    while place < len(tokens) and place not in taken and tokens[place].kind == "word" and place - at < ADJECTIVES:
        word = tokens[place].lower
        if word in PREPOSITIONS or len(word) < 3 or (tokens[place - 1].text == "." and tokens[place].text[0].isupper()):
            return None
        if word.isascii() or not word.endswith(ENDINGS):
            return (at, place + 1) if word.isascii() or "NOUN" in grammar(word)[1] else None
        place += 1
    return None


def _kind(unit: str) -> str:
    if unit == "percent":
        return "percent"
    return "measure" if unit in ("t", "TEU", "ha", "km", "MW") else "count"


def _bounded(tokens: Sequence[Token], amounts: list[Amount], marks: Marks) -> list[Amount]:
    return [_bound(tokens, amount, marks) for amount in amounts]


def _ablative(tokens: Sequence[Token], cue: Cue) -> bool:
    """In Kazakh and Uzbek "more" and "exceeded" bound a number only after its ablative ("доллардан астам")."""
    if cue.row["lang"] not in SUFFIXED or cue.code != "gt":
        return True
    return tokens[cue.first - 1].lower.endswith(("дан", "ден", "тан", "тен", "нан", "нен", "dan"))


def _inside(amount: Amount, marks: Marks) -> Cue | None:
    """Find the bound that Kazakh and Uzbek put between a number and its noun."""
    if marks.language not in SUFFIXED:
        return None
    found = (marks.begin.get(("bounds", at)) for at in range(amount.first + 1, amount.last))
    return next((cue for cue in found if cue is not None), None)


def _bound(tokens: Sequence[Token], amount: Amount, marks: Marks) -> Amount:
    if amount.bound == "range" or amount.pair:
        return amount
    at = amount.first
    for _ in range(3):
        cue = marks.end.get(("bounds", at))
        if cue is not None and cue.row["place"] != "after":
            return amount._replace(bound=cue.code, bound_at=(cue.first, cue.last), verbal=cue.row["place"] == "verb")
        if at == 0 or tokens[at - 1].lower not in GLUE:
            break
        at -= 1
    cue = marks.begin.get(("bounds", amount.last)) or _inside(amount, marks)
    if cue is not None and cue.row["place"] == "after" and _ablative(tokens, cue):
        return amount._replace(bound=cue.code, bound_at=(cue.first, cue.last))
    return amount
