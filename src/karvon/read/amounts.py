"""Amounts: every number that counts or measures something, with its scale, unit and bound, as written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal

from karvon.model.values import SCALES
from karvon.model.vocabulary import by_code
from karvon.read.alone import how_often, of_year, shape
from karvon.read.bounding import bounded
from karvon.read.cues import Cue
from karvon.read.nouns import ADJECTIVES, DURATIONS, is_pair, known_lands, may_precede, noun_at, sized, titled
from karvon.read.numbers import SHILLINGS, Marks, Number, inserted, number_at, unit_begins
from karvon.read.prices import is_another, is_rank, unpriced
from karvon.read.ranges import Amount, paired
from karvon.read.shares import factor_at
from karvon.read.slips import of_billions
from karvon.read.times import Time
from karvon.read.tokens import Token
from karvon.read.turkic import CLASSIFIERS, FOLD, SUFFIXED
from karvon.read.values import Value

NAMED = {"ten": Decimal(10), "dozen": Decimal(12), "hundred": Decimal(100)}
SCALE = SCALES | NAMED | {"lakh": Decimal(10) ** 5, "crore": Decimal(10) ** 7}
DOLLARS = {
    "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "HK": "HKD", "S": "SGD", "NZ": "NZD", "R": "BRL", "NT": "TWD",
    "MX": "MXN", "FJ": "FJD", "J": "JMD", "N": "NAD", "TT": "TTD", "EC": "XCD", "L": "LRD", "G": "GYD",
    "SG": "SGD", "AR": "ARS", "B": "BND", "BZ": "BZD", "BDS": "BBD", "Z": "ZWL", "SR": "SRD", "AUS": "AUD",
    "CDN": "CAD",
}  # fmt: skip


def find(tokens: Sequence[Token], marks: Marks, times: Sequence[Time]) -> list[Amount]:
    """Return the amounts of a text in order; numbers that are dates, ordinals, labels or clock times are none."""
    taken = _taken(tokens, marks.shapes.starts, times)
    begins = {at for group in NUMERIC for at in marks.places.get(group, ())} | set(marks.shapes.numeric)
    amounts: list[Amount] = []
    reached = 0
    for at in sorted(begins):
        if at < reached:
            continue
        number = None if at in taken else number_at(tokens, at, marks, marks.language)
        amount = factor_at(tokens, at, marks, taken) or (number and _amount(tokens, number, marks, taken))
        if amount:
            amounts.append(amount)
        reached = amount.last if amount else number.last if number else 0
    amounts = of_billions(amounts, tokens) if marks.language == "en" else amounts
    return bounded(tokens, unpriced(tokens, paired(tokens, amounts)), marks)


NUMERIC = frozenset({"numerals", "scales", "factors"})


def _taken(tokens: Sequence[Token], starts: Sequence[int], times: Sequence[Time]) -> set[int]:
    """Return the tokens that any part of a time stands in."""
    taken: set[int] = set()
    for time in times:
        first = bisect_right(starts, time.start) - 1
        cut = first >= 0 and tokens[first].end > time.start
        taken.update(range(first if cut else first + 1, bisect_left(starts, time.end)))
    return taken


def _amount(tokens: Sequence[Token], number: Number, marks: Marks, taken: set[int]) -> Amount | None:
    scale, at, digits = _scale(tokens, number, marks)
    found = _unit(tokens, at, marks, taken)
    prefix = _prefix(tokens, number, marks)
    twice = prefix is not None and found.kind == "money"
    if prefix is not None and not twice and not _of_norm(tokens, number, scale):
        return _read(number, Amount(digits, scale, prefix[1], at, prefix[0], "money", "eq", None, None))
    lands = scale == 1 and found.noun is not None and known_lands(tokens, number.first, found.noun)
    if (
        lands
        or (found.unit is None and digits == "0")
        or _of_norm(tokens, number, scale)
        or (scale == 1 and is_another(tokens, number.first, number))
        or is_rank(tokens, number)
        or (found.noun is not None and found.unit is None and tokens[found.noun[0]].lower in VOLTS)
    ):
        return None
    if number.word and Decimal(number.digits) <= 2 and (found.unit == "country" or _idle(tokens, found, scale, marks)):
        return None
    if scale == 1 and found.kind in ("bare", "count") and number.first and tokens[number.first - 1].lower == "top":
        return None
    if found.unit is None and scale == 1 and not _meaningful(tokens, number, at, found.noun):
        return _nameless(tokens, number, digits, marks)
    scale *= found.factor
    over = found.unit is None and _times_over(tokens, found)
    first = prefix[1] if prefix is not None and prefix[0] == found.unit else number.first
    digits = _whole(tokens, number, digits, found) if scale == 1 and not over and not found.points else digits
    amount = Amount(digits, scale, first, found.last, found.unit, found.kind, "eq", None, found.noun, times=over)
    return _read(number, amount._replace(points=found.points))


def _whole(tokens: Sequence[Token], number: Number, digits: str, found: Unit) -> str:
    """Read a dot before exactly three digits as one of thousands where things are counted: "1.400 companies"."""
    text = tokens[number.first].text
    counted = found.noun is not None and found.kind in ("count", "bare") and found.unit not in PARTIAL
    return digits.replace(".", "") if counted and THOUSANDS.fullmatch(text) and digits == text else digits


THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
PARTIAL = frozenset({"t", "km", "ha", "m2", "m3", "l", "MW", "kWh", "percent", "TEU"})
VOLTS = frozenset({"kv", "kilovolt", "kilovolts"})


def _idle(tokens: Sequence[Token], found: Unit, scale: Decimal, marks: Marks) -> bool:
    """In Kazakh and Uzbek a "two" before a plain noun is as often an article as a count."""
    plain = found.unit is None and scale == 1 and found.kind == "bare" and marks.language in SUFFIXED
    return plain and not _times_over(tokens, found)


def _times_over(tokens: Sequence[Token], found: Unit) -> bool:
    at = found.noun[1] if found.noun is not None else 0
    return at > 0 and tokens[at - 1].lower in TIMES_OVER and not how_often(tokens, at)


def _read(number: Number, amount: Amount) -> Amount:
    """Note on an amount that its number was a word, or two of them: "two-three million"."""
    if number.high is not None:
        amount = amount._replace(high=number.high, bound="range")
    return amount._replace(word=number.word)


def _nameless(tokens: Sequence[Token], number: Number, digits: str, marks: Marks) -> Amount | None:
    """Return a bare number that may take its unit from others near it, or that its size and its verb show to count."""
    alone = number.word and number.high is None and Decimal(number.digits) >= TWO and "." not in number.digits
    if alone and shape(tokens, number.first, number.last, marks) is not None:
        return Amount(digits, Decimal(1), number.first, number.last, None, "elliptic", "eq", None, None, word=True)
    if number.word or (number.last - number.first != 1 and marks.language not in SUFFIXED):
        return None
    plain = Amount(digits, Decimal(1), number.first, number.last, None, "elliptic", "eq", None, None)
    if _told(tokens, number, marks):
        return plain._replace(kind="told")
    if "." in digits:
        return plain if of_year(tokens, number.first) else plain._replace(kind="loose")
    return plain if not 1900 <= int(digits) <= 2100 else None


TWO = 2
LEADS = frozenset(
    {"by", "to", "from", "at", "of", "up", "down", "was", "is", "were", "totaled", "totalled", "reached", "topped",
     "до", "на", "с", "составило", "составила", "составил", "составили", "достигло", "достигла", "достиг", "-",
     "and", "и", "(", ",", ":"}
)  # fmt: skip


def _told(tokens: Sequence[Token], number: Number, marks: Marks) -> bool:
    """Say whether a number in groups of thousands stands where only a figure can: "rose to 158,000"."""
    text = tokens[number.first].text
    grouped = len(text) > 4 and (text[-4] in ", " or ("." in text and "," in text))
    if not grouped or number.first == 0:
        return False
    before = tokens[number.first - 1].lower
    return before in LEADS or ("bounds", number.first) in marks.end


def _prefix(tokens: Sequence[Token], number: Number, marks: Marks) -> tuple[str, int] | None:
    """Return the currency written before a number and the token it begins at."""
    cue = marks.end.get(("currencies", number.first))
    if cue is None or not _own(tokens, cue, number.first):
        return None
    sign = cue.first
    glued = sign > 0 and tokens[sign].text == "$" and tokens[sign - 1].end == tokens[sign].start
    other = DOLLARS.get(tokens[sign - 1].text) if glued else None
    return (other, sign - 1) if other is not None else (cue.code, sign)


def _own(tokens: Sequence[Token], prefix: Cue, at: int) -> bool:
    """Say whether a currency is the number's own: a sign, a code or a short form ("Rs 5", "KSh 5"), or glued to it."""
    text = tokens[prefix.first].text
    short = (text[0].isupper() and VOWELS.isdisjoint(text[1:])) or text in SHILLINGS or text in SPELT
    return not text.isalpha() or text.isupper() or short or tokens[prefix.last - 1].end == tokens[at].start


