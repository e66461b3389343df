"""Outcomes: what came of an item, in a form that travels between processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Outcome(NamedTuple, Generic[Answer]):
    """The answer to one item, or None and the words of the error that took its place."""

    answer: Answer | None
    error: str = ""


def outcomes_of(function: Callable[[Item], Answer], items: Sequence[Item]) -> list[Outcome[Answer]]:
    """Return the outcome of the function for each item; this is what a worker runs."""
    return [_outcome(function, item) for item in items]


def _outcome(function: Callable[[Item], Answer], item: Item) -> Outcome[Answer]:
    try:
        answer = function(item)
    except Exception as error:
        return Outcome(None, f"{type(error).__name__}: {error}")
    if answer is None:
        raise TypeError("a function of a batch returns an answer to every item, not None")
    return Outcome(answer)
