"""Awaited: the verb behind an amount that says whether it is hoped for, forecast or only proposed."""

from __future__ import annotations

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Scene

ENGLISH = {
    "expected": "expectation", "anticipated": "expectation", "awaited": "expectation", "hoped": "expectation",
    "forecast": "forecast", "forecasted": "forecast", "projected": "forecast", "predicted": "forecast",
    "budgeted": "plan", "earmarked": "plan", "targeted": "target", "aimed": "target", "sought": "target",
    "proposed": "proposal", "discussed": "proposal", "considered": "proposal", "negotiated": "proposal",
}  # fmt: skip
RUSSIAN = {
    "ожидается": "expectation", "ожидаются": "expectation", "ожидалось": "expectation", "ожидался": "expectation",
    "ожидалась": "expectation", "ожидались": "expectation", "ожидаем": "expectation", "ожидают": "expectation",
    "прогнозируется": "forecast", "прогнозируются": "forecast", "прогнозировался": "forecast",
    "прогнозируют": "forecast",
    "предлагается": "proposal", "предлагаются": "proposal", "обсуждается": "proposal", "обсуждаются": "proposal",
    "намечается": "plan", "намечаются": "plan", "намечено": "plan", "намечен": "plan", "намечена": "plan",
    "предполагается": "plan", "предполагаются": "plan", "предстоит": "plan",
}  # fmt: skip
BEING = frozenset({"is", "are", "was", "were", "being", "be", "been", "still", "now", "also"})
STOPS = frozenset(",;:()")
REACH = 9


def awaited(scene: Scene, amount: Amount, segment: tuple[int, int]) -> tuple[str, str] | None:
    """Return (status, rule) by a verb behind an amount: "trade of 5 bn is expected", "рост на 5 % ожидается".

    A verb that goes on to another amount or an act of its own speaks of that: "it is expected to sign".
    """
    for at in range(amount.last, min(amount.last + REACH, segment[1])):
        word = scene.tokens[at].lower
        if scene.tokens[at].text in STOPS or any(a.first == at for a in scene.amounts):
            return None
        told = RUSSIAN.get(word) or (ENGLISH.get(word) if _told(scene, amount, at) else None)
        if told is not None:
            return None if _goes_on(scene, at + 1, segment[1]) else (told, "status.awaited")
    return None


def _told(scene: Scene, amount: Amount, at: int) -> bool:
    """Say whether a participle is of an amount: behind a verb of being, or right behind it: "5 m expected from A"."""
    if scene.tokens[at - 1].lower in BEING:
        return True
    behind = scene.tokens[at + 1].lower if at + 1 < scene.last else ""
    return at == amount.last and behind in SOURCES


SOURCES = frozenset({"from", "in", "next", "this", "over", "later", "soon", "for", "by"})


def _goes_on(scene: Scene, first: int, last: int) -> bool:
    """Say whether words behind a verb name what it is said of: "to sign", "that", "что", another amount."""
    if first < last and scene.tokens[first].lower in ("to", "that", "at", "by"):
        return True
    return any(first <= a.first < last for a in scene.amounts) or (
        first + 1 < last and scene.tokens[first].text == "," and scene.tokens[first + 1].lower == "что"
    )


def asked(scene: Scene, cue: Cue) -> bool:
    """Say whether a word of proposal is a verb of asking: what is asked for is not there, whoever may have it."""
    return scene.tokens[cue.first].lower.startswith(ASKING)


ASKING = ("ask", "request", "demand", "urg", "прош", "прос", "попрос", "запрос", "ходатай")
