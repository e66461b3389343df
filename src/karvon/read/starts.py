"""Starts: the level that a rise starts from, which is a fact whatever is to come of it."""

from __future__ import annotations

from itertools import pairwise

from karvon.read.goals import of_now, to_grow
from karvon.read.raisings import previous
from karvon.read.ranges import Amount
from karvon.read.scene import Scene

NOW = ("нынешн", "текущ", "сегодняшн", "сейчас", "current", "present", "today", "now")
RAISED_TO = frozenset({"до", "to"})


def is_start(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is where a rise starts: "from the current 2.7 bn"."""
    if FROM not in scene.vocabulary and not scene.has(NOW):
        return False
    first = max(scene.first, amount.first - 5)
    words = [token.lower for token in scene.tokens[first : amount.first]]
    if words[-2:] in LEVEL_OF and FROM in words[:-2]:
        return True
    now = [at for at, word in enumerate(words) if word.startswith(NOW)]
    beside = bool(now) and now[-1] == len(words) - 1
    if beside and (words[-2:-1] == [","] or (words[-2:-1] == ["the"] and _risen_to(scene, amount))):
        return True
    if not now or any(word in RAISED_TO for word in words[now[-1] :]):
        return False
    return any(word in ("с", "со", "from", "при", "against", "против") for word in words[: now[-1] + 1])


FROM = "from"
LEVEL_OF = (["level", "of"], ["mark", "of"], ["figure", "of"], ["volume", "of"], ["value", "of"], ["base", "of"])
BASE_REACH = 8


def _risen_to(scene: Scene, amount: Amount) -> bool:
    """Say whether the level to come stands behind an amount: "raise the current 5 bn in trade to 8 bn"."""
    behind = scene.tokens[amount.last : min(amount.last + BASE_REACH, scene.last)]
    levels = {a.first for a in scene.amounts if a.kind == amount.kind}
    return any(token.lower == "to" and amount.last + at + 1 in levels for at, token in enumerate(behind))


def is_base(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is only what another is counted from: "to hit 50 bn, from 31 bn", "against 5 bn"."""
    before = previous(scene, amount)
    if before == "from":
        if scene.words[amount.last - scene.first : amount.last - scene.first + 1] == ["to"]:
            return True
        alike = any(a.last < amount.first and a.kind == amount.kind and a.unit == amount.unit for a in scene.amounts)
        return alike and (amount.kind == "money" or (amount.unit is not None and amount.kind != "percent"))
    near = scene.words[max(0, amount.first - scene.first - 4) : amount.first - scene.first]
    compared = (before == "с" and "сравнению" in near) or _than(scene, amount)
    return (
        compared
        or before in ("против", "against")
        or (before in ("after", "после") and amount.kind == "money" and _told_ahead(scene))
        or before in PRESENT
        or _of_last_year(scene, amount)
        or _set_against(scene, amount)
        or (amount.pair != "to" and to_grow(scene, amount))
        or of_now(scene, amount)
        or is_aside(scene, amount)
    )


def _than(scene: Scene, amount: Amount) -> bool:
    """Say whether a percent right before is counted from an amount: "to reach 9 bn, 24 percent higher than 7 bn"."""
    last = next((a for a in reversed(scene.amounts) if a.last <= amount.first), None)
    told = last is not None and (last.kind == "percent" or last.times or last.factor) and amount.kind != "percent"
    words = scene.words[last.last - scene.first : amount.first - scene.first] if told and last is not None else ()
    return 0 < len(words) <= THAN and words[0] in COMPARING and not CONTRASTED.isdisjoint(words[1:])


THAN = 5
COMPARING = frozenset({"higher", "lower", "more", "less", "above", "below", "up", "down", "больше", "меньше", "выше"})
CONTRASTED = frozenset({"than", "from", "against", "чем"})


def _told_ahead(scene: Scene) -> bool:
    """Say whether a sentence tells of what is to come, so that a sum "after" which it comes is there."""
    return any(cue.code in AHEAD for cue in scene.of("statuses"))


PRESENT = frozenset({"current", "existing"})
AHEAD = frozenset({"forecast", "expectation", "target", "plan"})


def is_aside(scene: Scene, amount: Amount) -> bool:
    """Say whether English words aside tell how much something is: "we hope the share, which is 30 percent, grows"."""
    if scene.marks.language != "en" or amount.last >= scene.last or scene.tokens[amount.last].text != ",":
        return False
    at = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    before = scene.words[max(0, at - scene.first - 4) : at - scene.first]
    told = before[-2:] in (["which", "is"], ["which", "are"]) or before[-3:] == ["which", "stands", "at"]
    return told and any(c.code not in ("project_value", "capacity") for c in scene.of("indicators"))


def _set_against(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is told behind "as compared to" or "compared with", with no other between."""
    first = max([scene.first, amount.first - COMPARED, *(a.last for a in scene.amounts if a.last <= amount.first)])
    words = [token.lower for token in scene.tokens[first : amount.first]]
    return any(a == "compared" and b in ("to", "with") for a, b in pairwise(words)) and "," not in words


COMPARED = 14


def _of_last_year(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount is that of a year gone by: "may exceed last year's $2 bn"."""
    words = scene.words[max(0, amount.first - 2 - scene.first) : amount.first - scene.first]
    return len(words) > 1 and words[1] in ("year's", "years") and words[0] in ("last", "previous", "prior")
