"""Trade of a pair as its two statistical offices report it, side by side, and what the gap between them is made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

PartKind = Literal["coverage", "revision", "direction", "period"]


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """One total of the pair in one file: whose, which flow and year, what it covers, where it stands, in USD.

    `month` is 0 for a whole year; `layout` names the office's files, so that releases of one series can be told.
    """

    reporter: str
    partner: str
    flow: str
    year: int
    month: int
    coverage: str
    value: Decimal
    layout: str
    dataset: str
    row: int
    published: str | None = None


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """What one office reports of one flow in a year, in USD, with the coverage and the figures behind it."""

    reporter: str
    flow: str
    coverage: str | None
    value: Decimal
    series: str
    figures: tuple[str, ...]


class GapPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a gap, in USD; without an amount `why` says what is missing to know it, or what is known instead.

    `figures` and `releases` are what the amount was computed from: for coverage what the exporter's office reports and
    what it reports in the other's coverage, then the same of the importer's.
    """

    kind: PartKind
    amount: Decimal | None = None
    why: str | None = None
    figures: tuple[str, ...] = ()
    releases: tuple[Release, ...] = ()


class OfficeGap(msgspec.Struct, frozen=True, kw_only=True):
    """One direction of trade in a year: what the exporter's office reports, what the importer's, and the gap.

    `gap` is import less export in USD, `share` the gap as a fraction of the export; None where one side is missing.
    `rest` is what no part with an amount explains. Both coverages stand in `exported` and `imported`. `freight` is what
    carriage and insurance come to at the least and at the most if they add what the case assumes; empty for no such
    assumption. It is no part of the gap: nobody reports it.
    """

    year: int
    exporter: str
    importer: str
    exported: Reported | None
    imported: Reported | None
    gap: Decimal | None = None
    share: Decimal | None = None
    parts: tuple[GapPart, ...] = ()
    rest: Decimal | None = None
    freight: tuple[Decimal, ...] = ()


class Offices(msgspec.Struct, frozen=True):
    """The table of the two offices: a row for each year and direction, oldest first."""

    rows: tuple[OfficeGap, ...] = ()
