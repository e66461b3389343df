"""Every number a person sees: intervals as money, counts, measures, shares and differences, in Russian and English.

Languages are CLDR codes ("ru", "en"); a no-break space stands inside numbers and before units.
No number shows more digits than its interval knows.
"""

from __future__ import annotations

from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal, get_currency_name

from karvon.model.values import Interval, exact
from karvon.model.vocabulary import by_code
from karvon.say.precision import decimals, rough, rounded, shown
from karvon.say.tables import NB, say_table

MINUS = "\u2212"
UNKNOWN = {"ru": "неизвестно", "en": "unknown"}
A_YEAR = {"ru": "в\u00a0год", "en": "a\u00a0year"}
EXAMPLES = {
    "one": Decimal(1),
    "few": Decimal(2),
    "many": Decimal(5),
    "other": Decimal("0.5"),
}  # Babel asks for a number, not for its form
SIGNED = ("relative_change", "absolute_change")
LONGEST_FRACTION = {12: 3, 9: 3, 6: 3, 3: 1}  # 1,581.6 million reads better than 1.5816 billion
LEAST_THOUSAND = Decimal(10_000)  # 1,175 reads better than 1.175 thousand


def quantity(known: Interval, unit: str, lang: str, bound: str = "eq", change: str = "level") -> str:
    """Return a figure as people write it: money, a count with its noun, a measure or a share; changes carry a sign.

    For official statistics printed to the last dollar pass `rough(known)`.
    """
    bound = _bound(known, bound)
    edges = _edges(known, bound)
    if not edges:
        return UNKNOWN[lang]
    scale = _scale(edges, unit)
    text = _digits(edges, scale, lang, signed=change in SIGNED and bound == "eq")
    form = _form(_down(edges[-1], scale), scale, lang, genitive=bound not in ("eq", "range"))
    return _limited(_frame(text, unit, scale, form, lang), bound, lang)


def money(known: Interval, currency: str, lang: str, bound: str = "eq", digits: int | None = None) -> str:
    """Return an amount: "более 4 млрд долл. США", "USD 2.55–2.65 bn"; at most `digits` significant digits if given."""
    return quantity(known if digits is None else rough(known, digits), currency, lang, bound)


def count(things: int, unit: str, lang: str) -> str:
    """Return a count known exactly with its noun: "78 проектов", "1 project"; nouns are in data/units.csv."""
    return quantity(exact(Decimal(things)), unit, lang)


def difference(amount: Decimal, unit: str, lang: str, digits: int = 3) -> str:
    """Return a signed difference: "+271 млн долл. США", "−USD 67.7 mn"."""
    return quantity(rough(exact(amount), digits), unit, lang, change="absolute_change")


def percent(share: Decimal, lang: str, places: int = 0) -> str:
    """Return a share (0.3 = 30 %) with `places` decimals: "30 %" in Russian, "30%" in English."""
    text = number(rounded(share * 100, -places), lang)
    return _frame(text, "percent", "unit", "other", lang)


def growth(rate: Decimal, lang: str, places: int = 1) -> str:
    """Return growth per year (0.124 = 12.4 % a year): "12,4 % в год", "12.4% a year"."""
    return f"{percent(rate, lang, places)}{NB}{A_YEAR[lang]}"


def amount_in(known: Interval, scale: str, lang: str, bound: str = "eq") -> str:
    """Return an amount in a given scale without its unit ("4,42", "более 4"), for axes and columns headed with it."""
    bound = _bound(known, bound)
    edges = _edges(known, bound)
    return _limited(_digits(edges, scale, lang), bound, lang) if edges else UNKNOWN[lang]


def difference_in(amount: Decimal, scale: str, lang: str, digits: int = 3) -> str:
    """Return the signed digits of a difference in a given scale ("+125"), for columns headed with the unit."""
    return _digits(_edges(rough(exact(amount), digits), "eq"), scale, lang, signed=True)


def scale_unit(scale: str, unit: str, lang: str) -> str:
    """Return the head that goes with `amount_in`: "млрд долл. США", "USD bn"."""
    return _frame("", unit, scale, "many", lang).replace(NB * 2, NB).strip(NB)


