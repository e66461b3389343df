"""Promises: one per number, all restatements, and what became of it."""

import datetime as dt
from decimal import Decimal

from tests.reconcile.making import claim, document, ledger, number, official, registered, row

from karvon.model.figure import Figure
from karvon.model.ledger import Closing, Promise
from karvon.model.measures import SeriesPoint, TradeSeries
from karvon.model.row import Row


def target(name: str, text: str, deadline: str | None, published: str) -> Figure:
    """Return a target of mutual trade that a page restates."""
    when = f"by {deadline}" if deadline else None
    return row(name, "trade_turnover", text, when, status="target", published=published)


def test_a_target_restated_with_and_without_a_deadline_is_one_promise() -> None:
    told = [
        target("later", "10 billion", "2030", "2025-11-15"),
        target("first", "10 billion", None, "2021-12-29"),
        target("middle", "10 billion", None, "2023-05-22"),
    ]
    (promise,) = ledger(told).promises
    assert promise.deadline == dt.date(2030, 12, 31)
    assert promise.restatements == tuple(f"indicator_values/{name}" for name in ("first", "middle", "later"))
    assert promise.number.low == promise.number.high == Decimal(10**10)
    assert promise.outcomes == ()


def test_the_latest_deadline_named_is_the_one_that_counts() -> None:
    told = [target("a", "5 billion", "2020", "2018-03-14"), target("b", "5 billion", "2022", "2019-07-01")]
    (promise,) = ledger(told).promises
    assert promise.deadline == dt.date(2022, 12, 31)


def test_two_numbers_are_two_promises() -> None:
    told = [target("a", "3 billion", "2018", "2018-03-14"), target("b", "5 billion", "2020", "2018-03-14")]
    assert [promise.deadline for promise in ledger(told).promises] == [dt.date(2018, 12, 31), dt.date(2020, 12, 31)]


def test_an_outcome_is_given_on_every_series_that_covers_the_deadline_s_year() -> None:
    north, first = official("LAO", "NPL", "goods", {2017: ("1000", "1000"), 2018: ("1639.7", "1155.3")})
    south, second = official("NPL", "LAO", "goods_services", {2018: ("1352.2", "1767.4")})
    found = ledger([*north, *south, target("a", "3 billion", "2018", "2018-03-14")], series=[first, second])
    (promise,) = found.promises
    outcomes = {outcome.series: (outcome.reached, outcome.met) for outcome in promise.outcomes}
    assert outcomes == {first.id: (Decimal("0.9317"), False), second.id: (Decimal("1.0399"), True)}
    assert {outcome.figure for outcome in promise.outcomes} == {f"{first.id}/2018", f"{second.id}/2018"}


def test_a_deadline_inside_a_year_has_no_outcome_on_yearly_series() -> None:
    figures, series = official("LAO", "NPL", "goods", {2018: ("1639.7", "1155.3")})
    told = row("a", "trade_turnover", "3 billion", "by 2018-06", status="target", published="2018-03-14")
    (promise,) = ledger([*figures, told], series=[series]).promises
    assert promise.deadline == dt.date(2018, 6, 30)
    assert promise.outcomes == ()


def test_an_instruction_in_a_text_restates_the_target_of_a_row() -> None:
    told = claim("c", "trade_turnover", "10 billion", status="instruction")
    kept = target("r", "10 billion", "2030", "2025-11-15")
    (promise,) = ledger([kept], [told], [document(published="2024-08-07")]).promises
    assert promise.restatements == ("c", "indicator_values/r")


def test_forecasts_expectations_and_facts_are_no_promises() -> None:
    told = [
        row(status, "trade_turnover", "10 billion", "by 2030", status=status)
        for status in ("forecast", "expectation", "actual")
    ]
    assert not ledger(told).promises


def test_an_intention_is_a_promise_only_with_a_deadline() -> None:
    with_one = row("a", "project_count", "65", "by 2027", status="plan")
    without = row("b", "project_count", "7", "2025-11-25", status="plan")
    (promise,) = ledger([with_one, without]).promises
    assert promise.restatements == ("indicator_values/a",)


