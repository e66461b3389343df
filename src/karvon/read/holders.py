"""Holders: who has a stake in an undertaking, told before its percent or behind it."""

from __future__ import annotations

from karvon.read.atlas import countries
from karvon.read.scope import Placed, Scope


def held(of: Scope) -> Placed | None:
    """Return who holds a share, the one nearest before it or told behind it, and the other holder."""
    near = _behind(of) or [m.code for m in countries(of.own) if m.first < of.found.amount.first]
    if not near:
        return None
    other = next((code for code in of.named if code != near[-1]), None)
    return Placed(near[-1], other or (of.setting.beside(near[-1]) if of.setting.has(near[-1]) else None), None)


def _behind(of: Scope) -> list[str]:
    """Return the holder behind a share where the first share of the sentence has none before it: "51 % is A's"."""
    scene, amount = of.found.scene, of.found.amount
    shares = [a for a in scene.amounts if a.kind == "percent"]
    if scene.marks.language != "ru" or not shares:
        return []
    since = max((at for at in range(scene.first, shares[0].first) if scene.tokens[at].text == ":"), default=scene.first)
    named = countries(of.all)
    if any(since <= m.first < shares[0].first for m in named):
        return []
    last = next((a.first for a in scene.amounts if a.first > amount.first), scene.last)
    return [m.code for m in named if amount.last <= m.first < last][:1]
