"""What a number is held against where several are given: its own side's office, its side, else the nearest one."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.reconcile.making import INFO, row

from karvon.model.values import Interval
from karvon.reconcile.clusters import Cluster, clusters
from karvon.reconcile.levels import compare
from karvon.reconcile.numbers import slipped
from karvon.reconcile.told import Told, stated

TOLD = st.tuples(st.integers(1, 60), st.sampled_from((None, "LAO", "NPL")), st.booleans())


def best(number: Interval) -> Decimal:
    """Return the number that stands for an interval."""
    return next(end for end in (number.value, number.low, number.high) if end is not None)


def rank(cluster: Cluster, other: Cluster) -> tuple[object, ...]:
    """Return how much sooner a cluster is held against another one than against the rest."""
    office = other.official is not None and (other.official.voice in cluster.voices or not cluster.voices)
    moved = office and slipped(cluster.number, other.number)
    left, right = best(cluster.number), best(other.number)
    if moved:
        left, right = (value.scaleb(-value.adjusted()) for value in (left, right))
    same = bool(cluster.voices & other.voices)
    return (not office, not same, not moved, abs(left - right), other.members[0].ids)


def told(place: int, number: int, side: str | None, official: bool) -> Told:  # noqa: FBT001
    """Return a statement on the trade of one year."""
    slots = {"side": side, "official": official and side is not None}
    return stated(row(f"n{place:02}", "project_count", str(number), "2024", **slots), None, INFO.countries)


@given(st.lists(TOLD, min_size=2, max_size=12))
def test_every_number_without_statistics_is_held_against_the_one_that_ranks_first_among_all(
    drawn: list[tuple[int, str | None, bool]],
) -> None:
    found = clusters([told(place, *one) for place, one in enumerate(drawn)])
    pairs = [frozenset((*check.terms, *check.against)) for check in compare(found)]
    for cluster in found:
        others = [other for other in found if other is not cluster]
        if others and cluster.official is None:
            first = min(others, key=lambda other: rank(cluster, other))
            mine, its = ({name for one in side.members for name in one.ids} for side in (cluster, first))
            assert any(pair & mine and pair & its for pair in pairs)
