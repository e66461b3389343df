"""Invented figures, claims and rows of an invented pair (Laos and Nepal), written in one line each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from karvon.model.claim import Claim, Relation
from karvon.model.dates import Period, Span, partial
from karvon.model.document import Document
from karvon.model.figure import Figure, Source
from karvon.model.ledger import Check, Ledger
from karvon.model.measures import SeriesPoint, TradeSeries
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.model.values import SCALES, add, written
from karvon.model.vocabulary import counted
from karvon.reconcile import reconcile
from karvon.reconcile.known import inputs
from karvon.reconcile.ledger import completed, settled

INFO = CaseInfo(
    name="la-np",
    title_ru="Лаос и Непал",
    title_en="Laos and Nepal",
    countries=("LAO", "NPL"),
    as_of=dt.date(2025, 12, 31),
    collected=dt.date(2025, 12, 31),
)
UNITS = {"project_count": "project", "turnover_growth": "percent", "jobs": "job", "site_area": "ha"}


def number(text: str, indicator: str, bound: str = "eq", status: str = "actual") -> Any:
    """Return the interval of "2.6 billion" as a source writes it."""
    digits, _, scale = text.partition(" ")
    exactly = counted(indicator) or status in ("target", "instruction")
    return written(digits, SCALES[scale or "unit"], bound, counted=exactly)


def period(text: str | None) -> Period:
    """Return a year "2020", a day "2020-05-01", a span "2020-01..2020-08", a deadline "by 2030", or an open period."""
    if text is None:
        return Period()
    if text.startswith("by "):
        return Period(None, partial(text[3:]).last, text, "deadline", "explicit")
    if text.startswith("from "):
        return Period(partial(text[5:]).first, None, text, "point", "bracketed")
    first, _, last = text.partition("..")
    span = Span(partial(first).first, partial(last or first).last)
    kind = "point" if span.first == span.last else "period"
    return Period(span.first, span.last, text, "point" if kind == "point" else "period", "explicit")


def row(name: str, indicator: str, text: str, when: str | None = None, **slots: Any) -> Figure:
    """Return a figure of the registry; `page` is its address, `published` the date of the page."""
    status, bound = slots.pop("status", "actual"), slots.pop("bound", "eq")
    page, published = slots.pop("page", f"https://example.org/{name}"), slots.pop("published", None)
    stated = partial(published) if published else Span(None, INFO.collected)
    return Figure(
        id=f"indicator_values/{name}",
        origin="row",
        indicator=indicator,
        number=number(text, indicator, bound, status),
        bound=bound,
        unit=slots.pop("unit", UNITS.get(indicator, "USD")),
        status=status,
        period=period(when),
        source=Source(url=page, published=stated),
        **slots,
    )


def claim(name: str, indicator: str, text: str, when: str | None = None, **slots: Any) -> Claim:
    """Return a quantity that a document states; `relations` are (type, target) pairs."""
    status, bound = slots.pop("status", "actual"), slots.pop("bound", "eq")
    stated = number(text, indicator, bound, status)
    relations = tuple(Relation(kind, target) for kind, target in slots.pop("relations", ()))
    return Claim(
        id=name,
        document=slots.pop("document", "note.txt"),
        kind="quantity",
        start=slots.pop("start", 0),
        end=slots.pop("end", len(text)),
        quote=slots.pop("quote", text),
        indicator=indicator,
        value=stated.value,
        low=stated.low,
        high=stated.high,
        bound=bound,
        unit=slots.pop("unit", UNITS.get(indicator, "USD")),
        change=slots.pop("change", "level"),
        status=status,
        period=period(when),
        relations=relations,
        **slots,
    )


def document(file: str = "note.txt", published: str | None = None, **slots: Any) -> Document:
    """Return a document; without a date its day is bracketed."""
    return Document(
        id=f"doc-{file}",
        file=file,
        text=slots.pop("text", f"text of {file}"),
        language="en",
        published=partial(published) if published else Span(),
        dated_by="header" if published else "bracketed",
        **slots,
    )


def registered(table: str, name: str, **cells: str) -> Row:
    """Return a row of a registry table."""
    return Row(table=table, id=name, cells=cells)


def official(reporter: str, partner: str, coverage: str, years: dict[int, tuple[str, str]]) -> tuple[Any, ...]:
    """Return one side's official exports and imports (millions) as figures, and its turnover as a series."""
    figures: list[Figure] = []
    points = []
    for year, pair in sorted(years.items()):
        flows = [
            row(
                f"{reporter.lower()}-{indicator}-{year}",
                indicator,
                f"{amount} million",
                str(year),
                reporter=reporter,
                partner=partner,
                official=True,
                side=reporter,
                coverage=coverage,
            )
            for indicator, amount in zip(("export", "import"), pair, strict=True)
        ]
        figures += flows
        points.append(SeriesPoint(year, add(flows[0].number, flows[1].number), tuple(flow.id for flow in flows)))
    series = TradeSeries(
        id=f"{reporter}-{partner}/trade_turnover/{coverage}",
        indicator="trade_turnover",
        reporter=reporter,
        partner=partner,
        coverage=coverage,
        unit="USD",
        points=tuple(points),
    )
    return figures, series


def ledger(
    figures: Iterable[Figure] = (),
    claims: Iterable[Claim] = (),
    documents: Sequence[Document] = (),
    rows: Iterable[Row] = (),
    series: Iterable[TradeSeries] = (),
) -> Ledger:
    """Return the ledger of a small case, which is the same in parts and as a whole."""
    known = (tuple(documents), tuple(claims), tuple(rows), tuple(figures), tuple(series), INFO)
    found = reconcile(*known)
    assert encoded(found) == encoded(whole(*known))
    return found


def whole(*known: Any, **named: Any) -> Ledger:
    """Return the ledger of a case that is reconciled as one part."""
    everything = inputs(*known, **named)
    return completed(everything, lambda one: [settled(one)])


def encoded(found: Ledger) -> bytes:
    """Return a ledger as bytes, one value on each line."""
    return msgspec.json.format(msgspec.json.encode(found), indent=1)


def of(found: Ledger, *rules: str) -> list[Check]:
    """Return the checks of the given rules."""
    return [check for check in found.checks if check.rule in rules]


def ids(*names: str) -> set[str]:
    """Return the ids of registry figures."""
    return {f"indicator_values/{name}" for name in names}


def named(check: Check) -> tuple[set[str], set[str]]:
    """Return the figures of a check: what is added up, and what it is held against."""
    return set(check.terms), set(check.against)


def value(check: Check) -> tuple[int, int]:
    """Return the best values of both sides of a check, which are whole numbers."""
    sides = (check.computed.value, check.stated.value)
    assert all(side is not None and side == int(side) for side in sides)
    return int(sides[0] or 0), int(sides[1] or 0)


def codes(check: Check) -> list[str]:
    """Return the codes of a check's causes."""
    return [cause.code for cause in check.causes]
