"""Revisions of the Harmonised System: which codes each has, and flows taken from one to another by the concordances.

A code that has several counterparts is divided by a stated rule. The counterpart with the same number takes all;
without one the value is shared equally by the counterparts in the same heading, else the same chapter, else all of
them. Steps follow each other: HS 2022 reaches HS 2012 through HS 2017. Tables: data/hs_codes.txt, data/hs_steps.txt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

import polars as pl

from karvon.measure.codes.packed import rows, unpack

REVISIONS = ("HS1992", "HS1996", "HS2002", "HS2007", "HS2012", "HS2017", "HS2022")
UNSTATED = "HS"
SPECIAL = ("98", "99")  # chapters for what is not sorted by kind
EXACT, NUMBER, SHARED = "exact", "number", "shared"
HOW = (EXACT, NUMBER, SHARED)  # from the surest to the least sure way a value got its new code
MEASURES = ("value", "quantity", "weight")


class Converted(NamedTuple):
    """Flows in another revision, and what they rest on, in USD: value by way of conversion, and what was left out."""

    flows: pl.DataFrame
    value: Mapping[str, float]
    unknown: Mapping[str, float]


@cache
def codes(revision: str) -> frozenset[str]:
    """Return the six-digit codes of a revision; KeyError when there is no such revision."""
    return _all()[revision]


@cache
def prefixes(revision: str) -> frozenset[str]:
    """Return the chapters, headings and codes of a revision, or of all of them where it is not stated."""
    known = frozenset().union(*_all().values()) if revision == UNSTATED else codes(revision)
    return frozenset(code[:length] for code in known for length in (2, 4, 6))


def strangers(texts: Iterable[str], revision: str) -> tuple[set[str], set[str]]:
    """Return the codes that no revision has, and those that only another revision has.

    Codes of more than six digits are told by their first six; chapters 98 and 99 are every country's own.
    """
    if revision != UNSTATED and revision not in REVISIONS:
        return set(), set()
    asked = {text for text in texts if not text.startswith(SPECIAL)}
    nowhere = {text for text in asked if text[:6] not in prefixes(UNSTATED)}
    return nowhere, {text for text in asked - nowhere if text[:6] not in prefixes(revision)}


def convert(flows: pl.DataFrame, target: str) -> Converted:
    """Return the flows by six-digit HS code in one revision, summed where codes meet; others are not among them.

    A value divided among several codes is marked as imputed. Codes that their own revision lacks are left out.
    """
    detailed = flows.filter(pl.col("classification").is_in(REVISIONS) & (pl.col("code").str.len_chars() == 6))
    found = [
        part.join(table(str(name), target), on="code", how="left")
        for (name,), part in detailed.group_by("classification", maintain_order=True)
    ]
    joined = pl.concat(found) if found else detailed.join(table(target, target), on="code", how="left")
    known = joined.filter(pl.col("to").is_not_null())
    lost = joined.filter(pl.col("to").is_null()).group_by("code").agg(pl.col("value").sum()).sort("code")
    by_way = known.group_by("how").agg((pl.col("value") * pl.col("share")).sum())
    return Converted(_summed(known, target, flows.columns), dict(by_way.sort("how").rows()), dict(lost.rows()))


@cache
def table(source: str, target: str) -> pl.DataFrame:
    """Return the counterparts of every code: code, to, share (of one code they add up to 1) and how it was found."""
    start, end = REVISIONS.index(source), REVISIONS.index(target)
    found = pl.DataFrame({"code": sorted(codes(source))}).with_columns(
        to=pl.col("code"), share=pl.lit(1.0), how=pl.lit(EXACT)
    )
    way = range(start, end) if start < end else range(start, end, -1)
    for place in way:
        found = _followed(found, _step(place, 1 if start < end else -1))
    return found.sort("code", "to")


@cache
def links(source: str, target: str) -> pl.DataFrame:
    """Return every pair of codes that the concordances link, however a value would be divided: code, to."""
    start, end = REVISIONS.index(source), REVISIONS.index(target)
    found = pl.DataFrame({"code": sorted(codes(source))}).with_columns(to=pl.col("code"))
    way = 1 if start < end else -1
    for place in range(start, end, way):
        pairs = [(code, other) for code, to in _counterparts(place, way).items() for other in to]
        step = pl.DataFrame(pairs, schema={"to": pl.String, "next": pl.String}, orient="row")
        found = found.join(step, on="to").select("code", to="next").unique()
    return found.sort("code", "to")


def _followed(found: pl.DataFrame, step: pl.DataFrame) -> pl.DataFrame:
    """Return the counterparts one revision further; the least sure step names the way."""
    rank = {how: place for place, how in enumerate(HOW)}
    joined = found.join(step, left_on="to", right_on="code", suffix="_next")
    worst = pl.max_horizontal(pl.col("how").replace_strict(rank), pl.col("how_next").replace_strict(rank))
    return (
        joined.select(
            "code", pl.col("to_next").alias("to"), pl.col("share") * pl.col("share_next"), worst.alias("rank")
        )
        .group_by("code", "to")
        .agg(pl.col("share").sum(), pl.col("rank").max())
        .with_columns(how=pl.col("rank").replace_strict(dict(enumerate(HOW)), return_dtype=pl.String))
        .drop("rank")
    )


def _step(place: int, way: int) -> pl.DataFrame:
    """Return the counterparts of every code in the next revision (way 1) or the one before (way -1)."""
    target = REVISIONS[place + way]
    records = []
    for code, to in _counterparts(place, way).items():
        chosen, how = divided(code, to) if to else (_heading(code, target), SHARED)
        records += [(code, other, 1.0 / len(chosen), how) for other in chosen]
    return pl.DataFrame(records, schema=["code", "to", "share", "how"], orient="row")


def _counterparts(place: int, way: int) -> Mapping[str, tuple[str, ...]]:
    """Return the counterparts of every code one revision further as the concordance gives them, in order."""
    source, target = REVISIONS[place], REVISIONS[place + way]
    changes = _changes(max(source, target))
    if way == 1:
        changes = _turned(changes)
    both = codes(source) & codes(target)
    return {code: changes.get(code) or ((code,) if code in both else ()) for code in sorted(codes(source))}


def _heading(code: str, target: str) -> tuple[str, ...]:
    """Return the codes of a revision in the heading of a code that the concordance gives no counterpart."""
    return tuple(sorted(other for other in codes(target) if other[:4] == code[:4]))


def divided(code: str, to: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the counterparts that a code is divided among, and by what part of the rule."""
    if len(to) <= 1:
        return to, EXACT
    if code in to:
        return (code,), NUMBER
    near = next(
        (alike for length in (4, 2) if (alike := tuple(other for other in to if other[:length] == code[:length]))), to
    )
    return near, SHARED