def moves(promise: Promise) -> list[str]:
    return [move.kind for move in promise.moves]


def test_every_restatement_says_how_it_moved_the_deadline() -> None:
    told = [
        target("a", "5 billion", None, "2016-02-01"),
        target("b", "5 billion", "2020", "2018-03-14"),
        target("c", "5 billion", "2020", "2018-09-01"),
        target("d", "5 billion", "2022", "2019-07-01"),
        target("e", "5 billion", None, "2020-01-15"),
        target("f", "5 billion", "2021", "2020-03-01"),
        target("g", "5 billion", "2024", "2020-03-01"),
    ]
    (promise,) = ledger(told).promises
    assert moves(promise) == [
        "first", "deadline_named", "repeated", "deadline_later", "deadline_left_open", "deadline_earlier",
        "deadline_differs",
    ]  # fmt: skip


def test_a_note_and_a_row_of_one_page_are_one_statement() -> None:
    page = "https://example.org/goal"
    kept = row("r", "trade_turnover", "5 billion", "by 2020", status="target", published="2018-03-14", page=page)
    told = claim("c", "trade_turnover", "5 billion", "by 2020", status="target")
    (promise,) = ledger([kept], [told], [document(published="2018-03-14", url=page)]).promises
    assert [move.figures for move in promise.moves] == [("c", "indicator_values/r")]


def test_promises_of_one_quantity_are_one_line_that_says_what_is_due_next() -> None:
    told = [
        target("near", "3 billion", "2018", "2018-03-14"),
        target("then", "5 billion", "2020", "2018-03-14"),
        target("far", "10 billion", "2030", "2021-12-29"),
        target("less", "8 billion", "2028", "2024-05-05"),
        row("meat", "export", "1 billion", "by 2027", status="target", reporter="LAO", partner="NPL"),
    ]
    found = ledger(told)
    line = next(line for line in found.lines if line.indicator == "trade_turnover")
    by_id = {promise.id: promise for promise in found.promises}
    line_up = [by_id[name] for name in line.promises]
    assert [str(promise.number.value)[:-9] for promise in line_up] == ["3", "5", "10", "8"]
    assert [moves(promise)[0] for promise in line_up] == ["first", "next_step", "level_raised", "level_lowered"]
    assert by_id[line.due or ""].deadline == dt.date(2028, 12, 31)
    assert len(found.lines) == 2


def test_the_state_of_a_promise_is_what_both_sides_statistics_say() -> None:
    north, first = official("LAO", "NPL", "goods", {2018: ("1639.7", "1155.3"), 2020: ("3000", "2100")})
    south, second = official("NPL", "LAO", "goods_services", {2018: ("1352.2", "1767.4"), 2020: ("3000", "2100")})
    told = [
        target("a", "3 billion", "2018", "2017-03-14"),
        target("b", "5 billion", "2020", "2017-03-14"),
        target("c", "6 billion", "2020", "2017-03-14"),
        target("d", "7 billion", "2024", "2017-03-14"),
        target("e", "9 billion", "2027", "2017-03-14"),
        target("f", "11 billion", None, "2017-03-14"),
    ]
    found = ledger([*north, *south, *told], series=[first, second]).promises
    states = {str(promise.number.value)[:-9]: promise.state for promise in found}
    assert states == {"3": "disputed", "5": "met", "6": "missed", "7": "passed", "9": "ahead", "11": "undated"}


def test_a_level_reached_before_its_deadline_or_without_one_is_shown() -> None:
    north, first = official(
        "LAO", "NPL", "goods", {2016: ("2000", "2000"), 2018: ("1000", "1000"), 2019: ("2000", "2000")}
    )
    told = [target("a", "3 billion", None, "2018-03-14"), target("b", "3.5 billion", "2030", "2018-03-14")]
    found = ledger([*north, *told], series=[first]).promises
    assert [[outcome.figure for outcome in promise.early] for promise in found] == [[f"{first.id}/2019"]] * 2
    assert {promise.state for promise in found} == {"undated", "ahead"}


