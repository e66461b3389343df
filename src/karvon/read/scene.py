"""A scene: one sentence with everything found in it, and a frame: one of its amounts understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from karvon.read.cues import Cue
from karvon.read.gates import Begun
from karvon.read.numbers import Marks
from karvon.read.ranges import Amount
from karvon.read.sentences import Sentence
from karvon.read.times import Time
from karvon.read.tokens import Token
from karvon.read.values import Value, kept
from karvon.read.wordclasses import members

T = TypeVar("T")
FUTURE = frozenset({"target", "plan", "intention", "proposal", "expectation", "forecast", "instruction"})


class Thing(Value, frozen=True):
    """Something a text speaks of, a plant, road, zone or fund, named at tokens [first, last), and how far it is.

    `entity` is the token at which it was named first, `modifier` the adjective of its name, `title` the first word of
    its name in quotation marks.
    """

    kind: str
    role: str
    first: int
    last: int
    stage: str | None
    paragraph: int
    entity: int
    modifier: str
    title: str = ""


class Scene(Value, frozen=True, gc=True, dict=True):
    """One sentence with its cues and amounts, as ranges of the document's tokens; `lead` opens the list it is in.

    `words` are its tokens in small letters, `by_group` its cues by the lexicon table they are of, in order; `things`
    are what it names, `topic` is the thing the talk is about where it begins;
    `agreed` says that it tells what was agreed or is about to begin.
    """

    tokens: Sequence[Token]
    marks: Marks
    sentence: Sentence
    first: int
    last: int
    cues: Sequence[Cue]
    amounts: Sequence[Amount]
    times: Sequence[Time]
    words: Sequence[str]
    by_group: Mapping[str, Sequence[Cue]]
    lead: Scene | None = None
    things: Sequence[Thing] = ()
    topic: Thing | None = None
    agreed: bool = False

    def of(self, group: str) -> Sequence[Cue]:
        """Return the cues of one table, in order."""
        return self.by_group.get(group, [])

    @kept
    def vocabulary(self) -> frozenset[str]:
        """The tokens of the sentence in small letters, each once."""
        return frozenset(self.words)

    @kept
    def line(self) -> str:
        """The tokens of the sentence in small letters, each behind a space."""
        return f" {' '.join(self.words)} "

    @kept
    def begun(self) -> Begun:
        """With which stems its words begin."""
        return Begun(self.words, self.line)

    @kept
    def before(self) -> dict[int, str]:
        """The words before its amounts and their bounds, by the token each amount begins at, so far as asked."""
        return {}

    @kept
    def memo(self) -> dict[str, Any]:
        """What functions have found of the sentence, by their names."""
        return {}

    def has(self, stems: tuple[str, ...]) -> bool:
        """Say whether a word of the sentence begins with one of the stems."""
        return self.begun.has(stems)

    def shows(self, language: str, role: str) -> bool:
        """Say whether any word of the sentence plays a role in a language."""
        forms, stems = members(language, role)
        return not forms.isdisjoint(self.vocabulary) or self.has(stems)


def grouped(cues: Sequence[Cue]) -> Mapping[str, Sequence[Cue]]:
    """Return cues by the lexicon table they are of, in order."""
    found: dict[str, list[Cue]] = {}
    for cue in cues:
        group = cue.group
        if group in found:
            found[group].append(cue)
        else:
            found[group] = [cue]
    return found


def once(found: Callable[[Scene], T]) -> Callable[[Scene], T]:
    """Return a function that finds something of a scene once and has the scene remember it."""
    name = f"{found.__module__}.{found.__qualname__}"

    def remembered(scene: Scene) -> T:
        kept = scene.memo
        if name in kept:
            return kept[name]  # type: ignore[no-any-return]
        known = kept[name] = found(scene)
        return known

    return remembered


class Measured(NamedTuple):
    """What an amount measures, the cue that told it, and the rule."""

    indicator: str | None
    cue: Cue | None
    rule: str


NOTHING = Measured(None, None, "indicator.none")


class Frame(Value, frozen=True, gc=True, dict=True):
    """An amount understood; `segment` are the tokens that belong to it rather than to its neighbours.

    `thing` is the one whose cost or size it is.
    """

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
    thing: Thing | None = None

    @kept
    def place(self) -> tuple[int, int]:
        """The places in the text of the amount with the bound before it."""
        amount, tokens = self.amount, self.scene.tokens
        first = amount.bound_at[0] if amount.bound_at and amount.bound_at[0] < amount.first else amount.first
        return tokens[first].start, tokens[amount.last - 1].end
