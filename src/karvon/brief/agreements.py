"""Agreements with what each party did, bodies, hubs, and what the documents themselves say of them."""

from __future__ import annotations

from karvon.brief.blocks import Block, Inline, Paragraph, Run, Section, Table, TableRow, join, text
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.model.dates import Span, partial
from karvon.model.row import Row
from karvon.say.countries import countries

PUNCTUATION = "«»\"'“”„ .,"


def section(voice: Voice) -> Section:
    """Return the section on agreements and bodies."""
    parts = (_agreements(voice), _bodies(voice), _mentions(voice))
    held = tuple(part for part in parts if part.blocks)
    blocks: tuple[Block, ...] = () if held else (Paragraph(voice.say("agreements.none")),)
    return Section("agreements", voice.word("agreements.title"), blocks, held)


def hubs(voice: Voice) -> Section:
    """Return the section on hubs: where they are, whom they face, and the figures told of them."""
    rows = tuple(TableRow(_hub(voice, row)) for row in voice.rows("hubs"))
    title = voice.word("hubs.title")
    if not rows:
        return Section("hubs", title, (Paragraph(voice.say("hubs.none")),))
    names = ("hub", "place", "neighbour", "modes", "figures", "milestones", "source")
    return Section("hubs", title, (table(voice, "hubs.caption", names, rows),))


def table(voice: Voice, caption: str, names: tuple[str, ...], rows: tuple[TableRow, ...]) -> Table:
    """Return a table whose columns are named by phrases."""
    return Table(voice.say(caption), tuple(voice.say(f"column.{name}") for name in names), rows)


def figures_of(voice: Voice, subject: str) -> Inline:
    """Return the figures told of one registered thing, each with what it measures and when."""
    told = [figure for figure in voice.results.ledger.figures if figure.subject == subject]
    lines: list[Inline] = []
    for figure in told:
        key = "figure.actual" if figure.status == "actual" else "figure.promised"
        indicator, status = voice.code("indicators", figure.indicator), voice.code("statuses", figure.status)
        lines.append(voice.say(key, indicator=indicator, figure=voice.figure(figure), status=status))
    return join(lines, "; ") or text("—")


def milestones_of(voice: Voice, subject: str) -> Inline:
    """Return what happened or is to happen to one registered thing, oldest first."""
    own = [row for row in voice.rows("milestones") if row.get("subject") == subject]
    own.sort(key=lambda row: (row.get("date") or "9999", row.id))
    return join([milestone(voice, row) for row in own], "; ") or text("—")


def milestone(voice: Voice, row: Row) -> Inline:
    """Return one milestone in words: what, when, and whether it is a fact or a plan."""
    kind = row.get("kind") or "status_reported"
    what = voice.code("milestone_kinds", kind)
    stage, status = row.get("stage"), row.get("status") or "actual"
    if kind == "status_reported" and stage:
        what = voice.code("stages", stage)
    line = _dated(voice, row, what)
    return line if status == "actual" else (*line, Run(f" ({voice.code('statuses', status)})"))


def _dated(voice: Voice, row: Row, what: str) -> Inline:
    """Return what happened with its date linked to the row; without a date the words themselves are the link."""
    if row.get("date"):
        return (Run(what + " "), voice.day_of(row, "date"))
    return (Run(what, "name", ref=f"row:{row.ref}"),)


def happening(voice: Voice, row: Row) -> Inline:
    """Return a milestone, or one party's step of an agreement, in words."""
    return milestone(voice, row) if row.table == "milestones" else _step(voice, row)


def _agreements(voice: Voice) -> Section:
    rows = tuple(TableRow(_agreement(voice, row)) for row in voice.rows("agreements"))
    names = ("agreement", "kind", "steps", "milestones", "source")
    blocks = (table(voice, "agreements.caption", names, rows),) if rows else ()
    return Section("agreements-registry", voice.word("agreements.registry.title"), blocks)


