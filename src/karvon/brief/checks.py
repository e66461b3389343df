"""Checks: the arithmetic of each written out, its verdict and causes, and what the sources say side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from karvon.brief.actors import actor
from karvon.brief.blocks import Block, Card, Inline, Paragraph, Run, Section, Table, TableRow, join, text
from karvon.brief.described import moment
from karvon.brief.equation import comparison, is_turnover, member
from karvon.brief.judged import mark
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.model.figure import Figure
from karvon.model.ledger import Cause, Check, Fact
from karvon.model.vocabulary import by_code
from karvon.reconcile.rules import rules

GROUPS = CONFLICTS, UNJUDGED, HOLDS = ("conflicts", "unjudged", "holds")
AROUND = 40
TURNOVER = "trade_turnover"
UNBOUNDED = 10**6
MOST_STEPS = 2


def section(voice: Voice) -> Section:
    """Return the section on checks: conflicts first, then what cannot be judged, then what holds."""
    title = voice.word("checks.title")
    checks = voice.results.ledger.checks
    if not checks:
        return Section("checks", title, (Paragraph(voice.say("checks.none")),))
    parts = [_group(voice, group, checks) for group in GROUPS]
    parts.append(_facts(voice))
    lead = (Paragraph(voice.say("checks.lead")),)
    return Section("checks", title, lead, tuple(part for part in parts if part.blocks or part.parts))


def ordered(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Return checks in the order in which the brief prints them: by group, then by rule."""
    rule_places = {code: place for place, code in enumerate(rules())}
    return tuple(sorted(checks, key=lambda one: (GROUPS.index(group_of(one)), rule_places[one.rule])))


def group_of(check: Check) -> str:
    """Return holds, conflicts or unjudged."""
    return by_code("verdicts")[check.verdict]["group"]


def rule_name(voice: Voice, check: Check) -> str:
    """Return the name of the rule that made a check."""
    return rules()[check.rule][voice.lang]


def _group(voice: Voice, group: str, checks: tuple[Check, ...]) -> Section:
    """Return the checks of one group: each conflict as a card, the others as one table for each rule."""
    own = [check for check in ordered(checks) if group_of(check) == group]
    title = voice.word(f"checks.{group}.title")
    if group == CONFLICTS:
        return Section(f"checks-{group}", title, tuple(_card(voice, check) for check in own))
    tables = [_rule(voice, rule, list(found)) for rule, found in groupby(own, key=lambda check: check.rule)]
    return Section(f"checks-{group}", title, tuple(tables))


def _card(voice: Voice, check: Check) -> Card:
    rule = rules()[check.rule]
    sides = Table(
        voice.say("checks.sides"),
        (voice.say("column.says"), voice.say("column.against")),
        (TableRow((_testimonies(voice, check.terms), _testimonies(voice, check.against))),),
        tone="sides",
    )
    blocks: tuple[Block, ...] = (
        Paragraph(comparison(voice, check), "arithmetic"),
        *((Paragraph(given, "note"),) if (given := mark(voice, check)) else ()),
        Paragraph((Run(rule[f"explain_{voice.lang}"] + " "), *causes(voice, check.causes)), "note"),
        sides,
        *((Paragraph(settling(voice, check.causes), "note"),) if check.causes else ()),
    )
    title = (Run("", "label", ref=f"check:{check.id}"), Run(" "), *topic(voice, check))
    return Card(f"check:{check.id}", title, voice.code("verdicts", check.verdict), CONFLICTS, blocks)


def topic(voice: Voice, check: Check) -> Inline:
    """Return what a check is about: the thing and what is measured of it and when, or else the rule's name."""
    whole = check.operator in ("sum", "difference", "growth")
    names = (*check.against, *check.terms) if whole else (*check.terms, *check.against)
    figures = [voice.lineage.figures[name] for name in names if name in voice.lineage.figures]
    if figures:
        return measured(voice, figures, whole=figures[0] if whole else None)
    rows = [voice.lineage.rows[name] for name in names if name in voice.lineage.rows]
    subject = next((voice.subject(row.get("subject") or row.get("agreement") or "") for row in rows), ())
    return subject or text(_capital(rules()[check.rule][voice.lang]))


