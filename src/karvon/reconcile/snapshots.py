"""Snapshots: what one source says of a portfolio on one day, and which snapshots repeat one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, reduce
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.dates import Span
from karvon.model.values import Interval
from karvon.reconcile.keys import family, plain_url, snapshot_day
from karvon.reconcile.names import telling
from karvon.reconcile.numbers import compatible, meet, width
from karvon.reconcile.told import Told, sectors

COUNT, VALUE = "project_count", "project_value"
Cell = tuple[str, str, str, str]  # measure, unit, territory, stage
Mark = tuple[Cell, Decimal | None]  # a cell and its value
Seen = tuple[str, str, tuple[str, ...], Span]  # source, subject, scope, day
WIDE = dt.timedelta(days=92)  # a span longer than a quarter places nothing in a series
STATUSES = {"jobs": ("actual", "plan", "expectation")}  # jobs of a portfolio are mostly still to be created
PLACE = attrgetter("place")
LINKS = ("describes", "part_of", "breakdown", "refines", "same_as")


class Snapshot(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What one source says of one portfolio on one day: a statement and a number per cell."""

    source: str
    subject: str
    scope: tuple[str, ...]
    day: Span
    cells: Mapping[Cell, tuple[Told, ...]]

    def number(self, cell: Cell) -> Interval:
        """Return what the source's statements of a cell allow together."""
        return self.numbers[cell]

    @cached_property
    def numbers(self) -> Mapping[Cell, Interval]:
        """What the source's statements of every cell allow together."""
        return {cell: reduce(meet, (one.number for one in told)) for cell, told in self.cells.items()}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The figures of the snapshot, in order."""
        return tuple(sorted(name for told in self.cells.values() for one in told for name in one.ids))

    @cached_property
    def levels(self) -> tuple[tuple[Cell, Cell], ...]:
        """The counts and the values of the whole, each with each."""
        wholes = [cell for cell in self.cells if not cell[2] and not cell[3]]
        counts = [cell for cell in wholes if cell[0] == COUNT]
        return tuple((count, value) for count in counts for value in wholes if value[0] == VALUE)

    @cached_property
    def marks(self) -> frozenset[Mark]:
        """The cells with their values: who repeats a snapshot gives one of them at least."""
        return frozenset((cell, number.value) for cell, number in self.numbers.items())

    @cached_property
    def documents(self) -> frozenset[str]:
        """The documents whose figures these are."""
        told = (one.figure.source.document for own in self.cells.values() for one in own)
        return frozenset(name for name in told if name)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that limit what is counted."""
        counted = next((cell for cell in self.cells if cell[0] == COUNT and not cell[2]), None)
        told = () if counted is None else self.cells[counted]
        return frozenset(stem for one in told for stem in telling(one.figure.phrase or ""))

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The territories on which projects are counted, in order."""
        return tuple(sorted({cell[2] for cell in self.cells if cell[0] == COUNT and cell[2]}))

    @cached_property
    def counts_all(self) -> bool:
        """Whether all projects are counted, at whatever stage they are and wherever they lie."""
        return any(cell[0] == COUNT and not cell[2] and not cell[3] for cell in self.cells)

    @cached_property
    def wholes(self) -> tuple[tuple[Cell, Cell], ...]:
        """The count and the value of all projects, else of the one stage they are at."""
        counts = [cell for cell in self.cells if cell[0] == COUNT and not cell[2]]
        values = [cell for cell in self.cells if cell[0] == VALUE and not cell[2]]
        pairs = [(count, value) for count in counts for value in values if count[3] == value[3]]
        whole = [pair for pair in pairs if not pair[0][3]]
        return tuple(whole or (pairs if len(pairs) == 1 else []))

    @cached_property
    def of_one_stage(self) -> Snapshot:
        """The snapshot, one whose whole is told at one stage as one of everything."""
        return _of_one_stage(self)

    @cached_property
    def joined(self) -> dict[int, tuple[Snapshot, Snapshot | None]]:
        """Snapshots that were held against this one, by where they are, and what `merged` made of both."""
        return {}

    @cached_property
    def dated(self) -> bool:
        """Whether the day is known well enough to stand in a series."""
        first, last = self.day.first, self.day.last
        return first is not None and last is not None and last - first <= WIDE

    @cached_property
    def order(self) -> tuple[dt.date, dt.date, str, tuple[str, ...]]:
        """The place of the snapshot among others."""
        return (self.day.first or dt.date.min, self.day.last or dt.date.max, self.source, self.ids)

    @cached_property
    def place(self) -> tuple[object, ...]:
        """The place among snapshots of all portfolios."""
        return (self.order, self.subject)


def observed(one: Told, things: frozenset[str]) -> Seen | None:
    """Return of which portfolio, by whom and when a statement is; None where it is of none, as those of `things`."""
    mine = family(one.slot.measure) == "portfolio" and one.slot.change == "level" and not one.derived
    if not mine or one.slot.topic or one.slot.subject in things:
        return None
    told = one.slot.status in STATUSES.get(one.slot.measure, ("actual",))
    return (one.source, one.slot.subject, one.slot.scope, snapshot_day(one.figure)) if told else None


def arranged(pieces: Iterable[Iterable[Snapshot]], before: Iterable[Snapshot] = ()) -> tuple[Snapshot, ...]:
    """Return every source's snapshots of the pair's portfolios, oldest first.

    Those that stood in order `before` are put in that order first, which spares comparing them.
    """
    split = _one_sided([shot for piece in pieces for shot in piece])
    counted = {(shot.scope, shot.subject) for shot in split if shot.counts_all}
    shown = [shot if shot.subject or (shot.scope, shot.subject) in counted else shot.of_one_stage for shot in split]
    now = {id(shot): shot for shot in shown}
    there = [shot for shot in before if now.pop(id(shot), None) is not None]
    return tuple(sorted([*there, *now.values()], key=PLACE))


def _one_sided(shots: list[Snapshot]) -> list[Snapshot]:
    """Return the snapshots, those of what one country has in the other ("209 projects in Laos") as wholes of their own.

    Only where the pair has no registered portfolio and no source that tells projects there as a part of more.
    """
    joint = {shot.scope for shot in shots if shot.subject}
    divided = {(shot.scope, place) for shot in shots for place in shot.places if not _all_in(shot, place)}
    found = []
    for shot in shots:
        places = shot.places
        alone = len(places) == 1 and shot.scope not in joint and (shot.scope, places[0]) not in divided
        found.append(_of_place(shot, places[0]) if alone else shot)
    return found


def _all_in(shot: Snapshot, place: str) -> bool:
    """Say whether all that a snapshot counts lies on one territory."""
    if shot.places != (place,):
        return False
    counts = [(cell, (*cell[:2], "", cell[3])) for cell in shot.cells if cell[0] == COUNT and cell[2]]
    return all(bare not in shot.cells or _equal(shot.number(cell), shot.number(bare)) for cell, bare in counts)


def _of_place(shot: Snapshot, place: str) -> Snapshot:
    """Return a snapshot of what lies on one territory as one of everything there."""
    cells: dict[Cell, tuple[Told, ...]] = {}
    for cell, told in sorted(shot.cells.items()):
        bare = (*cell[:2], "", cell[3]) if cell[2] == place else cell
        cells[bare] = (*cells.get(bare, ()), *told)
    agreed = {cell: told for cell, told in sorted(cells.items()) if _agreed(told)}
    return replace(shot, scope=(*shot.scope, place), cells=agreed)


def _of_one_stage(shot: Snapshot) -> Snapshot:
    """Return a snapshot whose whole is told at one stage as one of everything: "18 projects are being implemented".

    Only where no source of the pair tells a whole without a stage, and the page no amount with and without the stage,
    beside which it would be a part.
    """
    stages = {cell[3] for cell in shot.cells if cell[0] == COUNT and not cell[2]}
    if len(stages) != 1 or any(cell[3] not in ("", *stages) for cell in shot.cells):
        return shot
    whole = {(*cell[:3], ""): told for cell, told in sorted(shot.cells.items())}
    return replace(shot, cells=whole) if len(whole) == len(shot.cells) else shot


def repeats(left: Snapshot, right: Snapshot) -> bool:
    """Say whether two snapshots give the same figures: two common cells at least, all compatible, one count equal."""
    others, common, equal = right.numbers, 0, False
    for cell, number in left.numbers.items():
        if (other := others.get(cell)) is not None:
            if number != other and not compatible(number, other):
                return False
            common, equal = common + 1, equal or _equal(number, other)
    return equal and common > 1


class Earlier:
    """Snapshots that were given so far, found again by the figures that a later one repeats."""

    def __init__(self) -> None:
        self._given: dict[Mark, list[tuple[int, Snapshot]]] = {}
        self._count = 0

    def add(self, shot: Snapshot) -> None:
        """Keep one more snapshot, given after all others."""
        self._count += 1
        for mark in shot.marks:
            self._given.setdefault(mark, []).append((self._count, shot))

    def repeated_by(self, shot: Snapshot) -> Snapshot | None:
        """Return the last of them that a snapshot repeats."""
        peers = {place: peer for mark in shot.marks for place, peer in self._given.get(mark, ())}
        return next((peers[place] for place in sorted(peers, reverse=True) if repeats(peers[place], shot)), None)


def merged(left: Snapshot, right: Snapshot) -> Snapshot | None:
    """Return one snapshot of two of the same day, the same one each time; None where they contradict each other."""
    known = left.joined.get(id(right))
    if known is None:
        left.joined.clear()  # one that is gone is not held against it again
        known = left.joined[id(right)] = (right, _merged(left, right))
    return known[1]


def _merged(left: Snapshot, right: Snapshot) -> Snapshot | None:
    if not all(compatible(left.number(cell), right.number(cell)) for cell in left.cells if cell in right.cells):
        return None
    cells = {cell: (*left.cells.get(cell, ()), *right.cells.get(cell, ())) for cell in {**left.cells, **right.cells}}
    return replace(left, subject=left.subject or right.subject, cells=cells)


def resolve(shots: Iterable[Snapshot]) -> dict[str, str]:
    """Return the registered portfolio of figures that name none: that of the rows that tell the same.

    A row of the same page that gives one equal figure is enough; from another page the whole snapshot has to repeat.
    Where the candidates disagree nothing is resolved.
    """
    listed = tuple(shots)
    known = [shot for shot in listed if shot.subject]
    if not known:
        return {}
    by_count: dict[tuple[object, ...], list[Snapshot]] = {}
    for shot in known:
        for key in _marks(shot):
            by_count.setdefault(key, []).append(shot)
    found: dict[str, str] = {}
    for shot in listed:
        if not shot.subject:
            subject = _subject(shot, by_count)
            found.update({name: subject for name in shot.ids if subject})
    return found


def _subject(shot: Snapshot, by_count: Mapping[tuple[object, ...], list[Snapshot]]) -> str | None:
    candidates = [other for key in _marks(shot) for other in by_count.get(key, ())]
    same_page = {other.subject for other in candidates if plain_url(other.source) == plain_url(shot.source)}
    subjects = same_page or {other.subject for other in candidates if repeats(shot, other)}
    return subjects.pop() if len(subjects) == 1 else None


def _marks(shot: Snapshot) -> list[tuple[object, ...]]:
    """Return keys under which snapshots that share an equal figure meet."""
    return [(shot.scope, cell, shot.number(cell).value) for cell in shot.cells]


def split(group: Sequence[Told], linked: Mapping[str, str]) -> list[Snapshot]:
    """Return one snapshot of a source and a day, or one per related group of figures where it speaks of several.

    `linked` are the groups of related claims that single claims belong to.
    """
    day = snapshot_day(group[0].figure)
    whole = _snapshot(group, day)
    if all(_agreed(told) for told in whole.cells.values()):
        return [whole]
    parts: dict[str, list[Told]] = {}
    for one in group:
        parts.setdefault(linked.get(one.ids[0], one.ids[0]), []).append(one)
    return [shot for part in parts.values() for shot in _consistent(_snapshot(part, day))]


def _consistent(shot: Snapshot) -> list[Snapshot]:
    """Return the snapshot without the cells on which it contradicts itself."""
    cells = {cell: told for cell, told in shot.cells.items() if _agreed(told)}
    if len(cells) == len(shot.cells):
        return [shot]
    return [replace(shot, cells=cells)] if cells else []


def _snapshot(group: Sequence[Told], day: Span) -> Snapshot:
    sector = sectors(group) if len(group) > 1 and any(one.slot.sector for one in group) else {}
    cells: dict[Cell, list[Told]] = {}
    for one in group:
        if not sector.get(one.ids):
            slot = one.slot
            cells.setdefault((slot.measure, slot.unit, slot.territory, slot.stage), []).append(one)
    first = group[0]
    ordered = {cell: tuple(cells[cell]) for cell in sorted(cells)}
    return Snapshot(source=first.source, subject=first.slot.subject, scope=first.slot.scope, day=day, cells=ordered)


def _agreed(told: tuple[Told, ...]) -> bool:
    return len(told) == 1 or all(compatible(told[0].number, other.number) for other in told[1:])


def _equal(left: Interval, right: Interval) -> bool:
    both = width(left) is not None and width(right) is not None
    return both and left.value is not None and left.value == right.value


def related_groups(claims: Iterable[Claim]) -> dict[str, str]:
    """Return the name of the group of related claims that each claim belongs to, where it is related to any."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for claim in claims:
        for relation in claim.relations:
            if relation.type in LINKS:
                low, high = sorted((root(claim.id), root(relation.target)))
                parent[high] = low
    return {name: root(name) for name in sorted(parent)}
