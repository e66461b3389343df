"""Carrying: what a figure without a word of its own takes over from the figures told before it."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.model.vocabulary import by_code
from karvon.read import listing, reach
from karvon.read.cues import Cue, kinds
from karvon.read.goods import exported_before
from karvon.read.ranges import Amount
from karvon.read.scene import NOTHING, Frame, Measured, Scene
from karvon.read.wholes import OTHER, TRADE

TRADE_FLOWS = ("export", "import")
WORTH = {"project_count": "project_value", "document_count": "contract_value", "goods_count": "export_potential"}


def kin_of(known: Frame, kind: str) -> bool:
    """Say whether a figure told before measures what can be told in such a kind of unit."""
    if known.indicator is None:
        return False
    native = by_code("indicators")[known.indicator]["unit"]
    if known.indicator in TRADE_FLOWS and known.unit == "t":
        native = "t"
    return kind == "percent" or native == ("USD" if kind == "money" else kind)


def of_list(scene: Scene, kind: str, known: Sequence[Frame]) -> Measured | None:
    """Return what the opening of a list speaks of: "Exports:", "Turnover by country:"."""
    lead = scene.lead
    if lead is None or kind not in ("money", "percent", "t", "TEU"):
        return None
    told = next((f for f in reversed(known) if f.scene.sentence == lead.sentence and kin_of(f, kind)), None)
    if told is not None:
        return Measured(told.indicator, told.cue, "indicator.topic")
    cues = [c for c in lead.of("indicators") if c.code != OTHER and kind in kinds(c.row["units"])]
    if cues and cues[0].code == "import" and exported_before(lead, cues[0], [f for f in known if _above(f, lead)]):
        return Measured("export", cues[0], "indicator.topic")
    return Measured(cues[0].code, cues[0], "indicator.topic") if cues else None


def _above(known: Frame, lead: Scene) -> bool:
    return known.scene.first < lead.first


def item_of(scene: Scene, amount: Amount, kind: str, known: Sequence[Frame]) -> Measured | None:
    """Return what a line without a verb goes on telling, of a row of such lines: "Гродеково – 5,2 млн тонн"."""
    dash = amount.first - 1 > scene.first and scene.tokens[amount.first - 1].text == "-"
    if (
        not dash
        or kind not in ("money", "t", "TEU")
        or any(reach.finite(token) for token in scene.tokens[scene.first : amount.first] if token.kind == "word")
    ):
        return None
    rows = (f for f in reversed(known[-ROWS:]) if scene.sentence.paragraph - f.scene.sentence.paragraph <= 1)
    kin = next((f for f in rows if kin_of(f, kind) and f.change == "level"), None)
    return Measured(kin.indicator, kin.cue, "indicator.inherited") if kin is not None else None


ROWS = 4


def aim(scene: Scene, amount: Amount, kind: str, known: Sequence[Frame]) -> Measured:
    """Take a level of money that two countries aim at for that of their turnover, where the talk told it before.

    A level called a mark by the word right before it needs only a text that tells of turnover anywhere.
    """
    aims = any(c.code == "target" and c.last <= amount.first for c in scene.of("statuses"))
    if not aims or kind != "money":
        return NOTHING
    told = any(f.indicator == "trade_turnover" for f in known) or _marked(scene, amount)
    return Measured("trade_turnover", None, "indicator.topic") if told else NOTHING


def _marked(scene: Scene, amount: Amount) -> bool:
    at = amount.first - scene.first
    near = [word for word in scene.words[max(0, at - NEAR_MARK) : at] if word not in ("в", "of", ",", "the", "us", "$")]
    named = bool(near) and near[-1].startswith(AIMS) and not scene.of("indicators")
    cues = scene.marks.between("indicators", 0, len(scene.tokens)) if named else []
    return any(cue.code == "trade_turnover" for cue in cues)


NEAR_MARK = 4
AIMS = ("ориентир", "планк", "рубеж", "отметк", "target", "goal", "benchmark", "milestone")


def of_heads(scene: Scene, kind: str, frames: Sequence[Frame]) -> Measured | None:
    """Return what money beside a count is worth of."""
    heads = [f for f in frames if f.indicator in WORTH]
    return Measured(_worth(scene, heads[-1]), None, "indicator.worth") if heads and kind == "money" else None


def inherited(scene: Scene, amount: Amount, kind: str, frames: Sequence[Frame]) -> Measured | None:
    """Return what the nearest figure of such a unit measures; tonnes beside the money of a trade are its goods."""
    summed = any(
        token.lower.startswith("сумм") for token in scene.tokens[max(scene.first, amount.first - 2) : amount.first]
    )
    kin = [f for f in frames if kin_of(f, kind)]
    if kin and (amount.kind != "bare" or summed or _was(scene, amount)):
        return Measured(kin[-1].indicator, kin[-1].cue, "indicator.inherited")
    flows = [f for f in frames if kind == "t" and f.indicator in TRADE_FLOWS]
    return Measured(flows[-1].indicator, None, "indicator.inherited") if flows else None


def _was(scene: Scene, amount: Amount) -> bool:
    """Say whether millions of nothing named are told of a time by a verb of being: "в прошлом году было 12 млрд"."""
    before = scene.words[max(0, amount.first - scene.first - WAS_REACH) : amount.first - scene.first]
    return amount.noun is None and amount.scale >= MILLION and not BEING.isdisjoint(before)


WAS_REACH, MILLION = 3, 10**6
BEING = frozenset({"было", "был", "была", "будет", "стало", "составит", "составил", "составила", "составило", "-"})


def _worth(scene: Scene, head: Frame) -> str:
    """Return what money beside a count is: its value, and for goods the trade the sentence speaks of."""
    code = WORTH[head.indicator or ""]
    flows = [c.code for c in scene.of("indicators") if c.code in ("export", "import", code)]
    return flows[-1] if code == "export_potential" and flows and code not in flows else code


def of_partner_line(scene: Scene, amount: Amount, kind: str, known: Sequence[Frame]) -> Measured | None:
    """Return what a line tells that opens with a country and its figure, below the trade it is a part of."""
    if kind not in ("money", "t") or partner_line(scene, amount) is None:
        return None
    near = (f for f in reversed(known[-ROWS:]) if scene.sentence.paragraph - f.scene.sentence.paragraph <= BELOW)
    kin = next((f for f in near if kin_of(f, kind)), None)
    told = kin is not None and kin.indicator in TRADE and kin.change == "level"
    return Measured(kin.indicator, kin.cue, "indicator.topic") if told and kin is not None else None


BELOW = 2


def partner_line(scene: Scene, amount: Amount) -> Cue | None:
    """Return the country that opens a line: of a list, or with nothing but a sign between it and a figure.

    "– Peru – 5 mln"; below a line that ends in a colon also "Peru by 18 % - from 4 to 5 mln".
    """
    first = listing.body(scene)
    named = [c for c in scene.of("places") if c.row["kind"] in ("name", "short")]
    if not named or named[0].first != first or any(c.code != named[0].code for c in scene.of("places")):
        return None
    at = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
    between = [token.text for token in scene.tokens[named[0].last : at]]
    if len(between) == 1 and between[0] in SIGNS:
        return named[0]
    words = (token for token in scene.tokens[scene.first : scene.last] if token.kind == "word")
    return named[0] if scene.lead is not None and not any(reach.finite(token) for token in words) else None


SIGNS = frozenset("-–—:(")
