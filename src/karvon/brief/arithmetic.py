"""The arithmetic behind derived numbers, written out with a link to every term."""

from __future__ import annotations

from decimal import Decimal

from karvon.brief.blocks import Calculation, Inline, Run, join, text
from karvon.brief.words import OFFICIAL_DIGITS, Voice
from karvon.model.ledger import Outcome, Promise, Report
from karvon.model.measures import Gap, Need, SeriesPoint, TradeSeries
from karvon.model.row import Row
from karvon.model.values import SCALES, exact
from karvon.say import numbers
from karvon.say.precision import rough, rounded

EQUALS, MINUS, OVER = " = ", " − ", " ÷ "


def point(voice: Voice, series: TradeSeries, year: SeriesPoint, scale: str | None = None) -> Run:
    """Return one year of a series: its own figure, or the sum of the figures it was computed from.

    `scale` prints bare digits for a column whose head names the unit.
    """
    known = rough(year.number, OFFICIAL_DIGITS)
    shown = _column(voice, year, scale) if scale else numbers.quantity(known, series.unit, voice.lang)
    if len(year.figures) == 1:
        return Run(shown, "fig", ref=voice.lineage.ref(year.figures[0]))
    return voice.derived(shown, _turnover(voice, series, year))


def _column(voice: Voice, year: SeriesPoint, scale: str) -> str:
    """Return an amount for a column: every line of it with the same three decimals."""
    return numbers.number(rounded(_value(year) / SCALES[scale], -3), voice.lang)


def _turnover(voice: Voice, series: TradeSeries, year: SeriesPoint) -> Calculation:
    terms = join([_term(voice, name) for name in year.figures], " + ")
    total = text(EQUALS + numbers.quantity(rough(year.number, OFFICIAL_DIGITS), series.unit, voice.lang))
    title = voice.say(
        "calc.turnover",
        indicator=voice.code("indicators", series.indicator),
        reporter=voice.country(series.reporter),
        year=Run(str(year.year), "date"),
    )
    return Calculation(f"{series.id}-{year.year}", title, ((*terms, *total),))


def _term(voice: Voice, name: str) -> Inline:
    figure = voice.lineage.figures.get(name)
    if figure is None:
        return (voice.cite(voice.lineage.ref(name)),)
    return (Run(f"{voice.code('indicators', figure.indicator)} "), voice.figure(figure))


def difference(voice: Voice, gap: Gap, left: TradeSeries, right: TradeSeries) -> tuple[Run, Run]:
    """Return the second side's figure less the first's, and that difference as a share of the first."""
    share = gap.difference / _value(gap.left)
    said = numbers.difference(gap.difference, left.unit, voice.lang)
    percent = numbers.percent(share, voice.lang, 1)
    first, second = point(voice, left, gap.left), point(voice, right, gap.right)
    lines: tuple[Inline, ...] = (
        (second, Run(MINUS), first, Run(EQUALS + said)),
        (Run(said + OVER), first, Run(EQUALS + percent)),
    )
    title = voice.say("calc.gap", year=Run(str(gap.year), "date"))
    calculation = Calculation(f"gap-{gap.year}", title, lines)
    return voice.derived(said, calculation), voice.derived(percent, calculation)


def rise(voice: Voice, series: TradeSeries, before: SeriesPoint, after: SeriesPoint) -> Run:
    """Return the change of a series from one year to the next."""
    share = _value(after) / _value(before) - 1
    said = numbers.percent(share, voice.lang, 1)
    line = (point(voice, series, after), Run(OVER), point(voice, series, before), Run(f"{MINUS}1{EQUALS}{said}"))
    title = voice.say(
        "calc.rise",
        reporter=voice.country(series.reporter),
        first=Run(str(before.year), "date"),
        last=Run(str(after.year), "date"),
    )
    return voice.derived(said, Calculation(f"rise-{series.id}-{after.year}", title, (line,)))


def pace(voice: Voice, series: TradeSeries, first: SeriesPoint, last: SeriesPoint) -> tuple[Decimal, Run]:
    """Return the growth per year that a series achieved between two of its years, and how to say it."""
    years = last.year - first.year
    rate = (_value(last) / _value(first)) ** (Decimal(1) / years) - 1
    said = numbers.growth(rate, voice.lang)
    title = voice.say(
        "calc.pace",
        reporter=voice.country(series.reporter),
        first=Run(str(first.year), "date"),
        last=Run(str(last.year), "date"),
    )
    line = _root(point(voice, series, last), point(voice, series, first), years, said)
    return rate, voice.derived(said, Calculation(f"pace-{series.id}-{first.year}-{last.year}", title, (line,)))


