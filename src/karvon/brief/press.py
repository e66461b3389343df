"""The press against the statistics: whose each published figure is, how far off it is, what else it may have meant."""

from __future__ import annotations

from decimal import Decimal

from karvon.brief import arithmetic
from karvon.brief.blocks import Block, Calculation, Inline, Paragraph, Run, Section, Table, TableRow, join, text
from karvon.brief.checks import group_of
from karvon.brief.equation import in_points
from karvon.brief.words import Voice
from karvon.model.figure import Figure
from karvon.model.ledger import Beside, Check, Meant, PressFigure
from karvon.model.measures import SeriesPoint, TradeSeries
from karvon.model.vocabulary import by_code
from karvon.say import numbers

PART = "part"
FLOWS = ("export", "import")
Conflicts = dict[str, list[Check]]


def section(voice: Voice) -> Section:
    """Return what was published on trade beside what the offices report: parts of years in one line."""
    found = voice.results.ledger.press
    title = voice.word("press.title")
    if not found:
        return Section("target-press", title, ())
    whole = [one for one in found if one.kind != PART and one.offices]
    ordered = sorted(whole, key=lambda one: _place(voice, one))
    head = tuple(voice.say(f"column.{name}") for name in ("said_figure", "period", "verdict", "reading"))
    held = _conflicts(voice)
    rows = tuple(TableRow(_row(voice, one, held)) for one in ordered)
    lead: Block = Paragraph(_lead(voice, whole, found), "lead")
    table = (Table(voice.say("press.caption"), head, rows),) if rows else ()
    return Section("target-press", title, (lead, *_coverage(voice), *table, *_parts(voice, found)))


def _coverage(voice: Voice) -> tuple[Block, ...]:
    """Return what each office's turnover covers, in one line."""
    covers = {
        series.reporter: voice.code("coverages", series.coverage) or voice.word("coverage.unknown")
        for series in voice.results.measures.series
    }
    told = "; ".join(f"{voice.country(reporter)} — {coverage}" for reporter, coverage in covers.items())
    return (Paragraph(voice.say("press.coverage", covers=told), "note"),) if told else ()


def _lead(voice: Voice, whole: list[PressFigure], found: tuple[PressFigure, ...]) -> Inline:
    """Return how many figures of whole years are an office's, how many are not, and how many nobody can tell yet."""
    counts = {group: sum(1 for one in whole if _group(one) == group) for group in ("holds", "conflicts")}
    waiting = sum(1 for one in found if one.kind != PART and not one.offices)
    return voice.say(
        "press.lead",
        n=voice.count(len(whole), "section:target-press"),
        holds=voice.count(counts["holds"], "section:target-press"),
        conflicts=voice.count(counts["conflicts"], "section:target-press"),
        waiting=voice.count(waiting, "section:target-press"),
    )


def _group(one: PressFigure) -> str:
    return by_code("verdicts")[one.verdict]["group"]


def _parts(voice: Voice, found: tuple[PressFigure, ...]) -> tuple[Block, ...]:
    """Return in one sentence how the totals of parts of years stand to the years; those too large are checks."""
    parts = [one for one in found if one.kind == PART]
    if not parts:
        return ()
    inside = sum(1 for one in parts if one.verdict == "consistent")
    waiting = sum(1 for one in parts if not one.offices)
    beyond = [check for check in voice.results.ledger.checks if check.rule == "part_of_year"]
    return (Paragraph(_bounded(voice, inside, waiting, beyond), "note"),)


def _bounded(voice: Voice, inside: int, waiting: int, beyond: list[Check]) -> Inline:
    said = voice.say(
        "press.parts",
        inside=voice.count(inside, "section:target-press"),
        waiting=voice.count(waiting, "section:target-press"),
        beyond=voice.count(len(beyond), "section:checks"),
    )
    return (*said, Run(" "), *voice.cites(f"check:{check.id}" for check in beyond)) if beyond else said


def _first(voice: Voice, one: PressFigure) -> Figure:
    return voice.lineage.figures[one.figures[0]]


def _place(voice: Voice, one: PressFigure) -> tuple[object, ...]:
    figure = _first(voice, one)
    return (str(figure.period.end), figure.indicator, figure.change, one.figures)


def _row(voice: Voice, one: PressFigure, held: Conflicts) -> tuple[Inline, ...]:
    figure = _first(voice, one)
    indicator = voice.code("indicators", figure.indicator)
    if figure.reporter and figure.indicator in FLOWS:
        indicator = voice.word("press.flow", indicator=indicator, reporter=voice.country(figure.reporter))
    refs = voice.cites(voice.lineage.ref(name) for name in one.figures[1:])
    said = (Run(f"{indicator} "), voice.figure(figure), Run(" — "), *voice.outlet(figure), Run(" "), *refs)
    return (
        said,
        (voice.period(figure.period),),
        (*text(voice.code("verdicts", one.verdict)), *(_check(one, held) if _group(one) == "conflicts" else ())),
        _reading(voice, one, figure),
    )


