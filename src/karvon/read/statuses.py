"""Statuses: whether an amount is a fact, a target, a plan, a hope or a forecast."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.agreed import after_signing, on_goods
from karvon.read.awaited import asked, awaited
from karvon.read.coming import DONE, RAISED, carried_out, follows, more_ahead, planned_behind, to_come
from karvon.read.cues import Cue
from karvon.read.employment import creating, supporting, to_employ
from karvon.read.goals import (
    able,
    aimed_at,
    gathering,
    hanging,
    headed,
    left_behind,
    multiplied,
    peopled,
)
from karvon.read.nowadays import able_now, brought_by_deal, parted_by_now, signed_for
from karvon.read.perfects import agreed_to, happened_since, listed_to_come, parted_by_fact, told_behind
from karvon.read.raisings import came_to, previous, raising
from karvon.read.ranges import Amount
from karvon.read.reach import opening
from karvon.read.scene import Scene
from karvon.read.starts import PRESENT, is_base, is_start
from karvon.read.tokens import grammar
from karvon.read.turkic import SUFFIXED
from karvon.read.wishes import of_goal, of_reached

PORTFOLIO = frozenset({"project_count", "project_value"})
COMING = ("plan", "intention", "instruction")
CREATE = ("созда", "create", "creat", "generat", "предполаг", "открыт", "open", "обеспеч", "provid", "появ")
CREATED = (
    "появилось",
    "появились",
    "создано",
    "созданы",
    "создал",
    "создала",
    "создали",
    "создан",
    "created",
    "generated",
    "provided",
    "открыто",
    "обеспечено",
    "создавший",
    "создавшая",
    "создавшее",
    "создавшие",
    "создавших",
    "создавшего",
    "создавшей",
)
APPEARED = frozenset({"появилось", "появились", "появилась", "открылось", "открылись", "возникло", "возникли"})
AHEAD = ("будет", "будут", "will", "be", "предполагающих", "would")
CARRYING_OUT = ("реализаци", "запуск", "implement", "launch")


def status(scene: Scene, amount: Amount, segment: tuple[int, int], indicator: str | None) -> tuple[str, str]:
    """Return (status, rule): by the words before an amount that tell a target, plan or hope from a fact."""
    return more_ahead(scene, amount) or of_goal(scene, amount, indicator) or _by_cues(scene, amount, segment, indicator)


def _by_cues(scene: Scene, amount: Amount, segment: tuple[int, int], indicator: str | None) -> tuple[str, str]:
    cues = _before(scene, amount)
    inside = [c for c in cues if c.first >= segment[0]] or cues
    if indicator in PORTFOLIO:
        return _portfolio_status(scene, amount, segment, inside)
    if indicator == "jobs" and amount.pair != "from":
        first = scene.first if amount.pair == "to" else segment[0]
        return _jobs_status(scene, amount, (first, segment[1]))
    plain = (
        multiplied(scene, amount) or peopled(scene, amount) or agreed_to(scene, amount) or after_signing(scene, amount)
    )
    plain = plain or (able_now(scene, inside[-1], indicator) if inside else None)
    if plain is not None:
        return plain
    if amount.pair == "from" or is_start(scene, amount) or is_base(scene, amount):
        return "actual", "status.base"
    raised = raising(scene, amount)
    near = inside[-1] if inside else None
    near = hanging(scene, near, cues) if near is not None else None
    near = None if near is not None and _left_for_what_comes(scene, near, amount) else near
    agreed = raised is None and (near is None or near.code == "actual") and on_goods(scene, amount)
    near = None if agreed else near
    if aimed_at(scene, amount) or near is None or came_to(scene, near, inside):
        return _plainly(scene, amount, segment, raised, near)
    told = (
        _to_be_done(scene, near)
        or _hoped(scene, inside, indicator)
        or ("target" if near.code in COMING and raised == "target" else near.code)
    )
    told = "target" if raised == "target" and _undertaken(scene, near) else told
    told = "expectation" if told == "target" and (headed(scene, amount) or brought_by_deal(scene, near)) else told
    rule = "status.cue" if told == near.code else "status.raise"
    rule = f"status.{told}" if told in ("forecast", "expectation") else rule
    return _wished(scene, amount, inside, told), rule


def _left_for_what_comes(scene: Scene, near: Cue, amount: Amount) -> bool:
    """Say whether what comes is told behind a word of fact: "under the contract signed in May, it will supply 5 m".

    So it is of a part of what was told: "фонд составляет 500 млн, из них 150 млн внесёт Эстония".
    """
    if near.code != "actual":
        return False
    if signed_for(scene, near, amount):
        return True
    if "will" in scene.words[near.last - scene.first : amount.first - scene.first]:
        return True
    part = any(near.last <= a.first and a.last <= amount.first for a in scene.amounts)
    return part and follows(scene, amount)


def _plainly(
    scene: Scene, amount: Amount, segment: tuple[int, int], raised: str | None, near: Cue | None
) -> tuple[str, str]:
    """Return the status of a goal named as such, of an outcome, or of an amount without any word of status."""
    if aimed_at(scene, amount):
        return "target", "status.cue"
    if near is not None:
        return "actual", "status.cue"
    if raised == "target" and headed(scene, amount):
        return "expectation", "status.expectation"
    if raised:
        return raised, "status.enabled" if raised == "actual" else "status.raise"
    if on_goods(scene, amount):
        return "plan", "status.agreed"
    return awaited(scene, amount, segment) or _promised(scene, amount, segment)


def _to_be_done(scene: Scene, near: Cue) -> str | None:
    """Return plan for what "will be" done ("will be trained"); "will be raised" and "will be 5 bn" are hoped for."""
    at = near.last
    if (
        near.code != "expectation"
        or at >= scene.last
        or scene.tokens[at - 1].lower != "be"
        or near.last - near.first != 2
    ):
        return None
    word = scene.tokens[at].lower
    done = word.endswith(DONE) and word not in RAISED and scene.tokens[near.first].lower in ("will", "shall")
    return "plan" if done else None


def _hoped(scene: Scene, inside: Sequence[Cue], indicator: str | None) -> str | None:
    """Return forecast or expectation unless a fact is told nearer; the size of something to be built is planned."""
    near = inside[-1]
    if near.code == "actual":
        return None
    words = scene.words[near.first - scene.first : near.last - scene.first]
    if indicator in TRADED and words == ["will", "have"]:
        return "expectation"
    if near.code == "expectation" and _to_be_built(scene, near, indicator):
        return "plan"
    own = scene.tokens[near.first].lower in ("будет", "будут") and near.last - near.first > 1
    parts = [a.first for a in scene.amounts if a.last <= near.first] if own else []
    told = [c for c in inside if not parts or c.first > parts[-1]]
    found = [c.code for c in told]
    return "forecast" if "forecast" in found else "expectation" if "expectation" in found else None


TRADED = frozenset({"trade_turnover", "export", "import", "investment_stock"})


def _undertaken(scene: Scene, near: Cue) -> bool:
    """Say whether "will be" only opens what somebody undertakes to raise: "will be raised to 10 bn"."""
    words = scene.words[near.first - scene.first : near.last - scene.first]
    return words in (["will", "be"], ["shall", "be"], ["would", "be"])


def _wished(scene: Scene, amount: Amount, cues: Sequence[Cue], told: str) -> str:
    """Call a step that somebody is ready or intends to make an intention, not a target: it names no level."""
    if told != "target":
        return told
    step = previous(scene, amount) in ("на", "by") and amount.bound != "upto"
    wished = len(cues) > 1 and cues[-2].code == "intention" and cues[-1].first - cues[-2].last <= 2
    return "intention" if step and wished else told


def _to_be_built(scene: Scene, cue: Cue, indicator: str | None) -> bool:
    """Say whether "will be" tells the size of something to be built: such sizes are planned, not hoped for."""
    words = [token.lower for token in scene.tokens[cue.first : cue.last]]
    will = words[0] in ("will", "составит", "составят")
    return will and (indicator in BUILT or (indicator in PUT_IN and words == ["will", "be"]))


PUT_IN = frozenset({"investment_flow", "fund_capital", "contract_value"})
BUILT = frozenset(
    {
        "line_length",
        "site_area",
        "capacity",
        "building_count",
        "hub_count",
        "corridor_count",
    }
)


def _before(scene: Scene, amount: Amount) -> list[Cue]:
    """Return the words of status before an amount that reach as far as it."""
    final = scene.marks.language in SUFFIXED
    cues = [c for c in scene.of("statuses") if (final or c.last <= amount.first)]
    if final or not cues:
        return cues
    earlier = [a for a in scene.amounts if a.last <= amount.first]
    kept = [
        c
        for c in cues
        if not _yet_to_be(scene, c)
        and not of_reached(scene, c)
        and not (earlier and _spent(scene, amount, c, earlier[-1]))
    ]
    kept = [c for c in kept if not gathering(scene, c) and not parted_by_fact(scene, c, amount)]
    kept = [c for c in kept if not parted_by_now(scene, c, amount)]
    kept = [
        c for c in kept if not _attending(scene, c) and not _reported(scene, c) and not _of_earlier(scene, amount, c)
    ]
    return [c for c in kept if not left_behind(scene, c, amount) and not (len(kept) > 1 and _covered(c, kept))]


def _attending(scene: Scene, cue: Cue) -> bool:
    """Say whether a participle behind a comma only goes on with the verb before it: "will open, reaching 5 m"."""
    if cue.code not in ("actual", "target") or not scene.tokens[cue.first].lower.endswith("ing"):
        return False
    before = scene.tokens[cue.first - 1].lower if cue.first > scene.first else ""
    if before in ("thus", "thereby", "potentially", "eventually") and cue.first - 1 > scene.first:
        before = scene.tokens[cue.first - 2].lower
    ahead = cue.code == "actual" and any(w in ("will", "would") for w in scene.words[: cue.first - scene.first])
    return before == "," or ahead


def _reported(scene: Scene, cue: Cue) -> bool:
    """Say whether "was" only tells that something was said or planned: "it was reported that 35 will be signed"."""
    if cue.code != "actual" or scene.tokens[cue.last - 1].lower not in ("was", "were") or cue.last >= scene.last:
        return False
    return scene.tokens[cue.last].lower in SAID


SAID = frozenset({
    "reported", "noted", "said", "announced", "stated", "mentioned", "expected", "planned", "agreed", "decided",
    "proposed", "told", "stressed", "revealed", "suggested", "supposed", "scheduled", "due", "designed", "intended",
})  # fmt: skip


def _of_earlier(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether a participle tells of the figure right before it: "of the 600 m pledged by A, only 45 m came"."""
    if not scene.tokens[cue.first].lower.endswith("ed") or not any(a.last == cue.first for a in scene.amounts):
        return False
    return "," in scene.words[cue.last - scene.first : amount.first - scene.first]


