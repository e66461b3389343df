"""The table of reference classes says in short what the panel says at length."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest
from tests.measure.odds.test_heldout import panel

from karvon.measure.odds.reference import grown, similar
from karvon.measure.odds.table import MULTIPLES, Row, bordering, bundled, origin, read, written
from karvon.measure.odds.tabulate import tabulated
from karvon.measure.odds.windows import FLOW, TURNOVER, levels, windows

TRADE = Path(__file__).parents[4] / "shared" / "data" / "trade"


def nowhere(_pair: str) -> bool:
    return False


def row_of(kind: str, years: int, low: int, since: int) -> Row:
    """Return a row of the shipped table."""
    return next(
        row
        for row in bundled()
        if (row.members.kind, row.years, row.members.low, row.members.since, row.members.contiguous)
        == (kind, years, Decimal(low), since, None)
    )


def test_table_is_read_back_as_it_was_written() -> None:
    rows = tuple(tabulated(panel(), nowhere))
    text = written(rows)
    assert len(rows) > 10
    assert written(read(text, 2014)) == text
    assert [row.members for row in read(text, 2014)] == [row.members for row in rows]


def test_table_counts_what_the_windows_hold() -> None:
    held = levels(panel(), TURNOVER)
    for row in tabulated(panel(), nowhere):
        if row.members.kind == TURNOVER:
            found = similar(windows(held, row.years), row.members, nowhere)
            assert (row.windows, row.pairs) == (found.height, found["pair"].n_unique())
            assert row.hits[MULTIPLES.index(1.0)] == grown(found, 1.0).hits


def test_small_classes_are_left_out() -> None:
    assert all(row.windows >= 30 and row.pairs >= 10 for row in bundled())


def test_share_between_two_multiples_lies_between_theirs() -> None:
    row = row_of(TURNOVER, 6, 1_500_000_000, 2000)
    assert row.share(2.35) < row.share(2.3) < row.share(2.2)
    assert row.share(0.01) == row.share(MULTIPLES[0])
    assert row.share(1000) == row.share(MULTIPLES[-1])
    assert 0 < row.share(1000) < row.share(0.01) < 1


def test_published_shares_are_in_the_shipped_table() -> None:
    whole, late = row_of(TURNOVER, 6, 1_500_000_000, 2000), row_of(TURNOVER, 6, 1_500_000_000, 2008)
    assert whole.windows == 9862
    assert whole.share(2.33) == pytest.approx(0.117, abs=1e-3)
    assert late.share(2.33) == pytest.approx(0.022, abs=1e-3)


def test_shipped_table_covers_fifteen_years_in_few_bytes_and_names_its_source() -> None:
    assert {row.years for row in bundled()} == set(range(1, 16))
    assert {row.members.kind for row in bundled()} == {TURNOVER, FLOW}
    text = files("karvon.measure.odds").joinpath("data", "reference.csv").read_text(encoding="utf-8")
    assert len(text.encode()) <= 150_000
    assert "CEPII" in origin()["source"]
    assert "Etalab" in origin()["licence"]


def test_borders_are_known_whatever_the_order_of_a_pair() -> None:
    assert bordering("KAZ-UZB")
    assert bordering("UZB-KAZ")
    assert not bordering("KAZ-PRT")


@pytest.mark.shared
@pytest.mark.skipif(not TRADE.is_dir(), reason="the panel is read from ../shared/data/trade, which is missing")
def test_share_read_off_the_table_is_the_share_of_the_panel() -> None:
    found = windows(levels(pl.read_parquet(TRADE / "baci_totals_2000_2020.parquet"), TURNOVER), 7)
    row = row_of(TURNOVER, 7, 1_500_000_000, 2000)
    own = similar(found, row.members, bordering)
    for multiple in (0.95, 1.15, 2.23, 2.64, 4.4):
        exact = grown(own, multiple)
        assert row.share(multiple) == pytest.approx(exact.value, rel=0.02)
