"""Wishes: what Russian clauses with "чтобы" and "бы" want or suppose, and goals told as reached or as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Scene
from karvon.read.tokens import grammar

WANTING = frozenset({"чтобы", "чтоб"})
WANTED = ("intention", "proposal", "instruction", "target", "plan")
PAST = ("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись", "г", "с", "гся", "ос")
COUNTED = frozenset({"project_count", "project_value", "jobs", "company_count"})
SUPPOSED = 5
GOALS = ("цел", "задач", "планк", "план", "ориентир", "рубеж", "намеченн", "поставленн")
AIMS = frozenset(
    {"цель", "целью", "задача", "задачей", "план", "планом", "ориентир", "ориентиром", "таргет", "показатель"}
)
REACHED = (
    "достигнут", "выполнен", "решен", "решён", "взят", "покорен", "покорён", "перевыполнен", "превышен", "реализован",
    "осуществлен", "осуществлён", "преодолен", "преодолён", "достигл", "выполнил", "взял", "решил", "перевыполнил",
    "реализовал", "добил", "преодолел",
)  # fmt: skip
AHEAD = ("буд", "быть", "долж", "мож", "мог", "смог", "смож", "планир", "ожида", "рассчит", "чтоб", "если", "когда")
OPEN = frozenset({"не", "для"})
LINKS = frozenset({"составляет", "составляла", "составил", "равна", "равен", "является", "был", "была", "-"})
REACH, NEAR = 16, 4


def of_goal(scene: Scene, amount: Amount, indicator: str | None) -> tuple[str, str] | None:
    """Return the status of what somebody wants, or of a goal that has been reached or is told as it stands."""
    if reached(scene, amount):
        return "actual", "status.cue"
    aim = stands_as_goal(scene, amount)
    if aim is not None:
        return aim, "status.cue"
    return _dealt(scene, amount, indicator) or wished(scene, amount, indicator)


def _dealt(scene: Scene, amount: Amount, indicator: str | None) -> tuple[str, str] | None:
    """Return the status of money that a deal has been agreed for: "договорились о поставках на 300 млн долларов"."""
    if indicator != "contract_value" or amount.kind != "money":
        return None
    words = scene.words[max(0, amount.first - scene.first - REACH) : amount.first - scene.first]
    at = next((at for at in range(len(words) - 1, -1, -1) if words[at].startswith(DEALT)), None)
    dealt = at is not None and words[at + 1 : at + 2] in (["о"], ["об"], ["на"])
    return ("actual", "status.cue") if dealt and not any(map(_ahead, words)) else None


DEALT = ("договорил", "условил", "сторговал")


def _ahead(word: str) -> bool:
    """Say whether a word leaves open whether something has come about."""
    return word in OPEN or word.startswith(AHEAD)


def wished(scene: Scene, amount: Amount, indicator: str | None) -> tuple[str, str] | None:
    """Return (status, rule) of what a clause wants or supposes: "хотим, чтобы она выросла", "составил бы"."""
    words = scene.words[: amount.first - scene.first]
    at = next((at for at in range(len(words) - 1, -1, -1) if words[at] in WANTING), None)
    if at is not None and any(map(_happened, words[at + 1 :])) and ":" not in words[at:]:
        before = [c for c in scene.of("statuses") if c.last - scene.first <= at and c.code in WANTED]
        told = before[-1].code if before else "target"
        return ("plan" if indicator in COUNTED and told == "target" else told), "status.cue"
    near = words[-SUPPOSED:]
    would = next((at for at, word in enumerate(near) if word == "бы"), None)
    if would and _happened(near[would - 1]):
        return "expectation", "status.expectation"
    return None


def _happened(word: str) -> bool:
    return word.endswith(PAST) and "VERB" in (tag := grammar(word)[1]) and "past" in tag


def reached(scene: Scene, amount: Amount) -> bool:
    """Say whether the goal an amount names has been reached: "задача в 1 млрд выполнена", "взяли планку"."""
    return any(first <= amount.first < last for first, last in _reached(scene))


def of_reached(scene: Scene, cue: Cue) -> bool:
    """Say whether a word of status names a goal that has been reached."""
    return cue.code in ("target", "plan") and any(first <= cue.first < last for first, last in _reached(scene))


def _reached(scene: Scene) -> list[tuple[int, int]]:
    """Return the tokens from each goal to the word that tells it is reached, or from that word to its clause's end."""
    if scene.marks.language == "en" or not scene.has(GOALS) or not scene.has(REACHED):
        return []
    words = scene.words
    found = []
    for at, word in enumerate(words):
        if not word.startswith(REACHED) or any(map(_ahead, words[max(0, at - NEAR) : at])):
            continue
        goal = _goal_before(words, at)
        behind = next((g for g in range(at + 1, min(at + NEAR, len(words))) if words[g].startswith(GOALS)), None)
        if goal is not None:
            found.append((scene.first + goal, scene.first + at))
        elif behind is not None and not word.startswith(("решил", "реализовал")):
            found.append((scene.first + at, scene.first + _end(words, behind)))
    return found


def _goal_before(words: Sequence[str], at: int) -> int | None:
    """Return the goal that a word of reaching is said of, in the same clause."""
    for place in range(at - 1, max(-1, at - REACH), -1):
        if words[place] in (";", ":") or (words[place] == "," and words[place + 1] in ("а", "но", "что", "однако")):
            return None
        if words[place].startswith(GOALS):
            return place
    return None


def _end(words: Sequence[str], at: int) -> int:
    return next((place for place in range(at, len(words)) if words[place] in (",", ";")), len(words))


def stands_as_goal(scene: Scene, amount: Amount) -> str | None:
    """Return the status of a level that a goal is said to be: "цель по торговле к 2030 году составляет 10 млрд"."""
    if scene.marks.language == "en" or not scene.has(AIMED):
        return None
    words = scene.words[: amount.first - scene.first]
    goal = next((at for at in range(len(words) - 1, -1, -1) if words[at] in AIMS), None)
    if goal is None or any(a.last > scene.first + goal and a.last <= amount.first for a in scene.amounts):
        return None
    if words[goal] == "показатель" and not words[max(0, goal - 1)].startswith(("целев", "планов")):
        return None
    between = words[goal + 1 :]
    link = next((at for at in range(len(between) - 1, -1, -1) if between[at] in LINKS), None)
    if link is None or len(between) - link > NEAR or not {",", ";", ":"}.isdisjoint(between):
        return None
    return "plan" if words[goal].startswith("план") else "target"


AIMED = ("цел", "задач", "план", "ориентир", "таргет")
