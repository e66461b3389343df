"""Portfolios through time: what moved between snapshots, who is named in them, and how much nobody names."""

from __future__ import annotations

from karvon.brief.blocks import Block, Calculation, Inline, Paragraph, Run, Section, Table, TableRow, join, text
from karvon.brief.words import Voice
from karvon.model.ledger import Roster, Shift
from karvon.model.values import Interval, exact
from karvon.say import numbers

MINUS, PLUS, EQUALS = " − ", " + ", " = "


def shifts(voice: Voice) -> Section:
    """Return what changed from one snapshot of a portfolio to the next, and where a fall must have come from."""
    told = [one for one in voice.results.ledger.shifts if one.kind != "repeated"]
    title = voice.word("shifts.title")
    if not told:
        return Section("portfolio-shifts", title, ())
    head = tuple(voice.say(f"column.{name}") for name in ("when", "portfolio", "count", "value", "reading"))
    rows = tuple(TableRow(_shift(voice, number, one)) for number, one in enumerate(told, 1))
    return Section("portfolio-shifts", title, (Table(voice.say("shifts.caption"), head, rows, (2, 3)),))


def rosters(voice: Voice) -> Section:
    """Return who is named in every count of a portfolio, and what of its number and its sum nobody names."""
    title = voice.word("rosters.title")
    found = voice.results.ledger.rosters
    told = [one for one in found if one.members]
    bare = [one for one in found if not one.members and not one.stage]
    if not told and not bare:
        return Section("portfolio-members", title, ())
    names = ("when", "portfolio", "whole", "named", "unnamed")
    head = tuple(voice.say(f"column.{name}") for name in names)
    rows = tuple(TableRow(_roster(voice, number, one)) for number, one in enumerate(told, 1))
    lead: Block = Paragraph(voice.say("rosters.lead"), "note")
    table = (Table(voice.say("rosters.caption"), head, rows),) if rows else ()
    return Section("portfolio-members", title, (lead, *table, *_nobody(voice, bare)))


def _nobody(voice: Voice, bare: list[Roster]) -> tuple[Block, ...]:
    """Return in one sentence the counts of which no source names a single project."""
    lines = [voice.say("rosters.count", day=voice.short(one.day), whole=_whole(voice, one)) for one in bare]
    return (Paragraph(voice.say("rosters.nobody", listed=join(lines, "; "))),) if lines else ()


def _whole(voice: Voice, one: Roster) -> Inline:
    return join([(voice.figure_of(name),) for name in (*one.count[:1], *one.value[:1])])


def _shift(voice: Voice, number: int, one: Shift) -> tuple[Inline, ...]:
    before, after = ([voice.lineage.figures[name] for name in names] for names in (one.before, one.after))
    days = (voice.short(before[0].source.published), Run(" → "), voice.short(after[0].source.published))
    count = _change(voice, f"shift-{number}-count", (one.before[0], one.after[0]), one.number, "project")
    value = _change(voice, f"shift-{number}-value", (one.before[1], one.after[1]), one.amount, one.unit)
    losses = [
        voice.say("shifts.loss", part=_part(voice, loss.figure), least=_least(voice, one, loss.figure))
        for loss in one.losses
    ]
    said = join([text(voice.word(f"shift.{one.kind}")), *losses], "; ")
    return (days, voice.subject(one.portfolio) or text("—"), count, value, said)


def _change(voice: Voice, name: str, figures: tuple[str, str], moved: Interval | None, unit: str) -> Inline:
    """Return how far a number moved, with its sign, linked to the two figures it is the difference of."""
    if moved is None or moved.value is None:
        return text("—")
    open_side = "least" if moved.high is None else "most" if moved.low is None else ""
    known = {"least": moved.low, "most": moved.high}.get(open_side) or moved.value
    sign = "+" if known > 0 else "−" if known < 0 else ""
    said = f"{sign}{numbers.quantity(exact(abs(known)), unit, voice.lang)}"
    told = voice.word(f"shift.{open_side}", size=said) if open_side else said
    before, after = map(voice.figure_of, figures)
    line = (after, Run(MINUS), before, Run(f"{EQUALS}{told}"))
    return (voice.derived(told, Calculation(name, voice.say("calc.shift"), (line,))),)


def _part(voice: Voice, name: str) -> Inline:
    figure = voice.lineage.figures[name]
    return voice.say("shifts.part", stage=voice.code("stages", figure.stage), sum=voice.figure(figure))


def _least(voice: Voice, one: Shift, name: str) -> Run:
    loss = next(loss for loss in one.losses if loss.figure == name)
    said = numbers.quantity(exact(loss.least), one.unit, voice.lang)
    before, after = voice.figure_of(one.before[1]), voice.figure_of(one.after[1])
    line = (before, Run(MINUS), after, Run(" "), *voice.say("calc.loss.rest", least=said))
    return voice.derived(said, Calculation(f"loss-{name}", voice.say("calc.loss"), (line,)))


def _roster(voice: Voice, number: int, one: Roster) -> tuple[Inline, ...]:
    stage: Inline = (Run(f", {voice.code('stages', one.stage)}"),) if one.stage else ()
    return (
        (voice.short(one.day),),
        (*voice.subject(one.portfolio), *stage),
        _whole(voice, one),
        _named(voice, one),
        _unnamed(voice, number, one),
    )


def _named(voice: Voice, one: Roster) -> Inline:
    """Return the members by name, and how many other projects of the pair may be among them."""
    names = join([voice.subject(name) for name in one.members])
    others = voice.say(
        "rosters.possible", {"n": len(one.possible)}, n=voice.count(len(one.possible), "section:projects")
    )
    return join([names or text("—"), others if one.possible else ()], "; ")


def _unnamed(voice: Voice, number: int, one: Roster) -> Inline:
    """Return what nobody names of the number and, where the costs of members are known, of the sum."""
    left = numbers.quantity(one.unnamed, "project", voice.lang)
    members = f"{MINUS}{len(one.members)}{EQUALS}{left}"
    line = (voice.figure_of(one.count[0]), Run(members), Run(" "), *voice.cites(f"row:{row}" for row in one.evidence))
    said = voice.derived(left, Calculation(f"unnamed-{number}", voice.say("calc.unnamed"), (line,)))
    rest = one.unexplained
    if rest is None or rest.value is None or not one.costs:
        return (said,)
    return join([(said,), (_unexplained(voice, number, one, rest),)])


def _unexplained(voice: Voice, number: int, one: Roster, rest: Interval) -> Run:
    bound = "ge" if rest.high is None else "approx" if rest.low != rest.high else "eq"
    known = Interval(rest.value, rest.value, None) if bound == "ge" else rest
    left = numbers.quantity(known, one.unit, voice.lang, bound)
    costs = join([(voice.figure_of(name),) for name in one.costs], PLUS)
    line = (voice.figure_of(one.value[0]), Run(f"{MINUS}("), *costs, Run(f"){EQUALS}{left}"))
    return voice.derived(left, Calculation(f"unexplained-{number}", voice.say("calc.unexplained"), (line,)))