def measured(voice: Voice, figures: Sequence[Figure], whole: Figure | None = None) -> Inline:
    """Return what figures measure: of which thing, where, by whose figures if by one side's only, and when.

    The time is that of the whole they are held against, or else the one they share.
    """
    first = figures[0]
    subject = next((voice.subject(one.subject) for one in figures if one.subject), ())
    indicator = voice.code("indicators", TURNOVER if is_turnover(figures[:2]) else first.indicator)
    what = indicator if first.change == "level" else voice.word("checks.change", indicator=indicator)
    places, sides = {one.territory for one in figures}, {one.reporter for one in figures} - {None}
    where = voice.country(first.territory) if len(places) == 1 else ""
    trade = by_code("indicators")[first.indicator]["family"] == "trade"
    whose = voice.say("checks.side", reporter=voice.reporter(sides.pop() or "")) if trade and len(sides) == 1 else ()
    stage = "" if first.stage in (None, "all") or len({one.stage for one in figures}) > 1 else first.stage or ""
    times = {(one.period.start, one.period.end) for one in figures}
    dated = whole or (first if len(times) == 1 else None)
    held = (voice.period(dated.period),) if dated and dated.period.start and dated.period.end else ()
    named = filter(None, (where, voice.code("stages", stage)))
    return join([subject, text(what if subject else _capital(what)), *map(text, named), whose, held])


def _testimonies(voice: Voice, names: tuple[str, ...]) -> Inline:
    return join([testimony(voice, name) for name in dict.fromkeys(names)], " · ")


def _rule(voice: Voice, rule: str, checks: list[Check]) -> Table:
    """Return the checks of one rule and group: arithmetic, what the sources say, and the causes if they differ.

    The verdict and the causes that most of them have stand once, over the table.
    """
    held = group_of(checks[0]) == HOLDS
    verdict, usual = _shared([check.verdict for check in checks]), () if held else _usual(checks)
    alike = held or all(_unproved(check) == usual for check in checks)
    names = ("label", "about", "arithmetic", "says", *(() if alike else ("causes",)))
    rows = [_line(voice, check, verdict, None if alike else usual) for check in checks]
    told = rules()[rule][f"explain_{voice.lang}"]
    caption: Inline = (Run(f"{_capital(rules()[rule][voice.lang])}. {told}"),)
    if verdict and not held:
        caption = (*caption, Run(f" {_capital(voice.code('verdicts', verdict))}."))
    if usual:
        common = causes(voice, tuple(map(Cause, usual)))
        caption = (*caption, Run(" "), *(common if alike else voice.say("causes.shared", causes=common)))
    return Table(caption, tuple(voice.say(f"column.{name}") for name in names), tuple(rows), tone="checks")


def _line(voice: Voice, check: Check, verdict: str | None, usual: tuple[str, ...] | None) -> TableRow:
    """Return the row of a check; `verdict` and `usual` causes are said already, without `usual` there is no column."""
    said = () if verdict else (Run(f": {voice.code('verdicts', check.verdict)}"),)
    steps = join([(*comparison(voice, check), *said), mark(voice, check)], ". ")
    quoted = _sources(voice, dict.fromkeys((*check.terms, *check.against)))
    cells = ((Run("", "label", ref=f"check:{check.id}"),), topic(voice, check), steps, quoted)
    if usual is None:
        return TableRow(cells, f"check:{check.id}")
    same = usual and _unproved(check) == usual
    given = text(voice.word("causes.same")) if same else causes(voice, check.causes)
    return TableRow((*cells, given), f"check:{check.id}")


def _shared(values: Sequence[str]) -> str | None:
    """Return the value that all have, if they have one."""
    return values[0] if len(set(values)) == 1 else None


def _usual(checks: Sequence[Check]) -> tuple[str, ...]:
    """Return the causes that most of several checks have; none where they are proved or rest on other figures."""
    counted = Counter(_unproved(check) for check in checks)
    usual, count = max(counted.items(), key=lambda found: (found[1], found[0]))
    return usual if 2 * count > len(checks) > 1 else ()


