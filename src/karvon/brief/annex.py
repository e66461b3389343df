"""The annexes: every document with its claims marked, every row that was used, every calculation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from karvon.brief import reading
from karvon.brief.blocks import (
    Block,
    Calculation,
    Inline,
    Mark,
    MarkedText,
    Paragraph,
    Run,
    Section,
    Table,
    TableRow,
    join,
    text,
    words,
)
from karvon.brief.lineage import claims_of, rows_by_source
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.model.dates import Span, partial
from karvon.model.document import Document
from karvon.model.row import Row
from karvon.model.vocabulary import Entry, tables
from karvon.model.vocabulary import table as vocabulary

SOURCE_COLUMNS = ("id", "outlet", "source_url", "source_date")
FIGURES = "indicator_values"


def documents(voice: Voice) -> Section:
    """Return the annex of documents: each text in full, every claim marked in its place."""
    numbered = {code: number for number, code in enumerate(reading.rules_used(voice), 1)}
    parts = tuple(_document(voice, document, numbered) for document in voice.results.documents)
    lead = voice.say("annex.documents.lead" if parts else "annex.documents.none")
    note = (*lead, Run(" "), *voice.say("reading.note", title=_rules_title(voice))) if numbered else lead
    return Section("documents", voice.word("annex.documents.title"), (Paragraph(note),), parts)


def _rules_title(voice: Voice) -> Run:
    return Run(voice.word("rules.title"), "name", ref="section:rules")


def _document(voice: Voice, document: Document, numbered: Mapping[str, int]) -> Section:
    claims = claims_of(document, voice.results.claims)
    address = voice.address(document.url) if document.url else ()
    meta = join(
        [
            voice.publisher(document.outlet),
            (voice.short(document.published),) if document.published != Span() else (),
            text(voice.word("document.summary" if document.summary else "document.original")),
            (Run(document.file, "name"),),
            address,
        ],
        " · ",
    )
    body = MarkedText(document.language, marked(document.text, claims))
    return Section(
        f"doc-{document.id}",
        document.title or document.file,
        (Paragraph(meta, "note"), body, *reading.details(voice, document, numbered)),
        anchor=f"doc:{document.id}",
    )


def marked(whole: str, claims: Sequence[Claim]) -> tuple[str | Mark, ...]:
    """Return a text with a mark around every quote; quotes that cross are cut where the first of them ends."""
    spans = [(claim.start, claim.end, claim.id) for claim in claims]
    return _nested(whole, 0, len(whole), spans)


def _nested(whole: str, start: int, end: int, spans: list[tuple[int, int, str]]) -> tuple[str | Mark, ...]:
    pieces: list[str | Mark] = []
    place = start
    rest = sorted(spans, key=lambda span: (span[0], -span[1], span[2]))
    while rest:
        (first, last, claim), *rest = rest
        inside = [(low, min(high, last), name) for low, high, name in rest if low < last]
        rest = [span for span in rest if span[0] >= last]
        pieces += [whole[place:first], Mark(claim, _nested(whole, first, last, inside))]
        place = last
    pieces.append(whole[place:end])
    return tuple(piece for piece in pieces if piece)


def rows(voice: Voice) -> Section:
    """Return the annex of rows: what the registry holds, under the page that each row was taken from."""
    title = voice.word("annex.rows.title")
    lines: list[TableRow] = []
    for page, held in rows_by_source(voice.results):
        lines.append(TableRow((source(voice, page),)))
        lines += [TableRow(_row(voice, row), f"row:{row.ref}") for row in held]
    if not lines:
        return Section("rows", title, (Paragraph(voice.say("annex.rows.none")),))
    head = (voice.say("column.label"), voice.say("column.content"))
    total = len(voice.results.rows)
    caption = voice.say("annex.rows.caption", {"n": total}, n=voice.count(total, "section:rows"))
    table = Table(caption, head, tuple(lines), tone="register")
    return Section("rows", title, (Paragraph(voice.say("annex.rows.lead")), table))


def _row(voice: Voice, row: Row) -> tuple[Inline, ...]:
    content = _figure_row(voice, row) if row.table == FIGURES else _cells(voice, row)
    return ((Run("", "label", ref=f"row:{row.ref}"),), content)


def _figure_row(voice: Voice, row: Row) -> Inline:
    """Return a row of figures in words: what, of whom, how much, when, and how sure."""
    figure = voice.lineage.figures.get(row.ref)
    if figure is None:
        return _cells(voice, row)
    held = filter(
        None,
        (
            words(voice.subject(figure.subject)) if figure.subject else "",
            " → ".join(filter(None, (voice.country(figure.reporter), voice.country(figure.partner)))),
            voice.country(figure.territory),
            voice.code("sectors", figure.sector),
            voice.code("stages", figure.stage if figure.stage != "all" else None),
            voice.period(figure.period).text if figure.period.start or figure.period.end else "",
            voice.code("statuses", figure.status if figure.status != "actual" else None),
            voice.code("coverages", figure.coverage),
        ),
    )
    indicator = voice.code("indicators", figure.indicator)
    said = f"{indicator} — {voice.figure(figure).text}; {'; '.join(held)} "
    return (Run(said, "name"), *_written(row))


def _written(row: Row) -> Inline:
    """Return the cell as it is kept, so that the figure can be compared with its file."""
    scale = row.get("scale") or "unit"
    kept = " ".join(filter(None, (row.get("value"), "" if scale == "unit" else scale, row.get("unit"))))
    dataset = row.get("dataset")
    return (Run(f"[{kept}{'; ' + dataset if dataset else ''}]", "quote"),)


def _cells(voice: Voice, row: Row) -> Inline:
    """Return the filled cells of a row in words, those of the other language left out."""
    other = "_en" if voice.lang == "ru" else "_ru"
    shown = [
        _cell(voice, column, written)
        for column in tables()[row.table]
        if column["column"] not in SOURCE_COLUMNS and not column["column"].endswith(other)
        if (written := row.get(column["column"]))
    ]
    return (Run(f"{_capital(voice.word(f'table.{row.table}'))}: "), *join(shown, "; "))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _cell(voice: Voice, column: Entry, written: str) -> Inline:
    """Return one cell in words: codes, dates, countries and references by their names."""
    if column["type"] == "date":
        return (voice.short(partial(written)),)
    if column["type"] == "code" and column["vocabulary"] not in _bare():
        return text(voice.code(column["vocabulary"], written))
    if column["column"] in ("party", "parties", "territory", "neighbour", "side"):
        return text(", ".join(voice.country(code.strip()) for code in written.split(";")))
    return (Run(words(voice.subject(written)) or written, "name"),)


@cache
def _bare() -> frozenset[str]:
    """Return the vocabularies that are lists of codes without names."""
    return frozenset(row["vocabulary"] for row in vocabulary("terms"))


def source(voice: Voice, page: tuple[str, str, str]) -> Inline:
    """Return who published a page, when, and its address."""
    outlet, dated, url = page
    named = voice.publisher(outlet)
    day: Inline = (voice.short(partial(dated)),) if dated else text(voice.word("source.undated"))
    if not (outlet or url):
        return text(voice.word("source.own"))
    return join([named, day, voice.address(url)])


def calculated(voice: Voice, found: Iterable[Calculation]) -> Section:
    """Return the annex of calculations, each with its arithmetic."""
    lines = tuple(TableRow(_calculation(one), f"calc:{one.id}") for one in found)
    head = (voice.say("column.label"), voice.say("column.calculation"), voice.say("column.arithmetic"))
    title = voice.word("annex.calculations.title")
    blocks: tuple[Block, ...] = (Paragraph(voice.say("annex.calculations.lead")),)
    if lines:
        blocks = (*blocks, Table(voice.say("annex.calculations.caption"), head, lines, tone="calculations"))
    return Section("calculations", title, blocks)


def _calculation(one: Calculation) -> tuple[Inline, ...]:
    return ((Run("", "label", ref=f"calc:{one.id}"),), one.title, join(one.lines, "; "))