def _check(one: PressFigure, held: Conflicts) -> Inline:
    """Return the labels of the conflicts in which a figure is held against what an office reports."""
    official = {name for beside in one.offices for name in beside.figures}
    own = dict.fromkeys(check for name in one.figures for check in held.get(name, ()))
    found = [check for check in own if {*check.terms, *check.against} & official]
    return (Run(" "), *(Run("", "ref", ref=f"check:{check.id}") for check in found)) if found else ()


def _conflicts(voice: Voice) -> Conflicts:
    """Return the conflicts of the ledger by the figures they compare."""
    found: Conflicts = {}
    for check in voice.results.ledger.checks:
        if group_of(check) == "conflicts":
            for name in dict.fromkeys((*check.terms, *check.against)):
                found.setdefault(name, []).append(check)
    return found


def _reading(voice: Voice, one: PressFigure, figure: Figure) -> Inline:
    """Return whose figure it is, or how far it is from the nearest office and what else it may have meant."""
    fitting = [beside for beside in one.offices if beside.fits and beside.reporter in one.whose]
    if fitting:
        key = "press.other" if one.verdict == "different_definition" else "press.whose"
        return join([_of(voice, key, beside, figure) for beside in fitting], "; ")
    own = [beside for beside in one.offices if figure.side in (None, beside.reporter)] or list(one.offices)
    near = min(own, key=lambda beside: (abs(beside.difference or Decimal(0)), beside.figures))
    meant = [_meant(voice, other, figure) for other in one.meant]
    return join([_off(voice, one, near, figure), *_why(voice, one), *meant], "; ")


def _meant(voice: Voice, other: Meant, figure: Figure) -> Inline:
    """Return what else a figure may have meant, with the office's number where that is the very same."""
    what = voice.code("meanings", other.code)
    if not other.beside.fits:
        return voice.say("press.meant.bare", what=what)
    return voice.say("press.meant", what=what, level=_told(voice, other.beside, figure))


def _of(voice: Voice, key: str, beside: Beside, figure: Figure) -> Inline:
    return voice.say(key, reporter=voice.reporter(beside.reporter), level=_told(voice, beside, figure))


def _off(voice: Voice, one: PressFigure, near: Beside, figure: Figure) -> Inline:
    """Return how far a figure is from an office's: in money and as a share of it, growth in percentage points."""
    level = _told(voice, near, figure)
    if near.difference is None:
        return _of(voice, "press.beside", near, figure)
    points = figure.change != "level"
    said = in_points(voice, near.difference) if points else numbers.difference(near.difference, figure.unit, voice.lang)
    percent = "" if points or near.share is None else numbers.percent(near.share, voice.lang, 1)
    shown = f"{said} ({percent})" if percent else said
    line = (voice.figure(figure), Run(" − "), *level, Run(f" = {said}"))
    over: tuple[Inline, ...] = ((Run(f"{said} ÷ "), *level, Run(f" = {percent}")),) if percent else ()
    name = f"press-{one.figures[0].rpartition('/')[2]}-{near.reporter}"
    off = voice.derived(shown, Calculation(name, voice.say("calc.press"), (line, *over)))
    return voice.say("press.off", off=off, reporter=voice.reporter(near.reporter), level=level)


def _why(voice: Voice, one: PressFigure) -> list[Inline]:
    """Return the cause that comes first; the checks name them all."""
    cause = next(iter(one.causes), None)
    return [voice.say("press.cause", cause=voice.code("causes", cause.code))] if cause else []


def _told(voice: Voice, beside: Beside, figure: Figure) -> Inline:
    """Return an office's number: the year of its series, or the growth between two of them."""
    found = _series(voice, beside)
    if found is None:
        return join([(voice.figure_of(name),) for name in beside.figures], " + ")
    series, before, point = found
    if figure.change == "level":
        return (arithmetic.point(voice, series, point),)
    return (arithmetic.rise(voice, series, before, point),) if before else ()


def _series(voice: Voice, beside: Beside) -> tuple[TradeSeries, SeriesPoint | None, SeriesPoint] | None:
    """Return the series an office's number stands in, with its year and the year before."""
    for series in voice.results.measures.series:
        points = {point.year: point for point in series.points}
        point, before = points.get(beside.year), points.get(beside.year - 1)
        if point and point.figures == beside.figures:
            return series, before, point
        if point and before and (*before.figures, *point.figures) == beside.figures:
            return series, before, point
    return None
