"""What lasts of a part from one change to the next: its statements, the groups of its rules, what was found there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

import msgspec

from karvon.model.dates import Span
from karvon.reconcile.drawing import Drawing
from karvon.reconcile.facts import Facts, Weighing
from karvon.reconcile.grouped import Frozen
from karvon.reconcile.known import Inputs, Known, World
from karvon.reconcile.placement import days_proved, may_suggest
from karvon.reconcile.rulebook import Rulebook
from karvon.reconcile.told import Told, official_turnover, stated


class Ice(msgspec.Struct, frozen=True, array_like=True):
    """A state as it is written down: portfolios that figures which name none were found to be of, groups of rules."""

    subjects: dict[str, str]
    groups: tuple[Frozen, ...]


class State:
    """The statements of a part and what its rules found, beside tables that are the same as long as it lasts.

    `undated` is what is known before documents are placed in time, `dated` what is known with their days.
    """

    def __init__(self, given: Inputs) -> None:
        published = {one.id: one.source.published for one in given.numbers}
        self.tables = tables(given)
        self.drawing = Drawing(given)
        self.dated = World(given)
        self.undated = World(given, self.dated)
        derived, countries = {row.ref for row in given.rows if row.get("origin") == "derived"}, given.info.countries
        rows = [stated(one, one.subject, countries, derived=one.id in derived) for one in given.numbers]
        for world in (self.undated, self.dated):
            world.take((), rows)
        self.official = official_turnover(given.series, published, given.info.countries)
        self.rules = Rulebook(given, self.drawing.names, self.official)
        self.facts, self.weighing = Facts(), Weighing()
        self.proved: Mapping[str, Span] = {}

    def learnt(self, given: Inputs) -> tuple[Known | None, Known]:
        """Return what is known before documents are placed, where that may place any, and what is known after it."""
        self.proved = days_proved(given)
        self._draw(given)
        asked = may_suggest(self.drawing, given, self.proved)
        undated = self.undated.known(given, self.official) if asked else None
        known = self.dated.known(given, self.official)
        self.facts.take(self.rules.take(known), (*known.gone, *known.come))
        return undated, known

    def frozen(self) -> Ice:
        """Return what was found as it is written down."""
        places = {id(one): place for place, one in enumerate(self._everything())}
        return Ice(self.dated.subjects, self.rules.frozen(places))

    def thaw(self, given: Inputs, frozen: Ice) -> None:
        """Take up what was found in these inputs as it was written down."""
        self._draw(given)
        self.dated.found_before(frozen.subjects)
        self.facts.take(self.rules.thaw(frozen.groups, self._everything()), self.dated.told.values())

    def _everything(self) -> list[Told]:
        return [*self.dated.told.values(), *self.official]

    def _draw(self, given: Inputs) -> None:
        self.proved = days_proved(given)
        plain, placed = self.drawing.draw(given, self.proved)
        linked = dict(given.linked)
        for world in (self.undated, self.dated):
            world.relate(linked)
        self.undated.take(*plain)
        self.dated.take(*placed)


class Lasting:
    """The state of one part, for whoever settles it again and again; work that was broken off leaves nothing."""

    def __init__(self) -> None:
        self._state: State | None = None

    @classmethod
    def thawed(cls, given: Inputs, frozen: Ice) -> Self:
        """Return the state that a part with these inputs was left in, as it was written down."""
        lasting, state = cls(), State(given)
        state.thaw(given, frozen)
        lasting.left(state)
        return lasting

    def frozen(self) -> Ice | None:
        """Return the state as it is written down beside its inputs."""
        return None if self._state is None else self._state.frozen()

    def taken(self, given: Inputs) -> State:
        """Return the state as it was left, a new one where the tables are others."""
        state, self._state = self._state, None
        return state if state is not None and state.tables == tables(given) else State(given)

    def left(self, state: State) -> None:
        """Keep the state of a part that is settled."""
        self._state = state


def tables(given: Inputs) -> tuple[object, ...]:
    """Return what people and offices maintain: the state of a part holds only beside the same."""
    return (given.info, given.rows, given.numbers, given.series)
