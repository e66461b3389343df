"""Starts: the level that a rise starts from, which is a fact whatever is to come of it."""

from __future__ import annotations

from karvon.read.ranges import Amount
from karvon.read.scene import Scene

NOW = ("нынешн", "текущ", "сегодняшн", "сейчас", "current", "present", "today", "now")
RAISED_TO = frozenset({"до", "to"})


def is_start(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is where a rise starts: "from the current 2.7 bn"."""
    if FROM not in scene.vocabulary and not scene.has(NOW):
        return False
    first = max(scene.first, amount.first - 5)
    words = [token.lower for token in scene.tokens[first : amount.first]]
    if words[-2:] in LEVEL_OF and FROM in words[:-2]:
        return True
    now = [at for at, word in enumerate(words) if word.startswith(NOW)]
    beside = bool(now) and now[-1] == len(words) - 1
    if beside and (words[-2:-1] == [","] or (words[-2:-1] == ["the"] and _risen_to(scene, amount))):
        return True
    if not now or any(word in RAISED_TO for word in words[now[-1] :]):
        return False
    return any(word in ("с", "со", "from", "при", "against", "против") for word in words[: now[-1] + 1])


FROM = "from"
LEVEL_OF = (["level", "of"], ["mark", "of"], ["figure", "of"], ["volume", "of"], ["value", "of"], ["base", "of"])
BASE_REACH = 8


def _risen_to(scene: Scene, amount: Amount) -> bool:
    """Say whether the level to come stands behind an amount: "raise the current 5 bn in trade to 8 bn"."""
    behind = scene.tokens[amount.last : min(amount.last + BASE_REACH, scene.last)]
    levels = {a.first for a in scene.amounts if a.kind == amount.kind}
    return any(token.lower == "to" and amount.last + at + 1 in levels for at, token in enumerate(behind))
