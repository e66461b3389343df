"""Portfolios held against their members: who is named, what they cost, and what of number and sum nobody names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from karvon.model.dates import Span, partial
from karvon.model.ledger import Check, Roster
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.model.values import ZERO, Interval, exact, negate, total
from karvon.model.values import add as plus
from karvon.reconcile.checks import make, possible
from karvon.reconcile.keys import plain_url
from karvon.reconcile.numbers import fineness
from karvon.reconcile.snapshots import COUNT, VALUE, Cell, Snapshot
from karvon.reconcile.told import Told
from karvon.registry import country_of, published

COSTS = ("actual", "plan", "target")  # a forecast of a cost bounds no portfolio
NOTHING = exact(ZERO)


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """A registered project: when it was first heard of, the stages told of it and when, whether it lies in the pair."""

    id: str
    since: dt.date
    stages: tuple[tuple[dt.date, str], ...]
    inside: bool

    def stage_on(self, day: dt.date) -> str | None:
        """Return the stage told last by a day."""
        return next((stage for said, stage in reversed(self.stages) if said <= day), None)


class Membership(msgspec.Struct, frozen=True):
    """That a source counts a project in a portfolio on the days of a span; `stage` where only at that stage."""

    project: str
    days: Span
    row: str
    stage: str | None = None


class Registered(msgspec.Struct, frozen=True):
    """What the registry knows of projects, of their places in portfolios, and of their costs by project and unit."""

    projects: Mapping[str, Project]
    memberships: Mapping[str, tuple[Membership, ...]]
    costs: Mapping[tuple[str, str], tuple[Told, ...]]


def rosters(shots: Iterable[Snapshot], told: Iterable[Told], rows: Sequence[Row], info: CaseInfo) -> tuple[Roster, ...]:
    """Return every dated count of a registered portfolio with its named members, oldest first.

    A project is a member when a row of `memberships` says so, or when the page that counts the portfolio at a stage
    announces that stage of the project for the same day.
    """
    listed = [shot for shot in shots if shot.subject and shot.dated]
    known = _registered(listed, told if listed else (), rows, info)
    found: dict[tuple[object, ...], Roster] = {}
    for shot in sorted(listed, key=lambda shot: shot.order):
        for cell in shot.cells:
            if cell[0] == COUNT and not cell[2]:
                one = _roster(shot, cell, known)
                key = (one.portfolio, one.day, one.stage, one.number, one.amount, one.unit)
                found[key] = _with(found[key], one) if key in found else one
    return tuple(sorted(found.values(), key=_order))


def member_checks(found: Iterable[Roster], told: Mapping[str, Told]) -> list[Check]:
    """Return the findings about members: more of them than the portfolio has, or dearer than all of it."""
    checks: list[Check] = []
    for one in found:
        if one.number.high is not None and len(one.members) > one.number.high:
            checks.append(_outnumbered(one))
        if one.amount is None or one.amount.high is None:
            continue
        dear = [name for name in one.costs if (told[name].number.low or ZERO) > one.amount.high]
        sums: list[tuple[str, ...]] = [(name,) for name in dear] or [one.costs]
        for names in sums:
            sum_of = total([told[name].number for name in names])
            if sum_of.low is not None and sum_of.low > one.amount.high:
                checks.append(_dearer(one, names, sum_of))
    return checks


def _outnumbered(one: Roster) -> Check:
    return make(
        "members_counted",
        terms=one.evidence,
        against=one.count,
        computed=exact(Decimal(len(one.members))),
        stated=one.number,
        unit="project",
        verdict="conflict",
        causes=possible("members_counted"),
    )


def _dearer(one: Roster, costs: tuple[str, ...], sum_of: Interval) -> Check:
    return make(
        "members_cost",
        terms=costs,
        against=one.value[:1],
        computed=sum_of,
        stated=one.amount or NOTHING,
        unit=one.unit,
        verdict="conflict",
        causes=possible("members_cost"),
    )


def _roster(shot: Snapshot, cell: Cell, known: Registered) -> Roster:
    day, stage = shot.day.last or dt.date.max, cell[3]
    value = next((one for one in shot.cells if one[0] == VALUE and one[2:] == cell[2:]), None)
    unit = value[1] if value else ""
    number, amount = shot.number(cell), shot.number(value) if value else None
    named = _members(shot, stage, day, known)
    costs = [cost for name in named if (cost := _cost(known.costs.get((name, unit), ()), day)) is not None]
    spent = total([cost.number for cost in costs]) if costs else NOTHING
    return Roster(
        portfolio=shot.subject,
        day=shot.day,
        stage=stage,
        count=_ids(shot.cells[cell]),
        value=_ids(shot.cells[value]) if value else (),
        number=number,
        amount=amount,
        unit=unit,
        members=tuple(named),
        evidence=tuple(named.values()),
        costs=tuple(name for cost in costs for name in cost.ids),
        possible=tuple(_possible(stage, day, named, known)),
        known=spent,
        unnamed=_left(number, exact(Decimal(len(named)))),
        unexplained=_left(amount, spent) if amount else None,
    )


def _members(shot: Snapshot, stage: str, day: dt.date, known: Registered) -> dict[str, str]:
    """Return the members of a portfolio on a day, each with the row that proves it; at a stage those told at it."""
    found: dict[str, str] = {}
    for one in known.memberships.get(shot.subject, ()):
        current = (one.days.first or dt.date.min) <= day <= (one.days.last or dt.date.max)
        at = one.stage or known.projects[one.project].stage_on(day)
        if current and stage in ("", at):
            found.setdefault(one.project, one.row)
    return dict(sorted(found.items()))


def _possible(stage: str, day: dt.date, named: Mapping[str, str], known: Registered) -> list[str]:
    """Return the other projects of the pair that were heard of by a day, at a stage those told at it."""
    heard = (one for one in known.projects.values() if one.inside and one.since <= day and one.id not in named)
    return [one.id for one in heard if stage in ("", one.stage_on(day))]


def _cost(told: Sequence[Told], day: dt.date) -> Told | None:
    """Return the cost told last by a day, or the first told after it; the most precise of one day."""
    by_day = sorted(told, key=lambda one: (_said(one), *fineness(one.number), one.ids))
    before = [one for one in by_day if _said(one) <= day]
    if not before:
        return by_day[0] if by_day else None
    return next(one for one in by_day if _said(one) == _said(before[-1]))


def _said(one: Told) -> dt.date:
    return one.figure.source.published.last or dt.date.max


def _left(whole: Interval, part: Interval) -> Interval:
    """Return what is left of a whole without a part of it, which is never less than nothing."""
    left = plus(whole, negate(part))
    ends = (None if end is None else max(end, ZERO) for end in (left.value, left.low, left.high))
    return Interval(*ends)


def _ids(told: Iterable[Told]) -> tuple[str, ...]:
    return tuple(sorted(name for one in told for name in one.ids))


def _with(one: Roster, other: Roster) -> Roster:
    """Return one roster of two that count the same, with the figures of both."""
    count = tuple(sorted({*one.count, *other.count}))
    value = tuple(sorted({*one.value, *other.value}))
    proved = {
        **dict(zip(other.members, other.evidence, strict=True)),
        **dict(zip(one.members, one.evidence, strict=True)),
    }
    fuller = max(one, other, key=lambda roster: (len(roster.members), roster.evidence))
    return msgspec.structs.replace(
        fuller, count=count, value=value, evidence=tuple(proved[name] for name in fuller.members)
    )


def _order(one: Roster) -> tuple[object, ...]:
    day = (one.day.last or dt.date.max, one.day.first or dt.date.min)
    return (one.portfolio, *day, one.stage, one.count)


def _registered(shots: Iterable[Snapshot], told: Iterable[Told], rows: Sequence[Row], info: CaseInfo) -> Registered:
    projects = _projects(rows, info)
    costs: dict[tuple[str, str], list[Told]] = {}
    for one in told:
        slot = one.slot
        cost = slot.measure == VALUE and slot.change == "level" and slot.status in COSTS and not slot.territory
        if cost and slot.subject in projects and not one.derived:
            costs.setdefault((slot.subject, slot.unit), []).append(one)
    memberships = _memberships(rows, projects, info)
    for portfolio, found in _announced(shots, rows, projects).items():
        memberships.setdefault(portfolio, []).extend(found)
    return Registered(
        projects=projects,
        memberships={
            name: tuple(sorted(own, key=lambda one: (one.project, one.row))) for name, own in memberships.items()
        },
        costs={key: tuple(own) for key, own in costs.items()},
    )


def _projects(rows: Sequence[Row], info: CaseInfo) -> dict[str, Project]:
    told: dict[str, list[Row]] = {row.id: [row] for row in rows if row.table == "projects"}
    for row in rows:
        if row.table == "milestones" and row.cells["subject"] in told and row.cells["status"] == "actual":
            told[row.cells["subject"]].append(row)
    return {name: _project(name, own, info) for name, own in sorted(told.items())}


def _project(name: str, told: list[Row], info: CaseInfo) -> Project:
    said = sorted((_heard(row, info), row.get("stage") or "") for row in told)
    place = told[0].get("territory")
    return Project(
        id=name,
        since=said[0][0],
        stages=tuple((day, stage) for day, stage in said if stage),
        inside=place is None or place in info.countries or country_of(place, info.countries) is not None,
    )


def _heard(row: Row, info: CaseInfo) -> dt.date:
    """Return the first day on which a row's source can have said what it says; that of gathering when it has none."""
    return published(row, info).first or info.collected


