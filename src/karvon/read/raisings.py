"""Raisings: whether a verb of change before a level is a goal set, a rise foretold or one that came about."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Scene
from karvon.read.tokens import grammar
from karvon.read.wordclasses import belongs

OUTCOMES = frozenset({"reach", "exceed", "surpass", "hit", "total", "top", "stand"})


def previous(scene: Scene, amount: Amount) -> str:
    """Return the word before an amount and its bound."""
    known = scene.before
    word = known.get(amount.first)
    if word is None:
        word = known[amount.first] = _previous(scene, amount)
    return word


def _previous(scene: Scene, amount: Amount) -> str:
    at = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    if amount.first > at and scene.tokens[amount.first - 1].lower in ("на", "by"):
        at = amount.first
    if at > scene.first and scene.tokens[at - 1].lower in ("чем", "than"):
        at -= 2
    return scene.tokens[at - 1].lower if at > scene.first else ""


def raising(scene: Scene, amount: Amount) -> str | None:
    """Tell "to raise to 10" (target), "will grow to 10" (expectation) and "grew to 10" (None) apart."""
    if amount.bound != "upto" and amount.pair != "to" and previous(scene, amount) != "to":
        return None
    first = min(amount.first, amount.bound_at[0]) if amount.bound_at and not amount.verbal else amount.first
    changes = [c for c in scene.of("changes") if c.last <= first]
    if not changes:
        return None
    token = scene.tokens[changes[-1].first]
    tag = grammar(token.lower)[1] if not token.lower.isascii() else _english_form(scene, changes[-1].first)
    if "INFN" in tag:
        if _enabled(scene, changes[-1]):
            return "actual"
        return None if token.lower in OUTCOMES and _risen(scene, changes) else "target"
    if "futr" in tag:
        return "expectation"
    purposeful = any(c.row.get("kind") == "agreement" and c.last <= changes[-1].first for c in scene.of("names"))
    deadline = any(t.deadline for t in scene.times)
    return "target" if "NOUN" in tag and (purposeful or deadline or _talked_of(scene, changes[-1])) else None


def _talked_of(scene: Scene, change: Cue) -> bool:
    """Say whether a rise is only talked of or worked for: "обсудили увеличение до 5 млрд", "меры по доведению до 5"."""
    words = scene.words[max(0, change.first - TALKED - scene.first) : change.first - scene.first]
    told = [at for at, word in enumerate(words) if belongs(word, scene.marks.language, "talked")]
    return bool(told) and not any(word in ",;:-" for word in words[told[-1] :])


TALKED = 7


def _enabled(scene: Scene, change: Cue) -> bool:
    """Say whether a rise was made possible and came about: "это позволило увеличить мощность до 15 млн тонн"."""
    first = max(scene.first, change.first - ENABLED)
    words = scene.words[first - scene.first : change.first - scene.first]
    told = [at for at, word in enumerate(words) if belongs(word, scene.marks.language, "enabled")]
    return bool(told) and not {"бы", "would", "could", ",", ";"} & set(words[told[-1] :])


ENABLED = 7


def _risen(scene: Scene, changes: Sequence[Cue]) -> bool:
    """Say whether an English verb tells a change that came about before "to exceed": "has grown 11-fold to exceed"."""
    before = [c for c in changes[:-1] if changes[-1].first - c.last <= OUTCOME]
    word = scene.tokens[before[-1].first].lower if before else ""
    past = word.endswith(("ed", "own", "ew", "ose", "isen", "ell", "allen"))
    return past and _english_form(scene, before[-1].first) == "VERB"


OUTCOME = 8


OBJECTS = frozenset({"the", "their", "its", "our", "this", "bilateral", "mutual", "two-way", "trade", "annual"})


def _english_form(scene: Scene, at: int) -> str:
    """Return the form of an English verb; "will raise the trade" undertakes something, "will rise" foretells it."""
    words = [token.lower for token in scene.tokens[max(scene.first, at - 3) : at]]
    if words[-1:] == ["to"] or words[-3:] == ["to", "more", "than"] or _to_be_raised(scene, at):
        return "INFN"
    if words[-1:] != ["will"]:
        return "VERB"
    return "INFN" if scene.tokens[min(at + 1, scene.last - 1)].lower in OBJECTS else "futr"


def _to_be_raised(scene: Scene, at: int) -> bool:
    """Say whether somebody is to raise what a passive tells: "will gradually be raised", "is to be increased"."""
    words = [token.lower for token in scene.tokens[max(scene.first, at - 5) : at]]
    words = [word for word in words if not word.endswith("ly")]
    if words[-1:] != ["be"]:
        return False
    return words[-2:-1] in UNDERTAKEN or (words[-2:-1] == ["to"] and words[-3:-2] in BOUND_TO)


UNDERTAKEN = (["will"], ["would"], ["shall"], ["must"])
BOUND_TO = (["is"], ["are"], ["was"], ["were"], ["has"], ["have"], ["needs"], ["need"])


def came_to(scene: Scene, near: Cue, cues: Sequence[Cue]) -> bool:
    """Say whether "to reach" only tells the outcome of what happened: "grew by 10 % to reach 5 bn"."""
    if near.code != "target" or scene.tokens[near.first].lower != "to":
        return False
    words = [token.lower for token in scene.tokens[near.first : near.last + 1]]
    outcome = words[1:2] != [] and words[1] in OUTCOMES
    before = [c for c in cues if c.last <= near.first]
    if near.first > scene.first and scene.tokens[near.first - 1].lower.startswith(WILLING):
        return False
    return outcome and ((bool(before) and before[-1].code == "actual") or _rising(scene, near))


def _rising(scene: Scene, near: Cue) -> bool:
    """Say whether a change gone through leads to the outcome: "doubling to reach 16 bn", "has fallen to reach 9"."""
    changes = [c for c in scene.of("changes") if 0 < near.first - c.first <= RISING and c.first > scene.first]
    told = [c for c in changes if _gone_through(scene, c.first)]
    ahead = scene.words[: near.first - scene.first]
    since = scene.words[told[0].first - scene.first : near.first - scene.first] if told else ()
    return bool(told) and "to" not in since and not any(word in ("will", "would", "expected") for word in ahead)


def _gone_through(scene: Scene, at: int) -> bool:
    """Say whether a word of change tells what has happened: a participle, or one behind "had"."""
    return scene.tokens[at].lower.endswith("ing") or scene.tokens[at - 1].lower in HAVING


RISING = 10
HAVING = frozenset({"had", "has", "have", "having"})
WILLING = (
    "agree", "want", "plan", "aim", "hope", "seek", "decid", "commit", "vow", "pledg", "intend", "undert", "set",
    "target", "goal", "ready", "wish", "order",
)  # fmt: skip
