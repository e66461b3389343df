"""Exports, imports, turnover, balance, growth and totals since the start of a year."""

from typing import Any

from msgspec.structs import replace
from tests.reconcile.making import claim, codes, document, ids, ledger, named, of, official, row, value

from karvon.model.dates import partial
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


def test_flows_that_nobody_is_named_for_are_of_the_turnover_of_their_page_that_they_make() -> None:
    pair = {"reporter": "LAO", "partner": "NPL", "page": PAGE}
    told = [
        row("x", "export", "260 million", "2022", **pair),
        row("m", "import", "195.3 million", "2022", **pair),
        row("ours", "trade_turnover", "498 million", "2022", side="LAO", **pair),
        row("theirs", "trade_turnover", "455.3 million", "2022", side="NPL", **pair),
    ]
    assert not of(ledger(told), "export_import_turnover")
    (check,) = of(ledger(told[:3]), "export_import_turnover")
    assert check.verdict == "conflict"


def test_a_growth_told_in_words_is_rounded() -> None:
    for before, after, told in (("400", "532", "33.3"), ("455.3", "502", "10"), ("100", "202", "100")):
        levels = [("a", before, "2021"), ("b", after, "2022")]
        claims = [claim(name, "trade_turnover", f"{text} million", year) for name, text, year in levels]
        growth = claim("g", "trade_turnover", told, "2022", unit="percent", change="relative_change")
        spelt = replace(growth, low=growth.value, high=growth.value)
        (check,) = of(ledger(claims=[*claims, spelt], documents=[document(published="2023-03-01")]), "growth_levels")
        assert check.verdict == "within_rounding"


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
    assert check.terms == ("indicator_values/before", "indicator_values/now")


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
    found = ledger(rising).checks
    assert {(check.rule, check.operator, check.verdict) for check in found} == {("year_to_date", "order", "consistent")}
    pairs = sorted((check.terms, check.against, value(check)) for check in found)
    assert pairs == [
        (("indicator_values/a",), ("indicator_values/b",), (1_600_000_000, 2_600_000_000)),
        (("indicator_values/b",), ("indicator_values/c",), (2_600_000_000, 3_800_000_000)),
    ]
    fallen = [*rising, row("d", "trade_turnover", "3.1 billion", "2024-01..2024-12", side="LAO")]
    (check,) = [check for check in ledger(fallen).checks if check.verdict == "conflict"]
    assert named(check) == (ids("c"), ids("d"))


def test_totals_that_one_page_tells_never_fall_whoever_they_are_of() -> None:
    page = {"page": "https://example.org/part"}
    told = [row("h", "trade_turnover", "1.5 billion", "2025-01..2025-06", **page)]
    told += [row("j", "trade_turnover", "1.4 billion", "2025-01..2025-07", **page)]
    (check,) = of(ledger(told), "year_to_date")
    assert check.verdict == "conflict"


def test_a_number_told_for_a_year_not_over_yet_is_that_of_a_part_another_page_gives() -> None:
    part = row("p", "trade_turnover", "820 million", "2025-01..2025-08", published="2025-09-04")
    whole = row("w", "trade_turnover", "820 million", "2025", published="2025-09-09")
    (check,) = of(ledger([part, whole]), "part_as_year")
    assert (check.verdict, check.terms, check.against) == (
        "different_definition",
        ("indicator_values/w",),
        ("indicator_values/p",),
    )
    assert check.causes[0].established
    later = row("w", "trade_turnover", "820 million", "2024", published="2025-09-09")
    assert not of(ledger([part, later]), "part_as_year")