def _memberships(rows: Sequence[Row], projects: Mapping[str, Project], info: CaseInfo) -> dict[str, list[Membership]]:
    found: dict[str, list[Membership]] = {}
    for row in rows:
        if row.table == "memberships" and row.cells["project"] in projects:
            since, until = row.get("since"), row.get("until")
            first = partial(since).first if since else published(row, info).first
            days = Span(first, partial(until).last if until else None)
            found.setdefault(row.cells["portfolio"], []).append(Membership(row.cells["project"], days, row.ref))
    return found


def _announced(
    shots: Iterable[Snapshot], rows: Iterable[Row], projects: Mapping[str, Project]
) -> dict[str, list[Membership]]:
    """Return the members that the pages that count a portfolio at a stage announce at that stage for the same day."""
    pages: dict[str, list[tuple[str, str, Span]]] = {}
    for shot in shots:
        for cell in shot.cells:
            if cell[0] == COUNT and cell[3]:
                pages.setdefault(shot.source, []).append((shot.subject, cell[3], shot.day))
    found: dict[str, list[Membership]] = {}
    for row in rows:
        url, day = row.get("source_url"), row.get("date")
        happened = row.table == "milestones" and row.cells["status"] == "actual" and row.cells["subject"] in projects
        if not (happened and url and day):
            continue
        for portfolio, stage, on in pages.get(plain_url(url), ()):
            if row.get("stage") == stage and partial(day) == on:
                one = Membership(row.cells["subject"], Span(on.first, None), row.ref, stage)
                found.setdefault(portfolio, []).append(one)
    return found
