"""Namesakes: the countries whose name a person bears in the text ("Prime Minister Rui Montenegro", "Israel Cohen")."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.cues import Cue
from karvon.read.fullnames import HONORIFICS
from karvon.read.tokens import Token

BORNE = frozenset([
    "montenegro", "jordan", "israel", "chad", "georgia", "holland", "ireland", "england", "france", "cuba", "brasil",
    "brazil", "paris", "sydney", "florence", "chelsea", "lima", "panama", "kenya", "india", "malta", "cyprus",
])  # fmt: skip
GIVEN = frozenset([
    "luis", "luís", "michael", "john", "james", "robert", "david", "jose", "josé", "carlos", "juan", "pedro", "antonio",
    "antónio", "joão", "maria", "ana", "peter", "paul", "thomas", "william", "mark", "anthony", "daniel", "richard",
    "charles", "george", "edward", "mary", "anne", "jane", "sarah", "susan", "martin", "simon", "stephen", "andrew",
    "filipe", "miguel", "fernando", "manuel", "francisco", "jorge", "ricardo", "hamilton", "barnaby", "emmanuel",
])  # fmt: skip


def namesakes(found: Sequence[Cue], words: Sequence[Token]) -> frozenset[int]:
    """Return the tokens at which a country of the lexicon only names a person of the text."""
    lands = [cue for cue in found if cue.group in ("places", "cities") and _borne(cue, words)]
    if not lands:
        return frozenset()
    offices = {cue.last for cue in found if cue.group == "roles"}
    family = {words[cue.first].lower for cue in lands if _family(words, cue.first, offices)}
    first = {cue.first for cue in lands if _first_name(words, cue, offices)}
    called = {cue.first for cue in lands if words[cue.first].lower in family and not _located(words, cue.first)}
    return frozenset(called | first)


def _located(words: Sequence[Token], at: int) -> bool:
    """Say whether a preposition of countries stands before a name: "the exports of Jordan to Peru"."""
    return at > 0 and words[at - 1].lower in PLACING


PLACING = frozenset({"of", "to", "from", "in", "into", "with", "between", "through", "via"})


def _borne(cue: Cue, words: Sequence[Token]) -> bool:
    word = words[cue.first]
    return cue.last - cue.first == 1 and word.lower in BORNE and word.text.istitle()


def _family(words: Sequence[Token], at: int, offices: set[int]) -> bool:
    """Say whether a first name stands before: one behind an office or a title, or one that is widely given."""
    if at < 1 or not words[at - 1].text.istitle() or words[at - 1].kind != "word":
        return False
    if words[at - 1].lower in GIVEN:
        return True
    titled = at > 1 and words[at - 2].lower in HONORIFICS
    return titled or (at - 1 in offices and at not in offices)


def _first_name(words: Sequence[Token], cue: Cue, offices: set[int]) -> bool:
    """Say whether a family name stands behind what is told right after an office: "Foreign Minister Israel Cohen"."""
    after = words[cue.last] if cue.last < len(words) else None
    named = after is not None and after.kind == "word" and after.text.istitle()
    return named and cue.first in offices
