"""Rows and cases to test with."""

from __future__ import annotations

import datetime as dt

from karvon.model.results import CaseInfo
from karvon.model.row import Row


def info(as_of: str = "2024-06-30", collected: str = "2026-03-31") -> CaseInfo:
    return CaseInfo(
        name="pair",
        title_ru="Пара",
        title_en="Pair",
        countries=("KGZ", "TJK"),
        as_of=dt.date.fromisoformat(as_of),
        collected=dt.date.fromisoformat(collected),
    )


def value(key: str = "v", **cells: str) -> Row:
    usual = {
        "indicator": "trade_turnover",
        "value": "2.6",
        "scale": "billion",
        "unit": "USD",
        "bound": "eq",
        "change": "level",
        "status": "actual",
        "period_type": "period",
        "origin": "press",
        "source_url": "https://news.example/1",
        "source_date": "2024-01-15",
    }
    return Row(table="indicator_values", id=key, cells={c: text for c, text in (usual | cells).items() if text})


def row(table: str, key: str, **cells: str) -> Row:
    return Row(table=table, id=key, cells=cells)
