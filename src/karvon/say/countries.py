"""Names of countries, groups of countries and regions, in the forms that sentences need.

`data/places.csv` holds the names of Eurasia with their Russian cases; for the rest of the world CLDR gives the name
and pymorphy3 inflects it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from babel import Locale
from babel.core import get_global
from babel.lists import format_list

from karvon.say.tables import NB, say_table

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

Form = Literal["name", "of", "in", "with", "adjective"]
CASES = {"of": "gent", "in": "loct", "with": "ablt"}
PREPOSITIONS = {"ru": {"of": "", "in": "в", "with": "с"}, "en": {"of": "of", "in": "in", "with": "with"}}


def country(code: str, lang: str, form: Form = "name") -> str:
    """Return a country (ISO 3166-1 alpha-3), group or region (ISO 3166-2) in words; an unknown code stands for itself.

    Forms: name ("Казахстан"), of ("Казахстана", "of Kazakhstan"), in ("в Казахстане", "in Kazakhstan"),
    with ("с Казахстаном"), adjective ("казахстанский", "Kazakh"; the name where there is none).
    """
    if form == "name" or (form == "adjective" and not _listed(code, f"{lang}_adjective")):
        return _name(code, lang)
    if form == "adjective":
        return _listed(code, f"{lang}_adjective")
    if lang == "ru":
        return _joined(_listed(code, f"ru_{form}") or _russian(code, form))
    article = _listed(code, "en_article")
    return _joined(" ".join(filter(None, (PREPOSITIONS["en"][form], article, _name(code, lang)))))


def countries(codes: tuple[str, ...], lang: str) -> str:
    """Return several countries as a list in a sentence: "Казахстан и Узбекистан"."""
    return format_list([_name(code, lang) for code in codes], locale=lang)


def _name(code: str, lang: str) -> str:
    return _listed(code, lang) or Locale.parse(lang).territories.get(_alpha2(code), code)


def _alpha2(code: str) -> str:
    """Return the two-letter code CLDR keeps names under."""
    return str(get_global("territory_aliases").get(code, [code])[0])


def _listed(code: str, column: str) -> str:
    return say_table("places").get(code, {}).get(column, "")


def _joined(text: str) -> str:
    """Keep a one- or two-letter preposition with the word after it."""
    head, _, rest = text.partition(" ")
    return f"{head}{NB}{rest}" if rest and len(head) <= 2 else text


def _russian(code: str, form: str) -> str:
    """Return a name of one word in a Russian case; a name of several words stays as it is."""
    name = _name(code, "ru")
    words = name if " " in name or name == code else _inflected(name, CASES[form])
    preposition = PREPOSITIONS["ru"][form]
    if preposition and _clusters(preposition, words):
        preposition += "о"
    return f"{preposition} {words}".strip()


def _clusters(preposition: str, word: str) -> bool:
    """Say whether "в" or "с" becomes "во" or "со" before the word: "во Франции", "со Швецией"."""
    first, second = word[0].lower(), word[1:2].lower()
    starts = {"в": "вф", "с": "сзшж"}[preposition]
    return first in starts and second not in "аеёиоуыэюя"


@cache
def _inflected(word: str, case: str) -> str:
    """Return a Russian proper name in a case, its capital kept; itself when it cannot be inflected."""
    places = [parse for parse in _analyzer().parse(word) if "Geox" in parse.tag and "nomn" in parse.tag]
    changed = places[0].inflect({case}) if places else None
    return changed.word.capitalize() if changed else word


@cache
def _analyzer() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415

    return MorphAnalyzer()
