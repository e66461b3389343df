"""The odds of a target: every view with its window, the pool with its ends, and what such odds rest on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from karvon.brief import odds_lineage as lineage
from karvon.brief import odds_record, odds_terms
from karvon.brief.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, TableRow, join, text
from karvon.brief.words import Voice
from karvon.model.odds import FAN, Odds, Outlook, ReferenceView, SeriesView, View
from karvon.model.values import exact
from karvon.say import numbers
from karvon.say.precision import rough

Key = tuple[object, ...]
JOINER = "\u2060"  # keeps a line from breaking


def section(voice: Voice) -> Section:
    """Return the section on the odds of every open target; an empty one where there is nothing to say."""
    title = voice.word("odds.title")
    groups = grouped(voice)
    if not groups:
        return Section("target-odds", title, ())
    blocks = tuple(block for group in groups for block in _group(voice, group))
    parts = (odds_record.section(voice), _years(voice), odds_terms.prices(voice), odds_terms.conditions(voice))
    return Section("target-odds", title, (*blocks, *_grounds(voice)), tuple(part for part in parts if part.blocks))


def grouped(voice: Voice) -> list[list[Odds]]:
    """Return the odds by target, each from every base; odds that no view speaks of are left out."""
    groups: dict[tuple[str, str], list[Odds]] = {}
    for one in voice.results.outlook.odds if voice.results.outlook else ():
        if one.views or one.refusals:
            groups.setdefault((one.need.promise, one.indicator), []).append(one)
    return list(groups.values())


def lead(voice: Voice, group: Sequence[Odds]) -> Inline:
    """Return the odds of one target from every base, with the ends of the pool and those of the single views."""
    first = group[0]
    known = [one for one in group if one.pool]
    if not known:
        return voice.say("odds.none", indicator=voice.code("indicators", first.indicator))
    chances = [view.chance for one in group for view in one.views]
    least, most = (lineage.share(voice, chance) for chance in (min(chances), max(chances)))
    return voice.say(
        "odds.stays" if all(one.multiple <= 1 for one in group) else "odds.lead",
        indicator=voice.code("indicators", first.indicator),
        target=lineage.target(voice, first),
        deadline=voice.deadline(dt.date(first.need.target_year, 12, 31)),
        chances=join([_from(voice, one) for one in known], "; "),
        least=Run(least, "fig", ref="section:target-odds"),
        most=Run(most, "fig", ref="section:target-odds"),
    )


def _from(voice: Voice, odds: Odds) -> Inline:
    """Return the pooled chance from one base; at least so much where the base is only known from below."""
    series = lineage.series_of(voice, odds)
    key = "odds.from.series" if series else "odds.from.published"
    said = lineage.pool(voice, odds)
    chance: Inline = voice.say("odds.at_least", chance=said) if odds.base.high is None else (said,)
    base, year = lineage.base(voice, odds), Run(str(odds.need.base_year), "date")
    reporter = voice.reporter(series.reporter) if series else ""
    values = {"reporter": reporter} if series else {}
    return voice.say(key, None, chance=chance, base=base, year=year, **values)


def _group(voice: Voice, group: list[Odds]) -> tuple[Block, ...]:
    refused = _refused(voice, group)
    notes = (Items(refused),) if refused else ()
    if not any(one.views for one in group):
        return (Paragraph(lead(voice, group)), *notes)
    return (
        Paragraph(lead(voice, group)),
        Paragraph(voice.say("odds.no_structure"), "note"),
        _table(voice, group),
        *notes,
    )


def _table(voice: Voice, group: list[Odds]) -> Table:
    """Return the views as rows and the bases as columns, the pool at the end."""
    keys = list(dict.fromkeys(_key(view) for one in group for view in one.views))
    held = [{_key(view): view for view in one.views} for one in group]
    rows = []
    for key in sorted(keys, key=lambda one: one[0] != "reference"):
        some = next(views[key] for views in held if key in views)
        cells = [
            (lineage.chance(voice, one, views[key]),) if key in views else text("—")
            for one, views in zip(group, held, strict=True)
        ]
        rows.append(TableRow((*_names(voice, some), lineage.weight(voice, some), *cells)))
    pooled = [(lineage.pool(voice, one),) if one.pool else text("—") for one in group]
    rows.append(TableRow(((Run(voice.word("odds.pooled"), "strong"),), (), (), *pooled)))
    heads = [voice.say(f"odds.column.{name}") for name in ("view", "window", "weight")]
    bases = [lineage.head(voice, one) for one in group]
    return Table(voice.say("odds.caption"), (*heads, *bases), tuple(rows), tuple(range(2, 3 + len(group))))


def _key(view: View) -> Key:
    if isinstance(view, ReferenceView):
        return ("reference", view.members.kind, view.members.since, view.members.contiguous)
    return ("series", view.series, view.method, view.first, view.last)


def _names(voice: Voice, view: View) -> tuple[Inline, Inline]:
    """Return what a view is called, and the years it was taken over."""
    if isinstance(view, SeriesView):
        series = next(one for one in voice.results.measures.series if one.id == view.series)
        name = voice.say(f"odds.view.{view.method}", reporter=voice.country(series.reporter))
        return name, voice.say("odds.window", years=_unbroken(view.first, view.last))
    key = "odds.view.neighbours" if view.members.contiguous else "odds.view.reference"
    return voice.say(key), voice.say("odds.window", years=_unbroken(view.members.since, view.members.last))


def _unbroken(first: int, last: int) -> Run:
    """Return a stretch of years that stays on one line."""
    return Run(f"{first}{JOINER}–{JOINER}{last}", "date")


def _refused(voice: Voice, group: Sequence[Odds]) -> tuple[Inline, ...]:
    """Return every view that could not be had and why, each once."""
    refusals = dict.fromkeys(refusal for one in group for refusal in one.refusals)
    found = []
    for refusal in refusals:
        values = {name: Run(value, "name") for name, value in refusal.params if name != "series"}
        series = dict(refusal.params).get("series")
        reporters = [one.reporter for one in voice.results.measures.series if one.id == series]
        if reporters:
            values["reporter"] = Run(voice.country(reporters[0]))
        found.append(voice.say(f"odds.refused.{refusal.code}", None, **values))
    return tuple(found)


def _grounds(voice: Voice) -> tuple[Block, ...]:
    """Return the assumptions that the odds rest on."""
    outlook = voice.results.outlook
    if outlook is None or not any(one.views for one in outlook.odds):
        return ()
    limits = Run(numbers.percent(Decimal("0.95"), voice.lang), "name")
    window = Run(outlook.record.trained, "date")
    panel = Run(outlook.source, "name")
    lines = (
        voice.say("odds.ground.pool", window=window),
        voice.say("odds.ground.reference", panel=panel, limits=limits),
        *_panel(voice, outlook),
        voice.say("odds.ground.series"),
        voice.say("odds.ground.dollars"),
    )
    return (Items(lines),)


def _panel(voice: Voice, outlook: Outlook) -> Iterator[Inline]:
    """Yield what the case's own files hold as a panel, and whether similar pairs are from them."""
    held = outlook.panel
    if held is None:
        return
    numbered = {name: Run(str(getattr(held, name)), "name") for name in ("countries", "pairs")}
    years = Run(f"{held.first}–{held.last}", "date")
    key = "odds.ground.own" if held.used else "odds.ground.small"
    counts: dict[str, int | Decimal] = {"countries": held.countries, "pairs": held.pairs}
    yield voice.say(key, counts, files=Run(held.source, "name"), years=years, **numbered)


