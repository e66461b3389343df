"""Russian as the generator writes it: plurals by Babel, countries in their cases by pymorphy, numerals by tables."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from babel import Locale
from pymorphy3 import MorphAnalyzer

RULE = Locale.parse("ru").plural_form
ANALYSER = cache(lambda: MorphAnalyzer(lang="ru"))
NOMINATIVE = {
    1: "один", 2: "два", 3: "три", 4: "четыре", 5: "пять", 6: "шесть", 7: "семь", 8: "восемь", 9: "девять",
    10: "десять", 11: "одиннадцать", 12: "двенадцать", 13: "тринадцать", 14: "четырнадцать", 15: "пятнадцать",
    16: "шестнадцать", 17: "семнадцать", 18: "восемнадцать", 19: "девятнадцать", 20: "двадцать", 30: "тридцать",
    40: "сорок", 50: "пятьдесят", 60: "шестьдесят", 70: "семьдесят", 80: "восемьдесят", 90: "девяносто", 100: "сто",
    200: "двести", 300: "триста", 400: "четыреста", 500: "пятьсот", 600: "шестьсот", 700: "семьсот",
    800: "восемьсот", 900: "девятьсот",
}  # fmt: skip
GENITIVE = {
    1: "одного", 2: "двух", 3: "трёх", 4: "четырёх", 5: "пяти", 6: "шести", 7: "семи", 8: "восьми", 9: "девяти",
    10: "десяти", 11: "одиннадцати", 12: "двенадцати", 13: "тринадцати", 14: "четырнадцати", 15: "пятнадцати",
    16: "шестнадцати", 17: "семнадцати", 18: "восемнадцати", 19: "девятнадцати", 20: "двадцати", 30: "тридцати",
    40: "сорока", 50: "пятидесяти", 60: "шестидесяти", 70: "семидесяти", 80: "восьмидесяти", 90: "девяноста",
    100: "ста", 200: "двухсот", 300: "трёхсот", 400: "четырёхсот", 500: "пятисот", 600: "шестисот", 700: "семисот",
    800: "восьмисот", 900: "девятисот",
}  # fmt: skip
FEMININE = {"один": "одна", "два": "две", "одного": "одной"}
NEUTER = {"один": "одно"}


class Noun(NamedTuple):
    """A counted noun: its form after one, two and five in the nominative, and in the genitive after one and many."""

    one: str
    few: str
    many: str
    genitive_one: str
    gender: str = "m"

    def after(self, number: int, case: str) -> str:
        """Return the form that agrees with a whole number."""
        form = RULE(number)
        if case == "gen":
            return self.genitive_one if form == "one" else self.many
        return {"one": self.one, "few": self.few}.get(form, self.many)


class Country(NamedTuple):
    """A country with the adjective stem of its goods ("казахстанск")."""

    code: str
    name: str
    adjective: str

    def case(self, case: str) -> str:
        """Return the name in a case ("gent", "datv", "accs", "ablt", "loct")."""
        return _inflected(self.name, case)

    @property
    def gender(self) -> str:
        """The gender that verbs agree with."""
        return "f" if self.name.endswith(("я", "ь", "а")) else "m"


@cache
def _inflected(name: str, case: str) -> str:
    parse = next(p for p in ANALYSER().parse(name.lower()) if {"NOUN", "nomn"} <= set(p.tag.grammemes))
    form = parse.inflect({case})
    if form is None:
        raise ValueError(f"{name!r} has no form {case!r}")
    return str(form.word.capitalize())


COUNTRIES = (
    Country("KAZ", "Казахстан", "казахстанск"),
    Country("UZB", "Узбекистан", "узбекск"),
    Country("KGZ", "Кыргызстан", "кыргызск"),
    Country("TJK", "Таджикистан", "таджикск"),
    Country("TKM", "Туркменистан", "туркменск"),
    Country("AZE", "Азербайджан", "азербайджанск"),
    Country("RUS", "Россия", "российск"),
    Country("CHN", "Китай", "китайск"),
    Country("TUR", "Турция", "турецк"),
    Country("IRN", "Иран", "иранск"),
    Country("BLR", "Беларусь", "белорусск"),
    Country("GEO", "Грузия", "грузинск"),
    Country("ARM", "Армения", "армянск"),
    Country("MNG", "Монголия", "монгольск"),
    Country("SRB", "Сербия", "сербск"),
    Country("HUN", "Венгрия", "венгерск"),
    Country("IND", "Индия", "индийск"),
    Country("DEU", "Германия", "немецк"),
    Country("POL", "Польша", "польск"),
    Country("PAK", "Пакистан", "пакистанск"),
)


def numeral(number: int, case: str, gender: str = "m") -> str:
    """Write a whole number of 1..999 in words."""
    table = GENITIVE if case == "gen" else NOMINATIVE
    rest, words = number, []
    for step in sorted(table, reverse=True):
        if rest >= step and (rest < 20 or step >= 20):
            words.append(table[step])
            rest -= step
    swap = {"f": FEMININE, "n": NEUTER}.get(gender, {})
    words[-1] = swap.get(words[-1], words[-1])
    return " ".join(words)


def grouped(number: int, sign: str) -> str:
    """Write a whole number with its thousands apart."""
    return f"{number:,}".replace(",", sign)


PAST = {"m": 0, "f": 1, "n": 2, "p": 3}


def past(forms: str, gender: str) -> str:
    """Return a past form: "состави л/ла/ло/ли" or a short participle "создан /а/о/ы" by its four endings."""
    stem, endings = forms.split(" ", 1)
    return stem + endings.split("/")[PAST[gender]]
