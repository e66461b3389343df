"""The portfolio of joint projects: what was said of it, when, by whom, and how it divides by stage and side."""

from __future__ import annotations

import msgspec

from karvon.brief import charts
from karvon.brief.actors import actor
from karvon.brief.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, TableRow, join, text
from karvon.brief.words import Voice
from karvon.draw.history_words import Strand
from karvon.model.dates import Span
from karvon.model.figure import Figure

COUNT, VALUE, WIDER, JOBS = "project_count", "project_value", "portfolio_value", "jobs"
INDICATORS = (COUNT, VALUE, WIDER, JOBS)


class Statement(msgspec.Struct, frozen=True):
    """What one page says of one portfolio at one stage and place: its figures, by indicator."""

    figures: tuple[Figure, ...]

    @property
    def head(self) -> Figure:
        """The first figure of the statement, whose source and moment all of them share."""
        return self.figures[0]


def section(voice: Voice) -> Section:
    """Return the section on the portfolio."""
    title = voice.word("portfolio.title")
    wholes, shares = _split(statements(voice))
    if not wholes and not shares:
        return Section("portfolio", title, (Paragraph(voice.say("portfolio.none")),))
    parts = (
        Section("portfolio-history", voice.word("portfolio.history.title"), _history(voice, wholes)),
        Section("portfolio-split", voice.word("portfolio.split.title"), _parts(voice, shares)),
    )
    return Section("portfolio", title, _definitions(voice), tuple(part for part in parts if part.blocks))


def statements(voice: Voice) -> tuple[Statement, ...]:
    """Return what was said of portfolios, oldest first; a page and the row drawn from it make one statement."""
    grouped: dict[tuple[str, ...], list[Figure]] = {}
    for figure in voice.results.ledger.figures:
        if figure.indicator in INDICATORS and figure.change == "level" and _of_portfolio(voice, figure):
            grouped.setdefault(_key(figure), []).append(figure)
    found = [Statement(tuple(figures)) for figures in grouped.values()]
    return tuple(sorted(found, key=lambda statement: (str(_day(statement.head)), _key(statement.head))))


def _of_portfolio(voice: Voice, figure: Figure) -> bool:
    portfolios = {row.id for row in voice.rows("portfolios")}
    return figure.subject in portfolios or (figure.subject is None and figure.indicator != JOBS)


def _key(figure: Figure) -> tuple[str, ...]:
    source = figure.source.url or figure.source.document or figure.id
    return (source, figure.stage or "all", figure.territory or "", str(_day(figure)))


def _day(figure: Figure) -> Span:
    """Return the moment a figure speaks of: its own point in time, or the day it was published."""
    if figure.period.start is not None and figure.period.start == figure.period.end:
        return Span(figure.period.start, figure.period.end)
    return figure.source.published


def _split(found: tuple[Statement, ...]) -> tuple[list[Statement], list[Statement]]:
    """Return statements on whole portfolios, and those on a stage or one side's part."""
    wholes = [one for one in found if one.head.stage in (None, "all") and one.head.territory is None]
    return wholes, [one for one in found if one not in wholes]


def _definitions(voice: Voice) -> tuple[Block, ...]:
    lines = tuple(
        voice.say("portfolio.definition", name=voice.name(row), definition=row.get(f"definition_{voice.lang}") or "—")
        for row in voice.rows("portfolios")
    )
    return (Paragraph(voice.say("portfolio.definitions")), Items(lines)) if lines else ()


def _history(voice: Voice, wholes: list[Statement]) -> tuple[Block, ...]:
    if not wholes:
        return ()
    return (*charts.history(voice, _strands(voice, wholes)), _table(voice, "portfolio.history.caption", wholes, ()))


def _parts(voice: Voice, shares: list[Statement]) -> tuple[Block, ...]:
    if not shares:
        return ()
    table = _table(voice, "portfolio.split.caption", shares, ("stage", "side"))
    return (*charts.split(voice, _richest(voice)), table)


def _strands(voice: Voice, wholes: list[Statement]) -> tuple[Strand, ...]:
    """Return the figures of whole portfolios, one strand for each portfolio the registry knows and one for the rest."""
    named = {row.id: row.get(f"name_{voice.lang}") or row.id for row in voice.rows("portfolios")}
    grouped: dict[str, list[Figure]] = {}
    for statement in wholes:
        subject = next((one.subject for one in statement.figures if one.subject), None)
        name = named.get(subject or "", voice.word("portfolio.unnamed"))
        grouped.setdefault(name, []).extend(one for one in statement.figures if one.indicator != JOBS)
    return tuple(Strand(name, tuple(figures)) for name, figures in grouped.items())


def _richest(voice: Voice) -> tuple[Figure, ...]:
    """Return the counts and values of the one page and day that divides a portfolio into most parts, the latest of equals."""
    grouped: dict[tuple[str, str], list[Figure]] = {}
    for statement in statements(voice):
        source, *_, day = _key(statement.head)
        grouped.setdefault((day, source), []).extend(one for one in statement.figures if one.indicator != JOBS)
    return tuple(max(sorted(grouped.items()), key=lambda item: (len(_shares(item[1])), item[0][0]))[1])


def _shares(figures: list[Figure]) -> set[tuple[str | None, str | None]]:
    return {(one.stage, one.territory) for one in figures}


def _table(voice: Voice, caption: str, found: list[Statement], extra: tuple[str, ...]) -> Table:
    names = ("when", "who", "portfolio", *extra, "count", "value", "jobs", "source")
    rows = tuple(TableRow(_row(voice, statement, names)) for statement in found)
    numeric = tuple(names.index(name) for name in ("count", "value", "jobs"))
    return Table(voice.say(caption), tuple(voice.say(f"column.{name}") for name in names), rows, numeric)


def _row(voice: Voice, statement: Statement, names: tuple[str, ...]) -> tuple[Inline, ...]:
    head = statement.head
    cells: dict[str, Inline] = {
        "when": (voice.short(_day(head)),),
        "who": actor(voice, head),
        "portfolio": _portfolio(voice, statement),
        "stage": text(voice.code("stages", head.stage) or "—"),
        "side": text(voice.country(head.territory) or "—"),
        "count": _numbers(voice, statement, (COUNT,)),
        "value": _numbers(voice, statement, (VALUE, WIDER)),
        "jobs": _numbers(voice, statement, (JOBS,)),
        "source": voice.cites(voice.lineage.ref(figure.id) for figure in statement.figures),
    }
    return tuple(cells[name] for name in names)


def _portfolio(voice: Voice, statement: Statement) -> Inline:
    """Return the name of the portfolio when the registry knows it, else the words of the text."""
    known = next((figure.subject for figure in statement.figures if figure.subject), None)
    if known is not None:
        return voice.subject(known)
    phrase = next((figure.phrase for figure in statement.figures if figure.phrase), None)
    return (Run(phrase, "quote", lang=_language(voice, statement.head)),) if phrase else text("—")


def _language(voice: Voice, figure: Figure) -> str | None:
    document = voice.lineage.documents.get(figure.source.document or "")
    return document.language if document else None


def _numbers(voice: Voice, statement: Statement, indicators: tuple[str, ...]) -> Inline:
    """Return the different numbers that a statement gives for these indicators."""
    runs: dict[str, Run] = {}
    for figure in statement.figures:
        if figure.indicator in indicators:
            run = voice.figure(figure)
            runs.setdefault(run.text, run)
    return join([(run,) for run in runs.values()], "; ") or text("—")
