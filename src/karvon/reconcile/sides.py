"""Whose voice a figure is, as far as the words of the text prove it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from karvon.reconcile.rules import offices
from karvon.say.countries import country

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
ABROAD = re.compile(r"\b(?:в|во|in|to|с|со|with)\s+[^\W\d_]+", re.IGNORECASE)
OFFICE = re.compile(r"([^\W\d_]{2,6})(?:стат(?:а|у|ом|е)?|stat)")  # a statistical office: "Грузстат", "Armstat"
ENDINGS = "ая"  # of a short name in Russian ("Индия")
LETTERS = 5  # a name is recognised in any case by all but its ending; shorter stems would confuse countries


@cache
def side_of(role: str | None, countries: tuple[str, ...]) -> str | None:
    """Return the one country that a speaker's role names ("президент Казахстана", "МИД РК"); None when in doubt.

    A country after "in" or "with" is where the speaker works, not whose voice it is ("посол Казахстана в Узбекистане").
    """
    if role is None:
        return None
    named = _named(ABROAD.sub(" ", role), countries)
    return named.pop() if len(named) == 1 else None


@cache
def side_of_outlet(outlet: str | None, countries: tuple[str, ...]) -> str | None:
    """Return the country whose office an outlet is; a newspaper with a country in its name is nobody's office."""
    if outlet is None or not any(_is_office(word) for word in WORD.findall(outlet)):
        return None
    return side_of(outlet, countries)


def _is_office(word: str) -> bool:
    stems = [entry["word"] for entry in offices() if entry["kind"] == "office"]
    return any(word.lower().startswith(stem) if len(stem) > 3 else word.lower() == stem for stem in stems)


def _named(text: str, countries: Iterable[str]) -> set[str]:
    words = WORD.findall(text)
    return {code for code in countries for word in words if _speaks_of(word, code)}


def _speaks_of(word: str, code: str) -> bool:
    if word in {entry["word"] for entry in offices() if entry["code"] == code}:
        return True
    small = word.lower()
    office = OFFICE.fullmatch(small)
    if office is not None:
        return any(stem.startswith(office[1]) for stem in name_stems(code))
    return any(small.startswith(stem) for stem in name_stems(code))


@cache
def name_stems(code: str) -> frozenset[str]:
    """Return the beginnings of the country's names and adjectives that stay the same in every case."""
    names = [country(code, lang, form) for lang in ("ru", "en") for form in ("name", "adjective")]
    words = [name.lower() for name in names if " " not in name]
    others = [entry["word"] for entry in offices() if entry["kind"] == "name" and entry["code"] == code]
    return frozenset((*map(_stem, words), *others))


def _stem(word: str) -> str:
    if len(word) > LETTERS:
        return word[: max(LETTERS, len(word) - 2)]
    return word[:-1] if len(word) == LETTERS and word[-1] in ENDINGS else word
