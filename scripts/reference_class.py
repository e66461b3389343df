"""Writes the table of reference classes that comes with the program: reference_class.py PANEL DISTANCES

PANEL is CEPII's BACI as totals of country pairs (Parquet or CSV with columns exp, imp, year, trade in thousand USD);
DISTANCES is CEPII's GeoDist (dist_cepii.dta), of which only the common land border is taken.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import polars as pl

from karvon.measure.odds.table import written
from karvon.measure.odds.tabulate import tabulated

DATA = Path(__file__).resolve().parent.parent / "src" / "karvon" / "measure" / "odds" / "data"
RENAMED = {"ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "PAL": "PSE", "YUG": "SRB"}
"""Codes of GeoDist that the panel writes otherwise; Montenegro was part of what GeoDist still calls Yugoslavia."""


def main(panel: Path, distances: Path) -> None:
    """Write reference.csv, neighbours.csv and origin.csv."""
    trade = pl.read_parquet(panel) if panel.suffix == ".parquet" else pl.read_csv(panel)
    pairs = bordering(distances)
    (DATA / "neighbours.csv").write_text("\n".join(["pair", *pairs]) + "\n", encoding="utf-8")
    (DATA / "reference.csv").write_text(written(tabulated(trade, pairs)), encoding="utf-8")
    (DATA / "origin.csv").write_text(origin(trade), encoding="utf-8")
    for name in ("neighbours.csv", "reference.csv", "origin.csv"):
        print(f"{name}: {(DATA / name).stat().st_size} bytes")


def bordering(distances: Path) -> list[str]:
    """Return the pairs of countries with a common land border, each once, in order."""
    known = pd.read_stata(distances)
    near = known[known["contig"] == 1]
    both = zip(near["exporter"].replace(RENAMED), near["importer"].replace(RENAMED), strict=True)
    return sorted({"-".join(sorted(pair)) for pair in both if pair[0] != pair[1]})


def origin(trade: pl.DataFrame) -> str:
    """Return where the table comes from, as CSV."""
    rows = {
        "source": "CEPII, BACI: bilateral totals of 210 economies",
        "licence": "Etalab Open Licence 2.0",
        "borders": "CEPII, GeoDist (Mayer and Zignago, 2011)",
        "first": str(trade["year"].min()),
        "last": str(trade["year"].max()),
        "script": "scripts/reference_class.py",
    }
    return "key,value\n" + "".join(f'{key},"{value}"\n' for key, value in rows.items())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
