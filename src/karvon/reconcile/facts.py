"""Facts: figures that tell one thing, however many documents and rows tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from operator import attrgetter

from msgspec.structs import replace

from karvon.model.figure import Figure
from karvon.model.ledger import Check, Fact
from karvon.reconcile.checks import doubted
from karvon.reconcile.keys import certain
from karvon.reconcile.relations import Related
from karvon.reconcile.told import Told

Pair = tuple[str, str]
Linked = tuple[str, tuple[Pair, ...]]
BY_ID = attrgetter("id")
SAME = ("refines", "same_as")
HOLDS = ("consistent", "within_rounding")
# what a fact is worth by the checks its figures take part in, the weightiest first
WEIGHT = ("conflict", "late", "consistent", "within_rounding", "different_definition", "series_break", "cannot_tell")


def refined(told: Mapping[str, Told], claims: Iterable[Related]) -> list[Pair]:
    """Return the pairs of figures that a text makes one: by refining a bound, or by telling the same again."""
    return [
        (claim.id, relation.target)
        for claim in claims
        for relation in claim.relations
        if relation.type in SAME and claim.id in told and relation.target in told
    ]


class Weighing:
    """The verdicts of facts, from one change of the checks to the next."""

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}
        self._weights: dict[str, dict[str, str]] = {}
        self._made: dict[str, tuple[Fact, Fact]] = {}

    def weighed(self, made: Iterable[Fact], checks: Iterable[Check], figures: Mapping[str, Told]) -> tuple[Fact, ...]:
        """Return facts with the verdicts of the checks that are about their figures."""
        touched = self._take({check.id: check for check in checks}, figures)
        last, self._made = self._made, {}
        for fact in made:
            known = last.get(fact.id)
            if known is None or known[0] is not fact or not touched.isdisjoint(fact.figures):
                weights = {name: self._weights[name].values() for name in fact.figures if name in self._weights}
                known = (fact, _weighed(fact, weights))
            self._made[fact.id] = known
        return tuple(fact for _, fact in self._made.values())

    def _take(self, now: dict[str, Check], figures: Mapping[str, Told]) -> set[str]:
        """Take in the checks there are now; return the figures that are no longer told of as they were."""
        last, self._checks = self._checks, now
        touched = set[str]()
        new = [(name, one) for name, one in now.items() if last.get(name) is not one and last.get(name) != one]
        for check in [last[name] for name in (*(last.keys() - now.keys()), *(name for name, _ in new if name in last))]:
            for figure in (*check.terms, *check.against):
                if self._weights.get(figure, {}).pop(check.id, None) is not None:
                    touched.add(figure)
        for name, check in new:
            for figure in doubted(check, figures):
                self._weights.setdefault(figure, {})[name] = _weight(check)
                touched.add(figure)
        return touched


def weighed(made: Iterable[Fact], checks: Iterable[Check], figures: Mapping[str, Figure]) -> tuple[Fact, ...]:
    """Return facts with the verdicts that these checks give them."""
    verdicts: dict[str, set[str]] = {}
    for check in checks:
        for name in doubted(check, figures):
            verdicts.setdefault(name, set()).add(_weight(check))
    return tuple(_weighed(fact, verdicts) for fact in made)


def _weighed(fact: Fact, verdicts: Mapping[str, Iterable[str]]) -> Fact:
    verdict = _verdict(fact.figures, verdicts)
    return fact if fact.verdict == verdict else replace(fact, verdict=verdict)


def _weight(check: Check) -> str:
    """Return what a check says of its figures; that a part is no larger than its whole confirms neither."""
    return "cannot_tell" if check.operator == "order" and check.verdict in HOLDS else check.verdict


def _verdict(names: tuple[str, ...], verdicts: Mapping[str, Iterable[str]]) -> str:
    found = {verdict for name in names for verdict in verdicts.get(name, ())}
    return next((verdict for verdict in WEIGHT if verdict in found), "cannot_tell")


def of_one_page(page: Iterable[Told]) -> list[Linked]:
    """Return what a note and a row of one page tell with one value, differing in nothing both name.

    The first of each is the first statement of that value, by which such links are put in order.
    """
    values: dict[tuple[object, ...], list[Told]] = {}
    for one in page:
        slot, value = one.slot, one.number.value
        if value is not None:
            key = (slot.measure, slot.change, slot.unit, slot.scope, slot.stage, slot.territory, value)
            values.setdefault(key, []).append(one)
    found = [(group[0].ids[0], tuple(_pairs(group))) for group in values.values() if len(group) > 1]
    return [link for link in found if link[1]]


def _pairs(group: Iterable[Told]) -> Iterator[Pair]:
    return ((left.ids[0], right.ids[0]) for left, right in pairwise(group) if _one_thing(left, right))


def _one_thing(left: Told, right: Told) -> bool:
    subjects = {left.slot.subject, right.slot.subject} - {""}
    spans = {one.span for one in (left, right) if certain(one.figure)}
    return len(subjects) < 2 and len(spans) < 2 and left.slot.status == right.slot.status
