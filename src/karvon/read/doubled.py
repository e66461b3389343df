"""Doubled: the countries and groups that a hyphen joins: "узбекско-российский", "Baku-Minsk", "China-Central Asia"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from karvon.read import cues as lexicon
from karvon.read.cues import Cue
from karvon.read.tokens import Token, fold

NAMING = frozenset({"places", "cities", "regions"})
PARTED = frozenset({"name", "adjective", "capital", "city", "group"})
SHORT = PARTED | {"short"}


def compounded(found: Sequence[Cue], tokens: Sequence[Token], doubled: Sequence[int], language: str) -> list[Cue]:
    """Return the cues with those of the parts of double words ("узбекско-российский", "Kazakh-Uzbek", "Baku-Minsk")."""
    added = []
    whole = {cue.first: cue.code for cue in found if cue.group == "places"}
    for at in doubled:
        rows = _parts(tokens[at].text, language)
        rows = (*_two_words(tokens, at, language), *rows) if at else rows
        added += [Cue(group, row, at, at + 1, row["code"]) for group, row in rows if row["code"] != whole.get(at)]
        behind = tokens[at + 1].lower if rows and at + 1 < len(tokens) else ""
        wide = _whole_group(tokens[at].lower.rsplit("-", 1)[-1], behind, language) if behind else None
        added += [Cue("places", wide, at, at + 2, wide["code"])] if wide is not None else []
    return sorted([*found, *added], key=lambda cue: cue.first) if added else list(found)


@cache
def _whole_group(part: str, behind: str, language: str) -> Mapping[str, str] | None:
    """Return the group of two words that a double word ends in the first of: "China-Central Asia"."""
    for pattern in lexicon.opened_by(part, language) if part else ():
        second = pattern.second
        if second is None or pattern.row.get("kind") != "group" or len(pattern.slots) != PAIR:
            continue
        if behind in second.forms or behind.startswith(second.stems):
            return pattern.row
    return None


PAIR = 2


def _two_words(tokens: Sequence[Token], at: int, language: str) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Return the country of two words that ends in the first part of a double one: "South Africa-EU"."""
    part, before = fold(tokens[at].text.split("-")[0]), tokens[at - 1].lower
    for pattern in lexicon.opened_by(before, language) if part else ():
        second = pattern.second
        if second is None or pattern.group != "places" or pattern.row["kind"] != "name" or len(pattern.slots) != PAIR:
            continue
        if part in second.forms:
            return ((pattern.group, pattern.row),)
    return ()


@cache
def _parts(text: str, language: str) -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Return the countries and capitals the parts of a hyphenated word name, one for each part; "UAE" in capitals."""
    rows: list[tuple[str, Mapping[str, str]]] = []
    for part in text.split("-"):
        kinds = SHORT if part.isupper() else PARTED
        found = [
            (p.group, p.row)
            for p in lexicon.opened_by(fold(part) if part else fold(text), language)
            if p.group in NAMING and len(p.slots) == 1 and p.row["kind"] in kinds
        ]
        rows += [row for row in found[:1] if row[1]["code"] not in {known["code"] for _, known in rows}]
    return tuple(rows)
