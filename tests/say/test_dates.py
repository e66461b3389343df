"""Dates read as they are said in either language, with no more precision than is known."""

import datetime as dt

import pytest

from karvon.model.dates import Period, Span, month_span, partial
from karvon.say.dates import between, day, deadline, period, short, span, when

D = dt.date


def spaced(text: str) -> str:
    """Show no-break spaces as plain ones."""
    return text.replace("\u00a0", " ")


SPANS = [
    (partial("2025-11-15"), "15 ноября 2025 года", "15 ноября 2025 года", "15.11.2025", "on 15 November 2025"),
    (partial("2025-11"), "ноябрь 2025 года", "в ноябре 2025 года", "11.2025", "in November 2025"),
    (partial("2023"), "2023 год", "в 2023 году", "2023", "in 2023"),
    (
        month_span(2025, 1, 8),
        "январь–август 2025 года",
        "в январе–августе 2025 года",
        "01–08.2025",
        "in January–August 2025",
    ),
    (Span(D(2020, 1, 1), D(2023, 12, 31)), "2020–2023 годы", "в 2020–2023 годах", "2020–2023", "in 2020–2023"),
    (
        Span(D(2023, 11, 1), None),
        "с 1 ноября 2023 года",
        "с 1 ноября 2023 года",
        "с 01.11.2023",
        "from 1 November 2023",
    ),
    (Span(), "дата не указана", "в неуказанный день", "не указана", "on a day not given"),
]


@pytest.mark.parametrize(("days", "name", "adverb", "brief", "english"), SPANS)
def test_a_span_is_named_by_what_it_is(days: Span, name: str, adverb: str, brief: str, english: str) -> None:
    assert spaced(span(days, "ru")) == name
    assert spaced(when(days, "ru")) == adverb
    assert spaced(short(days, "ru")) == brief
    assert spaced(when(days, "en")) == english


def test_a_deadline_at_the_end_of_a_year_names_the_year() -> None:
    assert spaced(deadline(D(2030, 12, 31), "ru")) == "к 2030 году"
    assert spaced(deadline(D(2030, 12, 31), "en")) == "by 2030"
    assert spaced(deadline(D(2026, 3, 31), "ru")) == "к концу марта 2026 года"
    assert spaced(deadline(D(2025, 12, 20), "en")) == "by 20 December 2025"
    assert deadline(None, "ru") == "без срока"


def test_a_period_is_said_with_its_kind() -> None:
    month = Period(D(2024, 9, 1), D(2024, 9, 30), type="deadline")
    assert spaced(period(month, "ru")) == "к сентябрю 2024 года"
    assert spaced(period(Period(D(2022, 1, 1), D(2022, 12, 31), type="period"), "ru")) == "2022 год"


def test_a_placement_names_both_its_bounds() -> None:
    days = Span(D(2023, 11, 1), D(2025, 11, 15))
    assert spaced(between(days, "ru")) == "между 1 ноября 2023 года и 15 ноября 2025 года"
    assert spaced(between(days, "en")) == "between 1 November 2023 and 15 November 2025"
    assert spaced(between(Span(None, D(2025, 11, 15)), "ru")) == "не позднее 15 ноября 2025 года"
    assert spaced(between(Span(D(2025, 1, 5), D(2025, 1, 5)), "en")) == day(D(2025, 1, 5), "en").replace("\u00a0", " ")


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_stands_in_its_russian_case(month: int) -> None:
    named = month_span(2024, month)
    assert spaced(when(named, "ru")).split()[1].endswith("е")
    assert spaced(period(Period(named.first, named.last, type="deadline"), "ru")).split()[1][-1] in "юу"
