"""Held-out windows are foretold from what had ended before they began, and from nothing else."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from tests.project.tracked import ROOT

from karvon.measure.odds.heldout import CLIMATOLOGY, GROWTH, REFERENCE, RULES, batches, grid
from karvon.measure.odds.judge import ALL, POOL, SIMILAR, judged
from karvon.measure.odds.outlook import record
from karvon.measure.odds.walk import DRIFT

FIRST, LAST, PAIRS = 2000, 2014, 60
PANEL = Path(__file__).parents[4] / "shared" / "data" / "trade" / "baci_totals_2000_2020.parquet"


def panel() -> pl.DataFrame:
    """Return a panel of sixty pairs whose trade wanders, in thousand USD."""
    state = np.random.default_rng(3)
    steps = state.normal(0.03, 0.2, (PAIRS, LAST - FIRST + 1)).cumsum(axis=1)
    levels = np.exp(np.log(2e6) + steps)
    rows = [
        (f"A{pair:02}", f"B{pair:02}", FIRST + place, float(levels[pair, place]))
        for pair in range(PAIRS)
        for place in range(LAST - FIRST + 1)
    ]
    return pl.DataFrame(rows, schema=["exp", "imp", "year", "trade"], orient="row")


def changed(trade: pl.DataFrame, after: int) -> pl.DataFrame:
    """Return the panel with all trade after a year multiplied by ten."""
    later = pl.when(pl.col("year") > after).then(pl.col("trade") * 10).otherwise(pl.col("trade"))
    return trade.with_columns(trade=later)


def test_forecasts_do_not_see_what_comes_after_their_start() -> None:
    trade, start = panel(), 2010
    before = {(one.start, one.years): one for one in batches(grid(trade)) if one.start <= start}
    after = {(one.start, one.years): one for one in batches(grid(changed(trade, start))) if one.start <= start}
    assert before.keys() == after.keys()
    assert len(before) > 8
    for name, one in before.items():
        assert all((one.chances[rule] == after[name].chances[rule]).all() for rule in RULES)
    assert any((one.happened != after[name].happened).any() for name, one in before.items())


def test_the_reference_class_of_a_window_ended_before_it_began() -> None:
    known = grid(panel())
    for one in batches(known):
        ended = [
            known.levels[:, place + one.years] / known.levels[:, place]
            for place in range(one.start - known.first - one.years)
        ]
        found = np.concatenate(ended)
        share = (np.sum(found >= (1 + GROWTH[1]) ** one.years) + 0.5) / (len(found) + 1)
        assert one.chances[CLIMATOLOGY][0, 1] == pytest.approx(share)


def test_every_window_is_asked_for_every_rate() -> None:
    for one in batches(grid(panel())):
        assert one.happened.shape == (len(one.pair), len(GROWTH))
        assert all(one.chances[rule].shape == one.happened.shape for rule in RULES)


def test_walks_are_those_of_each_pair_alone() -> None:
    trade = panel()
    one = next(batches(grid(trade)))
    fewer = trade.filter(pl.col("exp") == "A07")
    alone = next(batches(grid(fewer)))
    assert alone.chances[DRIFT][0] == pytest.approx(one.chances[DRIFT][7])


def test_weights_do_not_see_the_windows_that_are_judged() -> None:
    one, other = (judged(trade, "ours", split=2009) for trade in (panel(), changed(panel(), 2009)))
    assert one.weights == other.weights
    assert one.scores != other.scores
    assert one.trained == "2000–2009"
    assert one.tested == "2010–2014"


def test_the_shipped_record_beats_the_plainest_rule_and_says_how_it_was_made() -> None:
    kept = record()
    brier = {(one.rule, one.scope): one for one in kept.scores}
    for scope in (ALL, SIMILAR):
        assert brier[POOL, scope].brier_high < brier[CLIMATOLOGY, scope].brier_low
        assert brier[POOL, scope].brier_high < brier[REFERENCE, scope].brier_low
        assert brier[POOL, scope].windows > 10_000
    assert (ROOT / kept.script).is_file()
    assert sum(weight for _, weight in kept.weights) == pytest.approx(Decimal(1), abs=Decimal("0.0002"))


def test_the_page_on_odds_shows_the_shipped_record() -> None:
    page = (ROOT / "docs" / "odds.md").read_text(encoding="utf-8")
    for one in record().scores:
        assert f"{one.brier:.3f} ({one.brier_low:.3f}–{one.brier_high:.3f})" in page, one.rule
        assert f"{one.windows:,}" in page


@pytest.mark.shared
@pytest.mark.skipif(not PANEL.is_file(), reason="the panel is read from ../shared/data/trade, which is missing")
def test_the_shipped_record_is_what_the_panel_gives() -> None:
    kept = record()
    again = judged(pl.read_parquet(PANEL), kept.source)
    assert dict(again.weights) == dict(kept.weights)
    for one, other in zip(again.scores, kept.scores, strict=True):
        assert (one.rule, one.scope, one.windows) == (other.rule, other.scope, other.windows)
        assert one.brier == pytest.approx(other.brier, abs=Decimal("0.0002"))
