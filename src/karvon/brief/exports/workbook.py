"""A workbook of the ledger: checks, what each source says, facts, figures, promises and placed documents."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from karvon.brief.blocks import words
from karvon.brief.exports.tables import address, checks, members, said
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.dates import Span
from karvon.model.figure import Figure
from karvon.model.ledger import Outcome, Report
from karvon.model.results import Results
from karvon.model.values import Interval
from karvon.say import dates, numbers

CREATED = dt.datetime(2000, 1, 1)  # a workbook stamps the time it was made; the same ledger gives the same bytes
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_CELL = 32_767
WIDTHS = {"text": 60, "short": 16, "number": 18}
EXACT_DIGITS = 15  # a workbook's numbers are floats; a longer one is written as text

Cell = str | Decimal | int | None


class Column(NamedTuple):
    """A column: the key of its heading among the phrases, and how wide it stands."""

    key: str
    width: str = "short"


class Sheet(NamedTuple):
    """A sheet: the key of its name, its columns and its rows."""

    key: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]


def render(results: Results, lang: str) -> bytes:
    """Return the ledger of one run as an XLSX workbook, with headings and words in one language."""
    voice = Voice(results, lineage(results), lang)
    return written(voice, sheets(voice))


def written(voice: Voice, pages: Iterable[Sheet]) -> bytes:
    """Return sheets as an XLSX workbook under the title of the case, the same bytes for the same sheets."""
    from xlsxwriter import Workbook  # noqa: PLC0415

    out = io.BytesIO()
    with Workbook(out, OPTIONS) as book:
        book.set_properties({"created": CREATED, "title": _title(voice)})
        styles = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "number": book.add_format({"num_format": "#,##0.########", "valign": "top"}),
        }
        for sheet in pages:
            _write(book, styles, voice, sheet)
    return out.getvalue()


def sheets(voice: Voice) -> Iterator[Sheet]:
    """Yield the sheets of the workbook in order."""
    yield _about(voice)
    yield _checks(voice)
    yield _sources(voice)
    yield _facts(voice)
    yield _figures(voice)
    yield _promises(voice)
    yield _placements(voice)


def _title(voice: Voice) -> str:
    case = voice.results.case
    return case.title_ru if voice.lang == "ru" else case.title_en


def _write(book: Any, styles: dict[str, Any], voice: Voice, sheet: Sheet) -> None:
    page = book.add_worksheet(voice.word(f"export.sheet.{sheet.key}"))
    page.freeze_panes(1, 1)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, WIDTHS[column.width])
        page.write_string(0, place, voice.word(f"export.column.{column.key}"), styles["head"])
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row):
            _cell(page, styles, (last, place), cell)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _cell(page: Any, styles: dict[str, Any], at: tuple[int, int], cell: Cell) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, str):
        page.write_string(*at, cell if len(cell) <= LONGEST_CELL else cell[: LONGEST_CELL - 1] + "…", styles["text"])
    elif len(Decimal(cell).as_tuple().digits) > EXACT_DIGITS:
        page.write_string(*at, f"{cell:f}", styles["text"])
    else:
        page.write_number(*at, float(cell), styles["number"])


def _about(voice: Voice) -> Sheet:
    case = voice.results.case
    ledger = voice.results.ledger
    rows: list[tuple[Cell, ...]] = [
        (voice.word("export.about.case"), _title(voice)),
        (voice.word("export.about.as_of"), dates.day(case.as_of, voice.lang)),
        (voice.word("export.sheet.checks"), len(ledger.checks)),
        (voice.word("export.sheet.facts"), len(ledger.facts)),
        (voice.word("export.sheet.figures"), len(ledger.figures)),
        (voice.word("export.about.intervals"), voice.word("export.about.intervals_explained")),
        *((code, russian if voice.lang == "ru" else english) for code, russian, english in case.assumptions),
    ]
    return Sheet("about", (Column("what", "text"), Column("said", "text")), rows)


def _checks(voice: Voice) -> Sheet:
    columns = (
        Column("id"), Column("verdict"), Column("rule", "text"), Column("about", "text"), Column("arithmetic", "text"),
        Column("causes", "text"), Column("settle", "text"), Column("computed", "number"),
        Column("computed_low", "number"),
        Column("computed_high", "number"), Column("stated", "number"), Column("stated_low", "number"),
        Column("stated_high", "number"), Column("unit"), Column("computed_verdict"), Column("judged_by", "text"),
    )  # fmt: skip
    rows = (
        (
            told.check.id, voice.code("verdicts", told.check.verdict), told.rule, told.about, told.arithmetic,
            told.causes, told.settle, *_sides(told.check.computed), *_sides(told.check.stated), told.check.unit,
            told.computed, told.judged,
        )
        for told in checks(voice)
    )  # fmt: skip
    return Sheet("checks", columns, rows)


def _sources(voice: Voice) -> Sheet:
    columns = (
        Column("check"), Column("side"), Column("figure"), Column("testimony", "text"), Column("published"),
        Column("address", "text"),
    )  # fmt: skip
    return Sheet("sources", columns, _source_rows(voice))


def _source_rows(voice: Voice) -> Iterator[tuple[Cell, ...]]:
    for told in checks(voice):
        for side, name in members(told.check):
            figure = voice.lineage.figures.get(name)
            row = voice.lineage.rows.get(name)
            dated = _day(voice, figure.source.published) if figure else (row.get("source_date") if row else None)
            url = address(voice, figure) if figure else (row.get("source_url") if row else None)
            yield told.check.id, voice.word(f"export.side.{side}"), name, said(voice, name), dated, url


def _facts(voice: Voice) -> Sheet:
    columns = (
        *_subject_columns(), Column("value", "number"), Column("low", "number"), Column("high", "number"),
        Column("unit"), Column("verdict"), Column("times"), Column("figures", "text"),
    )  # fmt: skip
    named = voice.lineage.figures
    rows = (
        (
            fact.id, *_subject(voice, named[fact.figures[0]]), *_sides(fact.number), named[fact.figures[0]].unit,
            voice.code("verdicts", fact.verdict), len(fact.figures), ", ".join(fact.figures),
        )
        for fact in voice.results.ledger.facts
    )  # fmt: skip
    return Sheet("facts", columns, rows)


def _figures(voice: Voice) -> Sheet:
    columns = (
        *_subject_columns(), Column("value", "number"), Column("low", "number"), Column("high", "number"),
        Column("bound"), Column("unit"), Column("change"), Column("coverage"), Column("voice"), Column("outlet"),
        Column("published"), Column("address", "text"), Column("quote", "text"),
    )  # fmt: skip
    rows = (
        (
            one.id, *_subject(voice, one), *_sides(one.number), voice.code("bounds", one.bound), one.unit,
            voice.word(f"export.change.{one.change}"),
            voice.code("coverages", one.coverage), one.speaker or voice.country(one.side), one.source.outlet,
            _day(voice, one.source.published), address(voice, one), one.quote,
        )
        for one in voice.results.ledger.figures
    )  # fmt: skip
    return Sheet("figures", columns, rows)


def _subject_columns() -> tuple[Column, ...]:
    return (
        Column("id"), Column("indicator"), Column("subject", "text"), Column("reporter"), Column("partner"),
        Column("territory"), Column("stage"), Column("status"), Column("period"),
    )  # fmt: skip


def _subject(voice: Voice, figure: Figure) -> tuple[Cell, ...]:
    return (
        voice.code("indicators", figure.indicator),
        words(voice.subject(figure.subject)) if figure.subject else figure.phrase,
        voice.country(figure.reporter), voice.country(figure.partner), voice.country(figure.territory),
        voice.code("stages", figure.stage), voice.code("statuses", figure.status),
        dates.period(figure.period, voice.lang) if figure.period.start or figure.period.end else None,
    )  # fmt: skip


def _promises(voice: Voice) -> Sheet:
    columns = (
        Column("id"), Column("indicator"), Column("value", "number"), Column("unit"), Column("deadline"),
        Column("published"), Column("testimony", "text"), Column("address", "text"), Column("outcome", "text"),
    )  # fmt: skip
    return Sheet("promises", columns, _promise_rows(voice))


def _promise_rows(voice: Voice) -> Iterator[tuple[Cell, ...]]:
    for promise in voice.results.ledger.promises:
        told = [_outcome(voice, one) for one in promise.outcomes]
        outcome = "; ".join([*told, *(_report(voice, one) for one in promise.reports)])
        for name in promise.restatements:
            figure = voice.lineage.figures[name]
            yield (
                promise.id, voice.code("indicators", promise.indicator), promise.number.value, promise.unit,
                dates.deadline(promise.deadline, voice.lang) if promise.deadline else voice.word("deadline.none"),
                _day(voice, figure.source.published), said(voice, name), address(voice, figure), outcome,
            )  # fmt: skip


def _outcome(voice: Voice, outcome: Outcome) -> str:
    """Return the share of a promise reached on one side's series, and whether that met it."""
    series = next((one for one in voice.results.measures.series if one.id == outcome.series), None)
    whose = (
        f"{voice.country(series.reporter)} ({voice.code('coverages', series.coverage)})" if series else outcome.series
    )
    met = voice.word("export.met" if outcome.met else "export.missed")
    return f"{whose}: {numbers.percent(outcome.reached, voice.lang, 1)}, {met}"


def _report(voice: Voice, report: Report) -> str:
    """Return what a published figure says of a promise: the figure, its day, the share reached, what follows."""
    share, says = numbers.percent(report.reached, voice.lang, 1), voice.code("promise_reports", report.says)
    return f"{said(voice, report.figure)} ({_day(voice, report.day)}): {share}, {says}"


def _placements(voice: Voice) -> Sheet:
    columns = (Column("document", "text"), Column("proved", "text"), Column("likely", "text"))
    rows = (
        (one.document, dates.between(one.proved, voice.lang), dates.between(one.likely, voice.lang))
        for one in voice.results.ledger.placements
    )
    return Sheet("placements", columns, rows)


def _sides(number: Interval) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return number.value, number.low, number.high


def _day(voice: Voice, days: Span) -> str | None:
    return None if days == Span() else dates.short(days, voice.lang)
