"""How rows belong together: agreements with their steps, milestones of a subject, and the things that rows name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from karvon.model import vocabulary
from karvon.model.dates import Span, partial
from karvon.model.figure import Source
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.registry.asof import published
from karvon.store.references import SUBJECTS


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What one party did about an agreement, and on which day, as far as it is known."""

    row: Row
    party: str
    status: str
    date: Span


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement and the steps of its parties, oldest first, undated ones last."""

    row: Row
    steps: tuple[Step, ...]

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties in the order of their first steps."""
        return tuple(dict.fromkeys(step.party for step in self.steps))

    def status_of(self, party: str) -> str | None:
        """Return how far a party has come, by the rank of agreement_statuses.csv; None when it did nothing."""
        ranks = {code: int(entry["rank"]) for code, entry in vocabulary.by_code("agreement_statuses").items()}
        return max((step.status for step in self.steps if step.party == party), key=ranks.__getitem__, default=None)


class Milestone(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened or is to happen to a subject, and on which day, as far as it is known."""

    row: Row
    subject: str
    kind: str
    status: str
    date: Span


def of_table(rows: Iterable[Row], table: str) -> tuple[Row, ...]:
    """Return the rows of one table, in their order."""
    return tuple(row for row in rows if row.table == table)


def agreements(rows: Iterable[Row]) -> tuple[Agreement, ...]:
    """Return every agreement with its steps in the order of their dates; the agreements keep their order."""
    given = tuple(rows)
    steps: dict[str, list[Step]] = {}
    for row in of_table(given, "agreement_steps"):
        steps.setdefault(row.cells["agreement"], []).append(_step(row))
    return tuple(
        Agreement(row=row, steps=tuple(sorted(steps.get(row.id, []), key=lambda step: _by_date(step.date, step.row))))
        for row in of_table(given, "agreements")
    )


def milestones(rows: Iterable[Row]) -> Mapping[str, tuple[Milestone, ...]]:
    """Return the milestones of every subject in the order of their dates, undated ones last; subjects by id."""
    found: dict[str, list[Milestone]] = {}
    for row in of_table(rows, "milestones"):
        found.setdefault(row.cells["subject"], []).append(_milestone(row))
    return {
        subject: tuple(sorted(found[subject], key=lambda milestone: _by_date(milestone.date, milestone.row)))
        for subject in sorted(found)
    }


def subjects(rows: Iterable[Row]) -> Mapping[str, Row]:
    """Return the projects, hubs, bodies, agreements and portfolios by id; of two with one id the first of these."""
    found: dict[str, Row] = {}
    given = tuple(rows)
    for table in SUBJECTS:
        for row in of_table(given, table):
            found.setdefault(row.id, row)
    return found


def source_of(row: Row, info: CaseInfo) -> Source:
    """Return where a row can be looked up, and the days on which its source can have appeared."""
    return Source(
        url=row.get("source_url"),
        outlet=row.get("outlet"),
        title=row.get("title") or row.get("dataset"),
        published=published(row, info),
        document=row.id if row.table == "documents" else None,
    )


def _step(row: Row) -> Step:
    return Step(row=row, party=row.cells["party"], status=row.cells["status"], date=_date(row))


def _milestone(row: Row) -> Milestone:
    cells = row.cells
    return Milestone(row=row, subject=cells["subject"], kind=cells["kind"], status=cells["status"], date=_date(row))


def _date(row: Row) -> Span:
    written = row.get("date")
    return partial(written) if written else Span()


def _by_date(date: Span, row: Row) -> tuple[str, str, str]:
    """Return a key that sorts by the last possible day, then the first, then id; no date comes last."""
    last = date.last.isoformat() if date.last else "9999-99-99"
    first = date.first.isoformat() if date.first else ""
    return last, first, row.id
