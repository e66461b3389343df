"""The ledger: facts told once or many times, the checks they pass or fail, promises and their outcomes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from karvon.model.dates import Span
from karvon.model.figure import Figure
from karvon.model.values import Interval


class Cause(msgspec.Struct, frozen=True, gc=False):
    """A cause of a difference from the table of causes; `established` only when the evidence proves it."""

    code: str
    established: bool = False
    evidence: tuple[str, ...] = ()


class Check(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One comparison with its arithmetic: `terms` combine by `operator` into `computed`, held against `stated`.

    `terms` and `against` are figure ids; operator is sum, equal, difference, growth, order or series;
    verdict is a code of verdicts.csv.
    """

    id: str
    rule: str
    operator: str
    verdict: str
    terms: tuple[str, ...]
    against: tuple[str, ...]
    computed: Interval
    stated: Interval
    unit: str
    causes: tuple[Cause, ...] = ()


class Fact(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Figures that tell the same thing with compatible numbers: one fact, `number` is what all of them allow."""

    id: str
    figures: tuple[str, ...]
    number: Interval
    verdict: str


class Outcome(msgspec.Struct, frozen=True):
    """What a promise came to on one series: the figure of its year, and the share of the promised level reached.

    `base` is the figure of the year that a promised growth is counted from; None where a level was promised.
    """

    series: str
    figure: str
    reached: Decimal
    met: bool
    base: str | None = None


class Report(msgspec.Struct, frozen=True):
    """What a published figure says of a promise: its days, the share of the promise reached, and what follows.

    `says` is a code of promise_reports.csv; only `met` and `missed` decide.
    """

    figure: str
    day: Span
    reached: Decimal
    says: str


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of a promise: what it did to the promise or to the line it stands in (a code of moves.csv).

    `figures` tell it on one page, published on a day of `said`; `deadline` is the one it names itself.
    """

    kind: str
    figures: tuple[str, ...]
    said: Span
    deadline: dt.date | None = None


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided on a promise or a history; `contradicted_by` are figures or rows that speak against it."""

    row: str
    decision: str
    contradicted_by: tuple[str, ...] = ()


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """One target through all its restatements, oldest first; `deadline` None when nobody named one.

    `state` is a code of promise_states.csv, by the statistics, and by what texts report where no statistics cover it
    (`reports`); `early` tells on which series the level was reached before its deadline, or without one. Only a person
    closes a promise (`closing`).
    """

    id: str
    indicator: str
    number: Interval
    unit: str
    deadline: dt.date | None
    restatements: tuple[str, ...]
    outcomes: tuple[Outcome, ...] = ()
    moves: tuple[Move, ...] = ()
    state: str = "undated"
    early: tuple[Outcome, ...] = ()
    reports: tuple[Report, ...] = ()
    closing: Closing | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Promises of one quantity with different numbers, in the order in which they were made; `due` is the next one."""

    id: str
    indicator: str
    unit: str
    promises: tuple[str, ...]
    due: str | None = None


class Announcement(msgspec.Struct, frozen=True, kw_only=True):
    """One announcement of an event: the day it speaks of, when it was said, and what it changed (moves.csv)."""

    kind: str
    refs: tuple[str, ...]
    day: Span
    said: Span
    actual: bool


class History(msgspec.Struct, frozen=True, kw_only=True):
    """One event of one thing through all its announcements: a launch, an opening, a creation, an assignment.

    `event` is a code of milestone_kinds.csv; `due` is the day now set for it, while it is still to come.
    """

    id: str
    subject: str
    event: str
    announcements: tuple[Announcement, ...]
    state: str
    due: Span | None = None
    closing: Closing | None = None


class Roster(msgspec.Struct, frozen=True, kw_only=True):
    """One count of a portfolio, whole or at one stage, held against the registered projects that must be in it.

    `count` and `value` are the figures that give `number` and `amount`; `members` are projects that a source counts in
    it, `evidence` the rows that say so, `costs` one figure for each member whose cost is known; `possible` are other
    projects of the pair known by then. `unnamed` and `unexplained` are what is left of the number and of the amount.
    """

    portfolio: str
    day: Span
    stage: str
    count: tuple[str, ...]
    value: tuple[str, ...]
    number: Interval
    amount: Interval | None
    unit: str
    members: tuple[str, ...]
    evidence: tuple[str, ...]
    costs: tuple[str, ...]
    possible: tuple[str, ...]
    known: Interval
    unnamed: Interval
    unexplained: Interval | None


class Loss(msgspec.Struct, frozen=True):
    """How much at least a part of a portfolio must have lost, since all other parts together are too small for it."""

    figure: str
    least: Decimal


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """What changed between two snapshots of a portfolio that follow one another.

    `kind` is grew, shrank, apart (number and value moved in opposite ways), repeated (the same figures) or returned
    (figures older than those before it); `losses` say which earlier parts a fall in value must have come from.
    """

    portfolio: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    kind: str
    number: Interval
    amount: Interval | None
    unit: str
    losses: tuple[Loss, ...] = ()


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """A published figure beside what one side's office reports: how far apart they are, and whether they agree.

    `figures` are the office's, added up or set against each other where the number is made of several; `difference` is
    the published figure less the office's, `share` that over the office's (None where it has no sense).
    """

    reporter: str
    year: int
    figures: tuple[str, ...]
    number: Interval
    difference: Decimal | None
    share: Decimal | None
    fits: bool


class Meant(msgspec.Struct, frozen=True):
    """What else a published figure may have meant (a code of meanings.csv), and the office's number that it is."""

    code: str
    beside: Beside


class PressFigure(msgspec.Struct, frozen=True, kw_only=True):
    """One page's figure on trade against the offices: `kind` is year, part (of a year) or level (of no named year).

    `whose` are the sides whose number it is; `offices` is what each reports for that year, `meant` what else would fit.
    """

    figures: tuple[str, ...]
    kind: str
    verdict: str
    whose: tuple[str, ...]
    offices: tuple[Beside, ...]
    meant: tuple[Meant, ...] = ()
    causes: tuple[Cause, ...] = ()


class Bracket(msgspec.Struct, frozen=True):
    """One piece of evidence on when an undated document was written; only `proves` moves the hard bounds.

    `code` is a key of the phrase table; `refs` are claim ids or registry rows.
    """

    code: str
    proves: bool
    span: Span
    refs: tuple[str, ...] = ()


class Dating(msgspec.Struct, frozen=True):
    """A claim that tells its year by the day of its text ("last year"), and the year that comes to."""

    claim: str
    span: Span


class Placement(msgspec.Struct, frozen=True, kw_only=True):
    """An undated document placed in time: the days it can be from, the likelier days, and the evidence.

    `dated` are its claims that tell a year by its day, where the likelier days lie in one year.
    """

    document: str
    proved: Span
    likely: Span
    evidence: tuple[Bracket, ...]
    dated: tuple[Dating, ...] = ()


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the reconciliation found, over the figures it compared."""

    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    checks: tuple[Check, ...]
    promises: tuple[Promise, ...]
    placements: tuple[Placement, ...]
    lines: tuple[Line, ...] = ()
    histories: tuple[History, ...] = ()
    rosters: tuple[Roster, ...] = ()
    shifts: tuple[Shift, ...] = ()
    press: tuple[PressFigure, ...] = ()
