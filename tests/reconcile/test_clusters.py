"""Statements that agree are found among their neighbours, and come out as if each were held against all others."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.making import INFO, row

from karvon.model.values import Interval
from karvon.reconcile.clusters import _precise_first, _value, clusters
from karvon.reconcile.numbers import compatible, meet
from karvon.reconcile.told import Told, stated

SIDES = st.sampled_from(("LAO", "NPL", None))
BOUNDS = st.sampled_from(("eq", "eq", "eq", "approx", "gt", "le"))
DIGITS = st.one_of(st.integers(1, 60).map(str), st.integers(10, 600).map(lambda number: str(Decimal(number) / 10)))


def told(place: int, text: str, bound: str, side: str | None) -> Told:
    figure = row(f"n{place:04}", "export", f"{text} billion", "2023", bound=bound, side=side)
    return stated(figure, None, INFO.countries)


def plain(listed: Sequence[Told]) -> list[tuple[list[str], Interval]]:
    """Return the clusters as their definition gives them: each statement is held against every cluster there is."""
    found: list[tuple[list[Told], Interval]] = []
    for one in sorted(listed, key=_precise_first):
        fitting = [at for at, (_, number) in enumerate(found) if compatible(number, one.number)]
        if not fitting:
            found.append(([one], one.number))
            continue
        at = min(fitting, key=lambda at: distance(found[at], one))
        members, number = found[at]
        found[at] = ([*members, one], meet(number, one.number))
    found.sort(key=lambda pair: (_value(pair[1]), pair[0][0].ids))
    return [([one.ids[0] for one in members], number) for members, number in found]


def distance(cluster: tuple[list[Told], Interval], one: Told) -> tuple[object, ...]:
    voices = {member.voice for member in cluster[0]} - {None}
    stranger = one.voice is not None and bool(voices) and one.voice not in voices
    return (stranger, abs(_value(cluster[1]) - _value(one.number)), cluster[0][0].ids)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(DIGITS, BOUNDS, SIDES), max_size=80))
def test_clusters_are_those_of_every_statement_held_against_every_other(drawn: list[tuple[str, str, str]]) -> None:
    listed = [told(place, *one) for place, one in enumerate(drawn)]
    found = [([one.ids[0] for one in cluster.members], cluster.number) for cluster in clusters(listed)]
    assert found == plain(listed)


def test_many_different_numbers_of_one_quantity_take_no_pair_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [told(place, f"{place + 100}.5", "eq", None) for place in range(1000)]
    asked = []

    def counted(left: Interval, right: Interval) -> bool:
        asked.append(left)
        return compatible(left, right)

    monkeypatch.setattr("karvon.reconcile.clusters.compatible", counted)
    assert len(clusters(listed)) == len(listed)
    assert len(asked) < 20 * len(listed)