def _covered(cue: Cue, cues: Sequence[Cue]) -> bool:
    """Say whether a word is only part of a longer expression: "goal of reaching", "set to sign", "aim is to reach"."""
    longer = (
        c for c in cues if c.first <= cue.first and cue.last <= c.last and c.last - c.first > cue.last - cue.first
    )
    wished = ("proposal", "intention", "expectation")
    return any(
        cue.code == "actual"
        or c.code in wished
        or c.first == cue.first
        or (cue.code == "intention" and c.code == "plan")
        or (cue.code in wished and c.code == "target")
        for c in longer
    )


def _yet_to_be(scene: Scene, cue: Cue) -> bool:
    """Say whether a word of fact stands behind "will be": what will be built is no fact."""
    if cue.code != "actual" or cue.first == scene.first:
        return False
    before = scene.tokens[cue.first - 1].lower
    word = scene.tokens[cue.first].lower
    return before in ("будет", "будут", "be", "бы") or (before in SUMS and word == "amount") or (before, word) == TO_HIT


TO_HIT = ("to", "hit")


SUMS = frozenset({"to", "the", "this", "that", "an", "its", "total", "which", "will", "would", "could", "may", "might"})


def _spent(scene: Scene, amount: Amount, cue: Cue, earlier: Amount) -> bool:
    """Say whether a word of plan belongs to an earlier figure, and this one has a subject of its own behind that."""
    if cue.code == "actual" or cue.last > earlier.first or _stepping(scene, amount):
        return False
    own = range(earlier.last, amount.first)
    signs = {scene.tokens[at].text for at in own}
    named = any(c.first in own for c in scene.of("indicators"))
    return named and "-" in signs and not signs.isdisjoint(",;")


