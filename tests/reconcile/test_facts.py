"""One fact, however many times and in whatever words it is told."""

from decimal import Decimal

from tests.reconcile.making import claim, document, ids, ledger, named, of, official, row

from karvon.reconcile import doubted


def test_a_bound_and_the_exact_figure_after_it_are_one_fact() -> None:
    bound = claim("bound", "project_value", "1.5 billion", "2024-11-15", bound="gt")
    exact = claim("exact", "project_value", "1.7 billion", "2024-11-15", relations=[("refines", "bound")])
    found = ledger(claims=[bound, exact], documents=[document(published="2024-11-15")])
    (fact,) = found.facts
    assert fact.figures == ("bound", "exact")
    assert fact.number.value == Decimal("1700000000")
    assert fact.verdict == "consistent"
    (check,) = of(found, "refinement")
    assert (check.terms, check.against, check.verdict) == (("exact",), ("bound",), "consistent")


def test_an_exact_figure_outside_its_own_bound_is_a_conflict_and_two_facts() -> None:
    bound = claim("bound", "project_value", "2 billion", "2024-11-15", bound="gt")
    exact = claim("exact", "project_value", "1.7 billion", "2024-11-15", relations=[("refines", "bound")])
    found = ledger(claims=[bound, exact], documents=[document(published="2024-11-15")])
    assert len(found.facts) == 2
    assert of(found, "refinement")[0].verdict == "conflict"


def test_sources_that_agree_tell_one_fact_that_holds() -> None:
    told = [
        row("a", "trade_turnover", "4.4 billion", "2023"),
        row("b", "trade_turnover", "4 billion", "2023", bound="gt"),
    ]
    found = ledger(told)
    (fact,) = found.facts
    assert set(fact.figures) == ids("a", "b")
    assert fact.verdict == "consistent"
    assert fact.number.low == Decimal("4350000000")
    assert [check.rule for check in found.checks] == ["same_fact"]


def test_a_note_and_a_row_of_one_page_are_one_source_and_confirm_nothing() -> None:
    page = "https://www.example.org/story/"
    note = document(published="2024-05-02", url=page)
    told = claim("a", "project_count", "60", "2024-05-02")
    kept = row("r", "project_count", "60", "2024-05-02", page="http://example.org/story", subject="joint")
    found = ledger([kept], [told], [note])
    (fact,) = found.facts
    assert set(fact.figures) == {"a", "indicator_values/r"}
    assert fact.verdict == "cannot_tell"
    assert not found.checks


def test_a_vague_figure_joins_its_own_side_where_both_sides_would_fit() -> None:
    told = [
        row("north", "trade_turnover", "2.80 billion", "2018", side="LAO"),
        row("south", "trade_turnover", "2.92 billion", "2018", side="NPL"),
        row("vague", "trade_turnover", "2.9 billion", "2018", side="LAO", bound="approx"),
    ]
    facts = {frozenset(fact.figures) for fact in ledger(told).facts}
    assert frozenset(ids("north", "vague")) in facts


def test_a_snapshot_repeated_months_later_is_one_fact_per_figure() -> None:
    told = [
        row("c1", "project_count", "34", "2024-08-07", subject="investment", page="https://example.org/a"),
        row("v1", "project_value", "4.4 billion", "2024-08-07", subject="investment", page="https://example.org/a"),
        row("c2", "project_count", "34", "2025-10-03", subject="investment", page="https://example.org/b"),
        row("v2", "project_value", "4.4 billion", "2025-10-03", subject="investment", page="https://example.org/b"),
    ]
    facts = {frozenset(fact.figures) for fact in ledger(told).facts}
    assert facts == {frozenset(ids("c1", "c2")), frozenset(ids("v1", "v2"))}


def test_one_number_of_two_different_portfolios_stays_two_facts() -> None:
    told = [
        row("c1", "project_count", "69", "2024-07-12", subject="joint"),
        row("j1", "jobs", "15000", "2024-07-12", subject="joint", bound="approx", status="plan"),
        row("c2", "project_count", "78", "2025-11-15", subject="joint"),
        row("j2", "jobs", "15000", "2025-11-15", subject="joint", bound="gt", status="plan"),
    ]
    assert len(ledger(told).facts) == 4


def test_about_one_does_not_confirm_almost_twice_as_much() -> None:
    told = [
        row("a", "trade_turnover", "1 billion", "2016", bound="approx"),
        row("b", "trade_turnover", "1.9 billion", "2016"),
    ]
    found = ledger(told)
    (check,) = found.checks
    assert (check.rule, check.verdict) == ("two_figures", "cannot_tell")
    assert len(found.facts) == 2


def test_about_one_and_almost_twice_as_much_from_one_side_conflict() -> None:
    told = [
        row("a", "trade_turnover", "1 billion", "2016", bound="approx", side="LAO"),
        row("b", "trade_turnover", "1.9 billion", "2016", side="LAO"),
    ]
    (check,) = ledger(told).checks
    assert (check.rule, check.verdict) == ("two_figures", "conflict")
    told[1] = row("b", "trade_turnover", "1.2 billion", "2016", side="LAO")
    assert [check.verdict for check in ledger(told).checks] == ["within_rounding"]


def test_about_one_and_almost_twice_as_much_of_two_coverages_are_two_definitions() -> None:
    told = [
        row("a", "trade_turnover", "1 billion", "2016", bound="approx", side="LAO", coverage="goods"),
        row("b", "trade_turnover", "1.9 billion", "2016", side="LAO", coverage="goods_services"),
    ]
    assert [check.verdict for check in ledger(told).checks] == ["different_definition"]


def test_a_wrong_figure_of_the_press_does_not_put_the_statistics_in_doubt() -> None:
    figures, series = official("LAO", "NPL", "goods", {2022: ("3635.8", "1286.1")})
    told = [
        row("wrong", "trade_turnover", "2.5 billion", "2022"),
        row("right", "export", "3.6 billion", "2022", reporter="LAO", partner="NPL", side="LAO"),
    ]
    found = ledger([*figures, *told], series=[series])
    (check,) = [check for check in found.checks if check.verdict == "conflict"]
    assert named(check) == (ids("wrong"), ids("lao-export-2022", "lao-import-2022"))
    assert set(doubted(check, {figure.id: figure for figure in found.figures})) == ids("wrong")
    verdicts = {name: fact.verdict for fact in found.facts for name in fact.figures}
    assert {name for name, verdict in verdicts.items() if verdict == "conflict"} == ids("wrong")
    assert verdicts["indicator_values/lao-export-2022"] == "within_rounding"


def test_an_equal_number_of_projects_alone_is_not_the_same_fact_on_another_day() -> None:
    told = [
        row("a", "project_count", "60", "2024-05-02", subject="joint"),
        row("b", "project_count", "60", "2025-05-02", subject="joint"),
    ]
    assert len(ledger(told).facts) == 2
