"""How a check is made: its arithmetic, its verdict and an id that depends on nothing but its content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Protocol

from karvon.model.ledger import Cause, Check
from karvon.model.values import Interval
from karvon.model.vocabulary import by_code
from karvon.reconcile.numbers import below, compatible, idle, near, width
from karvon.reconcile.rules import candidates, rules

LENGTH = 16


def content_id(*parts: str) -> str:
    """Return a short name that is the same for the same parts, whatever the machine or the run."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:LENGTH]


def agreement(computed: Interval, stated: Interval) -> str | None:
    """Return consistent or within_rounding when the numbers are compatible, None when they are not.

    Where one of them allows next to nothing and twice itself, agreement says nothing and cannot be judged.
    A number inside a bound is consistent; two numbers that only share what rounding leaves open are within rounding.
    """
    if not compatible(computed, stated):
        return None
    if idle(computed) or idle(stated):
        return "cannot_tell"
    bounded = width(computed) is None or width(stated) is None
    return "consistent" if bounded or computed.value == stated.value else "within_rounding"


def make(  # noqa: PLR0913
    rule: str,
    *,
    terms: Iterable[str],
    against: Iterable[str],
    computed: Interval,
    stated: Interval,
    unit: str,
    verdict: str,
    causes: tuple[Cause, ...] = (),
) -> Check:
    """Return the check of a rule; its id is the hash of the rule and the figures."""
    named, held = tuple(terms), tuple(against)
    return Check(
        id=content_id("check", rule, *named, "=", *held),
        rule=rule,
        operator=rules()[rule]["operator"],
        verdict=verdict,
        terms=named,
        against=held,
        computed=computed,
        stated=stated,
        unit=unit,
        causes=causes,
    )


def held(  # noqa: PLR0913
    rule: str, *, terms: Iterable[str], against: Iterable[str], computed: Interval, stated: Interval, unit: str
) -> Check:
    """Return a check whose failure is a conflict with the rule's candidate causes.

    A difference smaller than the last digit of the coarser number may be rounding and cannot be judged.
    """
    verdict = agreement(computed, stated)
    if verdict is None and near(computed, stated):
        verdict, causes = "cannot_tell", (Cause("rounding"), *possible(rule))
    else:
        causes = () if verdict else possible(rule)
    return make(
        rule,
        terms=terms,
        against=against,
        computed=computed,
        stated=stated,
        unit=unit,
        verdict=verdict or "conflict",
        causes=causes,
    )


def ordered(  # noqa: PLR0913
    rule: str, *, terms: Iterable[str], against: Iterable[str], computed: Interval, stated: Interval, unit: str
) -> Check:
    """Return a check that the computed number is at most the stated one."""
    holds = below(computed, stated)
    return make(
        rule,
        terms=terms,
        against=against,
        computed=computed,
        stated=stated,
        unit=unit,
        verdict="consistent" if holds else "conflict",
        causes=() if holds else possible(rule),
    )


class Teller(Protocol):
    """Anything that tells whether a statistics office stands behind it."""

    @property
    def official(self) -> bool:
        """Whether it is a figure of a statistics office."""


def doubted(check: Check, figures: Mapping[str, Teller]) -> tuple[str, ...]:
    """Return the figures and rows that a check's verdict is about.

    Where statistics and other figures take part, a failure is one of the others: the statistics are what they were
    held against.
    """
    names = tuple(dict.fromkeys((*check.terms, *check.against)))
    others = tuple(name for name in names if name not in figures or not figures[name].official)
    failed = by_code("verdicts")[check.verdict]["group"] == "conflicts"
    return others if failed and others else names


def possible(rule: str) -> tuple[Cause, ...]:
    """Return the rule's causes as candidates, none of them established."""
    return tuple(Cause(code) for code in candidates(rule))
