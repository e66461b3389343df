"""The first screen: what was read, how many figures hold, conflict or cannot be judged, and the five findings."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from karvon.brief import arithmetic
from karvon.brief.blocks import Calculation, Inline, Items, Paragraph, Run, Section, Tallies, Tally, join
from karvon.brief.checks import group_of
from karvon.brief.findings import Candidate, significant
from karvon.brief.target import coverage, turnover, years_between
from karvon.brief.words import Voice
from karvon.model.dates import Span
from karvon.model.ledger import Check
from karvon.model.measures import TradeSeries
from karvon.model.results import Results
from karvon.model.vocabulary import by_code
from karvon.say import numbers

HOLDS, CONFLICTS, UNJUDGED, ALONE = "holds", "conflicts", "unjudged", "alone"


def standing(results: Results) -> Mapping[str, tuple[str, ...]]:
    """Return the figures that conflict, hold, cannot be judged, and stand alone, by id.

    A figure in any failed check conflicts, except official statistics that only reports contradict. One that agrees
    in at least one check, or that belongs to a fact the ledger holds (told by several sources in compatible numbers),
    holds. One whose comparisons all end open cannot be judged, and one that nothing was compared with stands alone.
    """
    groups: dict[str, set[str]] = {}
    official = {figure.id for figure in results.ledger.figures if figure.official}
    for check in results.ledger.checks:
        for name in _judged(check, official):
            groups.setdefault(name, set()).add(group_of(check))
    holding = {code for code, verdict in by_code("verdicts").items() if verdict["group"] == HOLDS}
    told = {name for fact in results.ledger.facts if fact.verdict in holding for name in fact.figures}
    found: dict[str, list[str]] = {name: [] for name in (CONFLICTS, HOLDS, UNJUDGED, ALONE)}
    for figure in results.ledger.figures:
        found[_standing(groups.get(figure.id, set()), figure.id in told)].append(figure.id)
    return {name: tuple(members) for name, members in found.items()}


def _judged(check: Check, official: set[str]) -> tuple[str, ...]:
    """Return the figures that a check speaks of: a conflict of statistics with reports is one of the reports only."""
    names = (*check.terms, *check.against)
    reports = tuple(name for name in names if name not in official)
    return reports if reports and group_of(check) == CONFLICTS else names


def _standing(groups: set[str], told: bool) -> str:  # noqa: FBT001
    if CONFLICTS in groups:
        return CONFLICTS
    if HOLDS in groups or told:
        return HOLDS
    return UNJUDGED if UNJUDGED in groups else ALONE


def subtitle(voice: Voice) -> Inline:
    """Return the line under the title: the day that fixes what is known."""
    day = voice.results.case.as_of
    return voice.say("front.as_of", day=voice.span(Span(day, day)))


def read(voice: Voice) -> Inline:
    """Return what was read: documents, figures, rows and official series with their years and coverage."""
    results = voice.results
    from_texts = [figure for figure in results.ledger.figures if figure.origin == "claim"]
    from_rows = len(results.ledger.figures) - len(from_texts)
    said = voice.say(
        "front.read",
        {"documents": len(results.documents), "figures": len(from_texts), "rows": from_rows},
        documents=voice.count(len(results.documents), "section:documents"),
        figures=voice.count(len(from_texts), "section:documents"),
        rows=voice.count(from_rows, "section:rows"),
    )
    return (*said, Run(" "), *_series(voice)) if turnover(voice) else said


def _series(voice: Voice) -> Inline:
    lines = [
        voice.say(
            "front.series",
            reporter=voice.reporter(series.reporter),
            years=Run(_years(series), "date", ref="section:target-years"),
            coverage=coverage(voice, series),
        )
        for series in turnover(voice)
    ]
    return voice.say("front.official", {"n": len(lines)}, series=join(lines, "; "))


def _years(series: TradeSeries) -> str:
    return years_between(series.points[0].year, series.points[-1].year)


def front(voice: Voice) -> Section:
    """Return the first screen."""
    chosen = significant(voice)
    lead = Paragraph(voice.say("findings.lead" if chosen else "findings.none"), "lead")
    findings = Items(
        tuple(one.sentence for one in chosen),
        numbered=True,
        notes=tuple(_evidence(voice, one) for one in chosen),
    )
    return Section("findings", voice.word("findings.title"), (tallies(voice), lead, *((findings,) if chosen else ())))


def _evidence(voice: Voice, one: Candidate) -> Inline:
    return voice.say("findings.evidence", evidence=voice.cites(one.evidence))


def tallies(voice: Voice) -> Tallies:
    """Return how many figures hold, conflict and cannot be judged, each with the list of them one click away."""
    found = standing(voice.results)
    alone = _number(voice, ALONE, found[ALONE])
    shown = (
        _tally(voice, HOLDS, found[HOLDS], voice.say("tally.holds.note")),
        _tally(voice, CONFLICTS, found[CONFLICTS], voice.say("tally.conflicts.note")),
        _open(voice, found[UNJUDGED], alone, len(found[ALONE])),
    )
    return Tallies(shown)


def _tally(voice: Voice, name: str, members: tuple[str, ...], note: Inline) -> Tally:
    number = _number(voice, name, members)
    return Tally(number, voice.word(f"tally.{name}", n=len(members)), note, name)


def _open(voice: Voice, members: tuple[str, ...], alone: Run, lonely: int) -> Tally:
    """Return the tally of figures without a judgement: those whose checks end open, and those that stand alone."""
    refs = tuple(dict.fromkeys(voice.lineage.ref(member) for member in members))
    total = len(members) + lonely
    line = (*voice.cites(refs), Run(" + " if refs else ""), alone)
    calculation = Calculation(f"list-{UNJUDGED}", voice.say("calc.unjudged"), (line,))
    number = voice.derived(numbers.number(Decimal(total), voice.lang), calculation)
    return Tally(number, voice.word("tally.unjudged", n=total), voice.say("tally.unjudged.note", n=alone), UNJUDGED)


def _number(voice: Voice, name: str, members: tuple[str, ...]) -> Run:
    refs = tuple(dict.fromkeys(voice.lineage.ref(member) for member in members))
    return arithmetic.listed(voice, name, voice.say(f"calc.{name}"), refs)
