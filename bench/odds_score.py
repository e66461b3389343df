"""Scores the odds of growth on held-out windows of a panel of trade: odds_score.py PANEL [--keep DAY]

PANEL is CEPII's BACI as totals of country pairs (Parquet or CSV with columns exp, imp, year, trade in thousand USD).
--keep writes the record that the program ships (src/karvon/measure/odds/data/record.json) with the day it was made on.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import polars as pl

from karvon.measure.odds.judge import judged
from karvon.model.odds import Record

KEPT = Path(__file__).resolve().parent.parent / "src" / "karvon" / "measure" / "odds" / "data" / "record.json"


def main(panel: Path, *wishes: str) -> None:
    """Print the record, and keep it when asked to."""
    trade = pl.read_parquet(panel) if panel.suffix == ".parquet" else pl.read_csv(panel)
    day = wishes[1] if wishes[:1] == ("--keep",) else ""
    record = judged(trade, f"CEPII, BACI, {trade['year'].min()}–{trade['year'].max()}", day)
    show(record)
    if day:
        KEPT.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")


def show(record: Record) -> None:
    """Print weights, scores and calibration."""
    print(f"{record.source}: learnt from {record.trained}, judged on {record.tested}")
    print("weights: " + ", ".join(f"{view} {weight}" for view, weight in record.weights))
    for one in record.scores:
        print(
            f"{one.scope:8} {one.rule:12} n={one.forecasts} windows={one.windows} pairs={one.pairs} "
            f"happened={one.happened} Brier={one.brier} ({one.brier_low}..{one.brier_high}) = "
            f"{one.reliability} - {one.resolution} + {one.uncertainty}; log={one.log}"
        )
    for bin_ in record.bins:
        print(
            f"{bin_.low}..{bin_.high}: n={bin_.forecasts} windows={bin_.windows} said {bin_.mean}, "
            f"happened {bin_.share} ({bin_.share_low}..{bin_.share_high})"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
