"""English as the generator writes it: plurals, numerals, countries."""

from __future__ import annotations

from typing import NamedTuple

from babel import Locale

RULE = Locale.parse("en").plural_form
SMALL = {
    0: "zero", 1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
    10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen",
    17: "seventeen", 18: "eighteen", 19: "nineteen",
}  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


class Country(NamedTuple):
    """A country with the adjective of its goods ("Kazakh")."""

    code: str
    name: str
    adjective: str


COUNTRIES = (
    Country("KAZ", "Kazakhstan", "Kazakh"),
    Country("UZB", "Uzbekistan", "Uzbek"),
    Country("KGZ", "Kyrgyzstan", "Kyrgyz"),
    Country("TJK", "Tajikistan", "Tajik"),
    Country("TKM", "Turkmenistan", "Turkmen"),
    Country("AZE", "Azerbaijan", "Azerbaijani"),
    Country("RUS", "Russia", "Russian"),
    Country("CHN", "China", "Chinese"),
    Country("TUR", "Türkiye", "Turkish"),
    Country("IRN", "Iran", "Iranian"),
    Country("BLR", "Belarus", "Belarusian"),
    Country("GEO", "Georgia", "Georgian"),
    Country("ARM", "Armenia", "Armenian"),
    Country("MNG", "Mongolia", "Mongolian"),
    Country("SRB", "Serbia", "Serbian"),
    Country("HUN", "Hungary", "Hungarian"),
    Country("IND", "India", "Indian"),
    Country("DEU", "Germany", "German"),
    Country("POL", "Poland", "Polish"),
    Country("PAK", "Pakistan", "Pakistani"),
)


def plural(noun: str, number: int) -> str:
    """Return a regular noun phrase agreed with a whole number."""
    if RULE(number) == "one":
        return noun
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def numeral(number: int) -> str:
    """Write a whole number of 1..999 in words."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        tens, rest = TENS[number // 10 - 2], number % 10
        return f"{tens}-{SMALL[rest]}" if rest else tens
    hundreds, rest = f"{SMALL[number // 100]} hundred", number % 100
    return f"{hundreds} and {numeral(rest)}" if rest else hundreds