def test_a_target_of_one_sides_exports_is_held_against_both_records_of_them() -> None:
    flows = {"export": "LAO", "import": "NPL"}
    series = [
        TradeSeries(
            id=f"{side}/{flow}", indicator=flow, reporter=side, partner="NPL" if side == "LAO" else "LAO",
            coverage="goods", unit="USD",
            points=(SeriesPoint(2022, number("1.2 billion", flow), (f"indicator_values/{side}-{flow}",)),),
        )
        for flow, side in flows.items()
    ]  # fmt: skip
    own = {"reporter": "LAO", "partner": "NPL", "status": "target", "published": "2020-01-01"}
    whole = row("whole", "export", "1 billion", "by 2022", **own)
    part = row("part", "export", "2 billion", "by 2022", sector="agriculture", **own)
    other = row("other", "import", "3 billion", "by 2022", **own)
    found = ledger([whole, part, other], series=series).promises
    met = {str(promise.number.value)[0]: [outcome.series for outcome in promise.outcomes] for promise in found}
    assert met == {"1": ["LAO/export", "NPL/import"], "2": [], "3": []}


def decision(promise: str, code: str, made_on: str) -> Row:
    return registered(
        "decisions", f"d-{made_on}", promise=promise, about="x", decision=code, who="A", why="because", made_on=made_on
    )


def test_only_a_decision_closes_a_promise_and_the_last_one_counts() -> None:
    told = [target("a", "5 billion", "2020", "2018-03-14")]
    (promise,) = ledger(told).promises
    assert (promise.state, promise.closing) == ("passed", None)
    rows = [decision(promise.id, "kept", "2024-01-01"), decision(promise.id, "missed", "2024-02-01")]
    (closed,) = ledger(told, rows=rows).promises
    assert closed.closing == Closing(row="decisions/d-2024-02-01", decision="missed")


def test_a_decision_is_flagged_when_statistics_or_a_later_statement_speak_against_it() -> None:
    north, first = official("LAO", "NPL", "goods", {2020: ("1639.7", "1155.3")})
    told = [target("a", "5 billion", "2020", "2018-03-14"), target("b", "5 billion", None, "2025-01-01")]
    (promise,) = ledger([*north, *told], series=[first]).promises
    (closed,) = ledger(
        [*north, *told], rows=[decision(promise.id, "kept", "2024-01-01")], series=[first]
    ).promises  # fmt: skip
    assert closed.closing is not None
    assert closed.closing.contradicted_by == (f"{first.id}/2020", "indicator_values/b")


def test_a_closed_promise_is_not_due() -> None:
    told = [target("a", "5 billion", "2027", "2018-03-14"), target("b", "9 billion", "2030", "2018-03-14")]
    (line,) = ledger(told).lines
    (closed,) = ledger(told, rows=[decision(line.due or "", "withdrawn", "2024-01-01")]).lines
    assert closed.due == line.promises[1] != line.due


def test_a_row_and_the_text_of_its_page_make_one_promise_of_the_thing_the_row_names() -> None:
    hubs = registered("agreements", "plan", name_en="Plan of hubs")
    page = document("a.txt", "2024-08-07", url="https://example.org/a")
    words = claim("words", "hub_count", "5", "by 2030", unit="hub", status="plan", document="a.txt", stage="planned")
    told = row(
        "told", "hub_count", "5", "by 2030", unit="hub", status="plan", subject="plan", page="https://example.org/a"
    )
    other = row("else", "hub_count", "5", "by 2030", unit="hub", status="plan", page="https://example.org/b")
    (own,) = ledger([told], [words], [page], rows=[hubs]).promises
    assert set(own.restatements) == {"words", "indicator_values/told"}
    assert len(ledger([told, other], [words], [page], rows=[hubs]).promises) == 2
