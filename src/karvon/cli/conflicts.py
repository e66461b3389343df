"""Failing checks in the words of the brief, as lines for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from karvon.brief.blocks import Inline
from karvon.brief.blocks import words as runs
from karvon.brief.checks import causes, rule_name, testimony
from karvon.brief.equation import arithmetic
from karvon.brief.judged import mark
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.ledger import Check
from karvon.model.results import Results
from karvon.model.vocabulary import by_code


def failing(results: Results) -> tuple[Check, ...]:
    """Return the checks whose verdict is a conflict."""
    return tuple(check for check in results.ledger.checks if by_code("verdicts")[check.verdict]["group"] == "conflicts")


LOOSE = re.compile(r"\s+(?=[,.;:)])")


def words(line: Inline) -> str:
    """Return a line as bare text, without the room that its links would take."""
    return LOOSE.sub("", runs(line))


def told(results: Results, checks: Sequence[Check], lang: str) -> Iterator[str]:
    """Yield each check in words: what was compared, its arithmetic, possible causes, and what each source says."""
    voice = Voice(results, lineage(results), lang)
    for number, check in enumerate(checks, 1):
        yield f"{number}. {rule_name(voice, check)} [{check.id}]"
        yield f"   {words(arithmetic(voice, check)).strip()}"
        yield f"   {words(causes(voice, check.causes)).strip()}"
        given = words(mark(voice, check)).strip()
        if given:
            yield f"   {given}"
        for name in dict.fromkeys((*check.terms, *check.against)):
            yield f"   – {words(testimony(voice, name)).strip()}"
