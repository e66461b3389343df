"""Overrides of verdicts as the registry keeps them: rows, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from karvon.model.override import Evidence, Override
from karvon.model.row import Row


def overrides(rows: Iterable[Row]) -> tuple[Override, ...]:
    """Return the overrides that rows of the registry hold, the latest first."""
    made = [_override(row) for row in rows if row.table == "overrides"]
    return tuple(sorted(sorted(made, key=lambda one: one.id), key=lambda one: one.made_on, reverse=True))


def _override(row: Row) -> Override:
    cells = row.cells
    return Override(
        id=row.id,
        judged=cells["judged"],
        rule=cells["rule"],
        verdict=cells["verdict"],
        cause=row.get("cause"),
        was=cells["was"],
        evidence=msgspec.json.decode(cells["evidence"], type=Evidence),
        who=cells["who"],
        why=cells["why"],
        made_on=cells["made_on"],
    )


def override_row(one: Override) -> Row:
    """Return the row that records an override."""
    cells = {
        "judged": one.judged,
        "rule": one.rule,
        "verdict": one.verdict,
        "cause": one.cause or "",
        "was": one.was,
        "evidence": msgspec.json.encode(one.evidence).decode(),
        "who": one.who,
        "why": one.why,
        "made_on": one.made_on,
    }
    return Row(table="overrides", id=one.id, cells={column: text for column, text in cells.items() if text})
