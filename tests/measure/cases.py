"""A small invented pair of countries to measure: Laos and Nepal, in thousand USD."""

import datetime as dt

from karvon.model.dates import Period, Span, partial
from karvon.model.figure import Figure, Source
from karvon.model.ledger import Ledger, Promise
from karvon.model.results import CaseInfo
from karvon.model.values import SCALES, exact, written

INFO = CaseInfo(
    name="la-np",
    title_ru="Лаос и Непал",
    title_en="Laos and Nepal",
    countries=("LAO", "NPL"),
    as_of=dt.date(2025, 6, 30),
    collected=dt.date(2025, 6, 30),
)


def year(number: int) -> Period:
    """Return a whole year as a period."""
    return Period(dt.date(number, 1, 1), dt.date(number, 12, 31), type="period", resolution="explicit")


def flow(indicator: str, reporter: str, when: int, thousands: str, coverage: str) -> Figure:
    """Return an official export or import figure of one side, published in the April after its year."""
    return Figure(
        id=f"indicator_values/{reporter}-{indicator}-{when}-{coverage}",
        origin="row",
        indicator=indicator,
        number=written(thousands, SCALES["thousand"]),
        bound="eq",
        unit="USD",
        reporter=reporter,
        partner="NPL" if reporter == "LAO" else "LAO",
        coverage=coverage,
        official=True,
        period=year(when),
        side=reporter,
        source=Source(published=partial(f"{when + 1}-04")),
    )


def said(identity: str, millions: str, period: Period, published: str, bound: str = "eq") -> Figure:
    """Return a turnover of the pair as the press gives it."""
    return Figure(
        id=identity,
        origin="claim",
        indicator="trade_turnover",
        number=written(millions, SCALES["million"], bound),
        bound=bound,
        unit="USD",
        period=period,
        source=Source(published=partial(published) if published else Span()),
    )


def ledger(*figures: Figure, promises: tuple[Promise, ...] = ()) -> Ledger:
    """Return a ledger that holds only figures and promises."""
    return Ledger(figures=figures, facts=(), checks=(), promises=promises, placements=())


def target(millions: int, deadline: dt.date | None) -> Promise:
    """Return a turnover target of so many million USD."""
    number = exact(millions * SCALES["million"])
    return Promise(
        id=f"target-{millions}",
        indicator="trade_turnover",
        number=number,
        unit="USD",
        deadline=deadline,
        restatements=("claim-1",),
    )
