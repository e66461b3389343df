"""The written arithmetic of a check is true as printed: a reader who computes it finds the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

import msgspec
import pytest
from tests.brief.neighbours import BILLION, MILLION, figure

from karvon.brief.blocks import words
from karvon.brief.equation import arithmetic
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.dates import Period, month_span, year_span
from karvon.model.figure import Figure
from karvon.model.ledger import Check
from karvon.model.results import Results
from karvon.model.row import Row
from karvon.model.values import Interval, exact, plain, written
from karvon.reconcile.rules import rules

YEAR, PART, LONGER = year_span(2024), month_span(2024, 1), month_span(2024, 1, 6)


def flow(name: str, number: Interval, indicator: str = "trade_turnover", year: int = 2024, **slots: object) -> Figure:
    period = Period(year_span(year).first, year_span(year).last, str(year), "period", "explicit")
    base: dict[str, object] = {"period": period, "reporter": "KGZ", "partner": "TJK"}
    return figure(f"indicator_values/{name}", indicator, number, "USD", **{**base, **slots})


def said(
    results: Results,
    rule: str,
    terms: list[Figure],
    against: list[Figure],
    computed: Interval,
    *,
    lang: str = "en",
) -> str:
    """Return the arithmetic of one check of these figures in one language."""
    check = Check(
        id="k",
        rule=rule,
        operator=rules()[rule]["operator"],
        verdict="consistent",
        terms=tuple(one.id for one in terms),
        against=tuple(one.id for one in against),
        computed=computed,
        stated=against[0].number,
        unit=against[0].unit,
    )
    rows = tuple(
        Row(table="indicator_values", id=one.id.partition("/")[2], cells={"outlet": "Silk Post"})
        for one in (*terms, *against)
    )
    ledger = msgspec.structs.replace(
        results.ledger, figures=(*results.ledger.figures, *terms, *against), checks=(check,)
    )
    whole = msgspec.structs.replace(results, rows=(*results.rows, *rows), ledger=ledger)
    return words(arithmetic(Voice(whole, lineage(whole), lang), check)).replace("\u00a0", " ")


def test_totals_to_date_are_held_against_the_whole_one_by_one(results: Results) -> None:
    january = flow("jan", written("300", MILLION), period=Period(PART.first, PART.last, "", "period"))
    june = flow("jun", written("2.1", BILLION), period=Period(LONGER.first, LONGER.last, "", "period"))
    year = flow("year", written("4", BILLION))
    line = said(results, "year_to_date", [january, june], [year], june.number)
    assert line == ("USD 300 mn (Jan 2024) ≤ USD 4 bn (2024); USD 2.1 bn (Jan–Jun 2024) ≤ USD 4 bn (2024): consistent")


def test_a_total_given_as_exports_and_imports_is_added_up_before_it_is_compared(results: Results) -> None:
    part = flow("part", written("4.1", BILLION), period=Period(LONGER.first, LONGER.last, "", "period"))
    flows = [flow("ex", exact(Decimal(3130400000)), "export"), flow("im", exact(Decimal(1288000000)), "import")]
    check = said(results, "year_to_date", [part], flows, part.number)
    assert "≤ USD 3.130 bn" not in check
    assert " + USD 4.1" not in check
    assert "4.1 bn" in check


@pytest.mark.parametrize(("part", "sign"), [("100", ">"), ("40", "≤")])
def test_an_order_that_fails_is_not_written_as_one_that_holds(results: Results, part: str, sign: str) -> None:
    line = said(results, "region_in_country", [flow("a", written(part))], [flow("b", written("50"))], written(part))
    assert f"USD {part} {sign} USD 50" in line


def test_an_open_bound_is_never_called_smaller(results: Results) -> None:
    vague = flow("vague", written("3", BILLION, "gt"), bound="gt")
    line = said(results, "year_to_date", [vague], [flow("whole", written("4", BILLION))], vague.number)
    assert "more than USD 3 bn can be ≤ USD 4 bn" in line
    line = said(results, "year_to_date", [vague], [flow("whole", written("4", BILLION))], vague.number, lang="ru")
    assert "более 3 млрд долл. США может быть ≤ 4 млрд долл. США" in line


def test_parts_that_are_held_together_against_the_whole_are_added_up(results: Results) -> None:
    parts = [flow("a", written("17", MILLION), sector="energy"), flow("b", written("3", MILLION), sector="industry")]
    computed = Interval(Decimal(20) * MILLION, Decimal(19) * MILLION, Decimal(21) * MILLION)
    line = said(results, "part_of_whole", parts, [flow("whole", written("90", MILLION))], computed)
    assert "USD 17 mn" in line
    assert " + USD 3 mn" in line
    assert " = USD 20 mn ≤ USD 90 mn" in line


def test_growth_is_the_later_level_over_the_earlier_less_one(results: Results) -> None:
    levels = {"export": Decimal(1178400000), "import": Decimal(2742400000)}
    now = [flow(name, exact(level), name, official=True) for name, level in levels.items()]
    before = [flow("before", written("3.2", BILLION), year=2023)]
    rise = flow("rise", written("22.5"), change="relative_change")
    rise = msgspec.structs.replace(rise, unit="percent")
    computed = Interval(Decimal("22.525"), Decimal("20.6"), Decimal("24.5"))
    for terms in ([*now, *before], [*before, *now]):
        line = said(results, "growth_levels", terms, [rise], computed)
        assert line.startswith("(USD 1.178 bn + USD 2.742 bn) ÷ USD 3.2 bn − 1 ≈ 22.5% (20.6–24.5%) against +22.5%")


def test_a_difference_is_the_later_level_less_the_earlier(results: Results) -> None:
    now, before = flow("now", written("5", BILLION)), flow("before", written("3", BILLION), year=2023)
    rise = flow("rise", written("2", BILLION), change="absolute_change")
    line = said(results, "change_levels", [now, before], [rise], Interval(2 * BILLION, BILLION, 3 * BILLION))
    assert re.match(r"USD 5 bn \(2024\) − USD 3 bn \(2023\) = USD 2 bn against \+USD 2 bn", line)


def test_a_sum_of_rounded_numbers_says_equal_only_when_a_reader_finds_the_same(results: Results) -> None:
    exports, imports = (
        flow("ex", exact(Decimal(1178400000)), "export", official=True),
        flow("im", exact(Decimal(2742400000)), "import", official=True),
    )
    press = flow("press", written("3.9", BILLION))
    for lang, total in (("en", "USD 3.921 bn"), ("ru", "3,921 млрд долл. США")):
        assert f" ≈ {total}" in said(results, "official_match", [exports, imports], [press], press.number, lang=lang)


def test_every_printed_sum_and_quotient_of_the_small_case_comes_out_as_printed(results: Results) -> None:
    voice = Voice(results, lineage(results), "en")
    assert results.ledger.checks
    for check in results.ledger.checks:
        line = words(arithmetic(voice, check)).replace("\u00a0", " ")
        for left, right in re.findall(r"((?:[\d.]+ \w+ \+ )+[\d.]+ \w+) = ([\d.]+)", line):
            assert sum(_numbers(left)) == Decimal(right), line


def _numbers(line: str) -> Iterable[Decimal]:
    return (plain(Decimal(digits)) for digits in re.findall(r"[\d.]+", line))
