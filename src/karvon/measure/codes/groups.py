"""HS codes by the headings of SITC 3 and the categories of BEC 4, through the revision that each correspondence is for.

A code that belongs to several headings is shared equally by them. Monetary gold and coin are in no heading of SITC.
Tables: data/hs_sitc3.txt (HS 1992), data/hs_bec4.txt (HS 2017).
"""

from __future__ import annotations

from functools import cache

import polars as pl

from karvon.measure.codes.packed import rows, unpack
from karvon.measure.codes.revisions import table

SITC_OF, BEC_OF = "HS1992", "HS2017"
BEC4 = {
    "111": ("food and beverages, primary, for industry", "продовольствие, сырьё для промышленности"),
    "112": ("food and beverages, primary, for households", "продовольствие, сырое для населения"),
    "121": ("food and beverages, processed, for industry", "продовольствие, переработанное для промышленности"),
    "122": ("food and beverages, processed, for households", "продовольствие, переработанное для населения"),
    "21": ("industrial supplies, primary", "промышленные материалы, сырьё"),
    "22": ("industrial supplies, processed", "промышленные материалы, переработанные"),
    "31": ("fuels, primary", "топливо, сырое"),
    "32": ("fuels, processed", "топливо, переработанное"),
    "322": ("fuels, processed, other than motor spirit", "топливо, переработанное, кроме бензина"),
    "41": ("capital goods", "машины и оборудование"),
    "42": ("parts of capital goods", "части машин и оборудования"),
    "51": ("passenger cars", "легковые автомобили"),
    "521": ("transport equipment, industrial", "транспортные средства, производственные"),
    "522": ("transport equipment, other", "транспортные средства, прочие"),
    "53": ("parts of transport equipment", "части транспортных средств"),
    "61": ("consumer goods, durable", "товары длительного пользования"),
    "62": ("consumer goods, semi-durable", "товары среднего срока пользования"),
    "63": ("consumer goods, non-durable", "товары кратковременного пользования"),
    "7": ("goods not elsewhere specified", "прочие товары"),
}


@cache
def sitc3(revision: str) -> pl.DataFrame:
    """Return the SITC 3 headings of the codes of an HS revision: code, group (4 or 5 digits), share."""
    return _through(revision, SITC_OF, "hs_sitc3.txt")


@cache
def bec4(revision: str) -> pl.DataFrame:
    """Return the BEC 4 categories of the codes of an HS revision: code, group, share."""
    return _through(revision, BEC_OF, "hs_bec4.txt")


def _through(revision: str, own: str, name: str) -> pl.DataFrame:
    """Return the groups of a revision's codes, through its counterparts in the revision of the correspondence."""
    groups = _groups(name)
    joined = table(revision, own).join(groups, left_on="to", right_on="code", suffix="_group")
    shares = (pl.col("share") * pl.col("share_group")).alias("share")
    return (
        joined.select("code", "group", shares)
        .group_by("code", "group")
        .agg(pl.col("share").sum())
        .sort("code", "group")
    )


@cache
def _groups(name: str) -> pl.DataFrame:
    records = []
    for groups, codes in rows(name):
        named = unpack(groups) if name == "hs_sitc3.txt" else tuple(groups.split())
        records += [(code, group, 1.0 / len(named)) for code in unpack(codes) for group in named]
    return pl.DataFrame(records, schema=["code", "group", "share"], orient="row")
