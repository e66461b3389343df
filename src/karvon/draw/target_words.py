"""What the chart of the target path says: its key, its sentence and its table."""

from __future__ import annotations

import datetime as dt

import msgspec

from karvon.draw.axes import scale_for
from karvon.draw.chart import Table, words
from karvon.model.ledger import Ledger, Promise
from karvon.model.measures import Measures, Need, TradeSeries
from karvon.model.odds import FAN, Odds, Outlook
from karvon.model.values import Interval, exact
from karvon.model.vocabulary import by_code
from karvon.say.countries import country
from karvon.say.dates import deadline
from karvon.say.numbers import amount_in, growth, money, percent, scale_unit
from karvon.say.precision import rough

TURNOVER = "trade_turnover"


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """What the chart tells: turnover series, needs of open targets, earlier targets, and how bases are bounded."""

    lang: str
    series: tuple[TradeSeries, ...]
    needs: tuple[Need, ...]
    earlier: tuple[Promise, ...]
    bounds: dict[str, str]
    unit: str
    scale: str
    fan: Odds | None = None

    def side(self, name: str | None) -> int | None:
        """Return which side of the pair a series belongs to: 0, 1, or None for no series."""
        reporters = list(dict.fromkeys(one.reporter for one in self.series))
        return next((reporters.index(one.reporter) % 2 for one in self.series if one.id == name), None)

    def bound(self, need: Need) -> str:
        """Return how the base of a need was limited by the figure it comes from."""
        return self.bounds.get(need.base_figures[0], "eq") if len(need.base_figures) == 1 else "eq"

    def amount(self, known: Interval, bound: str = "eq") -> str:
        """Return a level in the chart's scale, at most three digits."""
        return amount_in(rough(known), self.scale, self.lang, bound)


def tell(measures: Measures, ledger: Ledger, lang: str, outlook: Outlook | None = None) -> Story | None:
    """Return the story of measures and ledger; None when there is neither a series nor a target."""
    series = tuple(one for one in measures.series if one.indicator == TURNOVER)
    earlier = tuple(one for one in ledger.promises if one.indicator == TURNOVER and _is_past_level(one))
    levels = [point.number for one in series for point in one.points]
    levels += [number for need in measures.needs for number in (need.base, need.target)]
    levels += [promise.number for promise in earlier]
    known = [level.value for level in levels if level.value is not None]
    if not known:
        return None
    return Story(
        lang=lang,
        series=series,
        needs=measures.needs,
        earlier=tuple(sorted(earlier, key=lambda one: (one.deadline or dt.date.max, one.id))),
        bounds={figure.id: figure.bound for figure in ledger.figures},
        unit=next(iter([one.unit for one in series] + [one.unit for one in ledger.promises]), ""),
        scale=scale_for(max(known)),
        fan=fanned(series, outlook),
    )


def _is_past_level(promise: Promise) -> bool:
    """Say whether a promise named a level and the series have been held against it; a growth is no point to draw."""
    return promise.deadline is not None and any(one.base is None for one in promise.outcomes)


def fanned(series: tuple[TradeSeries, ...], outlook: Outlook | None) -> Odds | None:
    """Return the odds whose fan is drawn: from the last year of the series with the longest record."""
    lengths = {one.id: len(one.points) for one in series}
    drawn = [one for one in outlook.odds if one.fan and one.need.series in lengths] if outlook else []
    return max(drawn, key=lambda one: (lengths[one.need.series or ""], -one.need.target_year), default=None)


def name_of(one: TradeSeries, lang: str) -> str:
    """Return a series in words: the country and what its figures cover."""
    place = country(one.reporter, lang)
    if one.coverage is None:
        return place
    return words("series", lang, country=place, coverage=by_code("coverages")[one.coverage][lang])


def of_need(need: Need, story: Story, kind: str) -> str:
    """Return a phrase about a need ("key" or "column"), by the base it starts from."""
    lang = story.lang
    start = next((one for one in story.series if one.id == need.series), None)
    values = {"year": str(need.base_year), "growth": growth(need.growth, lang)}
    if need.base.high is None:
        values["growth"] = words("target_path.at_most", lang, growth=values["growth"])
    if start is None:
        return words(f"target_path.{kind}_published", lang, **values)
    return words(f"target_path.{kind}_official", lang, country=country(start.reporter, lang), **values)


def of_fan(story: Story, kind: str) -> str:
    """Return a phrase about the fan, by the side and the year it starts from; nothing without a fan."""
    if story.fan is None:
        return ""
    need = story.fan.need
    start = next(one for one in story.series if one.id == need.series)
    place = country(start.reporter, story.lang)
    return words(f"target_path.{kind}", story.lang, country=place, year=str(need.base_year), **_shares(story))


def _shares(story: Story) -> dict[str, str]:
    """Return how much of the pooled distribution lies in the wider and in the nearer range of the fan."""
    wide, near = FAN[-1] - FAN[0], FAN[-2] - FAN[1]
    return {"wide": percent(wide, story.lang), "near": percent(near, story.lang)}


def verdict(promise: Promise, lang: str) -> str:
    """Return what an earlier target came to: met, missed, or met on some series only."""
    met = {outcome.met for outcome in promise.outcomes}
    return words("verdict.mixed" if len(met) > 1 else "verdict.met" if True in met else "verdict.missed", lang)


