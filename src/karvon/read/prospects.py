"""Prospects: the stage and the standing that an amount shares with the thing it is told of."""

from __future__ import annotations

from karvon.read.about import belongs_at, counted, is_lent, is_made, these, thing_of
from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Scene, Thing

COMING = frozenset({"plan", "intention", "instruction", "proposal"})
STANDING = frozenset({"existing", "launched", "done"})
SIZES = frozenset({"capacity", "line_length", "site_area", "building_count"})
OWN = SIZES | {"project_value", "fund_capital"}
IDEAS = frozenset({"planned", "studied"})
AHEAD = frozenset({"planned", "studied", "being_created", "under_construction"})
LENGTHS = ("метр", "metre", "meter", "feet", "foot")


def standing_of(
    scene: Scene, amount: Amount, measured: tuple[str | None, str], told: tuple[str, str]
) -> tuple[str, str]:
    """Return (status, rule): what a thing still to be built can do, holds and gives work to is planned with it."""
    indicator, rule = measured
    if rule == "indicator.ready":
        return "actual", "status.default"
    if told[1] != "status.default" or indicator not in (None, "capacity", "ownership_share", "jobs"):
        hoped = told[1] == "status.to_come" and indicator in FLOWS and _will_be(scene, amount)
        return ("expectation", "status.expectation") if hoped else told
    thing = thing_of(scene, amount)
    held = indicator == "ownership_share" and scene.has(OWNED)
    if (
        held
        or thing is None
        or thing.stage not in AHEAD
        or (indicator == "ownership_share" and thing.stage not in IDEAS)
    ):
        return told
    building = thing.stage == "under_construction" and scene.marks.language == "en"
    if indicator is None and (building or (counted(scene, amount) is None and not is_made(scene, amount))):
        return told
    if indicator == "jobs" and amount.unit != "job":
        return told
    return "plan", "status.thing"


OWNED = ("принадлежит", "принадлежат", "владеет", "владеют", "owns", "owned", "holds")
FLOWS = frozenset({"trade_turnover", "export", "import", "trade_balance"})


def _will_be(scene: Scene, amount: Amount) -> bool:
    """Say whether trade "will be" so much, which nobody plans: "в этом году будет около шести миллиардов"."""
    before = scene.words[max(0, amount.first - scene.first - NEAR) : amount.first - scene.first]
    return "будет" in before


NEAR = 6


def staged(scene: Scene, amount: Amount, told: tuple[str | None, Cue | None, str], standing: str) -> Thing | None:
    """Return the thing whose stage an amount shares: its sizes, cost and parts, what is lent for it, its output."""
    indicator, _, rule = told
    thing = thing_of(scene, amount)
    if thing is not None and rule == "indicator.ready":
        return thing._replace(stage="under_construction")
    if thing is None or thing.stage is None or (standing in COMING and thing.stage in STANDING):
        return None
    if measures(scene, told, thing):
        return thing._replace(stage="existing") if (indicator, thing.stage) == ("capacity", "done") else thing
    shared = indicator is None and _shares(scene, amount, thing, rule)
    return thing if shared or (indicator == "company_count" and these(scene, amount)) else None


def of_thing(scene: Scene, amount: Amount, told: tuple[str | None, Cue | None, str]) -> Thing | None:
    """Return the thing whose own size, capital or cost an amount is."""
    if told[0] not in OWN:
        return None
    thing = thing_of(scene, amount)
    return thing if thing is not None and measures(scene, told, thing) else None


def measures(scene: Scene, told: tuple[str | None, Cue | None, str], thing: Thing) -> bool:
    """Say whether an amount is a thing's own size, capital or cost."""
    indicator, cue, rule = told
    if indicator == "project_value":
        return rule in ("indicator.thing", "indicator.cost") or _one(scene, cue) or _only(scene, cue, thing)
    return indicator in SIZES or indicator == "fund_capital"


def foretold(scene: Scene, amount: Amount) -> bool:
    """Say whether an English sentence tells of what is to come before what that is worth: "will build a park worth"."""
    told = (c for c in scene.of("statuses") if c.last <= amount.first)
    return scene.marks.language == "en" and any(c.code in COMING or c.code in ("expectation", "forecast") for c in told)


def clause(scene: Scene, amount: Amount, segment: tuple[int, int], rule: str) -> tuple[int, int]:
    """Return the tokens that tell an amount's standing: for what is told of a thing, those behind the amount before."""
    if rule not in ("indicator.cost", "indicator.thing"):
        return segment
    return max(segment[0], *(a.last for a in scene.amounts if a.last <= amount.first), scene.first), segment[1]


def _one(scene: Scene, cue: Cue | None) -> bool:
    """Say whether the value of projects is that of one: by a word of cost, or "the project" in the singular."""
    named = cue is not None and any(t.first == cue.first for t in scene.things)
    return cue is not None and (named or belongs_at(scene, cue.first, "cost"))


def _only(scene: Scene, cue: Cue | None, thing: Thing) -> bool:
    """Say whether money put into building is put into one thing: invested, allocated, with no projects named."""
    many = scene.has(MANY)
    put = cue is not None and (cue.code.startswith("investment") or belongs_at(scene, cue.first, "allotted"))
    return put and not many and thing.role != "fund"


MANY = ("проекты", "проектов", "проектах", "проектам", "projects", "портфел", "portfolio", "заводов", "plants")


def _shares(scene: Scene, amount: Amount, thing: Thing, rule: str) -> bool:
    """Say whether an amount of no indicator is a part of a thing, lent for it to come, or its output."""
    if amount.kind in ("money", "percent") or amount.noun is None:
        return rule == "indicator.other" and thing.stage in AHEAD and is_lent(scene, amount)
    return counted(scene, amount) is not None or _length(scene, amount, thing) or is_made(scene, amount)


def _length(scene: Scene, amount: Amount, thing: Thing) -> bool:
    """Say whether a measure stands right behind the thing it is of: "a berth of 1,100 metres"."""
    noun = scene.tokens[amount.noun[0]].lower if amount.noun is not None else ""
    return noun.startswith(LENGTHS) and 0 <= amount.first - thing.last <= 1
