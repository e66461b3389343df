"""The path to the target: paces that can be compared."""

from __future__ import annotations

import msgspec

from karvon.brief import target
from karvon.brief.blocks import words
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.measures import TradeSeries
from karvon.model.results import Results


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