def _unproved(check: Check) -> tuple[str, ...]:
    """Return the causes of a check that are only possible and rest on nothing but what it compares."""
    own = {*check.terms, *check.against}
    plain = all(not cause.established and own.issuperset(cause.evidence) for cause in check.causes)
    return tuple(cause.code for cause in check.causes) if plain else ()


def _sources(voice: Voice, names: Iterable[str]) -> Inline:
    """Return the words of every source; rows of one outlet that follow each other name it once."""
    lines: list[Inline] = []
    last: Inline = ()
    for name in names:
        *head, cite = _quoted(voice, name)
        if last and tuple(head) == last and name in voice.lineage.rows:
            lines[-1] = (*lines[-1], Run(" "), cite)
        else:
            lines.append((*head, cite))
        last = tuple(head)
    return join(lines, " · ")


def _quoted(voice: Voice, name: str) -> Inline:
    """Return the words of a claim with their label, or the label and publisher of a row."""
    cite = voice.cite(voice.lineage.ref(name))
    if name in voice.lineage.claims:
        return (*voice.quote(voice.lineage.claims[name]), Run(" "), cite)
    outlet = voice.publisher(voice.lineage.rows[name].get("outlet"))
    return (*outlet, Run(" "), cite) if outlet else (cite,)


def causes(voice: Voice, found: tuple[Cause, ...]) -> Inline:
    """Return the causes of a difference: those the evidence proves, and those that are only possible."""
    proved = [cause for cause in found if cause.established]
    possible = [cause for cause in found if not cause.established]
    lines: list[Inline] = []
    if proved:
        lines.append(voice.say("causes.established", causes=join([_cause(voice, cause) for cause in proved])))
    if possible:
        key = "causes.also" if proved else "causes.possible"
        lines.append(voice.say(key, causes=join([_cause(voice, cause) for cause in possible])))
    return join(lines, " ") or voice.say("causes.none")


def settling(voice: Voice, found: tuple[Cause, ...]) -> Inline:
    """Return what would settle a difference: what to ask for proven causes, else for the likeliest."""
    proved = [cause for cause in found if cause.established]
    asked = [by_code("causes")[cause.code][f"settle_{voice.lang}"] for cause in (proved or found)[:MOST_STEPS]]
    return voice.say("causes.settle", steps="; ".join(asked)) if asked else ()


def _cause(voice: Voice, cause: Cause) -> Inline:
    name = text(voice.code("causes", cause.code))
    known = [name for name in cause.evidence if name in voice.lineage.claims or name in voice.lineage.rows]
    return (*name, Run(" "), *voice.cites(voice.lineage.ref(one) for one in known)) if known else name


def testimony(voice: Voice, name: str) -> Inline:
    """Return what one source says: its words with a little of what stands around them, or its row in the registry."""
    claim = voice.lineage.claims.get(name)
    cite = voice.cite(voice.lineage.ref(name))
    source: Inline
    if claim is not None:
        document = voice.lineage.document_of(claim)
        lang = document.language
        before, after = _edges(document.text, claim)
        around = (Run(before, "quote", lang=lang), voice.quoted(claim), Run(after, "quote", lang=lang))
        quoted = (*(run for run in around if run.text), *voice.tongue(lang))
        outlet = voice.publisher(document.outlet or document.file)
        day = (voice.short(document.published),)
        who = _teller(voice, voice.lineage.figures.get(name))
        return (*voice.say("checks.quote", source=join([outlet, who, day]), quote=quoted), Run(" "), cite)
    figure = voice.lineage.figures.get(name)
    if figure is None:
        row = voice.lineage.rows[name]
        subject = voice.subject(row.get("subject") or row.get("agreement") or "")
        source = voice.publisher(row.get("outlet")) or text("—")
        return (*voice.say("checks.row", source=source, subject=subject, figure=member(voice, name)), Run(" "), cite)
    subject = voice.subject(figure.subject) if figure.subject else text(voice.code("indicators", figure.indicator))
    source = voice.outlet(figure) or text(voice.word("source.undated"))
    source = join([*_office(voice, figure), source, () if figure.official else _teller(voice, figure)])
    return (*voice.say("checks.row", source=source, subject=subject, figure=voice.figure(figure)), Run(" "), cite)


