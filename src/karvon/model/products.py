"""What measuring gives on goods: growth points, new goods, substitution, non-commodity exports, and what they rest on.

Money is in USD of the year named; a share, a rate and a tariff are fractions. Codes are those of the classification.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from karvon.model.document import Finding

WHOLE = "whole"  # reach of a year of which a file tells all chapters


class Supplier(msgspec.Struct, frozen=True):
    """A third country and what it sells of a good to the importer."""

    country: str
    value: Decimal


class GrowthPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A good one country could sell another more of.

    `basis` is itc (export potential) or indicative (the lesser of what one sells and the other buys elsewhere);
    `supply` is what the exporter sells to the world, `demand` what the importer buys from it, `unrealised` the
    potential less `actual`, held to `demand`. `world` is what all countries export of the good, `factor` what
    projections and access multiply the potential by (1: nothing). Prices are unit values in USD per kg: what the
    exporter gets from everybody, what the importer pays to others. `reasons` are codes of growth_reasons.csv;
    `imputed` says that a value behind it was divided among several codes of another revision.
    """

    exporter: str
    importer: str
    code: str
    basis: str
    actual: Decimal
    supply: Decimal
    demand: Decimal
    potential: Decimal
    unrealised: Decimal
    world: Decimal
    factor: Decimal
    rca: Decimal | None = None
    density: Decimal | None = None
    pci: Decimal | None = None
    price: Decimal | None = None
    paid: Decimal | None = None
    tariff: Decimal | None = None
    tariff_others: Decimal | None = None
    transport: Decimal | None = None
    suppliers: tuple[Supplier, ...] = ()
    imputed: bool = False
    reasons: tuple[str, ...] = ()


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """A good that the exporter sells to others and the importer buys from others; `possible` is the lesser of both."""

    exporter: str
    importer: str
    code: str
    actual: Decimal
    sold: Decimal
    bought: Decimal
    possible: Decimal
    share: Decimal
    price: Decimal | None = None
    paid: Decimal | None = None
    suppliers: tuple[Supplier, ...] = ()
    imputed: bool = False


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """Exports of one country under one definition of commodities in one year; `to` is partner, neighbours or world.

    `imputed` is the part of the total that rests on values divided among several codes of another revision.
    """

    definition: str
    exporter: str
    to: str
    year: int
    total: Decimal
    commodity: Decimal
    noncommodity: Decimal
    unclassified: Decimal
    share: Decimal | None
    imputed: Decimal = Decimal(0)


class RiseReading(msgspec.Struct, frozen=True, kw_only=True):
    """One reading of a promised rise of non-commodity exports: what it needs from a base year, and where it stands.

    `imputed` says that one of the two years rests in part on values divided among several codes of another revision.
    """

    definition: str
    exporter: str
    to: str
    rise: Decimal
    base_year: int
    base: Decimal
    needed: Decimal
    latest_year: int
    latest: Decimal
    growth: Decimal
    reached: bool
    imputed: bool = False


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What the change of one flow between two years is made of; the parts add up to it.

    `unmeasured` is the change of goods sold in both years whose price and volume could not be told apart; the price
    index (1 = as before) and `measured` (their share) are of the others. `goods_recoded` stand under another code in
    the other year's revision: neither new nor lost, unmeasured.
    """

    exporter: str
    importer: str
    first: int
    last: int
    start: Decimal
    end: Decimal
    entered: Decimal
    left: Decimal
    price: Decimal
    volume: Decimal
    unmeasured: Decimal
    measured: Decimal | None
    price_index: Decimal | None
    goods_entered: int
    goods_left: int
    goods_stayed: int
    goods_recoded: int = 0


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """One flow in one year as a whole: its value, its concentration, how well the two countries fit, how easy it is.

    `goods` counts the codes sold; `herfindahl` and its number `equivalents` are of its values by good;
    `complementarity` is 100 when the exporter sells to the world just what the importer buys; `ease` is trade over what
    supply and demand give on average; `eci` is the exporter's complexity, `reach` the sum of what is unrealised over
    all growth points.
    """

    exporter: str
    importer: str
    value: Decimal
    mirrored: Decimal
    goods: int
    herfindahl: Decimal | None
    equivalents: Decimal | None
    complementarity: Decimal | None
    ease: Decimal | None
    eci: Decimal | None
    reach: Decimal


class SectionTrade(msgspec.Struct, frozen=True, kw_only=True):
    """What one country sold another in one year in one section of the SITC, and the files that tell it."""

    classification: str
    exporter: str
    importer: str
    year: int
    section: str
    value: Decimal
    datasets: tuple[str, ...]


class SectionPart(msgspec.Struct, frozen=True):
    """One section of the HS in one flow of one year; `section` is empty for what stands in chapters 98 and 99.

    `share` is of the sum of all sections, `change` on the year before; None where the two cannot be compared.
    """

    section: str
    value: Decimal
    share: Decimal
    change: Decimal | None = None


class SectionYear(msgspec.Struct, frozen=True, kw_only=True):
    """One flow of one year as its reporter tells it, by section of the HS: the sums of the chapters of a file.

    `value` is the sum of the parts, `total` what the file itself says of all goods. `chapters` are those the file
    tells of this flow, `missing` the others of the HS; `reach` says whether they are all of it: whole, part (the sum is
    not the total), or unknown. `reconciled` says that the figures are both sides' made into one, and no side's own.
    """

    reporter: str
    partner: str
    flow: str
    year: int
    classification: str
    coverage: str
    dataset: str
    value: Decimal
    chapters: tuple[str, ...]
    missing: tuple[str, ...]
    reach: str
    parts: tuple[SectionPart, ...]
    total: Decimal | None = None
    change: Decimal | None = None
    reconciled: bool = False


class Growth(msgspec.Struct, frozen=True, kw_only=True):
    """All of it for one pair in one year of one classification.

    `datasets` are the files it rests on, `reporters` the countries that report in them, `whole` says whether these are
    enough to stand for the world: only then are there a product space and ITC's export potential; `two_way` is the
    Grubel-Lloyd index of the pair. `neighbours` are the countries with a land border, by exporter. `open` says what a
    promised rise leaves unsaid. `projected` is the year that potential is projected to, None for trade as it is.
    """

    year: int
    years: tuple[int, ...]
    classification: str
    digits: int
    coverage: str
    datasets: tuple[str, ...]
    reporters: tuple[str, ...]
    whole: bool
    flows: tuple[Flow, ...]
    two_way: Decimal | None
    points: tuple[GrowthPoint, ...]
    widening: tuple[Opening, ...]
    substitution: tuple[Opening, ...]
    changes: tuple[Change, ...] = ()
    shares: tuple[Share, ...] = ()
    rises: tuple[RiseReading, ...] = ()
    neighbours: tuple[tuple[str, tuple[str, ...]], ...] = ()
    open: tuple[str, ...] = ()
    projected: int | None = None
    findings: tuple[Finding, ...] = ()


class Goods(msgspec.Struct, frozen=True):
    """What the trade files of a case tell of goods: trade by section, and growth where a file has goods of the pair.

    `sections` are of the SITC, as files tell them; `by_chapter` are of the HS, as the sums of its chapters.
    """

    sections: tuple[SectionTrade, ...] = ()
    growth: Growth | None = None
    by_chapter: tuple[SectionYear, ...] = ()
