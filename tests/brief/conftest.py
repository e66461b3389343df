"""A small case of our own making: two invented neighbours, two documents, a registry, checks of every verdict."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from tests.brief.neighbours import (
    BILLION,
    CLAIMS,
    ENGLISH,
    FROM_ROWS,
    FROM_TEXT,
    MILLION,
    OFFICIAL,
    ROWS,
    RUSSIAN,
    series,
)

from karvon.model.dates import Span
from karvon.model.document import Document, Finding
from karvon.model.ledger import Bracket, Cause, Check, Fact, Ledger, Outcome, Placement, Promise
from karvon.model.measures import Gap, Measures, Need, SeriesPoint
from karvon.model.results import CaseInfo, Results
from karvon.model.values import Interval, exact, total
from karvon.reconcile.rules import rules

NOTHING = Interval(None, None, None)


def check(name: str, rule: str, verdict: str, terms: tuple[str, ...], against: tuple[str, ...]) -> Check:
    """Return a check whose computed number is the sum of its terms."""
    known = {one.id: one.number for one in (*FROM_TEXT, *OFFICIAL, *FROM_ROWS)}
    added = [known[term] for term in terms if term in known]
    stated = [known[term] for term in against if term in known]
    return Check(
        id=name,
        rule=rule,
        operator=rules()[rule]["operator"],
        verdict=verdict,
        terms=terms,
        against=against,
        computed=total(added) if added else NOTHING,
        stated=stated[0] if stated else NOTHING,
        unit="USD" if added and added[0].value and added[0].value > MILLION else "project",
        causes=()
        if verdict in ("consistent", "within_rounding")
        else (Cause("portfolio_definition"), Cause("rounding", established=True)),
    )


CHECKS = (
    check("k1", "parts_by_stage", "consistent", ("c0ffee0003", "c0ffee0005"), ("c0ffee0001",)),
    check("k2", "parts_by_stage", "within_rounding", ("c0ffee0004", "c0ffee0006"), ("c0ffee0002",)),
    check("k3", "portfolio_day", "conflict", ("c0ffee0002",), ("c0ffee0009",)),
    check(
        "k4",
        "series_levels",
        "series_break",
        ("c0ffee0001", "c0ffee0002"),
        ("indicator_values/joint-count-2025", "indicator_values/joint-2025"),
    ),
    check("k5", "milestone_dates", "conflict", ("milestones/opened",), ("milestones/opens",)),
    check("k6", "portfolio_day", "different_definition", ("c0ffee0002",), ("c0ffee0009",)),
    check("k7", "two_figures", "cannot_tell", ("c0ffee0002",), ("indicator_values/joint-2025",)),
)


def value(point: SeriesPoint) -> Decimal:
    """Return the level of a year that is known."""
    assert point.number.value is not None
    return point.number.value


def measures() -> Measures:
    """Return both series, the gap of each year, and what the open target needs from one side's last year."""
    left, right = series("KGZ"), series("TJK")
    gaps = tuple(
        Gap(one.year, one, other, value(other) - value(one), left.id, right.id)
        for one, other in zip(left.points, right.points, strict=True)
    )
    base = left.points[-1]
    growth = (4 * BILLION / Decimal(1500000000)) ** (Decimal(1) / 7) - 1
    path = tuple((2023 + step, Decimal(1500000000) * (1 + growth) ** step) for step in range(8))
    need = Need(
        basis="official_year",
        series=left.id,
        promise="p2030",
        base_year=2023,
        base=base.number,
        base_figures=base.figures,
        target_year=2030,
        target=exact(4 * BILLION),
        growth=growth,
        path=path,
    )
    return Measures(series=(left, right), gaps=gaps, needs=(need,))


def promises() -> tuple[Promise, ...]:
    """Return one target that was missed on both series and one that is still open."""
    outcomes = tuple(
        Outcome(one.id, one.points[1].figures[0], value(one.points[1]) / (2 * BILLION), met=False)
        for one in (series("KGZ"), series("TJK"))
    )
    missed = ("indicator_values/target-2020",)
    return (
        Promise(
            id="p2020",
            indicator="trade_turnover",
            number=exact(2 * BILLION),
            unit="USD",
            deadline=dt.date(2020, 12, 31),
            restatements=missed,
            outcomes=outcomes,
        ),
        Promise(
            id="p2030",
            indicator="trade_turnover",
            number=exact(4 * BILLION),
            unit="USD",
            deadline=dt.date(2030, 12, 31),
            restatements=("c0ffee0007",),
        ),
    )


def sample() -> Results:
    """Return the whole small case."""
    proved, likely = Span(dt.date(2024, 1, 10), dt.date(2025, 6, 30)), Span(dt.date(2024, 3, 1), dt.date(2024, 5, 31))
    evidence = (
        Bracket("mentions_date", proves=True, span=Span(dt.date(2024, 1, 10), None), refs=("c0ffee0010",)),
        Bracket("same_figures", proves=False, span=likely, refs=("c0ffee0001", "milestones/due")),
    )
    return Results(
        case=CaseInfo(
            name="kg-tj",
            title_ru="Кыргызстан и Таджикистан: торговля и проекты",
            title_en="Kyrgyzstan and Tajikistan: trade and projects",
            countries=("KGZ", "TJK"),
            as_of=dt.date(2025, 6, 30),
            collected=dt.date(2025, 6, 30),
            assumptions=(
                ("published", "Статистика за год выходит в апреле.", "Statistics of a year appear in April."),
            ),
        ),
        documents=(
            Document(
                id="note-ru",
                file="note.ru.txt",
                text=RUSSIAN,
                language="ru",
                title="О проектах <двух> стран",
                outlet="Степная газета",
                url="https://example.org/ru?a=1&b=2",
                published=Span(dt.date(2024, 5, 2), dt.date(2024, 5, 2)),
                dated_by="header",
                summary=True,
            ),
            Document(
                id="note-en",
                file="note.en.txt",
                text=ENGLISH,
                language="en",
                title="A corridor",
                outlet="Silk Post",
                published=proved,
                dated_by="bracketed",
            ),
        ),
        claims=CLAIMS,
        rows=ROWS,
        ledger=Ledger(
            figures=(*FROM_TEXT, *OFFICIAL, *FROM_ROWS),
            facts=(Fact(id="f1", figures=("c0ffee0002", "c0ffee0009"), number=NOTHING, verdict="conflict"),),
            checks=CHECKS,
            promises=promises(),
            placements=(Placement(document="note-en", proved=proved, likely=likely, evidence=evidence),),
        ),
        measures=measures(),
        findings=(Finding("broken.txt", "", "table.file_empty"),),
    )


@pytest.fixture
def results() -> Results:
    """The whole small case."""
    return sample()
