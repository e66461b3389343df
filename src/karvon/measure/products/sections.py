"""What two countries sell each other by section of the Standard International Trade Classification, as far as told."""

from __future__ import annotations

import polars as pl

from karvon.measure.products.goods import GOODS, Cut, goods
from karvon.measure.products.rows import money
from karvon.model.products import SectionTrade

SITC = "SITC"
SECTION = 1  # digits of a code that name a section


def sections(flows: pl.LazyFrame, pair: tuple[str, str], until: int) -> tuple[SectionTrade, ...]:
    """Return exports of each to the other by section and year up to `until`, in every revision the files have."""
    asked = flows.filter(pl.col("reporter").is_in(pair) & pl.col("partner").is_in(pair) & (pl.col("year") <= until))
    short = (pl.col("code").str.len_bytes() == SECTION) & pl.col("classification").str.starts_with(SITC)
    files = asked.filter(short).select("classification", "dataset").unique().sort("classification", "dataset").collect()
    found: list[SectionTrade] = []
    for (classification,), named in files.group_by("classification", maintain_order=True):
        moved = goods(asked, Cut(str(classification), SECTION, GOODS)).sort("exporter", "year", "code")
        datasets = tuple(named["dataset"])
        found += [
            SectionTrade(
                classification=str(classification),
                exporter=row["exporter"],
                importer=row["importer"],
                year=row["year"],
                section=row["code"],
                value=money(row["value"]),
                datasets=datasets,
            )
            for row in moved.iter_rows(named=True)
        ]
    return tuple(found)
