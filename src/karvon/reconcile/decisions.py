"""Decisions of people on promises and announcements: found again by the id of what they close, and held to account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from karvon.model.dates import Span, partial
from karvon.model.ledger import Closing
from karvon.model.row import Row

TABLE = "decisions"


def decided(rows: Iterable[Row]) -> Mapping[str, Row]:
    """Return the decision in force on every promise or history, by its id: the one made last."""
    found: dict[str, Row] = {}
    for row in sorted((row for row in rows if row.table == TABLE), key=lambda row: (row.cells["made_on"], row.id)):
        found[row.cells["promise"]] = row
    return found


def closing(row: Row, said: Iterable[tuple[Span, tuple[str, ...]]], against: Iterable[str] = ()) -> Closing:
    """Return a decision with what speaks against it: `against`, and whatever was said of the matter after it."""
    made = partial(row.cells["made_on"]).last
    later = [name for days, names in said if days.first and made and days.first > made for name in names]
    return Closing(row=row.ref, decision=row.cells["decision"], contradicted_by=(*against, *later))
