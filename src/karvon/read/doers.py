"""Doers: which country acts in a sentence, for the next one that only tells whom it deals with."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.atlas import DASHES, Mention
from karvon.read.scene import Scene

DOING = ("plain", "of", "at")
MARKETS = (
    "market", "partner", "buyer", "customer", "destination", "supplier", "importer", "рынок", "рынк", "партнер",
    "партнёр", "покупател", "поставщик", "импортер", "импортёр",
)  # fmt: skip
BEING = frozenset({"is", "remains", "was", "became", "являет", "является", "остается", "остаётся", "стал", "стала"})


def doers_of(scenes: Sequence[Scene], lands: Sequence[Sequence[Mention]]) -> tuple[tuple[int, str, str], ...]:
    """Return (token behind it, who acts, with whom) for every sentence that names a country as who acts in it."""
    told = zip(scenes, lands, strict=True)
    return tuple((scene.last, *doing) for scene, found in told if (doing := _doing(scene, found)) is not None)


def _doing(scene: Scene, found: Sequence[Mention]) -> tuple[str, str] | None:
    """Return whose affairs a sentence tells, the first country behind no preposition, and the only other one it names.

    Of "A is B's market" it is B.
    """
    first = next((m for m in found if m.role in DOING), None)
    others = [m for m in found if first is not None and m.first >= first.last and m.code != first.code]
    others = [m for m in others if m.role != "via"]
    if first is None or not others:
        return (first.code, "") if first is not None else None
    if _is_market(scene, first, others[0]):
        return others[0].code, first.code
    return first.code, others[-1].code if len({m.code for m in others}) == 1 else ""


def _is_market(scene: Scene, first: Mention, owner: Mention) -> bool:
    """Say whether the first country of a sentence is told to be market or partner of another: "A is B's buyer"."""
    between = [token.lower for token in scene.tokens[first.last : owner.first]]
    behind = [token.lower for token in scene.tokens[owner.last : min(owner.last + 4, scene.last)]]
    being = between[:1] != [] and (between[0] in BEING or between[0] in DASHES or between[0] == ",")
    if not being:
        return False
    told = any(word.startswith(MARKETS) for word in between)
    own = scene.tokens[owner.last - 1].lower.endswith(("'s", "s'"))
    return told if not own else told or any(word.startswith(MARKETS) for word in behind)
