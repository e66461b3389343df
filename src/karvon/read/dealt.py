"""Dealt with: whether the countries a document names are only those that somebody unnamed deals with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from karvon.read.atlas import Mention
from karvon.read.scene import Scene

ASIDE = frozenset({"to", "inward", "from", "with", "via", "at"})


def all_abroad(scenes: Sequence[Scene], lands: Sequence[Sequence[Mention]]) -> bool:
    """Say whether the countries named are only dealt with: the single one somewhere, several in whatever is told."""
    told = {m.code for found in lands for m in found}
    aside = [[m.role in ASIDE and m.kind != "adjective" for m in found] for found in lands]
    if len(told) == 1:
        return any(map(any, aside))
    return all(map(all, aside)) and not any(map(_runs_between, scenes, lands))


def _runs_between(scene: Scene, found: Sequence[Mention]) -> bool:
    """Say whether something is told to go from one country to another: both are dealt with by each other."""
    return any(
        left.code != right.code
        and left.role != right.role
        and not any(left.first < a.first < right.first for a in scene.amounts)
        for left, right in pairwise(found)
    )