def sentence(story: Story) -> str:
    """Return what the chart shows: the growth each open target needs, and what earlier targets came to."""
    lang = story.lang
    parts = [_promise_sentence(name, story) for name in dict.fromkeys(need.promise for need in story.needs)]
    if not parts and story.series:
        parts = [words("target_path.plain", lang, lasts=", ".join(_last(one, story) for one in story.series))]
    if story.earlier:
        outcomes = "; ".join(_outcome(promise, story) for promise in story.earlier)
        parts.append(words("target_path.earlier", lang, outcomes=outcomes))
    if story.fan:
        parts.append(_fan_sentence(story, story.fan))
    return " ".join(parts)


def _fan_sentence(story: Story, odds: Odds) -> str:
    """Return where the fan puts trade in its last year, and the odds of the target with the ends of its choices."""
    lang, last, pool = story.lang, odds.fan[-1], odds.pool
    start = next(one for one in story.series if one.id == odds.need.series)
    said = {
        "of": country(start.reporter, lang, "of"),
        "year": str(odds.need.base_year),
        "last": str(last.year),
        "low": money(rough(exact(last.levels[0])), story.unit, lang),
        "high": money(rough(exact(last.levels[-1])), story.unit, lang),
    }
    text = words("target_path.fan", lang, **said, **_shares(story))
    if pool is None:
        return text
    ends = {"chance": percent(pool.chance, lang), "least": percent(pool.low, lang), "most": percent(pool.high, lang)}
    return f"{text} {words('target_path.fan_odds', lang, **ends)}"


def table(story: Story) -> Table:
    """Return the chart's numbers by year: every series, every path, and the targets."""
    lang = story.lang
    years = sorted(
        {point.year for one in story.series for point in one.points}
        | {year for need in story.needs for year, _ in need.path}
        | {promise.deadline.year for promise in story.earlier if promise.deadline}
    )
    heads = [name_of(one, lang) for one in story.series] + [of_need(need, story, "column") for need in story.needs]
    fan = (of_fan(story, "column_fan_wide"), of_fan(story, "column_fan_near")) if story.fan else ()
    header = (words("year", lang), *heads, *fan, words("target_path.column_target", lang))
    rows = tuple(_row(year, story) for year in years)
    return Table(header, rows, scale_unit(story.scale, story.unit, lang))


def _row(year: int, story: Story) -> tuple[str, ...]:
    lang = story.lang
    series = [{point.year: story.amount(point.number) for point in one.points} for one in story.series]
    paths = [_path_cells(need, story) for need in story.needs]
    none = words("none", lang)
    cells = [found.get(year, none) for found in (*series, *paths, *_fan_cells(story))]
    return (str(year), *cells, _target_cell(year, story) or none)


def _path_cells(need: Need, story: Story) -> dict[int, str]:
    levels = {year: story.amount(exact(level)) for year, level in need.path}
    return levels | {need.base_year: story.amount(need.base, story.bound(need))}


def _fan_cells(story: Story) -> list[dict[int, str]]:
    """Return the ends of the wider and of the nearer range by year; nothing without a fan."""
    if story.fan is None:
        return []
    ends = [{year.year: (year.levels[low], year.levels[-1 - low]) for year in story.fan.fan} for low in (0, 1)]
    return [
        {year: "–".join(story.amount(rough(exact(level))) for level in both) for year, both in found.items()}
        for found in ends
    ]


def _target_cell(year: int, story: Story) -> str:
    aims = dict.fromkeys(story.amount(need.target) for need in story.needs if need.target_year == year)
    past = [promise for promise in story.earlier if promise.deadline and promise.deadline.year == year]
    return "; ".join([*aims, *(_reached(promise, story) for promise in past)])


def _reached(promise: Promise, story: Story) -> str:
    """Return an earlier target with the share of it that each series reached."""
    countries = {one.id: country(one.reporter, story.lang) for one in story.series}
    shares = [
        words("target_path.reached", story.lang, share=percent(one.reached, story.lang), country=countries[one.series])
        for one in promise.outcomes
        if one.series in countries
    ]
    return ", ".join([f"{story.amount(promise.number)}: {verdict(promise, story.lang)}", *shares])


def _promise_sentence(name: str, story: Story) -> str:
    own = [need for need in story.needs if need.promise == name]
    target = money(own[0].target, story.unit, story.lang)
    by = deadline(dt.date(own[0].target_year, 12, 31), story.lang)
    needs = "; ".join(_need_words(need, story) for need in own)
    return words("target_path.sentence", story.lang, target=target, deadline=by, needs=needs)


def _need_words(need: Need, story: Story) -> str:
    lang = story.lang
    start = next((one for one in story.series if one.id == need.series), None)
    base = money(rough(need.base), story.unit, lang, story.bound(need))
    values = {"growth": growth(need.growth, lang), "base": base, "year": str(need.base_year)}
    if start is not None:
        coverage = by_code("coverages")[start.coverage][lang] if start.coverage else ""
        values |= {"of": country(start.reporter, lang, "of"), "coverage": coverage}
        return words("target_path.official" if coverage else "target_path.official_plain", lang, **values)
    need_text = words("target_path.published", lang, **values)
    return words("target_path.most", lang, need=need_text) if need.base.high is None else need_text


def _last(one: TradeSeries, story: Story) -> str:
    last = one.points[-1]
    value = money(rough(last.number), story.unit, story.lang)
    return words("target_path.last", story.lang, series=name_of(one, story.lang), value=value, year=str(last.year))


def _outcome(promise: Promise, story: Story) -> str:
    by = deadline(promise.deadline, story.lang)
    target = money(promise.number, story.unit, story.lang)
    return words("target_path.outcome", story.lang, target=target, deadline=by, verdict=verdict(promise, story.lang))
