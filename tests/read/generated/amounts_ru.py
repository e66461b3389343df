"""Amounts in Russian: money, counts, measures and percentages in many spellings, each with what it must be read as."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from tests.read.generated.bounds import slots
from tests.read.generated.drawing import Draw, Part
from tests.read.generated.russian import Noun, grouped, numeral

DOLLAR = Noun("доллар", "доллара", "долларов", "доллара")
MILLION = Noun("миллион", "миллиона", "миллионов", "миллиона")
BILLION = Noun("миллиард", "миллиарда", "миллиардов", "миллиарда")
TRILLION = Noun("триллион", "триллиона", "триллионов", "триллиона")
PERCENT = Noun("процент", "процента", "процентов", "процента")
SCALES: dict[int, tuple[str | Noun, ...]] = {
    6: ("млн", "млн", "млн.", MILLION),
    9: ("млрд", "млрд", "млрд.", BILLION),
    12: ("трлн", "трлн", "трлн.", TRILLION),
}


class Money(NamedTuple):
    """A currency: behind a scale, and as a sign before the number where one is usual."""

    code: str
    behind: tuple[str, ...]
    sign: str | None = None


DOLLARS = Money("USD", ("долларов", "долларов США", "долл.", "долл. США", "американских долларов", "USD"), "$")
CURRENCIES = (
    DOLLARS,
    DOLLARS,
    DOLLARS,
    Money("EUR", ("евро",), "€"),
    Money("KZT", ("тенге",), "₸"),
    Money("UZS", ("сумов", "узбекских сумов")),
    Money("RUB", ("рублей", "руб."), "₽"),
    Money("CNY", ("юаней",)),
    Money("KGS", ("сомов",)),
    Money("TJS", ("сомони",)),
)
BOUNDS = (
    ("", "eq", None),
    ("", "eq", None),
    ("", "eq", None),
    ("", "eq", None),
    ("", "eq", None),
    ("", "eq", None),
    ("более ", "gt", "gen"),
    ("свыше ", "gt", "gen"),
    ("больше ", "gt", "gen"),
    ("более чем ", "gt", None),
    ("не менее ", "ge", "gen"),
    ("как минимум ", "ge", None),
    ("не менее чем ", "ge", None),
    ("менее ", "lt", "gen"),
    ("не более ", "le", "gen"),
    ("максимум ", "le", None),
    ("около ", "approx", "gen"),
    ("порядка ", "approx", "gen"),
    ("примерно ", "approx", None),
    ("приблизительно ", "approx", None),
    ("почти ", "approx", None),
    ("в районе ", "approx", "gen"),
    ("ориентировочно ", "approx", None),
)
BEHIND_PREPOSITION = tuple(bound for bound in BOUNDS if not bound[0].startswith("в "))
CHANGE_BOUNDS = (
    ("", "eq", None),
    ("", "eq", None),
    ("", "eq", None),
    ("более чем ", "gt", None),
    ("почти ", "approx", None),
    ("не менее чем ", "ge", None),
    ("примерно ", "approx", None),
)
PLAIN = (("", "eq", None),)
Bound = tuple[str, str, str | None]


def money(draw: Draw, case: str, bounds: tuple[Bound, ...] = BOUNDS) -> Part:
    """Return a sum of money in a case ("nom" or "gen"), with a bound before it."""
    words, bound, governed = draw.of("bound", bounds)
    core, value, step, unit = draw.of("money", MONEY)(draw, governed or case)
    return Part(f"{words}[[{core}]]", slots(value, step, bound, unit))


Core = tuple[str, Decimal, Decimal | None, str]


def _decimal(draw: Draw, _case: str) -> Core:
    power = draw.of("power", (6, 9, 9, 9, 12))
    places = draw.of("places", (1, 1, 1, 2))
    number = Decimal(draw.whole(11, 9999)).scaleb(-places)
    if number == number.to_integral_value():
        number += Decimal(1).scaleb(-places)
    digits = f"{number:f}".replace(".", draw.of("decimal sign", (",", ",", ",", ".")))
    currency = draw.of("currency", CURRENCIES)
    scale = draw.of("scale", SCALES[power])
    step = Decimal(1).scaleb(power - places)
    word = scale if isinstance(scale, str) else scale.genitive_one
    return _placed(draw, digits, word, currency), number.scaleb(power), step, currency.code


def _whole(draw: Draw, case: str) -> Core:
    power = draw.of("power", (6, 6, 9))
    number = draw.whole(3, 999)
    currency = draw.of("currency", CURRENCIES)
    scale = draw.of("scale", SCALES[power])
    word = scale if isinstance(scale, str) else scale.after(number, case)
    return (
        _placed(draw, str(number), word, currency),
        Decimal(number).scaleb(power),
        Decimal(1).scaleb(power),
        currency.code,
    )


def _placed(draw: Draw, digits: str, scale: str, currency: Money) -> str:
    if currency.sign and draw.one_in(f"sign {currency.sign} before", 3):
        return f"{currency.sign}{draw.of('sign space', ('', '', ' '))}{digits} {scale}"
    return f"{digits}{draw.of('scale space', (' ', ' ', ' ', chr(160)))}{scale} {draw.of('behind', currency.behind)}"


def _words(draw: Draw, case: str) -> Core:
    power = draw.of("power", (6, 9))
    number = draw.whole(2, 40)
    scale = MILLION if power == 6 else BILLION
    text = (
        f"{numeral(number, case)} {scale.after(number, case)} {draw.of('behind', ('долларов', 'долларов США', 'евро'))}"
    )
    return text, Decimal(number).scaleb(power), Decimal(1).scaleb(power), "EUR" if text.endswith("евро") else "USD"


def _one_and_half(draw: Draw, case: str) -> Core:
    power = draw.of("power", (6, 9))
    scale = MILLION if power == 6 else BILLION
    text = f"полтора {scale.genitive_one}" if case == "nom" else f"полутора {scale.many}"
    return f"{text} долларов", Decimal("1.5").scaleb(power), Decimal("0.1").scaleb(power), "USD"


def _and_half(draw: Draw, case: str) -> Core:
    number = draw.whole(2, 9)
    scale = BILLION.genitive_one if case == "nom" else BILLION.many
    text = f"{numeral(number, case)} с половиной {scale} долларов"
    return text, (number + Decimal("0.5")).scaleb(9), Decimal("0.1").scaleb(9), "USD"


def _two_scales(draw: Draw, _case: str) -> Core:
    billions, millions = draw.whole(1, 60), draw.whole(11, 999)
    currency = draw.of("currency", CURRENCIES)
    text = f"{billions} млрд {millions} млн {currency.behind[0]}"
    return text, Decimal(billions * 1000 + millions).scaleb(6), Decimal(1).scaleb(6), currency.code


def _thousands(draw: Draw, case: str) -> Core:
    number = draw.whole(12, 990)
    behind = draw.of("behind", ("долларов", "долл. США", "евро"))
    text = f"{number} {draw.of('scale', ('тыс.', 'тыс', 'тысяч'))} {behind}"
    if text.endswith(f"тысяч {behind}"):
        text = f"{number} {Noun('тысяча', 'тысячи', 'тысяч', 'тысячи').after(number, case)} {behind}"
    return text, Decimal(number).scaleb(3), Decimal(1).scaleb(3), "EUR" if behind == "евро" else "USD"


def _spaced(draw: Draw, _case: str) -> Core:
    number = draw.whole(10_000, 99_999) * 1000
    text = f"{grouped(number, draw.of('thousands', (' ', chr(160), chr(8239))))} долларов"
    return text, Decimal(number), Decimal(1), "USD"


def _spaced_millions(draw: Draw, _case: str) -> Core:
    number = Decimal(draw.whole(10_001, 99_999)).scaleb(-1)
    whole, tail = f"{number:f}".split(".")
    text = f"{grouped(int(whole), ' ')},{tail} млн {draw.of('behind', DOLLARS.behind)}"
    return text, number.scaleb(6), Decimal("0.1").scaleb(6), "USD"


MONEY = (
    _decimal,
    _decimal,
    _decimal,
    _whole,
    _whole,
    _words,
    _one_and_half,
    _and_half,
    _two_scales,
    _thousands,
    _spaced,
    _spaced_millions,
)


def count(draw: Draw, noun: Noun, case: str, unit: str, *, bounds: tuple[Bound, ...] = BOUNDS, high: int = 99) -> Part:
    """Return a whole number of things, exact unless its bound says otherwise."""
    words, bound, governed = draw.of("bound", bounds)
    case = governed or case
    form = draw.of("count", ("digits", "digits", "digits", "words", "thousands"))
    if form == "thousands" and high >= 1000:
        number = draw.whole(3, 90)
        thousand = draw.of("scale", ("тыс.", Noun("тысяча", "тысячи", "тысяч", "тысячи", "f").after(number, case)))
        text, value = f"{number} {thousand} {noun.many}", Decimal(number * 1000)
    elif form == "words":
        number = draw.whole(3, 60)
        text, value = f"{numeral(number, case, noun.gender)} {noun.after(number, case)}", Decimal(number)
    else:
        number = draw.whole(3, high)
        sign = draw.of("thousands", (" ", " ", chr(160))) if number >= 10_000 else draw.of("thousands", (" ", ""))
        text, value = f"{grouped(number, sign)} {noun.after(number, case)}", Decimal(number)
    return Part(f"{words}[[{text}]]", slots(value, None, bound, unit))


def measure(draw: Draw, case: str, noun: Noun, short: str, unit: str) -> Part:
    """Return a measured quantity: tonnes, hectares, kilometres."""
    words, bound, governed = draw.of("bound", BOUNDS)
    case = governed or case
    form = draw.of("measure", ("whole", "decimal", "thousand", "million"))
    number = Decimal(draw.whole(11, 990))
    if form == "decimal":
        number = (number * 10 + draw.whole(1, 9)).scaleb(-1)
        text, step = f"{number:f}".replace(".", ",") + f" {noun.genitive_one}", Decimal("0.1")
    elif form == "whole":
        text, step = f"{number} {draw.of('noun', (noun.after(int(number), case), short))}", Decimal(1)
    else:
        power, scale = (3, "тыс.") if form == "thousand" else (6, "млн")
        number, step = number.scaleb(power - 1), Decimal(1).scaleb(power - 1)
        text = f"{number.scaleb(-power):f}".replace(".", ",") + f" {scale} {draw.of('noun', (noun.many, short))}"
    return Part(f"{words}[[{text}]]", slots(number, step, bound, unit))


def percent(draw: Draw, case: str, bounds: tuple[Bound, ...] = BOUNDS, sign: int = 1) -> Part:
    """Return a percentage; a fall (`sign` -1) is negative, and its bound is not compared."""
    words, bound, governed = draw.of("bound", bounds)
    places = draw.of("places", (0, 1, 1, 2))
    number = Decimal(draw.whole(3, 99)) if places == 0 else Decimal(draw.whole(11, 99 * 10**places)).scaleb(-places)
    digits = f"{number:f}".replace(".", draw.of("decimal sign", (",", ",", ",", ".")))
    spelled = PERCENT.genitive_one if places else PERCENT.after(int(number), governed or case)
    text = digits + draw.of("percent", ("%", "%", " %", chr(160) + "%", " " + spelled))
    found = slots(number * sign, Decimal(1).scaleb(-places), bound, "percent")
    if sign < 0 and bound != "eq":
        found = {name: value for name, value in found.items() if name in ("value", "unit")}
    return Part(f"{words}[[{text}]]", found)
