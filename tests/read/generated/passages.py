"""Passages: sentences of several families in one document, where each may mislead the reading of the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.read.generated import periods
from tests.read.generated.drawing import Draw, Sentence

Family = Callable[[Draw], Sentence]
LOCAL = frozenset({"found", "only", "value", "low", "high", "bound", "unit", "change", "indicator", "stage", "status"})


def passage(draw: Draw, language: str, families: Sequence[Family]) -> Sentence:
    """Return two to four sentences of one document with the slots that other sentences must not change."""
    today = periods.day(draw)
    parts = [draw.of("family", families)(draw) for _ in range(draw.whole(2, 4))]
    between = draw.of("between", (" ", " ", "\n", "\n\n"))
    slots = [{name: value for name, value in one.items() if name in LOCAL} for part in parts for one in part.slots]
    marked = between.join(part.marked for part in parts)
    return Sentence(language, "passage", f"date {today.isoformat()}\n", marked, tuple(slots), tuple(draw.choices))
