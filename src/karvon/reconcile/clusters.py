"""Clusters of statements that agree, each found among its neighbours, however many different numbers are told."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from karvon.model.values import Interval
from karvon.reconcile.numbers import compatible, fineness, meet, width
from karvon.reconcile.told import Told

OPEN = Decimal("Infinity")  # the end of a number that is open on a side
FEW = 8  # clusters that are as fast held against a number one by one
ALL, NOBODY = "*", ""  # instead of a country: every cluster, and those in which no country is heard


class Cluster(msgspec.Struct, frozen=True):
    """Statements that agree, most precise first, what all of them allow, and the countries heard among them."""

    members: tuple[Told, ...]
    number: Interval
    voices: frozenset[str]

    @property
    def official(self) -> Told | None:
        """The statement of a statistics office in the cluster, if there is one."""
        return next((told for told in self.members if told.official), None)


def clusters(told: Sequence[Told]) -> tuple[Cluster, ...]:
    """Group statements of one quantity into those that agree, most precise statements first.

    A vague statement joins the cluster of its own voice where that is possible, else the nearest one; every statement
    is in one cluster only, and a cluster always leaves a number that all its members allow.
    """
    ordered = sorted(told, key=_precise_first) if len(told) > 1 else told
    row = _Row()
    for one in ordered:
        row.take(one)
    made = (Cluster(tuple(one.members), one.number, frozenset(one.voices)) for one in row.found)
    return tuple(sorted(made, key=lambda cluster: (_value(cluster.number), cluster.members[0].ids)))


class _Growing:
    """A cluster that still takes statements in."""

    def __init__(self, first: Told) -> None:
        self.members = [first]
        self.number = first.number
        self.voices: set[str] = set() if first.voice is None else {first.voice}

    @property
    def mark(self) -> tuple[Decimal, tuple[str, ...]]:
        """Its place among others by its value."""
        return (_value(self.number), self.members[0].ids)

    def take(self, one: Told) -> None:
        """Take one more statement in."""
        self.members.append(one)
        self.number = meet(self.number, one.number)
        if one.voice is not None:
            self.voices.add(one.voice)

    def distance(self, one: Told) -> tuple[object, ...]:
        """Return how far a statement is from the cluster: another voice first, then the numbers."""
        stranger = one.voice is not None and bool(self.voices) and one.voice not in self.voices
        return (stranger, abs(_value(self.number) - _value(one.number)), self.members[0].ids)


class _Row:
    """Clusters from low to high: no two of them share more than a point, so that those near a number stand together."""

    def __init__(self) -> None:
        self.found: list[_Growing] = []
        self._lows, self._highs = list[Decimal](), list[Decimal]()
        self._near: _Near | None = None
        self._settled: tuple[Interval, str | None, _Growing] | None = None  # what joined last and changed nothing

    def take(self, one: Told) -> None:
        """Let a statement join a cluster that it agrees with, or be a new one; one told again goes where it went."""
        if self._settled is not None and self._settled[1] == one.voice and self._settled[0] == one.number:
            self._settled[2].members.append(one)
            return
        self._settled = None
        low, high = _ends(one.number)
        first, last = bisect_left(self._highs, low), bisect_right(self._lows, high)
        best = self._best(one, range(first, last))
        if best is None:
            self._insert(bisect_right(self._lows, low), _Growing(one))
        else:
            at = bisect_left(self._lows, _ends(best.number)[0])
            self._join(best, one, self.found.index(best, at))

    def _best(self, one: Told, places: range) -> _Growing | None:
        if len(places) > FEW:
            self._near = self._near or _Near(self.found)
            return self._near.best(one)
        fitting = [at for at in map(self.found.__getitem__, places) if compatible(at.number, one.number)]
        return (
            min(fitting, key=lambda cluster: cluster.distance(one)) if len(fitting) > 1 else next(iter(fitting), None)
        )

    def _insert(self, at: int, new: _Growing) -> None:
        low, high = _ends(new.number)
        self.found.insert(at, new)
        self._lows.insert(at, low)
        self._highs.insert(at, high)
        if self._near is not None:
            self._near.add(new)

    def _join(self, cluster: _Growing, one: Told, at: int) -> None:
        if self._near is not None:
            self._near.remove(cluster)
        number, voices = cluster.number, len(cluster.voices)
        cluster.take(one)
        if cluster.number == number and len(cluster.voices) == voices:
            self._settled = (one.number, one.voice, cluster)
        self._lows[at], self._highs[at] = _ends(cluster.number)
        if self._near is not None:
            self._near.add(cluster)


class _Near:
    """Clusters by their values, all of them and those of every voice."""

    def __init__(self, found: Iterable[_Growing]) -> None:
        self._listed: dict[str, list[tuple[Decimal, tuple[str, ...], _Growing]]] = {}
        self._open: list[_Growing] = []
        self._wide = Decimal(0)
        for one in found:
            self.add(one)

    def add(self, one: _Growing) -> None:
        """Take a cluster in as it is now."""
        wide = width(one.members[0].number)
        if wide is None:
            self._open.append(one)
            return
        self._wide = max(self._wide, wide)
        for name in _names(one):
            insort(self._listed.setdefault(name, []), (*one.mark, one))

    def remove(self, one: _Growing) -> None:
        """Take a cluster out that is as it was when it was taken in."""
        if one in self._open:
            self._open.remove(one)
            return
        for name in _names(one):
            listed = self._listed[name]
            del listed[bisect_left(listed, one.mark)]

    def best(self, one: Told) -> _Growing | None:
        """Return the nearest cluster that a statement agrees with, of its own voice or of none where there is one."""
        told = [cluster for cluster in self._open if compatible(cluster.number, one.number)]
        own = (ALL,) if one.voice is None else (NOBODY, one.voice)
        near = [found for name in own if (found := self._nearest(self._listed.get(name, ()), one)) is not None]
        if not near and own != (ALL,):
            near = [found for found in (self._nearest(self._listed.get(ALL, ()), one),) if found is not None]
        return min((*told, *near), key=lambda cluster: cluster.distance(one), default=None)

    def _nearest(self, listed: Sequence[tuple[Decimal, tuple[str, ...], _Growing]], one: Told) -> _Growing | None:
        """Return the nearest; no value is further from what its cluster allows than the first member is wide."""
        value, (low, high) = _value(one.number), _ends(one.number)
        at = bisect_left(listed, (value, ()))
        best: tuple[Decimal, tuple[str, ...], _Growing] | None = None
        for places in (range(at - 1, -1, -1), range(at, len(listed))):
            for place in places:
                there, ids, cluster = listed[place]
                away = abs(there - value)
                if not low - self._wide <= there <= high + self._wide or (best is not None and away > best[0]):
                    break
                if compatible(cluster.number, one.number) and (best is None or (away, ids) < best[:2]):
                    best = (away, ids, cluster)
        return None if best is None else best[2]


def _names(one: _Growing) -> tuple[str, ...]:
    return (ALL, *(sorted(one.voices) or (NOBODY,)))


def _ends(number: Interval) -> tuple[Decimal, Decimal]:
    return (-OPEN if number.low is None else number.low, OPEN if number.high is None else number.high)


def _precise_first(one: Told) -> tuple[object, ...]:
    return (*fineness(one.number), not one.official, _value(one.number), one.figure.quote is None, one.ids)


def _value(number: Interval) -> Decimal:
    if number.value is not None:
        return number.value
    return next((end for end in (number.low, number.high) if end is not None), Decimal(0))
