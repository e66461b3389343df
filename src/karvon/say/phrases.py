"""Every sentence a person sees, as data: one row per phrase with its Russian and its English.

In `data/phrases.csv` a phrase holds slots: `{n}` takes a value, `{n:проект|проекта|проектов}` takes the word that
agrees with the count n (Russian one|few|many, English one|other, by the plural rules of CLDR), and `~` is a no-break
space.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TypeVar

from babel import Locale

from karvon.say.numbers import number

NB = "\u00a0"
SLOT = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
FORMS = {"ru": ("one", "few", "many"), "en": ("one", "other")}
FRACTION = {"ru": "few", "en": "other"}  # 1,7 миллиарда takes the genitive singular, as "few" does

T = TypeVar("T")


class MissingPhrase(KeyError):
    """No phrase of this key, or a slot of it was left without a value."""


@cache
def phrases(table: str = "phrases") -> Mapping[str, Mapping[str, str]]:
    """Return a phrase table ("phrases", "findings") by its first column: each entry has one text per language."""
    text = files("karvon.say").joinpath("data", f"{table}.csv").read_text(encoding="utf-8")
    reader = csv.DictReader(text.splitlines())
    key = (reader.fieldnames or ("key",))[0]
    return {row[key]: {lang: row[lang] for lang in FORMS} for row in reader}


def known(key: str, table: str = "phrases") -> bool:
    """Say whether the table holds this phrase."""
    return key in phrases(table)


def slots(key: str, lang: str, table: str = "phrases") -> frozenset[str]:
    """Return the names of the values a phrase shows; counts that only choose a word form are not among them."""
    return frozenset(name for name, forms in SLOT.findall(_template(key, lang, table)) if not forms)


def weave(
    key: str,
    lang: str,
    values: Mapping[str, T],
    counts: Mapping[str, int | Decimal] | None = None,
    table: str = "phrases",
) -> list[str | T]:
    """Return the phrase as a list of its own words and the values put into it, in the order of the language.

    `counts` gives the numbers that word forms agree with; MissingPhrase when a key or a value is missing.
    """
    template = _template(key, lang, table)
    pieces: list[str | T] = []
    place = 0
    for slot in SLOT.finditer(template):
        pieces += [template[place : slot.start()], _fill(key, slot, lang, values, counts or {})]
        place = slot.end()
    pieces.append(template[place:])
    return [piece for piece in pieces if piece != ""]


def phrase(key: str, lang: str, **values: str | int | Decimal) -> str:
    """Return the phrase as text; numbers are written as the language writes them and choose the word forms."""
    counts = {name: value for name, value in values.items() if not isinstance(value, str)}
    texts = {name: value if isinstance(value, str) else number(Decimal(value), lang) for name, value in values.items()}
    return "".join(weave(key, lang, texts, counts))


def plural(count: int | Decimal, forms: tuple[str, ...], lang: str) -> str:
    """Return the form that agrees with a count: one|few|many in Russian, one|other in English."""
    category: str = Locale(lang).plural_form(abs(Decimal(count)))
    if category not in FORMS[lang]:
        category = FRACTION[lang]
    return forms[FORMS[lang].index(category)]


def _template(key: str, lang: str, table: str) -> str:
    try:
        return phrases(table)[key][lang].replace("~", NB)
    except KeyError:
        raise MissingPhrase(f"{table}.csv has no {lang} phrase {key!r}") from None


def _fill(
    key: str, slot: re.Match[str], lang: str, values: Mapping[str, T], counts: Mapping[str, int | Decimal]
) -> str | T:
    name, forms = slot.groups()
    try:
        return values[name] if forms is None else plural(counts[name], tuple(forms.split("|")), lang)
    except KeyError:
        raise MissingPhrase(f"phrase {key!r} needs a value for {name!r}") from None
