"""What each side sells the other by section and year: one table a direction, with its source.

Sections are of the SITC where a file tells trade by them, and of the HS where a file tells goods.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from karvon.brief.blocks import Block, Inline, Paragraph, Run, Section, Table, TableRow, text
from karvon.brief.chapters import ID, by_chapter
from karvon.brief.traded import Amounts, amounts
from karvon.brief.words import Voice
from karvon.model.products import SectionTrade
from karvon.say.goods import section_name


def sections(voice: Voice) -> Section:
    """Return the part on sections; an empty one where no file of the case tells trade by section or by good."""
    named = by_chapter(voice)
    title = voice.word("growth.hs.title" if named else "growth.sections.title")
    return Section(ID, title, (*named, *_blocks(voice)))


def _blocks(voice: Voice) -> Iterator[Block]:
    found = voice.results.goods.sections
    if not found:
        return
    last = max(one.year for one in found)
    yield Paragraph(voice.say("growth.sections.lead", last=Run(str(last), "date")))
    for pair in dict.fromkeys((one.exporter, one.importer) for one in found):
        yield _table(voice, [one for one in found if (one.exporter, one.importer) == pair])
    yield Paragraph(_source(voice, found), "note")


def _table(voice: Voice, found: Sequence[SectionTrade]) -> Table:
    years = sorted({one.year for one in found})
    written = amounts(voice, (one.value for one in found), f"section:{ID}")
    head = (voice.say("column.growth.section"), *((Run(str(year), "date"),) for year in years))
    rows = [
        TableRow((_name(voice, code), *(_cell(written, found, code, year) for year in years)))
        for code in sorted({one.section for one in found})
    ]
    sums = (sum((one.value for one in found if one.year == year), Decimal(0)) for year in years)
    rows.append(TableRow((voice.say("growth.sections.total"), *((written.cell(value),) for value in sums))))
    names = {"exporter": voice.country(found[0].exporter), "importer": voice.country(found[0].importer)}
    caption = voice.say("growth.sections.caption", None, unit=written.unit, **names)
    return Table(caption, head, tuple(rows), tuple(range(1, len(head))))


def _name(voice: Voice, code: str) -> Inline:
    return (Run(f"{code} {section_name(code, voice.lang)}", "name", ref=f"section:{ID}"),)


def _cell(written: Amounts, found: Sequence[SectionTrade], code: str, year: int) -> Inline:
    held = [one.value for one in found if (one.section, one.year) == (code, year)]
    return (written.cell(held[0]),) if held else text("—")


def _source(voice: Voice, found: Sequence[SectionTrade]) -> Inline:
    """Return the files of the table and who published them, with the address."""
    files = dict.fromkeys(name for one in found for name in one.datasets)
    loads = {load.file: load for load in voice.results.loads}
    said: list[Run] = [*voice.say("growth.sections.source")]
    for name in files:
        load = loads.get(name)
        said += [Run(name, "note"), Run(" ")]
        if load is not None and load.url:
            said += [*voice.publisher(load.outlet), Run(" "), *voice.address(load.url), Run(" ")]
    return tuple(said)
