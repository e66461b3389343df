"""Commitments: who undertook, instructed, planned or hoped for what, when they said so, and by when."""

from __future__ import annotations

import msgspec

from karvon.brief import promised
from karvon.brief.actors import actor, office_of, speaker_of
from karvon.brief.blocks import Inline, Paragraph, Run, Section, Table, TableRow, text, words
from karvon.brief.rendered import rendered
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.model.dates import Span, partial
from karvon.model.figure import Figure
from karvon.model.row import Row

PROMISING = ("target", "plan", "instruction", "intention", "proposal", "expectation", "forecast")
A_YEAR = 366
OUTLOOKS = ("plan", "expectation", "forecast")
THINGS = ("projects", "hubs")
COLUMNS = ("what", "status", "deadline", "said", "source")


class Commitment(msgspec.Struct, frozen=True):
    """One undertaking as one or more sources tell it; `dated` says whether anybody named a deadline.

    `wording` is the quote behind what is told in other words: commitments count as often in every language.
    """

    actor: Inline
    what: Inline
    status: str
    deadline: Run
    said: Span
    refs: tuple[str, ...]
    dated: bool
    wording: str = ""


def section(voice: Voice) -> Section:
    """Return the section on commitments, grouped by who made them."""
    title = voice.word("commitments.title")
    found = commitments(voice)
    if not found:
        return Section("commitments", title, (Paragraph(voice.say("commitments.none")),), _due(voice))
    groups: dict[str, list[Commitment]] = {}
    for one in found:
        groups.setdefault(words(one.actor), []).append(one)
    rows: list[TableRow] = []
    nobody = voice.word("actor.unknown")
    for group in sorted(
        groups.values(), key=lambda group: (words(group[0].actor) == nobody, -len(group), words(group[0].actor))
    ):
        rows.append(TableRow((group[0].actor,)))
        rows += [TableRow(_cells(voice, one)) for one in group]
    undated = sum(1 for one in found if not one.dated)
    lead = voice.say(
        "commitments.lead",
        {"n": len(found), "undated": undated},
        n=voice.count(len(found), "section:commitments"),
        undated=voice.count(undated, "section:commitments"),
    )
    head = tuple(voice.say(f"column.{name}") for name in COLUMNS)
    table = Table(voice.say("commitments.caption"), head, tuple(rows))
    return Section("commitments", title, (Paragraph(lead, "lead"), table), _due(voice))


def _due(voice: Voice) -> tuple[Section, ...]:
    part = promised.due(voice)
    return (part,) if part.blocks else ()


def commitments(voice: Voice) -> tuple[Commitment, ...]:
    """Return every commitment of the material, oldest first; figures of one fact make one commitment."""
    found = [*_from_figures(voice), *_from_claims(voice), *(_assigned(voice, row) for row in voice.rows("assignments"))]
    repeated: dict[tuple[str, ...], list[Commitment]] = {}
    for one in sorted(found, key=lambda one: (str(one.said.first or one.said.last), words(one.what))):
        repeated.setdefault(
            (words(one.actor), one.wording or words(one.what), one.status, one.deadline.text), []
        ).append(one)
    return tuple(_once(same) for same in repeated.values())


def _once(same: list[Commitment]) -> Commitment:
    """Return a commitment that one voice repeated as one, dated by its first telling, with all its sources."""
    refs = tuple(dict.fromkeys(ref for one in same for ref in one.refs))
    return msgspec.structs.replace(same[0], refs=refs)


def _cells(voice: Voice, one: Commitment) -> tuple[Inline, ...]:
    said = (voice.short(one.said),)
    return (one.what, text(voice.code("statuses", one.status)), (one.deadline,), said, voice.cites(one.refs))


