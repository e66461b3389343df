"""What two countries report selling and buying by section of the Harmonised System, as the sums of its chapters.

A chapter keeps its goods in every revision as far as a section goes, so each year stands in its own revision. Where a
file tells a chapter at several levels of code, the shortest counts; the sum of all is held against the file's total.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import polars as pl
from msgspec.structs import replace

from karvon.measure.codes.revisions import REVISIONS
from karvon.measure.products.rows import money, ratio
from karvon.model.products import WHOLE, SectionPart, SectionYear
from karvon.model.vocabulary import table

Pair = tuple[str, str]
Flow = tuple[str, str, int]
Codes = Mapping[str, float]

HS = "HS"
CHAPTER = 2  # digits of a code that name its chapter
UNUSED = 77  # a chapter that no revision has used
WITHIN = 0.005  # share of a total that may be confidential or not allocated
MOST = 90  # chapters of a reporter's year, to whomever, that show a download of all goods
PART, UNKNOWN = "part", "unknown"
NAMED = ("reporter", "flow", "year", "coverage", "dataset")
PLACES = {name: place for place, name in enumerate(REVISIONS)}


class Told(NamedTuple):
    """What files tell: chapters of the pair, all chapters of each reporter's year, and totals of the pair."""

    chapters: pl.DataFrame
    seen: Mapping[tuple[Any, ...], int]
    totals: Mapping[tuple[Any, ...], float]


def by_chapter(
    flows: pl.LazyFrame, pair: Pair, until: int, reconciled: Collection[str] = ()
) -> tuple[SectionYear, ...]:
    """Return each flow of each year up to `until` by section of the HS, as each of the two reports it.

    Values are USD. `reconciled` are the files that are no office's own: they count where no other tells the flow. Of
    several files or revisions a whole one counts, then the latest revision, then the file whose name is last.
    """
    told = _told(flows, pair, until)
    found: dict[Flow, SectionYear] = {}
    for key, rows in told.chapters.group_by(*NAMED, "classification", maintain_order=True):
        one = _year(dict(zip((*NAMED, "classification"), key, strict=True)), rows, told, pair)
        own = replace(one, reconciled=one.dataset in reconciled)
        flow = (own.reporter, own.flow, own.year)
        found[flow] = max(own, found.get(flow, own), key=_rank)
    return tuple(_changed(one, found.get((one.reporter, one.flow, one.year - 1))) for _, one in sorted(found.items()))


@cache
def section_of() -> Mapping[str, str]:
    """Return the section of every chapter of the HS."""
    return {
        f"{chapter:02}": row["code"]
        for row in table("hs_sections")
        for chapter in range(int(row["first"]), int(row["last"]) + 1)
        if chapter != UNUSED
    }


def _told(flows: pl.LazyFrame, pair: Pair, until: int) -> Told:
    whole = (pl.col("month") == 0) & (pl.col("region") == "") & (pl.col("year") <= until)
    asked = flows.filter(whole & pl.col("reporter").is_in(pair))
    ours = pl.col("partner").is_in(pair) & (pl.col("partner") != pl.col("reporter"))
    chapter = pl.col("code").str.head(CHAPTER).alias("chapter")
    goods = asked.filter(pl.col("classification").str.starts_with(HS) & pl.col("code").str.contains(r"^\d\d"))
    level = pl.col("code").str.len_bytes().alias("digits")
    every, sums, totals = pl.collect_all(
        [
            goods.group_by(NAMED).agg(chapter.n_unique().alias("seen")),
            goods.filter(ours).group_by(*NAMED, "classification", chapter, level).agg(pl.col("value").sum()),
            asked.filter(ours & (pl.col("code") == "")).group_by(NAMED).agg(pl.col("value").max()),
        ]
    )
    shortest = sums.sort(*NAMED, "classification", "chapter", "digits").unique(
        [*NAMED, "classification", "chapter"], keep="first", maintain_order=True
    )
    return Told(shortest, _keyed(every, "seen"), _keyed(totals, "value"))


def _keyed(frame: pl.DataFrame, value: str) -> dict[tuple[Any, ...], Any]:
    return {row[:-1]: row[-1] for row in frame.select(*NAMED, value).iter_rows()}


def _year(key: dict[str, Any], rows: pl.DataFrame, told: Told, pair: Pair) -> SectionYear:
    """Return one flow of one year from the chapters of one file."""
    codes: Codes = dict(rows.select("chapter", "value").iter_rows())
    named = tuple(key[name] for name in NAMED)
    total, value = told.totals.get(named), sum(codes.values())
    return SectionYear(
        **key,
        partner=next(country for country in pair if country != key["reporter"]),
        value=money(value),
        total=None if total is None else money(total),
        chapters=tuple(codes),
        missing=tuple(sorted(section_of().keys() - codes.keys())),
        reach=_reach(codes, total, told.seen[named]),
        parts=tuple(_parts(codes, value)),
    )


def _reach(codes: Codes, total: float | None, seen: int) -> str:
    """Say whether these chapters are all of the flow: by the file's total, else by how many chapters there are."""
    if total is not None:
        return WHOLE if abs(sum(codes.values()) - total) <= WITHIN * total else PART
    return WHOLE if seen >= MOST or section_of().keys() <= codes.keys() else UNKNOWN


def _parts(codes: Codes, value: float) -> Iterator[SectionPart]:
    """Yield the sections in their order, and what stands in no section last."""
    for section in (*dict.fromkeys(section_of().values()), ""):
        own = [amount for chapter, amount in codes.items() if section_of().get(chapter, "") == section]
        if own:
            yield SectionPart(section, money(sum(own)), ratio(sum(own) / value if value else 0.0) or Decimal(0))


def _rank(one: SectionYear) -> tuple[bool, bool, int, str]:
    return (not one.reconciled, one.reach == WHOLE, PLACES.get(one.classification, -1), one.dataset)


def _changed(one: SectionYear, before: SectionYear | None) -> SectionYear:
    """Return a flow with its change on the year before, where both years cover the same goods."""
    if before is None or (before.coverage, before.reconciled) != (one.coverage, one.reconciled):
        return one
    whole = one.reach == before.reach == WHOLE
    earlier = {part.section: part.value for part in before.parts}
    same = {part.section for part in one.parts if whole or _own(one, part.section) == _own(before, part.section)}
    parts = (
        replace(part, change=_change(part.value, earlier.get(part.section)) if part.section in same else None)
        for part in one.parts
    )
    alike = whole or one.chapters == before.chapters
    return replace(one, parts=tuple(parts), change=_change(one.value, before.value) if alike else None)


def _own(one: SectionYear, section: str) -> list[str]:
    return [chapter for chapter in one.chapters if section_of().get(chapter, "") == section]


def _change(value: Decimal, before: Decimal | None) -> Decimal | None:
    return ratio(float(value / before - 1)) if before else None
