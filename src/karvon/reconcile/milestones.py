"""What is said to have happened and what is planned: dates and stages of one thing that do not fit together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import msgspec

from karvon.model.claim import Claim
from karvon.model.dates import Span, partial
from karvon.model.document import Document
from karvon.model.ledger import Check
from karvon.model.row import Row
from karvon.model.values import Interval, exact
from karvon.model.vocabulary import by_code
from karvon.reconcile.callings import calling
from karvon.reconcile.checks import make, possible
from karvon.reconcile.names import named_in
from karvon.reconcile.proper import kind_of
from karvon.reconcile.things import THINGS, one_names

REPORTS = ("status_reported", "operator_selected", "contract_signed")
Stated = tuple[str, Span]  # a reference and the days it speaks of
ONCE = ("created", "launched", "opened", "completed", "first_meeting", "construction_start")


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One statement on a thing: what happened or is planned, when, and at which stage that leaves it.

    Where the source names no day (`dated`), it is the day of the page: by then it had happened. `thing` is what kind of
    thing it is, as far as words tell.
    """

    ref: str
    subject: str
    kind: str
    stage: str
    day: Span
    actual: bool
    source: str
    dated: bool = True
    thing: str = ""


def milestone_checks(
    rows: Iterable[Row],
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    spoken: Iterable[Step] = (),
) -> list[Check]:
    """Return the checks of every thing whose dates or stages contradict one another; `spoken` is what texts announce.

    A thing is known by the registry, or by the name in quotation marks that texts give it.
    """
    listed = sorted(rows, key=lambda row: row.ref)
    subjects: dict[str, list[Step]] = {}
    told = (*registered(listed), *stages(claims, listed, documents), *spoken)
    names = one_names((step.subject, step.thing) for step in told)
    for step in told:
        subjects.setdefault(names.get(step.subject, step.subject), []).append(step)
    checks: list[Check] = []
    for subject in sorted(subjects):
        steps = sorted(subjects[subject], key=lambda step: (step.day, step.ref))
        checks += [*_repeated(steps), *_planned(steps), *_backwards(steps)]
    return checks + step_checks(listed)


def step_checks(rows: Iterable[Row]) -> list[Check]:
    """Return the checks of parties that are said not to have done what they did, or to have done it on two days."""
    groups: dict[tuple[str, str], list[tuple[Span, Row]]] = {}
    for row in rows:
        day = row.get("date") or row.get("source_date")
        if row.table == "agreement_steps" and day:
            groups.setdefault((row.cells["agreement"], row.cells["party"]), []).append((partial(day), row))
    checks = []
    for key in sorted(groups):
        steps = sorted(groups[key], key=lambda step: (step[0], step[1].id))
        for (first, early), (second, late) in pairwise(steps):
            rule = _contradiction(early, late)
            if rule and follows(second, first):
                checks.append(_step_check(rule, (early, first), (late, second)))
    return checks


def _step_check(rule: str, early: tuple[Row, Span], late: tuple[Row, Span]) -> Check:
    """Return the check of two steps of a party: by their ranks where one undoes the other, else by their days."""
    if rule == "step_dates":
        return _check(rule, (early[0].ref, early[1]), (late[0].ref, late[1]))
    ranks = [_rank(row, "agreement_statuses") for row in (early[0], late[0])]
    return _ranked(rule, (early[0].ref, ranks[0]), (late[0].ref, ranks[1]), "conflict")


def _contradiction(early: Row, late: Row) -> str | None:
    """Return the rule that two steps of a party break; a status without a date holds on the day it was reported."""
    before, after = _rank(early, "agreement_statuses"), _rank(late, "agreement_statuses")
    if after < before:
        return "step_order"
    dated = early.get("date") is not None and late.get("date") is not None
    return "step_dates" if dated and after == before else None


def registered(rows: Iterable[Row]) -> list[Step]:
    """Return the dated milestones of the registry."""
    kinds = by_code("milestone_kinds")
    return [
        Step(
            ref=row.ref,
            subject=row.cells["subject"],
            kind=row.cells["kind"],
            stage=row.get("stage") or kinds[row.cells["kind"]]["stage"],
            day=partial(row.cells["date"]),
            actual=row.cells["status"] == "actual",
            source=row.get("source_url") or row.ref,
        )
        for row in rows
        if row.table == "milestones" and row.get("date")
    ]


def stages(claims: Iterable[Claim], rows: Sequence[Row], documents: Mapping[str, Document]) -> list[Step]:
    """Return what dated documents say of the stage of things that the registry or quotation marks name."""
    names = [
        (row.id, row.get(column) or "") for row in rows if row.table in THINGS for column in ("name_ru", "name_en")
    ]
    steps = []
    for claim in sorted(claims, key=lambda claim: claim.id):
        document = documents.get(claim.document)
        if claim.kind not in ("institution", "event") or not claim.stage or claim.stage == "all" or document is None:
            continue
        day, things = document.published, {thing for thing, name in names if name and named_in(name, _phrase(claim))}
        thing = things.pop() if len(things) == 1 else None if things else calling(claim, document)
        if day.first is not None and day.first == day.last and thing:
            steps.append(_status(claim, thing, day, document))
    return steps


