"""What a rule found in a group of statements stands until the group changes, in memory and as it is written down."""

from __future__ import annotations

import random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.making import INFO, row

from karvon.model.figure import Figure
from karvon.reconcile.asleep import Frozen
from karvon.reconcile.grouped import Grouped
from karvon.reconcile.told import Told, stated


def told(name: str, year: int, text: str = "5") -> Told:
    figure: Figure = row(name, "project_count", text, str(year))
    return stated(figure, None, INFO.countries)


def of_year(one: Told) -> int | None:
    """Return the year of a statement; the rule looks at no statement of 2020."""
    year = one.span.first.year if one.span.first else None
    return None if year == 2020 else year


class Looking:
    """Finds the names in a group, nothing in a group of one, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.groups: Grouped[int, list[str]] = Grouped(of_year, self.find, list[str])

    def find(self, group: tuple[Told, ...]) -> list[str]:
        """Return the names of a group of several."""
        self.asked += 1
        return [one.ids[0] for one in group] if len(group) > 1 else []


def test_only_a_group_that_changed_is_looked_at_again() -> None:
    looking = Looking()
    first = [told(f"n{year}-{place}", year) for year in range(2018, 2024) for place in range(3)]
    looking.groups.change((), first)
    assert len(looking.groups.all()) == 5
    looking.asked = 0
    looking.groups.change(first[:1], [told("more", 2023)])
    found = looking.groups.all()
    assert looking.asked == 2
    assert (len(found[2018]), len(found[2023])) == (2, 4)
    assert 2020 not in found


def test_a_group_is_told_in_order_however_its_statements_came() -> None:
    listed = [told(f"n{place}", 2023) for place in range(9)]
    looking = Looking()
    for one in random.Random(1).sample(listed, 9):
        looking.groups.change((), [one])
    assert looking.groups.told(2023) == tuple(listed)


def test_what_is_found_no_longer_is_forgotten() -> None:
    looking = Looking()
    listed = [told(f"n{place}", 2023) for place in range(2)]
    looking.groups.change((), listed)
    assert looking.groups.all()
    looking.groups.change(listed[:1], ())
    assert not looking.groups.all()
    assert looking.groups.news() == []


def taken_up(groups: Grouped[int, list[str]], listed: list[Told]) -> Looking:
    """Return groups as they are after they were written down and read again."""
    written = msgspec.msgpack.encode(groups.frozen({one.figure.id: place for place, one in enumerate(listed)}))
    again = Looking()
    again.groups.thaw(msgspec.msgpack.decode(written, type=Frozen), listed.__getitem__)
    return again


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=True))
def test_groups_taken_up_after_any_changes_are_those_made_from_scratch(dice: random.Random) -> None:
    here: list[Told] = []
    ever: list[Told] = []  # a statement keeps its place as long as it is there
    looking = Looking()
    for step in range(12):
        gone = dice.sample(here, dice.randrange(min(len(here), 3) + 1))
        come = [told(f"n{step}-{place}", dice.randrange(2018, 2023)) for place in range(dice.randrange(4))]
        here = [one for one in here if one not in gone] + come
        ever += come
        looking.groups.change(gone, come)
        if dice.random() < 0.5:
            looking.groups.all()
        if dice.random() < 0.3:
            looking = taken_up(looking.groups, ever)
        scratch = Looking()
        scratch.groups.change((), here)
        if dice.random() < 0.7:
            assert dict(looking.groups.all()) == dict(scratch.groups.all())


def test_groups_that_are_taken_up_are_not_looked_at_until_they_change() -> None:
    listed = [told(f"n{year}-{place}", year) for year in range(2021, 2024) for place in range(3)]
    looking = Looking()
    looking.groups.change((), listed)
    wanted = dict(looking.groups.all())
    again = taken_up(looking.groups, listed)
    assert dict(again.groups.all()) == wanted
    assert again.asked == 0
    again.groups.change(listed[:1], ())
    again.groups.all()
    assert again.asked == 1
