"""Family names in their cases: the nominative of one whose first name tells which case both are in."""

from __future__ import annotations

import re

from karvon.read.tokens import grammar, known

UPRIGHT = re.compile(r"(?:(?:ов|ев|ёв|ин|ын)а?|ский|ская|цкий|цкая|енко|дзе|швили|ян|улы|оглы|заде)$")
ENDINGS = {
    "gent": (("а", ""), ("ы", "а"), ("у", "а")),
    "datv": (("у", ""), ("е", "а")),
    "accs": (("а", ""), ("у", "а")),
    "ablt": (("ом", ""), ("ем", ""), ("ой", "а")),
    "loct": (("е", ""),),
}
"""What a family name ends in, by the case of the first name, and in the nominative."""


def mans_upright(word: str, case: str) -> str:
    """Return a man's family name in the nominative, told by the case of his first name."""
    if UPRIGHT.search(word):
        return word
    family, tag = grammar(word)
    if known(word) and case in tag:
        return family
    stems = ((word.removesuffix(ending), upright) for ending, upright in ENDINGS[case] if word.endswith(ending))
    return next((stem + upright for stem, upright in stems if stem[-1:] in CONSONANTS), word)


def womans_upright(word: str, case: str) -> str:
    """Return a woman's family name in the nominative: declined only where it ends in a vowel, and never in "у"."""
    ending = "ой" if case == "ablt" else word[-1:]
    stem = word.removesuffix(ending)
    declined = ending in ("ы", "ой") or (ending == "е" and case in ("gent", "datv"))
    return f"{stem}а" if declined and stem != word and stem[-1:] in CONSONANTS and not UPRIGHT.search(word) else word


CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
