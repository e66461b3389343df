"""The texts, claims, figures and rows of the small case: two invented neighbours."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from karvon.model.claim import Claim
from karvon.model.dates import Period, Span, partial, year_span
from karvon.model.figure import Figure, Source
from karvon.model.measures import SeriesPoint, TradeSeries
from karvon.model.row import Row
from karvon.model.values import Interval, exact, total, written

BILLION, MILLION, THOUSAND = Decimal(10) ** 9, Decimal(10) ** 6, Decimal(1000)
RUSSIAN = (
    "Министр Аскар Берликов сообщил, что у двух стран 20 проектов на 900 млн долларов.\n"
    "Из них завершены 5 проектов на 90 млн, прорабатываются 15 проектов на сумму около 800 млн.\n"
    "Товарооборот поручено довести до 4 млрд долларов к 2030 году. "
    "<script>alert('из текста')</script> Предложено расширить торговлю."
)
ENGLISH = (
    "The two sides signed a memorandum on a joint corridor. "
    "The portfolio exceeds 3 billion dollars, the press service of the President said & added nothing."
)


def figure(name: str, indicator: str, number: Interval, unit: str, **slots: object) -> Figure:
    """Return a figure of a claim or a row, its other slots as given."""
    origin = "row" if "/" in name else "claim"
    base: dict[str, object] = {"bound": "eq", "origin": origin, "source": Source(outlet="Степная газета")}
    return Figure(id=name, indicator=indicator, number=number, unit=unit, **{**base, **slots})  # type: ignore[arg-type]


def claim(document: str, text: str, quote: str, name: str, kind: str = "quantity", **slots: object) -> Claim:
    """Return a claim on the first place of its quote in the text."""
    start = text.index(quote)
    return Claim(
        id=name,
        document=document,
        kind=kind,  # type: ignore[arg-type]
        start=start,
        end=start + len(quote),
        quote=quote,
        prefix=text[max(0, start - 30) : start],
        suffix=text[start + len(quote) : start + len(quote) + 30],
        rules=("ru.sample",),
        **slots,  # type: ignore[arg-type]
    )


def row(table: str, name: str, **cells: str) -> Row:
    """Return a row with a source of its own."""
    origin = {"outlet": "Степная газета", "source_url": f"https://example.org/{name}", "source_date": "2024-05-02"}
    return Row(table=table, id=name, cells={**origin, **cells})


CLAIMS = (
    claim("note.ru.txt", RUSSIAN, "20 проектов", "c0ffee0001"),
    claim("note.ru.txt", RUSSIAN, "900 млн долларов", "c0ffee0002"),
    claim("note.ru.txt", RUSSIAN, "5 проектов", "c0ffee0003"),
    claim("note.ru.txt", RUSSIAN, "90 млн", "c0ffee0004"),
    claim("note.ru.txt", RUSSIAN, "15 проектов", "c0ffee0005"),
    claim("note.ru.txt", RUSSIAN, "15 проектов на сумму около 800 млн", "c0ffee0006"),
    claim("note.ru.txt", RUSSIAN, "до 4 млрд долларов", "c0ffee0007"),
    claim(
        "note.ru.txt",
        RUSSIAN,
        "Предложено расширить торговлю",
        "c0ffee0008",
        "commitment",
        status="proposal",
        role="министр",
        speaker="Аскар Берликов",
    ),
    claim("note.en.txt", ENGLISH, "exceeds 3 billion dollars", "c0ffee0009"),
    claim(
        "note.en.txt",
        ENGLISH,
        "a memorandum on a joint corridor",
        "c0ffee0010",
        "agreement",
        agreement_status="signed",
        parties=("KGZ", "TJK"),
    ),
)
POINT = Period(dt.date(2024, 5, 2), dt.date(2024, 5, 2), type="point", resolution="header_date")
DEADLINE = Period(None, dt.date(2030, 12, 31), "к 2030 году", "deadline", "explicit")
NOTE = Source(outlet="Степная газета", published=Span(dt.date(2024, 5, 2), dt.date(2024, 5, 2)), document="note.ru.txt")
PAPER = Source(outlet="Silk Post", published=Span(dt.date(2024, 5, 2), dt.date(2024, 5, 2)), document="note.en.txt")
SAID = {"source": NOTE, "period": POINT, "role": "министр", "speaker": "Аскар Берликов", "side": "KGZ"}
FROM_TEXT = (
    figure("c0ffee0001", "project_count", exact(Decimal(20)), "project", **SAID),
    figure("c0ffee0002", "project_value", written("900", MILLION), "USD", **SAID),
    figure("c0ffee0003", "project_count", exact(Decimal(5)), "project", **SAID, stage="done"),
    figure("c0ffee0004", "project_value", written("90", MILLION), "USD", **SAID, stage="done"),
    figure("c0ffee0005", "project_count", exact(Decimal(15)), "project", **SAID, stage="studied"),
    figure(
        "c0ffee0006", "project_value", written("800", MILLION, "approx"), "USD", **SAID, stage="studied", bound="approx"
    ),
    figure(
        "c0ffee0007", "trade_turnover", exact(4 * BILLION), "USD", **{**SAID, "period": DEADLINE, "status": "target"}
    ),
    figure(
        "c0ffee0009",
        "portfolio_value",
        written("3", BILLION, "gt"),
        "USD",
        source=PAPER,
        period=POINT,
        bound="gt",
        side="TJK",
        role="press service of the President",
    ),
)


def flow(side: str, indicator: str, year: int, value: str) -> Figure:
    """Return one official figure of one side, in thousands."""
    return figure(
        f"indicator_values/{side.lower()}-{indicator}-{year}",
        indicator,
        exact(Decimal(value) * THOUSAND),
        "USD",
        reporter=side,
        partner="TJK" if side == "KGZ" else "KGZ",
        side=side,
        coverage="goods" if side == "KGZ" else "goods_services",
        official=True,
        period=Period(year_span(year).first, year_span(year).last, str(year), "period", "explicit"),
        source=Source(outlet="Statistics", url="https://example.org/s", published=partial(f"{year + 1}-04")),
    )


LEVELS = {"KGZ": {2018: ("300000.5", "700000.5"), 2020: ("350000", "650000"), 2023: ("600000", "900000")}}
LEVELS["TJK"] = {2018: ("720000", "330000"), 2020: ("640000", "340000"), 2023: ("950000", "640000")}
OFFICIAL = tuple(
    flow(side, indicator, year, pair[place])
    for side, years in LEVELS.items()
    for year, pair in years.items()
    for place, indicator in enumerate(("export", "import"))
)


def series(side: str) -> TradeSeries:
    """Return the turnover of one side: exports and imports added up."""
    own = [one for one in OFFICIAL if one.side == side]
    points = []
    for year in LEVELS[side]:
        flows = [one for one in own if one.period.start and one.period.start.year == year]
        points.append(SeriesPoint(year, total([one.number for one in flows]), tuple(one.id for one in flows)))
    return TradeSeries(
        id=f"{side}/trade_turnover",
        indicator="trade_turnover",
        reporter=side,
        partner="TJK" if side == "KGZ" else "KGZ",
        coverage="goods" if side == "KGZ" else "goods_services",
        unit="USD",
        points=tuple(points),
    )


ROWS = (
    *(
        Row(
            table="indicator_values",
            id=one.id.partition("/")[2],
            cells={
                "indicator": one.indicator,
                "value": "300000.5",
                "scale": "thousand",
                "unit": "USD",
                "outlet": "Statistics",
                "source_url": "https://example.org/s",
                "dataset": "trade.csv, row 7",
            },
        )
        for one in OFFICIAL
    ),
    row("indicator_values", "target-2020", indicator="trade_turnover", value="2", scale="billion", unit="USD"),
    row("indicator_values", "joint-2025", indicator="project_value", value="500", scale="million", unit="USD"),
    row("indicator_values", "joint-count-2025", indicator="project_count", value="30", unit="project"),
    row(
        "portfolios",
        "joint",
        name_ru="Портфель проектов",
        name_en="Project portfolio",
        definition_ru="Как называет источник",
        definition_en="As the source counts it",
    ),
    row(
        "hubs",
        "pass",
        name_ru="Узел «Перевал»",
        name_en="Pass hub",
        territory="KGZ",
        neighbour="TJK",
        modes="road;rail",
    ),
    row("projects", "mill", name_ru="Мельница № 2", name_en="Mill No. 2", sector="industry", stage="under_way"),
    row("agreements", "plan", name_ru="Программа торговли", name_en="Trade programme", kind="programme"),
    row("agreement_steps", "plan-signed", agreement="plan", party="KGZ", status="signed", date="2024-06-15"),
    row("bodies", "council", name_ru="Совет", name_en="Council", kind="council", parties="KGZ;TJK"),
    row("milestones", "due", subject="plan", kind="adoption_due", date="2024-01", status="instruction"),
    row("milestones", "opened", subject="pass", kind="opened", stage="existing", date="2026", status="plan"),
    row("milestones", "opens", subject="pass", kind="opened", stage="existing", date="2027", status="plan"),
    row(
        "assignments",
        "land",
        text_ru="Выделить землю",
        text_en="Allot the land",
        assigned_by="Prime Minister of Kyrgyzstan",
        assigned_on="2024-05-02",
    ),
)
FROM_ROWS = (
    figure(
        "indicator_values/target-2020",
        "trade_turnover",
        exact(2 * BILLION),
        "USD",
        status="target",
        period=Period(None, dt.date(2020, 12, 31), "2020", "deadline", "explicit"),
        source=Source(outlet="Степная газета", url="https://example.org/target-2020", published=partial("2018-03")),
    ),
    figure(
        "indicator_values/joint-2025",
        "project_value",
        written("500", MILLION),
        "USD",
        subject="joint",
        period=Period(dt.date(2025, 5, 2), dt.date(2025, 5, 2), type="point"),
        source=Source(outlet="Степная газета", url="https://example.org/joint", published=partial("2025-05-02")),
    ),
    figure(
        "indicator_values/joint-count-2025",
        "project_count",
        exact(Decimal(30)),
        "project",
        subject="joint",
        period=Period(dt.date(2025, 5, 2), dt.date(2025, 5, 2), type="point"),
        source=Source(outlet="Степная газета", url="https://example.org/joint", published=partial("2025-05-02")),
    ),
)
