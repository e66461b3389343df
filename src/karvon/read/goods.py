"""Goods: what a word for a flow measures exactly: of which goods, in transit or not, of which of two flows."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.model.vocabulary import by_code
from karvon.read.atlas import mentions
from karvon.read.comparisons import reached_by
from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import Frame, Scene
from karvon.read.tallies import BOUGHT, SOLD

FLOWS = frozenset({"export", "import", "trade_balance"})
NARROWER = {"freight_volume": "transit_volume"}


def moved(scene: Scene, goods: Cue) -> Cue | None:
    """Return the word for carrying right before the goods it is of: "перевозки зерна"."""
    cues = (c for c in scene.of("indicators") if c.code in ("freight_volume", "transit_volume"))
    return next((c for c in cues if 0 <= goods.first - c.last <= 1), None)


def brought(scene: Scene, cue: Cue, known: Sequence[Frame]) -> bool:
    """Say whether supplies from abroad go on with imports told before: "ввезли 9 тонн. Поставки шли из Ирана"."""
    if not scene.tokens[cue.first].lower.startswith(("поставк", "поставок")) or not known:
        return False
    last = next((f for f in reversed(known[-BEFORE:]) if f.indicator in FLOWS), None)
    near = last is not None and scene.sentence.paragraph - last.scene.sentence.paragraph <= 1
    told = {m.code for m in mentions(last.scene) if m.role != "from"} if last is not None else set()
    abroad = any(m.role == "from" and m.kind not in HOME and m.code not in told for m in mentions(scene))
    return near and last is not None and last.indicator == "import" and abroad


HOME = frozenset({"region", "city", "capital"})
BEFORE = 3


def subject_of(scene: Scene, amount: Amount, cue: Cue) -> str:
    """Return what is so many times the flow it is compared with: "imports exceeded exports 5.7 times" tells imports."""
    flows = [c for c in scene.of("indicators") if c.code in FLOWS and c.first < cue.first]
    compared = any(
        c.group == "changes" and c.code in ("over", "under") and flows and flows[-1].last <= c.first < cue.first
        for c in scene.cues
    )
    if not compared or cue.code not in FLOWS or cue.last > amount.first:
        return cue.code
    told = amount.factor or amount.times or reached_by(scene, amount)
    return flows[-1].code if told else "trade_balance"


def of_goods(scene: Scene, cue: Cue, code: str, amount: Amount) -> str:
    """Name the goods of a flow where the vocabulary has an indicator of their own ("wheat_export")."""
    if amount.unit != "t" or code not in ("production", "export", "import"):
        return code
    near = [token.lower for token in scene.tokens[max(scene.first, cue.first - 3) : cue.last + 1]]
    ahead = [token.lower for token in scene.tokens[max(scene.first, amount.first - SENT) : amount.first]]
    flows = [word for word in near if word.startswith(BOUGHT + SOLD)]
    flows = flows or [word for word in ahead if word.startswith(MOVED)]
    if not flows:
        return "production"
    flow = "import" if flows[-1].startswith(BOUGHT) else "export"
    goods = [c.code for c in scene.of("goods") if -3 <= c.first - cue.last <= 3 or 0 <= c.first - amount.last <= 2]
    return next((name for good in goods if (name := f"{good}_{flow}") in by_code("indicators")), "production")


SENT = 8
MOVED = (
    *BOUGHT, *SOLD, "постав", "продал", "продан", "купил", "закупил", "приобр", "suppl", "deliver", "buy", "purchas",
)  # fmt: skip


def narrowed(scene: Scene, cue: Cue, before: Sequence[Scene]) -> bool:
    """Say whether freight is in transit: the sentence says so, or the heading it stands under."""
    narrow = NARROWER[cue.code]
    if any(c.code == narrow and c.last <= cue.last + 3 for c in scene.of("indicators")):
        return True
    heading = [s for s in before[-2:] if not s.amounts and s.last - s.first <= 4]
    return any(c.code == narrow for s in heading for c in s.of("indicators"))
