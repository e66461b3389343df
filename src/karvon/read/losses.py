"""Losses: amounts told as what was lost, so that they are steps down and no levels."""

from __future__ import annotations

from karvon.read.ranges import Amount
from karvon.read.scene import Scene, once

VERBS = ("недосчит", "потерял", "лишил", "недополуч")
NOUNS = ("потере", "потерю", "потеря", "потери", "потерь", "недобор")
LOST = (*VERBS, *NOUNS)
STEPS = frozenset({"money", "bare", "measure", "count"})
NEAR, FAR = 3, 40


def is_lost(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is what was lost: "потерял 2 млрд", "потери превысили 9 млрд, из них в Перу – 2 млрд"."""
    if amount.kind not in STEPS or amount.bound == "upto" or amount.pair is not None or not _told(scene):
        return False
    before = scene.words[max(0, amount.first - FAR - scene.first) : amount.first - scene.first]
    if any(word.startswith(VERBS) for word in before[-NEAR - 1 :]):
        return True
    at = next((at for at in range(len(before) - 1, -1, -1) if before[at].startswith(NOUNS)), None)
    return at is not None and not any(word in WITHOUT for word in before[max(0, at - 2) : at])


@once
def _told(scene: Scene) -> bool:
    return scene.marks.language == "ru" and scene.has(LOST)


WITHOUT = frozenset({"без", "сократить", "снизить", "избежать", "компенсировать", "покрыть"})
