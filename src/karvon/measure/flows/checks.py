"""Totals that a file states, held against the sum of their parts: partners against the world, codes against theirs.

A sum above its total counts something twice; one below it is wrong only where the file lists all parts.
"""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from karvon.measure.flows.schema import WORLD
from karvon.measure.flows.telling import told_of
from karvon.model.document import Finding
from karvon.model.loading import TotalCheck

GROUP = ("reporter", "flow", "year", "month", "coverage", "region")
ALL_CHAPTERS = 90  # of the 97 chapters of the Harmonised System
MISSING = 0.005  # share of a total that may be confidential or not allocated
MOST_CHECKS = 200
LEVELS = ((0, 1), (0, 2), (2, 4), (4, 6))  # sections are of SITC, chapters of all classifications


def checked(flows: pl.DataFrame, file: str, unit: float, listed: int) -> tuple[list[TotalCheck], list[Finding]]:
    """Return the totals of a file with their sums, those that fail first, and a finding for each kind of failure.

    `unit` is the rounding step of the file in USD; with `listed` partners or more the file lists all of a total.
    """
    whole = flows.filter(pl.col("month") == 0)
    partners = _partners(whole, unit, listed)
    codes = [_codes(whole, above, below) for above, below in LEVELS]
    sums = pl.concat([partners, *codes])
    failing = sums.filter(~pl.col("holds"))
    findings = [
        told_of(
            file, f"total_{parts}", own["row"], stated=_money(own["stated"][0]), computed=_money(own["computed"][0])
        )
        for parts in ("partners", "codes")
        if (own := failing.filter(pl.col("parts") == parts).sort("row")).height
    ]
    ordered = sums.sort("holds", "year", "flow", "code", "reporter", "partner").head(MOST_CHECKS)
    return [_check(row) for row in ordered.iter_rows(named=True)], findings


def _partners(flows: pl.DataFrame, unit: float, least: int) -> pl.DataFrame:
    """Return the world's total of each flow of all goods with the sum over partners."""
    goods = flows.filter((pl.col("code") == "") & (pl.col("region") == ""))
    world = goods.filter(pl.col("partner") == WORLD)
    parts = goods.filter(pl.col("partner") != WORLD)
    sums = parts.group_by(GROUP).agg(pl.col("value").sum().alias("computed"), pl.len().alias("parts_n"))
    joined = world.join(sums, on=list(GROUP)).with_columns(within=pl.col("parts_n") * unit / 2 + pl.col("value") * 1e-9)
    listed = pl.col("parts_n") >= least
    judged = _judged(joined, listed, pl.col("within"), "partners")
    return judged.filter(listed | ~pl.col("holds")).drop("parts_n")


def _codes(flows: pl.DataFrame, above: int, below: int) -> pl.DataFrame:
    """Return the codes of one level that have parts a level below, with the sum of these."""
    key = [*GROUP, "partner"]
    length = pl.col("code").str.len_chars()
    lower = flows.filter(length == below).with_columns(group=pl.col("code").str.head(above))
    sums = lower.group_by([*key, "classification", "group"]).agg(
        pl.col("value").sum().alias("computed"), pl.len().alias("parts_n")
    )
    upper = flows.filter(length == above).with_columns(group=pl.col("code"))
    both = [*key, "group"] if above == 0 else [*key, "classification", "group"]
    joined = upper.join(sums, on=both, suffix="_part")
    listed = pl.col("parts_n") >= ALL_CHAPTERS if above == 0 else pl.lit(value=False)
    allowed = pl.col("value") * 1e-6 + pl.col("parts_n") * 1.0
    judged = _judged(joined.with_columns(within=allowed), listed, pl.col("within") + pl.col("value") * MISSING, "codes")
    return judged.filter(listed | ~pl.col("holds")).drop("parts_n")


def _judged(joined: pl.DataFrame, listed: pl.Expr, short: pl.Expr, parts: str) -> pl.DataFrame:
    gap = pl.col("computed") - pl.col("value")
    holds = (gap <= pl.col("within")) & (~listed | (-gap <= short))
    return joined.with_columns(holds=holds, parts=pl.lit(parts)).select(
        *("reporter", "partner", "flow", "year", "code", "parts", "row"),
        pl.col("value").alias("stated"),
        *("computed", "within", "holds", "parts_n"),
    )


def _check(row: dict[str, object]) -> TotalCheck:
    amounts = {name: Decimal(f"{row[name]:.2f}") for name in ("stated", "computed", "within")}
    return TotalCheck(**row | amounts)  # type: ignore[arg-type]


def _money(value: float) -> str:
    return f"{value:.0f}"
