"""Taken up: what "it" goes back to in its own sentence, and what is worth so much."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Frame, Measured, Scene
from karvon.read.wordclasses import belongs


def here(scene: Scene, amount: Amount, known: Sequence[Frame], fits: Callable[[Frame], bool]) -> Measured | None:
    """Take "it" for what the figure before it in its sentence measures: "gained 14 %, and it rose by 40 in volume"."""
    at = [c.first for c in scene.of("anaphora") if c.last <= amount.first]
    beside = [f for f in known[-3:] if at and f.scene.sentence == scene.sentence and f.amount.last <= at[-1]]
    told = scene.marks.language == "en" and bool(beside) and fits(beside[-1])
    return Measured(beside[-1].indicator, beside[-1].cue, "indicator.anaphora") if told else None


def antecedent(scene: Scene, cue: Cue, anaphor: Cue, amount: Amount) -> bool:
    """Say whether "it" takes up what its own sentence just named: "trade grows so that it is 10 bn"."""
    near = 0 <= anaphor.first - cue.last <= CLAUSE and not any(
        cue.last <= a.first < amount.first for a in scene.amounts
    )
    return near and scene.marks.language == "en" and scene.tokens[anaphor.first].lower in ITSELF


ITSELF = frozenset({"it", "он", "она", "оно"})
CLAUSE = 7


def priced(scene: Scene, amount: Amount) -> str:
    """Return what is worth so much: the deals that the sentence tells of, else a project."""
    deals = any(c.code == "contract_value" and c.last <= amount.first for c in scene.of("indicators"))
    return "contract_value" if deals and scene.marks.language == "en" else "project_value"


def apart(scene: Scene, amount: Amount) -> bool:
    """Say whether what is worth so much is no project: "transfers worth 11 bn"."""
    words = scene.words[max(0, amount.first - scene.first - APART) : amount.first - scene.first]
    at = words.index("worth") if "worth" in words else 0
    return at > 0 and belongs(words[at - 1], scene.marks.language, "no_project")


APART = 6
