"""Outcomes of promised growth: counted from a year of the statistics that the promise itself fixes, or not at all."""

from decimal import Decimal

import pytest
from tests.reconcile.making import claim, document, ledger, official, row

from karvon.model.figure import Figure
from karvon.model.ledger import Promise

YEARS = {2021: ("1000", "1000"), 2022: ("1500", "1000"), 2023: ("2000", "2000"), 2024: ("2400", "1600")}


def growth(text: str, when: str, published: str | None) -> Figure:
    """Return a promise that mutual trade will grow by some percent."""
    slots = {"status": "target", "change": "relative_change", "unit": "percent", "published": published}
    return row("goal", "trade_turnover", text, when, **slots)


def kept(goal: Figure) -> tuple[Promise, str]:
    """Return the promise that a ledger makes of a goal, and the name of the series it is held against."""
    figures, series = official("LAO", "NPL", "goods", YEARS)
    (promise,) = ledger([*figures, goal], series=[series]).promises
    return promise, series.id


def test_growth_by_a_day_is_counted_from_the_last_full_year_before_it_was_promised() -> None:
    promise, name = kept(growth("100", "by 2024", "2022-05-01"))
    (outcome,) = promise.outcomes
    assert (outcome.figure, outcome.base) == (f"{name}/2024", f"{name}/2021")
    assert (outcome.reached, outcome.met, promise.state) == (Decimal(1), True, "met")


def test_growth_of_one_year_is_counted_from_the_year_before_it_whenever_it_was_promised() -> None:
    promise, name = kept(growth("10", "2024", "2022-05-01"))
    (outcome,) = promise.outcomes
    assert (outcome.base, outcome.reached, outcome.met) == (f"{name}/2023", Decimal("0.9091"), False)
    assert promise.state == "missed"


def test_growth_that_came_before_its_day_is_shown() -> None:
    promise, name = kept(growth("50", "by 2030", "2023-02-01"))
    (outcome,) = promise.early
    assert (outcome.figure, outcome.base, promise.state) == (f"{name}/2023", f"{name}/2022", "ahead")


@pytest.mark.parametrize("published", [None, "2021-03-01"])
def test_growth_without_a_known_year_to_count_from_has_no_outcome(published: str | None) -> None:
    promise, _ = kept(growth("50", "by 2024", published))
    assert promise.outcomes == ()
    assert promise.state == "passed"


@pytest.mark.parametrize("text", ["-100", "-20"])
def test_a_promised_fall_has_no_outcome_as_more_says_nothing_for_it(text: str) -> None:
    promise, _ = kept(growth(text, "by 2024", "2022-05-01"))
    assert (promise.outcomes, promise.state) == ((), "passed")


def test_a_promise_of_nothing_has_no_outcome() -> None:
    promise, _ = kept(row("goal", "trade_turnover", "0", "by 2024", status="target", published="2022-05-01"))
    assert (promise.outcomes, promise.state) == ((), "passed")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("К 2024 году торговлю увеличат вдвое по сравнению с 2021 годом.", 2021),
        ("К 2024 году торговлю увеличат вдвое от уровня 2022 года.", 2022),
        ("К 2024 году торговлю увеличат вдвое относительно показателя за 2021 г. Это сказал министр.", 2021),
        ("Trade is to double by 2024 from the 2022 level.", 2022),
        ("Trade is to double by 2024, compared with 2021.", 2021),
        ("Trade is to double by 2024 over its level of 2022. It stood at 1 in 2021.", 2022),
        ("К 2024 году торговлю увеличат вдвое. По сравнению с 2021 годом она выросла.", None),
        ("Trade is to double from 2022 to 2024.", None),
    ],
)
def test_the_year_that_a_promise_names_as_its_base_is_the_one_it_is_counted_from(text: str, year: int | None) -> None:
    word = "вдвое" if "вдвое" in text else "double"
    start = text.index(word)
    slots = {"status": "target", "change": "relative_change", "unit": "percent", "start": start}
    told = claim("c", "trade_turnover", "100", "by 2024", end=start + len(word), **slots)
    figures, series = official("LAO", "NPL", "goods", YEARS)
    page = document(published="2024-02-01", text=text)
    (promise,) = ledger(figures, [told], [page], series=[series]).promises
    assert [one.base for one in promise.outcomes] == [f"{series.id}/{year or 2023}"]