@cache
def _all() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    known: frozenset[str] = frozenset()
    for revision, added, *dropped in rows("hs_codes.txt"):
        known = (known | set(unpack(added))) - set(unpack("".join(dropped)))
        found[revision] = known
    return found


@cache
def _changes(revision: str) -> Mapping[str, tuple[str, ...]]:
    """Return the counterparts, in the revision before, of the codes that are not simply the same there."""
    found: dict[str, tuple[str, ...]] = {}
    for after, _, of, to in rows("hs_steps.txt"):
        if f"HS{after}" == revision:
            found |= dict.fromkeys(unpack(of), unpack(to))
    return found


def _turned(changes: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for code, to in changes.items():
        for other in to:
            found[other].append(code)
    return {code: tuple(sorted(of)) for code, of in found.items()}


def _summed(known: pl.DataFrame, target: str, columns: list[str]) -> pl.DataFrame:
    """Return one row for each flow and new code: amounts added up, the first row of the file named."""
    key = [name for name in columns if name not in (*MEASURES, "row", "imputed", "code", "classification")]
    divided_up = [(pl.col(name) * pl.col("share")).alias(name) for name in MEASURES]
    marked = known.with_columns(*divided_up, imputed=pl.col("imputed") | (pl.col("how") == SHARED))
    amounts = [pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum()).alias(name) for name in MEASURES]
    return (
        marked.group_by(*key, pl.col("to").alias("code"), maintain_order=True)
        .agg(*amounts, pl.col("row").min(), pl.col("imputed").any())
        .with_columns(classification=pl.lit(target))
        .select(columns)
    )
