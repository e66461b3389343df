"""The portfolio of joint projects: what was said of it, when, by whom, and how it divides by stage and side."""

from __future__ import annotations

from itertools import groupby

import msgspec

from karvon.brief import charts, members
from karvon.brief.actors import actor
from karvon.brief.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, TableRow, join, text
from karvon.brief.checks import CONFLICTS, group_of
from karvon.brief.words import Voice
from karvon.draw.history_words import Strand
from karvon.model.dates import Span
from karvon.model.figure import Figure
from karvon.model.vocabulary import by_code

COUNT, VALUE, WIDER, JOBS = "project_count", "project_value", "portfolio_value", "jobs"
NO_BOUNDS = 10**6
INDICATORS = (COUNT, VALUE, WIDER, JOBS)


class Statement(msgspec.Struct, frozen=True):
    """What one page says of one portfolio at one stage and place: its figures; `subject` is the portfolio if known."""

    page: str
    subject: str | None
    figures: tuple[Figure, ...]

    @property
    def head(self) -> Figure:
        """The figure that says most of its source: one with an office before one without."""
        return min(self.figures, key=lambda figure: (figure.role is None, figure.side is None, figure.id))


def section(voice: Voice) -> Section:
    """Return the section on the portfolio."""
    title = voice.word("portfolio.title")
    wholes, shares = _split(statements(voice))
    if not wholes and not shares:
        return Section("portfolio", title, (Paragraph(voice.say("portfolio.none")),))
    parts = (
        Section("portfolio-history", voice.word("portfolio.history.title"), _history(voice, wholes)),
        members.shifts(voice),
        Section("portfolio-split", voice.word("portfolio.split.title"), _parts(voice, shares)),
        members.rosters(voice),
    )
    return Section("portfolio", title, _definitions(voice), tuple(part for part in parts if part.blocks))


def statements(voice: Voice) -> tuple[Statement, ...]:
    """Return what was said of portfolios, oldest first; a page and the rows drawn from it make one statement."""
    portfolios = {row.id for row in voice.rows("portfolios")}
    told = [figure for figure in voice.results.ledger.figures if _of_portfolio(voice, figure, portfolios)]
    subjects = _subjects(told)
    grouped: dict[tuple[str, ...], list[Figure]] = {}
    for figure in told:
        key = (_page(figure), subjects.get(figure.id) or "", figure.stage or "all", figure.territory or "")
        grouped.setdefault(key, []).append(figure)
    found = [Statement(key[0], key[1] or None, tuple(figures)) for key, figures in grouped.items()]
    return tuple(sorted(found, key=lambda one: (str(_day(one.figures).first), one.page, one.subject or "", _rank(one))))


def _of_portfolio(voice: Voice, figure: Figure, portfolios: set[str]) -> bool:
    """Say whether a figure is about a portfolio: a registered one, or projects of no name in the case's currency."""
    if figure.indicator not in INDICATORS or figure.change != "level":
        return False
    nameless = figure.subject is None and figure.indicator != JOBS and figure.status == "actual"
    return figure.subject in portfolios or (nameless and figure.unit in ("project", voice.results.case.currency))


def _subjects(told: list[Figure]) -> dict[str, str]:
    """Return the portfolio of each figure: its own, that of the same number on its page, or the page's only one."""
    found = {figure.id: figure.subject for figure in told if figure.subject}
    pages: dict[str, list[Figure]] = {}
    for figure in told:
        pages.setdefault(_page(figure), []).append(figure)
    for own in pages.values():
        named = {_number(one): one.subject for one in own if one.subject}
        only = next(iter(named.values())) if len(set(named.values())) == 1 else None
        for one in own:
            subject = one.subject or named.get(_number(one)) or only
            if subject is not None:
                found[one.id] = subject
    return {name: subject for name, subject in found.items() if subject}


def _number(figure: Figure) -> tuple[str, object]:
    return figure.indicator, figure.number.value


def _page(figure: Figure) -> str:
    return figure.source.url or figure.source.document or figure.id


def _day(figures: tuple[Figure, ...]) -> Span:
    """Return the narrowest stretch of days that any of the figures gives for the moment it speaks of."""
    return min((_moment(figure) for figure in figures), key=lambda days: (_width(days), str(days.first)))


def _moment(figure: Figure) -> Span:
    if figure.period.start is not None and figure.period.start == figure.period.end:
        return Span(figure.period.start, figure.period.end)
    return figure.source.published


def _width(days: Span) -> int:
    return (days.last - days.first).days if days.first and days.last else NO_BOUNDS


