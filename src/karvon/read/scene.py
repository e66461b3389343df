"""A scene: one sentence with everything found in it, and a frame: one of its amounts understood."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from karvon.read.cues import Cue
from karvon.read.numbers import Marks
from karvon.read.ranges import Amount
from karvon.read.sentences import Sentence
from karvon.read.times import Time
from karvon.read.tokens import Token

FUTURE = frozenset({"target", "plan", "intention", "proposal", "expectation", "forecast", "instruction"})


class Scene(NamedTuple):
    """One sentence with its cues and amounts, as ranges of the document's tokens."""

    tokens: Sequence[Token]
    marks: Marks
    sentence: Sentence
    first: int
    last: int
    cues: Sequence[Cue]
    amounts: Sequence[Amount]
    times: Sequence[Time]


class Frame(NamedTuple):
    """An amount understood; `segment` are the tokens that belong to it rather than to its neighbours."""

    amount: Amount
    scene: Scene
    segment: tuple[int, int]
    indicator: str | None
    cue: Cue | None
    unit: str | None
    change: str
    sign: int
    status: str
    stage: str | None
    bound: str
    part: bool
    rules: tuple[str, ...]
