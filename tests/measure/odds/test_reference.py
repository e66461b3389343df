"""The reference class counts windows of any panel, and its limits know that windows of one pair are not independent."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karvon.measure.odds.reference import Border, grown, similar
from karvon.measure.odds.shares import clustered_share, clustered_variance, wilson
from karvon.measure.odds.windows import FLOW, TURNOVER, levels, windows
from karvon.model.odds import ReferenceClass

TRADE = Path(__file__).parents[4] / "shared" / "data" / "trade"


def panel() -> pl.DataFrame:
    """Return four years of three pairs, in thousand USD: one doubles, one stands still, one ends at nothing."""
    rows = [("LAO", "NPL", year, 500.0 * 2 ** (year - 2001)) for year in range(2001, 2005)] + [
        ("NPL", "LAO", year, 500.0 * 2 ** (year - 2001)) for year in range(2001, 2005)
    ]
    rows += [("LAO", "PER", year, 3000.0) for year in range(2001, 2005)]
    rows += [("PER", "NPL", year, 4000.0 if year < 2004 else 0.0) for year in range(2001, 2005)]
    rows += [("PER", "PER", year, 9999.0) for year in range(2001, 2005)]
    return pl.DataFrame(rows, schema=["exp", "imp", "year", "trade"], orient="row")


def nowhere(_pair: str) -> bool:
    return False


def everything(low: int = 0, high: int | None = None, since: int = 0, **border: bool) -> ReferenceClass:
    return ReferenceClass(
        kind=TURNOVER,
        low=Decimal(low),
        high=None if high is None else Decimal(high),
        since=since,
        last=2004,
        **border,
    )


def test_turnover_adds_both_directions_and_leaves_trade_at_home_out() -> None:
    held = levels(panel(), TURNOVER)
    assert held["pair"].unique().sort().to_list() == ["LAO-NPL", "LAO-PER", "NPL-PER"]
    assert held.filter((pl.col("pair") == "LAO-NPL") & (pl.col("year") == 2001))["level"].item() == 1_000_000


def test_flows_keep_their_direction_and_share_the_cluster_of_their_pair() -> None:
    held = levels(panel(), FLOW)
    assert held.filter(pl.col("pair") == "LAO-NPL")["way"].unique().sort().to_list() == ["LAO-NPL", "NPL-LAO"]


def test_windows_run_from_every_year_that_has_trade() -> None:
    found = windows(levels(panel(), TURNOVER), 1)
    assert found.height == 9
    assert sorted(found["multiple"].to_list()) == [0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0]


def test_share_counts_windows_that_grew_as_much_or_more() -> None:
    share = grown(windows(levels(panel(), TURNOVER), 1), 2.0)
    assert (share.hits, share.of, share.clusters) == (3, 9, 3)


def test_class_is_bounded_by_level_start_and_border() -> None:
    found = windows(levels(panel(), TURNOVER), 1)
    assert similar(found, everything(low=3_000_000, high=4_000_000), nowhere).height == 3
    assert similar(found, everything(since=2003), nowhere)["start"].unique().to_list() == [2003]
    assert similar(found, everything(contiguous=True), "LAO-NPL".__eq__)["pair"].unique().to_list() == ["LAO-NPL"]
    assert "LAO-NPL" not in similar(found, everything(contiguous=False), "LAO-NPL".__eq__)["pair"].to_list()


def test_panel_without_a_column_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="lacks trade"):
        levels(panel().drop("trade"), TURNOVER)


def test_class_without_a_window_is_refused() -> None:
    with pytest.raises(ValueError, match="needs observations"):
        grown(windows(levels(panel(), TURNOVER), 9), 2.0)


def test_windows_of_one_pair_count_once_when_they_all_agree() -> None:
    same = clustered_share(np.repeat([True, False], 50), np.repeat([0, 1], 50))
    alone = clustered_share(np.array([True, False]), np.array([0, 1]))
    assert (same.low, same.high) == pytest.approx((alone.low, alone.high))


def test_independent_observations_give_wilsons_own_interval() -> None:
    share = clustered_share(np.arange(100) < 20, np.arange(100))
    assert (share.low, share.high) == pytest.approx((0.1334, 0.2888), abs=5e-5)  # Wilson (1927): 20 of 100


def test_nothing_of_few_pairs_still_has_an_upper_limit() -> None:
    share = clustered_share(np.zeros(40, dtype=bool), np.repeat(np.arange(4), 10))
    assert share.low == 0.0
    assert share.high == pytest.approx(wilson(0.0, 4)[1])


def test_variance_by_cluster_is_that_of_the_sums_of_clusters() -> None:
    values, place = np.array([1.0, 2.0, 4.0, 9.0]), np.array([0, 0, 1, 1])
    assert clustered_variance(values, place) == pytest.approx((5.0**2 + 5.0**2) / 16)


@pytest.mark.shared
@pytest.mark.skipif(not TRADE.is_dir(), reason="the panel is read from ../shared/data/trade, which is missing")
def test_published_shares_of_the_panel_come_out() -> None:
    held = levels(pl.read_parquet(TRADE / "baci_totals_2000_2020.parquet"), TURNOVER)
    found = windows(held, 6)
    between = everything(low=1_500_000_000, high=10_000_000_000)
    shown = similar(found, between, nowhere)
    assert shown.height == 9862
    assert grown(shown, 2.33).value == pytest.approx(0.117, abs=5e-4)
    late = similar(found, everything(low=1_500_000_000, high=10_000_000_000, since=2008), nowhere)
    assert grown(late, 2.33).value == pytest.approx(0.022, abs=5e-4)
    near = similar(found, everything(low=1_500_000_000, high=10_000_000_000, contiguous=True), in_geodist())
    assert near.height == 924
    assert grown(near, 2.33).value == pytest.approx(0.158, abs=5e-4)


def in_geodist() -> Border:
    """Return what CEPII's GeoDist says of borders, in its own codes."""
    known = pytest.importorskip("pandas").read_stata(TRADE / "dist_cepii.dta")
    near = known[known["contig"] == 1]
    pairs = {"-".join(sorted(pair)) for pair in zip(near["exporter"], near["importer"], strict=True)}
    return pairs.__contains__