def test_totals_of_two_sides_two_flows_or_two_coverages_are_no_chain() -> None:
    told = [
        row("a", "export", "1.6 billion", "2024-01..2024-05", reporter="LAO", partner="NPL", side="LAO"),
        row("b", "import", "1.2 billion", "2024-01..2024-08", reporter="NPL", partner="LAO", side="LAO"),
        row("c", "export", "1.1 billion", "2024-01..2024-09", reporter="LAO", partner="NPL", side="NPL"),
        row("d", "trade_turnover", "2.6 billion", "2024-01..2024-05", side="LAO", coverage="goods"),
        row("e", "trade_turnover", "2.2 billion", "2024-01..2024-08", side="LAO", coverage="goods_services"),
    ]
    assert not of(ledger(told), "year_to_date")


def test_a_turnover_added_up_from_statistics_is_no_one_figure_of_a_year_to_date() -> None:
    figures, series = official("LAO", "NPL", "goods", {2024: ("3129.9", "1287.9")})
    told = [
        row("part", "trade_turnover", "4.1 billion", "2024-01..2024-11", side="LAO"),
        row("sold", "export", "2.1 billion", "2024-01..2024-11", reporter="LAO", partner="NPL", side="LAO"),
    ]
    (check,) = of(ledger([*figures, *told], series=[series]), "year_to_date")
    assert named(check) == (ids("sold"), ids("lao-export-2024"))


def test_a_share_told_beside_a_growth_is_no_level_of_it() -> None:
    levels = [flow("now", "export", "301 million", "2023"), flow("then", "export", "236 million", "2022")]
    slots = {"unit": "percent", "reporter": "NPL", "partner": "LAO", "page": "https://example.org/rise"}
    share = row("share", "export", "71.3", "2023", **slots)
    rise = row("rise", "export", "27.5", "2023", change="relative_change", **slots)
    (check,) = of(ledger([*levels, share, rise]), "growth_levels")
    assert (check.verdict, check.terms) == ("within_rounding", ("indicator_values/then", "indicator_values/now"))


def test_growth_uses_a_stated_turnover_and_a_sum_only_where_none_is_stated() -> None:
    figures, series = official("NPL", "LAO", "goods", {2021: ("1178.4", "2742.2"), 2022: ("1407.5", "3243.5")})
    told = [
        row("now", "trade_turnover", "4.6 billion", "2022", side="NPL"),
        row("growth", "turnover_growth", "17.9", "2022", side="NPL"),
    ]
    (check,) = of(ledger([*figures, *told], series=[series]), "growth_levels")
    names = ("npl-export-2021", "npl-import-2021", "now")
    assert check.terms == tuple(f"indicator_values/{name}" for name in names)
    assert check.against == ("indicator_values/growth",)
    assert str(check.computed.value) == "17.329"


def test_growth_is_not_computed_from_an_approximate_level_or_from_two_coverages() -> None:
    now = row("now", "trade_turnover", "2.0 billion", "2017", side="LAO", coverage="goods")
    growth = row("growth", "turnover_growth", "31.2", "2017", side="LAO")
    for before in (
        row("before", "trade_turnover", "1.5 billion", "2016", side="LAO", bound="approx"),
        row("before", "trade_turnover", "1.5 billion", "2016", side="LAO", coverage="goods_services"),
    ):
        assert not of(ledger([now, growth, before]), "growth_levels")


def test_growth_between_levels_too_coarse_for_it_confirms_nothing() -> None:
    told = [
        row("now", "trade_turnover", "2 billion", "2017", side="LAO"),
        row("before", "trade_turnover", "2 billion", "2016", side="LAO"),
        row("growth", "turnover_growth", "31.2", "2017", side="LAO"),
    ]
    (check,) = ledger(told).checks
    assert (check.rule, check.verdict) == ("growth_levels", "cannot_tell")


