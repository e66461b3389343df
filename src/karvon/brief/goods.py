"""Goods: where each side could sell the other more, new goods, third countries, growth so far, non-commodities."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

from karvon.brief.blocks import Block, Calculation, Inline, Items, Paragraph, Run, Section, Table, TableRow, join, text
from karvon.brief.promised_goods import definitions
from karvon.brief.sections import sections
from karvon.brief.traded import SOURCES, Amounts, amounts, money, number, percent
from karvon.brief.words import Voice
from karvon.model.products import Change, Flow, Growth, GrowthPoint, Opening, Supplier
from karvon.say.findings import finding
from karvon.say.goods import because, named

Good = TypeVar("Good", GrowthPoint, Opening)

SHOWN = 10  # goods of a kind and direction that the brief shows; the workbook has them all
TERMS = ("supply", "world", "demand", "actual", "potential", "unrealised")


def section(voice: Voice) -> Section:
    """Return the section on goods; an empty one where the case has no flows by good."""
    growth = voice.results.growth
    title = voice.word("growth.title")
    told = sections(voice)
    if growth is None:
        gap = (Paragraph(voice.say("gaps.goods"), "note"),)
        return Section("growth", title, gap, (told,)) if told.blocks else Section("growth", title, ())
    parts = (
        told,
        Section("growth-points", voice.word("growth.points.title"), tuple(_points(voice, growth))),
        Section("growth-widening", voice.word("growth.widening.title"), tuple(_openings(voice, growth, "widening"))),
        Section(
            "growth-third", voice.word("growth.substitution.title"), tuple(_openings(voice, growth, "substitution"))
        ),
        Section("growth-margins", voice.word("growth.changes.title"), tuple(_changes(voice, growth))),
        definitions(voice, growth),
        Section("growth-sources", voice.word("growth.sources.title"), tuple(_sources(voice, growth))),
    )
    return Section("growth", title, tuple(_lead(voice, growth)), tuple(part for part in parts if part.blocks))


def _lead(voice: Voice, growth: Growth) -> Iterator[Block]:
    """Yield what is looked at, and each direction of trade as a whole."""
    year = Run(str(growth.year), "date", ref=SOURCES)
    name, digits = Run(growth.classification, "name", ref=SOURCES), number(voice, Decimal(growth.digits))
    yield Paragraph(voice.say("growth.lead", year=year, name=name, digits=digits), "lead")
    yield Items(tuple(_flow(voice, one) for one in growth.flows))


def _flow(voice: Voice, one: Flow) -> Inline:
    said = voice.say(
        "growth.flow",
        {"n": one.goods},
        exporter=voice.country(one.exporter),
        importer=voice.country(one.importer),
        value=money(voice, one.value),
        n=number(voice, Decimal(one.goods)),
        reach=money(voice, one.reach),
    )
    more = [voice.say(f"growth.flow.{key}", value=value) for key, value in _measured(voice, one)]
    mirrored = voice.say("growth.flow.mirrored", value=money(voice, one.mirrored)) if one.mirrored else ()
    return (*join([said, *more, mirrored], "; "), Run("."))


def _measured(voice: Voice, one: Flow) -> Iterator[tuple[str, Run]]:
    """Yield what is known of a flow as a whole: its concentration, its fit, its ease."""
    if one.equivalents is not None:
        yield "equivalents", number(voice, round(one.equivalents, 1))
    if one.complementarity is not None:
        yield "complementarity", percent(voice, one.complementarity / 100, 0)
    if one.ease is not None:
        yield "ease", number(voice, round(one.ease, 2))


def _points(voice: Voice, growth: Growth) -> Iterator[Block]:
    yield Paragraph(voice.say("growth.points.lead.itc" if growth.whole else "growth.points.lead.indicative"))
    if growth.projected is not None:
        yield Paragraph(voice.say("growth.method.projected", year=Run(str(growth.projected), "date")))
    head = _head(voice, ("good", "unrealised", "actual", "supply", "demand", "suppliers", "reasons"))
    for pair, found in _by_pair(growth.points):
        shown = found[:SHOWN]
        shared = set.intersection(*(set(one.reasons) for one in shown)) if len(shown) > 1 else set()
        written = amounts(voice, (one.unrealised for one in shown))
        rows = tuple(TableRow(_point(written, growth, one, shared)) for one in shown)
        yield Table(_caption(written, "growth.points.caption", pair), head, rows, (1, 2, 3, 4))
        if shared:
            told = because((name for name in shown[0].reasons if name in shared), voice.lang)
            yield Paragraph(voice.say("growth.points.shared", reasons=told), "note")
        yield from _imputed(voice, shown)


def _point(written: Amounts, growth: Growth, one: GrowthPoint, shared: Collection[str]) -> tuple[Inline, ...]:
    voice = written.voice
    return (
        _good(voice, one),
        (voice.derived(written.digits(one.unrealised), _arithmetic(voice, growth, one)),),
        *((written.cell(amount),) for amount in (one.actual, one.supply, one.demand)),
        _suppliers(written, one.suppliers),
        text(because((name for name in one.reasons if name not in shared), voice.lang) or "—"),
    )


def _arithmetic(voice: Voice, growth: Growth, one: GrowthPoint) -> Calculation:
    """Return how the unrealised potential of a good was computed, step by step."""
    ease = _ease(growth, one)
    terms = {name: money(voice, getattr(one, name)) for name in TERMS}
    if ease is None:
        lines = [
            voice.say("growth.calc.indicative", None, **_some(terms, ("supply", "demand", "actual", "unrealised")))
        ]
    else:
        factors = {"ease": number(voice, round(ease, 3)), "factor": number(voice, round(one.factor, 3))}
        whole = voice.say(
            "growth.calc.itc", None, **_some(terms, ("supply", "world", "demand", "potential")), **factors
        )
        held = voice.say("growth.calc.held", None, **_some(terms, ("potential", "demand", "actual", "unrealised")))
        lines = [whole, held]
    title = voice.say("growth.calc.title", None, code=one.code, **_pair(voice, (one.exporter, one.importer)))
    return Calculation(f"growth-{one.exporter}-{one.importer}-{one.code}", title, tuple(lines))


def _ease(growth: Growth, one: GrowthPoint) -> Decimal | None:
    """Return how easy trade is in the direction of a good, where it could be judged."""
    return next(flow.ease for flow in growth.flows if (flow.exporter, flow.importer) == (one.exporter, one.importer))


def _some(terms: dict[str, Run], names: tuple[str, ...]) -> dict[str, Run]:
    return {name: terms[name] for name in names}


def _openings(voice: Voice, growth: Growth, kind: str) -> Iterator[Block]:
    found = growth.widening if kind == "widening" else growth.substitution
    if not found:
        return
    yield Paragraph(voice.say(f"growth.{kind}.lead"))
    names = ("good", "possible", "sold", "bought", "actual", "suppliers")
    head = _head(voice, names if kind == "substitution" else tuple(name for name in names if name != "actual"))
    for pair, goods in _by_pair(found):
        written = amounts(voice, (one.possible for one in goods))
        rows = tuple(TableRow(_opening(written, one, kind)) for one in goods[:SHOWN])
        caption = _caption(written, f"growth.{kind}.caption", pair)
        yield Table(caption, head, rows, tuple(range(1, len(head) - 1)))
        yield from _imputed(voice, goods[:SHOWN])


def _opening(written: Amounts, one: Opening, kind: str) -> tuple[Inline, ...]:
    voice = written.voice
    shown = (one.sold, one.bought, one.actual) if kind == "substitution" else (one.sold, one.bought)
    terms = {name: money(voice, getattr(one, name)) for name in ("sold", "bought", "possible")}
    line = voice.say("growth.calc.opening", None, **terms)
    title = voice.say("growth.calc.opening.title", None, code=one.code, **_pair(voice, (one.exporter, one.importer)))
    calculation = Calculation(f"opening-{one.exporter}-{one.importer}-{one.code}", title, (line,))
    return (
        _good(voice, one),
        (voice.derived(written.digits(one.possible), calculation),),
        *((written.cell(amount),) for amount in shown),
        _suppliers(written, one.suppliers),
    )


def _changes(voice: Voice, growth: Growth) -> Iterator[Block]:
    if not growth.changes:
        return
    yield Items(tuple((*_change(voice, one), *_recoded(voice, one)) for one in growth.changes))
    yield Paragraph(voice.say("growth.changes.note"), "note")


def _change(voice: Voice, one: Change) -> Inline:
    parts = {name: getattr(one, name) for name in ("start", "end", "entered", "left", "unmeasured")}
    parts |= {"price_effect": one.price, "volume_effect": one.volume}
    said = voice.say(
        "growth.change",
        None,
        **_pair(voice, (one.exporter, one.importer)),
        first=Run(str(one.first), "date"),
        last=Run(str(one.last), "date"),
        **{name: money(voice, value) for name, value in parts.items()},
    )
    if one.price_index is None:
        return said
    index = voice.say("growth.change.index", value=number(voice, round((one.price_index - 1) * 100, 1)))
    return (*said, Run(" "), *index)


def _recoded(voice: Voice, one: Change) -> Inline:
    """Return how many goods may have been sold under another code; nothing where none."""
    if not one.goods_recoded:
        return ()
    count = number(voice, Decimal(one.goods_recoded))
    return (Run(" "), *voice.say("growth.change.recoded", {"n": one.goods_recoded}, n=count))


def _good(voice: Voice, one: GrowthPoint | Opening) -> Inline:
    """Return a good by code and chapter, marked where a value behind it was divided among codes."""
    name = Run(named(one.code, voice.lang), "name", ref=SOURCES)
    return (name, Run(f" · {voice.word('growth.imputed')}", "note")) if one.imputed else (name,)


def _imputed(voice: Voice, found: Iterable[GrowthPoint | Opening]) -> Iterator[Block]:
    """Yield what the mark on imputed goods means, where one of these has it."""
    if any(one.imputed for one in found):
        yield Paragraph(voice.say("growth.imputed.note"), "note")


def _sources(voice: Voice, growth: Growth) -> Iterator[Block]:
    """Yield the files it rests on, how it was computed, what keeps it from being whole, and where all goods are."""
    files = Run(", ".join(growth.datasets), "note")
    lines = [
        voice.say(
            "growth.sources.files",
            {"n": len(growth.reporters)},
            files=files,
            n=number(voice, Decimal(len(growth.reporters))),
        )
    ]
    keys = ("potential", "overlap", "space") if growth.whole else ("indicative", "overlap")
    if growth.projected is not None:
        lines.append(voice.say("growth.method.projected", year=Run(str(growth.projected), "date")))
    lines += [(Run(voice.word(f"growth.method.{key}"), "note"),) for key in (*keys, "prices", "tariffs")]
    yield Items(tuple(lines))
    if growth.findings:
        yield Items(tuple((Run(finding(one, voice.lang), "note"),) for one in growth.findings))
    yield Paragraph(voice.say("growth.sources.workbook"), "note")


def _by_pair(found: Iterable[Good]) -> Iterator[tuple[tuple[str, str], list[Good]]]:
    """Yield the goods of each direction of trade, in their order."""
    grouped: dict[tuple[str, str], list[Good]] = {}
    for one in found:
        grouped.setdefault((one.exporter, one.importer), []).append(one)
    yield from grouped.items()


def _caption(written: Amounts, key: str, pair: tuple[str, str]) -> Inline:
    return written.voice.say(key, None, unit=written.unit, **_pair(written.voice, pair))


def _pair(voice: Voice, pair: tuple[str, str]) -> dict[str, Run | Inline | str]:
    return {"exporter": voice.country(pair[0]), "importer": voice.country(pair[1])}


def _head(voice: Voice, names: Iterable[str]) -> tuple[Inline, ...]:
    return tuple(voice.say(f"column.growth.{name}") for name in names)


def _suppliers(written: Amounts, found: tuple[Supplier, ...]) -> Inline:
    told = [(Run(f"{written.voice.country(one.country)} "), written.cell(one.value)) for one in found]
    return join(told) or text("—")
