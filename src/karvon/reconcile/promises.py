"""Promises: targets through all their restatements, the lines they form, and what the statistics say became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec.structs import replace

from karvon.model.dates import Span
from karvon.model.figure import Figure
from karvon.model.ledger import Closing, Line, Move, Outcome, Promise
from karvon.model.measures import TradeSeries
from karvon.model.results import CaseInfo
from karvon.model.row import Row
from karvon.reconcile.checks import content_id
from karvon.reconcile.decisions import closing, decided
from karvon.reconcile.keys import family
from karvon.reconcile.known import Inputs
from karvon.reconcile.outcomes import early, measured_by, outcomes
from karvon.reconcile.reports import Names, Things, reports
from karvon.reconcile.reports import state as decides
from karvon.reconcile.told import Told

PROMISED = ("target", "instruction")
UNDERTAKEN = ("plan", "intention", "proposal")  # count as promises only with a deadline
VAGUE = dt.timedelta(days=366)
DENIED = {True: "missed", False: "met"}  # what a report says that speaks against a decision
KEPT = {"kept": True, "missed": False}

Made = tuple[Promise, list[Told]]


def promising(one: Told) -> str | None:
    """Return what a statement promises some level of; None where it promises none."""
    return one.slot.measure if _promised(one.figure) and one.number.value is not None else None


def promises(
    named: Sequence[Told], known: Things, given: Inputs, names: Names
) -> tuple[tuple[Promise, ...], tuple[Line, ...]]:
    """Return one promise per quantity and number that statements name, and the lines that those of one quantity form.

    The latest deadline named is the one of the promise; what statistics or reports show closes nothing: rows hold what
    people decided. `known` is what is told to be the case, `names` says which stand in the sentence of a claim.
    """
    lines: dict[tuple[str, ...], dict[str, list[Told]]] = {}
    rowed = _keys_of_rows(named)
    for one in named:
        key = _line_key(one) if one.slot.subject else rowed.get(_words(one), _line_key(one))
        lines.setdefault(key, {}).setdefault(str(one.number.value), []).append(one)
    decisions, series, info = decided(given.rows), given.series, given.info
    made, found = [], []
    for key, numbers in sorted(lines.items()):
        line = _line([_reported(_promise(key, group, series, info), known, names) for group in numbers.values()])
        promised = [_closed(promise, decisions) for promise in line]
        made += promised
        found.append(_made_line(key, promised))
    return in_order(made), tuple(sorted(found, key=lambda line: line.id))


def in_order(made: Iterable[Promise]) -> tuple[Promise, ...]:
    """Return promises in the order of their deadlines, those without one last."""
    return tuple(sorted(made, key=lambda promise: (promise.deadline or dt.date.max, promise.indicator, promise.id)))


def _keys_of_rows(told: Iterable[Told]) -> dict[tuple[object, ...], tuple[str, ...]]:
    """Return the keys of promises that rows make of a registered thing, by what a text of their page says as well."""
    found: dict[tuple[object, ...], set[tuple[str, ...]]] = {}
    for one in told:
        if one.slot.subject:
            found.setdefault(_words(one), set()).add(_line_key(one))
    return {words: next(iter(keys)) for words, keys in found.items() if len(keys) == 1}


def _words(one: Told) -> tuple[object, ...]:
    """Return what makes a row and a text of one page the same promise: quantity, number and deadline."""
    slot = one.slot
    return (one.source, slot.measure, slot.change, slot.unit, one.number.value, one.figure.period.end)


def _line_key(one: Told) -> tuple[str, ...]:
    """Return what makes two targets promises of one quantity: not the number, the status or the deadline."""
    slot = one.slot
    place = (slot.subject, slot.territory, slot.sector, slot.stage)
    return (slot.measure, slot.change, slot.unit, "-".join(slot.scope), *place)


def _promised(figure: Figure) -> bool:
    if figure.status in PROMISED:
        return True
    return figure.status in UNDERTAKEN and figure.period.type == "deadline" and figure.period.end is not None


def _promise(key: tuple[str, ...], group: list[Told], series: tuple[TradeSeries, ...], info: CaseInfo) -> Made:
    ordered = sorted(group, key=_stated)
    named = [one.figure for one in ordered if _deadline(one.figure) is not None]
    deadline = _deadline(named[-1]) if named else None
    first = ordered[0]
    number = min((one.number for one in ordered), key=lambda number: (number.low != number.high, str(number)))
    mine = [one for one in series if measured_by(first, one, info.countries)]
    kept = outcomes(first, deadline, mine)
    promise = Promise(
        id=content_id("promise", *key, str(first.number.value)),
        indicator=first.figure.indicator,
        number=number,
        unit=first.slot.unit,
        deadline=deadline,
        restatements=tuple(one.figure.id for one in ordered),
        outcomes=kept,
        moves=_moves(ordered),
        state=_state(deadline, kept, info.as_of),
        early=() if kept else early(first, deadline, mine),
    )
    return promise, ordered


def _reported(made: Made, known: Things, names: Names) -> Made:
    """Return a promise of a level that no series covers with what published figures say of it."""
    promise, group = made
    slot = group[0].slot
    if promise.outcomes or promise.early or slot.change != "level":
        return made
    told = reports(group, promise.deadline, known.get((slot.measure, slot.unit), {}), names)
    if promise.state == "ahead" and family(slot.measure) == "trade":
        told = tuple(one for one in told if one.says == "early")  # how far it has come is told beside what it needs
    open_ = "unclear" if told and promise.state == "passed" else promise.state
    return replace(promise, reports=told, state=(promise.deadline and decides(told)) or open_), group


def _stated(one: Told) -> tuple[object, ...]:
    """Return when a restatement was made: the last day it can be from, the first where that is all that is known."""
    first, last = one.figure.source.published.first, one.figure.source.published.last
    vague = first is None or last is None or last - first > VAGUE
    day = (first or dt.date.max) if vague else last
    return (day, one.source, one.figure.id)


def _deadline(figure: Figure) -> dt.date | None:
    return figure.period.end if figure.period.type in ("deadline", "period") else None


def _state(deadline: dt.date | None, kept: Sequence[Outcome], as_of: dt.date) -> str:
    """Return where a promise stands on the day of the case, as far as statistics tell."""
    if kept:
        met = {outcome.met for outcome in kept}
        return "disputed" if len(met) > 1 else "met" if met == {True} else "missed"
    if deadline is None:
        return "undated"
    return "ahead" if deadline >= as_of else "passed"


def _moves(ordered: list[Told]) -> tuple[Move, ...]:
    """Return the statements of one promise, each page's once for each deadline it names, and what each moved."""
    pages: dict[tuple[str, dt.date | None], list[Told]] = {}
    for one in ordered:
        pages.setdefault((one.source, _deadline(one.figure)), []).append(one)
    said = [_move(group, deadline) for (_, deadline), group in pages.items()]
    moved = [replace(said[0], kind="first")]
    named = said[0] if said[0].deadline else None
    for move in said[1:]:
        moved.append(replace(move, kind=_moved(named, move)))
        named = move if move.deadline else named
    return tuple(moved)


