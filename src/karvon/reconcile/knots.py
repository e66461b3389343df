"""Facts of a part from one change to the next: figures that text, repetition and agreement hold together."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import chain
from typing import NamedTuple, TypeAlias

import msgspec

from karvon.model.dates import Span
from karvon.model.ledger import Fact
from karvon.model.values import Interval
from karvon.reconcile.checks import content_id
from karvon.reconcile.clusters import Cluster
from karvon.reconcile.keys import Slot
from karvon.reconcile.numbers import compatible, meet
from karvon.reconcile.told import Told

Pair = tuple[str, str]
Period = tuple[Slot, Span]
Found: TypeAlias = "tuple[Period, int, Agreement]"  # where figures agree, their place there, and what they agree on
OPEN = "cannot_tell"  # the verdict of a fact before any check is held against it


class Agreement(msgspec.Struct, frozen=True):
    """Figures of one quantity and period that agree, what all allow, and the fact they are where nothing else joins."""

    figures: tuple[str, ...]
    number: Interval
    fact: Fact


News = tuple[Period, tuple[Agreement, ...], tuple[Agreement, ...]]  # of a period: what agreed before, and now


class Knot(NamedTuple):
    """Figures that text, repetition and agreement hold together, if not as one fact, and the facts that they make."""

    names: set[str]
    facts: list[Fact]


class Groups:
    """Figures joined into groups that always leave a number all members allow."""

    def __init__(self, told: Iterable[Told]) -> None:
        self._parent: dict[str, str] = {}
        self._number: dict[str, Interval] = {}
        for one in told:
            self._parent[one.figure.id], self._number[one.figure.id] = one.figure.id, one.number
        self._alone = set(self._parent)

    def join(self, left: str, right: str) -> None:
        """Make two figures one fact, unless their groups allow no common number."""
        first, second = self.root(left), self.root(right)
        self._alone.discard(left)
        self._alone.discard(right)
        if first == second:
            return
        first, second = (first, second) if first < second else (second, first)
        one, other = self._number[first], self._number[second]
        if one == other or compatible(one, other):
            self._parent[second] = first
            self._number[first] = one if one == other else meet(one, other)

    def take(self, names: Sequence[str], number: Interval) -> None:
        """Make figures that all allow a number one fact; where facts that some belong to do not, each by itself."""
        roots = {self.root(name) for name in names if name not in self._alone}
        allowed: Interval | None = number
        for root in sorted(roots):
            allowed = meet(allowed, self._number[root]) if allowed and compatible(allowed, self._number[root]) else None
        if allowed is None:
            for name in names[1:]:
                self.join(names[0], name)
            return
        new = self._alone.intersection(names)
        first = min(roots | new)
        self._parent.update(dict.fromkeys(roots | new, first))
        self._number[first] = allowed
        self._alone -= new

    def __contains__(self, name: str) -> bool:
        """Say whether a figure is in any of these groups."""
        return name in self._parent

    def root(self, name: str) -> str:
        """Return the figure that stands for the group."""
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def members(self) -> dict[str, tuple[str, ...]]:
        """Return the figures of every group, by the figure that stands for it."""
        found: dict[str, list[str]] = {}
        for name in sorted(self._parent):
            found.setdefault(self.root(name), []).append(name)
        return {root: tuple(names) for root, names in found.items()}

    def number(self, root: str) -> Interval:
        """Return what all figures of a group allow."""
        return self._number[root]


class Tied:
    """Which figures were joined, as it was written down: the place of the one that stands for each, and their knots.

    `seek` gives what agrees in the period of a figure.
    """

    def __init__(
        self,
        places: Mapping[str, int],
        names: Sequence[str],
        roots: Sequence[int],
        knots: Sequence[int],
        seek: Callable[[str], Iterable[Found] | None],
    ) -> None:
        """Take up places of figures, and by place their names, roots and knots."""
        self._places, self._names, self._roots, self._knots, self._seek = places, names, roots, knots, seek
        self._woken: set[str] = set()
        self._sought: set[str] = set()

    def root(self, name: str) -> str | None:
        """Return the figure that stands for one; None of a figure that is joined anew."""
        place = self._places.get(name)
        return None if place is None or name in self._woken else self._names[self._roots[place]]

    def knot(self, name: str) -> int:
        """Return the number of the knot of a figure that is not joined anew, or nought."""
        place = self._places.get(name)
        return 0 if place is None or name in self._woken else self._knots[place]

    def stands(self, name: str) -> bool:
        """Say whether nobody has sought yet what a figure agrees with."""
        return name in self._places and name not in self._sought

    def agreed(self, name: str) -> Iterable[Found]:
        """Return what agrees in the period of a figure."""
        self._sought.add(name)
        return self._seek(name) or ()

    def wake(self, changed: Iterable[str]) -> set[str]:
        """Return the figures of all knots that figures are in; these are joined anew, and so are those figures."""
        listed = set(changed)
        numbers = {self.knot(name) for name in listed} - {0}
        tied = zip(self._names, self._knots, strict=True) if numbers else ()
        found = {name for name, number in tied if number in numbers} - self._woken
        self._woken |= found | listed
        return found


class Facts:
    """The facts of a part, from one change to the next.

    Most figures are in one agreement or in none, and what they make stands; only the others are joined step by step,
    those of a knot that changed anew.
    """

    def __init__(self) -> None:
        self._agreed: dict[str, Found] = {}
        self._pairs: tuple[set[Pair], set[Pair]] = (set(), set())
        self._due: set[str] = set()
        self._knots: dict[str, Knot] = {}
        self._tied: dict[int, Knot] = {}
        self._roots: dict[str, str] = {}
        self._alone: dict[str, Fact] = {}
        self._apart: dict[int, Agreement] = {}
        self._listed: dict[str, Fact] = {}
        self._asleep = Tied({}, (), (), (), lambda _: None)

    def recall(self, tied: Tied, pairs: Iterable[Pair], after: Iterable[Pair]) -> None:
        """Take up what was joined as it was written down, and the pairs that it was joined by."""
        self._asleep, self._pairs = tied, (set(pairs), set(after))

    def frozen(self, names: Sequence[str]) -> tuple[bytes, bytes]:
        """Return of figures the place of the one that stands for their fact, and the number of their knot if any."""
        places = {name: place for place, name in enumerate(names) if name}
        roots = array("I", (places[self.root(name)] if name else 0 for name in names))
        numbers: dict[int, int] = {}
        knots = array("I", (self._number(name, numbers) for name in names))
        return roots.tobytes(), knots.tobytes()

    def _number(self, name: str, numbers: dict[int, int]) -> int:
        knot = self._knots.get(name)
        known = -self._asleep.knot(name) if knot is None else id(knot)
        return numbers.setdefault(known, len(numbers) + 1) if known else 0

    def take(self, news: Iterable[News], changed: Iterable[Told]) -> None:
        """Take in what changed: the figures of some periods that agreed before and agree now, and the statements."""
        self._due.update(one.ids[0] for one in changed)
        for period, before, now in news:
            self._due.update(name for one in (*before, *now) for name in one.figures)
            for one in before:
                self._apart.pop(id(one), None)
            for name in (name for one in before for name in one.figures):
                if self._agreed.get(name, (None,))[0] == period:
                    del self._agreed[name]
            for place, one in enumerate(now):
                self._agreed.update(dict.fromkeys(one.figures, (period, place, one)))

    def join(self, told: Mapping[str, Told], pairs: Sequence[Pair], after: Sequence[Pair]) -> None:
        """Join figures where a text refines one, where pages repeat one, where sources agree.

        `pairs` are joined before those of one quantity and period that agree, the pairs `after` them.
        """
        last, self._pairs = self._pairs, (set(pairs), set(after))
        moved = {name for then, now in zip(last, self._pairs, strict=True) for pair in then ^ now for name in pair}
        changed = self._due | moved
        undone = {id(knot): knot for name in changed if (knot := self._knots.get(name)) is not None}
        names = moved.union(self._asleep.wake(changed), *(knot.names for knot in undone.values()))
        for name in names:
            self._knots.pop(name, None)
            self._roots.pop(name, None)
        for number in undone:
            del self._tied[number]
        made = {fact.figures: fact for knot in undone.values() for fact in knot.facts}
        own = [[pair for pair in each if pair[0] in names] for each in (pairs, after)]
        self._tie(told, (own[0], own[1]), made)
        for name in self._due | names:
            self._settle(name, told)
        self._due = set()

    def root(self, name: str) -> str:
        """Return the figure that stands for the fact of a figure."""
        if name in self._roots:
            return self._roots[name]
        if (known := self._asleep.root(name)) is not None:
            return known
        found = self._agreement(name)
        return name if found is None else found[-1].fact.figures[0]

    def all(self) -> list[Fact]:
        """Return the facts of a part in order; what is agreed by figures that something else joins is none of them."""
        tied = (fact for knot in self._tied.values() for fact in knot.facts)
        now = {one.id: one for one in chain((one.fact for one in self._apart.values()), tied, self._alone.values())}
        there = [name for name in self._listed if name in now]
        new = now.keys() - self._listed.keys()
        self._listed = {name: now[name] for name in sorted([*there, *new])}
        return list(self._listed.values())

    def _tie(
        self, told: Mapping[str, Told], own: tuple[list[Pair], list[Pair]], made: Mapping[tuple[str, ...], Fact]
    ) -> None:
        """Join figures by their pairs and what they agree on; a fact `made` of them before is not made again."""
        pairs, after = own
        meshed = {name for pair in (*pairs, *after) for name in pair}
        within = {id(found[-1]): found for name in meshed if (found := self._agreement(name)) is not None}
        agreed = [one for *_, one in sorted(within.values(), key=_in_order)]
        groups = Groups(told[name] for name in meshed.union(*(one.figures for one in agreed)))
        for left, right in pairs:
            groups.join(left, right)
        for one in agreed:
            groups.take(one.figures, one.number)
        for left, right in after:
            groups.join(left, right)
        for root, names in groups.members().items():
            known, number = made.get(names), groups.number(root)
            fact = known if known is not None and known.number == number else _fact(names, number)
            self._roots.update(dict.fromkeys(names, root))
            self._knot(names, [fact])
        for names in chain(pairs, after, (one.figures for one in agreed)):
            self._knot(names, [])

    def _knot(self, names: Sequence[str], facts: list[Fact]) -> None:
        """Make figures one knot, with those that they are tied to already."""
        tied = {id(knot): knot for name in names if (knot := self._knots.get(name)) is not None}
        if len(tied) == 1 and not facts and all(name in self._knots for name in names):
            return
        ordered = sorted(tied.values(), key=lambda knot: -len(knot.names))
        knot = ordered[0] if ordered else Knot(set(), [])
        for other in ordered[1:]:
            knot.names.update(other.names)
            knot.facts.extend(other.facts)
            self._knots.update(dict.fromkeys(other.names, knot))
            del self._tied[id(other)]
        self._tied[id(knot)] = knot
        knot.names.update(names)
        knot.facts.extend(facts)
        self._knots.update(dict.fromkeys(names, knot))

    def _agreement(self, name: str) -> Found | None:
        """Return where a figure agrees with others, opening the group in which it was found if that is asleep."""
        if name not in self._agreed and self._asleep.stands(name):
            for period, place, one in self._asleep.agreed(name):
                for own in one.figures:
                    self._agreed.setdefault(own, (period, place, one))
        return self._agreed.get(name)

    def _settle(self, name: str, told: Mapping[str, Told]) -> None:
        """Note what a figure makes that nothing ties to others: a fact alone, or with those that agree."""
        found = self._agreement(name)
        self._alone.pop(name, None)
        if found is not None:
            if name in self._roots:
                self._apart.pop(id(found[-1]), None)
            else:
                self._apart[id(found[-1])] = found[-1]
        elif name in told and name not in self._roots:
            self._alone[name] = _fact((name,), told[name].number)


def _in_order(found: Found) -> tuple[object, ...]:
    """Return the place of figures that agree among others: by year, quantity and period."""
    (slot, span), place, _ = found
    return (span.first.year if span.first else 0, slot, span, place)


def agreeing(found: Iterable[Cluster]) -> list[Agreement]:
    """Return the figures of one quantity and one period that agree, and the number that all of them allow."""
    each = ([one for one in cluster.members if one.ids == (one.figure.id,)] for cluster in found)
    return [_agreement(own) for own in each if len(own) > 1]


def _agreement(own: Sequence[Told]) -> Agreement:
    names, number = tuple(one.figure.id for one in own), reduce(meet, (one.number for one in own))
    return Agreement(names, number, _fact(tuple(sorted(names)), number))


def _fact(names: tuple[str, ...], number: Interval) -> Fact:
    return Fact(id=content_id("fact", *names), figures=names, number=number, verdict=OPEN)
