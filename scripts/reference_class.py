"""Writes the table of reference classes that comes with the program: reference_class.py PANEL

PANEL is CEPII's BACI as totals of country pairs (Parquet or CSV with columns exp, imp, year, trade in thousand USD).
Which pairs share a land border is taken from the program's own table of codes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

from karvon.measure.odds.table import bordering, written
from karvon.measure.odds.tabulate import tabulated

DATA = Path(__file__).resolve().parent.parent / "src" / "karvon" / "measure" / "odds" / "data"


def main(panel: Path) -> None:
    """Write reference.csv and origin.csv."""
    trade = pl.read_parquet(panel) if panel.suffix == ".parquet" else pl.read_csv(panel)
    (DATA / "reference.csv").write_text(written(tabulated(trade, bordering)), encoding="utf-8")
    (DATA / "origin.csv").write_text(origin(trade), encoding="utf-8")
    for name in ("reference.csv", "origin.csv"):
        print(f"{name}: {(DATA / name).stat().st_size} bytes")


def origin(trade: pl.DataFrame) -> str:
    """Return where the table comes from, as CSV."""
    rows = {
        "source": "CEPII, BACI: bilateral totals of 210 economies",
        "licence": "Etalab Open Licence 2.0",
        "borders": "karvon.measure.codes.borders (Natural Earth)",
        "first": str(trade["year"].min()),
        "last": str(trade["year"].max()),
        "script": "scripts/reference_class.py",
    }
    return "key,value\n" + "".join(f'{key},"{value}"\n' for key, value in rows.items())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
