"""Results as tables for a notebook: one polars frame each, numbers as Float64 with their bounds, dates as Date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec
import polars as pl

from karvon.model import vocabulary
from karvon.model.ledger import Check, Promise
from karvon.model.odds import Pool, ReferenceView, View
from karvon.model.results import Results
from karvon.model.row import Row
from karvon.model.values import Interval

TYPES: Mapping[str, Any] = {
    "text": pl.String,
    "number": pl.Float64,
    "integer": pl.Int64,
    "date": pl.Date,
    "yes": pl.Boolean,
    "list": pl.List(pl.String),
}
NOBODY: Mapping[str, tuple[str | None, str]] = {}
NUMBER = {"value": "number", "low": "number", "high": "number"}
PERIOD = {"period_start": "date", "period_end": "date", "period_type": "text", "resolution": "text"}
FIGURE = (
    {"id": "text", "origin": "text", "indicator": "text", "subject": "text", "phrase": "text"}
    | NUMBER
    | dict.fromkeys(
        ("bound", "unit", "change", "reporter", "partner", "territory", "sector", "stage", "status"), "text"
    )
    | {"coverage": "text", "official": "yes"}
    | PERIOD
    | dict.fromkeys(("side", "speaker", "role", "outlet", "url", "document"), "text")
    | {"published_first": "date", "published_last": "date", "quote": "text"}
)
CLAIM = (
    {"id": "text", "document": "text", "kind": "text", "indicator": "text", "subject": "text"}
    | NUMBER
    | dict.fromkeys(
        ("bound", "unit", "change", "reporter", "partner", "territory", "sector", "stage", "status"), "text"
    )
    | PERIOD
    | dict.fromkeys(("speaker", "role", "speech", "outlet"), "text")
    | {"parties": "list", "date_signed": "text", "agreement_status": "text"}
    | {"start": "integer", "end": "integer", "quote": "text", "rules": "list"}
)
CHECK = {"id": "text", "rule": "text", "operator": "text", "verdict": "text", "group": "text"} | {
    "terms": "list",
    "against": "list",
    **{f"{side}_{part}": "number" for side in ("computed", "stated") for part in NUMBER},
    "unit": "text",
    "causes": "list",
    "established": "list",
    "computed_verdict": "text",
    "judged_by": "text",
}
FACT = {"id": "text", "indicator": "text"} | NUMBER | {"unit": "text", "verdict": "text", "figures": "list"}
TARGET = (
    {"id": "text", "indicator": "text"}
    | NUMBER
    | {"unit": "text", "deadline": "date", "restatements": "list", "state": "text", "closed": "text"}
)
OUTCOME = {"series": "text", "figure": "text", "reached": "number", "met": "yes"}
SERIES = {"series": "text", "indicator": "text", "reporter": "text", "partner": "text", "coverage": "text"} | {
    "year": "integer",
    **NUMBER,
    "unit": "text",
    "figures": "list",
}
ODDS = (
    dict.fromkeys(("target", "indicator", "basis", "base_series"), "text")
    | {"base_year": "integer", "target_year": "integer", "multiple": "number"}
    | {"view": "text", "series": "text", "first": "integer", "last": "integer", "contiguous": "yes"}
    | {"chance": "number", "low": "number", "high": "number", "weight": "number"}
)
FINDING = {"file": "text", "place": "text", "severity": "text", "code": "text", "ru": "text", "en": "text"}


def rows_frame(table: str, rows: Iterable[Row]) -> pl.DataFrame:
    """Return rows of a registry table: numbers as numbers, dates as written, for they may be a month or a year."""
    kinds = {column["column"]: column["type"] for column in vocabulary.tables()[table]}
    columns = {name: kind if kind in ("number", "integer") else "text" for name, kind in kinds.items()}
    records = [{"id": row.id, **row.cells, "revision": row.revision} for row in rows]
    return _frame(columns | {"revision": "integer"}, records)


def claims_frame(results: Results) -> pl.DataFrame:
    """Return the claims, by document and place."""
    records = [
        {name: getattr(claim, name, None) for name in CLAIM} | _period(claim.period)
        for claim in sorted(results.claims, key=lambda claim: (claim.document, claim.start, claim.end, claim.id))
    ]
    return _frame(CLAIM, records)


def figures_frame(results: Results) -> pl.DataFrame:
    """Return every figure that the ledger compared, from texts, tables and assumptions alike."""
    records = [
        {name: getattr(figure, name, None) for name in FIGURE}
        | _number(figure.number)
        | _period(figure.period)
        | {"outlet": figure.source.outlet, "url": figure.source.url, "document": figure.source.document}
        | {"published_first": figure.source.published.first, "published_last": figure.source.published.last}
        for figure in results.ledger.figures
    ]
    return _frame(FIGURE, records)


def checks_frame(results: Results) -> pl.DataFrame:
    """Return the checks of the ledger with their arithmetic: `computed` from `terms`, held against `stated`."""
    judged = {one.target: (one.computed, one.who) for one in results.overrides if one.target}
    return checks_table(results.ledger.checks, judged)


def checks_table(checks: Iterable[Check], judged: Mapping[str, tuple[str | None, str]] = NOBODY) -> pl.DataFrame:
    """Return checks as a table; `judged` are the computed verdict of those that a person judged, and who did."""
    groups = {code: entry["group"] for code, entry in vocabulary.by_code("verdicts").items()}
    listed = list(checks)
    by_people = [judged.get(check.id, (check.verdict, None)) for check in listed]
    columns: dict[str, list[Any]] = {
        **{name: [getattr(check, name) for check in listed] for name in CHECK.keys() & set(Check.__struct_fields__)},
        "group": [groups[check.verdict] for check in listed],
        **{f"computed_{end}": [getattr(check.computed, end) for check in listed] for end in NUMBER},
        **{f"stated_{end}": [getattr(check.stated, end) for check in listed] for end in NUMBER},
        "causes": [[cause.code for cause in check.causes] for check in listed],
        "established": [[cause.code for cause in check.causes if cause.established] for check in listed],
        "computed_verdict": [verdict for verdict, _ in by_people],
        "judged_by": [who for _, who in by_people],
    }
    return pl.DataFrame([_column(name, kind, columns[name]) for name, kind in CHECK.items()])


def facts_frame(results: Results) -> pl.DataFrame:
    """Return the facts, each with the figures that tell it and the number all of them allow."""
    figures = {figure.id: figure for figure in results.ledger.figures}
    records = [
        {"id": fact.id, "verdict": fact.verdict, "figures": fact.figures}
        | {"indicator": figures[fact.figures[0]].indicator, "unit": figures[fact.figures[0]].unit}
        | _number(fact.number)
        for fact in results.ledger.facts
    ]
    return _frame(FACT, records)


def targets_frame(results: Results) -> pl.DataFrame:
    """Return the promises, one row for each series or report by which a promise came to something, else one."""
    records = [
        {name: getattr(promise, name, None) for name in TARGET}
        | _number(promise.number)
        | {"closed": promise.closing.decision if promise.closing else None}
        | outcome
        for promise in results.ledger.promises
        for outcome in _outcomes(promise) or ({},)
    ]
    return _frame(TARGET | OUTCOME, records)


def _outcomes(promise: Promise) -> tuple[dict[str, object], ...]:
    """Return what statistics and published figures say became of a promise; `met` is empty where they do not decide."""
    decides = {"met": True, "missed": False}
    return (
        *({name: getattr(one, name) for name in OUTCOME} for one in promise.outcomes),
        *({"figure": one.figure, "reached": one.reached, "met": decides.get(one.says)} for one in promise.reports),
    )


def series_frame(results: Results) -> pl.DataFrame:
    """Return the official trade series, one row for a year of a series."""
    records = [
        {name: getattr(series, name, None) for name in SERIES}
        | {"series": series.id, "year": point.year, "figures": point.figures}
        | _number(point.number)
        for series in results.measures.series
        for point in series.points
    ]
    return _frame(SERIES, records)


def odds_frame(results: Results) -> pl.DataFrame:
    """Return the odds of open targets: a row for each view from each base, and one for the views pooled."""
    records = [
        {"target": one.need.promise, "indicator": one.indicator, "basis": one.need.basis, "multiple": one.multiple}
        | {"base_series": one.need.series, "base_year": one.need.base_year, "target_year": one.need.target_year}
        | view
        for one in (results.outlook.odds if results.outlook else ())
        for view in (*map(_view, one.views), *([_pooled(one.pool)] if one.pool else []))
    ]
    return _frame(ODDS, records)


def findings_frame(results: Results) -> pl.DataFrame:
    """Return what could not be read or used, in words of both languages."""
    from karvon.say.findings import finding as in_words  # noqa: PLC0415

    records = [
        {name: getattr(found, name, None) for name in FINDING} | {lang: in_words(found, lang) for lang in ("ru", "en")}
        for found in results.findings
    ]
    return _frame(FINDING, records)


def _view(view: View) -> dict[str, object]:
    said = {name: getattr(view, name, None) for name in ("series", "chance", "low", "high", "weight")}
    if isinstance(view, ReferenceView):
        members = view.members
        years = {"first": members.since, "last": members.last, "contiguous": members.contiguous}
        return said | years | {"view": "reference"}
    return said | {"first": view.first, "last": view.last, "view": view.method}


def _pooled(pool: Pool) -> dict[str, object]:
    return {"view": "pool", "chance": pool.chance, "low": pool.low, "high": pool.high}


def _number(number: Interval, prefix: str = "") -> dict[str, Decimal | None]:
    return {prefix + "value": number.value, prefix + "low": number.low, prefix + "high": number.high}


def _period(period: Any) -> dict[str, object]:
    return {
        "period_start": period.start,
        "period_end": period.end,
        "period_type": period.type,
        "resolution": period.resolution,
    }


def _frame(columns: Mapping[str, str], records: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Return the records as a frame with exactly these columns, whether there are any records or not."""
    return pl.DataFrame(
        [_column(name, kind, [record.get(name) for record in records]) for name, kind in columns.items()]
    )


def _column(name: str, kind: str, values: Sequence[Any]) -> pl.Series:
    """Return one column; lists go by way of JSON, which polars takes in thirty times as fast as lists of Python."""
    if kind == "list":
        written = [None if value is None else msgspec.json.encode(value).decode() for value in values]
        return pl.Series(name, written, pl.String).str.json_decode(TYPES[kind])
    return pl.Series(name, [_plain(kind, value) for value in values], TYPES[kind])


def _plain(kind: str, value: Any) -> Any:
    if value is None:
        return None
    convert = {"number": float, "integer": int}.get(kind)
    return convert(value) if convert else value


FRAMES: Mapping[str, Callable[[Results], pl.DataFrame]] = {
    "claims": claims_frame,
    "figures": figures_frame,
    "ledger": checks_frame,
    "facts": facts_frame,
    "targets": targets_frame,
    "series": series_frame,
    "odds": odds_frame,
    "findings": findings_frame,
}