def test_trade_of_a_region_mirrors_nothing_and_adds_up_only_to_the_region_s_own() -> None:
    told = [
        row("x", "export", "253.2 million", "2023", reporter="LAO", partner="NPL", territory="LA-VT", page=PAGE),
        row("m", "import", "168.7 million", "2023", reporter="LAO", partner="NPL", territory="LA-VT", page=PAGE),
        row(
            "t", "trade_turnover", "421.9 million", "2023", reporter="LAO", partner="NPL", territory="LA-VT", page=PAGE
        ),
        row("all", "export", "999.9 million", "2023", reporter="LAO", partner="NPL", page=PAGE),
        row("other", "import", "555.5 million", "2023", reporter="NPL", partner="LAO", territory="LA-VT"),
    ]
    (check,) = ledger(told).checks
    assert (check.rule, check.verdict, named(check)) == (
        "export_import_turnover",
        "consistent",
        (ids("x", "m"), ids("t")),
    )


def test_trade_of_a_region_in_a_text_belongs_to_its_country() -> None:
    slots = {"reporter": "NPL", "partner": "LAO", "territory": "LA-VT"}
    told = [
        claim("x", "export", "253.2 million", "2023", **slots),
        claim("m", "import", "168.7 million", "2023", **slots),
    ]
    found = ledger(claims=told, documents=[document(published="2024-10-22")])
    assert {(figure.reporter, figure.partner) for figure in found.figures} == {("LAO", "NPL")}
    assert not found.checks


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
    assert check.terms == ("indicator_values/before", "indicator_values/now")


def test_a_change_is_held_against_the_difference_of_two_levels() -> None:
    told = [
        row("now", "trade_turnover", "3.0 billion", "2017", side="LAO"),
        row("before", "trade_turnover", "2.4 billion", "2016", side="LAO"),
        row("change", "trade_turnover", "605.1 million", "2017", side="LAO", change="absolute_change"),
    ]
    (check,) = ledger(told).checks
    assert (check.rule, check.operator, check.verdict) == ("change_levels", "difference", "within_rounding")


def present(text: str, **slots: Any) -> list[Any]:
    """Return the check of a turnover told of the present beside two official years known by then."""
    north, series = official("LAO", "NPL", "goods", {2022: ("3635.8", "1286.1"), 2023: ("3130.0", "1287.9")})
    days = {"2022": "2023-04", "2023": "2024-07-25"}
    known = [replace(one, source=replace(one.source, published=partial(days[one.id[-4:]]))) for one in north]
    now = row("now", "trade_turnover", text, "2024-08-07", side="LAO", **slots)
    return of(ledger([*known, now], series=[series]), "present_level")


def test_a_yearly_amount_without_a_year_is_held_against_the_last_year_known() -> None:
    (check,) = present("4.4 billion")
    assert (check.verdict, value(check)[0]) == ("within_rounding", 4_400_000_000)
    assert check.against == ("indicator_values/lao-export-2023", "indicator_values/lao-import-2023")


def test_a_level_that_no_year_reached_is_a_contradiction_and_one_of_an_older_year_may_be_stale() -> None:
    (over,) = present("5 billion", bound="gt")
    assert over.verdict == "conflict"
    (old,) = present("4.9 billion")
    assert (old.verdict, old.causes[0].code) == ("cannot_tell", "stale_figure")
    assert old.causes[0].evidence == ("indicator_values/lao-export-2022", "indicator_values/lao-import-2022")


def test_a_deficit_told_as_an_amount_is_what_imports_exceed_exports_by() -> None:
    def told(phrase: str) -> Any:
        slots = {"reporter": "LAO", "partner": "NPL"}
        flows = [
            claim("ex", "export", "2.09 billion", "2022", **slots),
            claim("im", "import", "4.82 billion", "2022", **slots),
        ]
        balance = claim("balance", "trade_balance", "2.73 billion", "2022", subject=phrase, **slots)
        (check,) = of(
            ledger(claims=[*flows, balance], documents=[document(published="2023-02")]), "export_import_balance"
        )
        return check

    deficit = told("balance of trade")
    assert (deficit.verdict, deficit.terms) == ("consistent", ("im", "ex"))
    surplus = told("trade surplus")
    assert (surplus.verdict, surplus.terms) == ("conflict", ("ex", "im"))
