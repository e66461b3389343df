"""Exports that are not raw materials, under each definition, and what a promised rise of them would mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from karvon.brief.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, TableRow, text
from karvon.brief.traded import Amounts, amounts, percent
from karvon.brief.words import Voice
from karvon.model.products import Growth, RiseReading, Share


def definitions(voice: Voice, growth: Growth) -> Section:
    """Return the part on non-commodity exports; an empty one where no definition is at hand."""
    blocks = (*_shares(voice, growth), *_rises(voice, growth)) if growth.shares else ()
    return Section("growth-definitions", voice.word("growth.definitions.title"), blocks)


def _shares(voice: Voice, growth: Growth) -> Iterator[Block]:
    """Yield the shares in the last year: a row for an exporter and where its goods go, a column for a definition."""
    shown = [one for one in growth.shares if one.year == growth.year and one.total]
    if not shown:
        return
    yield Paragraph(voice.say("growth.definitions.lead"))
    known = list(dict.fromkeys(one.definition for one in shown))
    first, last = (
        tuple(voice.say(f"column.growth.{name}") for name in names)
        for names in (("exporter", "to", "total"), ("unclassified",))
    )
    head = (*first, *(text(voice.code("commodity_definitions", name)) for name in known), *last)
    written = amounts(voice, (one.total for one in shown))
    caption = voice.say(
        "growth.definitions.caption",
        unit=written.unit,
        year=Run(str(growth.year), "date"),
    )
    streams = dict.fromkeys((one.exporter, one.to) for one in shown)
    rows = (_stream(written, [one for one in shown if (one.exporter, one.to) == stream]) for stream in streams)
    yield Table(caption, head, tuple(map(TableRow, rows)), tuple(range(2, len(head))))


def _stream(written: Amounts, found: Sequence[Share]) -> tuple[Inline, ...]:
    """Return one stream of goods: where from and to, all of it, and the share and value of each definition."""
    voice, first = written.voice, found[0]
    return (
        text(voice.country(first.exporter)),
        text(voice.word(f"growth.to.{first.to}")),
        (written.cell(first.total),),
        *(_share(written, one) for one in found),
        (written.cell(max(one.unclassified for one in found)),),
    )


def _share(written: Amounts, one: Share) -> Inline:
    if one.share is None:
        return text("—")
    share = percent(written.voice, one.share)
    return (share, Run(" ("), written.cell(one.noncommodity), Run(")"), *_mark(written.voice, one))


def _rises(voice: Voice, growth: Growth) -> Iterator[Block]:
    """Yield every reading of the promised rise, and what the promise leaves open."""
    if not growth.rises:
        return
    rise = percent(voice, growth.rises[0].rise, 0)
    written = amounts(voice, (one.base for one in growth.rises))
    yield Paragraph(voice.say("growth.rises.lead", rise=rise))
    yield Items(tuple(voice.say(f"growth.open.{name}") for name in growth.open))
    for country, others in growth.neighbours:
        if others:
            named = ", ".join(voice.country(one) for one in others)
            yield Paragraph(voice.say("growth.neighbours", country=voice.country(country, "of"), others=named), "note")
    names = ("definition", "exporter", "base_year", "base", "needed", "latest_year", "latest", "growth", "reached")
    head = tuple(voice.say(f"column.growth.{name}") for name in names)
    caption = voice.say("growth.rises.caption", unit=written.unit, rise=rise)
    yield Table(caption, head, tuple(TableRow(_rise(written, one)) for one in growth.rises), (3, 4, 6, 7))


def _rise(written: Amounts, one: RiseReading) -> tuple[Inline, ...]:
    voice = written.voice
    return (
        text(voice.code("commodity_definitions", one.definition)),
        text(voice.country(one.exporter)),
        (Run(str(one.base_year), "date"),),
        (written.cell(one.base),),
        (written.cell(one.needed),),
        (Run(str(one.latest_year), "date"),),
        (written.cell(one.latest),),
        (percent(voice, one.growth),),
        (Run(voice.word("growth.reached" if one.reached else "growth.not_reached")), *_mark(voice, one)),
    )


def _mark(voice: Voice, one: Share | RiseReading) -> Inline:
    """Return the mark of what rests on values divided among codes of another revision; nothing for others."""
    return (Run(f" · {voice.word('growth.imputed')}", "note"),) if one.imputed else ()
