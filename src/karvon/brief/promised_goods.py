"""Exports that are not raw materials, under each definition, and what a promised rise of them would mean."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from karvon.brief.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, TableRow, text
from karvon.brief.words import Voice
from karvon.model.products import Growth, RiseReading, Share
from karvon.model.values import exact
from karvon.say import numbers
from karvon.say.precision import rough

SCALE = "million"
SOURCES = "section:growth-sources"


def definitions(voice: Voice, growth: Growth) -> Section:
    """Return the part on non-commodity exports; an empty one where no definition is at hand."""
    blocks = (*_shares(voice, growth), *_rises(voice, growth)) if growth.shares else ()
    return Section("growth-definitions", voice.word("growth.definitions.title"), blocks)


def _shares(voice: Voice, growth: Growth) -> Iterator[Block]:
    """Yield the shares in the last year: one row for a definition, an exporter and where its goods go."""
    shown = [one for one in growth.shares if one.year == growth.year and one.total]
    if not shown:
        return
    yield Paragraph(voice.say("growth.definitions.lead"))
    names = ("definition", "exporter", "to", "total", "noncommodity", "unclassified", "noncommodity_share")
    head = tuple(voice.say(f"column.growth.{name}") for name in names)
    caption = voice.say(
        "growth.definitions.caption",
        unit=numbers.scale_unit(SCALE, "USD", voice.lang),
        year=Run(str(growth.year), "date"),
    )
    yield Table(caption, head, tuple(TableRow(_share(voice, one)) for one in shown), (3, 4, 5, 6))


def _share(voice: Voice, one: Share) -> tuple[Inline, ...]:
    share = Run(numbers.percent(one.share, voice.lang, 1), "fig", ref=SOURCES) if one.share is not None else Run("—")
    return (
        text(voice.code("commodity_definitions", one.definition)),
        text(voice.country(one.exporter)),
        text(voice.word(f"growth.to.{one.to}")),
        *((_amount(voice, value),) for value in (one.total, one.noncommodity, one.unclassified)),
        (share,),
    )


def _rises(voice: Voice, growth: Growth) -> Iterator[Block]:
    """Yield every reading of the promised rise, and what the promise leaves open."""
    if not growth.rises:
        return
    rise = Run(numbers.percent(growth.rises[0].rise, voice.lang), "fig", ref=SOURCES)
    yield Paragraph(voice.say("growth.rises.lead", rise=rise))
    yield Items(tuple(voice.say(f"growth.open.{name}") for name in growth.open))
    for country, others in growth.neighbours:
        if others:
            named = ", ".join(voice.country(one) for one in others)
            yield Paragraph(voice.say("growth.neighbours", country=voice.country(country, "of"), others=named), "note")
    names = ("definition", "exporter", "base_year", "base", "needed", "latest_year", "latest", "growth", "reached")
    head = tuple(voice.say(f"column.growth.{name}") for name in names)
    caption = voice.say("growth.rises.caption", unit=numbers.scale_unit(SCALE, "USD", voice.lang), rise=rise)
    yield Table(caption, head, tuple(TableRow(_rise(voice, one)) for one in growth.rises), (3, 4, 6, 7))


def _rise(voice: Voice, one: RiseReading) -> tuple[Inline, ...]:
    return (
        text(voice.code("commodity_definitions", one.definition)),
        text(voice.country(one.exporter)),
        (Run(str(one.base_year), "date"),),
        (_amount(voice, one.base),),
        (_amount(voice, one.needed),),
        (Run(str(one.latest_year), "date"),),
        (_amount(voice, one.latest),),
        (Run(numbers.percent(one.growth, voice.lang, 1), "fig", ref=SOURCES),),
        text(voice.word("growth.reached" if one.reached else "growth.not_reached")),
    )


def _amount(voice: Voice, value: Decimal) -> Run:
    digits = numbers.amount_in(rough(exact(value)), SCALE, voice.lang) if value else "0"
    return Run(digits, "fig", ref=SOURCES)
