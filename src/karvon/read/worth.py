"""Worth: what English texts tell to be worth so much: projects, deals, or something no indicator measures."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.ranges import Amount
from karvon.read.scene import Scene

WORDS = frozenset({"worth", "valued", "priced"})
REACH, OBJECT = 7, 5
PROJECTS = (
    "project", "scheme", "programme", "program", "plan", "initiative", "venture", "plant", "facilit", "complex",
    "refiner", "pipeline", "rail", "line", "road", "highway", "port", "terminal", "park", "zone", "factor", "station",
    "farm", "dam", "bridge", "phase", "works", "development", "undertaking", "construction", "investment", "tender",
    "application", "proposal", "stage", "corridor", "infrastructure", "opportunit",
)  # fmt: skip
DEALS = (
    "deal", "contract", "agreement", "mou", "memorand", "accord", "pact", "order", "document", "concession", "treat",
    "arrangement", "protocol",
)  # fmt: skip
GOODS = ("goods", "product", "commodit", "merchandise", "item", "cargo", "shipment", "export", "import", "trade")
BEING = frozenset({"is", "are", "was", "were"})
LINKS = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "and", "also", "at", "to", "in", "the", "a", "an"}
)


def kind_of_worth(scene: Scene, amount: Amount) -> str | None:
    """Return "project", "deal", "goods" or "other" for what is worth an amount; None where no such word tells it."""
    if scene.marks.language != "en" or amount.kind != "money":
        return None
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 2]
    if behind[:1] == ["worth"] and behind[1:2] == ["of"]:
        first = amount.last + 2 - scene.first
        return _sort(scene.words[first : first + OBJECT])
    at = next((at for at in range(amount.first - 1, _since(scene, amount) - 1, -1) if _says(scene, at)), None)
    return None if at is None else _told_before(scene, at)


def _since(scene: Scene, amount: Amount) -> int:
    return max([scene.first, amount.first - REACH, *(a.last for a in scene.amounts if a.last <= amount.first)])


def _says(scene: Scene, at: int) -> bool:
    return scene.tokens[at].lower in WORDS


def _told_before(scene: Scene, at: int) -> str:
    """Return what stands right before a word of worth, or else is named last in its sentence."""
    before = scene.tokens[at - 1] if at > scene.first else None
    if any(thing.last == at for thing in scene.things):
        return "project"
    if before is not None and before.kind == "word" and before.lower not in LINKS:
        near = _sort([before.lower])
        if near != "other" or (before.text.islower() and not before.lower.endswith("ly")):
            return near
    words = [token.lower for token in scene.tokens[scene.first : at] if token.text.islower() or "-" in token.text]
    being = any(word in BEING for word in scene.words[max(0, at - scene.first - 2) : at - scene.first])
    return _sort(words if being else words[::-1])


def _sort(words: Sequence[str]) -> str:
    """Return whether the first of some words that is a deal or a project is the one or the other."""
    for word in words:
        if word.startswith(DEALS):
            return "deal"
        if word.startswith(PROJECTS):
            return "project"
        if word.startswith(GOODS):
            return "goods"
    return "other"
