"""Progress: what the words of a sentence say of how far the things it names are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from karvon.read.cues import Cue
from karvon.read.scene import Scene
from karvon.read.tokens import grammar, latin
from karvon.read.values import Value
from karvon.read.wordclasses import belongs

RANK = (
    "suspended", "under_construction", "launched", "done", "being_created", "under_way", "existing", "studied",
    "planned",
)  # fmt: skip
REAL = frozenset({"suspended", "under_construction", "launched", "done", "under_way", "existing"})
LEFT, RIGHT = 20, 10
COMMA, BEHIND, ATTRIBUTE, SHARED = 4, 2, 3, 6
WHOSE = ("котор", "whose", "which")


class Told(Value, frozen=True):
    """A stage that words tell of a thing; one that only a noun of action shows ("строительство завода") is not sure."""

    stage: str
    sure: bool = True


def of_mentions(scene: Scene, named: Sequence[Cue], told: Sequence[Cue]) -> Mapping[int, Told]:
    """Return the stage that the words of a sentence give to each thing named, by its first token."""
    given: dict[int, list[Cue]] = {}
    acts = [cue for cue in told if cue.row["form"] == "act"]
    for cue in told:
        if cue.row["form"] != "mood":
            target = _target(scene, cue, named, acts)
            if target is not None:
                given.setdefault(target.first, []).append(cue)
    moods = [cue for cue in told if cue.row["form"] == "mood"]
    found = {at: _stage(cues, moods) for at, cues in given.items()}
    return {at: stage for at, stage in found.items() if stage is not None}


def of_nothing(scene: Scene, told: Sequence[Cue]) -> Told | None:
    """Return the stage that a sentence without a name of a thing tells of what the talk is about.

    Plans and talks of somebody else are not of it: "Стороны намерены развивать торговлю", "Supplies were discussed".
    """
    acted = any(cue.row["form"] == "act" for cue in told) or not TAKING_UP.isdisjoint(scene.words[:HEAD])
    plain = [cue for cue in told if cue.row["form"] in ("fact", "act") and (acted or cue.code not in TALKED)]
    return _stage(plain, [cue for cue in told if cue.row["form"] == "mood"]) if plain else None


TALKED, HEAD = frozenset({"planned", "studied"}), 6
TAKING_UP = frozenset({
    "он", "она", "оно", "они", "его", "её", "ее", "их", "это", "этот", "эта", "it", "its", "they", "their", "this",
    "these", "which",
})  # fmt: skip


def of_heading(told: Sequence[Cue]) -> Told | None:
    """Return the stage that a heading tells of what is listed below it: an adjective alone will do."""
    facts = [cue.code for cue in told if cue.row["form"] != "mood"]
    code = next((code for code in RANK if code in facts), None)
    return Told(code) if code is not None else None


HELPED = frozenset({
    "помог", "помогла", "помогло", "помогли", "удалось", "сумел", "сумела", "сумели", "смог", "смогла", "смогли",
    "успел", "успела", "успели", "позволил", "позволила", "позволило", "позволили",
})  # fmt: skip
HELPING = 10


def helped(scene: Scene, cue: Cue) -> Cue:
    """Take what somebody managed or helped to do for done: "помогла построить", "удалось открыть"."""
    if cue.code != "planned" or not scene.tokens[cue.first].lower.endswith(("ть", "ти")):
        return cue
    before = scene.words[max(0, cue.first - HELPING - scene.first) : cue.first - scene.first]
    return cue if HELPED.isdisjoint(before) else cue._replace(code="done")


def held_to(before: Told | None, told: Told | None) -> Told | None:
    """Return the stage of a thing told of again: what stands, works or is being built is not made a plan again."""
    if told is None or before is None:
        return told or before
    if before.sure != told.sure:
        return before if before.sure else told
    if before.stage in REAL and (told.stage not in REAL or told.stage == "under_way"):
        return before
    return before if before.stage in ("launched", "done") and told.stage == "existing" else told


def _target(scene: Scene, cue: Cue, named: Sequence[Cue], acts: Sequence[Cue] = ()) -> Cue | None:
    """Return the thing that a word of progress is told of: the nearest, dearer across commas and to the right."""
    act, attribute = cue.row["form"] == "act", cue.row["form"] == "attr"
    if act and cue.code == "being_created" and _of_jobs(scene, cue):
        return None
    behind = scene.tokens[cue.last].lower if cue.last < scene.last else ""
    if act and behind in ("и", "and") and any(c.first == cue.last + 1 for c in acts):
        shared = [thing for thing in named if 0 <= thing.first - cue.last <= SHARED]
        return shared[0] if shared else None
    if act and behind.startswith(WHOSE):
        return next((thing for thing in reversed(named) if thing.last <= cue.first), None)
    if attribute:
        near = (thing for thing in named if 0 <= thing.first - cue.last <= ATTRIBUTE)
        return next((thing for thing in near if not _of_another(scene, cue, thing)), None)
    costs = [(cost, thing.first, thing) for thing in named if (cost := _cost(scene, cue, thing)) is not None]
    return min(costs)[2] if costs else None


def _of_jobs(scene: Scene, cue: Cue) -> bool:
    """Say whether what is created is jobs: "с созданием более 2 тысяч рабочих мест"."""
    behind = scene.tokens[cue.last : min(cue.last + JOBS, scene.last)]
    return any(token.lower.startswith(("рабоч", "job")) for token in behind)


JOBS = 6


def _of_another(scene: Scene, cue: Cue, thing: Cue) -> bool:
    """Say whether an adjective belongs to a noun between it and a thing: "планируемая мощность предприятия"."""
    between = range(cue.last, thing.first)
    if any(c.first in between for c in scene.of("indicators")):
        return True
    words = (scene.tokens[at].lower for at in between if scene.tokens[at].kind == "word")
    return any(not latin(word) and "NOUN" in grammar(word)[1] for word in words)


def _cost(scene: Scene, cue: Cue, thing: Cue) -> int | None:
    left = thing.last <= cue.first
    between = range(thing.last, cue.first) if left else range(cue.last, thing.first)
    signs = [scene.tokens[at].text for at in between]
    if any(sign in (";", ".", "!", "?") for sign in signs) or len(signs) > (LEFT if left else RIGHT):
        return None
    if left and cue.code in TALKED and of_actors(scene, thing.last, cue.first):
        return None
    cost = len(signs) + COMMA * sum(sign in (",", ":", "(", ")", "-") for sign in signs)
    governed = not left and cue.row["form"] == "act"
    return cost if left or governed else cost + BEHIND * (len(signs) > 1)


def of_actors(scene: Scene, first: int, last: int) -> bool:
    """Say whether a clause of its own, behind a comma, tells what sides or countries want: ", а стороны намерены"."""
    words = scene.words[first - scene.first : last - scene.first]
    at = next((at for at in range(len(words) - 1, -1, -1) if words[at] == ","), None)
    return at is not None and any(belongs(word, scene.marks.language, "actor") for word in words[at + 1 :])


def _stage(cues: Sequence[Cue], moods: Sequence[Cue]) -> Told | None:
    """Return the stage that facts and acts tell together: work begun is under way, work talked of is planned."""
    facts = [cue.code for cue in cues if cue.row["form"] in ("fact", "attr")]
    acts = [cue.code for cue in cues if cue.row["form"] == "act"]
    feel = {cue.code for cue in moods}
    sure = bool(facts) or bool(feel)
    if acts:
        facts.append(_acted(acts, facts, feel))
    code = next((code for code in RANK if code in facts), None)
    return Told(code, sure) if code is not None else None


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