def _of_norm(tokens: Sequence[Token], number: Number, scale: Decimal) -> bool:
    """Say whether a small number behind "Euro" names a norm for engines: "Euro 5", "Euro-6", "Евро-5"."""
    text, before = tokens[number.first].text, [token.lower for token in tokens[max(0, number.first - 2) : number.first]]
    named = before[-1:] in EURO or (before[-1:] == ["-"] and before[:1] in EURO)
    return named and scale == 1 and text.isdigit() and 0 < int(text) <= LAST_NORM


EURO, LAST_NORM = (["euro"], ["евро"]), 7
VOWELS = frozenset("aeiouy")
SPELT = frozenset({"Euro", "Euros", "Rupees", "Taka", "Naira"})


TIMES_OVER = FOLD | {"раза", "раз", "times", "fold"}


def _meaningful(tokens: Sequence[Token], number: Number, at: int, noun: tuple[int, int] | None) -> bool:
    """Say whether a number without scale or known unit counts something: it has a noun or opens a pair."""
    if at + 1 < len(tokens) and tokens[at].lower in ("-", "до", "to", "and", "и") and _opened(tokens, number.first, at):
        return True
    if number.word and Decimal(number.digits) <= 2 and number.high is None:
        return noun is not None and _counts_two(tokens, number, noun)
    if noun is not None and tokens[noun[1] - 1].lower.startswith(HOURS) and _round_the_clock(tokens, noun[1]):
        return False
    if 1900 <= Decimal(number.digits) <= 2100 and "." not in number.digits:
        return False
    if noun is not None and _ranked(tokens, number.first, noun):
        return False
    return noun is not None and not tokens[noun[1] - 1].lower.startswith(DURATIONS)


