"""Six-digit goods of several revisions of the Harmonised System in one: the latest of the year that is looked at.

A flow that is told in several revisions counts once, in the revision looked for or else the latest. What is taken
from one revision to another names its own, and says whether its value was divided among several codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import polars as pl

from karvon.measure.codes.revisions import EXACT, NUMBER, REVISIONS, SHARED, convert, links, table
from karvon.measure.products.goods import GOODS, of_last_file
from karvon.measure.products.growth import HS, Chosen, choose
from karvon.model.document import Finding

Pair = tuple[str, str]

SIX = 6
ANY = f"{HS}*"  # one name for all revisions, to find the year that is looked at
FLOW = ("reporter", "partner", "flow", "year", "month", "coverage", "region")
PLACES = {name: place for place, name in enumerate(REVISIONS)}
WAYS = (EXACT, NUMBER, SHARED)
NONE = pl.DataFrame(schema={"origin": pl.String, "code": pl.String, "to": pl.String})


class United(NamedTuple):
    """Flows in one revision: beside the columns of the table of flows `revision` (their own) and `divided`.

    `links` are the official counterparts of the codes of every revision that was left: origin (the revision), code, to.
    """

    flows: pl.LazyFrame
    links: pl.DataFrame = NONE
    findings: tuple[Finding, ...] = ()


def united(flows: pl.LazyFrame, pair: Pair, until: int) -> United:
    """Return the flows with all six-digit goods that a pair's answers rest on in one revision.

    They are what names either country in years up to the one looked at, and the whole world in that year. Everything
    else is as it was; where all of it is in one revision, everything is.
    """
    six = pl.col("classification").is_in(REVISIONS) & (pl.col("code").str.len_bytes() == SIX)
    chosen = choose(flows.with_columns(pl.when(six).then(pl.lit(ANY)).otherwise("classification")
                                       .alias("classification")), pair, until)  # fmt: skip
    if chosen is None or chosen.cut.classification != ANY:
        return United(flows)
    meant = six & _meant(chosen, pair)
    counts = flows.filter(meant).group_by(*FLOW, "classification").len().collect()
    if counts["classification"].n_unique() == 1:
        return United(flows)
    target = _target(counts, pair, chosen.year)
    told_twice = _told_twice(counts, target)
    sources = sorted(set(counts["classification"]) - {target}, key=PLACES.__getitem__)
    every = {source: _part(flows, meant, source, told_twice) for source in sources}
    parts = {source: part for source, part in every.items() if part.height}
    return United(
        pl.concat([_left(flows, meant, target), *(_taken(part, source, target) for source, part in parts.items())]),
        pl.concat([NONE, *(_links(source, target) for source in parts)]),
        (*_findings(flows, parts, pair, chosen.year, target), *_left_out(told_twice, target)),
    )


def _meant(chosen: Chosen, pair: Pair) -> pl.Expr:
    named = pl.col("reporter").is_in(pair) | pl.col("partner").is_in(pair)
    return (pl.col("year") == chosen.year) | (named & (pl.col("year") < chosen.year))


def _target(counts: pl.DataFrame, pair: Pair, year: int) -> str:
    """Return the latest revision in which either country reports goods of the year, or else is named in."""
    asked = counts.filter((pl.col("year") == year) & (pl.col("coverage") == GOODS) & (pl.col("month") == 0))
    own = asked.filter(pl.col("reporter").is_in(pair))
    named = asked.filter(pl.col("partner").is_in(pair))
    return max(map(str, (own if own.height else named)["classification"]), key=PLACES.__getitem__)


def _told_twice(counts: pl.DataFrame, target: str) -> pl.DataFrame:
    """Return the flows and revisions to leave out: those that are also told in the target, or in a later revision."""
    rank = pl.col("classification").replace_strict(PLACES | {target: len(PLACES)}, return_dtype=pl.Int64)
    ranked = counts.with_columns(rank.alias("rank"))
    return ranked.filter(pl.col("rank") < pl.col("rank").max().over(FLOW)).select(*FLOW, "classification")


def _part(flows: pl.LazyFrame, meant: pl.Expr, source: str, told_twice: pl.DataFrame) -> pl.DataFrame:
    """Return the flows of one revision that are told in no better one, each of one file."""
    own = flows.filter(meant & (pl.col("classification") == source))
    once = own.join(told_twice.lazy(), on=[*FLOW, "classification"], how="anti", maintain_order="left")
    return of_last_file(once.collect(), (*FLOW, "code"))


def _left(flows: pl.LazyFrame, meant: pl.Expr, target: str) -> pl.LazyFrame:
    """Return what is not taken to another revision."""
    stays = flows.filter(~meant | (pl.col("classification") == target))
    return stays.with_columns(pl.col("classification").alias("revision"), pl.lit(value=False).alias("divided"))


def _taken(part: pl.DataFrame, source: str, target: str) -> pl.LazyFrame:
    """Return the flows of one revision in the target."""
    taken = convert(part.with_columns(imputed=pl.lit(value=False)), target).flows
    return taken.with_columns(pl.lit(source).alias("revision"), pl.col("imputed").alias("divided")).lazy()


def _links(source: str, target: str) -> pl.DataFrame:
    return links(source, target).select(pl.lit(source).alias("origin"), "code", "to")


def _left_out(told_twice: pl.DataFrame, target: str) -> Iterator[Finding]:
    """Yield that flows were told in several revisions, of which one counts."""
    if told_twice.height:
        names = ", ".join(sorted(set(told_twice["classification"]), key=PLACES.__getitem__))
        said = (("count", str(told_twice.height)), ("sources", names), ("target", target))
        yield Finding("", "", "growth.told_twice", "note", said)


def _findings(
    flows: pl.LazyFrame, parts: dict[str, pl.DataFrame], pair: Pair, year: int, target: str
) -> Iterator[Finding]:
    """Yield what was taken to which revision, how much of the pair's trade was divided, and what has no counterpart."""
    if not parts:
        return
    named = pl.col("reporter").is_in(pair) | pl.col("partner").is_in(pair)
    own = {source: part.filter(named) for source, part in parts.items()}
    native = flows.filter(
        named & (pl.col("year") <= year) & (pl.col("classification") == target)
        & (pl.col("code").str.len_bytes() == SIX)
    )  # fmt: skip
    files = ", ".join(sorted({name for part in parts.values() for name in part["dataset"].unique()}))
    whole = float(native.select(pl.col("value").sum()).collect().item() or 0.0)
    whole += sum(float(part["value"].sum()) for part in own.values())
    ways = [_ways(part, source, target) for source, part in own.items()]
    told = {way: (sum(one[way][0] for one in ways), sum(one[way][1] for one in ways)) for way in (*WAYS, "")}
    named_sources = ", ".join(f"{source} ({_years(part)})" for source, part in parts.items())
    said = (
        ("codes", str(told[SHARED][0])),
        ("percent_divided", _percent(told[SHARED][1], whole)),
        ("kept", str(told[NUMBER][0])),
        ("percent_kept", _percent(told[NUMBER][1], whole)),
    )
    several = told[SHARED][0] or told[NUMBER][0]
    code = "growth.converted" if several else "growth.converted_whole"
    basis = (("target", target), ("sources", named_sources))
    yield Finding(files, str(year), code, "note", (*basis, *(said if several else ())))
    if told[""][0]:
        lost = (("count", str(told[""][0])), ("target", target), ("percent", _percent(told[""][1], whole)))
        yield Finding(files, str(year), "growth.unconverted", "warning", lost)


def _ways(part: pl.DataFrame, source: str, target: str) -> dict[str, tuple[int, float]]:
    """Return by way of conversion how many codes of a revision went it, with their value; "" for no counterpart."""
    how = table(source, target).select("code", "how").unique()
    rank = pl.col("how").replace_strict({way: place for place, way in enumerate(WAYS)}, return_dtype=pl.Int64)
    worst = how.with_columns(rank.alias("rank")).sort("code", "rank").unique("code", keep="last")
    found = part.join(worst, on="code", how="left").group_by(pl.col("how").fill_null("")).agg(
        pl.col("code").n_unique(), pl.col("value").sum()
    )  # fmt: skip
    counted = {way: (count, value) for way, count, value in found.iter_rows()}
    return {way: counted.get(way, (0, 0.0)) for way in (*WAYS, "")}


def _years(part: pl.DataFrame) -> str:
    years: Iterable[int] = part["year"].unique().sort()
    first, *_, last = [*years, *years]
    return str(first) if first == last else f"{first}–{last}"


def _percent(value: float, whole: float) -> str:
    return f"{100 * value / whole if whole > 0 else 0.0:.2f}"
