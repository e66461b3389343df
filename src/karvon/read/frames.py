"""Frames: what each amount measures, of whom, at what stage and with what standing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from karvon.model.vocabulary import by_code
from karvon.read.amounts import SUFFIXED
from karvon.read.cues import Cue
from karvon.read.measures import indicator_of, refined, topic
from karvon.read.ranges import UNNAMED, Amount
from karvon.read.scene import Frame, Scene
from karvon.read.tokens import future, grammar

PORTFOLIO = frozenset({"project_count", "project_value"})
PORTFOLIO_STAGES = frozenset({"done", "under_way", "studied", "planned", "launched", "suspended", "cancelled"})
SEPARATORS = frozenset({",", ";", "и", "а", "но", "and", "while", "but"})
CREATE = ("созда", "create", "creat", "предполаг", "открыт", "open")


def frame(scene: Scene, earlier: Sequence[Frame], before: Sequence[Scene] = ()) -> list[Frame]:
    """Return the frames of one sentence; `earlier` and `before` are the frames and sentences before it, in order."""
    frames: list[Frame] = []
    for amount in scene.amounts:
        known = [*earlier, *frames]
        whole = _elliptic(scene, amount, known)
        if whole is None:
            continue
        segment = _segment(scene, amount)
        frames.append(_frame(scene, whole, segment, known, before))
    return frames


def _elliptic(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Amount | None:
    """Give a bare number the unit of the count it is a part of ("of these, 55 are …"); None when it is no amount."""
    if amount.kind not in UNNAMED:
        return amount
    named = _counted_before(scene, amount)
    if named is not None:
        return amount._replace(unit=named.code, kind="count", elided=True, noun=(named.first, named.last))
    if amount.kind == "told":
        return amount._replace(kind="count")
    counts = [f for f in known if f.amount.kind == "count" and f.scene.sentence.paragraph == scene.sentence.paragraph]
    largest = max((Decimal(f.amount.digits) * f.amount.scale for f in counts), default=Decimal(0))
    if Decimal(amount.digits) > largest:
        return None
    same = [f for f in counts if f.scene.sentence == scene.sentence]
    if not same and not _is_part(scene, scene.first, amount.first):
        return None
    return amount._replace(unit=counts[-1].unit, kind="count", elided=True)


NUMBER_OF = ("число", "числа", "количество", "количества", "number")


def _counted_before(scene: Scene, amount: Amount) -> Cue | None:
    """Find what "the number of …" before a bare number counts."""
    for cue in reversed(scene.cues):
        if cue.group == "units" and cue.last <= amount.first and amount.first - cue.last <= 8:
            words = [token.lower for token in scene.tokens[max(scene.first, cue.first - 4) : cue.first]]
            if any(word in NUMBER_OF for word in words):
                return cue
    return None


def _frame(
    scene: Scene, amount: Amount, segment: tuple[int, int], known: Sequence[Frame], before: Sequence[Scene]
) -> Frame:
    indicator, cue, rule = indicator_of(scene, amount, segment, known)
    if indicator is None:
        indicator, rule = topic(scene, amount, before)
    indicator = refined(scene, amount, (indicator, cue), known)
    unit = amount.unit or _unit(scene, amount, indicator, known)
    change, sign = _change(scene, amount, segment, indicator)
    status, status_rule = _status(scene, amount, segment, indicator)
    bound = _bound(scene, amount)
    stage = _stage(scene, amount, segment, indicator)
    rules = (
        rule,
        status_rule,
        *(("amount.word",) if amount.word else ()),
        *(("amount.elided",) if amount.elided else ()),
    )
    part = _is_part(scene, segment[0], amount.first)
    return Frame(amount, scene, segment, indicator, cue, unit, change, sign, status, stage, bound, part, rules)


def _segment(scene: Scene, amount: Amount) -> tuple[int, int]:
    """Return the tokens around an amount up to the signs that part it from other amounts of its kind."""
    heads = [a for a in scene.amounts if _head(a) == _head(amount)]
    index = heads.index(amount)
    first = scene.first if index == 0 else _cut(scene, heads[index - 1].last, amount.first)
    last = scene.last if index + 1 == len(heads) else _cut(scene, amount.last, heads[index + 1].first)
    return first, last


def _head(amount: Amount) -> str:
    return "count" if amount.kind in ("count", *UNNAMED) else amount.kind


def _cut(scene: Scene, first: int, last: int) -> int:
    """Return where one segment ends and the next begins: the first separator between two amounts."""
    strong = [at for at in range(first, last) if scene.tokens[at].text in ",;("]
    weak = [at for at in range(first, last) if scene.tokens[at].lower in SEPARATORS]
    return (strong or weak or [last])[0]


def _is_part(scene: Scene, first: int, last: int) -> bool:
    words = [token.lower for token in scene.tokens[first:last]]
    text = f" {' '.join(words)} "
    return any(
        form in text
        for form in (
            " из них ",
            " из которых ",
            " среди них ",
            " в том числе ",
            " of these ",
            " of which ",
            " of them ",
            " including ",
            " остальн",
            " the rest ",
            " the remaining ",
            " включая ",
            " among them ",
        )
    )


def _unit(scene: Scene, amount: Amount, indicator: str | None, known: Sequence[Frame]) -> str | None:
    """Give an elided currency the one used nearest: before, else right after in the same sentence."""
    if indicator is None or by_code("indicators")[indicator]["unit"] != "USD" or amount.kind != "bare":
        return None
    if amount.noun is not None and amount.scale == 1:
        return None
    before = next((f.unit for f in reversed(known) if f.amount.kind == "money"), None)
    return before or next((a.unit for a in scene.amounts if a.kind == "money" and a.first > amount.first), None)


def _change(scene: Scene, amount: Amount, segment: tuple[int, int], indicator: str | None) -> tuple[str, int]:
    """Return (change, sign): a step up or down is told from a level by "на" or by a percent beside a verb of change."""
    before = _before(scene, amount)
    if before in SIGNS:
        return _by_word(scene, amount, SIGNS[before])
    if before in ("+", "-") and amount.kind == "percent" and _signed(scene, amount):
        return "relative_change", 1 if before == "+" else -1
    near = _mover(scene, amount, segment, before)
    if near is None and amount.factor:
        return "relative_change", 1
    if near is None or indicator == "trade_share" or (amount.kind == "percent" and _reached(scene, amount)):
        return "level", 1
    sign = -1 if near.code == "down" else 1
    if amount.kind == "percent" or (amount.factor or amount.times):
        return "absolute_change" if amount.points else "relative_change", sign
    step = (before in ("на", "by") or _direct(scene, near, amount)) and amount.kind in STEPS
    return ("absolute_change", sign) if step and amount.bound != "upto" else ("level", 1)


STEPS = ("money", "bare", "measure", "count")
TRANSITIVE = ("reach", "bring", "brought", "cut", "boost", "rais", "doubl", "tripl", "expand", "added", "shed", "lost")


def _direct(scene: Scene, mover: Cue, amount: Amount) -> bool:
    """In English a step follows its verb without a preposition: "slipped 35 cents", "up 50 million bushels"."""
    start = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    first = scene.tokens[mover.first].lower
    particle = first == "up" and mover.first > scene.first and scene.tokens[mover.first - 1].kind == "word"
    own = not particle and not first.startswith(TRANSITIVE)
    return own and mover.row["lang"] == "en" and mover.last == start


def _reached(scene: Scene, amount: Amount) -> bool:
    """Say whether a percentage is where a rate came to, "rose to 6 %", and not by how much it changed."""
    return amount.bound == "upto" or amount.pair is not None or _before(scene, amount) in ("до", "to")


def _mover(scene: Scene, amount: Amount, segment: tuple[int, int], before: str) -> Cue | None:
    """Return the word of change an amount belongs to: the nearest of its segment, or the last before "by 5 %"."""
    cues = [c for c in scene.cues if c.group == "changes" and segment[0] <= c.first < segment[1]]
    near = min(cues, key=lambda c: abs(c.first - amount.first), default=None)
    if near is None and not amount.factor and before in ("на", "by") and amount.kind == "percent":
        cues = [c for c in scene.cues if c.group == "changes" and c.last <= amount.first]
        near = cues[-1] if cues else None
    return near


SIGNS = {"плюс": 1, "plus": 1, "минус": -1, "minus": -1}


def _by_word(scene: Scene, amount: Amount, sign: int) -> tuple[str, int]:
    """A sign in words is a step in percent or in brackets, else the sign of a level: "a loss of minus two billion"."""
    if amount.kind == "percent":
        return "absolute_change" if amount.points else "relative_change", sign
    bracket = amount.first - 2 >= scene.first and scene.tokens[amount.first - 2].text == "("
    return "absolute_change" if bracket else "level", sign


def _signed(scene: Scene, amount: Amount) -> bool:
    """Say whether the sign before a percent is its own, not a dash between words."""
    sign = scene.tokens[amount.first - 1]
    alone = amount.first - 1 == scene.first or scene.tokens[amount.first - 2].end < sign.start
    bracket = amount.first - 2 >= scene.first and scene.tokens[amount.first - 2].text == "("
    return sign.end == scene.tokens[amount.first].start and (alone or bracket)


def _before(scene: Scene, amount: Amount) -> str:
    at = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    if at < amount.first and scene.tokens[amount.first - 1].lower in ("на", "by"):
        return scene.tokens[amount.first - 1].lower
    if at > scene.first and scene.tokens[at - 1].lower in ("чем", "than"):
        at -= 2
    return scene.tokens[at - 1].lower if at > scene.first else ""


def _bound(scene: Scene, amount: Amount) -> str:
    if amount.bound != "upto":
        return amount.bound
    final = scene.marks.language in SUFFIXED
    own = amount.bound_at or (0, 0)
    before = [c for c in scene.cues if final or (c.first < amount.first and not own[0] <= c.first < own[1])]
    raised = any(c.group == "changes" for c in before)
    brought = any(c.group == "statuses" and c.code == "target" for c in before)
    return "eq" if raised or brought else "le"


def _status(scene: Scene, amount: Amount, segment: tuple[int, int], indicator: str | None) -> tuple[str, str]:
    final = scene.marks.language in SUFFIXED
    cues = [c for c in scene.cues if c.group == "statuses" and (final or c.last <= amount.first)]
    inside = [c for c in cues if c.first >= segment[0]] or cues
    if indicator in PORTFOLIO:
        governed = any(c.code in ("intention", "plan") and _governs(scene, c, amount) for c in inside)
        planned = governed or _to_come(scene, segment[0], amount.first)
        return ("plan", "status.planned_projects") if planned else ("actual", "status.portfolio")
    if indicator == "jobs":
        return _jobs_status(scene, amount, segment)
    if amount.pair == "from":
        return "actual", "status.base"
    raised = _raising(scene, amount)
    near = inside[-1] if inside else None
    for hoped in ("forecast", "expectation"):
        if any(c.code == hoped for c in inside) and (near is None or near.code != "actual"):
            return hoped, f"status.{hoped}"
    if near is not None and not (near.code in ("plan", "intention", "proposal") and raised == "target"):
        return near.code, "status.cue"
    return (raised or "actual"), "status.raise" if raised else "status.default"


def _to_come(scene: Scene, first: int, last: int) -> bool:
    """Say whether a verb in the future stands before an amount in its segment."""
    words = scene.tokens[first:last]
    return any(t.lower == "will" or (not t.lower.isascii() and future(t.lower)) for t in words)


def _governs(scene: Scene, cue: Cue, amount: Amount) -> bool:
    """A plan or intention governs a count when a verb in the infinitive stands between ("намерены реализовать 5")."""
    for at in range(cue.last, amount.first):
        token = scene.tokens[at]
        if token.kind == "word" and (token.lower == "to" or "INFN" in grammar(token.lower)[1]):
            return True
        if token.lower.startswith(CARRYING_OUT):
            return True
    return False


CARRYING_OUT = ("реализаци", "запуск", "implement", "launch")


def _jobs_status(scene: Scene, amount: Amount, segment: tuple[int, int]) -> tuple[str, str]:
    window = scene.tokens[max(segment[0], amount.first - 8) : min(scene.last, amount.last + 6)]
    if any(token.lower.startswith(CREATE) for token in window):
        past = any(token.lower in ("создано", "созданы", "created") for token in window)
        future = any(token.lower in ("будет", "будут", "will", "be", "предполагающих") for token in window)
        return ("actual", "status.jobs_created") if past and not future else ("plan", "status.jobs_to_create")
    return "actual", "status.default"


def _raising(scene: Scene, amount: Amount) -> str | None:
    """Tell "to raise to 10" (target), "will grow to 10" (expectation) and "grew to 10" (None) apart."""
    if amount.bound != "upto" and amount.pair != "to" and _before(scene, amount) != "to":
        return None
    changes = [c for c in scene.cues if c.group == "changes" and c.last <= amount.first]
    if not changes:
        return None
    token = scene.tokens[changes[-1].first]
    tag = grammar(token.lower)[1] if not token.lower.isascii() else _english_form(scene, changes[-1].first)
    if "INFN" in tag:
        return "target"
    if "futr" in tag:
        return "expectation"
    purposeful = any(
        c.group == "names" and c.row.get("kind") == "agreement" and c.last <= changes[-1].first for c in scene.cues
    )
    deadline = any(t.deadline for t in scene.times)
    return "target" if "NOUN" in tag and (purposeful or deadline) else None


def _english_form(scene: Scene, at: int) -> str:
    before = scene.tokens[at - 1].lower if at > scene.first else ""
    if before == "to":
        return "INFN"
    return "futr" if before == "will" else "VERB"


def _stage(scene: Scene, amount: Amount, segment: tuple[int, int], indicator: str | None) -> str | None:
    cues = [c for c in scene.cues if c.group == "stages" and segment[0] <= c.first < segment[1]]
    if indicator in PORTFOLIO:
        fits = [c for c in cues if c.code in PORTFOLIO_STAGES and _attaches(scene, c, amount)]
        return min(fits, key=lambda c: abs(c.first - amount.first)).code if fits else "all"
    if indicator == "jobs":
        return "all"
    if indicator in STAGED:
        return cues[0].code if cues else None
    return None


STAGED = frozenset(
    {"hub_count", "corridor_count", "company_count", "site_area", "line_length", "capacity", "event_count"}
)


def _attaches(scene: Scene, cue: Cue, amount: Amount) -> bool:
    """A stage belongs to an amount unless a subordinate clause or another noun of work parts them."""
    between = range(min(cue.last, amount.last), max(cue.first, amount.first))
    return not any(
        scene.tokens[at].lower in ("который", "которые", "которых", "that", "which", "чтобы") for at in between
    )