def number(value: Decimal, lang: str, *, signed: bool = False) -> str:
    """Return the digits of a number, as many decimals as it carries, with a true minus sign."""
    places = decimals(value)
    pattern = "#,##0." + "0" * places if places else "#,##0"
    text: str = format_decimal(abs(value), format=pattern, locale=lang)
    if value < 0:
        return MINUS + text
    return f"+{text}" if signed and value > 0 else text


def plural(value: Decimal, lang: str) -> str:
    """Return the CLDR plural category of a number: one, few, many or other."""
    category: str = Locale.parse(lang).plural_form(abs(value))
    return category


def _bound(known: Interval, bound: str) -> str:
    """Return the bound to name; an interval open on one side is never shown as a point."""
    if bound != "eq" and not (bound == "range" and None in (known.low, known.high)):
        return bound
    if known.low is not None and known.high is None:
        return "ge"
    if known.low is None and known.high is not None:
        return "le"
    return "range" if known.value is None else "eq"


def _edges(known: Interval, bound: str) -> list[Decimal]:
    """Return the numbers to print, each with the digits that are known of it."""
    if bound == "range":
        return [shown(edge, exact(edge)) for edge in (known.low, known.high) if edge is not None]
    best = known.value
    if best is None:
        best = known.high if bound in ("lt", "le") else known.low
    return [] if best is None else [shown(best, known)]


def _digits(edges: list[Decimal], scale: str, lang: str, *, signed: bool = False) -> str:
    return "–".join(number(_down(edge, scale), lang, signed=signed) for edge in edges)


def _limited(text: str, bound: str, lang: str) -> str:
    """Put the word of the bound before a text: "более", "about"."""
    word = by_code("bounds")[bound][lang]
    return f"{word} {text}" if word else text


def _scale(edges: list[Decimal], unit: str) -> str:
    """Return the largest scale in which the numbers keep at least one whole digit and at most three decimals."""
    largest = max(edges, key=abs)
    for code, row in say_table("scales").items():
        exponent = int(row["exponent"])
        fraction = max(decimals(_down(edge, code)) for edge in edges)
        if fraction <= LONGEST_FRACTION.get(exponent, fraction) and _worth(abs(largest), exponent, unit):
            return code
    return "unit"


def _worth(largest: Decimal, exponent: int, unit: str) -> bool:
    """Say whether a scale suits a number: shares have none, and only money is counted in thousands."""
    if exponent == 3:
        return unit not in say_table("units") and unit != "percent" and largest >= LEAST_THOUSAND
    return unit != "percent" and largest >= Decimal(1).scaleb(exponent)


def _down(value: Decimal, scale: str) -> Decimal:
    """Return the value counted in a scale, its known digits kept."""
    return value.scaleb(-int(say_table("scales")[scale]["exponent"])) if value else Decimal(0)


def _frame(text: str, unit: str, scale: str, form: str, lang: str) -> str:
    """Return the digits with their scale word and unit around them; `form` is the plural form of the unit's name."""
    if unit == "percent":
        return f"{text}{NB}%" if lang == "ru" else f"{text}%"
    word = say_table("scales")[scale][lang]
    scaled = f"{text}{NB}{word}" if word else text
    if unit in say_table("units"):
        return f"{scaled}{NB}{_noun(unit, lang, form)}"
    if lang == "ru":
        return f"{scaled}{NB}{_currency(unit, scale, form)}"
    sign = text[:1] if text[:1] in ("+", MINUS) else ""
    return f"{sign}{unit}{NB}{scaled.removeprefix(sign)}"


def _form(last: Decimal, scale: str, lang: str, *, genitive: bool) -> str:
    """Return the form of a name after a number: after a scale word, after a bound ("более 41 проекта"), or alone."""
    if scale != "unit":
        return "many"
    category = plural(last, lang)
    if lang == "ru" and genitive:
        return "other" if category in ("one", "other") else "many"
    return category


def _noun(unit: str, lang: str, form: str) -> str:
    forms = say_table("units")[unit]
    return forms.get(f"{lang}_{form}", forms[f"{lang}_other"])


def _currency(unit: str, scale: str, form: str) -> str:
    """Return the Russian name of a currency: the usual short form after a scale word, the full one alone."""
    short = say_table("currencies").get(unit)
    if scale != "unit" and short is not None:
        return short["ru"]
    name: str = get_currency_name(unit, EXAMPLES[form], locale="ru")
    return name
