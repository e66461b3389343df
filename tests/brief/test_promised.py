"""What was promised, as the brief tells it: how each target moved, where it stands, and that only people close it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from lxml import html
from tests.brief.neighbours import BILLION, figure

from karvon.brief import arithmetic, promised, render_html
from karvon.brief.blocks import words
from karvon.brief.compose import compose
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.dates import Period, Span, partial
from karvon.model.figure import Figure, Source
from karvon.model.ledger import Announcement, Closing, History, Ledger, Move, Outcome, Promise
from karvon.model.results import Results
from karvon.model.row import Row
from karvon.model.values import exact

SAID = {"who": "A. Analyst", "why": "the office says so", "made_on": "2026-02-01", "about": "x"}
DECISION = Row(table="decisions", id="d1", cells={"promise": "p", "decision": "missed", **SAID})


def voice(results: Results, lang: str = "en") -> Voice:
    return Voice(results, lineage(results), lang)


def plain(line: object) -> str:
    return words(line).replace("\u00a0", " ").strip()  # type: ignore[arg-type]


def with_ledger(results: Results, rows: tuple[Row, ...] = (), **parts: object) -> Results:
    ledger: Ledger = msgspec.structs.replace(results.ledger, **parts)
    return msgspec.structs.replace(results, rows=(*results.rows, *rows), ledger=ledger)


def restated(results: Results, *told: tuple[str, str, int | None], **slots: object) -> tuple[Results, Promise]:
    """Return the small case with one target told in these ways, on these days, with these years or none."""
    figures: list[Figure] = []
    moves: list[Move] = []
    for place, (kind, day, year) in enumerate(told):
        end = dt.date(year, 12, 31) if year else None
        period = Period(None, end, str(year), "deadline") if year else Period(type="open")
        source = Source(outlet="Silk Post", published=partial(day))
        name = f"indicator_values/told-{place}"
        figures.append(figure(name, "trade_turnover", exact(9 * BILLION), "USD", period=period, source=source))
        moves.append(Move(kind=kind, figures=(name,), said=partial(day), deadline=end))
    rows = tuple(Row(table="indicator_values", id=f"told-{place}", cells={}) for place in range(len(told)))
    known: dict[str, object] = {
        "id": "p",
        "indicator": "trade_turnover",
        "number": exact(Decimal(9) * BILLION),
        "unit": "USD",
        "deadline": dt.date(2030, 12, 31),
        "restatements": tuple(one.id for one in figures),
        "moves": tuple(moves),
        "state": "ahead",
    }
    promise = Promise(**{**known, **slots})  # type: ignore[arg-type]
    case = with_ledger(results, (*rows, DECISION), figures=(*results.ledger.figures, *figures), promises=(promise,))
    return case, promise


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "en",
            "named first: 29 Dec 2021 (Silk Post) ; repeated: 22 May 2023 (Silk Post) , 1 Jun 2023 (Silk Post) ; "
            "deadline named (by 2030): 15 Nov 2025 (Silk Post)",
        ),
        (
            "ru",
            "названо впервые: 29.12.2021 (Silk Post) ; повторено: 22.05.2023 (Silk Post) , 01.06.2023 (Silk Post) ; "
            "назван срок (к 2030 году): 15.11.2025 (Silk Post)",
        ),
    ],
)
def test_every_statement_of_a_target_says_what_it_changed_when_and_who_made_it(
    results: Results, lang: str, expected: str
) -> None:
    told = [
        ("first", "2021-12-29", None),
        ("repeated", "2023-05-22", None),
        ("repeated", "2023-06-01", None),
        ("deadline_named", "2025-11-15", 2030),
    ]
    case, promise = restated(results, *told)
    assert plain(promised.moves(voice(case, lang), promise)) == expected


def test_a_passed_deadline_is_not_closed_until_a_person_closes_it(results: Results) -> None:
    told = ("first", "2017-01-01", 2020)
    case, promise = restated(results, told, state="passed", deadline=dt.date(2020, 12, 31))
    assert plain(promised.standing(voice(case), promise)) == "deadline passed, no report that it was met; not closed"
    closing = Closing(row="decisions/d1", decision="missed", contradicted_by=("indicator_values/told-0",))
    case, promise = restated(results, told, state="passed", deadline=dt.date(2020, 12, 31), closing=closing)
    said = plain(promised.standing(voice(case), promise))
    assert "closed: not kept (A. Analyst, 1 Feb 2026: the office says so)" in said
    assert "against it speaks" in said


def history(name: str, state: str, due: str | None, *told: Announcement) -> History:
    """Return the history of an opening of the small case's project."""
    days = partial(due) if due else None
    return History(id=name, subject="plant", event="opened", announcements=told, state=state, due=days)


def announced(kind: str, day: str, said: Span) -> Announcement:
    return Announcement(
        kind=kind, refs=("milestones/plant-1",), day=partial(day), said=said, actual=kind == "done"
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_what_is_overdue_comes_first_and_every_announcement_leads_to_its_row(results: Results, lang: str) -> None:
    row = Row(table="milestones", id="plant-1", cells={"subject": "plant", "kind": "opened", "status": "plan"})
    ahead = history("a", "ahead", "2027", announced("planned", "2027", Span()))
    passed = history("b", "passed", "2024", announced("planned", "2024", partial("2020-02")))
    happened = history("c", "happened", None, announced("done", "2023", partial("2023-02")))
    case = with_ledger(results, (row,), histories=(happened, ahead, passed))
    tree: html.HtmlElement = html.document_fromstring(render_html(case, lang))
    rows = tree.get_element_by_id("due").xpath(".//tbody/tr")
    standing = [" ".join(one.text_content().split()) for one in rows]
    codes = [voice(case, lang).code("promise_states", state) for state in ("passed", "ahead", "happened")]
    assert all(code.replace("\u00a0", " ") in said for code, said in zip(codes, standing, strict=True))
    label = compose(case, lang).places.labels["row:milestones/plant-1"]
    assert all(one.xpath(f".//a[@href='#{label}']") for one in rows)


@pytest.mark.parametrize(("lang", "named"), [("ru", None), ("en", None), ("ru", 2018), ("en", 2018)])
def test_a_promised_growth_shows_its_base_the_level_it_leads_to_and_where_the_base_comes_from(
    results: Results, lang: str, named: int | None
) -> None:
    series = next(one for one in results.measures.series if len(one.points) > 1)
    base, end = series.points[0], series.points[-1]
    at = [point.figures[0] if len(point.figures) == 1 else f"{series.id}/{point.year}" for point in (base, end)]
    case, promise = restated(
        results, ("first", "2019-05-01", 2020), number=exact(Decimal(20)), unit="percent", state="met",
        outcomes=(Outcome(series.id, at[1], Decimal("1.1"), met=True, base=at[0]),),
    )  # fmt: skip
    goal = case.ledger.figures[-1]
    grown = msgspec.structs.replace(
        goal, number=exact(Decimal(20)), unit="percent", change="relative_change", growth_from=named and base.year
    )
    case = with_ledger(case, figures=(*case.ledger.figures[:-1], grown))
    _, share = arithmetic.reached(voice(case, lang), promise, promise.outcomes[0])
    told = [plain(line) for line in share.calculation.lines]  # type: ignore[union-attr]
    assert str(base.year) in told[0]
    assert ("назван базой" in told[0] or "names it" in told[0]) == bool(named)
    level = told[1].split(" = ")[1]
    assert "+20" in told[1]
    assert f" ÷ {level} = 110" in told[2]
