"""SDMX-CSV 2.0: every figure of the ledger that holds at a known time, as one observation.

Dimensions follow the cross-domain concepts of SDMX where there is one (REF_AREA, COUNTERPART_AREA, INDICATOR,
UNIT_MEASURE, TIME_PERIOD); SOURCE_ID makes two sources of one number two observations. The interval of a figure
stands in OBS_LOW and OBS_HIGH, empty where that side is open.
"""

from __future__ import annotations

import csv
import io

from karvon.brief.exports.tables import address, plainly
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.dates import Period, Span, partial
from karvon.model.figure import Figure
from karvon.model.results import Results

DATAFLOW = "KARVON:LEDGER(1.0)"
COLUMNS = (
    "STRUCTURE", "STRUCTURE_ID", "ACTION",
    "SOURCE_ID", "REF_AREA", "COUNTERPART_AREA", "INDICATOR", "UNIT_MEASURE", "TRANSFORMATION", "TERRITORY",
    "SECTOR", "STAGE", "CLAIM_STATUS", "SUBJECT", "TIME_PERIOD",
    "OBS_VALUE", "OBS_LOW", "OBS_HIGH", "BOUND", "COVERAGE", "OFFICIAL", "FACT_ID", "VOICE", "PUBLISHER",
    "PUBLISHED", "SOURCE_URL", "QUOTE",
)  # fmt: skip
NONE = "_Z"  # the SDMX code for "not applicable"


def render(results: Results, lang: str) -> bytes:
    """Return the figures of one run as SDMX-CSV 2.0; a figure without a value or a time is left out."""
    voice = Voice(results, lineage(results), lang)
    fact_of = {figure: fact.id for fact in results.ledger.facts for figure in fact.figures}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for figure in observed(results):
        writer.writerow(_observation(voice, figure, fact_of.get(figure.id, "")))
    return out.getvalue().encode()


def observed(results: Results) -> tuple[Figure, ...]:
    """Return the figures that can be observations: those with a value and a time."""
    return tuple(
        figure for figure in results.ledger.figures if figure.number.value is not None and time_period(figure.period)
    )


def time_period(period: Period) -> str | None:
    """Return a period as an SDMX observational time: a year, month, quarter, day, or start and duration.

    A deadline is the day or year it ends with; an open period is none.
    """
    if period.end is None:
        return None
    if period.start is None:
        return str(period.end.year) if (period.end.month, period.end.day) == (12, 31) else period.end.isoformat()
    for written in (period.start.isoformat()[:4], period.start.isoformat()[:7], period.start.isoformat()):
        if partial(written) == Span(period.start, period.end):
            return written
    return _range(period)


def _range(period: Period) -> str:
    """Return start and duration, in months when both ends are those of months, else in days."""
    start, end = period.start, period.end
    if start is None or end is None:
        raise ValueError("a range has a start and an end")
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    whole = start.day == 1 and partial(end.isoformat()[:7]).last == end
    return f"{start.isoformat()}/P{months}M" if whole else f"{start.isoformat()}/P{(end - start).days + 1}D"


def _observation(voice: Voice, figure: Figure, fact: str) -> tuple[str, ...]:
    number, published = figure.number, figure.source.published
    return (
        "dataflow", DATAFLOW, "I",
        figure.id, figure.reporter or NONE, figure.partner or NONE, figure.indicator, figure.unit, figure.change,
        figure.territory or NONE, figure.sector or NONE, figure.stage or NONE, figure.status, figure.subject or NONE,
        time_period(figure.period) or "",
        plainly(number.value), plainly(number.low), plainly(number.high), figure.bound, figure.coverage or NONE,
        "1" if figure.official else "0", fact, figure.speaker or figure.side or "", figure.source.outlet or "",
        _published(published), address(voice, figure) or "", figure.quote or "",
    )  # fmt: skip


def _published(days: Span) -> str:
    """Return the span of days something was published in as one day or ISO 8601 interval."""
    if days.first is None or days.first == days.last:
        return (days.first or days.last or "") and (days.first or days.last).isoformat()  # type: ignore[union-attr]
    return f"{days.first.isoformat()}/{days.last.isoformat() if days.last else '..'}"
