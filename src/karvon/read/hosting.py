"""Hosting: which of the two countries a document is about invests or builds, and in which of them that stands."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.atlas import Mention, country_of, located
from karvon.read.gates import begins
from karvon.read.scene import Scene
from karvon.read.values import Value

STAKES = (
    "инвест", "вложен", "капитал", "завод", "фабрик", "предприят", "компани", "стро", "проект", "парк", "зон",
    "кластер", "комбинат", "электростанц", "фирм", "кредит", "грант",
    "invest", "capital", "plant", "factor", "compan", "firm", "build", "built", "construct", "project", "park", "zone",
    "fdi", "loan", "grant", "stake", "contractor", "refinery", "financ", "fund", "subsidiar",
)  # fmt: skip
DOERS = (
    "инвест", "вложен", "капитал", "компани", "бизнес", "фирм", "предприят", "кредит", "холдинг", "корпорац", "банк",
    "концерн", "гигант", "подрядч", "застройщ", "девелопер", "сторон", "грант", "производител", "группа",
    "invest", "capital", "compan", "business", "firm", "enterpris", "owned", "conglomerate", "giant", "developer",
    "contractor", "group", "loan", "fund", "bank", "corporation", "maker", "manufacturer", "-backed", "-funded",
    "assist", "support", "stake", "fdi",
)  # fmt: skip
INVESTS = ("инвестир", "влож", "вклад", "финансир", "профинанс", "invest", "financ", "fund", "pledg", "pour")
STANDING = (
    "hectare", "acre", "feddan", "job", "employ", "worker", "people", "person", "square", "km²",
    "гектар", "рабоч", "занят", "человек", "сотрудник", "работник", "м²", "специалист", "площад",
)  # fmt: skip
"""What is counted where something stands: land and the people who work there."""

BEHIND, BEFORE, PAIR = 3, 6, 2


class Hosting(Value, frozen=True):
    """Who of two countries invests and who hosts, by how many tellings more than the other way round.

    `standing` says that land or people who work there are counted somewhere.
    """

    investor: str
    host: str
    told: int
    standing: bool


def hosting(scenes: Sequence[Scene], named: Sequence[Sequence[Mention]], both: Sequence[str]) -> Hosting | None:
    """Return who invests and where, of two countries, where what a document tells speaks for one order of them."""
    if len(both) < PAIR:
        return None
    told = 0
    for scene, found in zip(scenes, named, strict=True):
        if (found or "regions" in scene.by_group) and scene.has(STAKES):
            told += _speaks(scene, found, both)
    if not told:
        return None
    standing = any(map(_counts_standing, scenes))
    one, two = (both[0], both[1]) if told > 0 else (both[1], both[0])
    return Hosting(one, two, abs(told), standing)


def _counts_standing(scene: Scene) -> bool:
    return bool(scene.amounts) and (scene.has(STANDING) or any(a.unit == "ha" for a in scene.amounts))


def _speaks(scene: Scene, found: Sequence[Mention], both: Sequence[str]) -> int:
    """Return how far a sentence speaks for the first country as who invests in the second, less the other order."""
    told = sum(_side(m.code, both) * (_invests(scene, m) - (m.role in INSIDE and m.kind != "adjective")) for m in found)
    return told - sum(_side(country_of(code), both) for code, _ in located(scene) if "-" in code)


INSIDE = ("in", "inward")


def _side(code: str | None, both: Sequence[str]) -> int:
    return 1 if code == both[0] else -1 if code == both[1] else 0


def _invests(scene: Scene, mention: Mention) -> bool:
    """Say whether a country is told as who invests: "A's companies", "A invested", "investment from A"."""
    tokens, last = scene.tokens, mention.last
    behind = [token.lower for token in tokens[last : min(last + BEHIND, scene.last)]]
    if mention.kind in ("adjective", "people") or tokens[last - 1].lower.endswith(("'s", "s'")):
        return any(word.startswith(DOERS) for word in behind)
    if mention.role == "from":
        before = tokens[max(scene.first, mention.first - BEFORE) : mention.first]
        return begins(f" {' '.join(token.lower for token in before)}", DOERS)
    return mention.role == "plain" and any(word.startswith(INVESTS) for word in behind)
