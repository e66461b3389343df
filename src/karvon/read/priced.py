"""Priced: money of English texts that is the price of one piece, or the size of an economy, and of no indicator."""

from __future__ import annotations

from collections.abc import Sequence

from karvon.read.cues import Cue
from karvon.read.ranges import Amount
from karvon.read.scene import NOTHING, Frame, Measured, Scene

PER = frozenset({"per", "/", "apiece", "each"})
PIECES = (
    "barrel", "ton", "kilo", "kg", "litre", "liter", "gallon", "unit", "bottle", "head", "sack", "bag", "piece", "kwh",
    "mwh", "bushel", "ounce", "pound", "hectare", "acre", "share", "ticket", "trip", "night", "container", "teu", "box",
)  # fmt: skip
TIMES = ("year", "annum", "month", "day", "week", "quarter", "hour", "cent", "flight")
COUNTED = ("project", "contract", "deal", "agreement", "document", "compan", "enterprise")
SIZES = ("economy", "economies", "budget", "population", "giant", "conglomerate", "empire", "stimulus", "bailout")
OTHER = NOTHING._replace(rule="indicator.other")


def aside(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Measured | None:
    """Return no indicator for the price of one piece, the size of an economy, and what a bracket says of such money."""
    if scene.marks.language != "en" or amount.kind != "money":
        return None
    behind = scene.words[amount.last - scene.first : amount.last - scene.first + 2]
    piece = behind[:1] in (["a"], ["an"]) and bool(behind[1:]) and behind[1].startswith(PIECES)
    each = behind[:1] != [] and behind[0] in PER and not (behind[1:] and behind[1].startswith((*TIMES, *COUNTED)))
    if each or piece or (behind[:1] != [] and behind[0].startswith(SIZES)):
        return OTHER
    last = known[-1] if known and known[-1].scene.sentence == scene.sentence else None
    if last is None or last.indicator is not None or last.amount.kind != "money":
        return None
    between = scene.words[last.amount.last - scene.first : amount.first - scene.first]
    return OTHER if between in (["("], ["(", "about"], ["(", "around"], ["or"]) else None


def followed(scene: Scene, amount: Amount, known: Sequence[Frame]) -> Measured | None:
    """Return what the figure before measures for one that is next in a row: "Togo followed with 5 bn"."""
    last = known[-1] if known and scene.marks.language == "en" else None
    if last is None or last.amount.kind != amount.kind or last.indicator is None or last.unit != amount.unit:
        return None
    words = scene.words[: amount.first - scene.first]
    if len(words) > OPENING or scene.sentence.paragraph - last.scene.sentence.paragraph > 1:
        return None
    named = any(c.first - scene.first <= 1 for c in scene.of("places"))
    told = any(word in NEXT for word in words)
    return Measured(last.indicator, last.cue, "indicator.inherited") if named and told else None


def with_revenue(scene: Scene, cue: Cue) -> Cue | None:
    """Return the word for the trade that English "with revenue of" tells money of: "sold tea with revenue of"."""
    if scene.marks.language != "en" or cue.code != "other" or not scene.tokens[cue.first].lower.startswith("revenue"):
        return None
    if scene.tokens[cue.first - 1].lower != "with":
        return None
    return next((c for c in reversed(scene.of("indicators")) if c.last < cue.first and c.code in TRADED), None)


TRADED = frozenset({"export", "import", "trade_turnover"})
OPENING = 8
NEXT = frozenset({"followed", "follows", "next", "trailed", "trailing", "second", "third", "fourth", "fifth", "came"})
