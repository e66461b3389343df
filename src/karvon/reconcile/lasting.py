"""What lasts of a part from one change to the next: its statements, the groups of its rules, what was found there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self

import msgspec
from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.dates import Span
from karvon.reconcile.brought import Brought, laid_down
from karvon.reconcile.drawing import Drawing
from karvon.reconcile.echoes import Echoes
from karvon.reconcile.facts import Facts, Weighing
from karvon.reconcile.grouped import Frozen
from karvon.reconcile.known import Inputs, Known, World
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
        self._given = replace(given, documents=(), claims=(), sides=(), linked=(), averages=())
        self.brought: dict[str, Brought] = {}
        self._linked: dict[str, str] = {}
        self._related: dict[str, Claim] = {}
        self.drawing = Drawing(given)
        self.dated = World(given, self._linked)
        self.undated = World(given, self._linked, self.dated)
        derived, countries = {row.ref for row in given.rows if row.get("origin") == "derived"}, given.info.countries
        rows = [stated(one, one.subject, countries, derived=one.id in derived) for one in given.numbers]
        for world in (self.undated, self.dated):
            world.take((), rows)
        self.official = official_turnover(given.series, published, given.info.countries)
        self.rules = Rulebook(given, self.drawing.names, self.official)
        self.facts, self.weighing, self.echoes = Facts(), Weighing(), Echoes()

    @classmethod
    def of(cls, given: Inputs) -> Self:
        """Return the state of a part with these inputs."""
        state = cls(given)
        state.become(given)
        return state

    def become(self, given: Inputs) -> None:
        """Take in the documents of these inputs in place of those there are."""
        now = laid_down(given)
        changed = {name for name, one in now.items() if self.brought.get(name) != one}
        gone = [one for name, one in self.brought.items() if name in changed or name not in now]
        self.change(gone, [now[name] for name in now if name in changed])

    def change(self, gone: Sequence[Brought], come: Sequence[Brought]) -> None:
        """Take what documents brought out, and in what others bring."""
        for one in gone:
            del self.brought[one.name]
            for name, _ in one.linked:
                self._linked.pop(name, None)
            for claim in one.claims:
                self._related.pop(claim.id, None)
        for one in come:
            self.brought[one.name] = one
            self._linked.update(one.linked)
            self._related |= {claim.id: claim for claim in one.claims if claim.relations}
        plain, placed = self.drawing.change(gone, come)
        self.undated.take(*plain)
        self.dated.take(*placed)

    @property
    def given(self) -> Inputs:
        """The tables beside which the part is looked at, and its documents."""
        pages = (one.page for one in self.brought.values() if one.page is not None)
        return replace(self._given, documents=tuple(sorted(pages, key=lambda one: (one.id, one.file))))

    @property
    def related(self) -> list[Claim]:
        """The claims that a text relates to others, in order of their ids."""
        return [self._related[name] for name in sorted(self._related)]

    @property
    def proved(self) -> dict[str, Span]:
        """The days that documents without a date prove of themselves."""
        own = ((one.page, one.span) for one in self.brought.values())
        return {page.id: span for page, span in own if page is not None and span is not None}

    def learnt(self) -> tuple[Known | None, Known]:
        """Return what is known before documents are placed, where that may place any, and what is known after it."""
        given = self.given
        undated = self.undated.known(given, self.official) if self.drawing.may_suggest() else None
        known = self.dated.known(given, self.official)
        self.facts.take(self.rules.take(known), (*known.gone, *known.come))
        return undated, known

    def frozen(self) -> Ice:
        """Return what was found as it is written down."""
        places = {id(one): place for place, one in enumerate(self._everything())}
        return Ice(self.dated.subjects, self.rules.frozen(places))

    @classmethod
    def thawed(cls, given: Inputs, brought: Iterable[Brought], frozen: Ice) -> Self:
        """Return the state of a part of what its documents brought and what was found there as it was written down."""
        state = cls(given)
        state.change((), list(brought))
        state.dated.found_before(frozen.subjects)
        state.facts.take(state.rules.thaw(frozen.groups, state._everything()), state.dated.told.values())
        return state

    def _everything(self) -> list[Told]:
        return [*self.dated.told.values(), *self.official]


class Lasting:
    """The state of one part, for whoever settles it again and again; work that was broken off leaves nothing."""

    def __init__(self, state: State | None = None) -> None:
        """Keep a state, where there is one already."""
        self._state = state
        self._due: tuple[Sequence[Brought], Sequence[Brought]] | None = None

    def due(self, gone: Sequence[Brought], come: Sequence[Brought]) -> None:
        """Note what documents brought and bring no more, and what others bring, for whoever takes the state."""
        self._due = (gone, come)

    @property
    def ready(self) -> bool:
        """Whether a state was left."""
        return self._state is not None

    @property
    def state(self) -> State:
        """The state that was left."""
        assert self._state is not None
        return self._state

    def taken(self, given: Inputs) -> State:
        """Return the state with the changes that are due, else with these inputs; a new one where tables are others."""
        state, self._state = self._state, None
        due, self._due = self._due, None
        if state is None or state.tables != tables(given):
            return State.of(given)
        if due is None:
            state.become(given)
        else:
            state.change(*due)
        return state

    def left(self, state: State) -> None:
        """Keep the state of a part that is settled."""
        self._state = state


def tables(given: Inputs) -> tuple[object, ...]:
    """Return what people and offices maintain: the state of a part holds only beside the same."""
    return (given.info, given.rows, given.numbers, given.series)
