"""What counts as a commodity: the definitions that are in use, each under its own name, on any HS revision.

`unctad`: commodities are SITC 0-4, 68, 667 and 971 (UNCTAD, State of Commodity Dependence). `wto`: manufactures are
SITC 5-8 less 68 and 891 (WTO, World Trade Statistical Review); all else is none. `bec`: primary goods are BEC 111,
112, 21 and 31. `national`: the HS codes of a list that a user supplies are the non-commodity goods.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import polars as pl

from karvon.measure.codes.groups import bec4, sitc3
from karvon.measure.codes.revisions import codes


class Definition(NamedTuple):
    """A definition of non-commodity goods: its name, words for it, and by which groups it tells them."""

    name: str
    en: str
    ru: str
    groups: str
    inside: tuple[str, ...]
    outside: tuple[str, ...] = ()


COMMODITIES = ("0", "1", "2", "3", "4", "68", "667", "971")
PRIMARY = ("111", "112", "21", "31")
DEFINITIONS = (
    Definition("unctad", "non-commodity goods by UNCTAD", "несырьевые товары по ЮНКТАД", "sitc", (), COMMODITIES),
    Definition("wto", "manufactures by WTO", "готовая продукция по ВТО", "sitc", ("5", "6", "7", "8"), ("68", "891")),
    Definition("bec", "processed goods by BEC", "переработанные товары по ШЭК", "bec", (), PRIMARY),
)
NATIONAL = Definition("national", "goods of the national list", "товары национального перечня", "list", ())


def non_commodity(definition: Definition, revision: str, listed: Iterable[str] = ()) -> pl.DataFrame:
    """Return for each code of an HS revision the share of it, 0 to 1, that is no commodity: code, share.

    A code of which only some headings are commodities counts in part. `listed` are the codes of a national list; one
    of fewer digits stands for all codes that begin with it. Codes in no group at all (monetary gold) have share 0.
    """
    if definition.groups == "list":
        return _listed(revision, tuple(sorted(set(listed))))
    return _grouped(definition, revision)


@cache
def _grouped(definition: Definition, revision: str) -> pl.DataFrame:
    shares = sitc3(revision) if definition.groups == "sitc" else bec4(revision)
    group = pl.col("group")
    inside = _begins(group, definition.inside) if definition.inside else ~group.str.starts_with("I")
    out = _exactly(group, definition.outside) if definition.groups == "bec" else _begins(group, definition.outside)
    counted = pl.when(inside & ~out).then(pl.col("share")).otherwise(0.0)
    found = shares.group_by("code").agg(counted.sum().alias("share"))
    every = pl.DataFrame({"code": sorted(codes(revision))})
    return every.join(found, on="code", how="left").with_columns(pl.col("share").fill_null(0.0)).sort("code")


def _listed(revision: str, listed: tuple[str, ...]) -> pl.DataFrame:
    every = pl.DataFrame({"code": sorted(codes(revision))})
    return every.with_columns(share=_begins(pl.col("code"), listed).cast(pl.Float64))


def _begins(group: pl.Expr, prefixes: Iterable[str]) -> pl.Expr:
    return pl.any_horizontal(pl.lit(value=False), *(group.str.starts_with(prefix) for prefix in prefixes))


def _exactly(group: pl.Expr, names: Iterable[str]) -> pl.Expr:
    return group.is_in(list(names))
