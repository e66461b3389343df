"""What lasts of a part from one change to the next: its statements, the groups of its rules, what was found there."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Self

import msgspec
from msgspec.structs import replace

from karvon.model.dates import Span
from karvon.model.figure import Figure
from karvon.model.ledger import Check, Shift
from karvon.reconcile.asleep import Frozen, Statements
from karvon.reconcile.brought import Brought, laid_down
from karvon.reconcile.drawing import Drawing, Open
from karvon.reconcile.echoes import Echoes, Found
from karvon.reconcile.facts import Weighing, refined
from karvon.reconcile.following import Neighbours
from karvon.reconcile.keys import Slot
from karvon.reconcile.knots import Agreement, Facts, Tied
from karvon.reconcile.known import Inputs, Known, World
from karvon.reconcile.levels import period_of
from karvon.reconcile.measures import measures
from karvon.reconcile.pieces import NOTHING, Packed, packed
from karvon.reconcile.pressed import Judging
from karvon.reconcile.relations import Related
from karvon.reconcile.rulebook import Rulebook
from karvon.reconcile.told import Told, official_turnover, stated

BY_ID = attrgetter("id")
MANY = 1000  # statements that are as fast put in order with all others


class Ice(msgspec.Struct, frozen=True, array_like=True):
    """A state as it is written down: statements by their places, groups of rules, what joins figures, what was counted.

    `subjects` are portfolios that figures which name none were found to be of, `seen` the groups of snapshots, `grown`
    the checks of changes, `roots` the places of the figures that stand for facts, `knots` the numbers of what is tied.
    `linked` are the groups of related claims, by which a source that speaks of several portfolios is taken apart.
    """

    subjects: dict[str, str]
    names: list[str]
    told: Packed
    seen: Frozen
    grown: dict[int, msgspec.Raw]
    groups: tuple[Frozen, ...]
    roots: bytes
    knots: bytes
    related: list[Related]
    linked: dict[str, str]
    measured: dict[str, int]
    echoes: Found


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
        self._related: dict[str, Related] = {}
        self._measured = Counter(measures(given.numbers))
        self._light = False
        self._places: dict[str, Told | None] = {}
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
        self.judging, self._figures = Judging(), list[Figure]()
        self.breaks, self.moves = Neighbours[Check | None](), Neighbours[Shift | None]()

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
            self.brought.pop(one.name, None)
            for name, _ in one.linked:
                self._linked.pop(name, None)
            for claim in one.claims:
                self._related.pop(claim.id, None)
        for one in come:
            self.brought[one.name] = one
            self._linked.update(one.linked)
            self._related |= {own.id: Related(own.id, own.relations) for own in one.claims if own.relations}
        plain, placed = self.drawing.change(gone, come)
        if not self._light:
            self.undated.take(*plain)
        self.dated.take(*placed)
        self._measured.subtract(measures(one.figure for one in placed.gone))
        self._measured.update(measures(one.figure for one in placed.come))

    @property
    def given(self) -> Inputs:
        """The tables beside which the part is looked at, and its documents."""
        pages = (one.page for one in self.brought.values() if one.page is not None)
        return replace(self._given, documents=tuple(sorted(pages, key=lambda one: (one.id, one.file))))

    @property
    def related(self) -> list[Related]:
        """The claims that a text relates to others, in order of their ids."""
        return [self._related[name] for name in sorted(self._related)]

    @property
    def proved(self) -> dict[str, Span]:
        """The days that documents without a date prove of themselves."""
        own = ((one.page, one.span) for one in self.brought.values())
        return {page.id: span for page, span in own if page is not None and span is not None}

    @property
    def measured(self) -> tuple[str, ...]:
        """The numbers that figures give in measures of goods."""
        return tuple(sorted(name for name, count in self._measured.items() if count > 0))

    @property
    def wordless(self) -> frozenset[str]:
        """The figures that no text tells."""
        return frozenset(one.id for one in self._given.numbers if one.quote is None)

    def before_placing(self) -> Known | None:
        """Return what is known before documents are placed, where that may place any."""
        return self.undated.known(self.given, self.official) if self.drawing.may_suggest() else None

    def learnt(self) -> Known:
        """Return what is known after documents are placed."""
        known = self.dated.known(self._given if self._light else self.given, self.official)
        self.facts.take(self.rules.take(known), (*known.gone, *known.come))
        if not self._light:
            self._order(known)
        return known

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the statements, in order of their ids."""
        return tuple(self._figures)

    def _order(self, known: Known) -> None:
        """Bring the figures to what they are now."""
        if len(known.gone) + len(known.come) > MANY or not self._figures:
            self._figures = [one.figure for one in known.ordered()]
            return
        for one in known.gone:
            del self._figures[bisect_left(self._figures, one.figure.id, key=BY_ID)]
        for one in known.come:
            insort(self._figures, one.figure, key=BY_ID)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the pairs of figures that a text or a page makes one."""
        pages = (pair for _, own in self.rules.links for pair in own)
        return [*refined(self.dated.told, self.related), *pages]

    def frozen(self) -> Ice:
        """Return what was found as it is written down."""
        names, told = self._written()
        places = {name: place for place, name in enumerate(names) if name}
        grown, groups = self.rules.frozen(places)
        roots, knots = self.facts.frozen(names)
        return Ice(
            subjects=self.dated.subjects,
            names=names,
            told=told,
            seen=self.dated.frozen(places),
            grown=grown,
            groups=groups,
            roots=roots,
            knots=knots,
            related=self.related,
            linked=self._linked,
            measured={name: count for name, count in self._measured.items() if count > 0},
            echoes=self.echoes.found,
        )

    def _written(self) -> tuple[list[str], Packed]:
        """Return the names of all statements and the statements as they are written down, by their places.

        A statement keeps its place as long as it is there, for groups that nobody has opened tell it by that.
        """
        told = self.dated.told
        if isinstance(told, Statements):
            return told.written()
        now = {**{one.figure.id: one for one in self.official}, **told}
        names = [name if one is not None and now.get(name) is one else "" for name, one in self._places.items()]
        names += [name for name, one in now.items() if self._places.get(name) is not one]
        encode = msgspec.msgpack.encode
        return names, packed(encode(now[name]) if name else NOTHING for name in names)

    @classmethod
    def thawed(cls, given: Inputs, brought: Iterable[Brought], frozen: Ice) -> Self:
        """Return the state of a part of what its documents brought and what was found there as it was written down."""
        state = cls(given)
        state.change((), list(brought))
        state.dated.found_before(frozen.subjects)
        told = {**{one.figure.id: one for one in state.official}, **state.dated.told}
        state._places = {name or f" {place}": told.get(name) for place, name in enumerate(frozen.names)}
        listed = list(state._places.values())
        state.rules.thaw(frozen.grown, frozen.groups, lambda place: there(listed[place]))
        state.facts.take(state.rules.agreed(), state.dated.told.values())
        return state

    @classmethod
    def asleep(cls, given: Inputs, frozen: Ice, opened: Open) -> Self:
        """Return the state of a part as it was written down, opened only where it changes; it has no facts, no answer.

        None of its figures was found to be of a portfolio it does not name; `opened` gives what a document brought.
        """
        state = cls(given)
        state._light, state._related = True, {one.id: one for one in frozen.related}
        state._measured = Counter(frozen.measured)
        state._linked.update(frozen.linked)
        told = Statements(frozen.names, frozen.told, len(state.official))
        state.dated.thaw(told, frozen.seen)
        state.drawing.thaw(state.dated.bare, opened)
        state.rules.thaw(frozen.grown, frozen.groups, told.at)
        places = {name: place for place, name in enumerate(frozen.names) if name}
        roots, knots = array("I", frozen.roots), array("I", frozen.knots)
        tied = Tied(places, frozen.names, roots, knots, state._agreed)
        state.facts.recall(tied, state.pairs(), state.echoes.thaw(frozen.echoes, state.dated.shots))
        return state

    def _agreed(self, name: str) -> list[tuple[tuple[Slot, Span], int, Agreement]]:
        """Return what agrees in the period of a figure."""
        one = self.dated.told.get(name)
        period = None if one is None else period_of(one)
        found = None if period is None else self.rules.periods.of(period)
        return [] if period is None or found is None else [(period, at, own) for at, own in enumerate(found.agreed)]


def there(one: Told | None) -> Told:
    """Return the statement of a place that has one."""
    assert one is not None
    return one


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
