"""What each side reports of its trade with the other by section of the Harmonised System: a table for every flow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from karvon.brief.blocks import Block, Inline, Items, Paragraph, Run, Table, TableRow, text
from karvon.brief.traded import Amounts, amounts
from karvon.brief.words import Voice
from karvon.model.products import WHOLE, SectionYear
from karvon.model.vocabulary import by_code
from karvon.say import numbers
from karvon.say.goods import hs_section_name
from karvon.say.tables import NB

ID = "growth-sections"
REF = f"section:{ID}"
SHOWN = 5  # years of a flow that the brief shows; the workbook has them all


def by_chapter(voice: Voice) -> tuple[Block, ...]:
    """Return the blocks on sections of the HS; none where no file of the case tells goods of the pair."""
    return tuple(_blocks(voice, voice.results.goods.by_chapter))


def _blocks(voice: Voice, found: Sequence[SectionYear]) -> Iterator[Block]:
    if not found:
        return
    yield Paragraph(voice.say("growth.hs.lead"))
    flows = [list(own) for _, own in groupby(sorted(found, key=_order), lambda one: _order(one)[:-1])]
    for told in flows:
        yield _table(voice, told[-SHOWN:])
        yield Items(tuple(_notes(voice, told[-SHOWN:])))
    if max(map(len, flows)) > SHOWN:
        yield Paragraph(voice.say("growth.hs.fewer", {"n": SHOWN}, n=Run(str(SHOWN), "date")), "note")


def _order(one: SectionYear) -> tuple[str, str, bool, int]:
    return one.reporter, one.flow, one.reconciled, one.year


def _table(voice: Voice, told: Sequence[SectionYear]) -> Table:
    """Return one flow: sections by year, their share in the last year and their change on the year before."""
    last = told[-1]
    written = amounts(voice, (part.value for one in told for part in one.parts), REF)
    year = Run(str(last.year), "date")
    head = [voice.say("column.growth.section"), *((Run(str(one.year), "date"),) for one in told)]
    head.append(voice.say("growth.hs.share", year=year))
    if _compared(last):
        head.append(voice.say("growth.hs.change", year=year, before=Run(str(last.year - 1), "date")))
    codes = {part.section for one in told for part in one.parts}
    rows = [_row(written, told, code) for code in (*by_code("hs_sections"), "") if code in codes]
    return Table(_caption(written, last), tuple(head), (*rows, _sum(written, told)), tuple(range(1, len(head))))


def _compared(one: SectionYear) -> bool:
    """Say whether anything of a year can be compared with the year before."""
    return one.change is not None or any(part.change is not None for part in one.parts)


def _caption(written: Amounts, one: SectionYear) -> Inline:
    voice = written.voice
    sides = (one.reporter, one.partner) if one.flow == "export" else (one.partner, one.reporter)
    names = {"exporter": voice.country(sides[0]), "importer": voice.country(sides[1]), "unit": written.unit}
    if one.reconciled:
        return voice.say("growth.hs.caption.reconciled", None, **names)
    return voice.say("growth.hs.caption", None, reporter=voice.reporter(one.reporter), **names)


def _row(written: Amounts, told: Sequence[SectionYear], code: str) -> TableRow:
    voice = written.voice
    held = [next((part for part in one.parts if part.section == code), None) for one in told]
    cells: list[Inline] = [(written.cell(part.value),) if part else text("—") for part in held]
    cells.append(_percent(voice, held[-1].share if held[-1] else None))
    if _compared(told[-1]):
        cells.append(_change(voice, held[-1].change if held[-1] else None))
    name = f"{code}{NB}{hs_section_name(code, voice.lang)}" if code else hs_section_name(code, voice.lang)
    return TableRow(((Run(name, "name", ref=REF),), *cells))


def _sum(written: Amounts, told: Sequence[SectionYear]) -> TableRow:
    voice = written.voice
    cells: list[Inline] = [(written.cell(one.value),) for one in told]
    cells.append(_percent(voice, Decimal(1)))
    if _compared(told[-1]):
        cells.append(_change(voice, told[-1].change))
    return TableRow((voice.say("growth.sections.total"), *cells))


def _percent(voice: Voice, share: Decimal | None) -> Inline:
    return text("—") if share is None else (Run(numbers.percent(share, voice.lang, 1), "fig", ref=REF),)


def _change(voice: Voice, change: Decimal | None) -> Inline:
    if change is None:
        return text("—")
    sign = "+" if change > 0 else ""
    return (Run(f"{sign}{numbers.percent(change, voice.lang, 1)}", "fig", ref=REF),)


def _notes(voice: Voice, told: Sequence[SectionYear]) -> Iterator[Inline]:
    """Yield the files of the years with their revision and coverage, then that chapters are missing where they are.

    Years of which the same can be said share a line.
    """
    for (file, name, coverage), own in groupby(told, lambda one: (one.dataset, one.classification, one.coverage)):
        covers = voice.code("coverages", coverage)
        told_by = {"file": Run(file, "note"), "name": Run(name, "note"), "year": _years([*own])}
        yield voice.say("growth.hs.source", None, coverage=covers, **told_by)
    for _, own in groupby(told, lambda one: (one.reach, one.missing, one.year if one.total else None)):
        alike = [*own]
        if alike[0].reach != WHOLE:
            yield _incomplete(voice, alike)


def _incomplete(voice: Voice, told: Sequence[SectionYear]) -> Inline:
    """Return that a file has not all chapters of these years, or that nobody can tell whether it has."""
    one, year = told[0], _years(told)
    missing: Inline = ()
    if one.missing:
        missing = voice.say("growth.hs.missing", chapters=Run(_stretches(one.missing), "name", ref=REF))
    if one.total:
        share = _percent(voice, one.value / one.total)
        return voice.say("growth.hs.part", None, year=year, share=share, missing=missing)
    count = len(one.chapters)
    return voice.say("growth.hs.unknown", {"n": count}, year=year, n=voice.count(count, REF), missing=missing)


def _years(told: Sequence[SectionYear]) -> Run:
    """Return years as a list, or as a stretch where they follow each other."""
    every = [one.year for one in told]
    if len(every) > 1 and every[-1] - every[0] == len(every) - 1:
        return Run(f"{every[0]}–{every[-1]}", "date")
    return Run(", ".join(map(str, every)), "date")


def _stretches(chapters: Sequence[str]) -> str:
    """Return chapters with those that follow each other as one stretch: "01–05, 14"."""
    runs: list[list[str]] = []
    for chapter in chapters:
        if runs and int(chapter) == int(runs[-1][-1]) + 1:
            runs[-1].append(chapter)
        else:
            runs.append([chapter])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
