"""What was promised through all its restatements, where it stands, and what is due next; closed by people only."""

from __future__ import annotations

import datetime as dt

from karvon.brief import arithmetic
from karvon.brief.actors import actor
from karvon.brief.blocks import Block, Inline, Paragraph, Run, Section, Table, TableRow, join, text
from karvon.brief.words import Voice
from karvon.model.dates import Span, partial
from karvon.model.figure import Figure
from karvon.model.ledger import Announcement, Closing, History, Move, Outcome, Promise, Report
from karvon.reconcile.histories import ASSIGNED
from karvon.reconcile.spoken import thing_of
from karvon.say.phrases import slots as phrase_slots

OPEN = ("passed", "ahead", "undated", "happened", "late")  # the order of histories: what is overdue comes first
DECIDED = ("met", "missed", "disputed")


def lines(voice: Voice) -> Section:
    """Return every line of promises: each target with how it was named and moved, and what came of it."""
    title = voice.word("promises.title")
    ledger = voice.results.ledger
    by_id = {promise.id: promise for promise in ledger.promises}
    lined = [[by_id[name] for name in line.promises] for line in ledger.lines] or [[one] for one in ledger.promises]
    if not lined:
        return Section("target-promises", title, ())
    lined.sort(key=lambda line: (-len(line), line[0].indicator, line[0].id))
    rows = tuple(TableRow(_promise(voice, promise)) for line in lined for promise in line)
    head = tuple(voice.say(f"column.{name}") for name in ("target", "deadline", "moves", "outcome"))
    return Section("target-promises", title, (Table(voice.say("promises.caption"), head, rows),))


def about(voice: Voice, promise: Promise) -> Inline:
    """Return what a promise is about: the thing, the quantity and the number."""
    figures = [voice.lineage.figures[name] for name in promise.restatements]
    named = next((one for one in figures if one.subject), figures[0])
    subject = voice.subject(named.subject) if named.subject else ()
    return join([subject, (*text(voice.code("indicators", promise.indicator) + " — "), voice.figure(figures[0]))])


def _promise(voice: Voice, promise: Promise) -> tuple[Inline, ...]:
    return (
        about(voice, promise),
        (voice.deadline(promise.deadline),),
        moves(voice, promise),
        standing(voice, promise),
    )


def moves(voice: Voice, promise: Promise) -> Inline:
    """Return how a promise was named and moved: what changed, when, who said so; the same change is named once."""
    if not promise.moves:
        return voice.cites(voice.lineage.ref(name) for name in promise.restatements)
    told: list[tuple[str, list[Inline]]] = []
    for move in promise.moves:
        if not told or told[-1][0] != _change(voice, move):
            told.append((_change(voice, move), []))
        told[-1][1].append(_telling(voice, move))
    return join([(Run(f"{change}: "), *join(tellings)) for change, tellings in told], "; ")


def _change(voice: Voice, move: Move) -> str:
    """Return what a statement changed, with the deadline it names where that is what changed."""
    changed = voice.code("moves", move.kind)
    moved = move.kind.startswith("deadline_") and move.deadline is not None
    return f"{changed} ({voice.deadline(move.deadline).text})" if moved else changed


def _telling(voice: Voice, move: Move) -> Inline:
    figures = [voice.lineage.figures[name] for name in move.figures]
    day = voice.short(move.said) if move.said.first else Run(voice.word("source.undated"), "date")
    refs = voice.cites(voice.lineage.ref(figure.id) for figure in figures)
    return (day, *_who(voice, figures), Run(" "), *refs)


def _who(voice: Voice, figures: list[Figure]) -> Inline:
    """Return in brackets who said it: an office or a side, else the outlet."""
    said = next((figure for figure in figures if figure.role or figure.speaker or figure.side), None)
    outlet = next((figure.source.outlet for figure in figures if figure.source.outlet), None)
    who = actor(voice, said) if said else voice.publisher(outlet)
    return (Run(" ("), *who, Run(")")) if who else ()


def standing(voice: Voice, promise: Promise) -> Inline:
    """Return where a promise stands: by each side's statistics, and whether anybody has closed it."""
    told = [_outcome(voice, promise, one, "promise.met" if one.met else "promise.missed") for one in promise.outcomes]
    told += [_outcome(voice, promise, one, "promise.early") for one in promise.early]
    told += [_report(voice, promise, one) for one in promise.reports]
    if promise.state not in DECIDED:
        told.append(text(voice.code("promise_states", promise.state)))
    return join([*told, _closed(voice, promise.closing, _unclosed(voice, promise))], "; ")


def _outcome(voice: Voice, promise: Promise, outcome: Outcome, key: str) -> Inline:
    actual, share = arithmetic.reached(voice, promise, outcome)
    series = next((one for one in voice.results.measures.series if one.id == outcome.series), None)
    reporter = voice.country(series.reporter) if series else ""
    year = Run(str(outcome_year(voice, outcome)), "date")
    slots = {"reporter": text(reporter), "actual": (actual,), "share": (share,), "year": (year,)}
    return voice.say(key, None, **{name: slots[name] for name in phrase_slots(key, voice.lang)})


