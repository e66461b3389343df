"""Goals: an amount named as a goal by the noun behind it."""

from __future__ import annotations

from karvon.read.ranges import Amount
from karvon.read.scene import Scene

GOALS = ("goal", "target", "objective", "benchmark")


def aimed_at(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is named as a goal by the noun behind it: "the 10 billion dollar goal"."""
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 4]
    goal = next((at for at, word in enumerate(behind) if word.startswith(GOALS)), None)
    return (
        goal is not None
        and all(word.replace("-", "a").isalpha() for word in behind[:goal])
        and not any(word in LINKING for word in behind[:goal])
    )


LINKING = frozenset({"as", "is", "was", "of", "in", "by", "for", "and", "the", "a", "to", "from", "with", "this"})
