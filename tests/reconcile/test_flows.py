"""Exports, imports, turnover, balance, growth and totals since the start of a year."""

from tests.reconcile.making import codes, ids, ledger, named, of, official, row, value

from karvon.model.figure import Figure

PAGE = "https://example.org/trade"


def flow(name: str, indicator: str, text: str, when: str = "2022", side: str = "NPL") -> Figure:
    """Return a figure that one page gives for one side."""
    other = {"NPL": "LAO", "LAO": "NPL"}[side]
    return row(name, indicator, text, when, reporter=side, partner=other, side=side, page=PAGE)


def test_exports_and_imports_of_one_side_give_its_turnover() -> None:
    told = [
        flow("x", "export", "1.55 billion"),
        flow("m", "import", "3.4 billion"),
        flow("t", "trade_turnover", "4.97 billion"),
    ]
    (check,) = ledger(told).checks
    assert (check.rule, check.operator, check.verdict) == ("export_import_turnover", "sum", "within_rounding")
    assert named(check) == (ids("x", "m"), ids("t"))
    assert value(check) == (4_950_000_000, 4_970_000_000)


def test_exports_and_imports_that_miss_the_turnover_conflict() -> None:
    told = [
        flow("x", "export", "1.55 billion"),
        flow("m", "import", "3.4 billion"),
        flow("t", "trade_turnover", "5.97 billion"),
    ]
    assert [check.verdict for check in ledger(told).checks] == ["conflict"]


def test_a_difference_below_the_last_digit_cannot_be_judged() -> None:
    told = [
        flow("x", "export", "699.3 million"),
        flow("m", "import", "1496.2 million"),
        flow("t", "trade_turnover", "2.19 billion"),
    ]
    (check,) = ledger(told).checks
    assert (check.verdict, codes(check)[0]) == ("cannot_tell", "rounding")


def test_flows_of_two_sides_or_two_periods_are_never_added() -> None:
    told = [
        flow("x", "export", "1.55 billion", side="LAO"),
        flow("m", "import", "3.4 billion"),
        flow("t", "trade_turnover", "4.95 billion"),
        flow("x2", "export", "1.55 billion", when="2021"),
    ]
    assert not of(ledger(told), "export_import_turnover")


def test_exports_less_imports_give_the_balance() -> None:
    told = [
        flow("x", "export", "2.2 billion"),
        flow("m", "import", "0.8 billion"),
        flow("b", "trade_balance", "1.4 billion"),
    ]
    (check,) = ledger(told).checks
    assert (check.rule, check.operator, check.verdict) == ("export_import_balance", "difference", "consistent")


def test_growth_is_held_against_two_levels_of_the_same_side() -> None:
    told = [
        row("now", "trade_turnover", "2.0 billion", "2017", side="LAO"),
        row("before", "trade_turnover", "1.52 billion", "2016", side="LAO"),
        row("growth", "turnover_growth", "31.2", "2017", side="LAO"),
    ]
    (check,) = ledger(told).checks
    assert (check.rule, check.operator, check.verdict) == ("growth_levels", "growth", "within_rounding")
    assert check.terms == ("indicator_values/now", "indicator_values/before")


def test_growth_that_its_own_levels_deny_is_a_conflict_with_the_base_as_candidate() -> None:
    told = [
        row("now", "trade_turnover", "2.0 billion", "2017", side="LAO"),
        row("before", "trade_turnover", "1.52 billion", "2016", side="LAO"),
        row("growth", "turnover_growth", "8.6", "2017", side="LAO"),
    ]
    (check,) = ledger(told).checks
    assert (check.verdict, codes(check)[0]) == ("conflict", "different_base")


def test_growth_of_one_side_is_not_held_against_the_other_s_levels() -> None:
    figures, series = official("NPL", "LAO", "goods", {2016: ("1.0", "1.0"), 2017: ("1.1", "1.1")})
    told = row("growth", "turnover_growth", "31.2", "2017", side="LAO")
    assert not ledger([*figures, told], series=[series]).checks


def test_growth_of_nobody_is_held_against_each_side_and_holds_where_one_fits() -> None:
    north, first = official("NPL", "LAO", "goods", {2016: ("100.0", "100.0"), 2017: ("110.0", "110.0")})
    south, second = official("LAO", "NPL", "goods", {2016: ("90.0", "90.0"), 2017: ("120.0", "120.0")})
    told = row("growth", "turnover_growth", "10.0", "2017")
    (check,) = of(ledger([*north, *south, told], series=[first, second]), "growth_levels")
    assert check.verdict == "consistent"
    assert len(check.terms) == 4


def test_totals_since_the_start_of_a_year_never_fall() -> None:
    rising = [
        row("a", "trade_turnover", "1.6 billion", "2024-01..2024-05", side="LAO"),
        row("b", "trade_turnover", "2.6 billion", "2024-01..2024-08", side="LAO"),
        row("c", "trade_turnover", "3.8 billion", "2024-01..2024-11", side="LAO"),
    ]
    (check,) = ledger(rising).checks
    assert (check.rule, check.operator, check.verdict) == ("year_to_date", "order", "consistent")
    assert named(check) == (ids("a", "b"), ids("c"))
    fallen = [*rising, row("d", "trade_turnover", "3.1 billion", "2024-01..2024-12", side="LAO")]
    (check,) = [check for check in ledger(fallen).checks if check.verdict == "conflict"]
    assert named(check) == (ids("c"), ids("d"))


def test_a_part_of_a_year_and_the_year_are_no_conflict() -> None:
    told = [
        row("a", "trade_turnover", "1.6 billion", "2024-01..2024-05", side="LAO"),
        row("b", "trade_turnover", "3.8 billion", "2024", side="NPL"),
    ]
    assert not ledger(told).checks


def test_the_levels_of_the_page_that_names_the_growth_come_before_the_statistics() -> None:
    figures, series = official("LAO", "NPL", "goods", {2016: ("900", "600"), 2017: ("1200", "600")})
    told = [
        row("now", "trade_turnover", "2.0 billion", "2017", side="LAO", page=PAGE),
        row("before", "trade_turnover", "1.6 billion", "2016", side="LAO", page=PAGE),
        row("growth", "turnover_growth", "25", "2017", side="LAO", page=PAGE),
    ]
    (check,) = of(ledger([*figures, *told], series=[series]), "growth_levels")
    assert check.terms == ("indicator_values/now", "indicator_values/before")


def test_a_change_is_held_against_the_difference_of_two_levels() -> None:
    told = [
        row("now", "trade_turnover", "3.0 billion", "2017", side="LAO"),
        row("before", "trade_turnover", "2.4 billion", "2016", side="LAO"),
        row("change", "trade_turnover", "605.1 million", "2017", side="LAO", change="absolute_change"),
    ]
    (check,) = ledger(told).checks
    assert (check.rule, check.operator, check.verdict) == ("change_levels", "difference", "within_rounding")