def _office(voice: Voice, figure: Figure) -> list[Inline]:
    """Return whose statistics a figure is of, where nobody else is named as its publisher."""
    whose = figure.side or figure.reporter
    if not figure.official or figure.source.outlet or whose is None:
        return []
    return [voice.say("checks.office", country=voice.reporter(whose))]


def _teller(voice: Voice, figure: Figure | None) -> Inline:
    """Return whose words a figure is, where that is known: an office, a person, or a side."""
    return actor(voice, figure) if figure and (figure.role or figure.speaker or figure.side) else ()


def _edges(page: str, claim: Claim) -> tuple[str, str]:
    """Return the words next to a quote on either side: those of its own line only, cut between words."""
    before, after = page[: claim.start].rpartition("\n")[2], page[claim.end :].partition("\n")[0]
    if len(before) > AROUND:
        before = f"… {before[-AROUND:].partition(' ')[2]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND].rpartition(' ')[0]} …"
    return before, after


def _facts(voice: Voice) -> Section:
    """Return the facts that figures of more than one page tell, those that something contradicts apart."""
    told = [fact for fact in voice.results.ledger.facts if len(_pages(voice, fact)) > 1]
    grouped: dict[str, list[Fact]] = {}
    for fact in told:
        grouped.setdefault(standing_of(fact, voice.results.ledger.checks), []).append(fact)
    tables = tuple(_told_facts(voice, group, grouped[group]) for group in reversed(GROUPS) if group in grouped)
    return Section("facts", voice.word("facts.title"), tables)


def standing_of(fact: Fact, checks: tuple[Check, ...]) -> str:
    """Return holds, conflicts or unjudged for a fact: its verdict, or worse where its own figures fail a check."""
    verdict = by_code("verdicts")[fact.verdict]["group"]
    own = {group_of(check) for check in checks if {*check.terms, *check.against} <= {*fact.figures}}
    return next((group for group in (CONFLICTS, UNJUDGED) if group in own and verdict == HOLDS), verdict)


def _told_facts(voice: Voice, group: str, facts: list[Fact]) -> Table:
    """Return the facts of one standing; those in doubt name the checks that put them there."""
    doubtful = group != HOLDS
    facts = sorted(facts, key=lambda fact: _place(voice, fact))
    names = ("fact", "number", "told", "checks") if doubtful else ("fact", "number", "told")
    head = tuple(voice.say(f"column.{name}") for name in names)
    rows = tuple(
        TableRow((*_fact(voice, one), _doubts(voice, one)) if doubtful else _fact(voice, one)) for one in facts
    )
    return Table(voice.say(f"facts.{group}.caption"), head, rows)


def _doubts(voice: Voice, fact: Fact) -> Inline:
    """Return the checks of a fact's figures that do not hold."""
    own = [check for check in voice.results.ledger.checks if {*check.terms, *check.against} & {*fact.figures}]
    return voice.cites(f"check:{check.id}" for check in ordered(tuple(own)) if group_of(check) != HOLDS) or text("—")


def _by_moment(voice: Voice, fact: Fact) -> list[Figure]:
    """Return the figures of a fact, the one that is best placed in time first."""

    def width(figure: Figure) -> tuple[int, str]:
        days = moment(figure)
        return ((days.last - days.first).days if days.first and days.last else UNBOUNDED, figure.id)

    return sorted((voice.lineage.figures[name] for name in fact.figures), key=width)


def _place(voice: Voice, fact: Fact) -> tuple[str, str, str]:
    """Return the place of a fact among facts: by what it measures, then by time."""
    first = _by_moment(voice, fact)[0]
    return (first.indicator, str(moment(first).first), fact.id)


def _pages(voice: Voice, fact: Fact) -> set[str]:
    sources = [voice.lineage.figures[name].source for name in fact.figures]
    return {source.url or source.document or source.outlet or "" for source in sources}


def _fact(voice: Voice, fact: Fact) -> tuple[Inline, ...]:
    figures = _by_moment(voice, fact)
    what = measured(voice, figures, whole=figures[0])
    runs = {run.text: run for run in (voice.figure_of(name) for name in fact.figures)}
    said: list[Inline] = [(run,) for run in runs.values()]
    return (
        what,
        join(said, "; "),
        voice.cites(voice.lineage.ref(name) for name in fact.figures),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
