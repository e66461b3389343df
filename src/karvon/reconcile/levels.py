"""Statements of one quantity for one period: which agree, which do not, and what may explain it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice, pairwise
from operator import attrgetter

from msgspec.structs import replace

from karvon.model.dates import Span
from karvon.model.ledger import Cause, Check
from karvon.model.values import Interval
from karvon.reconcile.causes import explain, judge
from karvon.reconcile.checks import agreement, held, make, possible
from karvon.reconcile.clusters import Cluster, clusters
from karvon.reconcile.keys import Slot, certain, timing
from karvon.reconcile.numbers import below, compatible, slipped
from karvon.reconcile.told import Told, by
from karvon.registry import country_of

Key = tuple[Slot, Span]
SOURCE = attrgetter("source")


def period_of(one: Told) -> Key | None:
    """Return the quantity of a statement and the period it is told for; None where that is not known."""
    return (one.slot, one.span) if certain(one.figure) and not one.derived else None


def compare(found: tuple[Cluster, ...]) -> list[Check]:
    """Return the checks on one quantity in one period: every agreement of sources once, every disagreement once."""
    checks = [check for cluster in found for check in _within(cluster)]
    checks += _mirrors(found)
    between = _between(found)
    return [*checks, *between, *_one_voice(found, between)]


def of_thing(one: Told, things: frozenset[str]) -> Slot | None:
    """Return the size, cost or capacity of a registered thing that a statement tells; None where it tells none."""
    level = timing(one.slot.measure) == "stock" and one.slot.change == "level"
    return replace(one.slot, status="") if level and one.slot.subject in things else None


def over_dates(group: Sequence[Told]) -> list[Check]:
    """Return the differences between what one thing's size, cost or capacity is said to be at different times.

    Things change, so that no such difference can be judged without knowing why; on one day `compare` judges it.
    """
    firsts = [cluster.members[0] for cluster in clusters([one for one in group if not one.derived])]
    pairs = [(left, right) for left, right in pairwise(firsts) if left.span != right.span]
    return [unjudged("thing_over_time", left, right) for left, right in pairs]


def in_country(one: Told, countries: tuple[str, str]) -> Slot | None:
    """Return what a statement tells of a thing in a country of the pair or a region of it; None where it does not."""
    slot = one.slot
    level = slot.change == "level" and timing(slot.measure) == "stock" and not one.derived
    if not (slot.subject and level):
        return None
    home = slot.territory if slot.territory in countries else country_of(slot.territory, countries)
    return replace(slot, status="", territory=home) if home else None


def beyond_country(group: Sequence[Told], countries: tuple[str, str]) -> list[Check]:
    """Return the cases in which a thing is put larger in one region than in the whole country of that region."""
    wholes = [one for one in group if one.slot.territory in countries][:1]
    parts = [one for one in group if one.slot.territory not in countries]
    larger = [(part, whole) for part in parts for whole in wholes if not below(part.number, whole.number)]
    return [unjudged("region_in_country", part, whole) for part, whole in larger]


def unjudged(rule: str, left: Told, right: Told) -> Check:
    """Return the check of two statements that differ where nobody can judge it without knowing why."""
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
        return [agreeing("official_match", same, official[:1]) for same in values.values()]
    return [agreeing("same_fact", press[:1], same) for same in values.values()]


def agreeing(rule: str, told: Sequence[Told], others: Sequence[Told]) -> Check:
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
    offices = [cluster for cluster in found if cluster.official]
    places: dict[str | None, list[int]] = {None: list(range(len(found)))}
    for place, cluster in enumerate(found):
        for voice in cluster.voices:
            places.setdefault(voice, []).append(place)
    for place, cluster in enumerate(found):
        opponent = None if cluster.official else _opponent(place, found, offices, places)
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
    return list(islice(_clashes(pairs), 1))


def _clashing(cluster: Cluster, opponent: Cluster) -> tuple[Told, Told]:
    """Return the two statements that contradict each other: those of one text, else statistics and precise ones first.

    Two clusters that allow no common number always hold such a pair, as intervals on a line do.
    """
    against = sorted(opponent.members, key=lambda told: not told.official)
    sources = by(against, SOURCE)
    texts = (one for one in cluster.members if one.source in sources and one.figure.quote is not None)
    own = _clashes((left, right) for left in texts for right in sources[left.source])
    others = _clashes((left, right) for left in _numbers(cluster.members) for right in _numbers(against))
    return next(own, None) or next(others)


def _clashes(pairs: Iterable[tuple[Told, Told]]) -> Iterator[tuple[Told, Told]]:
    return (pair for pair in pairs if not compatible(pair[0].number, pair[1].number))


def _numbers(told: Sequence[Told]) -> Iterable[Told]:
    """Return the first statement of every number, in their order."""
    first: dict[Interval, Told] = {}
    for one in told:
        first.setdefault(one.number, one)
    return first.values()


def _opponent(
    place: int, found: Sequence[Cluster], offices: Sequence[Cluster], places: Mapping[str | None, Sequence[int]]
) -> Cluster | None:
    """Return the cluster that the same voice stands behind, official first; else the nearest one.

    `places` are those of the clusters of each voice, and of all, in order of their numbers.
    """
    cluster = found[place]
    own = [one for one in offices if _office_of(cluster, one)]
    if own:
        return min(own, key=lambda other: _preference(cluster, other))
    same = [other for voice in cluster.voices for other in _neighbours(place, found, places[voice])]
    others = same or _neighbours(place, found, places[None])
    return min(others, key=lambda other: (_gap(cluster.number, other.number), other.members[0].ids), default=None)


def _neighbours(place: int, found: Sequence[Cluster], places: Sequence[int]) -> list[Cluster]:
    """Return the clusters next to one of some places, first of those with one number."""
    at = bisect_left(places, place)
    before, behind = at - 1, at + 1
    while before > 0 and _best(found[places[before - 1]].number) == _best(found[places[before]].number):
        before -= 1
    return [found[places[other]] for other in (before, behind) if 0 <= other < len(places)]


def _office_of(cluster: Cluster, other: Cluster) -> bool:
    """Say whether an office of the side that a cluster is told by stands behind another one; any where nobody's is."""
    return other.official is not None and (other.official.voice in cluster.voices or not cluster.voices)


def _preference(cluster: Cluster, other: Cluster) -> tuple[object, ...]:
    same = bool(cluster.voices & other.voices)
    moved = slipped(cluster.number, other.number)
    gap = _gap_of_digits if moved else _gap
    return (not same, not moved, gap(cluster.number, other.number), other.members[0].ids)


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
