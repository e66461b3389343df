"""The arithmetic behind odds, written out with a link to every term."""

from __future__ import annotations

from decimal import Decimal

from karvon.brief import arithmetic
from karvon.brief.blocks import Calculation, Inline, Run, join
from karvon.brief.words import Voice
from karvon.draw.target_words import TURNOVER, fanned
from karvon.model.measures import TradeSeries
from karvon.model.odds import Odds, Record, ReferenceView, SeriesView, View
from karvon.model.values import exact
from karvon.say import numbers
from karvon.say.precision import rounded

EQUALS, OVER, TIMES, PLUS = " = ", " ÷ ", " × ", " + "
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
MEDIAN_COST = Decimal("1.571")  # π/2: what a median costs in precision against a mean


def share(voice: Voice, chance: Decimal) -> str:
    """Return a chance in per cent: to tenths below one in a hundred, else whole."""
    return numbers.percent(chance, voice.lang, 1 if 0 < chance < Decimal("0.01") else 0)


def span(voice: Voice, low: Decimal, high: Decimal) -> str:
    """Return two ends as "5–13 %"."""
    if 0 < min(low, high) < Decimal("0.01"):
        return f"{share(voice, low)}–{share(voice, high)}"
    return f"{numbers.number(rounded(low * 100, 0), voice.lang)}–{share(voice, high)}"


def target(voice: Voice, odds: Odds) -> Run:
    """Return the target as it was last stated."""
    promise = next(one for one in voice.results.ledger.promises if one.id == odds.need.promise)
    return voice.figure_of(promise.restatements[-1])


def base(voice: Voice, odds: Odds) -> Run:
    """Return the level that growth starts from, with its lineage."""
    return arithmetic.base(voice, odds.need)


def needed(voice: Voice, odds: Odds) -> Run:
    """Return the growth a year that leads from the base to the target."""
    promise = next(one for one in voice.results.ledger.promises if one.id == odds.need.promise)
    return arithmetic.needed(voice, odds.need, promise)


def series_of(voice: Voice, odds: Odds) -> TradeSeries | None:
    """Return the series that odds start from; None for a published figure."""
    return next((one for one in voice.results.measures.series if one.id == odds.need.series), None)


def head(voice: Voice, odds: Odds) -> Inline:
    """Return the base of odds in a few words."""
    series, year = series_of(voice, odds), Run(str(odds.need.base_year), "date")
    if series is None:
        return voice.say("odds.head.published", year=year)
    return voice.say("odds.head.series", year=year, reporter=voice.country(series.reporter))


def drawn(voice: Voice) -> Odds | None:
    """Return the odds whose fan the chart of the path shows."""
    series = tuple(one for one in voice.results.measures.series if one.indicator == TURNOVER)
    return fanned(series, voice.results.outlook)


def chance(voice: Voice, odds: Odds, view: View) -> Run:
    """Return what one view gives, of a reference class with its limits, linked to how it was found."""
    if isinstance(view, ReferenceView):
        return _reference(voice, odds, view)
    return _series(voice, odds, view)


def pool(voice: Voice, odds: Odds) -> Run:
    """Return the pooled chance with the ends over other choices, linked to the sum of its terms."""
    if odds.pool is None:
        raise ValueError("these odds have no pool")
    said = f"{share(voice, odds.pool.chance)} ({span(voice, odds.pool.low, odds.pool.high)})"
    terms = [
        (Run(numbers.number(rounded(view.weight, -2), voice.lang) + TIMES), chance(voice, odds, view))
        for view in odds.views
        if view.weight
    ]
    line = (*join(terms, PLUS), Run(EQUALS + share(voice, odds.pool.chance)))
    return voice.derived(said, Calculation(f"odds-pool-{_name(odds)}", voice.say("calc.odds.pool"), (line,)))


def weight(voice: Voice, view: View) -> Inline:
    """Return what a kind of view counts for in the pool; a dash for one that is only shown."""
    outlook = voice.results.outlook
    if outlook is None or not view.weight:
        return (Run("—"),)
    kind = "reference" if isinstance(view, ReferenceView) else view.method
    fitted = dict(outlook.record.weights).get(kind, Decimal(0))
    return (recorded(voice, outlook.record, share(voice, fitted)),)


