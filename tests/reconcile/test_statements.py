"""Every check of the bundled case is one true statement: its arithmetic can be done again from the figures it names."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

import pytest
from tests.reconcile.bundled import ledger_of

from karvon.model.figure import Figure
from karvon.model.ledger import Check, Ledger
from karvon.model.values import Interval, exact, total
from karvon.reconcile import doubted
from karvon.reconcile.numbers import difference, growth, quotient, share

FLOWS = {"export", "import"}


@pytest.fixture(scope="module")
def bundled() -> Ledger:
    return ledger_of()


def level(figures: Sequence[Figure]) -> Interval:
    """Return what figures of one side of a comparison say: one number, or exports and imports of one reporter added."""
    if len(figures) == 2 and {figure.indicator for figure in figures} == FLOWS:
        assert len({figure.reporter for figure in figures}) == 1
        return total([figure.number for figure in figures])
    assert len({figure.number.value for figure in figures}) == 1
    return figures[0].number


def levels(figures: Sequence[Figure]) -> list[Interval]:
    """Return the levels that figures tell in their order, one for each period."""
    return [level(list(group)) for _, group in groupby(figures, key=lambda figure: figure.period.start)]


def recomputed(check: Check, terms: Sequence[Figure]) -> Interval | None:
    """Return the arithmetic of a check done again."""
    numbers = [figure.number for figure in terms]
    if check.operator in ("sum", "order"):
        return total(numbers)
    if check.operator == "difference":
        return difference(*numbers)
    if check.operator == "ratio":
        return quotient(numbers[0], numbers[1])
    if check.operator == "share":
        part, *whole = numbers
        return share(part, total(whole), whole[1] if len(whole) > 1 else None)
    if check.operator == "growth":
        before, now = levels(terms)
        return growth(now, before)
    return level(terms)


def compared(found: Ledger) -> list[tuple[Check, list[Figure], list[Figure]]]:
    """Return the checks on figures, with the figures of both sides."""
    known = {figure.id: figure for figure in found.figures}
    checks = [check for check in found.checks if check.unit not in ("date", "stage")]
    return [(check, [known[name] for name in check.terms], [known[name] for name in check.against]) for check in checks]


def test_the_arithmetic_of_every_check_can_be_done_again_from_its_figures(bundled: Ledger) -> None:
    for check, terms, against in compared(bundled):
        if check.operator == "series":
            assert check.computed.value in {figure.number.value for figure in terms}
            assert check.stated.value in {figure.number.value for figure in against}
            continue
        again = recomputed(check, terms)
        assert again is not None
        stated = level(against) if against else exact(Decimal(100))
        assert (check.computed.value, check.stated.value) == (again.value, stated.value), check


def test_a_total_of_a_year_is_held_against_the_next_longer_one_of_its_year_and_side(bundled: Ledger) -> None:
    checks = [found for found in compared(bundled) if found[0].rule == "year_to_date"]
    assert len(checks) > 10
    for check, (before,), (after,) in checks:
        assert (before.number.value, after.number.value) == (check.computed.value, check.stated.value)
        assert (before.indicator, before.side or before.reporter) == (after.indicator, after.side or after.reporter)
        assert before.period.start == after.period.start
        assert before.period.end is not None
        assert after.period.end is not None
        assert before.period.end < after.period.end
        assert None in (before.coverage, after.coverage) or before.coverage == after.coverage


def test_an_order_that_holds_or_fails_does_so_by_its_numbers(bundled: Ledger) -> None:
    for check in bundled.checks:
        if check.operator == "order" and check.verdict != "cannot_tell":
            low = check.computed.low if check.computed.low is not None else Decimal("-Infinity")
            high = check.stated.high if check.stated.high is not None else Decimal("Infinity")
            assert (low <= high) == (check.verdict == "consistent"), check


def test_no_check_mixes_a_region_with_another_place(bundled: Ledger) -> None:
    for check, terms, against in compared(bundled):
        places = {figure.territory for figure in (*terms, *against)}
        if any("-" in (place or "") for place in places) and check.operator != "order":
            assert len(places) == 1, check
            assert len({figure.reporter for figure in (*terms, *against)}) == 1, check
            assert check.rule != "mirror"


def test_no_failure_of_the_press_is_one_of_the_statistics(bundled: Ledger) -> None:
    known = {figure.id: figure for figure in bundled.figures}
    official = {name for name, figure in known.items() if figure.official}
    failed = [check for check in bundled.checks if check.verdict == "conflict"]
    assert any(official & {*check.terms, *check.against} for check in failed)
    assert not any(official & set(doubted(check, known)) for check in failed)
    assert not [fact for fact in bundled.facts if fact.verdict == "conflict" and official & set(fact.figures)]
