"""A small invented pair and its portfolio to draw: Laos and Nepal."""

import datetime as dt
from decimal import Decimal

from karvon.draw import Chart, Strand, mirror_gap, portfolio_history, portfolio_split, target_path
from karvon.measure import measure, trade_series
from karvon.model.dates import Period, Span, partial
from karvon.model.figure import Figure, Source
from karvon.model.ledger import Check, Ledger, Outcome, Placement, Promise
from karvon.model.measures import Measures
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
LEVELS = {
    ("LAO", "goods"): {2019: "1204.5", 2020: "990.2", 2021: "1310.7", 2022: "1650.9", 2023: "1702.4"},
    ("NPL", "goods_services"): {2020: "1071.3", 2021: "1288.1", 2022: "1733.3", 2023: "1744.8"},
}
EMPTY = Ledger(figures=(), facts=(), checks=(), promises=(), placements=())


def flows() -> list[Figure]:
    """Return official exports and imports of both sides, each half of the level above in million USD."""
    return [
        Figure(
            id=f"{reporter}-{flow}-{year}",
            origin="row",
            indicator=flow,
            number=written(str(Decimal(level) / 2), SCALES["million"]),
            bound="eq",
            unit="USD",
            reporter=reporter,
            partner="NPL" if reporter == "LAO" else "LAO",
            coverage=coverage,
            official=True,
            period=Period(dt.date(year, 1, 1), dt.date(year, 12, 31)),
            source=Source(published=partial(f"{year + 1}-04")),
        )
        for (reporter, coverage), levels in LEVELS.items()
        for year, level in levels.items()
        for flow in ("export", "import")
    ]


def promise(millions: int, year: int, *reached: str) -> Promise:
    """Return a turnover target; `reached` are the shares each side's series came to, none while it is open."""
    names = ("LAO-NPL/trade_turnover/goods", "NPL-LAO/trade_turnover/goods_services")
    outcomes = [
        Outcome(name, "f", Decimal(share), Decimal(share) >= 1) for name, share in zip(names, reached, strict=False)
    ]
    return Promise(
        id=f"target-{year}",
        indicator="trade_turnover",
        number=exact(millions * SCALES["million"]),
        unit="USD",
        deadline=dt.date(year, 12, 31),
        restatements=("c",),
        outcomes=tuple(outcomes),
    )


def published(bound: str) -> Figure:
    """Return the latest turnover the press gives, for 2024."""
    return Figure(
        id="press",
        origin="claim",
        indicator="trade_turnover",
        number=written("1.9", SCALES["billion"], bound),
        bound=bound,
        unit="USD",
        period=Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        source=Source(published=partial("2025-02-03")),
    )


def measured(bound: str = "gt") -> tuple[Measures, Ledger]:
    """Return the pair's measures and ledger: one open target, one missed, one met on one series only."""
    promises = (promise(4000, 2030), promise(2000, 2022, "0.82", "0.87"), promise(1300, 2021, "1.01", "0.99"))
    ledger = Ledger(figures=(published(bound),), facts=(), checks=(), promises=promises, placements=())
    return measure(trade_series(flows(), INFO), ledger, INFO), ledger


def named(identity: str, written_as: str, when: str, **more: str | None) -> Figure:
    """Return a figure of the portfolio: "12 project", "0.7 USD" (billions) or ">0.7 USD", said on a day."""
    digits, unit = written_as.lstrip("><~").split()
    bound = {">": "gt", "~": "approx"}.get(written_as[0], "eq")
    money = unit == "USD"
    days = partial(when)
    number = written(digits, SCALES["billion" if money else "unit"], bound, counted=not money)
    return Figure(
        id=identity,
        origin="row",
        indicator="project_value" if money else "project_count",
        number=number,
        bound=bound,
        unit=unit,
        stage=more.get("stage"),
        territory=more.get("territory"),
        period=Period(days.first, days.last, type="point"),
        source=Source(outlet=more.get("outlet") or "Mekong Post", published=days),
    )


JOINT = (
    named("a", "12 project", "2023-02-22"),
    named("b", ">0.7 USD", "2023-02-22"),
    named("c", "17 project", "2024-05-02"),
    named("d", "0.9 USD", "2024-05-02"),
    named("e", "31 project", "2025-03-15"),
    named("f", "0.6 USD", "2025-03-15"),
)
OTHER = (named("g", "5 project", "2024-01-10"), named("h", "5 project", "2025-02"))
BREAK = Check(
    id="break",
    rule="series",
    operator="series",
    verdict="series_break",
    terms=("d",),
    against=("f",),
    computed=exact(Decimal(1)),
    stated=exact(Decimal(1)),
    unit="USD",
)
PARTS = (
    named("p0", "20 project", "2024"),
    named("p1", "4 project", "2024", stage="done"),
    named("p2", "0.2 USD", "2024", stage="done"),
    named("p3", "16 project", "2024", stage="studied"),
    named("p4", "~1.1 USD", "2024", stage="studied"),
    named("p5", "3 project", "2024", territory="NPL"),
    named("p6", "17 project", "2024", territory="LAO"),
)


def broken(document: Span | None = None) -> Ledger:
    """Return a ledger with one series break, and a placement of document "undated" where asked."""
    placements = (Placement(document="undated", proved=document, likely=document, evidence=()),) if document else ()
    return Ledger(figures=(), facts=(), checks=(BREAK,), promises=(), placements=placements)


def charts(lang: str) -> dict[str, Chart]:
    """Return one chart of every kind in a language."""
    measures, ledger = measured()
    names = {"ru": ("Совместные проекты", "Инвестиционные проекты"), "en": ("Joint projects", "Investment projects")}
    strands = [Strand(name, figures) for name, figures in zip(names[lang], (JOINT, OTHER), strict=True)]
    found = (
        target_path(measures, ledger, lang),
        mirror_gap(measures, lang),
        portfolio_split(PARTS, lang),
        portfolio_history(strands, broken(), lang),
    )
    return {chart.name: chart for chart in found if chart is not None}
