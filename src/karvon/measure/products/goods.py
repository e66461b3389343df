"""Flows as goods that move: exporter to importer, each flow once, whichever side told it.

A flow is what its exporter reports; where the exporter reports nothing for it, what the importer reports stands in
(mirror statistics), and is marked so. Values are USD: exporters report free on board, importers with freight, so a
mirrored flow is somewhat larger than the exporter would have reported. Where the two sides tell a year by different
revisions of a classification, one side's goods do not fill the other's: the same good may stand under two codes.
"""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

WORLD = "WLD"
DIGITS = 6
GOODS = "goods"
KEY = ("exporter", "importer", "year", "code")
YEARLY = ("exporter", "importer", "year")
NAMES = ("reporter", "partner", "code")
MEASURED = ("value", "quantity", "quantity_unit", "weight")
ORIGIN = ("revision", "divided")  # of flows taken from another revision: theirs, and whether a value was divided


class Cut(NamedTuple):
    """Which flows are looked at: one classification at one length of code, one coverage."""

    classification: str
    digits: int = DIGITS
    coverage: str = GOODS


def cuts(flows: pl.LazyFrame, digits: int = DIGITS) -> pl.DataFrame:
    """Return what can be looked at: classification, year, coverage and how many rows each has at this length of code.

    Whole years of whole countries only; sorted by year, then by rows, the fullest last.
    """
    return (
        _whole(flows)
        .filter(pl.col("code").str.len_bytes() == digits)
        .group_by("classification", "year", "coverage")
        .len("rows")
        .sort("year", "rows", "classification", "coverage")
        .collect()
    )


def goods(flows: pl.LazyFrame, cut: Cut) -> pl.DataFrame:
    """Return the goods that moved: exporter, importer, year, code, value, quantity, quantity_unit, weight, mirrored,
    and those of ORIGIN: the revision the flow was told in, and whether its value was divided among several codes.

    `importer` may be the world where an exporter reported its total to all partners, `exporter` where an importer did.
    """
    told = told_by_both(flows, cut)
    return once(told.filter(pl.col("flow") == "export"), told.filter(pl.col("flow") == "import"))


def once(own: pl.DataFrame, mirror: pl.DataFrame) -> pl.DataFrame:
    """Return every flow once: as exporters tell it, then those that only importers tell."""
    named = [*KEY, *MEASURED, *ORIGIN]
    told = own.select(*named, pl.lit(value=False).alias("mirrored"))
    if mirror.is_empty():
        return told
    heard = mirror.select(*named, pl.lit(value=True).alias("mirrored"))
    return pl.concat([told, _alike(heard, told).join(told, on=KEY, how="anti", maintain_order="left")])


def _alike(heard: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Return the mirrored flows without those of years that the exporter tells by another revision."""
    revisions = pl.concat([heard["revision"].unique(), told["revision"].unique()])
    if revisions.n_unique() < 2:
        return heard
    named = told.select(*YEARLY, pl.col("revision").alias("own")).unique()
    other = (
        heard.select(*YEARLY, "revision").unique().join(named, on=YEARLY).filter(pl.col("revision") != pl.col("own"))
    )
    return heard.join(other, on=[*YEARLY, "revision"], how="anti", maintain_order="left")


def told_by_both(flows: pl.LazyFrame, cut: Cut) -> pl.DataFrame:
    """Return the flows of a cut as told: flow, exporter, importer, year, code and what was measured.

    Countries and codes are enumerations, so that tens of millions of rows stay small and quick.
    Where files overlap, a flow of one teller comes from the file whose name is last; rows of one file add up.
    """
    chosen = _whole(flows).filter(
        (pl.col("classification") == cut.classification)
        & (pl.col("coverage") == cut.coverage)
        & (pl.col("code").str.len_bytes() == cut.digits)
    )
    reporters, partners, codes = pl.collect_all([chosen.select(pl.col(name).unique()) for name in NAMES])
    country = pl.Enum(pl.concat([one.to_series() for one in (reporters, partners)]).unique().sort())
    code = pl.Enum(codes.to_series().sort())
    exported = pl.col("flow") == "export"
    given = chosen.collect_schema().names()
    revision = pl.col("revision") if "revision" in given else pl.lit(cut.classification)
    divided = pl.col("divided") if "divided" in given else pl.lit(value=False)
    reporter, partner = (pl.col(name).cast(country) for name in NAMES[:2])
    directed = chosen.select(
        "flow",
        pl.when(exported).then(reporter).otherwise(partner).alias("exporter"),
        pl.when(exported).then(partner).otherwise(reporter).alias("importer"),
        "year",
        pl.col("code").cast(code),
        *MEASURED,
        revision.cast(pl.Categorical).alias("revision"),
        divided.alias("divided"),
        "dataset",
    ).collect()
    return of_last_file(directed, ("flow", *KEY)).drop("dataset")


def of_last_file(flows: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """Return the flows of each key in the file whose name is last."""
    if flows["dataset"].n_unique() < 2:
        return flows
    last = flows.group_by(key).agg(pl.col("dataset").max())
    return flows.join(last, on=[*key, "dataset"], how="semi", maintain_order="left")


def _whole(flows: pl.LazyFrame) -> pl.LazyFrame:
    return flows.filter((pl.col("month") == 0) & (pl.col("region") == ""))
