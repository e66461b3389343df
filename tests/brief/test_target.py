"""The path to the target: paces that can be compared, and dates of targets that nobody named earlier than they did."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from tests.brief.neighbours import BILLION, figure

from karvon.brief import target
from karvon.brief.blocks import words
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.dates import Period, partial
from karvon.model.figure import Figure, Source
from karvon.model.ledger import Promise
from karvon.model.measures import TradeSeries
from karvon.model.results import Results
from karvon.model.row import Row
from karvon.model.values import exact


def voice(results: Results, lang: str = "en") -> Voice:
    return Voice(results, lineage(results), lang)


def with_series(results: Results, *years: tuple[int, ...]) -> Results:
    """Return the small case with only these years left in each of its two series."""
    series = tuple(
        msgspec.structs.replace(one, points=tuple(point for point in one.points if point.year in own))
        for one, own in zip(results.measures.series, years, strict=True)
    )
    return msgspec.structs.replace(results, measures=msgspec.structs.replace(results.measures, series=series))


def paces(results: Results, lang: str) -> str:
    section = target.section(voice(results, lang))
    needs = next(part for part in section.parts if part.id == "target-needs")
    return words(tuple(run for block in needs.blocks[2:] for run in block.runs)).replace("\u00a0", " ")  # type: ignore[union-attr]


def spans(results: Results) -> list[tuple[int, int]]:
    said = voice(results)

    def span(series: TradeSeries) -> tuple[int, int]:
        over = target.window(said, series)
        assert over is not None
        return over[0].year, over[1].year

    return [span(one) for one in results.measures.series]


def test_both_paces_are_taken_over_the_years_that_both_series_share(results: Results) -> None:
    uneven = with_series(results, (2020, 2023), (2018, 2020, 2023))
    assert spans(uneven) == [(2020, 2023), (2020, 2023)]
    assert paces(uneven, "en").count("2020–2023") == 1
    assert "одни и те же годы — 2020–2023" in paces(uneven, "ru")


def test_series_that_share_one_year_keep_their_own_and_the_brief_says_why(results: Results) -> None:
    apart = with_series(results, (2020, 2023), (2018, 2020))
    assert spans(apart) == [(2020, 2023), (2018, 2020)]
    assert "share fewer than two years" in paces(apart, "en")
    assert "Kyrgyzstan, 2020–2023; Tajikistan, 2018–2020" in paces(apart, "en")
    assert "меньше двух" in paces(apart, "ru")


def restated(results: Results, *told: tuple[str, int | None]) -> tuple[Results, Promise]:
    """Return the small case with one target told on these days, each with this year as its deadline or with none."""
    figures: list[Figure] = []
    for place, (day, year) in enumerate(told):
        period = Period(None, dt.date(year, 12, 31), str(year), "deadline") if year else Period(type="open")
        source = Source(outlet="Silk Post", published=partial(day))
        name = f"indicator_values/told-{place}"
        figures.append(figure(name, "trade_turnover", exact(9 * BILLION), "USD", period=period, source=source))
    rows = tuple(Row(table="indicator_values", id=f"told-{place}", cells={}) for place in range(len(told)))
    promise = Promise(
        id="p",
        indicator="trade_turnover",
        number=exact(Decimal(9) * BILLION),
        unit="USD",
        deadline=dt.date(2030, 12, 31),
        restatements=tuple(one.id for one in figures),
    )
    ledger = msgspec.structs.replace(results.ledger, figures=(*results.ledger.figures, *figures))
    return msgspec.structs.replace(results, rows=(*results.rows, *rows), ledger=ledger), promise


@pytest.mark.parametrize(
    ("told", "english", "russian"),
    [
        (
            [("2021-12-29", None), ("2023-05-22", None), ("2025-11-15", 2030), ("2026-01-10", 2030)],
            "15 Nov 2025 (first named 29 Dec 2021, without a deadline)",
            "15.11.2025 (впервые — 29.12.2021, без срока)",
        ),
        (
            [("2019-02-01", 2025), ("2025-11-15", 2030)],
            "15 Nov 2025 (first named 1 Feb 2019, by 2025)",
            "15.11.2025 (впервые — 01.02.2019, к 2025 году)",
        ),
        ([("2024-03-05", 2030), ("2025-11-15", None)], "5 Mar 2024", "05.03.2024"),
    ],
)
def test_a_target_is_dated_by_whoever_first_named_it_with_its_deadline(
    results: Results, told: list[tuple[str, int | None]], english: str, russian: str
) -> None:
    case, promise = restated(results, *told)
    for lang, expected in (("en", english), ("ru", russian)):
        assert words(target.named(voice(case, lang), promise)).replace("\u00a0", " ") == expected
