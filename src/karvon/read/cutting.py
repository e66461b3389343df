"""Cutting: where a sentence of several figures goes over from one clause to the next."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.atlas import mentions
from karvon.read.scene import Scene, once

CUTS = frozenset({"while", "whereas", ";", "including", "such", "compared", "versus"})


@once
def cuts(scene: Scene) -> list[int]:
    """Return where a sentence of several figures goes over from one clause to the next: "…, while …"."""
    words = scene.words if len(scene.amounts) > 1 and scene.marks.language == "en" else ()
    found = [scene.first + at for at, word in enumerate(words) if word in CUTS or (word == "which" and _of(words, at))]
    found = sorted({*found, *_new_doers(scene)}) if scene.marks.language == "en" else found
    if words and words[0] in OPENED:
        return [at for at in found if at > scene.first] + _behind_opening(scene)
    return found


def _new_doers(scene: Scene) -> list[int]:
    """Return where a clause with a country of its own as the doer begins: "…, and A overtook B, which bought 5"."""
    named = {m.first: m for m in mentions(scene) if m.role == "plain" and m.kind != "adjective"}
    found = []
    for at in range(scene.first + 1, scene.last - 2):
        if scene.tokens[at].lower == "and" and scene.tokens[at - 1].text == "," and at + 1 in named:
            behind = scene.tokens[named[at + 1].last].lower
            if behind in DOING or (behind.endswith("ed") and behind.isalpha()):
                found.append(at)
    return found


DOING = frozenset({"overtook", "was", "is", "rose", "fell", "became", "took", "sold", "bought", "saw", "had", "has"})
OPENED = frozenset({"while", "whereas", "although", "though"})


def _behind_opening(scene: Scene) -> list[int]:
    """Return the comma that ends the clause a sentence opens with: "While exports to A rose by 5 %, imports …"."""
    first, second = scene.amounts[0].last, scene.amounts[1].first
    return [at for at in range(first, second - 1) if scene.tokens[at].text == ","][:1]


def _of(words: Sequence[str], at: int) -> bool:
    return at > 0 and words[at - 1] == "of"
