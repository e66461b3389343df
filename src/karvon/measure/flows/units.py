"""Units that cannot be right: values a thousand times too small or large for their countries, years or weights.

Magnitudes only: a finding says what looks wrong and where to set the unit, and changes nothing.
"""

from __future__ import annotations

import math

import polars as pl

from karvon.measure.codes.borders import magnitudes
from karvon.measure.flows.telling import told
from karvon.model.document import Finding

FAR = 2.0  # powers of ten between what a file says and what is usual: trade grows tenfold, hardly a hundredfold
WELL_KNOWN = 1e7  # USD a year: smaller trade of a pair comes and goes
JUMP = 2.3  # powers of ten between a year and the middle of the others
YEARS = 3
CHEAP, DEAR = 0.02, 5_000.0  # USD per kg that the middle of many goods lies between
GOODS = 30
ALL_GOODS = 500  # codes of a pair that come near all it trades


def doubts(flows: pl.DataFrame, file: str) -> list[Finding]:
    """Return a finding for each sign that values are not in the unit they are taken to be in."""
    sums = yearly(flows)
    return [*_against_usual(sums, file), *_between_years(sums, file), *_by_weight(flows, file)]


def yearly(flows: pl.DataFrame) -> pl.DataFrame:
    """Return what pairs trade in a year: their totals, or the sum of one level of codes where most codes are given."""
    whole = flows.filter((pl.col("month") == 0) & (pl.col("region") == "") & (pl.col("value") > 0))
    length = pl.col("code").str.len_chars()
    key = ["reporter", "partner", "flow", "year"]
    levels = whole.filter(length > 0).group_by(*key, length.alias("digits")).agg(pl.col("value").sum(), pl.len())
    detailed = levels.filter(pl.col("len") >= ALL_GOODS).sort("digits").unique(key, keep="last").select(*key, "value")
    stated = whole.filter(length == 0).select(*key, "value")
    return pl.concat([stated, detailed.join(stated, on=key, how="anti")])


def _against_usual(sums: pl.DataFrame, file: str) -> list[Finding]:
    """Compare with the usual trade of the same countries: the middle of all pairs tells, not one of them."""
    is_export = pl.col("flow") == "export"
    sides = sums.with_columns(
        exporter=pl.when(is_export).then("reporter").otherwise("partner"),
        importer=pl.when(is_export).then("partner").otherwise("reporter"),
    )
    both = sides.join(magnitudes().filter(pl.col("usual") >= WELL_KNOWN), on=["exporter", "importer"])
    if not both.height:
        return []
    gap = both.select((pl.col("value") / pl.col("usual")).log10().median()).item()
    if abs(gap) < FAR:
        return []
    return [told(file, "unit_small" if gap < 0 else "unit_large", factor=_factor(abs(gap)))]


def _between_years(sums: pl.DataFrame, file: str) -> list[Finding]:
    """Compare each year with the others, pair by pair: one sheet in another unit stands out."""
    years = sums.group_by("year").len().height
    if years < YEARS:
        return []
    logs = sums.with_columns(pl.col("value").log10().alias("size"))
    middle = pl.col("size").median().over("reporter", "partner", "flow")
    gaps = logs.with_columns(gap=pl.col("size") - middle).filter(pl.len().over("reporter", "partner", "flow") >= YEARS)
    far = gaps.group_by("year").agg(pl.col("gap").median()).filter(pl.col("gap").abs() >= JUMP).sort("year")
    if not far.height:
        return []
    stretch = ", ".join(map(str, far["year"]))
    return [told(file, "unit_jump", years=stretch, factor=_factor(float(far["gap"].abs().to_list()[0])))]


def _by_weight(flows: pl.DataFrame, file: str) -> list[Finding]:
    """Compare values with weights: a kilogram of traded goods costs dollars, not thousandths or thousands of them."""
    weighed = flows.filter((pl.col("weight") > 0) & (pl.col("value") > 0) & (pl.col("code") != ""))
    if weighed.height < GOODS:
        return []
    price = weighed.select((pl.col("value") / pl.col("weight")).median()).item()
    if CHEAP <= price <= DEAR:
        return []
    return [told(file, "unit_weight", price=f"{price:.3g}")]


def _factor(gap: float) -> str:
    """Return a factor in words of size: the power of ten next to it."""
    return f"{10 ** round(gap)}" if math.isfinite(gap) else "?"