def _status(claim: Claim, thing: str, day: Span, document: Document) -> Step:
    source = document.url or document.id
    return Step(
        ref=claim.id,
        subject=thing,
        kind="status_reported",
        stage=claim.stage or "",
        day=day,
        actual=claim.status in (None, "actual"),
        source=source,
        thing=kind_of(claim.subject or claim.quote),
    )


def _phrase(claim: Claim) -> str:
    return f"{claim.subject or ''} {claim.quote}"


def _repeated(steps: list[Step]) -> list[Check]:
    """Return the checks of one-time events that are said to have happened on days that do not meet."""
    return _neighbours([step for step in steps if step.actual and step.kind in ONCE], "milestone_repeated")


def _planned(steps: list[Step]) -> list[Check]:
    """Return the checks of events planned for dates that do not meet."""
    return _neighbours([step for step in steps if not step.actual and step.kind not in REPORTS], "milestone_dates")


def _neighbours(steps: list[Step], rule: str) -> list[Check]:
    kinds: dict[str, list[Step]] = {}
    for step in steps:
        kinds.setdefault(step.kind, []).append(step)
    checks = []
    for kind in sorted(kinds):
        for before, after in pairwise(kinds[kind]):
            if follows(after.day, before.day):
                verdict = "conflict" if after.dated else "cannot_tell"
                checks.append(_check(rule, (before.ref, before.day), (after.ref, after.day), verdict))
    return checks


def _backwards(steps: list[Step]) -> list[Check]:
    """Return the checks of a stage below one announced earlier or on the same day, and of openings still to come."""
    checks: list[Check] = []
    told: set[tuple[str, Span, str]] = set()
    reached = [step for step in steps if step.actual and step.kind in ONCE and _step_rank(step) is not None]
    for step in steps:
        earlier = [done for done in reached if done.ref != step.ref and _not_before(step.day, done.day)]
        higher = [done for done in earlier if _contradicts(done, step)]
        mark = (step.kind, step.day, step.stage)
        if higher and mark not in told:
            told.add(mark)
            top = max(higher, key=lambda done: (_step_rank(done) or 0, done.day, done.ref))
            checks.append(_stage_check(top, step))
    return checks


def _contradicts(done: Step, step: Step) -> bool:
    """Say whether a step speaks of a thing as less far than it was already said to be.

    What is created on a day is also being created on that day.
    """
    if done.kind == "created" and step.stage == "being_created" and step.day == done.day:
        return False
    if not step.actual and step.kind in ("launched", "opened", "completed"):
        return done.stage in ("launched", "existing", "done") and follows(step.day, done.day)
    rank, top = _step_rank(step), _step_rank(done)
    return step.kind in REPORTS and rank is not None and top is not None and rank < top


def _stage_check(done: Step, step: Step) -> Check:
    """Return the check that a thing was no further than a later step leaves it; what is planned is still to come."""
    planned = not step.actual and step.kind not in REPORTS
    rank = int(by_code("stages")["planned"]["rank"]) if planned else _step_rank(step)
    left, right = (done.ref, _step_rank(done) or 0), (step.ref, rank or 0)
    return _ranked("milestone_stage", left, right, _stage_verdict(done, step))


def _ranked(rule: str, left: tuple[str, int], right: tuple[str, int], verdict: str) -> Check:
    return make(
        rule,
        terms=(left[0],),
        against=(right[0],),
        computed=exact(Decimal(left[1])),
        stated=exact(Decimal(right[1])),
        unit="stage",
        verdict=verdict,
        causes=possible(rule),
    )


def _stage_verdict(done: Step, step: Step) -> str:
    """Return how sure the contradiction is: a contract or a launch after a launch may belong to a later phase."""
    sure = step.kind == "status_reported" or (step.kind not in REPORTS and step.kind != done.kind)
    return "conflict" if sure else "cannot_tell"


def _check(rule: str, left: Stated, right: Stated, verdict: str = "conflict") -> Check:
    return make(
        rule,
        terms=(left[0],),
        against=(right[0],),
        computed=days(left[1]),
        stated=days(right[1]),
        unit="date",
        verdict=verdict,
        causes=possible(rule),
    )


def days(span: Span) -> Interval:
    """Return a span of days as numbers of the form 20251115."""
    first, last = _number(span.first), _number(span.last)
    return Interval(first if first == last else None, first, last)


def _number(day: dt.date | None) -> Decimal | None:
    return None if day is None else Decimal(day.year * 10000 + day.month * 100 + day.day)


def follows(later: Span, earlier: Span) -> bool:
    """Say whether one span lies wholly after another."""
    return later.first is not None and earlier.last is not None and later.first > earlier.last


def _not_before(later: Span, earlier: Span) -> bool:
    return later.last is not None and earlier.first is not None and later.last >= earlier.first


def _step_rank(step: Step) -> int | None:
    rank = by_code("stages").get(step.stage, {}).get("rank", "")
    return int(rank) if rank else None


def _rank(row: Row, vocabulary: str) -> int:
    return int(by_code(vocabulary)[row.cells["status"]]["rank"])
