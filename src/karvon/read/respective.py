"""Respective: which countries are each figure's own where a sentence tells figures in turn or in two mirrored parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from karvon.read.atlas import Mention, countries
from karvon.read.scene import Frame, Scene
from karvon.read.scene import once as remembered

FEW, BEHIND = 2, 5
DIRECTED = frozenset({"to", "inward", "from", "with"})

RESPECTIVELY = frozenset({"respectively", "соответственно"})


@remembered
def in_turn(scene: Scene) -> bool:
    """Say whether a sentence tells its figures in the order of their countries."""
    return not RESPECTIVELY.isdisjoint(scene.words)


def respective(found: Frame, named: Sequence[Mention]) -> Sequence[Mention]:
    """Return the mentions of a figure where as many countries as figures are told "respectively", each with its own."""
    if not in_turn(found.scene):
        return ()
    at = found.amount.first
    tokens = found.scene.tokens
    behind = _respective_behind(found, countries(named))
    if behind is not None:
        return [m for m in named if m is behind or (m.first < at and m.role not in DIRECTED)]
    chain = [m for m in countries(named) if m.first < at]
    while len(chain) > 1 and chain[-1].first - chain[-2].last > 2:
        chain.pop()
    while len(chain) > 1 and any(
        right.first - left.last > 2 or tokens[right.first - 1].lower not in (",", "and", "и", "the")
        for left, right in pairwise(chain)
    ):
        chain = chain[1:]
    later = [a for a in found.scene.amounts if chain and a.first > chain[-1].last]
    alike = [a for a in later if a.kind == found.amount.kind]
    mine = alike if len(alike) == len(chain) else later
    if len(chain) < FEW or len(mine) != len(chain) or found.amount not in mine:
        return ()
    own = chain[mine.index(found.amount)]
    return [m for m in named if m not in chain or m is own]


def _respective_behind(found: Frame, named: Sequence[Mention]) -> Mention | None:
    """Return the country of a figure of a chain told before its countries: "5 and 3 mln to A and B, respectively"."""
    scene = found.scene
    told = next(at for at in range(scene.first, scene.last) if scene.tokens[at].lower in RESPECTIVELY)
    chain = [m for m in named if m.last <= told]
    start = next((at for at in range(len(chain) - 1, 0, -1) if chain[at].first - chain[at - 1].last > FEW), 0)
    chain = chain[start:]
    mine = [a for a in scene.amounts if chain and a.last <= chain[0].first][-len(chain) :]
    if len(chain) < FEW or len(mine) != len(chain) or found.amount not in mine or told - chain[-1].last > FEW:
        return None
    joined = all(right.first - left.last <= FEW for left, right in pairwise(mine))
    near = chain[0].first - mine[-1].last <= BEHIND and all(m.role == chain[0].role for m in chain)
    return chain[mine.index(found.amount)] if joined and near else None


def mirrored(found: Frame, named: Sequence[Mention]) -> Sequence[Mention]:
    """Return the mentions of a figure's half where a sentence tells what each of two does to the other.

    "A exported 4 million to B, while B exported 54 to A"; nothing where there are no such halves.
    """
    if len(named) != FOUR or len(named) != len(countries(named)):
        return ()
    codes = [m.code for m in named]
    halves = {codes[0], codes[1]} == {codes[2], codes[3]} and codes[0] != codes[1]
    turn, amounts = named[FEW].first, found.scene.amounts
    parted = any(a.first < turn for a in amounts) and any(a.first > turn for a in amounts)
    if not halves or not parted:
        return ()
    return named[:FEW] if found.amount.first < turn else named[FEW:]


FOUR = 4
