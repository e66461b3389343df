"""The findings that matter most: finders propose candidates from any results, one documented rule picks five.

The rule of significance. Every candidate has a strength between 0 and 1: half for standing on the wrong side of a
line at all (a target missed, a pace too slow), half for how far; where there is no line, how far alone, as
1 − 1/r for two amounts of which one is r times the other, and 1 − 1/(1+n) for n things. The strength is multiplied
by the weight of its kind (`significance.csv`, each with its reason). The strongest candidate of each kind comes
first; only when kinds run out does a second one of a kind enter, and never a second one of it on the same subject.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

import msgspec

from karvon.brief import finders_ledger, finders_targets
from karvon.brief.candidate import Candidate
from karvon.brief.words import Voice

SHOWN = 5
FINDERS: tuple[Callable[[Voice], list[Candidate]], ...] = (*finders_targets.FINDERS, *finders_ledger.FINDERS)

__all__ = ["FINDERS", "SHOWN", "Candidate", "candidates", "significant"]


class Weight(msgspec.Struct, frozen=True):
    """How much a kind of finding matters, and its place in the table for ties."""

    weight: Decimal
    place: int


def significant(voice: Voice, shown: int = SHOWN) -> tuple[Candidate, ...]:
    """Return the most significant findings of a run, the weightiest first."""
    ranked = sorted(candidates(voice), key=_rank)
    chosen: list[Candidate] = []
    for repeated in (0, 1):
        for one in ranked:
            fresh = all((one.kind, one.subject) != (other.kind, other.subject) for other in chosen)
            if fresh and len(chosen) < shown and sum(one.kind == other.kind for other in chosen) <= repeated:
                chosen.append(one)
    return tuple(sorted(chosen, key=_rank))


def candidates(voice: Voice) -> list[Candidate]:
    """Return everything the finders propose."""
    return [one for finder in FINDERS for one in finder(voice)]


def score(one: Candidate) -> Decimal:
    """Return the strength of a candidate times the weight of its kind."""
    return one.strength * weights()[one.kind].weight


@cache
def weights() -> Mapping[str, Weight]:
    """Return the weight of every kind of finding."""
    text = files("karvon.brief").joinpath("significance.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["kind"]: Weight(Decimal(row["weight"]), place) for place, row in enumerate(rows)}


def _rank(one: Candidate) -> tuple[Decimal, int, str]:
    return (-score(one), weights()[one.kind].place, one.subject)
