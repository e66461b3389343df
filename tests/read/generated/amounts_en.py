"""Amounts in English: money, counts, measures and percentages in many spellings, each with what it must be read as."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from tests.read.generated.bounds import slots
from tests.read.generated.drawing import Draw, Part
from tests.read.generated.english import numeral, plural

SCALES = {6: ("million", "million", "mln", "m"), 9: ("billion", "billion", "bn", "bln"), 12: ("trillion",)}


class Money(NamedTuple):
    """A currency: what stands behind the scale, and what stands before the number."""

    code: str
    behind: tuple[str, ...]
    before: tuple[str, ...] = ()


CURRENCIES = (
    Money("USD", ("dollars", "US dollars", "U.S. dollars", "USD"), ("$", "$", "$", "US$", "USD ")),
    Money("USD", ("dollars",), ("$", "$")),
    Money("USD", ("dollars",), ("$",)),
    Money("EUR", ("euros", "EUR"), ("€", "EUR ")),
    Money("KZT", ("tenge",), ("KZT ",)),
    Money("UZS", ("soums", "Uzbek soums")),
    Money("RUB", ("rubles", "roubles")),
    Money("CNY", ("yuan",), ("CNY ",)),
    Money("GBP", ("pounds sterling",), ("£",)),
)
Bound = tuple[str, str]
PLAIN: tuple[Bound, ...] = (("", "eq"),)
BOUNDS: tuple[Bound, ...] = (
    ("", "eq"),
    ("", "eq"),
    ("", "eq"),
    ("", "eq"),
    ("", "eq"),
    ("", "eq"),
    ("more than ", "gt"),
    ("over ", "gt"),
    ("in excess of ", "gt"),
    ("above ", "gt"),
    ("at least ", "ge"),
    ("no less than ", "ge"),
    ("a minimum of ", "ge"),
    ("less than ", "lt"),
    ("under ", "lt"),
    ("no more than ", "le"),
    ("at most ", "le"),
    ("about ", "approx"),
    ("around ", "approx"),
    ("approximately ", "approx"),
    ("nearly ", "approx"),
    ("almost ", "approx"),
    ("roughly ", "approx"),
    ("close to ", "approx"),
    ("some ", "approx"),
)
CHANGE_BOUNDS: tuple[Bound, ...] = (
    ("", "eq"),
    ("", "eq"),
    ("", "eq"),
    ("more than ", "gt"),
    ("nearly ", "approx"),
    ("at least ", "ge"),
    ("about ", "approx"),
)
Core = tuple[str, Decimal, Decimal | None, str]


def money(draw: Draw, bounds: tuple[Bound, ...] = BOUNDS) -> Part:
    """Return a sum of money with a bound before it."""
    words, bound = draw.of("bound", bounds)
    core, value, step, unit = draw.of("money", MONEY)(draw)
    return Part(f"{words}[[{core}]]", slots(value, step, bound, unit))


def _decimal(draw: Draw) -> Core:
    power = draw.of("power", (6, 9, 9, 9, 12))
    places = draw.of("places", (1, 1, 1, 2))
    number = Decimal(draw.whole(11, 9999)).scaleb(-places)
    return _placed(draw, f"{number:f}", number, Decimal(1).scaleb(-places), power)


def _whole(draw: Draw) -> Core:
    number = Decimal(draw.whole(2, 999))
    return _placed(draw, f"{number:f}", number, Decimal(1), draw.of("power", (6, 6, 9)))


def _grouped(draw: Draw) -> Core:
    number = Decimal(draw.whole(10_001, 99_999)).scaleb(-1)
    return _placed(draw, f"{number:,f}", number, Decimal("0.1"), 6)


def _placed(draw: Draw, digits: str, number: Decimal, step: Decimal, power: int) -> Core:
    currency = draw.of("currency", CURRENCIES)
    scale = draw.of("scale", SCALES[power])
    if currency.before and draw.one_in("currency before", 2):
        space = "" if scale == "m" else draw.of("scale space", (" ", " ", " ", chr(160)))
        text = f"{draw.of('before', currency.before)}{digits}{space}{scale}"
    else:
        text = f"{digits} {'million' if scale == 'm' else scale} {draw.of('behind', currency.behind)}"
    return text, number.scaleb(power), step.scaleb(power), currency.code


def _words(draw: Draw) -> Core:
    power = draw.of("power", (6, 9))
    number = draw.whole(2, 40)
    text = f"{numeral(number)} {SCALES[power][0]} {draw.of('behind', ('dollars', 'US dollars', 'euros'))}"
    return text, Decimal(number).scaleb(power), Decimal(1).scaleb(power), "EUR" if "euro" in text else "USD"


def _and_half(draw: Draw) -> Core:
    number = draw.whole(1, 9)
    text = f"{numeral(number)} and a half {draw.of('scale', ('million', 'billion'))} dollars"
    power = 6 if "million" in text else 9
    return text, (number + Decimal("0.5")).scaleb(power), Decimal("0.1").scaleb(power), "USD"


def _full(draw: Draw) -> Core:
    number = draw.whole(1_000, 99_999) * 1000
    return f"${number:,}", Decimal(number), Decimal(1), "USD"


MONEY = (_decimal, _decimal, _decimal, _whole, _whole, _grouped, _words, _and_half, _full)


def count(draw: Draw, noun: str, unit: str, bounds: tuple[Bound, ...] = BOUNDS, high: int = 99) -> Part:
    """Return a whole number of things, exact unless its bound says otherwise."""
    words, bound = draw.of("bound", bounds)
    form = draw.of("count", ("digits", "digits", "digits", "words", "thousands"))
    number = draw.whole(3, high if form == "digits" else 60)
    text = numeral(number) if form == "words" else f"{number:,}"
    if form == "thousands" and high >= 1000:
        text, number = f"{number} thousand", number * 1000
    return Part(f"{words}[[{text} {plural(noun, number)}]]", slots(Decimal(number), None, bound, unit))


def measure(draw: Draw, noun: str, short: str, unit: str, bounds: tuple[Bound, ...] = BOUNDS) -> Part:
    """Return a measured quantity: tonnes, hectares, kilometres."""
    words, bound = draw.of("bound", bounds)
    power = {"whole": 0, "thousand": 3, "million": 6}[draw.of("measure", ("whole", "thousand", "million"))]
    number = Decimal(draw.whole(11, 990)).scaleb(-1 if power == 6 else 0)
    step = Decimal("0.1" if power == 6 else 1)
    scale = {0: "", 3: "thousand ", 6: "million "}[power]
    text = f"{number:f} {scale}{draw.of('noun', (noun, short))}"
    return Part(f"{words}[[{text}]]", slots(number.scaleb(power), step.scaleb(power), bound, unit))


def percent(draw: Draw, bounds: tuple[Bound, ...] = BOUNDS, sign: int = 1) -> Part:
    """Return a percentage; a fall (`sign` -1) is negative, and its bound is not compared."""
    words, bound = draw.of("bound", bounds)
    places = draw.of("places", (0, 1, 1, 2))
    number = Decimal(draw.whole(3, 99)) if places == 0 else Decimal(draw.whole(11, 99 * 10**places)).scaleb(-places)
    text = f"{number:f}" + draw.of("percent", ("%", "%", " percent", " per cent", " %"))
    found = slots(number * sign, Decimal(1).scaleb(-places), bound, "percent")
    if sign < 0 and bound != "eq":
        found = {name: value for name, value in found.items() if name in ("value", "unit")}
    return Part(f"{words}[[{text}]]", found)
