"""Statements of one quantity for one period: which agree, which do not, and what may explain it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import islice, pairwise

from msgspec.structs import replace

from karvon.model.dates import Span
from karvon.model.ledger import Cause, Check
from karvon.model.values import Interval
from karvon.reconcile.causes import explain, judge
from karvon.reconcile.checks import agreement, held, make, possible
from karvon.reconcile.keys import Slot, certain, timing
from karvon.reconcile.numbers import below, compatible, slipped
from karvon.reconcile.told import Cluster, Told, clusters
from karvon.registry import country_of

Key = tuple[Slot, Span]


def by_period(told: Iterable[Told]) -> list[tuple[Cluster, ...]]:
    """Return the statements on every quantity in every known period as those that agree, in a fixed order."""
    groups: dict[Key, list[Told]] = {}
    for one in told:
        if certain(one.figure) and not one.derived:
            groups.setdefault((one.slot, one.span), []).append(one)
    return [clusters(groups[key]) for key in sorted(groups)]


def compare(found: tuple[Cluster, ...]) -> list[Check]:
    """Return the checks on one quantity in one period: every agreement of sources once, every disagreement once."""
    checks = [check for cluster in found for check in _within(cluster)]
    checks += _mirrors(found)
    between = _between(found)
    return [*checks, *between, *_one_voice(found, between)]


def over_dates(told: Iterable[Told], things: frozenset[str]) -> list[Check]:
    """Return the differences between what one thing's size, cost or capacity is said to be at different times.

    Things change, so that no such difference can be judged without knowing why; on one day `compare` judges it.
    """
    groups: dict[Slot, list[Told]] = {}
    for one in told:
        if one.slot.subject in things and timing(one.slot.measure) == "stock" and one.slot.change == "level":
            groups.setdefault(replace(one.slot, status=""), []).append(one)
    return [check for slot in sorted(groups) for check in _over_dates(groups[slot])]


def _over_dates(group: list[Told]) -> list[Check]:
    firsts = [cluster.members[0] for cluster in clusters([one for one in group if not one.derived])]
    pairs = [(left, right) for left, right in pairwise(firsts) if left.span != right.span]
    return [_unjudged("thing_over_time", left, right) for left, right in pairs]


def beyond_country(told: Iterable[Told], countries: tuple[str, str]) -> list[Check]:
    """Return the cases in which a thing is put larger in one region than in the whole country of that region."""
    wholes: dict[Slot, list[Told]] = {}
    parts: list[Told] = []
    for one in told:
        if one.slot.subject and one.slot.change == "level" and timing(one.slot.measure) == "stock" and not one.derived:
            if one.slot.territory in countries:
                wholes.setdefault(replace(one.slot, status=""), []).append(one)
            elif country_of(one.slot.territory, countries):
                parts.append(one)
    checks = []
    for part in parts:
        home = country_of(part.slot.territory, countries) or ""
        for whole in wholes.get(replace(part.slot, status="", territory=home), [])[:1]:
            if not below(part.number, whole.number):
                checks.append(_unjudged("region_in_country", part, whole))
    return checks


def _unjudged(rule: str, left: Told, right: Told) -> Check:
    return make(
        rule,
        terms=left.ids,
        against=right.ids,
        computed=left.number,
        stated=right.number,
        unit=left.slot.unit,
        verdict="cannot_tell",
        causes=possible(rule),
    )


def representatives(members: Iterable[Told]) -> tuple[Told, ...]:
    """Return one statement per source, so that a page told twice counts once."""
    first: dict[str, Told] = {}
    for one in members:
        first.setdefault(one.source, one)
    return tuple(first.values())


def _within(cluster: Cluster) -> list[Check]:
    """Return the check that independent sources agree, published ones against the statistics where there are any."""
    official = [told for told in cluster.members if told.official]
    press = representatives(told for told in cluster.members if not told.official)
    values: dict[Interval, list[Told]] = {}
    for one in press if official else press[1:]:
        values.setdefault(one.number, []).append(one)
    if official:
        return [_agreeing("official_match", same, official[:1]) for same in values.values()]
    return [_agreeing("same_fact", press[:1], same) for same in values.values()]


def _agreeing(rule: str, told: Sequence[Told], others: Sequence[Told]) -> Check:
    """Return the check of statements that all give one number against others that all give one number."""
    return held(
        rule,
        terms=_ids(told),
        against=_ids(others),
        computed=told[0].number,
        stated=others[0].number,
        unit=told[0].slot.unit,
    )


def _mirrors(found: tuple[Cluster, ...]) -> list[Check]:
    """Return the comparison of the two countries' statistics, whose coverage is named as far as it is known."""
    official: dict[str, list[Told]] = {}
    for told in (told for cluster in found for told in cluster.members if told.official):
        official.setdefault(told.voice or "", []).append(told)
    return [_mirror(*_likest(official[left], official[right])) for left, right in pairwise(sorted(official))]


def _likest(left: list[Told], right: list[Told]) -> tuple[Told, Told]:
    """Return one statement of each side, of the same coverage where both sides have one."""
    pairs = [(one, other) for one in left for other in right]
    return min(pairs, key=lambda pair: (pair[0].figure.coverage != pair[1].figure.coverage, pair[0].ids, pair[1].ids))


