"""The answers of a run's steps are kept whole, found again for the same inputs only, and computed anew when damaged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvon.model.dates import Period, Span, partial
from karvon.model.figure import Figure
from karvon.model.values import Interval
from karvon.steps import Steps, code_of, key_of

FIGURE = Figure(
    id="a",
    origin="claim",
    indicator="export",
    number=Interval(Decimal("2.60"), Decimal("2.55"), None),
    bound="eq",
    unit="USD",
    period=Period(dt.date(2024, 2, 29), None, "с 29 февраля", "open", "explicit"),
)


class Counter:
    """Answers, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> Figure:
        self.asked += 1
        return FIGURE


def test_answer_is_computed_once_for_the_same_key(tmp_path: Path) -> None:
    ask = Counter()
    steps = Steps(tmp_path / "cache")
    assert [steps.step("one", Figure, "a" * 64, ask) for _ in range(3)] == [FIGURE] * 3
    assert ask.asked == 1


def test_answer_is_computed_again_for_another_key(tmp_path: Path) -> None:
    ask = Counter()
    steps = Steps(tmp_path)
    steps.step("one", Figure, "a" * 64, ask)
    steps.step("one", Figure, "b" * 64, ask)
    assert ask.asked == 2


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda _: b"", id="emptied"),
        pytest.param(lambda whole: whole[:-1], id="cut short"),
        pytest.param(lambda whole: whole.replace(b"2.55", b"2.56"), id="one digit changed"),
        pytest.param(lambda whole: b"\xff" * len(whole), id="overwritten"),
        pytest.param(lambda whole: whole.split(b"\n")[0] + b"\n", id="without body"),
    ],
)
def test_damaged_entry_is_computed_again_and_mended(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    ask = Counter()
    steps = Steps(tmp_path)
    steps.step("one", Figure, "a" * 64, ask)
    entry = tmp_path / "one.json"
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    assert entry.read_bytes() != whole
    assert steps.step("one", Figure, "a" * 64, ask) == FIGURE
    assert (ask.asked, entry.read_bytes()) == (2, whole)


def test_entry_of_another_shape_is_computed_again(tmp_path: Path) -> None:
    steps = Steps(tmp_path)
    steps.keep("one", "a" * 64, "not a figure")
    assert steps.kept("one", Figure, "a" * 64) is None


def test_numbers_keep_their_digits_and_dates_their_day(tmp_path: Path) -> None:
    steps = Steps(tmp_path)
    steps.keep("one", "a" * 64, FIGURE)
    kept = steps.kept("one", Figure, "a" * 64)
    assert kept == FIGURE
    assert kept is not None
    assert str(kept.number.value) == "2.60"


@given(st.decimals(allow_nan=False, allow_infinity=False), st.dates())
def test_any_decimal_and_any_day_survive_the_cache(number: Decimal, day: dt.date) -> None:
    answer = (Interval(number, None, number), Span(day, None))
    again = msgspec.json.decode(msgspec.json.encode(answer), type=tuple[Interval, Span])
    assert again == answer
    assert str(again[0].value) == str(number)


def test_interrupted_keeping_leaves_the_old_answer_and_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = Steps(tmp_path)
    steps.keep("one", "a" * 64, FIGURE)

    def interrupted(self: Path, other: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        steps.keep("one", "b" * 64, FIGURE)
    assert [path.name for path in tmp_path.iterdir()] == ["one.json"]
    assert steps.kept("one", Figure, "a" * 64) == FIGURE


def test_key_depends_on_every_input_and_on_the_code_of_the_rooms() -> None:
    keys = {
        key_of(("measure",), "a", "b"),
        key_of(("measure",), "a", "c"),
        key_of(("measure",), "ab"),
        key_of(("say",), "a", "b"),
        key_of(("measure",), partial("2024")),
    }
    assert len(keys) == 5
    assert key_of(("measure",), "a") == key_of(("measure",), "a")


def test_code_of_a_room_covers_its_tables_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("karvon.steps.PACKAGE", tmp_path)
    room = tmp_path / "room" / "data"
    room.mkdir(parents=True)
    (tmp_path / "room" / "one.py").write_text("a = 1\n")
    (room / "words.csv").write_text("code\na\n")
    (tmp_path / "room" / "__pycache__").mkdir()
    before = code_of.__wrapped__("room")
    (tmp_path / "room" / "__pycache__" / "one.pyc").write_bytes(b"x")
    assert code_of.__wrapped__("room") == before
    (room / "words.csv").write_text("code\nb\n")
    assert code_of.__wrapped__("room") != before