def needed(voice: Voice, need: Need, promise: Promise) -> Run:
    """Return the growth per year that leads from a base to the target."""
    said = numbers.growth(need.growth, voice.lang)
    target = voice.figure_of(promise.restatements[-1])
    line = _root(target, base(voice, need), need.target_year - need.base_year, said)
    title = voice.say(f"calc.need.{need.basis}", last=Run(str(need.target_year), "date"))
    return voice.derived(said, Calculation(f"need-{need.promise}-{need.basis}-{need.series or 'any'}", title, (line,)))


def base(voice: Voice, need: Need) -> Run:
    """Return the level that a need starts from, with its lineage."""
    for series in voice.results.measures.series:
        if series.id == need.series:
            return next(point(voice, series, year) for year in series.points if year.year == need.base_year)
    return voice.figure_of(need.base_figures[0])


def reached(voice: Voice, promise: Promise, outcome: Outcome) -> tuple[Run, Run]:
    """Return what a promise came to on one series, and the share of the promise that this is."""
    actual = outcome_level(voice, outcome.series, outcome.figure)
    said = numbers.percent(outcome.reached, voice.lang)
    title = voice.say("calc.reached", deadline=voice.deadline(promise.deadline))
    target = voice.figure_of(promise.restatements[0])
    level, lines = (target, ()) if outcome.base is None else _grown(voice, promise, outcome, target)
    lines = (*lines, (actual, Run(OVER), level, Run(EQUALS + said)))
    return actual, voice.derived(said, Calculation(f"reached-{promise.id}-{outcome.series}", title, lines))


def _grown(voice: Voice, promise: Promise, outcome: Outcome, growth: Run) -> tuple[Run, tuple[Inline, ...]]:
    """Return the level that a promised growth leads to, and the lines that lead there from its base."""
    series, year = next(
        (series, year)
        for series in voice.results.measures.series
        for year in series.points
        if series.id == outcome.series and outcome.base in (*year.figures, f"{series.id}/{year.year}")
    )
    level = exact(_value(year) * (1 + (promise.number.value or Decimal(0)) / 100))
    said = Run(numbers.quantity(rough(level, OFFICIAL_DIGITS), series.unit, voice.lang))
    named = voice.lineage.figures[promise.restatements[0]].growth_from == year.year
    assumed = voice.say("calc.reached.named" if named else "calc.reached.base", year=str(year.year))
    return said, (assumed, (point(voice, series, year), Run(" "), growth, Run(EQUALS), said))


def reported(voice: Voice, promise: Promise, report: Report) -> tuple[Run, Run]:
    """Return what a published figure says a promise came to, and the share of the promise that this is."""
    actual, said = voice.figure_of(report.figure), numbers.percent(report.reached, voice.lang)
    target = voice.figure_of(promise.restatements[0])
    title = voice.say("calc.reached", deadline=voice.deadline(promise.deadline))
    line = (actual, Run(OVER), target, Run(EQUALS + said))
    return actual, voice.derived(said, Calculation(f"reached-{promise.id}-{report.figure}", title, (line,)))


def outcome_level(voice: Voice, name: str, figure: str) -> Run:
    """Return the figure that an outcome is measured by: a year of the series of some name, or a single figure."""
    for series in voice.results.measures.series:
        for year in series.points:
            if series.id == name and figure in (*year.figures, f"{series.id}/{year.year}"):
                return point(voice, series, year)
    return voice.figure_of(figure)


def ratio(voice: Voice, name: str, larger: Run, smaller: Run, times: Decimal) -> Run:
    """Return how many times one figure is the other."""
    said = numbers.number(times, voice.lang)
    line = (larger, Run(OVER), smaller, Run(EQUALS + said))
    return voice.derived(said, Calculation(f"ratio-{name}", voice.say("calc.ratio"), (line,)))


def listed(voice: Voice, name: str, title: Inline, members: tuple[str, ...]) -> Run:
    """Return how many things there are, the arithmetic being the list of their labels."""
    said = numbers.number(Decimal(len(members)), voice.lang)
    line = voice.cites(members) or voice.say("calc.none")
    return voice.derived(said, Calculation(f"list-{name}", title, (line,)))


def _root(last: Run, first: Run, years: int, said: str) -> Inline:
    return (Run("("), last, Run(OVER), first, Run(f")^(1/{years}){MINUS}1{EQUALS}{said}"))


def _value(year: SeriesPoint) -> Decimal:
    if year.number.value is None:
        raise ValueError(f"the year {year.year} of a series has no best value")
    return year.number.value


def passed(voice: Voice, name: str, due: Row, done: Row, units: Decimal) -> Run:
    """Return how many whole months or days after its deadline something was done, from the deadline's last day on."""
    said = numbers.number(units, voice.lang)
    line = (voice.day_of(done, "date"), Run(MINUS), voice.day_of(due, "date"), Run(f" ≥ {said}"))
    return voice.derived(said, Calculation(f"late-{name}", voice.say("calc.late"), (line,)))
