"""Reading time grows with the length of a text, never faster: every expression is attacked with hostile strings."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from tests.read.patterns import ROOM, Pattern, patterns, written

from karvon.read.limits import TooSlowError, time_limit

SHORT, TIMES = 3_000, 4  # characters of an attack, and how many times longer the second one is
HARMLESS = 0.003  # seconds in which a short attack may be over without a second look
LINEAR = 2.2 * TIMES  # a longer attack may take this many times longer; quadratic time takes TIMES * TIMES
# Quadratic only within one unbroken word or run of spaces of thousands of signs; time_limit stops such a document.
BOUNDED_BY_TIME = {
    "names: (?:намер",
    "names: ратифи",
    "names: вступил",
    "when: (?:сравнени",
    r"quotes: \s*(?:",
}
MODULES = sorted(path.stem for path in ROOM.glob("*.py"))
CATEGORIES = {sre.CATEGORY_DIGIT: "7", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "ж", sre.CATEGORY_NOT_WORD: "!"}
CATEGORIES |= {sre.CATEGORY_NOT_DIGIT: "ж", sre.CATEGORY_NOT_SPACE: "ж"}


def sample(tree: Any) -> str:
    """Return a string that a parsed expression matches, or nearly: one character for each place, one turn of loops."""
    return "".join(_one(operator, argument) for operator, argument in tree)


def _one(operator: Any, argument: Any) -> str:
    if operator == sre.LITERAL:
        return chr(argument)
    if operator in (sre.NOT_LITERAL, sre.ANY):
        return "ж"
    if operator == sre.IN:
        return _member(argument)
    if operator == sre.BRANCH:
        return sample(argument[1][0])
    return "".join(sample(inside) for inside in _inside(operator, argument))


def _member(options: Any) -> str:
    operator, argument = options[0]
    if operator == sre.LITERAL:
        return chr(argument)
    if operator == sre.RANGE:
        return chr(argument[0])
    return CATEGORIES.get(argument, "ж")


def _inside(operator: Any, argument: Any) -> list[Any]:
    if operator == sre.SUBPATTERN:
        return [argument[-1]]
    if operator in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [argument[2]]
    if operator == sre.ATOMIC_GROUP:
        return [argument]
    return []


def pieces(tree: Any) -> Iterator[str]:
    """Yield a sample of the expression, of its every loop, branch and run of places: what a hostile text repeats."""
    yield sample(tree)
    places = list(tree)
    for index, (operator, argument) in enumerate(places):
        yield sample(places[: index + 1])
        if operator == sre.BRANCH:
            for branch in argument[1]:
                yield from pieces(branch)
        for inside in _inside(operator, argument):
            yield sample(places[:index]) + sample(inside) * 2
            yield from pieces(inside)


def attacks(text: str, flags: int) -> list[str]:
    """Return the pieces of an expression that are worth repeating."""
    found = dict.fromkeys(piece for piece in pieces(parser.parse(text, flags)) if piece)
    chosen = [*found, " ", "\n", "7", "ж", "A", "a ", "7 ", "("]
    return list(dict.fromkeys(chosen))


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return the processor time of finding everything in a text."""
    begun = time.process_time()
    with time_limit(2):
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - begun


def grows(pattern: re.Pattern[str], piece: str) -> bool:
    """Say whether the time for a repeated piece, alone or before an end that cannot match, outgrows its length."""
    for end in ("", "\0"):
        short = piece * (SHORT // len(piece)) + end
        try:
            first = seconds(pattern, short)
            if first > HARMLESS and _faster_than_length(pattern, piece, end):
                return True
        except TooSlowError:
            return True
    return False


def _faster_than_length(pattern: re.Pattern[str], piece: str, end: str) -> bool:
    """Measure again, the best of three each and as often, so that a busy machine is not taken for a hostile string."""
    short = piece * (SHORT // len(piece)) + end
    longer = piece * (TIMES * SHORT // len(piece)) + end
    return all(_outgrown(pattern, short, longer) for _ in range(3))


def _outgrown(pattern: re.Pattern[str], short: str, longer: str) -> bool:
    first = min(seconds(pattern, short) for _ in range(3))
    return first > HARMLESS and min(seconds(pattern, longer) for _ in range(3)) > LINEAR * first


def hostile(found: Pattern) -> str | None:
    """Return a piece whose repetition takes an expression more time than the text grows longer; None without any."""
    pattern = found.compiled()
    return next((piece for piece in attacks(found.text, pattern.flags) if grows(pattern, piece)), None)


def test_every_expression_written_in_the_room_is_attacked() -> None:
    seen = {(found.module, found.line) for found in patterns()}
    missed = [
        (module, first)
        for module, first, last in written()
        if not any((module, line) in seen for line in range(first, last + 1))
    ]
    assert missed == []
    assert len(patterns()) > 80


@pytest.mark.parametrize("module", MODULES)
def test_time_of_every_expression_is_linear_in_the_text(module: str) -> None:
    told = tuple(BOUNDED_BY_TIME)
    found = [one for one in patterns() if one.module == f"karvon.read.{module}" and not one.name.startswith(told)]
    slow = {pattern.name: piece for pattern in found if (piece := hostile(pattern)) is not None}
    assert slow == {}


@pytest.mark.parametrize(
    ("expression", "is_linear"),
    [(r"\d+(?:[.,]\d+)*", True), (r"\s+$", False), (r"(?:a+)+b", False), (r"\w*\s*\w*\s*!", False)],
)
def test_attack_tells_linear_expressions_from_others(expression: str, is_linear: bool) -> None:  # noqa: FBT001
    assert (hostile(Pattern("here", 1, expression, re.compile(expression).flags, "str")) is None) == is_linear
