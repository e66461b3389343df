"""The target path: both sides' turnover year by year, the growth the target needs, and what earlier targets came to."""

from __future__ import annotations

from karvon.brief import arithmetic, charts, odds, press, promised
from karvon.brief.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, TableRow, join, text
from karvon.brief.words import Voice
from karvon.model.ledger import Promise
from karvon.model.measures import Gap, Need, SeriesPoint, TradeSeries
from karvon.say import numbers

SCALE = "billion"
INDICATOR = "trade_turnover"


def section(voice: Voice) -> Section:
    """Return the section on the target and the way to it."""
    parts = (_years(voice), _needs(voice), odds.section(voice), promised.lines(voice), press.section(voice))
    blocks: tuple[Block, ...] = charts.target(voice)
    return Section("target", voice.word("target.title"), blocks, tuple(part for part in parts if part.blocks))


def turnover(voice: Voice) -> tuple[TradeSeries, ...]:
    """Return the turnover series of both sides."""
    return tuple(series for series in voice.results.measures.series if series.indicator == INDICATOR)


def promise_of(voice: Voice, name: str) -> Promise:
    """Return the promise with this id."""
    return next(promise for promise in voice.results.ledger.promises if promise.id == name)


def coverage(voice: Voice, series: TradeSeries) -> str:
    """Return what a series covers, in words; that it is not stated, when it is not."""
    return voice.code("coverages", series.coverage) if series.coverage else voice.word("coverage.unknown")


def _years(voice: Voice) -> Section:
    both = turnover(voice)
    title = voice.word("target.years.title")
    if not both:
        return Section("target-years", title, (Paragraph(voice.say("target.no_series")),))
    years = sorted({point.year for series in both for point in series.points})
    rows = tuple(TableRow(_year(voice, both, year)) for year in years)
    head = [text(voice.word("column.year"))]
    for series in both:
        head += [_head(voice, series), voice.say("column.rise")]
    if len(both) == 2:
        head += [voice.say("column.difference"), voice.say("column.difference_share")]
    unit = numbers.scale_unit(SCALE, both[0].unit, voice.lang)
    table = Table(voice.say("target.years.caption", unit=unit), tuple(head), rows, tuple(range(1, len(head))))
    return Section("target-years", title, (*_reading(voice, both), *charts.gap(voice), table))


def _head(voice: Voice, series: TradeSeries) -> Inline:
    return voice.say("column.series", reporter=voice.country(series.reporter), coverage=coverage(voice, series))


def _year(voice: Voice, both: tuple[TradeSeries, ...], year: int) -> tuple[Inline, ...]:
    cells: list[Inline] = [(Run(str(year), "date"),)]
    for series in both:
        points = {point.year: point for point in series.points}
        has, had = points.get(year), points.get(year - 1)
        cells.append((arithmetic.point(voice, series, has, SCALE),) if has else text("—"))
        cells.append((arithmetic.rise(voice, series, had, has),) if has and had else text("—"))
    if len(both) == 2:
        gap = next((gap for gap in voice.results.measures.gaps if gap.year == year and _between(gap, both)), None)
        pair = arithmetic.difference(voice, gap, *both) if gap else (Run("—"), Run("—"))
        cells += [(run,) for run in pair]
    return tuple(cells)


def _between(gap: Gap, both: tuple[TradeSeries, ...]) -> bool:
    """Say whether a gap lies between these two series."""
    return (gap.left_series, gap.right_series) == (both[0].id, both[1].id)


def _reading(voice: Voice, both: tuple[TradeSeries, ...]) -> tuple[Block, ...]:
    """Return what the reader must know of the series before comparing them."""
    lines: list[Inline] = []
    for series in both:
        first, last = series.points[0], series.points[-1]
        lines.append(
            voice.say(
                "target.series",
                reporter=voice.country(series.reporter),
                coverage=coverage(voice, series),
                years=Run(years_between(first.year, last.year), "date"),
                last=Run(str(last.year), "date"),
                level=arithmetic.point(voice, series, last),
            )
        )
    notes = [voice.say("target.coverage_differs")] if len({series.coverage for series in both}) > 1 else []
    return (Items(tuple(lines)), *(Paragraph(note, "note") for note in notes))