def _agreement(voice: Voice, row: Row) -> tuple[Inline, ...]:
    steps = [step for step in voice.rows("agreement_steps") if step.get("agreement") == row.id]
    steps.sort(key=lambda step: (step.get("date") or "9999", step.id))
    return (
        (voice.name(row),),
        text(voice.code("agreement_kinds", row.get("kind"))),
        join([_step(voice, step) for step in steps], "; ") or text("—"),
        milestones_of(voice, row.id),
        _published(voice, row),
    )


def _step(voice: Voice, step: Row) -> Inline:
    done = voice.word(f"step.{step.get('status')}")
    return (Run(f"{voice.country(step.get('party'))}: "), *_dated(voice, step, done))


def _published(voice: Voice, row: Row) -> Inline:
    """Return who published a row's source and when."""
    outlet, dated = row.get("outlet"), row.get("source_date")
    named: Inline = (Run(outlet, "name"),) if outlet else ()
    day: Inline = (voice.short(partial(dated)),) if dated else text(voice.word("source.undated"))
    return (*join([named, day]), Run(" "), voice.cite(f"row:{row.ref}"))


def _bodies(voice: Voice) -> Section:
    rows = tuple(TableRow(_body(voice, row)) for row in voice.rows("bodies"))
    names = ("body", "kind", "parties", "milestones", "source")
    blocks = (table(voice, "bodies.caption", names, rows),) if rows else ()
    return Section("bodies", voice.word("bodies.title"), blocks)


def _body(voice: Voice, row: Row) -> tuple[Inline, ...]:
    return (
        (voice.name(row),),
        text(voice.code("body_kinds", row.get("kind"))),
        text(parties(voice, tuple(filter(None, (row.get("parties") or "").split(";"))))),
        milestones_of(voice, row.id),
        _published(voice, row),
    )


def parties(voice: Voice, codes: tuple[str, ...]) -> str:
    """Return countries as a list in a sentence; a dash for none."""
    return countries(codes, voice.lang) if codes else "—"


def _hub(voice: Voice, row: Row) -> tuple[Inline, ...]:
    modes = [voice.word(f"mode.{mode}") for mode in (row.get("modes") or "").split(";") if mode]
    return (
        (voice.name(row),),
        text(voice.country(row.get("territory")) or "—"),
        text(voice.country(row.get("neighbour")) or "—"),
        text(", ".join(modes) or "—"),
        figures_of(voice, row.id),
        milestones_of(voice, row.id),
        _published(voice, row),
    )


def _mentions(voice: Voice) -> Section:
    """Return the agreements and bodies that the documents name, one line for one name."""
    named: dict[str, list[Claim]] = {}
    for claim in voice.results.claims:
        if claim.kind in ("agreement", "institution"):
            named.setdefault(claim.quote.casefold().strip(PUNCTUATION), []).append(claim)
    rows = tuple(TableRow(_mention(voice, claims)) for claims in named.values())
    names = ("mention", "kind", "parties", "steps", "source")
    blocks = (table(voice, "mentions.caption", names, rows),) if rows else ()
    return Section("mentions", voice.word("mentions.title"), blocks)


def _mention(voice: Voice, claims: list[Claim]) -> tuple[Inline, ...]:
    richest = max(claims, key=lambda claim: (bool(claim.agreement_status), len(claim.parties), claim.id))
    return (
        voice.quote(richest),
        text(voice.word(f"mention.{richest.kind}")),
        text(parties(voice, richest.parties)),
        _state(voice, richest),
        voice.cites(f"claim:{claim.id}" for claim in claims),
    )


def _state(voice: Voice, claim: Claim) -> Inline:
    status = voice.code("agreement_statuses", claim.agreement_status) or voice.code("stages", claim.stage)
    signed = partial(claim.date_signed) if claim.date_signed else Span()
    day: Inline = (Run(" "), voice.short(signed)) if signed != Span() else ()
    return (*text(status), *day) if status or day else text("—")
