"""The bundled case as the ledger sees it on any day."""

from __future__ import annotations

import datetime as dt
from functools import cache

from msgspec.structs import replace
from tests.cases.bundled import CASE, tables

from karvon.measure import trade_series
from karvon.model.document import Reading
from karvon.model.figure import Figure
from karvon.model.ledger import Ledger
from karvon.model.measures import TradeSeries
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.read import read_file
from karvon.reconcile import reconcile
from karvon.registry import figures, known

INFO = CaseInfo(
    name="kz-uz",
    title_ru="Казахстан и Узбекистан",
    title_en="Kazakhstan and Uzbekistan",
    countries=("KAZ", "UZB"),
    as_of=dt.date(2026, 3, 31),
    collected=dt.date(2026, 3, 31),
)


@cache
def readings() -> tuple[Reading, ...]:
    """Return every note of the case as it is read."""
    return tuple(read_file(path) for path in sorted((CASE / "documents").glob("*.txt")))


@cache
def rows() -> tuple[Row, ...]:
    """Return every row of the case's tables."""
    return tuple(
        Row(table=name, id=cells["id"], cells={key: text for key, text in cells.items() if text and key != "id"})
        for name, listed in tables().items()
        for cells in listed
    )


def on(day: dt.date) -> CaseInfo:
    """Return the case with another day."""
    return replace(INFO, as_of=day)


def series_of(told: tuple[Figure, ...], info: CaseInfo) -> tuple[TradeSeries, ...]:
    """Return the official series that figures make."""
    return trade_series(told, info)


def ledger_of(info: CaseInfo = INFO) -> Ledger:
    """Return the ledger of everything that was published by the day of the case."""
    read = [one for one in readings() if one.document and (one.document.published.last or info.collected) <= info.as_of]
    listed = known(rows(), info)
    told = figures(listed, info)
    documents = tuple(one.document for one in read if one.document)
    claims = tuple(claim for one in read for claim in one.claims)
    return reconcile(documents, claims, listed, told, series_of(told, info), info)


def ledger_of_everything(info: CaseInfo) -> Ledger:
    """Return the ledger on the day of the case when it is handed all that ever came, later material too."""
    told = figures(rows(), info)
    documents = tuple(one.document for one in readings() if one.document)
    claims = tuple(claim for one in readings() for claim in one.claims)
    return reconcile(documents, claims, rows(), told, series_of(told, info), info)