def _needs(voice: Voice) -> Section:
    head = ("basis", "base_year", "base", "target", "target_year", "needed", "achieved")
    rows = tuple(TableRow(_need(voice, need)) for need in voice.results.measures.needs)
    title = voice.word("target.needs.title")
    if not rows:
        return Section("target-needs", title, ())
    table = Table(
        voice.say("target.needs.caption"),
        tuple(voice.say(f"column.{name}") for name in head),
        rows,
        (2, 3, 5, 6),
    )
    return Section("target-needs", title, (Paragraph(voice.say("target.needs.reading")), table, *_paces(voice)))


def _need(voice: Voice, need: Need) -> tuple[Inline, ...]:
    promise = promise_of(voice, need.promise)
    return (
        basis(voice, need),
        (Run(str(need.base_year), "date"),),
        (arithmetic.base(voice, need),),
        (voice.figure_of(promise.restatements[-1]),),
        (Run(str(need.target_year), "date"),),
        (arithmetic.needed(voice, need, promise),),
        achieved(voice, need),
    )


def basis(voice: Voice, need: Need) -> Inline:
    """Return what a need starts from: the last official year of one side, or the latest published figure."""
    series = series_of(voice, need)
    if series is not None:
        return voice.say(
            f"basis.{need.basis}.series", reporter=voice.country(series.reporter), coverage=coverage(voice, series)
        )
    figure = voice.lineage.figures[need.base_figures[0]]
    side = figure.reporter or figure.side
    whose = voice.say("checks.side", reporter=voice.reporter(side)) if side else ()
    return voice.say(f"basis.{need.basis}.figure", source=join([voice.outlet(figure), whose]))


def series_of(voice: Voice, need: Need) -> TradeSeries | None:
    """Return the series a need starts from, when it starts from one."""
    return next((series for series in turnover(voice) if series.id == need.series), None)


def achieved(voice: Voice, need: Need) -> Inline:
    """Return the growth per year of the series that a need starts from, over its window."""
    series = series_of(voice, need)
    over = window(voice, series) if series else None
    if series is None or over is None:
        return text("—")
    _, said = arithmetic.pace(voice, series, *over)
    return (said,)


def window(voice: Voice, series: TradeSeries) -> tuple[SeriesPoint, SeriesPoint] | None:
    """Return the first and last point over which a series' pace is taken; None for a series of one year.

    The newest years that all series share, no more of them than the furthest target leaves ahead, so that paces can
    be compared; a series' own newest years where fewer than two are shared.
    """
    shared = _shared(voice)
    mine = {point.year: point for point in series.points}
    years = [year for year in sorted(mine) if year in shared] if len(shared) > 1 else sorted(mine)
    ahead = max((need.target_year - need.base_year for need in voice.results.measures.needs), default=0)
    near = [year for year in years if year >= years[-1] - ahead]
    first, last = (near if len(near) > 1 else years[-2:])[0], years[-1]
    return (mine[first], mine[last]) if first < last else None


def _shared(voice: Voice) -> set[int]:
    """Return the years that every turnover series holds."""
    held = [{point.year for point in series.points} for series in turnover(voice)]
    return set.intersection(*held) if held else set()


def _paces(voice: Voice) -> tuple[Block, ...]:
    """Return the sentence that names the years of every pace, and why they differ where they do."""
    over = {one.id: window(voice, one) for one in turnover(voice)}
    known = {name: points for name, points in over.items() if points is not None}
    if not known:
        return ()
    stretches = {(first.year, last.year) for first, last in known.values()}
    if len(stretches) == 1:
        ((first, last),) = stretches
        years = Run(years_between(first, last), "date")
        key = "target.paces.shared" if len(turnover(voice)) > 1 else "target.paces.one"
        return (Paragraph(voice.say(key, years=years), "note"),)
    lines = [
        voice.say(
            "target.paces.series",
            reporter=voice.country(series.reporter),
            years=Run(years_between(known[series.id][0].year, known[series.id][1].year), "date"),
        )
        for series in turnover(voice)
        if series.id in known
    ]
    return (Paragraph(voice.say("target.paces.own", paces=join(lines, "; ")), "note"),)


def years_between(first: int, last: int) -> str:
    """Return a stretch of years in figures, a single year as itself."""
    return f"{first}–{last}" if first < last else str(last)
