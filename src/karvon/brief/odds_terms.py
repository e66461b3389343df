"""Price and volume of the growth that a target needs, and what would have to be true for it."""

from __future__ import annotations

from decimal import Decimal

from karvon.brief import arithmetic
from karvon.brief import odds_lineage as lineage
from karvon.brief.blocks import Calculation, Inline, Items, Run, Section, Table, TableRow, join, text
from karvon.brief.words import OFFICIAL_DIGITS, Voice
from karvon.model.odds import Condition, Odds, RealGrowth, RealPace
from karvon.model.values import exact
from karvon.model.vocabulary import by_code
from karvon.say import numbers
from karvon.say.precision import rough

PLUS = " + "


def prices(voice: Voice) -> Section:
    """Return how much of the needed growth prices alone could bring, and how fast volume grew so far."""
    title, outlook = voice.word("odds.prices.title"), voice.results.outlook
    asked = [one for one in outlook.odds if one.real] if outlook else []
    if outlook is None or not asked:
        return Section("target-odds-prices", title, ())
    rates = [one.prices for one in asked[0].real]
    shown = [_assumed(voice, _rate(voice, rate)) for rate in rates]
    head = (voice.say("odds.column.base"), *(voice.say("odds.column.prices", rate=rate) for rate in shown))
    rows = tuple(
        TableRow((lineage.head(voice, one), *((_real(voice, one, real),) for real in one.real))) for one in asked
    )
    table = Table(voice.say("odds.prices.caption"), head, rows, tuple(range(1, len(head))))
    paces = tuple(_pace(voice, pace) for pace in outlook.paces)
    return Section("target-odds-prices", title, (table, *((Items(paces),) if paces else ())))


def _rate(voice: Voice, rate: Decimal) -> str:
    return numbers.percent(rate, voice.lang, 0 if rate * 100 == int(rate * 100) else 1)


def _assumed(voice: Voice, said: str) -> Run:
    """Return an assumed rate of prices, linked to where it is named."""
    key = "case" if voice.results.case.inflation else "ours"
    calculation = Calculation("odds-prices", voice.say("calc.odds.prices"), (voice.say(f"calc.odds.prices.{key}"),))
    return voice.derived(said, calculation)


def _real(voice: Voice, one: Odds, real: RealGrowth) -> Run:
    said = f"{numbers.percent(real.growth, voice.lang, 1)} ({numbers.percent(real.part, voice.lang)})"
    name = f"odds-real-{one.need.promise}-{one.need.basis}-{one.need.series or 'any'}"
    lines = tuple(_split(voice, one, each) for each in one.real)
    return voice.derived(said, Calculation(name, voice.say("calc.odds.real"), lines))


def _split(voice: Voice, one: Odds, real: RealGrowth) -> Inline:
    """Return the growth of volume and the part of prices at one assumed rate, written out."""
    nominal, rate, growth = (
        numbers.percent(rate, voice.lang, 1) for rate in (one.need.growth, real.prices, real.growth)
    )
    part = numbers.percent(real.part, voice.lang)
    return text(f"(1 + {nominal}) ÷ (1 + {rate}) − 1 = {growth}; ln(1 + {rate}) ÷ ln(1 + {nominal}) = {part}")


def _pace(voice: Voice, pace: RealPace) -> Inline:
    series = next(one for one in voice.results.measures.series if one.id == pace.series)
    points = {point.year: point for point in series.points}
    _, nominal = arithmetic.pace(voice, series, points[pace.first], points[pace.last])
    price, said = (numbers.growth(rate, voice.lang) for rate in (pace.prices, pace.real))
    line = (Run("(1 + "), nominal, Run(f") ÷ (1 + {price}) − 1 = {said}; "), *voice.say("calc.odds.index"))
    calculation = Calculation(f"odds-pace-{series.id}", voice.say("calc.odds.pace"), (line,))
    return voice.say(
        "odds.prices.pace",
        reporter=voice.country(series.reporter),
        years=Run(f"{pace.first}–{pace.last}", "date"),
        nominal=nominal,
        prices=voice.derived(price, calculation),
        real=voice.derived(said, calculation),
    )


def conditions(voice: Voice) -> Section:
    """Return how fast the whole and its parts would have to grow, and in which years of the record they did."""
    title, outlook = voice.word("odds.conditions.title"), voice.results.outlook
    asked = [(one, condition) for one in outlook.odds for condition in one.conditions] if outlook else []
    if not asked:
        return Section("target-odds-conditions", title, ())
    names = ("base", "condition", "growth", "record")
    rows = tuple(TableRow(_condition(voice, one, condition)) for one, condition in asked)
    head = tuple(voice.say(f"odds.column.{name}") for name in names)
    table = Table(voice.say("odds.conditions.caption"), head, rows, (2,))
    return Section("target-odds-conditions", title, (table,))


def _condition(voice: Voice, one: Odds, condition: Condition) -> tuple[Inline, ...]:
    growth = lineage.needed(voice, one) if condition.kind == "whole" else _needed(voice, one, condition)
    return lineage.head(voice, one), _part(voice, condition), (growth,), _record(voice, condition)


def _needed(voice: Voice, one: Odds, condition: Condition) -> Run:
    """Return the growth a year that a part needs, linked to the figures of its base."""
    said, unit = numbers.growth(condition.growth, voice.lang), voice.results.case.currency
    amounts = (rough(exact(amount), OFFICIAL_DIGITS) for amount in (condition.level, condition.base))
    level, start = (numbers.money(amount, unit, voice.lang) for amount in amounts)
    terms = join([(voice.cite(voice.lineage.ref(name)),) for name in condition.figures], PLUS)
    line = (*terms, Run(f": ({level} ÷ {start})^(1/{one.years}) − 1 = {said}"))
    name = f"odds-if-{one.need.promise}-{one.need.basis}-{one.need.series or 'any'}-{condition.kind}-{condition.part}"
    return voice.derived(said, Calculation(name, voice.say("calc.odds.condition"), (line,)))


def _part(voice: Voice, condition: Condition) -> Inline:
    """Return what grows: the whole by one side's record, a flow, or a product group."""
    series = next((series for series in voice.results.measures.series if series.id == condition.part), None)
    if series is None:
        part = voice.code("sectors", condition.part) if condition.part in by_code("sectors") else condition.part
        return voice.say(f"odds.if.{condition.kind}", part=part)
    if condition.kind == "whole":
        return voice.say("odds.if.whole", reporter=voice.reporter(series.reporter))
    return voice.say(f"odds.if.{condition.kind}", part=voice.code("indicators", series.indicator))


def _record(voice: Voice, condition: Condition) -> Inline:
    """Return the years of the record with as much growth, and how many growths it holds."""
    if condition.years is None:
        return text("—")
    of = Run(numbers.number(Decimal(condition.of), voice.lang), "fig", ref="section:target-years")
    if not condition.years:
        return voice.say("odds.record.never", {"of": condition.of}, of=of)
    years = join([(Run(str(year), "date"),) for year in condition.years])
    times = Run(str(len(condition.years)), "fig", ref="section:target-years")
    return voice.say("odds.record.years", {"of": condition.of}, times=times, of=of, years=years)