def _move(group: list[Told], deadline: dt.date | None) -> Move:
    said = min((one.figure.source.published for one in group), key=_width)
    return Move(kind="", figures=tuple(one.figure.id for one in group), said=said, deadline=deadline)


def _width(days: Span) -> tuple[dt.timedelta, Span]:
    known = days.first is not None and days.last is not None
    return (days.last - days.first if days.first and days.last and known else dt.timedelta.max, days)


def _moved(named: Move | None, move: Move) -> str:
    """Return what a statement did to the deadline named last before it."""
    if named is None or named.deadline is None:
        return "deadline_named" if move.deadline else "repeated"
    if move.deadline is None:
        return "deadline_left_open"
    if move.deadline == named.deadline:
        return "repeated"
    if not _after(move.said, named.said):
        return "deadline_differs"
    return "deadline_later" if move.deadline > named.deadline else "deadline_earlier"


def _after(later: Span, earlier: Span) -> bool:
    """Say whether one statement was surely made after another."""
    return later.first is not None and earlier.last is not None and later.first > earlier.last


def _line(made: list[Made]) -> list[Promise]:
    """Return the promises of one line in the order in which they were made, each with how it moved the level."""
    ordered = sorted(made, key=lambda one: (*_stated(one[1][0])[:1], one[0].deadline or dt.date.max, one[0].id))
    found = [ordered[0][0]]
    for (_, before), (promise, told) in pairwise(ordered):
        first = replace(promise.moves[0], kind=_step(before, told))
        found.append(replace(promise, moves=(first, *promise.moves[1:])))
    return found


def _step(before: list[Told], after: list[Told]) -> str:
    """Return how a promise follows the one made before it: with it, or in its place with a higher or lower level."""
    earlier, later = before[0], after[0]
    if not _after(later.figure.source.published, earlier.figure.source.published):
        return "next_step"
    raised = (later.number.value or 0) > (earlier.number.value or 0)
    return "level_raised" if raised else "level_lowered"


def _made_line(key: tuple[str, ...], line: list[Promise]) -> Line:
    """Return the line; due is its open promise with the next deadline."""
    ahead = [promise for promise in line if promise.state == "ahead" and promise.closing is None]
    due = min(ahead, key=lambda promise: (promise.deadline or dt.date.max, promise.id), default=None)
    return Line(
        id=content_id("line", *key),
        indicator=line[0].indicator,
        unit=line[0].unit,
        promises=tuple(promise.id for promise in line),
        due=due.id if due else None,
    )


def _closed(promise: Promise, decisions: Mapping[str, Row]) -> Promise:
    """Return a promise with what people decided on it, and what has come to speak against that since."""
    row = decisions.get(promise.id)
    return promise if row is None else replace(promise, closing=_closing(promise, row))


def _closing(promise: Promise, row: Row) -> Closing:
    kept = KEPT.get(row.cells["decision"])
    against = [] if kept is None else [one.figure for one in promise.outcomes if one.met is not kept]
    against += [one.figure for one in promise.reports if kept is not None and one.says == DENIED[kept]]
    return closing(row, ((move.said, move.figures) for move in promise.moves), against)
