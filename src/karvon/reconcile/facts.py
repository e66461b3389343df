"""Facts: figures that tell one thing, however many documents and rows tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import pairwise

from msgspec.structs import replace

from karvon.model.claim import Claim
from karvon.model.figure import Figure
from karvon.model.ledger import Check, Fact
from karvon.model.values import Interval
from karvon.reconcile.checks import content_id, doubted
from karvon.reconcile.keys import certain
from karvon.reconcile.numbers import compatible, meet, width
from karvon.reconcile.snapshots import Snapshot, repeats
from karvon.reconcile.told import Cluster, Told

Agreed = tuple[tuple[str, ...], Interval]
SAME = ("refines", "same_as")
HOLDS = ("consistent", "within_rounding")
# what a fact is worth by the checks its figures take part in, the weightiest first
WEIGHT = ("conflict", "late", "consistent", "within_rounding", "different_definition", "series_break", "cannot_tell")


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
        first, second = sorted((self.root(left), self.root(right)))
        self._alone.discard(left)
        self._alone.discard(right)
        if first != second and compatible(self._number[first], self._number[second]):
            self._parent[second] = first
            self._number[first] = meet(self._number[first], self._number[second])

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


def group(
    told: tuple[Told, ...],
    claims: Iterable[Claim],
    shots: tuple[Snapshot, ...],
    agreed: Iterable[Agreed],
) -> Groups:
    """Return figures joined where a text refines one, where a page and a row repeat one, where sources agree.

    `agreed` are the figures of one quantity and period that agree.
    """
    own = tuple(one for one in told if one.ids == (one.figure.id,))
    groups = Groups(own)
    known = {one.figure.id for one in own}
    for claim in claims:
        for relation in claim.relations:
            if relation.type in SAME and claim.id in known and relation.target in known:
                groups.join(claim.id, relation.target)
    for left, right in _one_page(own):
        groups.join(left, right)
    for names, number in agreed:
        groups.take(names, number)
    for left, right in _repeated(shots):
        groups.join(left, right)
    return groups


def facts(groups: Groups, checks: Iterable[Check], figures: Mapping[str, Figure]) -> tuple[Fact, ...]:
    """Return every group as a fact with the verdict of the checks that are about its figures."""
    made = [_fact(names, groups.number(root)) for root, names in groups.members().items()]
    return weighed(sorted(made, key=lambda fact: fact.id), checks, figures)


def weighed(made: Iterable[Fact], checks: Iterable[Check], figures: Mapping[str, Figure]) -> tuple[Fact, ...]:
    """Return facts with the verdicts that these checks give them."""
    verdicts: dict[str, set[str]] = {}
    for check in checks:
        for name in doubted(check, figures):
            verdicts.setdefault(name, set()).add(_weight(check))
    found = [(fact, _verdict(fact.figures, verdicts)) for fact in made]
    return tuple(fact if fact.verdict == verdict else replace(fact, verdict=verdict) for fact, verdict in found)


def _fact(names: tuple[str, ...], number: Interval) -> Fact:
    return Fact(id=content_id("fact", *names), figures=names, number=number, verdict=WEIGHT[-1])


def _weight(check: Check) -> str:
    """Return what a check says of its figures; that a part is no larger than its whole confirms neither."""
    return "cannot_tell" if check.operator == "order" and check.verdict in HOLDS else check.verdict


def _verdict(names: tuple[str, ...], verdicts: Mapping[str, set[str]]) -> str:
    found = {verdict for name in names for verdict in verdicts.get(name, ())}
    return next((verdict for verdict in WEIGHT if verdict in found), "cannot_tell")


def _one_page(told: Iterable[Told]) -> list[tuple[str, str]]:
    """Return pairs of one page: a note's figure and a row's that have one value and differ in nothing both name."""
    pages: dict[tuple[object, ...], list[Told]] = {}
    for one in told:
        slot, value = one.slot, one.number.value
        if value is not None:
            key = (one.source, slot.measure, slot.change, slot.unit, slot.scope, slot.stage, slot.territory, value)
            pages.setdefault(key, []).append(one)
    return [
        (left.ids[0], right.ids[0])
        for page in pages.values()
        for left, right in pairwise(page)
        if _one_thing(left, right)
    ]


def _one_thing(left: Told, right: Told) -> bool:
    subjects = {left.slot.subject, right.slot.subject} - {""}
    spans = {one.span for one in (left, right) if certain(one.figure)}
    return len(subjects) < 2 and len(spans) < 2 and left.slot.status == right.slot.status


def agreeing(levels: Iterable[tuple[Cluster, ...]]) -> list[Agreed]:
    """Return the figures of one quantity and one period that agree, and the number that all of them allow."""
    each = ([one for one in cluster.members if one.ids == (one.figure.id,)] for found in levels for cluster in found)
    return [
        (tuple(one.figure.id for one in own), reduce(meet, (one.number for one in own))) for own in each if len(own) > 1
    ]


def _repeated(shots: tuple[Snapshot, ...]) -> list[tuple[str, str]]:
    """Return pairs of figures that snapshots of one portfolio repeat, however far apart the days are."""
    latest: dict[tuple[object, ...], list[Snapshot]] = {}
    links: list[tuple[str, str]] = []
    for shot in (shot for shot in shots if len(shot.cells) > 1):
        linked: Snapshot | None = None
        for cell, number in shot.numbers.items():
            peers = latest.setdefault((shot.scope, shot.subject, cell, number.value), [])
            last = next((peer for peer in reversed(peers) if repeats(peer, shot)), None)
            links += _links(last, shot) if last is not None and last is not linked else []
            linked = last or linked
            peers.append(shot)
    return links


def _links(left: Snapshot, right: Snapshot) -> list[tuple[str, str]]:
    return [
        (left.cells[cell][0].ids[0], one.ids[0])
        for cell in left.cells
        if cell in right.cells and width(left.number(cell)) is not None
        for one in right.cells[cell]
    ]