def _ranked(tokens: Sequence[Token], first: int, noun: tuple[int, int]) -> bool:
    """Say whether a number tells how long a list of the largest is, or when: "в число пяти ведущих", "через 9 дней"."""
    before = tokens[first - 1].lower if first else ""
    leading = tokens[noun[0]].lower in ("ведущих", "крупнейших", "основных", "главных")
    return (leading and before in ("число", "из", "списке", "среди")) or (
        before in ("через", "спустя") and tokens[noun[1] - 1].lower.startswith(("дн", "суток", "час"))
    )


HOURS = ("час", "hour")
KNOWN = frozenset({"the", "these", "those", "both", "our", "their", "its", "эти", "этих", "обе", "наши", "наших"})


def _counts_two(tokens: Sequence[Token], number: Number, noun: tuple[int, int]) -> bool:
    """Say whether "two" counts things that are news, not the two sides of a talk or two named before."""
    last = tokens[noun[1] - 1].lower
    if last in TIMES_OVER:
        return True
    known = number.first > 0 and tokens[number.first - 1].lower in KNOWN
    names = any(is_pair(token.lower) for token in tokens[noun[0] : noun[1]]) or last.startswith(DURATIONS)
    if last == "суток" and tokens[number.first].lower.startswith("дво"):
        return not known
    return Decimal(number.digits) == TWO and not known and not names