def _report(voice: Voice, promise: Promise, report: Report) -> Inline:
    """Return what a published figure says of a promise: the figure, its day, the share reached, what follows."""
    actual, share = arithmetic.reported(voice, promise, report)
    says = voice.code("promise_reports", report.says)
    return voice.say("promise.report", actual=actual, share=share, day=voice.short(report.day), says=says)


def outcome_year(voice: Voice, outcome: Outcome) -> int | None:
    """Return the year of a series that an outcome is measured by."""
    for series in voice.results.measures.series:
        for point in series.points:
            if series.id == outcome.series and outcome.figure in (*point.figures, f"{series.id}/{point.year}"):
                return point.year
    return None


def _unclosed(voice: Voice, promise: Promise) -> str:
    """Return that nobody closed a promise whose day is over; nothing while it is ahead."""
    if promise.state in ("passed", "unclear"):
        return voice.word("promise.still_open")
    return voice.word("promise.not_closed") if promise.state in DECIDED else ""


def _closed(voice: Voice, closing: Closing | None, unclosed: str) -> Inline:
    """Return who closed a promise, when and why, and what speaks against that; or that nobody did."""
    if closing is None:
        return text(unclosed) if unclosed else ()
    row = voice.lineage.rows[closing.row]
    said = voice.say(
        "promise.closed",
        decision=voice.code("promise_decisions", closing.decision),
        who=Run(row.cells["who"], "name"),
        day=voice.short(partial(row.cells["made_on"])),
        why=Run(row.cells["why"], "name"),
    )
    against = voice.cites(_ref(voice, name) for name in closing.contradicted_by)
    doubt = voice.say("promise.contradicted", refs=against) if against else ()
    return (*said, Run(" "), voice.cite(f"row:{closing.row}"), *doubt)


def _ref(voice: Voice, name: str) -> str:
    """Return the lineage of what speaks against a decision: a row, a figure, or the first figure of a series' year."""
    if name in voice.lineage.rows:
        return f"row:{name}"
    series, _, year = name.rpartition("/")
    for one in voice.results.measures.series:
        for point in one.points:
            if one.id == series and str(point.year) == year:
                return voice.lineage.ref(point.figures[0])
    return voice.lineage.ref(name)


def due(voice: Voice) -> Section:
    """Return what was announced of things and what is due: overdue first, then ahead, then what has happened."""
    told = voice.results.ledger.histories
    title = voice.word("due.title")
    if not told:
        return Section("due", title, ())
    ordered = sorted(told, key=_place)
    counts = {state: sum(1 for one in told if one.state == state and one.closing is None) for state in OPEN}
    lead = voice.say(
        "due.lead",
        {"passed": counts["passed"], "ahead": counts["ahead"]},
        passed=voice.count(counts["passed"], "section:due"),
        ahead=voice.count(counts["ahead"], "section:due"),
    )
    head = tuple(voice.say(f"column.{name}") for name in ("what", "moves", "state"))
    rows = tuple(TableRow((what(voice, one), _announced(voice, one), state(voice, one))) for one in ordered)
    blocks: tuple[Block, ...] = (Paragraph(lead, "lead"), Table(voice.say("due.caption"), head, rows))
    return Section("due", title, blocks)


def _place(history: History) -> tuple[object, ...]:
    last = history.due.last if history.due else None
    return (history.closing is not None, OPEN.index(history.state), last or dt.date.max, history.subject, history.id)


def what(voice: Voice, history: History) -> Inline:
    """Return the thing and the event; an assignment in its own words."""
    if history.event == ASSIGNED:
        row = voice.lineage.rows[history.announcements[0].refs[0]]
        return (Run(row.get(f"text_{voice.lang}") or row.id, "name", ref=f"row:{row.ref}"),)
    subject = voice.subject(history.subject) or _named(voice, history)
    return (*subject, Run(f" — {voice.code('milestone_kinds', history.event)}"))


def _named(voice: Voice, history: History) -> Inline:
    """Return a thing that only texts name, in the words of the first of them."""
    claims = voice.lineage.claims
    told = [claims[ref] for one in history.announcements for ref in one.refs if ref in claims]
    return voice.quote(thing_of(told[0], claims.values())) if told else text(history.subject)


def _announced(voice: Voice, history: History) -> Inline:
    lines = [_announcement(voice, one, history.event) for one in history.announcements]
    return join(lines, "; ")


def _announcement(voice: Voice, one: Announcement, event: str) -> Inline:
    """Return one announcement: what it changed, the day it speaks of, and when it was made."""
    kind = voice.code("moves", one.kind) if event != ASSIGNED else voice.code("milestone_kinds", event)
    day = (Run(" "), voice.short(one.day)) if one.day != Span() else ()
    said = one.said if one.said.first is not None else Span()
    dated = voice.say("due.said", day=voice.short(said)) if said != Span() else voice.say("due.undated")
    return (Run(kind), *day, Run(" "), *dated, Run(" "), *voice.cites(_ref(voice, ref) for ref in one.refs))


def state(voice: Voice, history: History) -> Inline:
    """Return where an event stands, the day now due, and whether anybody has closed it."""
    said = voice.code("promise_states", history.state)
    day: Inline = (voice.short(history.due), Run(": ")) if history.due else ()
    unclosed = voice.word("promise.still_open") if history.state in ("passed", "happened", "late") else ""
    return join([(*day, Run(said)), _closed(voice, history.closing, unclosed)])
