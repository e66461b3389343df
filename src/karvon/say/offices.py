"""Names of offices in both languages: "President of Kazakhstan" is "Президент Казахстана", whatever the country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import msgspec

from karvon.say.countries import country
from karvon.say.tables import NB, say_table

LANGUAGES = ("ru", "en")
SESSION = re.compile(r"(?P<n>\d+)(?:(?:st|nd|rd|th) session|-е заседание)")


class Office(msgspec.Struct, frozen=True):
    """A row of `data/offices.csv` and the country or region named with it, if one is."""

    code: str
    place: str | None = None


def office(written: str, lang: str, side: str | None = None) -> str | None:
    """Return the office in a language, with its country (`side` when the words name none); None for one unknown."""
    found = _index().get(_plain(written))
    if found is None:
        return _at_session(written, lang, side)
    row = say_table("offices")[found.code]
    place = found.place or (side if row["takes_country"] == "yes" else None)
    return f"{row[lang]} {country(place, lang, 'of')}" if place else row[lang]


def _at_session(written: str, lang: str, side: str | None) -> str | None:
    """Return a body at one of its sessions ("intergovernmental commission, 21st session"); None for anything else."""
    head, _, tail = written.rpartition(", ")
    number = SESSION.fullmatch(tail)
    body = office(head, lang, side) if head and number else None
    if body is None or number is None:
        return None
    said = {"ru": f"{number['n']}-е{NB}заседание", "en": f"session{NB}{number['n']}"}
    return f"{body}, {said[lang]}"


def country_named(written: str, side: str | None) -> bool:
    """Say whether an office is known together with its country, so that it names one holder at a time."""
    found = _index().get(_plain(written))
    return found is not None and bool(
        found.place or (side and say_table("offices")[found.code]["takes_country"] == "yes")
    )


@cache
def _index() -> Mapping[str, Office]:
    """Return every way to write an office, with each place of the table of places, by its plain form."""
    found: dict[str, Office] = {}
    for code, row in say_table("offices").items():
        for lang in LANGUAGES:
            for form in (row[lang], *filter(None, row[f"{lang}_also"].split("|"))):
                found.setdefault(_plain(form), Office(code))
                for place in say_table("places"):
                    found.setdefault(_plain(f"{form} {country(place, lang, 'of')}"), Office(code, place))
    return found


def _plain(written: str) -> str:
    return " ".join(written.casefold().split())
