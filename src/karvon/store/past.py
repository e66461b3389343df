"""Histories on their way in: revisions that another registry recorded, kept exactly as they were recorded."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from karvon.model.document import Finding
from karvon.model.row import Row
from karvon.store.references import Placed
from karvon.store.revisions import UNSTORABLE, Change, Revision, moment
from karvon.store.rules import Problem, shown
from karvon.store.schema import columns_of
from karvon.store.sheets import found

if TYPE_CHECKING:
    from karvon.store.intake import CheckedRow

REVISION = re.compile(r"[1-9]\d{0,8}", re.ASCII)
RETIRED = {"no": False, "yes": True}


def stamp_problems(cells: Mapping[str, str]) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with the revision columns of a row of a history."""
    forms = {
        "revision": REVISION.fullmatch(cells["revision"]) is not None,
        "recorded_at": _is_moment(cells["recorded_at"]),
        "retired": cells["retired"] in RETIRED,
    }
    for column, good in forms.items():
        if not good:
            yield column, ("history_cell", {"value": shown(cells[column])})
    for column in ("recorded_by", "reason"):
        if UNSTORABLE.search(cells[column]):
            yield column, ("control_character", {})


def histories_of(
    file: str, table: str, rows: Sequence[CheckedRow], stored: Sequence[Revision]
) -> tuple[list[Placed], list[Finding]]:
    """Return one placed row per id with its revisions in order; an id whose revisions do not fit gives a finding."""
    known: dict[str, dict[int, Revision]] = {}
    for revision in stored:
        known.setdefault(revision.row.id, {})[revision.row.revision] = revision
    by_id: dict[str, list[tuple[int, Revision]]] = {}
    for number, cells in rows:
        by_id.setdefault(cells["id"], []).append((number, _revision(table, cells)))
    placed: list[Placed] = []
    findings: list[Finding] = []
    for key, numbered in by_id.items():
        numbered.sort(key=lambda each: each[1].row.revision)
        misfit = _misfit(numbered, known.get(key, {}))
        if misfit:
            number, code = misfit
            findings.append(found(file, code, row=number, column="revision", value=key))
        else:
            placed.append(_place(file, table, numbered, known.get(key, {})))
    return placed, findings


def _misfit(numbered: Sequence[tuple[int, Revision]], known: Mapping[int, Revision]) -> tuple[int, str] | None:
    """Return the first row whose revision contradicts a stored one, or leaves a gap, and what is wrong with it."""
    last = max((revision for revision in known if revision < numbered[0][1].row.revision), default=0)
    for number, revision in numbered:
        place = revision.row.revision
        if known.get(place, revision) != revision:
            return number, "history_conflict"
        if place != last + 1:
            return number, "history_gap"
        last = place
    return None


def _place(file: str, table: str, numbered: Sequence[tuple[int, Revision]], known: Mapping[int, Revision]) -> Placed:
    """Return the row as it will stand when its revisions are stored beside those already known."""
    number, given = numbered[-1]
    newest = known[max(known)] if known and max(known) > given.row.revision else given
    change = Change(id=newest.row.id, cells=newest.row.cells, retired=newest.retired)
    return Placed(file=file, row=number, table=table, change=change, past=tuple(revision for _, revision in numbered))


def _revision(table: str, cells: Mapping[str, str]) -> Revision:
    filled = {column: cells[column] for column in columns_of(table) if column != "id" and cells.get(column)}
    return Revision(
        row=Row(table=table, id=cells["id"], cells=filled, revision=int(cells["revision"])),
        recorded_at=cells["recorded_at"],
        recorded_by=cells["recorded_by"],
        reason=cells["reason"],
        retired=RETIRED[cells["retired"]],
    )


def _is_moment(text: str) -> bool:
    try:
        return moment(dt.datetime.fromisoformat(text)) == text
    except ValueError:
        return False
