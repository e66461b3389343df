"""On any day of the case the ledger rests on what was published by then, and nothing later changes a byte of it."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from tests.reconcile.bundled import ledger_of, ledger_of_everything, on, readings, rows, series_of
from tests.reconcile.making import INFO, claim, document, ledger, official, registered, row

from karvon.model.ledger import Ledger
from karvon.model.vocabulary import tables
from karvon.registry import figures

DAYS = [dt.date(2019, 6, 30), dt.date(2022, 6, 30), dt.date(2024, 6, 30)]
DATES = ("source_date", "published")


def names(found: Ledger) -> set[str]:
    """Return everything that a ledger names: figures, rows, claims and years of series."""
    checks = {name for one in found.checks for name in (*one.terms, *one.against)}
    causes = {name for one in found.checks for cause in one.causes for name in cause.evidence}
    facts = {name for one in found.facts for name in one.figures}
    promises = {name for one in found.promises for name in one.restatements}
    outcomes = {outcome.figure for one in found.promises for outcome in one.outcomes}
    placed = {name for one in found.placements for piece in one.evidence for name in piece.refs}
    return checks | causes | facts | promises | outcomes | placed | {figure.id for figure in found.figures}


def known_on(day: dt.date) -> set[str]:
    """Return what may be named on a day, found by comparing its date as written with the day."""
    info = on(day)
    listed = {
        one.ref
        for one in rows()
        if _by(next((text for column in DATES if (text := one.get(column))), None), day)
        or not any(column["column"] in DATES for column in tables()[one.table])
    }
    pages = [one for one in readings() if one.document and one.document.published.last]
    claims = {
        claim.id for one in pages for claim in one.claims if one.document and _last(one.document.published.last) <= day
    }
    told = figures([one for one in rows() if one.ref in listed], info)
    years = {f"{one.id}/{point.year}" for one in series_of(told, info) for point in one.points}
    return listed | claims | years


def _by(written: str | None, day: dt.date) -> bool:
    return written is not None and written <= day.isoformat()[: len(written)] and _whole(written, day)


def _whole(written: str, day: dt.date) -> bool:
    """Say whether a month or year was over by the end of June of a year."""
    return len(written) == len("2024-01-01") or written < day.isoformat()[: len(written)] or written.endswith("-06")


def _last(day: dt.date | None) -> dt.date:
    assert day is not None
    return day


@pytest.mark.parametrize("day", DAYS)
def test_a_ledger_names_nothing_that_was_published_later(day: dt.date) -> None:
    found = ledger_of(on(day))
    assert found.figures
    assert names(found) <= known_on(day)
    assert all(_last(figure.source.published.last) <= day for figure in found.figures)
    for placed in found.placements:
        assert all(piece.span.last is None or piece.span.last <= day for piece in placed.evidence if piece.proves)


@pytest.mark.parametrize("day", [*DAYS, dt.date(2025, 6, 30), dt.date(2026, 3, 31)])
def test_what_came_later_changes_nothing_even_when_it_is_there(day: dt.date) -> None:
    seen, given = ledger_of(on(day)), ledger_of_everything(on(day))
    assert msgspec.json.encode(given) == msgspec.json.encode(seen)


@pytest.mark.parametrize("day", [*DAYS, dt.date(2025, 6, 30), dt.date(2026, 3, 31)])
def test_no_restatement_of_a_promise_is_dated_after_the_day(day: dt.date) -> None:
    found = ledger_of(on(day))
    known = {figure.id: figure for figure in found.figures}
    restated = [known[name] for promise in found.promises for name in promise.restatements]
    assert restated
    assert all(_last(figure.source.published.last) <= day for figure in restated)


def test_the_target_of_ten_billion_has_no_deadline_before_one_is_named() -> None:
    for day, deadline in ((dt.date(2022, 6, 30), None), (dt.date(2026, 3, 31), dt.date(2030, 12, 31))):
        (promise,) = [one for one in ledger_of(on(day)).promises if one.number.value == 10**10]
        assert promise.deadline == deadline


def test_later_documents_rows_figures_and_years_are_left_out_whoever_hands_them_over() -> None:
    after = (INFO.as_of + dt.timedelta(days=1)).isoformat()
    told, series = official("LAO", "NPL", "goods", {2024: ("1000", "1000")})
    later = row("later", "trade_turnover", "5 billion", "2024", published=after)
    late = [msgspec.structs.replace(figure, source=later.source) for figure in told]
    found = ledger(
        figures=[*late, later],
        claims=[claim("said", "jobs", "500", "2024-05-02")],
        documents=[document(published=after)],
        rows=[registered("milestones", "m", subject="x", kind="opened", date="2024", source_date=after)],
        series=[series],
    )
    assert found == Ledger(figures=(), facts=(), checks=(), promises=(), placements=())