def _from_figures(voice: Voice) -> list[Commitment]:
    """Return the commitments with a number; what a project or hub is planned to be stands with that project or hub."""
    fact = {name: fact.id for fact in voice.results.ledger.facts for name in fact.figures}
    told: dict[tuple[object, ...], str] = {}
    things = {row.id for table in THINGS for row in voice.rows(table)}
    merged: dict[str, list[Figure]] = {}
    for figure in voice.results.ledger.figures:
        if figure.status in PROMISING and not (figure.status in OUTLOOKS and figure.subject in things):
            name = told.setdefault(_words(figure), fact.get(figure.id, figure.id))
            merged.setdefault(name, []).append(figure)
    return [_told(voice, figures) for figures in merged.values()]


def _words(figure: Figure) -> tuple[object, ...]:
    """Return what makes a row and a claim of one page the same words: page, quantity, number and kind."""
    return (_page(figure), figure.indicator, figure.unit, figure.change, figure.number.value, figure.status)


def _page(figure: Figure) -> str:
    return figure.source.url or figure.source.document or figure.id


def _told(voice: Voice, figures: list[Figure]) -> Commitment:
    first = min(figures, key=lambda figure: (_vague(figure), str(figure.source.published.first), figure.id))
    own = [first, *(one for one in figures if _page(one) == _page(first))]
    deadlines = [one.period.end for one in own if one.period.type == "deadline" and one.period.end is not None]
    subject = next((one for one in own if one.subject), first)
    return Commitment(
        actor=actor(voice, first),
        what=_number(voice, subject),
        status=first.status,
        deadline=voice.deadline(deadlines[0] if deadlines else None),
        said=first.source.published,
        refs=tuple(voice.lineage.ref(figure.id) for figure in figures),
        dated=bool(deadlines),
    )


def _vague(figure: Figure) -> bool:
    """Say whether nobody knows the day, month or year a figure was published in."""
    first, last = figure.source.published.first, figure.source.published.last
    return first is None or last is None or (last - first).days > A_YEAR


def _number(voice: Voice, figure: Figure) -> Inline:
    indicator = voice.code("indicators", figure.indicator)
    subject = voice.subject(figure.subject) if figure.subject else ()
    key = "commitments.number.of" if subject else "commitments.number"
    what = indicator if subject else indicator[:1].upper() + indicator[1:]
    return voice.say(key, indicator=what, figure=voice.figure(figure), subject=subject)


def _from_claims(voice: Voice) -> list[Commitment]:
    """Return the commitments without a number: the words themselves say what is promised."""
    counted = {(c.document, c.start) for c in voice.results.claims if c.kind == "quantity" and c.status in PROMISING}
    spoken = [claim for claim in voice.results.claims if claim.kind == "commitment"]
    return [_spoken(voice, claim) for claim in spoken if not _counts(claim, counted)]


def _counts(claim: Claim, counted: set[tuple[str, int]]) -> bool:
    """Say whether a commitment only words a number that stands among the commitments by itself."""
    return any((claim.document, at) in counted for at in range(claim.start, claim.end))


def _spoken(voice: Voice, claim: Claim) -> Commitment:
    document = voice.lineage.document_of(claim)
    dated = claim.period.type == "deadline" and claim.period.end is not None
    return Commitment(
        actor=speaker_of(voice, claim),
        what=rendered(voice, claim) or voice.quote(claim),
        status=claim.status or "intention",
        deadline=voice.deadline(claim.period.end if dated else None),
        said=document.published,
        refs=(f"claim:{claim.id}",),
        dated=dated,
        wording=claim.quote,
    )


def _assigned(voice: Voice, row: Row) -> Commitment:
    due, on = row.get("due"), row.get("assigned_on")
    responsible = row.get(f"responsible_{voice.lang}")
    task = Run(row.get(f"text_{voice.lang}") or row.id, "name", ref=f"row:{row.ref}")
    what = voice.say("commitments.task", task=task, responsible=Run(responsible, "name")) if responsible else (task,)
    return Commitment(
        actor=office_of(voice, row.get("assigned_by")),
        what=what,
        status="instruction",
        deadline=voice.deadline(partial(due).last if due else None),
        said=partial(on) if on else Span(),
        refs=(f"row:{row.ref}",),
        dated=due is not None,
    )
