"""Goals: an amount named as a goal by the noun behind it."""

from __future__ import annotations

from karvon.read.ranges import Amount
from karvon.read.scene import Scene
from karvon.read.wordclasses import shows

GOALS = ("goal", "target", "objective", "benchmark")


def aimed_at(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is named as a goal by the noun behind it: "the 10 billion dollar goal"."""
    if not scene.has(GOALS):
        return False
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 4]
    goal = next((at for at, word in enumerate(behind) if word.startswith(GOALS)), None)
    return (
        goal is not None
        and all(word.replace("-", "a").isalpha() for word in behind[:goal])
        and not any(word in LINKING for word in behind[:goal])
    )


LINKING = frozenset({"as", "is", "was", "of", "in", "by", "for", "and", "the", "a", "to", "from", "with", "this"})


def heads_for(scene: Scene, first: int, last: int) -> bool:
    """Say whether a headline says "A and B to sign": an infinitive behind countries, no other verb."""
    if scene.marks.language != "en" or scene.sentence.paragraph > 1 or shows(scene, "en", "finite"):
        return False
    begin, end = scene.marks.begin, scene.marks.end
    return any(
        scene.tokens[at].lower == "to" and ("places", at) in end and ("places", at + 1) not in begin
        for at in range(first + 1, last - 1)
    )
