"""Labels stand near their points, inside the picture, and off one another."""

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from karvon.draw.axes import scale_for, ticks
from karvon.draw.placing import Box, Label, along, around, place, text_width, wrapped

BOUNDS = Box(0, 0, 700, 300)
POINTS = st.tuples(st.floats(60, 640), st.floats(40, 260))


@given(st.lists(POINTS, min_size=1, max_size=5, unique=True))
def test_labels_stay_inside_and_never_cover_one_another_where_there_is_room(points: list[tuple[float, float]]) -> None:
    placed = place([Label("12,5 млрд", point) for point in points], [], [], BOUNDS)
    assert all(one.box.inside(BOUNDS) for one in placed)
    assert not any(one.box.meets(other.box) for one, other in combinations(placed, 2))


def test_a_label_takes_the_side_it_likes_best_when_that_is_free() -> None:
    [label] = place([Label("text", (100, 100), sides=("sw",))], [], [], BOUNDS)
    assert label.box.right < 100
    assert label.box.top > 100
    assert label.leader is None


def test_a_label_moves_away_from_strokes_and_gets_a_leader() -> None:
    fence = [(60.0, float(y), 200.0, float(y)) for y in range(70, 131, 6)]
    [label] = place([Label("text", (100, 100))], along(fence), [], BOUNDS)
    assert not any(label.box.meets(box) for box in along(fence))
    assert label.leader is not None


def test_a_label_rather_crosses_a_stroke_than_a_marker() -> None:
    solids = [around((x, y), 4) for x in range(0, 220, 7) for y in range(0, 300, 7) if y < 100]
    [label] = place([Label("text", (100, 100))], along([(0, 110, 700, 110)]), solids, Box(0, 0, 220, 124))
    assert not any(label.box.meets(box) for box in solids)


def test_long_texts_wrap_at_spaces() -> None:
    assert wrapped("one two three", 12, text_width("one two", 12) + 1) == "one two\nthree"
    assert wrapped("unbreakable", 12, 5) == "unbreakable"


@given(st.decimals(min_value="0.001", max_value=10**12, places=3))
def test_ticks_are_round_few_and_reach_the_top(top: Decimal) -> None:
    marks = ticks(top)
    assert marks[0] == 0
    assert marks[-2] < top <= marks[-1]
    assert 2 <= len(marks) <= 7
    assert str((marks[1]).normalize().as_tuple().digits).strip("(),") in ("1", "2", "2, 5", "5")


def test_scales_leave_a_whole_unit() -> None:
    assert scale_for(Decimal("4.4e9")) == "billion"
    assert scale_for(Decimal(999_999)) == "thousand"
    assert scale_for(Decimal("0.5")) == "unit"
