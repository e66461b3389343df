"""Companies: which counts of companies are of those with a partner's capital, and not of guests at a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.ranges import Amount
from karvon.read.scene import Frame, Scene

CAPITAL = (
    "капитал", "совместн", "зарегистрир", "работа", "действ", "участием", "участия", "осуществля", "функционир",
    "инвестор", "инвестици", "иностранн", "созда", "открыт", "открыл", "запустил", "учрежд", "capital", "joint",
    "registered", "operat", "owned", "active", "foreign", "established", "created", "investment", "backed", "opened",
    "working", "works", "present", "based", "located", "invest", "subsidiar", "branches", "resident", "founded",
    "doing",
    "присутств", "базир", "филиал", "дочерн", "резидент", "насчитыва", "имеется", "имеются", "расположен", "находятся",
    "находится", "размещ", "основан", "ведут", "ведёт", "ведет", "локализ",
)  # fmt: skip
GUESTS = (
    "участву", "участник", "представлен", "делегац", "мисси", "представител", "выставк", "форум", "встреч", "прибы",
    "attend", "represent", "exhibit", "delegation", "participated", "participating", "participant", "forum", "mission",
)  # fmt: skip
HELD = ("-owned", "-backed", "-funded", "-invested", "-controlled")
REACH = 4


def are_partners(scene: Scene, amount: Amount, known: Sequence[Frame]) -> bool:
    """Say whether companies are counted as of the partner or joint: by their sentence or the talk before it."""
    own = _says(scene, CAPITAL) or _numbered(scene) or (scene.marks.language == "en" and _of_somewhere(scene, amount))
    if own and not take_part(scene, amount):
        return True
    talk = [f for f in known[-REACH:] if f.indicator == "company_count"]
    near = bool(talk) and scene.sentence.paragraph - talk[-1].scene.sentence.paragraph <= 1
    return near and not take_part(scene, amount)


def _of_somewhere(scene: Scene, amount: Amount) -> bool:
    """Say whether English companies are told of a country or a place: "14 Turkish firms", "five companies in Lviv"."""
    named = (c for group in ("places", "regions", "cities") for c in scene.of(group))
    first, last = amount.noun if amount.noun is not None else (amount.first, amount.last)
    return any(min(first, amount.first) - PLACED < c.first < last + PLACED for c in named)


PLACED = 3


def _numbered(scene: Scene) -> bool:
    """Say whether a sentence tells how many companies of a country there are: "число китайских предприятий"."""
    owned = {c.last for c in scene.of("places") if c.row.get("kind") == "adjective" and c.first > scene.first}
    counted = [c for c in scene.of("indicators") if c.code == "company_count" and c.first in owned]
    return any(scene.tokens[c.first - 2].lower in NUMBER for c in counted)


NUMBER = frozenset({"число", "числа", "количество", "количества"})


def _says(scene: Scene, stems: tuple[str, ...]) -> bool:
    words = scene.words
    return any(word.startswith(stems) or ("-" in word and word.endswith(HELD)) for word in words)


def take_part(scene: Scene, amount: Amount) -> bool:
    """Say whether companies are counted as taking part in a meeting."""
    words = scene.tokens[max(scene.first, amount.first - 8) : min(scene.last, amount.last + 8)]
    return any(token.lower == "участие" or token.lower.startswith(GUESTS) for token in words)
