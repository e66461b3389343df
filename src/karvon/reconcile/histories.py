"""Histories of things: launches, openings, creations and assignments through all their announcements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from karvon.model.dates import Span, partial
from karvon.model.ledger import Announcement, Closing, History
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.reconcile.checks import content_id
from karvon.reconcile.deadlines import DUE, adopted
from karvon.reconcile.decisions import closing, decided
from karvon.reconcile.keys import plain_url
from karvon.reconcile.milestones import ONCE, follows
from karvon.reconcile.spoken import SIGNED, Said, aligned
from karvon.registry import published

ASSIGNED = "assigned"
EVENTS = (*ONCE, "stage_completed", "held", DUE)
HAPPENING = ("happened", "late")
HAPPENED = {"kept": False, "missed": True}  # whether a later report that it happened speaks against the decision


def histories(rows: Iterable[Row], info: CaseInfo, spoken: Iterable[Said] = ()) -> tuple[History, ...]:
    """Return every event that was planned, or announced as having happened more than once, in order of thing and event.

    An event that was reported once and never promised has no history. Reports that add nothing but their page are one
    announcement with it; `spoken` is what texts announce beside the rows.
    """
    listed = sorted(rows, key=lambda row: row.ref)
    groups: dict[tuple[str, str], list[Said]] = {}
    for one in (*_announced(listed, info), *aligned(spoken)):
        groups.setdefault((one.subject, one.event), []).append(one)
    decisions = decided(listed)
    made = [_history(key, groups[key], info, decisions) for key in sorted(groups)]
    return tuple(history for history in made if _worth_telling(history))


def _announced(rows: list[Row], info: CaseInfo) -> list[Said]:
    """Return what milestones and assignments announce; the signature that completes an agreement adopts it."""
    done = adopted(rows)
    found = [_milestone(row, info) for row in rows if row.table == "milestones" and row.cells["kind"] in EVENTS]
    found += [_assignment(row, info) for row in rows if row.table == "assignments" and row.get("due")]
    due = sorted({one.subject for one in found if one.event == DUE})
    steps = {row.ref: row for row in rows if row.table == "agreement_steps"}
    found += [_adoption(subject, steps[done[subject][0]], info) for subject in due if subject in done]
    return found


def _milestone(row: Row, info: CaseInfo) -> Said:
    return Said(
        ref=row.ref,
        subject=row.cells["subject"],
        event=row.cells["kind"],
        day=_day(row.get("date")),
        actual=row.cells["status"] == "actual",
        said=published(row, info),
        page=_page(row),
    )


def _assignment(row: Row, info: CaseInfo) -> Said:
    on = row.get("assigned_on")
    said = partial(on) if on else published(row, info)
    day = _day(row.get("due"))
    return Said(ref=row.ref, subject=row.id, event=ASSIGNED, day=day, actual=False, said=said, page=_page(row))


def _adoption(subject: str, row: Row, info: CaseInfo) -> Said:
    day, said = _day(row.get("date")), published(row, info)
    return Said(ref=row.ref, subject=subject, event=DUE, day=day, actual=True, said=said, page=_page(row))


def _day(written: str | None) -> Span:
    return partial(written) if written else Span()


def _page(row: Row) -> str:
    url = row.get("source_url")
    return plain_url(url) if url else row.ref


def _history(key: tuple[str, str], group: list[Said], info: CaseInfo, decisions: Mapping[str, Row]) -> History:
    ordered = sorted(group, key=_order)
    name = content_id("history", *key)
    told = _told(ordered)
    state, due = _standing(told, info.as_of)
    state = "late" if state == "happened" and _late(ordered) else state
    row = decisions.get(name)
    return History(
        id=name,
        subject=key[0],
        event=key[1],
        announcements=told,
        state=state,
        due=due,
        closing=_closing(row, told, state) if row else None,
    )


def _order(one: Said) -> tuple[object, ...]:
    """Return the place of an announcement: by when it was made; one without a date as late as it can be."""
    return (one.said.last or dt.date.max, one.actual, one.day, one.ref)


def _told(ordered: list[Said]) -> tuple[Announcement, ...]:
    """Return the announcements, each with what it changed; one page that says one thing twice says it once."""
    pages: dict[tuple[str, Span, bool], list[Said]] = {}
    for one in ordered:
        pages.setdefault((one.page, one.day, one.actual), []).append(one)
    found: list[Announcement] = []
    for group in pages.values():
        one = group[0]
        bare = Announcement(
            kind="", refs=tuple(said.ref for said in group), day=one.day, said=one.said, actual=one.actual
        )
        found.append(replace(bare, kind=_kind(found, bare)))
    return tuple(found)


def _kind(before: list[Announcement], now: Announcement) -> str:
    """Return what an announcement changes beside those made before it."""
    done = [one for one in before if one.actual]
    planned = [one for one in before if not one.actual]
    if now.actual:
        if not done:
            return "done"
        return _happened(done, now)
    if any(follows(now.day, one.day) for one in done):
        return "planned_after"
    if not planned:
        return "planned"
    return _shifted(planned[-1], now)


def _happened(done: list[Announcement], now: Announcement) -> str:
    """Return what a report of an event adds to earlier ones: the same, a later event, or another day for it."""
    if not all(_apart(one.day, now.day) for one in done):
        return "repeated"
    return "done_again" if all(follows(now.day, one.day) for one in done) else "date_differs"


def _shifted(before: Announcement, now: Announcement) -> str:
    """Return how a plan moves the day of the plan before it; where nobody knows which came first it only differs."""
    if not _apart(before.day, now.day):
        return "repeated"
    if not follows(now.said, before.said):
        return "date_differs"
    return "put_off" if follows(now.day, before.day) else "brought_forward"


def _apart(left: Span, right: Span) -> bool:
    return follows(left, right) or follows(right, left)


def _standing(told: tuple[Announcement, ...], as_of: dt.date) -> tuple[str, Span | None]:
    """Return where an event stands, and the days now set for it; what was said to have happened is not due again."""
    if any(one.actual for one in told):
        return "happened", None
    due = _due(told)
    if due.last is None:
        return "undated", None
    return ("ahead" if due.last >= as_of else "passed"), due


def _late(said: list[Said]) -> bool:
    """Say whether an event came after every day that had been set for it before it happened."""
    done = next((one for one in said if one.actual and one.dated), None)
    if done is None:
        return False
    planned = [one.day for one in said if not one.actual and one.day.last and not follows(one.said, done.day)]
    return bool(planned) and all(follows(done.day, day) for day in planned)


def _due(told: tuple[Announcement, ...]) -> Span:
    """Return the day named last; with the other days named of which nobody knows whether they came before it."""
    days: list[Span] = []
    for one in reversed([one for one in told if one.day.last is not None]):
        days.append(one.day)
        if one.kind not in ("date_differs", "repeated"):
            break
    firsts, lasts = [day.first for day in days if day.first], [day.last for day in days if day.last]
    return Span(min(firsts), max(lasts)) if firsts and lasts else Span()


def _closing(row: Row, told: tuple[Announcement, ...], state: str) -> Closing:
    """Return a decision, and what speaks against it: reports that it happened, or that it did not yet."""
    happened = HAPPENED.get(row.cells["decision"])
    against = [ref for one in told if happened and one.actual and state in HAPPENING for ref in one.refs]
    return closing(row, ((one.said, one.refs) for one in told), against)


def _worth_telling(history: History) -> bool:
    """Say whether something was promised or said twice; agreements of one kind are signed again and again."""
    if history.event == SIGNED and all(one.actual for one in history.announcements):
        return False
    return len(history.announcements) > 1 or not history.announcements[0].actual
