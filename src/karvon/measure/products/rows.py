"""Numbers and tables of this folder as the frozen values that the brief and the workbook read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from karvon.model.products import GrowthPoint, Opening, Supplier

RATIO_DIGITS = 6
PRICE_DIGITS = 4


def money(value: float) -> Decimal:
    """Return an amount to the nearest dollar."""
    return Decimal(round(value))


def ratio(value: float | None) -> Decimal | None:
    """Return a ratio or an index to six decimals; None where it is missing."""
    return _rounded(value, RATIO_DIGITS)


def points(rows: Iterable[Mapping[str, Any]], names: Iterable[str]) -> tuple[GrowthPoint, ...]:
    """Return growth points; `names` are the columns that hold a reason, in the order in which they are told."""
    told = tuple(names)
    amounts = ("actual", "supply", "demand", "potential", "unrealised", "world")
    ratios = ("factor", "rca", "density", "pci")
    costs = ("tariff", "tariff_others", "transport")
    return tuple(
        GrowthPoint(
            **{name: row[name] for name in ("exporter", "importer", "code", "basis")},
            **_numbers(row, amounts, (*ratios, *costs)),
            suppliers=_suppliers(row),
            imputed=row["imputed"],
            reasons=tuple(name for name in told if row[name]),
        )
        for row in rows
    )


def openings(rows: Iterable[Mapping[str, Any]], exporter: str, importer: str) -> tuple[Opening, ...]:
    """Return openings of one direction of trade."""
    return tuple(
        Opening(
            exporter=exporter,
            importer=importer,
            code=row["code"],
            **_numbers(row, ("actual", "sold", "bought", "possible"), ("share",)),
            suppliers=_suppliers(row),
            imputed=row["imputed"],
        )
        for row in rows
    )


def _numbers(row: Mapping[str, Any], amounts: Iterable[str], ratios: Iterable[str]) -> dict[str, Any]:
    """Return the numbers of a row by name: amounts, ratios, and the two prices that every good has."""
    prices = {name: _rounded(row[name], PRICE_DIGITS) for name in ("price", "paid")}
    return {name: money(row[name]) for name in amounts} | {name: ratio(row[name]) for name in ratios} | prices


def _suppliers(row: Mapping[str, Any]) -> tuple[Supplier, ...]:
    pairs = zip(row["suppliers"] or (), row["supplied"] or (), strict=True)
    return tuple(Supplier(country, money(value)) for country, value in pairs)


def _rounded(value: float | None, digits: int) -> Decimal | None:
    if value is None or not math.isfinite(value):
        return None
    return Decimal(repr(round(value, digits) + 0.0)).normalize() + 0
