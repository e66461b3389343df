"""Tallies: what counting such things gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from karvon.model.vocabulary import table
from karvon.read.about import BESIDE, STAKE, says, these
from karvon.read.companies import are_partners, take_part
from karvon.read.ranges import Amount
from karvon.read.scene import NOTHING, Frame, Measured, Scene
from karvon.read.wordclasses import belongs

MEASURES = {"TEU": "freight_volume", "MW": "capacity"}
RATE = ("недел", "сутк", "день", "ежеднев", "еженед", "регуляр", "пар", "week", "day", "daily", "pair", "regular")
ABLE = ("мощност", "capacity", "станци", "station", "plant", "гэс")
SIZED = frozenset(MEASURES.values())
LOOSE_UNITS = frozenset({"USD", "percent", "t"})
BOUGHT = ("импорт", "закуп", "ввоз", "ввез", "import", "bought")
SOLD = ("экспорт", "поставк", "поставок", "вывоз", "вывез", "отгру", "отправ", "export", "shipment", "shipped", "sold")
SUPPLIED = (*BOUGHT, *SOLD, "постав", "suppl", "deliver")
THINGS = frozenset({"count", "bare"})
STEPS = (
    "пункт",
    "мероприят",
    "действи",
    "шаг",
    "позици",
    "point",
    "item",
    "measure",
    "action",
    "step",
    "event",
    "activit",
)
PAPER = ("document", "документ")
UNDERTAKINGS = (
    "инициатив", "объект", "начинани", "предложени", "initiative", "undertaking", "venture", "scheme", "facilit",
)  # fmt: skip


@cache
def unit_indicators() -> Mapping[str, str]:
    """Return the indicator that counting each thing gives: the first of the vocabulary with that unit."""
    found = {row["unit"]: row["code"] for row in reversed(table("indicators")) if row["unit"] not in LOOSE_UNITS}
    return {**found, **MEASURES, "train_pair": found["train"], "m2": found["ha"]}


def tallied(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Measured | None:
    """Return what counting such things gives; companies count only where they are of the partner or joint."""
    if amount.kind in THINGS:
        named = "event_count" if is_step(scene, amount) else "project_count" if is_undertaking(scene, amount) else None
        if named is not None:
            return Measured(named, None, "indicator.unit_noun")
    if _pairs(scene, amount):
        return Measured("train_pairs", None, "indicator.unit_noun")
    code = unit_indicators().get(amount.unit or "")
    if code is None or amount.kind not in ("count", "measure"):
        return None
    if code == "company_count" and not are_partners(scene, amount, known):
        taken_up = these(scene, amount) and scene.topic is not None and scene.topic.stage is not None
        taken_up = taken_up or (scene.marks.language == "en" and take_part(scene, amount))
        return Measured(code, None, "indicator.unit_noun") if taken_up else NOTHING
    supplied = amount.unit == "MW" and _near(scene, amount, SUPPLIED) and not _near(scene, amount, ABLE)
    if supplied or (amount.unit == "train" and not _near(scene, amount, RATE)):
        return NOTHING
    return Measured(code, None, "indicator.unit_noun")


def _pairs(scene: Scene, amount: Amount) -> bool:
    """Say whether pairs are of trains named elsewhere in the sentence: "до 16 пар в сутки, число поездов"."""
    noun = scene.tokens[amount.last - 1].lower
    return noun in ("пар", "пары", "pairs") and scene.has(("поезд", "train"))


def _near(scene: Scene, amount: Amount, stems: tuple[str, ...]) -> bool:
    words = scene.tokens[max(scene.first, amount.first - 6) : min(scene.last, amount.last + 6)]
    return any(token.lower.startswith(stems) for token in words)


def is_step(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount counts the points of a plan: "a road map of 46 points"."""
    noun = scene.tokens[amount.last - 1].lower
    led = amount.first > scene.first and belongs(scene.tokens[amount.first - 1].lower, scene.marks.language, "member")
    near = range(scene.first if led else max(scene.first, amount.first - STAKE), amount.first)
    if led and any(scene.tokens[at].lower.startswith(PAPER) for at in near) and noun.startswith(STEPS):
        return amount.kind in THINGS and amount.unit == "event"
    plain = amount.kind in THINGS and amount.unit in (None, "event")
    return plain and noun.startswith(STEPS) and says(scene, near, "plan_document")


def is_undertaking(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount counts undertakings that money stands behind: "nine initiatives worth 1.2 bn"."""
    noun = scene.tokens[amount.last - 1].lower
    if amount.kind not in THINGS or not noun.startswith(UNDERTAKINGS):
        return False
    return any(a.kind == "money" and 0 < a.first - amount.last <= BESIDE + 1 for a in scene.amounts)


STAFF = ("сотрудник", "работник", "worker", "employee", "staff")


def staff(scene: Scene, amount: Amount) -> Measured:
    """Count people as jobs where the noun itself tells of work."""
    working = amount.noun is not None and scene.tokens[amount.noun[1] - 1].lower.startswith(STAFF)
    return Measured("jobs", None, "indicator.unit_noun") if working else NOTHING


def asked_of_jobs(before: Sequence[Scene]) -> bool:
    """Say whether the question just before asks how many people work: "How many are employed?"."""
    if not before or before[-1].last == 0 or before[-1].tokens[before[-1].last - 1].text != "?":
        return False
    return any(c.code == "jobs" for c in before[-1].of("indicators"))
