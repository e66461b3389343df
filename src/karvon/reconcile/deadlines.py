"""What was to happen by a day and did: on time or late."""

from __future__ import annotations

from collections.abc import Iterable

from karvon.model.dates import Span, partial
from karvon.model.ledger import Check
from karvon.model.row import Row
from karvon.model.vocabulary import by_code
from karvon.reconcile.checks import make
from karvon.reconcile.milestones import ONCE, Stated, Step, days, follows, registered

DUE = "adoption_due"
RULE = "deadline_kept"
SIGNED = 3  # rank of a signature among the statuses of an agreement


def deadline_checks(rows: Iterable[Row], spoken: Iterable[Step] = ()) -> list[Check]:
    """Return the checks of agreements with a day set for their adoption, and of planned events that came late.

    `spoken` is what texts announce beside the rows.

    An agreement is adopted when the last of its parties has signed. A planned event that came in time needs no check.
    """
    listed = sorted(rows, key=lambda row: row.ref)
    signed = adopted(listed)
    subjects: dict[str, list[Step]] = {}
    for step in (*registered(listed), *spoken):
        subjects.setdefault(step.subject, []).append(step)
    checks: list[Check] = []
    for subject in sorted(subjects):
        steps = sorted(subjects[subject], key=lambda step: (step.day, step.ref))
        due = _first_of_each_day(step for step in steps if step.kind == DUE)
        checks += [_check(signed[subject], step) for step in due if subject in signed]
        checks += _late(steps)
    return checks


def adopted(rows: Iterable[Row]) -> dict[str, Stated]:
    """Return the step that completed every agreement: the latest of the parties' first signatures."""
    firsts: dict[tuple[str, str], Stated] = {}
    for row in rows:
        if row.table == "agreement_steps" and row.get("date") and _rank(row) >= SIGNED:
            key, stated = (row.cells["agreement"], row.cells["party"]), (row.ref, partial(row.cells["date"]))
            firsts[key] = min(firsts.get(key, stated), stated, key=lambda one: (one[1], one[0]))
    last: dict[str, Stated] = {}
    for agreement, party in sorted(firsts):
        stated = firsts[agreement, party]
        last[agreement] = max(last.get(agreement, stated), stated, key=lambda one: one[1])
    return last


def _late(steps: list[Step]) -> list[Check]:
    """Return the checks of events that happened after a day they were planned for, by the first report of them."""
    checks = []
    for kind in ONCE:
        done = next((step for step in steps if step.actual and step.dated and step.kind == kind), None)
        planned = _first_of_each_day(step for step in steps if not step.actual and step.kind == kind)
        checks += [_check((done.ref, done.day), plan) for plan in planned if done and follows(done.day, plan.day)]
    return checks


def _first_of_each_day(steps: Iterable[Step]) -> list[Step]:
    found: dict[Span, Step] = {}
    for step in steps:
        found.setdefault(step.day, step)
    return list(found.values())


def _check(done: Stated, due: Step) -> Check:
    """Return the check that a day is no later than the one set: late only when no day left open would be in time."""
    return make(
        RULE,
        terms=(done[0],),
        against=(due.ref,),
        computed=days(done[1]),
        stated=days(due.day),
        unit="date",
        verdict=_verdict(done[1], due.day),
    )


def _verdict(done: Span, due: Span) -> str:
    if follows(done, due):
        return "late"
    in_time = done.last is not None and due.last is not None and done.last <= due.last
    return "consistent" if in_time else "cannot_tell"


def _rank(row: Row) -> int:
    return int(by_code("agreement_statuses")[row.cells["status"]]["rank"])
