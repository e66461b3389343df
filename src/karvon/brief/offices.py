"""The two statistical offices side by side: each direction of trade with its coverage, the gap, and what it is made of.

Shown where a case has trade files: only they tell releases, and only they are listed with what was taken from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from karvon.brief.blocks import (
    Block,
    Calculation,
    Inline,
    Items,
    Paragraph,
    Run,
    Section,
    Table,
    TableRow,
    join,
    text,
)
from karvon.brief.words import Voice
from karvon.model.loading import LoadReport
from karvon.model.offices import GapPart, OfficeGap, Reported
from karvon.model.values import SCALES, plain
from karvon.say import numbers
from karvon.say.precision import rounded

FILES = "section:offices-files"
SCALE = "million"
UNIT = "USD"
MINUS, EQUALS, OVER = " − ", " = ", " ÷ "
NB = "\u00a0"
AMOUNTS = ("coverage", "revision", "period")
Key = tuple[str, str, str | None, str | None]


def section(voice: Voice) -> Section:
    """Return the section on the two offices; an empty one where the case has no trade files."""
    title = voice.word("offices.title")
    if not voice.results.loads:
        return Section("offices", title, ())
    rows = [row for row in voice.results.measures.offices.rows if row.gap is not None]
    tables = [block for key, own in _grouped(rows) for block in _direction(voice, key, own)]
    lead = Paragraph(voice.say("offices.lead" if tables else "offices.none"), "lead")
    return Section("offices", title, (lead, *tables), (_files(voice),))


def _grouped(rows: Iterable[OfficeGap]) -> Iterator[tuple[Key, list[OfficeGap]]]:
    """Yield the rows of each direction that have the same pair of coverages: nothing else is comparable."""

    def key(row: OfficeGap) -> Key:
        covers = [one.coverage if one else None for one in (row.exported, row.imported)]
        return (row.exporter, row.importer, covers[0], covers[1])

    for found, own in groupby(sorted(rows, key=lambda row: (tuple(map(str, key(row))), row.year)), key):
        yield found, list(own)


def _direction(voice: Voice, key: Key, rows: Sequence[OfficeGap]) -> Iterator[Block]:
    exporter, importer, *covers = key
    known = [kind for kind in AMOUNTS if any(part.amount for row in rows for part in row.parts if part.kind == kind)]
    head = [voice.say("column.year")]
    for code, flow, cover in zip((exporter, importer), ("export", "import"), covers, strict=True):
        head.append(voice.say(f"offices.column.{flow}", reporter=voice.reporter(code), coverage=_cover(voice, cover)))
    names = ("gap", "share", *known, *(("rest",) if known else ()))
    head += [voice.say(f"offices.column.{name}") for name in names]
    caption = voice.say(
        "offices.caption",
        exporter=voice.country(exporter),
        importer=voice.country(importer),
        unit=numbers.scale_unit(SCALE, UNIT, voice.lang),
    )
    body = tuple(TableRow(_row(voice, row, known)) for row in rows)
    yield Table(caption, tuple(head), body, tuple(range(1, len(head))))
    yield Items(tuple(_reading(voice, rows, covers)))


def _row(voice: Voice, row: OfficeGap, known: Sequence[str]) -> tuple[Inline, ...]:
    exported, imported, gap = row.exported, row.imported, row.gap
    if exported is None or imported is None or gap is None:
        raise ValueError(f"{row.exporter} to {row.importer} in {row.year} has no gap to show")
    said, percent = _gap(voice, row, exported, imported, gap)
    cells: list[Inline] = [
        (Run(str(row.year), "date"),),
        (_amount(voice, exported),),
        (_amount(voice, imported),),
        (said,),
        (percent,),
    ]
    if known:
        parts: dict[str, GapPart] = {part.kind: part for part in row.parts}
        cells += [_part(voice, row, parts[kind]) for kind in known]
        cells.append((_rest(voice, row, gap, known),))
    return tuple(cells)


def _amount(voice: Voice, one: Reported) -> Run:
    """Return a reported figure in the scale of the table, linked to its row."""
    return Run(_digits(voice, one.value), "fig", ref=voice.lineage.ref(one.figures[0]))


def _digits(voice: Voice, value: Decimal) -> str:
    return numbers.number(rounded(value / SCALES[SCALE], -1), voice.lang)


def _gap(voice: Voice, row: OfficeGap, exported: Reported, imported: Reported, gap: Decimal) -> tuple[Run, Run]:
    """Return the importer's figure less the exporter's, and its share of the exporter's."""
    said = _digits(voice, gap)
    first, second = _amount(voice, exported), _amount(voice, imported)
    lines: list[Inline] = [(second, Run(MINUS), first, Run(EQUALS + said))]
    percent = "—"
    if row.share is not None:
        percent = numbers.percent(row.share, voice.lang, 1)
        lines.append((Run(said + OVER), first, Run(EQUALS + percent)))
    calculation = Calculation(f"office-gap-{row.exporter}-{row.year}", _title(voice, row), tuple(lines))
    share = voice.derived(percent, calculation) if row.share is not None else Run(percent)
    return voice.derived(said, calculation), share


def _part(voice: Voice, row: OfficeGap, part: GapPart) -> Inline:
    """Return the amount of a part with its arithmetic; a dash where it is not known."""
    if part.amount is None:
        return text("—")
    said = _digits(voice, part.amount)
    if not part.figures and not part.releases:
        return (Run(said, "fig", ref=FILES),)
    line = _difference(voice, part) if part.figures else _releases(voice, part)
    name = f"office-{part.kind}-{row.exporter}-{row.year}"
    return (voice.derived(said, Calculation(name, _title(voice, row), ((*line, Run(EQUALS + said)),))),)


