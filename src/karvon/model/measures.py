"""What measuring gives: official series of both sides and the path from them to a target."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from karvon.model.offices import Offices
from karvon.model.values import Interval


class SeriesPoint(msgspec.Struct, frozen=True):
    """One year of a series; `figures` are the ids it was computed from (export and import for a turnover)."""

    year: int
    number: Interval
    figures: tuple[str, ...]


class TradeSeries(msgspec.Struct, frozen=True, kw_only=True):
    """Trade of a pair as one side's statistics report it, in USD, oldest year first."""

    id: str
    indicator: str
    reporter: str
    partner: str
    coverage: str | None
    unit: str
    points: tuple[SeriesPoint, ...]


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """Growth per year that leads from a base to the target; `basis` is official_year or latest_published.

    `growth` is a fraction per year (0.12 = 12 %); `path` gives the level of every year from base to target.
    """

    basis: str
    series: str | None
    promise: str
    base_year: int
    base: Interval
    base_figures: tuple[str, ...]
    target_year: int
    target: Interval
    growth: Decimal
    path: tuple[tuple[int, Decimal], ...]


class Gap(msgspec.Struct, frozen=True):
    """Both sides' figures for one year, the second minus the first in USD, and the series they stand in."""

    year: int
    left: SeriesPoint
    right: SeriesPoint
    difference: Decimal
    left_series: str
    right_series: str


class Measures(msgspec.Struct, frozen=True, kw_only=True):
    """Series, gaps between the two sides, what each target needs, and the table of both statistical offices."""

    series: tuple[TradeSeries, ...]
    gaps: tuple[Gap, ...]
    needs: tuple[Need, ...]
    offices: Offices = Offices()
