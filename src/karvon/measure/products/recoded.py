"""Goods that stand under another code in another revision: neither new nor lost, and no good that is not sold.

A code is recoded between two years when the concordances link it, through a revision that one of the years was told
in, with a code that moved in the other year: what looks new may have been sold under that one before.
"""

from __future__ import annotations

import polars as pl

LINKS = pl.DataFrame(schema={"origin": pl.String, "code": pl.String, "to": pl.String})


def recoded(flows: pl.DataFrame, first: int, last: int, links: pl.DataFrame = LINKS) -> list[str]:
    """Return the codes of either year that may have stood under another code in the other one, sorted.

    `flows` has the columns of `goods`, `links` those of LINKS: the revision left, its code, a counterpart of it. None
    where both years were told in one revision.
    """
    if links.is_empty() or "revision" not in flows.columns:
        return []
    sold = flows.filter((pl.col("value") > 0) & pl.col("year").is_in([first, last]))
    revisions = set(sold["revision"].cast(pl.String))
    if len(revisions) < 2:
        return []
    asked = links.filter(pl.col("origin").is_in(sorted(revisions)))
    codes = [set(sold.filter(pl.col("year") == year)["code"].cast(pl.String)) for year in (first, last)]
    found = (kin(codes[1] - codes[0], codes[0], asked), kin(codes[0] - codes[1], codes[1], asked))
    return sorted(found[0] | found[1])


def kin(asked: set[str], others: set[str], links: pl.DataFrame) -> set[str]:
    """Return which of the codes asked for share a counterpart with one of the others."""
    near = links.filter(pl.col("to").is_in(sorted(others))).select("origin", "code").unique()
    reached = links.join(near, on=["origin", "code"], how="semi")
    return asked & set(reached["to"])
