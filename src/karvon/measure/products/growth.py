"""From a table of flows to everything that goods tell about a pair: the one entry of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import polars as pl

from karvon.measure.products.access import access
from karvon.measure.products.changes import changes
from karvon.measure.products.goods import GOODS, Cut, cuts, goods
from karvon.measure.products.indicators import two_way_total
from karvon.measure.products.noncommodity import LEFT_OPEN
from karvon.measure.products.points import table, weigh
from karvon.measure.products.potential import Outlook
from karvon.measure.products.projections import horizon
from karvon.measure.products.projections import outlook as projected
from karvon.measure.products.promised import promised
from karvon.measure.products.recoded import LINKS
from karvon.measure.products.rows import ratio
from karvon.measure.products.side import Beside, Side, side
from karvon.measure.products.space import Space, space
from karvon.measure.products.world import WHOLE_WORLD, World, between, world
from karvon.model.document import Finding
from karvon.model.loading import Projection
from karvon.model.products import Growth

HS = "HS"
LEVELS = (6, 4, 2)  # lengths of a code in the Harmonised System, the finest first
TOP = 500  # how many goods of each kind and direction are kept
RISE = 0.3
CLASSES = pl.Schema({"definition": pl.String(), "code": pl.String(), "part": pl.Float64()})

Pair = tuple[str, str]
Definitions = Callable[[Cut], pl.DataFrame]


class Known(NamedTuple):
    """What else is known: definitions of commodities, land borders, tariffs and transport, projections.

    `definitions` gives, for a cut, which part of each code is no commodity (the columns of CLASSES); `access` has the
    columns of `access.SCHEMA`; `outlooks` are by exporter and importer; `rise` is the promised rise of non-commodity
    exports as a fraction; `top` is how many goods of a kind are kept. `links` are the counterparts of codes in the
    revisions that flows were taken from, as `recoded` takes them; `projections` are output in years ahead.
    """

    definitions: Definitions | None = None
    neighbours: Mapping[str, tuple[str, ...]] = {}
    access: pl.DataFrame | None = None
    outlooks: Mapping[Pair, Outlook] = {}
    rise: float = RISE
    top: int = TOP
    links: pl.DataFrame = LINKS
    projections: tuple[Projection, ...] = ()


class Chosen(NamedTuple):
    """The year and cut that are looked at, and all years of the same cut up to it."""

    year: int
    cut: Cut
    years: tuple[int, ...]


NOTHING = Known()


def growth(flows: pl.LazyFrame, pair: Pair, until: int, known: Known = NOTHING) -> Growth | None:
    """Return what goods tell about a pair in the last year up to `until` that tells of both; None without such.

    `flows` has the columns of the table of flows. Goods are those of the finest level of the Harmonised System given.
    """
    chosen = choose(flows, pair, until)
    if chosen is None:
        return None
    held = world(flows, chosen.year, chosen.cut)
    map_ = space(held.exports) if held.whole else None
    history = goods(_of(flows, pair).filter(pl.col("year").is_in(chosen.years)), chosen.cut)
    directions: tuple[Pair, Pair] = (pair, (pair[1], pair[0]))
    earlier = world(_of(flows, pair), chosen.years[0], chosen.cut) if len(chosen.years) > 1 else None
    sides = [_side(held, map_, direction, earlier, known) for direction in directions]
    definitions = CLASSES.to_frame() if known.definitions is None else known.definitions(chosen.cut)
    shares, rises = promised(history, definitions, pair, known.neighbours, known.rise)
    return Growth(
        year=chosen.year,
        years=chosen.years,
        classification=chosen.cut.classification,
        digits=chosen.cut.digits,
        coverage=chosen.cut.coverage,
        datasets=_datasets(flows, chosen),
        reporters=tuple(sorted(held.reporters)),
        whole=held.whole,
        flows=tuple(one.flow for one in sides),
        two_way=ratio(two_way_total(*(between(held, *direction) for direction in directions))),
        points=tuple(point for one in sides for point in one.points),
        widening=tuple(good for one in sides for good in one.widening),
        substitution=tuple(good for one in sides for good in one.substitution),
        changes=changes(history, directions, chosen.years, known.links),
        shares=shares,
        rises=rises,
        neighbours=tuple((country, tuple(known.neighbours.get(country, ()))) for country in pair),
        open=LEFT_OPEN,
        projected=horizon(known.projections, pair, held.year) if held.whole else None,
        findings=(
            *_findings(held, map_, pair, _datasets(flows, chosen)),
            *_unused(known.projections, held, pair),
        ),
    )


def choose(flows: pl.LazyFrame, pair: Pair, until: int) -> Chosen | None:
    """Return the year and cut to look at: the last year both countries report, else the last that names both.

    At the finest level of code at which there is such a year; None when there is none up to `until`.
    """
    asked = flows.filter(pl.col("year") <= until)
    for digits in LEVELS:
        for seen in (_reported_by, _naming):
            both = [cuts(asked.filter(seen(country)), digits) for country in pair]
            found = both[0].join(both[1], on=["classification", "year", "coverage"], how="semi", maintain_order="left")
            right = found.filter(pl.col("classification").str.starts_with(HS) & (pl.col("coverage") == GOODS))
            if not right.is_empty():
                last = right.row(-1, named=True)
                years = right.filter(pl.col("classification") == last["classification"])["year"].unique().sort()
                return Chosen(last["year"], Cut(last["classification"], digits), tuple(years))
    return None


def all_points(flows: pl.LazyFrame, exporter: str, year: int, digits: int = LEVELS[0]) -> pl.DataFrame:
    """Return every growth point of one exporter in every market, as `points.table`; KeyError where it has no flows."""
    last = cuts(flows.filter(pl.col("year") == year), digits).row(-1, named=True)
    held = world(flows, year, Cut(last["classification"], digits, last["coverage"]))
    map_ = space(held.exports) if held.whole else None
    others = tuple(country for country in held.countries if country != exporter)
    return table(weigh(held, exporter, others), held, map_)


def _side(held: World, map_: Space | None, direction: Pair, earlier: World | None, known: Known) -> Side:
    """Return one direction of trade with all that is known of it."""
    exporter, importer = direction
    costs = access(known.access, held, exporter, importer) if known.access is not None else None
    outlook = known.outlooks.get(direction) or projected(known.projections, held, exporter, importer)
    if costs is not None:
        outlook = outlook._replace(access=costs.advantage[None, :] * outlook.access)
    weighed = weigh(held, exporter, (importer,), outlook)
    border = importer if importer in known.neighbours.get(exporter, ()) else ""
    return side(held, map_, weighed, Beside(earlier, costs, border, known.links), known.top)


def _of(flows: pl.LazyFrame, pair: Pair) -> pl.LazyFrame:
    """Return the flows that name one of the two countries."""
    return flows.filter(_naming(pair[0]) | _naming(pair[1]))


def _reported_by(country: str) -> pl.Expr:
    return pl.col("reporter") == country


def _naming(country: str) -> pl.Expr:
    return (pl.col("reporter") == country) | (pl.col("partner") == country)


def _datasets(flows: pl.LazyFrame, chosen: Chosen) -> tuple[str, ...]:
    meant = (pl.col("year") == chosen.year) & (pl.col("classification") == chosen.cut.classification)
    return tuple(flows.filter(meant).select(pl.col("dataset").unique().sort()).collect().to_series())


def _findings(held: World, map_: Space | None, pair: Pair, datasets: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return what keeps the answer from being whole: too few reporters, a silent country, an open ranking."""
    file = ", ".join(datasets)
    found = []
    silent = [country for country in pair if country not in held.reporters]
    if map_ is None:
        counts = (("reporters", str(len(held.reporters))), ("needed", str(WHOLE_WORLD)))
        found.append(Finding(file, str(held.year), "growth.few_reporters", "note", counts))
        found += [_silent(file, held.year, country, "unknown") for country in silent]
    else:
        found += [_silent(file, held.year, country, "silent") for country in silent]
        found += [Finding(file, str(held.year), f"growth.space_{doubt}", "warning") for doubt in map_.complexity.doubts]
    return tuple(found)


def _unused(rows: tuple[Projection, ...], held: World, pair: Pair) -> Iterator[Finding]:
    """Yield that projections could not be used: one of the countries or years is missing, or the world is not whole."""
    if rows and (not held.whole or horizon(rows, pair, held.year) is None):
        yield Finding("", str(held.year), "growth.projections_unused", "warning")


def _silent(file: str, year: int, country: str, what: str) -> Finding:
    return Finding(file, str(year), f"growth.{what}", "warning", (("country", country),))