def _round_the_clock(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "24 hours" goes on as "a day"."""
    return [token.lower for token in tokens[at : at + 2]] in (["в", "сутки"], ["a", "day"], ["в", "день"])


def _opened(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Say whether a bare number opens a pair: "14-21 bn", "from two to ten billion"."""
    if tokens[at].text == "-":
        return tokens[at + 1].kind == "number"
    if first > 0 and tokens[first - 1].lower in ("от", "from", "between", "с", "со", "между"):
        return True
    return tokens[at].lower == "to" and tokens[at + 1].kind == "number"


def _scale(tokens: Sequence[Token], number: Number, marks: Marks) -> tuple[Decimal, int, str]:
    """Return the scale of a number, where it ends, and the digits with what smaller scales add ("2 bn 300 m")."""
    at = _past(tokens, number.last, marks)
    cue = marks.begin.get(("scales", at))
    if number.scale:
        return SCALES[number.scale], number.last, number.digits
    if cue is None:
        meant = inserted(tokens, number.last, marks)
        return (SCALE[meant], number.last + 3, number.digits) if meant else _letter(tokens, number, marks)
    scale, last = SCALE[cue.code], cue.last
    while (more := marks.begin.get(("scales", last))) is not None and cue.code not in SCALES:
        scale, last, cue = scale * SCALE[more.code], more.last, more
    total = Decimal(number.digits) * scale
    part, last = _smaller(tokens, last, marks, number, scale)
    return scale, last, str((total + part) / scale) if part else number.digits


def _past(tokens: Sequence[Token], at: int, marks: Marks) -> int:
    """Step over a hyphen or a bound between a number and its scale or unit: "100-million", "20 с лишним млн"."""
    hyphened = at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at + 1].kind == "word"
    if hyphened and (tokens[at + 1].lower == "fold" or unit_begins(at + 1, marks)):
        return at + 1
    if marks.language in SUFFIXED and at < len(tokens) and tokens[at].lower in CLASSIFIERS:
        at += 1
    cue = marks.begin.get(("bounds", at))
    if cue is not None and cue.row["place"] == "after" and unit_begins(cue.last, marks):
        return cue.last
    return at


def _smaller(tokens: Sequence[Token], at: int, marks: Marks, number: Number, scale: Decimal) -> tuple[Decimal, int]:
    """Return what follows a number at a smaller scale, and where it ends: "300 million" after "2 billion"."""
    if at >= len(tokens) or (tokens[at].kind != "number" and ("numerals", at) not in marks.begin):
        return Decimal(0), at
    more = number_at(tokens, at, marks, marks.language)
    if more is None or more.high is not None:
        return Decimal(0), at
    cue = marks.begin.get(("scales", more.last))
    if cue is None:
        digits = not more.word and scale == THOUSAND and "." not in more.digits and unit_begins(more.last, marks)
        spelt = digits or (number.word and more.word)
        bare = spelt and Decimal(1) <= Decimal(more.digits) < min(scale, Decimal(1000))
        return (Decimal(more.digits), more.last) if bare else (Decimal(0), at)
    if SCALE[cue.code] >= scale:
        return Decimal(0), at
    part, last = _smaller(tokens, cue.last, marks, more, SCALE[cue.code])
    return Decimal(more.digits) * SCALE[cue.code] + part, last


THOUSAND = 1000
LETTERS = {"K": "thousand", "M": "million", "B": "billion", "T": "trillion", "MM": "million", "MIL": "million"}


def _letter(tokens: Sequence[Token], number: Number, marks: Marks) -> tuple[Decimal, int, str]:
    """Read the short scale of "$30B", "$30 m", "30m euros": beside its number and the currency or unit of it."""
    at = number.last
    if at >= len(tokens) or tokens[at].text.upper() not in LETTERS:
        return Decimal(1), number.last, number.digits
    glued = tokens[at].start == tokens[at - 1].end
    if not glued and tokens[at].text.upper() == "T":
        return Decimal(1), number.last, number.digits  # "500 t $250": tonnes
    money = ("currencies", number.first) in marks.end and (glued or len(tokens[at].text) > 1 or tokens[at].text in "mb")
    measure = glued and tokens[at].text.islower() and ("units", at + 1) in marks.begin
    if money or measure or ("currencies", at + 1) in marks.begin:
        return SCALES[LETTERS[tokens[at].text.upper()]], at + 1, number.digits
    return Decimal(1), number.last, number.digits