def _stepping(scene: Scene, amount: Amount) -> bool:
    """Say whether an amount continues a verb of raising by "to" or "by"."""
    return amount.bound == "upto" or previous(scene, amount) in ("на", "до", "by", "to", "with")


def _portfolio_status(scene: Scene, amount: Amount, segment: tuple[int, int], inside: Sequence[Cue]) -> tuple[str, str]:
    governed = any(c.code in ("intention", "plan", "target") and _governs(scene, c, amount) for c in inside)
    if previous(scene, amount) in PRESENT or happened_since(scene, segment[0], amount.first):
        return "actual", "status.portfolio"
    governed = governed or (bool(inside) and (_provided(scene, amount, inside[-1]) or able(scene, inside[-1])))
    told = bool(inside) and inside[-1].code == "proposal" and asked(scene, inside[-1])
    if told and not governed:
        return "proposal", "status.cue"
    governed = governed or awaited(scene, amount, segment) == ("plan", "status.awaited")
    governed = governed or (amount.unit == "project" and scene.marks.language == "ru" and follows(scene, amount))
    planned = governed or to_come(scene, segment[0], amount.first) or carried_out(scene, amount)
    return ("plan", "status.planned_projects") if planned else ("actual", "status.portfolio")


def _provided(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether a plan provides for money to be put in: "проект предполагает инвестиции в размере 3 млрд"."""
    if cue.code != "plan" or not scene.tokens[cue.first].lower.startswith(PROVIDES):
        return False
    words = scene.words[cue.last - scene.first : amount.first - scene.first]
    if scene.marks.language == "en" and len(words) <= DIRECT:
        return True
    return 0 < len(words) <= PROVIDED and any(
        word.startswith(("инвестиц", "вложени", "затрат", "invest")) for word in words
    )


PROVIDES = ("предполага", "предусм", "заплан", "планир", "намеч", "ожида", "envisag", "provides", "foresee")
PROVIDED, DIRECT = 6, 2


def _promised(scene: Scene, amount: Amount, segment: tuple[int, int]) -> tuple[str, str]:
    """Read a level in brackets behind "up to" with a deadline as a target, an act to come as a plan, else a fact."""
    opened = opening(scene, amount.first)
    dated = any(t.deadline for t in scene.times)
    if opened is not None and amount.bound == "upto" and dated:
        return "target", "status.raise"
    clause = [at for at in range(segment[0], amount.first) if scene.tokens[at].text in ",;"]
    first = clause[-1] + 1 if clause else segment[0]
    if clause and "GRND" in grammar(scene.tokens[first].lower)[1]:
        first = clause[-2] + 1 if len(clause) > 1 else segment[0]
    english = scene.marks.language == "en" and amount.kind != "percent"
    behind = planned_behind(scene, amount, segment) or (english and carried_out(scene, amount))
    behind = behind or listed_to_come(scene, amount)
    if behind or (
        to_come(scene, first, amount.first)
        and not (happened_since(scene, first, amount.first) or told_behind(scene, amount))
    ):
        return "plan", "status.to_come"
    return "actual", "status.default"


def _governs(scene: Scene, cue: Cue, amount: Amount) -> bool:
    """A plan or intention governs a count when a verb in the infinitive stands between ("намерены реализовать 5")."""
    if cue.first > scene.first and "INFN" in grammar(scene.tokens[cue.first - 1].lower)[1]:
        return True
    for at in range(cue.first, amount.first):
        token = scene.tokens[at]
        inside = at < cue.last
        if token.kind == "word" and (
            (token.lower == "to" and not inside) or (not inside and "INFN" in grammar(token.lower)[1])
        ):
            return True
        if token.lower.startswith(CARRYING_OUT) or (inside and token.lower in BUILDING and amount.first - at <= NEXT):
            return True
    return False


BUILDING = frozenset(
    {"fund", "implement", "build", "construct", "establish", "create", "open", "develop", "finance", "set"}
)
NEXT = 4
MEANING = frozenset({"это", "this", "means"})
PLANNED = ("plan", "target", "intention", "expectation", "forecast")


BESIDE = 2


def _jobs_status(scene: Scene, amount: Amount, segment: tuple[int, int]) -> tuple[str, str]:
    end = next((at for at in range(amount.last, scene.last) if scene.tokens[at].text in ",;"), scene.last)
    window = scene.tokens[max(segment[0], amount.first - 8) : min(end, amount.last + 6)]
    if to_employ(scene, amount):
        return "plan", "status.jobs_to_create"
    ahead = any(token.lower in AHEAD for token in window) or previous(scene, amount) in MEANING
    if not ahead and (supporting(scene, amount, segment[0]) or creating(scene, amount)):
        return "actual", "status.default"
    if any(token.lower.startswith(CREATE) for token in window):
        past = any(token.lower in CREATED or token.lower in APPEARED for token in window)
        return ("actual", "status.jobs_created") if past and not ahead else ("plan", "status.jobs_to_create")
    told = _before(scene, amount)
    if told and told[-1].code == "actual" and amount.first - told[-1].last <= BESIDE:
        return "actual", "status.cue"
    planned = any(c.group == "statuses" and c.code in PLANNED for c in told)
    coming = ahead or planned or to_come(scene, segment[0], amount.first)
    return ("plan", "status.jobs_to_create") if coming else ("actual", "status.default")