def _rank(one: Statement) -> tuple[str, int, str]:
    """Return the place of a part inside its portfolio: sides first, then stages from the furthest on."""
    rank = by_code("stages").get(one.head.stage or "", {}).get("rank") or "0"
    return ("" if one.head.territory else "~", -int(rank), one.head.territory or "")


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
    return (*charts.history(voice, _strands(voice, wholes)), _table(voice, "portfolio.history.caption", wholes))


def _parts(voice: Voice, shares: list[Statement]) -> tuple[Block, ...]:
    if not shares:
        return ()
    names = ("stage", "side", "count", "value", "source")
    rows: list[TableRow] = []
    for _, own in groupby(shares, key=lambda one: (one.page, one.subject)):
        parts = list(own)
        whole = (voice.short(_day(parts[0].figures)),)
        rows.append(TableRow((join([whole, actor(voice, parts[0].head), _portfolio(voice, parts[0])], " · "),)))
        rows += [TableRow(_row(voice, part, names)) for part in parts]
    head = tuple(voice.say(f"column.{name}") for name in names)
    table = Table(voice.say("portfolio.split.caption"), head, tuple(rows), (2, 3))
    return (*charts.split(voice, _richest(voice)), table)


def _strands(voice: Voice, wholes: list[Statement]) -> tuple[Strand, ...]:
    """Return the figures of whole portfolios, one strand for each portfolio the registry knows and one for the rest."""
    names = {row.id: row.get(f"name_{voice.lang}") or row.id for row in voice.rows("portfolios")}
    grouped: dict[str, list[Figure]] = {}
    for one in wholes:
        name = names.get(one.subject or "", voice.word("portfolio.unnamed"))
        grouped.setdefault(name, []).extend(_drawn(one))
    return tuple(Strand(name, tuple(figures)) for name, figures in grouped.items())


def _drawn(one: Statement) -> list[Figure]:
    """Return each number of a statement once, from the figure that places it best in time; jobs are not drawn."""
    best: dict[tuple[str, object], Figure] = {}
    for figure in sorted(one.figures, key=lambda figure: (_width(_moment(figure)), figure.id)):
        if figure.indicator != JOBS:
            best.setdefault(_number(figure), figure)
    return list(best.values())


def _richest(voice: Voice) -> tuple[Figure, ...]:
    """Return the counts and values of the page that divides one portfolio into most parts, the latest of equals."""
    grouped: dict[tuple[str, str], list[Figure]] = {}
    for one in statements(voice):
        grouped.setdefault((one.page, one.subject or ""), []).extend(_drawn(one))
    days = {key: str(_day(tuple(figures)).first) for key, figures in grouped.items() if figures}
    return tuple(grouped[max(days, key=lambda key: (len(_shares(grouped[key])), days[key], key))])


def _shares(figures: list[Figure]) -> set[tuple[str | None, str | None]]:
    return {(one.stage, one.territory) for one in figures}


def _table(voice: Voice, caption: str, found: list[Statement]) -> Table:
    names = ("when", "who", "portfolio", "count", "value", "jobs", "source")
    rows = tuple(TableRow(_row(voice, statement, names)) for statement in found)
    return Table(voice.say(caption), tuple(voice.say(f"column.{name}") for name in names), rows, (3, 4, 5))


def _row(voice: Voice, statement: Statement, names: tuple[str, ...]) -> tuple[Inline, ...]:
    head = statement.head
    cells: dict[str, Inline] = {
        "when": (voice.short(_day(statement.figures)),),
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
    """Return the name of the portfolio when the registry knows it, else the text's own words for it."""
    if statement.subject is not None:
        return voice.subject(statement.subject)
    phrase = next((one.phrase for one in statement.figures if one.phrase and " " in one.phrase), None)
    lang = _language(voice, statement.head)
    return (Run(phrase, "quote", lang=lang), *(voice.tongue(lang) if lang else ())) if phrase else text("—")


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
    return (*join([(run,) for run in runs.values()], "; "), *_doubts(voice, statement, indicators)) or text("—")


def _doubts(voice: Voice, statement: Statement, indicators: tuple[str, ...]) -> Inline:
    """Return the conflicts between figures that one statement gives for one thing."""
    own = {figure.id for figure in statement.figures if figure.indicator in indicators}
    found = [
        f"check:{check.id}"
        for check in voice.results.ledger.checks
        if group_of(check) == CONFLICTS and {*check.terms, *check.against} <= own
    ]
    return (Run(" "), *voice.cites(found)) if found else ()
