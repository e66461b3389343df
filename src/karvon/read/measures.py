"""Measures: which indicator an amount is of, from its unit, the cues around it and the talk before it."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.model.vocabulary import by_code
from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Frame, Scene

TOPIC_REACH = 2
CAPITAL = (
    "капитал",
    "совместн",
    "зарегистрир",
    "работа",
    "действ",
    "участи",
    "capital",
    "joint",
    "registered",
    "operat",
)
TRADE = frozenset({"trade_turnover", "export", "import", "noncommodity_export"})
SHARE_FIRST = 8
WORTH = {"project_count": "project_value", "document_count": "contract_value", "goods_count": "export_potential"}
COUNT_INDICATOR = {
    "project": "project_count",
    "job": "jobs",
    "company": "company_count",
    "hub": "hub_count",
    "document": "document_count",
    "good": "goods_count",
    "event": "event_count",
    "train_pair": "train_pairs",
    "flight": "flights",
    "corridor": "corridor_count",
    "ha": "site_area",
    "km": "line_length",
}


def indicator_of(
    scene: Scene, amount: Amount, segment: tuple[int, int], known: Sequence[Frame]
) -> tuple[str | None, Cue | None, str]:
    """Return (indicator, cue, rule) of an amount by its unit, its nearest cue, an anaphor, or the figures before it."""
    if amount.unit in COUNT_INDICATOR and amount.kind in ("count", "measure"):
        return COUNT_INDICATOR[amount.unit], None, "indicator.unit_noun"
    kind = _measured_in(amount)
    best = _best_cue(scene, amount, segment, kind)
    back = _anaphoric(scene, amount, known, kind)
    if back is not None and (best is None or best.last <= _anaphor_at(scene, amount)):
        return back.indicator, back.cue, "indicator.anaphora"
    if best is not None:
        return best.code, best, "indicator.cue"
    inherited = [f for f in known[-2:] if f.scene.sentence.paragraph == scene.sentence.paragraph and _kin(f, kind)]
    if inherited and amount.kind != "bare":
        return inherited[-1].indicator, inherited[-1].cue, "indicator.inherited"
    heads = [f for f in known[-3:] if f.indicator in WORTH and f.scene.sentence.paragraph == scene.sentence.paragraph]
    if heads and kind == "money":
        return WORTH[heads[-1].indicator or ""], None, "indicator.worth"
    return None, None, "indicator.none"


def topic(scene: Scene, amount: Amount, before: Sequence[Scene]) -> tuple[str | None, str]:
    """Take up what the sentences just before speak of, where a figure's own sentence does not say what it measures."""
    kind = _measured_in(amount)
    if kind == "money" and any(token.lower.startswith(COST) for token in scene.tokens[scene.first : amount.last + 3]):
        return "project_value", "indicator.cost"
    near = [s for s in before[-TOPIC_REACH:] if scene.sentence.paragraph - s.sentence.paragraph <= 1]
    if kind not in ("money", "percent"):
        return None, "indicator.none"
    for past in reversed(near):
        cues = [c for c in past.cues if c.group == "indicators" and kind in c.row["units"].split(";")]
        if cues:
            return _aimed(scene, amount, cues[0].code), "indicator.topic"
    return None, "indicator.none"


COST = ("стоимост", "стоит", "стоил", "обойд", "обош", "cost", "worth")


def _aimed(scene: Scene, amount: Amount, code: str) -> str:
    """A target for the trade just spoken of is one for the turnover of both, not for the flow named last."""
    aims = any(c.group == "statuses" and c.code == "target" and c.last <= amount.first for c in scene.cues)
    return "trade_turnover" if aims and amount.kind != "percent" and code in TRADE else code


def refined(scene: Scene, amount: Amount, read: tuple[str | None, Cue | None], known: Sequence[Frame]) -> str | None:
    """Correct an indicator by what else its sentence says: investment of projects, stock or flow, a share of trade."""
    indicator, cue = read
    words = [token.lower for token in scene.tokens[scene.first : scene.last]]
    if indicator == "company_count" and not any(word.startswith(CAPITAL) for word in words):
        return None
    if indicator == "trade_share" and not any(c.group == "indicators" and c.code in TRADE for c in scene.cues):
        return None
    if indicator in ("investment_flow", "investment_stock"):
        projects = [f for f in known[-2:] if f.indicator == "project_count" and f.scene.sentence == scene.sentence]
        if projects and amount.first - projects[-1].amount.last <= 8:
            return "project_value"
        if (
            indicator == "investment_flow"
            and amount.kind == "money"
            and cue is not None
            and _accumulated(scene, amount, cue)
        ):
            return "investment_stock"
    return indicator


def _accumulated(scene: Scene, amount: Amount, cue: Cue) -> bool:
    """Say whether "investment" told of no period is what has gathered so far."""
    noun = scene.tokens[cue.first].lower.startswith(("инвестиц", "капиталовлож", "investment"))
    dated = any(t.kind in ("year", "months", "since") and not t.deadline for t in scene.times)
    flowing = any(token.lower.startswith(("приток", "inflow")) for token in scene.tokens[scene.first : scene.last])
    return noun and not dated and not flowing and not _future(scene, amount)


def _future(scene: Scene, amount: Amount) -> bool:
    cues = [c for c in scene.cues if c.group == "statuses" and c.last <= amount.first]
    return bool(cues) and cues[-1].code != "actual"


def _measured_in(amount: Amount) -> str:
    """Return what a cue must allow: money, percent or a unit; a number of nameless things is none of these."""
    if amount.kind == "money" or (amount.kind == "bare" and amount.scale != 1 and amount.noun is None):
        return "money"
    return "percent" if amount.factor or amount.times else amount.unit or ""


def _best_cue(scene: Scene, amount: Amount, segment: tuple[int, int], kind: str) -> Cue | None:
    options = [c for c in scene.cues if c.group == "indicators" and kind in c.row["units"].split(";")]
    scored = [(cost, c.first, c) for c in options if (cost := _cost(scene, amount, segment, c)) is not None]
    return min(scored)[2] if scored else None


def _cost(scene: Scene, amount: Amount, segment: tuple[int, int], cue: Cue) -> int | None:
    """Distance in tokens, dearer across commas and other amounts, dearest to the right."""
    left = cue.last <= amount.first
    between = range(cue.last, amount.first) if left else range(amount.last, cue.first)
    cost = len(between) + 3 * sum(scene.tokens[at].text in ",;-" for at in between)
    others = [
        a for a in scene.amounts if a != amount and a.kind == amount.kind and between.start <= a.first < between.stop
    ]
    cost += 2 * len(others)
    if not segment[0] <= cue.first < segment[1]:
        cost += 4
    if cue.code == "trade_share":
        cost -= SHARE_FIRST
    return cost if left else 2 * cost + 6 if len(between) <= 8 else None


def _anaphor_at(scene: Scene, amount: Amount) -> int:
    found = [c.first for c in scene.cues if c.group == "anaphora" and c.last <= amount.first]
    return found[-1] if found else -1


def _anaphoric(scene: Scene, amount: Amount, known: Sequence[Frame], kind: str) -> Frame | None:
    if _anaphor_at(scene, amount) < 0:
        return None
    return next((f for f in reversed(known[-4:]) if _kin(f, kind) and f.scene.sentence != scene.sentence), None)


def _kin(known: Frame, kind: str) -> bool:
    if known.indicator is None:
        return False
    native = by_code("indicators")[known.indicator]["unit"]
    return kind == "percent" or native == ("USD" if kind == "money" else kind)
