"""What the compiler of the reader is given means the same as what was written."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.project.scripts import loaded
from tests.project.tracked import ROOT

from karvon import compiled

native = loaded("native")
SOURCE = '''
from __future__ import annotations
from collections.abc import Sequence
from functools import cache, lru_cache
from karvon.read.scene import Scene, once
from karvon.read.values import Value, kept

WORDS = ("one", "two")
PAIRS = (("a", "b"), ("c", "d"))
FIRST, SECOND = 1, ("x", "y")
TABLE: dict[str, int] = {"a": 1}
CHANGED = 1
CHANGED = 2
lower = 3


class Place(Value, frozen=True):
    """Where something stands."""

    first: int
    last: int = 5
    name: str | None = None

    def length(self) -> int:
        """Return how long it is."""
        return self.last - self.first


class Page(Value, frozen=True, gc=True, dict=True):
    """A page that finds something once."""

    places: list[Place]

    @kept
    def longest(self) -> int | None:
        """The longest place, None where there is none."""
        ASKED.append(1)
        return max((place.length() for place in self.places), default=None)


ASKED: list[int] = []


@cache
def doubled(number: int) -> int | None:
    """Return twice a number, nothing for none."""
    ASKED.append(number)
    return number * 2 or None


@lru_cache(maxsize=2)
def joined(one: str, other: str) -> str:
    """Return two words as one."""
    ASKED.append(0)
    return one + other


@once
def shortest(scene: Scene) -> int | None:
    """Return nothing, and tell that it was asked."""
    ASKED.append(1)


def member(word: str, *others: str) -> tuple[bool, bool]:
    return word in ("a", *others), word not in ("b", *others)
'''


@pytest.fixture(scope="module", params=["as written", "as compiled"])
def module(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return what the source defines, as it is written and as the compiler gets it."""
    found: dict[str, Any] = {"__name__": "karvon.read.made_up"}
    source = SOURCE if request.param == "as written" else native.rewritten(SOURCE).replace("@_attr", "@_unchanged")
    found["_unchanged"] = lambda **_: lambda kind: kind
    exec(compile(source, "made_up", "exec"), found)
    return found


def test_records_are_made_changed_and_compared(module: dict[str, Any]) -> None:
    place = module["Place"]
    assert place(1).last == place(1, 5).last == 5
    assert place(1, 4).length() == 3
    assert place(1)._replace(name="a", last=2) == place(1, 2, "a")
    assert place(1, 2, "a")._replace(name=None).name is None
    assert place(1) != place(2)
    assert place(1) != (1, 5, None)
    assert {place(1): "kept"}[place(1)] == "kept"


def test_what_a_record_finds_is_found_once_even_when_it_is_nothing(module: dict[str, Any]) -> None:
    module["ASKED"].clear()
    page = module["Page"]([module["Place"](1, 9), module["Place"](1)])
    assert (page.longest, page.longest, page._replace(places=[]).longest) == (8, 8, None)
    assert len(module["ASKED"]) == 2


def test_what_a_function_keeps_is_found_once_even_when_it_is_nothing(module: dict[str, Any]) -> None:
    module["ASKED"].clear()
    assert [module["doubled"](number) for number in (0, 4, 0, 4)] == [None, 8, None, 8]
    assert module["ASKED"] == [0, 4]


def test_a_function_forgets_when_it_has_kept_as_much_as_it_may(module: dict[str, Any]) -> None:
    module["ASKED"].clear()
    pairs = [("a", "b"), ("a", "b"), ("c", "d"), ("e", "f"), ("a", "b")]
    assert [module["joined"](*pair) for pair in pairs] == ["ab", "ab", "cd", "ef", "ab"]
    assert len(module["ASKED"]) == 4


def test_what_is_found_of_a_scene_is_remembered_by_the_scene(module: dict[str, Any]) -> None:
    module["ASKED"].clear()
    scenes = [SimpleNamespace(memo={}), SimpleNamespace(memo={})]
    assert [module["shortest"](scene) for scene in (*scenes, *scenes)] == [None] * 4
    assert len(module["ASKED"]) == 2


def test_what_always_stands_in_lists_is_told_to() -> None:
    written = "def f(a: Sequence[tokens.Token], b: Sequence[Scene] = (), c: Mapping[str, Sequence[Cue]] = {}): ..."
    lists = "def f(a: list[tokens.Token], b: list[Scene] = [], c: dict[str, list[Cue]] = {}): ..."
    assert native.rewritten(written) == lists


def test_a_tuple_with_a_star_holds_what_it_held(module: dict[str, Any]) -> None:
    assert module["member"]("c", "c") == (True, False)
    assert module["member"]("b", "c") == (False, False)
    assert module["member"]("d") == (False, True)


def test_constants_keep_their_values(module: dict[str, Any]) -> None:
    names = ("WORDS", "PAIRS", "FIRST", "SECOND", "TABLE", "CHANGED", "lower")
    told = [("one", "two"), (("a", "b"), ("c", "d")), 1, ("x", "y"), {"a": 1}, 2, 3]
    assert [module[name] for name in names] == told


def test_only_names_in_capitals_given_a_value_once_are_final() -> None:
    lines = native.rewritten(SOURCE).splitlines()
    assert 'WORDS: _Final[tuple[str, ...]] = ("one", "two")' in lines
    assert 'PAIRS: _Final[tuple[tuple[str, str], ...]] = (("a", "b"), ("c", "d"))' in lines
    assert [line for line in lines if line.startswith(("CHANGED:", "lower:"))] == []
    assert "TABLE: _Final[dict[str, int]] = {" in native.rewritten(SOURCE)


OTHERS = (
    "class Value(Struct, frozen=True):\n    pass",
    "class Answers(dict[K, V]):\n    pass",
    "class TooSlow(BaseException):\n    pass",
)
OURS = ("class Place(Value, frozen=True):\n    first: int", "class Course(NamedTuple):\n    first: int")


def test_a_module_whose_classes_are_made_in_another_way_stays_as_it_is() -> None:
    assert all(native.foreign(f"{native.HEAD}\n{source}\n") for source in OTHERS)
    assert not any(native.foreign(f"{native.HEAD}\n{source}\n") for source in OURS)


def test_a_build_takes_the_place_of_one_that_another_folder_made_of_the_same_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    compiling = loaded("compile")
    target = tmp_path / "builds" / "made of these"
    for folder in (tmp_path / "built", target):
        folder.mkdir(parents=True)
    (target / compiling.MADE_OF).write_text("another folder", encoding="utf-8")
    compiling.keep(tmp_path, target)
    assert (target / compiling.MADE_OF).read_text(encoding="utf-8") == str(compiled.HOUSE)