def recorded(voice: Voice, record: Record, said: str) -> Run:
    """Return a number of the record, linked to the panel and the script that it comes from."""
    title = voice.say("calc.odds.record", trained=Run(record.trained, "date"), tested=Run(record.tested, "date"))
    line = (Run(f"{record.source}; {record.script}"),)
    return voice.derived(said, Calculation("odds-record", title, (line,)))


def fan(voice: Voice, odds: Odds, said: str) -> Run:
    """Return a level of the pooled distribution, linked to what it is pooled from."""
    title = voice.say("calc.odds.fan", year=Run(str(odds.need.base_year), "date"))
    line = (base(voice, odds), Run(TIMES), *voice.say("calc.odds.fan.line", pool=pool(voice, odds)))
    return voice.derived(said, Calculation(f"odds-fan-{_name(odds)}", title, (line,)))


def _reference(voice: Voice, odds: Odds, view: ReferenceView) -> Run:
    members = view.members
    said = f"{share(voice, view.chance)} ({span(voice, view.low, view.high)})"
    high = numbers.money(exact(members.high), "USD", voice.lang) if members.high else "∞"
    title = voice.say(
        "calc.odds.neighbours" if members.contiguous else "calc.odds.reference",
        multiple=_multiple(voice, odds),
        years=numbers.number(Decimal(odds.years), voice.lang),
        low=numbers.money(exact(members.low), "USD", voice.lang),
        high=high,
        window=f"{members.since}–{members.last}",
    )
    hits, windows, pairs = (numbers.number(Decimal(n), voice.lang) for n in (view.hits, view.windows, view.pairs))
    source = voice.results.outlook.source if voice.results.outlook else ""
    counted = voice.say("calc.odds.counted", hits=hits, windows=windows, pairs=pairs, source=source)
    line = (target(voice, odds), Run(OVER), base(voice, odds), Run(f"{EQUALS}{_multiple(voice, odds)}; "), *counted)
    name = f"odds-{_name(odds)}-{members.since}-{'near' if members.contiguous else 'all'}"
    return voice.derived(said, Calculation(name, title, (line, (Run(said),))))


def _series(voice: Voice, odds: Odds, view: SeriesView) -> Run:
    said = share(voice, view.chance)
    series = next(one for one in voice.results.measures.series if one.id == view.series)
    title = voice.say(
        "calc.odds.series",
        reporter=voice.country(series.reporter),
        window=Run(f"{view.first}–{view.last}", "date"),
        steps=numbers.number(Decimal(view.steps), voice.lang),
    )
    drift, spread = (numbers.number(rounded(one, -3), voice.lang) for one in (view.drift, view.spread))
    ahead = f"{odds.years}·{drift}" if view.method != "no_drift" else ""
    line = (
        Run(f"P(t{str(view.freedom).translate(SUBSCRIPTS)} ≥ (ln("),
        target(voice, odds),
        Run(OVER),
        base(voice, odds),
        Run(f"){' − ' + ahead if ahead else ''}) ÷ ({spread}·√{_root(voice, odds.years, view)})){EQUALS}{said}"),
    )
    name = f"odds-{_name(odds)}-{view.series}-{view.method}-{view.first}"
    return voice.derived(said, Calculation(name, title, (line,)))


def _root(voice: Voice, years: int, view: SeriesView) -> str:
    """Return what stands under the root: the years ahead, and what not knowing the drift adds."""
    record = view.last - view.first
    if view.method == "no_drift":
        return str(years)
    cost = "" if view.method == "drift" else f"{numbers.number(MEDIAN_COST, voice.lang)}·"
    return f"({years} + {cost}{years}² ÷ {record})"


def _multiple(voice: Voice, odds: Odds) -> str:
    return numbers.number(rounded(odds.multiple, -2), voice.lang)


def _name(odds: Odds) -> str:
    return f"{odds.need.promise}-{odds.need.basis}-{odds.need.series or 'any'}"