def _mirror(left: Told, right: Told) -> Check:
    verdict = agreement(left.number, right.number)
    causes = () if verdict else explain("mirror", left, right)
    return make(
        "mirror",
        terms=left.ids,
        against=right.ids,
        computed=left.number,
        stated=right.number,
        unit=left.slot.unit,
        verdict=verdict or "different_definition",
        causes=causes,
    )


def _between(found: tuple[Cluster, ...]) -> list[Check]:
    """Return one check per cluster that no statistics office stands behind, against the one it has to agree with."""
    checks: dict[frozenset[str], Check] = {}
    for cluster in found:
        opponent = None if cluster.official else _opponent(cluster, found)
        if opponent is not None:
            check = _apart(*_clashing(cluster, opponent))
            checks.setdefault(frozenset((*check.terms, *check.against)), check)
    return list(checks.values())


def _one_voice(found: tuple[Cluster, ...], told: list[Check]) -> list[Check]:
    """Return the contradictions of one side with itself that no check tells yet.

    A figure that fits the statistics hides that the same side gave another one: both are then held against each other.
    """
    known = [frozenset((*check.terms, *check.against)) for check in told]
    checks = []
    for left, right in pairwise(found):
        for voice in sorted(left.voices & right.voices):
            pair = [_of_voice(cluster, voice) for cluster in (left, right)]
            if all(pair) and not any(_told_of(names, pair) for names in known):
                checks += [_borrowed(_apart(*clash), clash, found) for clash in _first_clash(pair[0], pair[1])]
    return checks


def _borrowed(check: Check, clash: tuple[Told, Told], found: tuple[Cluster, ...]) -> Check:
    """Return the contradiction of a side with itself; one of its figures may be the one the other side gives."""
    values = {one.number.value for one in clash}
    others = [one for cluster in found for one in cluster.members if one.voice not in (None, clash[0].voice)]
    same = tuple(sorted(name for one in others if one.number.value in values for name in one.ids))
    causes = (Cause("mirror_statistics", evidence=same), *check.causes) if same else check.causes
    return replace(check, causes=causes)


def _of_voice(cluster: Cluster, voice: str) -> list[Told]:
    return [told for told in cluster.members if told.voice == voice and not told.official]


def _told_of(names: frozenset[str], pair: Iterable[list[Told]]) -> bool:
    """Say whether a check holds a statement of either list against one of the other."""
    return all(any(names & set(one.ids) for one in side) for side in pair)


def _first_clash(left: list[Told], right: list[Told]) -> list[tuple[Told, Told]]:
    pairs = ((one, other) for one in left for other in right if one.figure.indicator == other.figure.indicator)
    return list(islice((pair for pair in pairs if not compatible(pair[0].number, pair[1].number)), 1))


def _clashing(cluster: Cluster, opponent: Cluster) -> tuple[Told, Told]:
    """Return the two statements that contradict each other: those of one text, else statistics and precise ones first.

    Two clusters that allow no common number always hold such a pair, as intervals on a line do.
    """
    against = sorted(opponent.members, key=lambda told: not told.official)
    pairs = ((left, right) for left in cluster.members for right in against)
    clashing = [pair for pair in pairs if not compatible(pair[0].number, pair[1].number)]
    own = (pair for pair in clashing if pair[0].source == pair[1].source and pair[0].figure.quote is not None)
    return next(own, clashing[0])


def _opponent(cluster: Cluster, found: tuple[Cluster, ...]) -> Cluster | None:
    """Return the cluster that the same voice stands behind, official first; else the nearest one."""
    others = [other for other in found if other is not cluster]
    return min(others, key=lambda other: _preference(cluster, other), default=None)


def _preference(cluster: Cluster, other: Cluster) -> tuple[object, ...]:
    same = bool(cluster.voices & other.voices)
    official = other.official is not None and (other.official.voice in cluster.voices or not cluster.voices)
    moved = official and slipped(cluster.number, other.number)
    gap = _gap_of_digits if moved else _gap
    return (not official, not same, not moved, gap(cluster.number, other.number), other.members[0].ids)


def _gap(left: Interval, right: Interval) -> Decimal:
    return abs(_best(left) - _best(right))


def _gap_of_digits(left: Interval, right: Interval) -> Decimal:
    """Return how far the digits of two numbers are apart, wherever their points stand."""
    first, second = (value.scaleb(-value.adjusted()) for value in (_best(left), _best(right)))
    return abs(first - second)


def _best(number: Interval) -> Decimal:
    return next(end for end in (number.value, number.low, number.high) if end is not None)


def _apart(left: Told, right: Told) -> Check:
    """Return the check of two statements that differ; exports of one side and imports of the other are mirrors."""
    if left.figure.indicator != right.figure.indicator:
        return _mirror(left, right)
    return make(
        "two_figures",
        terms=left.ids,
        against=right.ids,
        computed=left.number,
        stated=right.number,
        unit=left.slot.unit,
        verdict=judge(left, right),
        causes=explain("two_figures", left, right),
    )


def _ids(told: Iterable[Told]) -> tuple[str, ...]:
    return tuple(name for one in told for name in one.ids)