def _difference(voice: Voice, part: GapPart) -> Inline:
    """Return how the share of coverage was found: what each side reports in both coverages."""
    exported, alike_out, imported, alike_in = map(voice.figure_of, part.figures)
    return (Run("("), imported, Run(MINUS), alike_in, Run(")" + MINUS + "("), exported, Run(MINUS), alike_out, Run(")"))


def _releases(voice: Voice, part: GapPart) -> Inline:
    """Return the figures of the releases that a part was found from, each with its file and row."""
    told = [
        (
            Run(_digits(voice, one.value), "fig", ref=FILES),
            Run(f" ({voice.country(one.reporter)}, {one.dataset}, {voice.word('offices.row')} {one.row})", "note"),
        )
        for one in part.releases
    ]
    return join(told, " → ")


def _rest(voice: Voice, row: OfficeGap, gap: Decimal, known: Sequence[str]) -> Run:
    """Return what no part explains."""
    parts = [part.amount for part in row.parts if part.kind in known and part.amount is not None]
    rest = gap - sum(parts, Decimal(0))
    said = _digits(voice, rest)
    line = (Run(_digits(voice, gap) + "".join(f"{MINUS}({_digits(voice, part)})" for part in parts) + EQUALS + said),)
    return voice.derived(said, Calculation(f"office-rest-{row.exporter}-{row.year}", _title(voice, row), (line,)))


def _title(voice: Voice, row: OfficeGap) -> Inline:
    return voice.say(
        "offices.calculation",
        exporter=voice.country(row.exporter),
        importer=voice.country(row.importer),
        year=Run(str(row.year), "date"),
    )


def _reading(voice: Voice, rows: Sequence[OfficeGap], covers: Sequence[str | None]) -> Iterator[Inline]:
    """Yield what the gaps of one direction say, and what the data do not allow to say."""
    below = sum(row.gap is not None and row.gap < 0 for row in rows)
    counts: dict[str, int | Decimal] = {"n": len(rows), "below": below}
    yield voice.say("offices.valuation", counts, below=_count(voice, below), n=_count(voice, len(rows)))
    if rows[-1].freight:
        yield _freight(voice, rows[-1], rows[-1].freight)
    missing = {
        part.why for row in rows for part in row.parts if part.amount is None and part.kind in AMOUNTS and part.why
    }
    if covers[0] != covers[1]:
        yield voice.say("offices.coverage_differs", export=_cover(voice, covers[0]), other=_cover(voice, covers[1]))
    for why in sorted(missing):
        yield voice.say(f"offices.why.{why}")


def _freight(voice: Voice, row: OfficeGap, freight: Sequence[Decimal]) -> Inline:
    """Return what freight would come to in a year under the rates assumed, and the gap without it."""
    exported, gap = row.exported, row.gap
    if exported is None or gap is None:
        return ()
    rates = "–".join(numbers.number(plain(rate * 100), voice.lang) for rate in voice.results.case.freight)
    ends = ((freight[0], freight[-1]), (gap - freight[-1], gap - freight[0]))
    amounts = [" … ".join(_digits(voice, one) for one in pair) for pair in ends]
    year = Run(str(row.year), "date")
    pair = {"exporter": voice.country(row.exporter), "importer": voice.country(row.importer)}
    title = voice.say("offices.freight.title", None, year=year, rates=rates, **pair)
    first = (_amount(voice, exported), Run(f" × {rates}{NB}%{EQUALS}{amounts[0]}"))
    second = (Run(f"{_digits(voice, gap)}{MINUS}({amounts[0]}){EQUALS}{amounts[1]}"),)
    calculation = Calculation(f"office-freight-{row.exporter}-{row.year}", title, (first, second))
    unit = Run(f"{NB}{numbers.scale_unit(SCALE, UNIT, voice.lang)}")
    told = [(voice.derived(one, calculation), unit) for one in amounts]
    assumed = Run(rates, "name", ref=FILES)
    return voice.say("offices.freight", None, rates=assumed, year=year, freight=told[0], rest=told[1])


def _count(voice: Voice, things: int) -> Run:
    return Run(numbers.number(Decimal(things), voice.lang), "fig", ref=FILES)


def _cover(voice: Voice, coverage: str | None) -> str:
    return voice.code("coverages", coverage) if coverage else voice.word("coverage.unknown")


def _files(voice: Voice) -> Section:
    """Return the trade files of the case: what each gave, which totals agree, what was left out and why."""
    head = tuple(
        voice.say(f"offices.files.{name}") for name in ("file", "covers", "years", "rows", "flows", "totals", "left")
    )
    rows = tuple(TableRow(tuple(_file(voice, report))) for report in voice.results.loads)
    table = Table(voice.say("offices.files.caption"), head, rows, (3, 4))
    return Section("offices-files", voice.word("offices.files.title"), (table,))


def _file(voice: Voice, report: LoadReport) -> Iterator[Inline]:
    yield (Run(report.file, "name"), Run(f" · {voice.word(f'loading.layout.{report.layout}')}", "note"))
    yield text(_cover(voice, report.coverage or None))
    years = f"{report.years[0]}–{report.years[-1]}" if len(report.years) > 1 else "".join(map(str, report.years))
    yield (Run(years or "—", "date"),)
    yield (_count(voice, report.rows),)
    yield (_count(voice, report.kept),)
    held = sum(check.holds for check in report.checks)
    of = voice.say("offices.files.held", held=_count(voice, held), of=_count(voice, len(report.checks)))
    yield of if report.checks else text("—")
    left = [(Run(f"{voice.word(f'loading.dropped.{one.reason}')} "), _count(voice, one.rows)) for one in report.dropped]
    yield join(left, ", ") if left else text("—")