def _years(voice: Voice) -> Section:
    """Return the pooled distribution by year: the numbers of the fan in the chart of the path."""
    title, drawn = voice.word("odds.years.title"), lineage.drawn(voice)
    if drawn is None:
        return Section("target-odds-years", title, ())
    head = (voice.say("column.year"), *(voice.say("odds.column.below", chance=_percent(voice, one)) for one in FAN))
    rows = tuple(
        TableRow(((Run(str(year.year), "date"),), *((_level(voice, drawn, level),) for level in year.levels)))
        for year in drawn.fan
    )
    series = lineage.series_of(voice, drawn)
    reporter = voice.reporter(series.reporter) if series else ""
    unit = numbers.scale_unit("billion", series.unit if series else "", voice.lang)
    caption = voice.say("odds.years.caption", reporter=reporter, unit=unit, year=Run(str(drawn.need.base_year), "date"))
    table = Table(caption, head, rows, tuple(range(1, len(head))))
    return Section("target-odds-years", title, (table,))


def _percent(voice: Voice, chance: Decimal) -> Run:
    return Run(numbers.percent(chance, voice.lang), "name")


def _level(voice: Voice, odds: Odds, level: Decimal) -> Run:
    return lineage.fan(voice, odds, numbers.amount_in(rough(exact(level)), "billion", voice.lang))
