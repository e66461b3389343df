"""Agreements with what each party did, bodies, hubs, and what the documents themselves say of them."""

from __future__ import annotations

from karvon.brief.blocks import Block, Inline, Paragraph, Run, Section, Table, TableRow, join, text, words
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.model.dates import Span, partial
from karvon.model.figure import Figure
from karvon.model.row import Row
from karvon.model.vocabulary import by_code
from karvon.say.countries import countries

COST = "project_value"
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
    """Return the figures told of one registered thing under what they measure, each different figure once."""
    told: dict[str, dict[str, Inline]] = {}
    for figure in voice.results.ledger.figures:
        if figure.subject == subject:
            said = (voice.figure(figure), *_limits(voice, figure))
            told.setdefault(_measure(voice, figure), {}).setdefault(words(said), said)
    lines = [(Run(f"{what} " if what else ""), *join(list(said.values()))) for what, said in told.items()]
    return join(lines, "; ") or text("—")


def _measure(voice: Voice, figure: Figure) -> str:
    """Return what a figure of one thing measures; a count says so itself, the value of projects is the thing's cost."""
    if by_code("indicators")[figure.indicator]["counted"] == "yes":
        return ""
    return voice.word("figure.cost") if figure.indicator == COST else voice.code("indicators", figure.indicator)


def _limits(voice: Voice, figure: Figure) -> Inline:
    """Return, in brackets, the stage a figure is limited to and that it is no fact."""
    stage = figure.stage if figure.stage not in (None, "all") else None
    status = figure.status if figure.status != "actual" else None
    named = ", ".join(filter(None, (voice.code("stages", stage), voice.code("statuses", status))))
    return text(f" ({named})") if named else ()


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
    plain = status == "actual" or (kind == "status_reported" and stage == "planned")
    return line if plain else (*line, Run(f" ({voice.code('statuses', status)})"))


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
        _steps(voice, steps),
        milestones_of(voice, row.id),
        _published(voice, row),
    )


def _steps(voice: Voice, steps: list[Row]) -> Inline:
    """Return what the parties did, those that did the same on the same day together."""
    together: dict[tuple[str, str], list[Row]] = {}
    for step in steps:
        together.setdefault((step.get("status") or "", step.get("date") or ""), []).append(step)
    lines = []
    for (status, _), own in together.items():
        names = tuple(dict.fromkeys(step.get("party") or "" for step in own))
        done = _dated(voice, own[0], voice.word(f"step.{status}"))
        lines.append((*done, Run(f" — {parties(voice, names)} "), *voice.cites(f"row:{step.ref}" for step in own)))
    return join(lines, "; ") or text("—")


def _step(voice: Voice, step: Row) -> Inline:
    done = voice.word(f"step.{step.get('status')}")
    return (Run(f"{voice.country(step.get('party'))}: "), *_dated(voice, step, done))


def _published(voice: Voice, row: Row) -> Inline:
    """Return who published a row's source and when."""
    outlet, dated = row.get("outlet"), row.get("source_date")
    named = voice.publisher(outlet)
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
    """Return the agreements and bodies that documents name: those they say more of as a table, the rest in a line."""
    named: dict[str, list[Claim]] = {}
    for claim in voice.results.claims:
        if claim.kind in ("agreement", "institution"):
            named.setdefault(claim.quote.casefold().strip(PUNCTUATION), []).append(claim)
    told = [claims for claims in named.values() if any(_telling(claim) for claim in claims)]
    bare = [claims for claims in named.values() if claims not in told]
    columns = ("mention", "kind", "parties", "steps", "source")
    blocks: tuple[Block, ...] = ()
    if told:
        rows = tuple(TableRow(_mention(voice, claims)) for claims in told)
        blocks = (table(voice, "mentions.caption", columns, rows),)
    if bare:
        names = _bare(voice, [claims[0] for claims in bare])
        blocks = (*blocks, Paragraph(voice.say("mentions.bare", names=names), "note"))
    return Section("mentions", voice.word("mentions.title"), blocks)


def _bare(voice: Voice, claims: list[Claim]) -> Inline:
    """Return names as a list, those in the brief's language first, another language marked once behind its names."""
    told: dict[str, list[Claim]] = {voice.lang: []}
    for claim in claims:
        told.setdefault(voice.lineage.document_of(claim).language, []).append(claim)
    lines = [
        (*join([(voice.quoted(one),) for one in own], "; "), *voice.tongue(lang)) for lang, own in told.items() if own
    ]
    return join(lines, "; ")


def _telling(claim: Claim) -> bool:
    return bool(claim.agreement_status or claim.date_signed or claim.parties or claim.stage)


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
