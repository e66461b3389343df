"""Frames: what each amount measures, of whom, at what stage and with what standing."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.model.vocabulary import by_code
from karvon.read.bulk import by_measure, of_pieces
from karvon.read.changes import change
from karvon.read.cues import Cue
from karvon.read.elided import MOST_THINGS, is_part, whole
from karvon.read.goals import aimed_at
from karvon.read.joint import joined, of_item
from karvon.read.measures import indicator_of
from karvon.read.prospects import AHEAD, IDEAS, clause, foretold, of_thing, staged, standing_of
from karvon.read.ranges import UNNAMED, Amount
from karvon.read.reach import finite, opening
from karvon.read.respective import run, shares_in_turn
from karvon.read.scene import Frame, Scene
from karvon.read.stages import stage
from karvon.read.statuses import status
from karvon.read.tobegin import to_come
from karvon.read.turkic import SUFFIXED
from karvon.read.wholes import of_whole

WORTH = frozenset({"на", "worth"})
ABLE = (
    "производи", "выпуска", "перерабатыва", "перевози", "обслужива", "вмеща", "принима", "пропуска", "обрабатыва",
    "храни", "вырабатыва", "добыва", "отправля", "выращива", "обеспечива", "перевалива",
)  # fmt: skip
COUNTED = frozenset({"jobs", "project_count", "train_pairs", "company_count"})
SEPARATORS = frozenset({",", ";", "и", "а", "но", "and", "while", "but"})


def frame(scene: Scene, earlier: Sequence[Frame], before: Sequence[Scene] = ()) -> list[Frame]:
    """Return the frames of one sentence; `earlier` and `before` are the frames and sentences before it, in order."""
    frames: list[Frame] = []
    for amount in scene.amounts:
        known = [*earlier, *frames]
        told = whole(scene, amount, known)
        if told is None:
            continue
        segment = _segment(scene, amount)
        frames.append(_frame(scene, told, segment, known, before))
    return frames


def _frame(
    scene: Scene, amount: Amount, segment: tuple[int, int], known: Sequence[Frame], before: Sequence[Scene]
) -> Frame:
    measured = indicator_of(scene, amount, segment, known, before)
    step, sign = change(scene, amount, segment, measured.indicator, known)
    indicator, cue, rule = of_whole(measured, scene, amount, step, known)
    if step == "level" and indicator in (None, "export", "import", "trade_turnover") and shares_in_turn(scene, amount):
        indicator, rule = "trade_share", "indicator.share"
    unit = amount.unit or _unit(scene, amount, indicator, known)
    told = status(scene, amount, clause(scene, amount, segment, rule), indicator)
    told = of_item(scene, told) if scene.lead is not None else told
    told = joined(scene, amount, told, known) if known else told
    standing, status_rule = standing_of(scene, amount, (indicator, rule), told)
    bound = _bound(scene, amount, known)
    bound = "eq" if bound == "le" and standing == "target" and amount.bound == "upto" else bound
    thing = staged(scene, amount, (indicator, cue, rule), standing) if status_rule != "status.enabled" else None
    held = stage(scene, amount, segment, (indicator, standing), known, (thing, before))
    held = None if indicator == "jobs" and (step, sign) == ("absolute_change", -1) else held
    agreed = to_come(scene, amount, held) or (held is not None and status_rule == "status.to_come" and amount.elided)
    held = "planned" if agreed else held
    sized = (
        held in AHEAD
        if indicator == "capacity"
        else indicator == "line_length" and held in IDEAS and not _attribute(scene, amount)
    )
    costs = indicator == "project_value" and held == "planned" and foretold(scene, amount)
    sized = sized or (agreed and indicator is None and amount.kind in ("bare", "count"))
    if (sized and status_rule == "status.default") or (costs and status_rule == "status.portfolio"):
        standing, status_rule = "plan", "status.thing"
    rules = (
        rule,
        status_rule,
        *(("stage.thing",) if thing is not None and held == thing.stage else ()),
        *(("amount.word",) if amount.word else ()),
        *(("amount.elided",) if amount.elided else ()),
    )
    part = is_part(scene, segment[0], amount.first)
    about = of_thing(scene, amount, (indicator, cue, rule)) if step == "level" else None
    return Frame(amount, scene, segment, indicator, cue, unit, step, sign, standing, held, bound, part, rules, about)


def _attribute(scene: Scene, amount: Amount) -> bool:
    """Say whether a length describes a line by a hyphen: "a 500-km highway"."""
    return any(scene.tokens[at].text == "-" for at in range(amount.first, amount.last))


def _segment(scene: Scene, amount: Amount) -> tuple[int, int]:
    """Return the tokens around an amount up to the signs that part it from other amounts of its kind."""
    first, last = scene.first, scene.last
    if len(scene.amounts) > 1:
        row = run(scene, amount) or (amount,)
        heads = [a for a in scene.amounts if _head(a) == _head(amount) or a in row]
        heads = [a for a in heads if a is amount or a not in row]
        index = heads.index(amount)
        first = first if index == 0 else _begun(scene, heads[index - 1].last, amount.first)
        last = last if index + 1 == len(heads) else _cut(scene, amount.last, heads[index + 1].first)
    if ":" in scene.vocabulary:
        colons = [at for at in range(first, amount.first - 1) if scene.tokens[at].text == ":"]
        first = next((at + 1 for at in reversed(colons) if _opens(scene, at + 1)), first)
    return first, last


def _begun(scene: Scene, first: int, last: int) -> int:
    """Return where a segment begins: at the sign before it, else at the verb that parts a subject from its object."""
    cut = _cut(scene, first, last)
    if cut < last:
        return cut
    return next((at for at in range(first, last) if finite(scene.tokens[at])), cut)


def _opens(scene: Scene, at: int) -> bool:
    """Say whether a quotation opens at a token."""
    return scene.tokens[at].text in '"“«„'


def _head(amount: Amount) -> str:
    return "count" if amount.kind in ("count", *UNNAMED) else amount.kind


def _cut(scene: Scene, first: int, last: int) -> int:
    """Return where one segment ends and the next begins: the first separator between two amounts."""
    strong = [at for at in range(first, last) if scene.tokens[at].text in ",;("]
    weak = [at for at in range(first, last) if scene.tokens[at].lower in SEPARATORS]
    return (strong or weak or [last])[0]


def _unit(scene: Scene, amount: Amount, indicator: str | None, known: Sequence[Frame]) -> str | None:
    """Give an elided currency the one used nearest: before, else right after in the same sentence."""
    if indicator in COUNTED and amount.kind in ("bare", "count") and not amount.factor and not amount.times:
        return by_code("indicators")[indicator]["unit"]
    told = amount.scale == 1 or scene.marks.language == "en" or by_measure(scene, amount) or of_pieces(scene, amount)
    named = amount.noun is not None and told
    if amount.kind != "bare" or named:
        return None
    if indicator is None:
        return _currency_beside(scene, amount, known)
    if by_code("indicators")[indicator]["unit"] != "USD":
        return None
    before = next((f.unit for f in reversed(known) if f.amount.kind == "money"), None)
    return before or next((a.unit for a in scene.amounts if a.kind == "money" and a.first > amount.first), None)


def _currency_beside(scene: Scene, amount: Amount, known: Sequence[Frame]) -> str | None:
    """Give millions of nothing named the currency told before them in their sentence, or just before "for" them."""
    if amount.noun is not None or amount.scale < MOST_THINGS:
        return None
    told = [f.unit for f in known if f.amount.kind == "money" and f.scene.sentence == scene.sentence]
    of_many = amount.last < scene.last and scene.tokens[amount.last].lower in ("of", "из")
    told = told if told or of_many else _sum_before(scene, known)
    worth = amount.first > scene.first and scene.tokens[amount.first - 1].lower in WORTH
    if not told and worth and known and known[-1].scene.sentence.paragraph == scene.sentence.paragraph:
        told = [known[-1].unit] if known[-1].amount.kind == "money" else []
    return told[-1] if told else None


def _sum_before(scene: Scene, known: Sequence[Frame]) -> list[str | None]:
    """Return the currency of the millions last told in the paragraph, where those were a sum: "Первые 14 млн"."""
    here = [f for f in known if f.scene.sentence.paragraph == scene.sentence.paragraph]
    large = [f for f in here if f.amount.scale >= MOST_THINGS and f.change == "level"]
    unit = large[-1].unit if large else None
    return [unit] if unit is not None and unit.isupper() and unit not in by_code("units") else []


def _bound(scene: Scene, amount: Amount, known: Sequence[Frame]) -> str:
    if amount.bound != "upto":
        return "eq" if amount.verbal and amount.bound in ("gt", "ge") and aimed_at(scene, amount) else amount.bound
    final = scene.marks.language in SUFFIXED
    if _behind_step(scene, amount, known):
        return "eq"
    own = amount.bound_at or (0, 0)
    led = scene.tokens[own[0] - 1].lower if own[0] > scene.first else ""
    if led.startswith(ABLE) and not final:
        return "le"
    bounds = [own, *(a.bound_at for a in scene.amounts if a.bound_at and a.bound == "upto")]
    before = [
        c for c in scene.cues if final or (c.first < amount.first and not any(a <= c.first < b for a, b in bounds))
    ]
    raised = any(c.group == "changes" for c in before)
    brought = any(
        c.group == "statuses" and (c.code in ("target", "instruction") or _could_grow(scene, c)) for c in before
    )
    return "eq" if raised or brought else "le"


def _could_grow(scene: Scene, cue: Cue) -> bool:
    """Say whether words tell of room for growth: "потенциал для наращивания до 5 млрд"."""
    return cue.code == "expectation" and scene.tokens[cue.first].lower.startswith(("потенциал", "возможност"))


def _behind_step(scene: Scene, amount: Amount, known: Sequence[Frame]) -> bool:
    """Say whether "to 5 bn" gives the level of the step just before it: "by 12 %, to 5 bn", "by 12 % (to 5 bn)"."""
    if not known or known[-1].change == "level" or known[-1].scene.sentence != scene.sentence:
        return False
    return opening(scene, amount.first) is not None or 0 <= amount.first - known[-1].amount.last <= 3
