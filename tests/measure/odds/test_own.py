"""Similar pairs come from the case's own trade files where these hold enough countries and years."""

from __future__ import annotations

import itertools

import polars as pl
import pytest
from tests.measure.cases import INFO
from tests.measure.odds.test_outlook import known, official

from karvon.measure.flows.schema import conform
from karvon.measure.odds.outlook import outlook
from karvon.measure.odds.own import Own, own, panel
from karvon.model.loading import LoadReport
from karvon.model.odds import ReferenceView
from karvon.store.countries import alpha3_codes

COUNTRIES = sorted(alpha3_codes())[:101]


def flows(countries: int = 101, years: range = range(2004, 2024), layout: str = "baci") -> pl.DataFrame:
    """Return made-up exports of every country to every other, all growing by a tenth a year."""
    named = COUNTRIES[:countries]
    rows = [
        (one, other, year, 1e8 * (1 + (i * j) % 7) * 1.1 ** (year - 2000))
        for (i, one), (j, other) in itertools.permutations(enumerate(named), 2)
        for year in years
    ]
    told = pl.DataFrame(rows, schema=["reporter", "partner", "year", "value"], orient="row")
    return conform(
        told.with_columns(
            flow=pl.lit("export"),
            coverage=pl.lit("goods"),
            dataset=pl.lit(f"{layout}.zip"),
            classification=pl.lit("HS2002"),
            code=pl.lit("100199"),
            row=pl.int_range(pl.len()),
        )
    )


def reports(layout: str = "baci") -> tuple[LoadReport, ...]:
    return (LoadReport(file=f"{layout}.zip", layout=layout, sha256="", rows=1, kept=1, coverage="goods"),)


@pytest.fixture(scope="module")
def large() -> Own:
    found = own(flows().lazy(), reports(), 2025)
    assert found is not None
    return found


def test_enough_countries_pairs_and_years_give_classes(large: Own) -> None:
    assert large.panel.used
    assert (large.panel.first, large.panel.last, large.panel.countries, large.panel.pairs) == (2004, 2023, 101, 5050)
    assert {row.members.last for row in large.rows} == {2023}
    six = next(row for row in large.rows if row.years == 6 and row.members.kind == "turnover")
    assert (six.share(1.7) > 0.99, six.share(1.9) < 0.01) == (True, True)


def test_too_few_countries_or_years_are_told_and_not_used() -> None:
    for small in (flows(countries=40), flows(years=range(2014, 2024))):
        found = own(small.lazy(), reports(), 2025)
        assert found is not None
        assert not found.panel.used
        assert found.rows == ()
    assert own(flows(countries=20).lazy(), reports(), 2025) is None
    gap = flows().filter(pl.col("year") != 2010)
    found = own(gap.lazy(), reports(), 2025)
    assert found is not None
    assert not found.panel.used


def test_years_not_over_on_the_day_of_the_case_are_not_seen() -> None:
    found = own(flows().lazy(), reports(), 2022)
    assert found is not None
    assert found.panel.last == 2021


def test_a_flow_counts_once_whatever_levels_and_sides_tell_it() -> None:
    small = flows(countries=3, years=range(2020, 2021))
    first = pl.col("reporter") == COUNTRIES[0]
    totals = small.with_columns(classification=pl.lit("total"), code=pl.lit(""), value=pl.lit(7e6))
    heard = small.filter(first).select(
        pl.exclude("reporter", "partner", "flow"),
        pl.col("reporter").alias("partner"),
        pl.col("partner").alias("reporter"),
        pl.lit("import").alias("flow"),
    )
    told = pl.concat([small.filter(~first), totals.filter(~first), conform(heard)])
    held = panel(told.lazy())
    assert held.height == 6
    assert held.filter(pl.col("exp") != COUNTRIES[0])["trade"].to_list() == [7000.0] * 4
    assert held.filter(pl.col("exp") == COUNTRIES[0]).height == 2


def test_the_odds_rest_on_the_own_panel_and_the_brief_says_which(large: Own) -> None:
    measures, ledger = known(official())
    found = outlook(measures, ledger, INFO, large.rows, large.panel)
    views = [view for one in found.odds for view in one.views if isinstance(view, ReferenceView)]
    assert views
    assert {view.members.last for view in views} == {2023}
    assert found.source == "baci.zip"
