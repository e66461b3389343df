"""Shapes: where the tokens of a text stand that look like a number, a double word or a name, told in one pass."""

from __future__ import annotations

from itertools import compress
from typing import NamedTuple

from karvon.read.answers import Answers
from karvon.read.tokens import Tokens, fold, prefixed, readings
from karvon.read.wordclasses import belongs

PRONOUNS = frozenset([
    "он", "она", "его", "её", "ее", "него", "нее", "неё", "ей", "ему", "he", "she", "his", "her", "him",
])  # fmt: skip
STAFF = frozenset(["аналитики", "эксперты", "специалисты", "экономисты", "представители", "сотрудники"])
STAFF_EN = frozenset(
    ["analysts", "experts", "economists", "officials", "researchers", "specialists", "representatives"]
)
ENDINGS = ("ет", "ёт", "ит", "ут", "ют", "ат", "ят", "ем", "ём", "им", "тся", "мся")


class Shapes(NamedTuple):
    """Where tokens begin, their words in small letters, and the places of those that can be something, all in order.

    `numeric` are numbers and whatever has a hyphen, `doubled` words with one, `naming` capitalised words and pronouns
    of persons, `staff` the people of an institution, `coming` Russian verbs of the future.
    """

    starts: list[int]
    words: list[str]
    numeric: list[int]
    doubled: list[int]
    naming: list[int]
    staff: list[int]
    coming: list[int]


def shapes(tokens: Tokens) -> Shapes:
    """Return the shapes of the tokens of a text."""
    found: tuple[list[int], ...] = ([], [], [], [], [])
    looked = list(map(LOOKS.__getitem__, tokens.texts))
    for at, looks in compress(enumerate(looked), looked):
        for look in looks:
            found[look].append(at)
    return Shapes(tokens.starts, tokens.words, *found)


def _looks(text: str) -> tuple[int, ...]:
    """Return which of the kinds of places, by their order, a token is one of."""
    lower, word = fold(text), text[0].isalnum() and not text[0].isdecimal()
    has = (
        text[0].isdecimal() or "-" in lower,
        word and "-" in lower,
        word and (text[0].isupper() or lower in PRONOUNS or prefixed(text)),
        lower in STAFF or lower in STAFF_EN,
        _coming(lower),
    )
    return tuple(shape for shape, one in enumerate(has) if one)


def _coming(word: str) -> bool:
    """Say whether a Russian word is a verb of the future alone that is more than one of becoming."""
    if not word.endswith(ENDINGS) or belongs(word, "ru", "becoming"):
        return False
    tags = readings(word)
    return tags[0].startswith("VERB") and "futr" in tags[0] and not any("pres" in tag for tag in tags)


LOOKS = Answers(_looks)
