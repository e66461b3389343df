"""Comparisons: a growth told of a figure just named by "which is 9 % more", "this is twice as many"."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.ranges import Amount
from karvon.read.scene import Frame, Measured, Scene
from karvon.read.wordclasses import belongs

LINK, BEHIND, PATIENCE = 6, 4, 4


def compared(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Measured | None:
    """Return what the figure measures that a growth compares, None where the growth has a subject of its own."""
    relative = amount.kind == "percent" or amount.factor or amount.times
    again = _again(scene, amount, known) if relative and known else None
    if again is not None or not relative or not known or not _more(scene, amount):
        return again
    last = next((f for f in reversed(known[-PATIENCE:]) if f.change == "level" and f.unit != "percent"), None)
    if last is None or not _links(scene, amount, last):
        return None
    return Measured(last.indicator, last.cue, "indicator.inherited" if last.indicator else NONE)


def _again(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Measured | None:
    """Return what the figure measures that a percent tells again: "13 m tonnes, or 78 percent"."""
    last = known[-1]
    start = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    here = last.scene.sentence == scene.sentence and scene.first < start and start - last.amount.last <= AGAIN
    if not here or not belongs(scene.tokens[start - 1].lower, scene.marks.language, "or") or last.unit == "percent":
        return None
    named = any(c.first >= amount.last and c.first - amount.last <= AGAIN for c in scene.of("indicators"))
    return None if named else Measured(last.indicator, last.cue, "indicator.inherited" if last.indicator else NONE)


SIGNS = (",", "-")
NONE = "indicator.none"
AGAIN = 4


def _more(scene: Scene, amount: Amount) -> bool:
    """Say whether a word of comparison stands just behind an amount, or the verb "exceeds" just before it."""
    behind = scene.tokens[amount.last : min(amount.last + BEHIND, scene.last)]
    before = scene.tokens[max(scene.first, amount.first - BEHIND) : amount.first]
    told = any(belongs(token.lower, scene.marks.language, "comparing") for token in behind)
    return told or any(belongs(token.lower, scene.marks.language, "exceeding") for token in before)


def _links(scene: Scene, amount: Amount, last: Frame) -> bool:
    """Say whether only "which is" or, at the head of the next sentence, "this is" parts a growth from a figure."""
    here = last.scene.sentence == scene.sentence
    if here:
        first = next(
            (at for at in range(amount.first - 1, last.amount.last - 1, -1) if scene.tokens[at].text in SIGNS), -1
        )
    else:
        first = scene.first - 1 if last.scene.last == scene.first else -1
    if first < 0 or not 0 < amount.first - first <= LINK or first + 1 >= amount.first:
        return False
    if any(c.first > first and c.last <= amount.first for c in scene.of("indicators")):
        return False
    return belongs(scene.tokens[first + 1].lower, scene.marks.language, "pointing" if here else "this")


def reached_by(scene: Scene, amount: Amount) -> bool:
    """Say whether a gerund behind a comma gives the subject its level: "импорт обогнал экспорт, составив 5 млн"."""
    near = scene.words[max(0, amount.first - scene.first - GERUND) : amount.first - scene.first]
    return any(word.startswith(REACHING) and near[at - 1] == "," for at, word in enumerate(near) if at)


GERUND = 6
REACHING = (
    "достигнув", "составив", "превысив", "увеличившись", "сократившись", "снизившись", "поднявшись", "упав", "выйдя",
    "дойдя", "оказавшись",
)  # fmt: skip


def base_in_bracket(scene: Scene, amount: Amount, heads: Sequence[Frame], opened: int) -> Frame | None:
    """Return the level that brackets behind what it is compared with give the base of: "… чем год назад (5 млн т)"."""
    alone = amount.first - opened <= 2 and scene.tokens[min(amount.last, scene.last - 1)].text == ")"
    levels = [f for f in heads if f.change == "level" and (f.amount.kind, f.amount.unit) == (amount.kind, amount.unit)]
    if not alone or not levels:
        return None
    between = scene.words[levels[-1].amount.last - scene.first : opened - scene.first]
    return levels[-1] if any(word in ("чем", "than", "against", "против") for word in between) else None
