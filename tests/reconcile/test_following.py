"""What is found between neighbours in a series of snapshots stands until they, or what came before, change."""

from __future__ import annotations

import datetime as dt
import random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reconcile.making import INFO, row

from karvon.model.dates import Span
from karvon.reconcile.following import Neighbours
from karvon.reconcile.kept_shots import Shots
from karvon.reconcile.pieces import Packed, Pieces, packed
from karvon.reconcile.snapshots import Earlier, Snapshot, merged, split
from karvon.reconcile.told import Told, stated

Found = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...] | None]


def shot(name: str, day: int, count: str, value: str) -> Snapshot:
    when = (dt.date(2020, 1, 1) + dt.timedelta(days=day)).isoformat()
    figures = (row(f"{name}-c", "project_count", count, when), row(f"{name}-v", "project_value", value, when))
    (made,) = split([stated(one, None, INFO.countries) for one in figures], {})
    return msgspec.structs.replace(made, source=name)


class Asking:
    """Finds what a snapshot repeats, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.neighbours = Neighbours[Found]()

    def find(self, before: Snapshot, after: Snapshot, earlier: Earlier) -> Found:
        self.asked += 1
        last = earlier.repeated_by(after)
        return before.ids, after.ids, None if last is None else last.ids


@settings(max_examples=60)
@given(st.randoms(use_true_random=True))
def test_however_a_series_came_to_be_its_neighbours_are_those_found_from_scratch(dice: random.Random) -> None:
    kept, here = Asking(), list[Snapshot]()
    for step in range(8):
        here = [one for one in here if dice.random() < 0.9]
        for place in range(dice.randrange(3)):
            made = shot(f"s{step}-{place}", dice.randrange(99), dice.choice("567"), dice.choice("567"))
            here = sorted([*here, made], key=lambda one: one.order)
        scratch = Asking()
        wanted = scratch.neighbours.found("one", here, scratch.find)
        assert kept.neighbours.found("one", here, kept.find) == wanted


def test_only_neighbours_that_changed_and_those_with_their_numbers_are_asked_for_again() -> None:
    asking = Asking()
    here = [shot(f"s{day}", day, str(day + 10), str(day + 10)) for day in range(0, 40, 2)]
    asking.neighbours.found("one", here, asking.find)
    asking.asked = 0
    more = sorted([*here, shot("more", 9, "30", "30")], key=lambda one: one.order)
    asking.neighbours.found("one", more, asking.find)
    assert asking.asked == 3


def test_snapshots_that_were_written_down_open_their_statements_only_when_asked() -> None:
    made = shot("page", 7, "60", "2.6 billion")
    listed = [one for told in made.cells.values() for one in told]
    opened: list[int] = []

    def at(place: int) -> Told:
        opened.append(place)
        return listed[place]

    form = Shots()
    (again,) = form.opened(form.written([made], {one.figure.id: place for place, one in enumerate(listed)}), at)
    assert (again.ids, again.numbers, again.words, again.marks) == (made.ids, made.numbers, made.words, made.marks)
    assert (again.order, list(again.cells)) == (made.order, list(made.cells))
    assert again.day == Span(dt.date(2020, 1, 8), dt.date(2020, 1, 8))
    assert opened == []
    assert dict(again.cells) == made.cells
    assert opened == [0, 1]


def test_a_snapshot_keeps_only_the_last_one_that_it_was_held_against() -> None:
    left, first, last = (shot(name, 7, "60", "2.6 billion") for name in ("left", "first", "last"))
    both = merged(left, first)
    assert both is merged(left, first)
    assert merged(left, last) is merged(left, last)
    assert [right for right, _ in left.joined.values()] == [last]
    assert merged(left, first) == both


def test_pieces_are_found_by_their_numbers() -> None:
    written = msgspec.msgpack.encode(packed([b"a", b"", b"bcd"]))
    pieces = Pieces(msgspec.msgpack.decode(written, type=Packed))
    assert [bytes(pieces[number]) for number in range(len(pieces))] == [b"a", b"", b"bcd"]
