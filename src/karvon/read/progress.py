"""Progress: what the words of a sentence say of how far the things it names are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from karvon.read.cues import Cue
from karvon.read.scene import Scene

RANK = (
    "suspended", "under_construction", "launched", "done", "being_created", "under_way", "existing", "studied",
    "planned",
)  # fmt: skip
REAL = frozenset({"suspended", "under_construction", "launched", "done", "under_way", "existing"})
LEFT, RIGHT = 20, 10
COMMA, BEHIND, ATTRIBUTE = 4, 2, 3
WHOSE = ("котор", "whose", "which")


def of_mentions(scene: Scene, named: Sequence[Cue], told: Sequence[Cue]) -> Mapping[int, str]:
    """Return the stage that the words of a sentence give to each thing named, by its first token."""
    given: dict[int, list[Cue]] = {}
    for cue in told:
        if cue.row["form"] != "mood":
            target = _target(scene, cue, named)
            if target is not None:
                given.setdefault(target.first, []).append(cue)
    moods = [cue for cue in told if cue.row["form"] == "mood"]
    found = {at: _stage(cues, moods) for at, cues in given.items()}
    return {at: stage for at, stage in found.items() if stage is not None}


def of_nothing(told: Sequence[Cue]) -> str | None:
    """Return the stage that a sentence without a name of a thing tells of what the talk is about."""
    plain = [cue for cue in told if cue.row["form"] in ("fact", "act")]
    return _stage(plain, [cue for cue in told if cue.row["form"] == "mood"]) if plain else None


def of_heading(told: Sequence[Cue]) -> str | None:
    """Return the stage that a heading tells of what is listed below it: an adjective alone will do."""
    facts = [cue.code for cue in told if cue.row["form"] != "mood"]
    return next((code for code in RANK if code in facts), None)


def held_to(before: str | None, stage: str | None) -> str | None:
    """Return the stage of a thing told of again: what stands, works or is being built is not made a plan again."""
    if stage is None or before is None:
        return stage or before
    if before in REAL and stage not in REAL:
        return before
    return before if before in ("launched", "done") and stage == "existing" else stage


def _target(scene: Scene, cue: Cue, named: Sequence[Cue]) -> Cue | None:
    """Return the thing that a word of progress is told of: the nearest, dearer across commas and to the right."""
    act, attribute = cue.row["form"] == "act", cue.row["form"] == "attr"
    behind = scene.tokens[cue.last].lower if cue.last < scene.last else ""
    if act and behind.startswith(WHOSE):
        return next((thing for thing in reversed(named) if thing.last <= cue.first), None)
    if attribute:
        return next((thing for thing in named if 0 <= thing.first - cue.last <= ATTRIBUTE), None)
    costs = [(cost, thing.first, thing) for thing in named if (cost := _cost(scene, cue, thing)) is not None]
    return min(costs)[2] if costs else None


def _cost(scene: Scene, cue: Cue, thing: Cue) -> int | None:
    left = thing.last <= cue.first
    between = range(thing.last, cue.first) if left else range(cue.last, thing.first)
    signs = [scene.tokens[at].text for at in between]
    if any(sign in (";", ".", "!", "?") for sign in signs) or len(signs) > (LEFT if left else RIGHT):
        return None
    cost = len(signs) + COMMA * sum(sign in (",", ":", "(", ")", "-") for sign in signs)
    governed = not left and cue.row["form"] == "act"
    return cost if left or governed else cost + BEHIND * (len(signs) > 1)


def _stage(cues: Sequence[Cue], moods: Sequence[Cue]) -> str | None:
    """Return the stage that facts and acts tell together: work begun is under way, work talked of is planned."""
    facts = [cue.code for cue in cues if cue.row["form"] in ("fact", "attr")]
    acts = [cue.code for cue in cues if cue.row["form"] == "act"]
    feel = {cue.code for cue in moods}
    if acts:
        facts.append(_acted(acts, facts, feel))
    return next((code for code in RANK if code in facts), None)


def _acted(acts: Sequence[str], facts: Sequence[str], moods: set[str]) -> str:
    """Return how far an act is: building, launching, creating, by the mood it is told in."""
    act = next(code for code in RANK if code in acts)
    if act in ("launched", "being_created"):
        ahead = "ahead" in moods or "planned" in facts
        return "planned" if ahead and "past" not in moods else act
    if "begun" in moods:
        return act
    if "ended" in moods:
        return "done"
    if "studied" in facts:
        return "studied"
    return "planned" if "planned" in facts or "ahead" in moods else act
