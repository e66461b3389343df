"""Sums told once: what several pages add up of the same facts is one sum."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping

from karvon.model.ledger import Check

Root = Callable[[str], str]  # the figure that stands for the fact of a figure
Facts = tuple[frozenset[str], frozenset[str]]


def distinct(checks: Iterable[Check], root: Root, wordless: Container[str]) -> list[Check]:
    """Return sums once per set of facts: one sum that three pages tell is one, shown with the words of a text.

    That some parts are no larger than a whole is left out where a sum of more parts is held against the same whole;
    `wordless` are the figures that no text tells.
    """
    best: dict[tuple[str, str, Facts], tuple[int, str, Check]] = {}
    for check in checks:
        told, one = (check.rule, check.verdict, facts_of(check, root)), (_wordless(check, wordless), check.id, check)
        if (known := best.get(told)) is None or one[:2] < known[:2]:
            best[told] = one
    wholes: dict[frozenset[str], list[frozenset[str]]] = {}
    for (_, _, (terms, whole)), (*_, check) in best.items():
        if check.operator == "sum":
            wholes.setdefault(whole, []).append(terms)
    return [check for (_, _, facts), (*_, check) in best.items() if not _covered(check, facts, wholes)]


def facts_of(check: Check, root: Root) -> Facts:
    """Return the facts that a check adds up, and those it holds the sum against."""
    return frozenset(map(root, check.terms)), frozenset(map(root, check.against))


def _covered(check: Check, facts: Facts, wholes: Mapping[frozenset[str], list[frozenset[str]]]) -> bool:
    weak = check.rule == "part_of_whole" and check.verdict == "consistent"
    return weak and any(facts[0] < others for others in wholes.get(facts[1], ()))


def _wordless(check: Check, wordless: Container[str]) -> int:
    """Return how many figures of a check have no quote to show."""
    return sum(name in wordless for name in (*check.terms, *check.against))