class Unit(Value, frozen=True):
    """What a number is in: unit, kind, the token after it, the measured noun, its size in the unit of the model."""

    unit: str | None
    kind: str
    last: int
    noun: tuple[int, int] | None
    factor: Decimal = Decimal(1)
    points: bool = False


def _unit(tokens: Sequence[Token], at: int, marks: Marks, taken: set[int]) -> Unit:
    """Return the unit that follows a number; up to four adjectives may stand between."""
    at = sized(tokens, _past(tokens, at, marks))
    currency = _currency(tokens, at, marks)
    if currency is not None:
        return Unit(currency.code, "money", currency.last, (currency.first, currency.last), _factor_of(currency))
    behind = marks.begin.get(("bounds", at))
    at = behind.last if behind is not None and behind.row["place"] == "after" and behind.row["lang"] in SUFFIXED else at
    end = min(at + ADJECTIVES + 1, len(tokens))
    for place in range(at, end):
        unit = marks.begin.get(("units", place))
        if titled(tokens[place]) or (place > at and ("numerals", place) in marks.begin):
            break
        if unit is not None and _fits(tokens, at, unit):
            return _named(unit, at)
        loose = marks.language in SUFFIXED and place - at < 2 and tokens[place].lower not in TURKIC_BREAKS
        joined = place > at and _joins(tokens, place, marks)
        if place in taken or tokens[place].kind != "word" or not (joined or loose or may_precede(tokens[place])):
            break
    noun = noun_at(tokens, at, taken)
    return Unit(None, "bare", noun[1] if noun else at, noun)


def _joins(tokens: Sequence[Token], at: int, marks: Marks) -> bool:
    """Say whether "and" joins two adjectives of the thing that is counted: "310 Kazakh and joint ventures"."""
    if tokens[at].lower not in ("and", "и") or at + 2 >= len(tokens) or not may_precede(tokens[at + 1]):
        return False
    unit = marks.begin.get(("units", at + 2))
    return unit is not None and _kind(unit.code) == "count"


def _named(unit: Cue, at: int) -> Unit:
    """Return the unit of the lexicon; one without a code is a measure that the model has no unit for."""
    if unit.code == "point":
        return Unit("percent", "percent", unit.last, (at, unit.last), _factor_of(unit), points=True)
    kind = _kind(unit.code) if unit.code else "bare"
    return Unit(unit.code or None, kind, unit.last, (at, unit.last), _factor_of(unit))


def _factor_of(cue: Cue) -> Decimal:
    """Return what a unit of the text is in units of the model: a square metre in hectares, a cent in dollars."""
    return Decimal(cue.row["factor"]) if cue.row["factor"] else Decimal(1)


def _currency(tokens: Sequence[Token], at: int, marks: Marks) -> Cue | None:
    for place in (at, at + 1):
        cue = marks.begin.get(("currencies", place))
        if cue is not None and (place == at or tokens[at].lower in ("американских", "казахстанских", "us", "в")):
            return cue if _written_as_code(tokens[place], cue) else None
    return None


WORDLIKE = frozenset({"try", "all", "cup", "top", "mad", "bob", "sos", "mop", "lak", "ron", "gel"})


def _written_as_code(token: Token, cue: Cue) -> bool:
    """A code of a currency that is also a word counts only in capitals: TRY, ALL."""
    return cue.row["lang"] != "any" or token.lower not in WORDLIKE or token.text.isupper()


def _fits(tokens: Sequence[Token], at: int, unit: Cue) -> bool:
    text = tokens[unit.first].lower
    if len(text) <= 2 and text.isalpha():
        return unit.first == at
    return True


TURKIC_BREAKS = frozenset({"және", "мен", "va", "ва", "hamda", "бен", "пен", "bilan", "билан"})


def _kind(unit: str) -> str:
    if unit == "percent":
        return "percent"
    return by_code("units")[unit]["kind"] if unit in by_code("units") else "count"
