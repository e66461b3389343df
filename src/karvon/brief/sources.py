"""What the brief cannot say, what it rests on, and everything it was made from: gaps, assumptions, sources."""

from __future__ import annotations

from collections.abc import Iterable

from karvon.brief import amiss, arithmetic, placements
from karvon.brief.blocks import Block, Inline, Items, Paragraph, Run, Section, Table, TableRow, text
from karvon.brief.lineage import claims_of, page_name, rows_by_source
from karvon.brief.target import coverage, turnover
from karvon.brief.words import Voice
from karvon.model.dates import Span, partial
from karvon.model.document import Document
from karvon.model.products import Goods
from karvon.model.row import Row


def gaps(voice: Voice) -> Section:
    """Return the section on gaps: what is missing, undated or unread, and how undated documents were placed."""
    lines = tuple(line for line in _missing(voice) if line)
    placed = tuple(placements.placed(voice, placement) for placement in voice.results.ledger.placements)
    parts = (
        Section("placements", voice.word("placements.title"), tuple(block for blocks in placed for block in blocks)),
        Section("input", voice.word("input.title"), _input(voice)),
    )
    blocks: tuple[Block, ...] = (Items(lines),) if lines else ()
    return Section("gaps", voice.word("gaps.title"), blocks, tuple(part for part in parts if part.blocks))


def _missing(voice: Voice) -> Iterable[Inline]:
    """Yield one sentence for every kind of gap the material has."""
    for series in turnover(voice):
        last = series.points[-1].year
        if voice.results.case.as_of.year - 1 > last:
            yield voice.say(
                "gaps.series",
                reporter=voice.reporter(series.reporter),
                last=Run(str(last), "date"),
                next=Run(str(last + 1), "date"),
                coverage=coverage(voice, series),
            )
    if voice.results.goods == Goods():  # else the section on goods says so
        yield voice.say("gaps.goods")
    documents = voice.results.documents
    summaries = tuple(f"doc:{document.id}" for document in documents if document.summary)
    yield _counted(voice, "gaps.summaries", "summaries", summaries)
    undated = tuple(f"doc:{document.id}" for document in documents if _undated(document))
    yield _counted(voice, "gaps.undated_documents", "undated-documents", undated)
    rows = voice.results.rows
    yield _counted(voice, "gaps.undated_rows", "undated-rows", tuple(_refs(rows, "source_date")))
    yield _counted(voice, "gaps.no_address", "no-address", tuple(_refs(rows, "source_url")))
    yield _counted(voice, "gaps.no_voice", "no-voice", _voiceless(voice))
    yield _counted(voice, "gaps.no_cost", "no-cost", _unpriced(voice))


def _counted(voice: Voice, key: str, name: str, refs: tuple[str, ...]) -> Inline:
    if not refs:
        return ()
    total = arithmetic.listed(voice, name, voice.say(f"calc.{name}"), refs)
    return voice.say(key, {"n": len(refs)}, n=total)


def _undated(document: Document) -> bool:
    return None in (document.published.first, document.published.last) or document.dated_by == "bracketed"


def _refs(rows: Iterable[Row], column: str) -> Iterable[str]:
    """Yield the rows that come from a source and leave this column of it empty."""
    return (f"row:{row.ref}" for row in rows if row.get("outlet") and row.get(column) is None)


def _voiceless(voice: Voice) -> tuple[str, ...]:
    figures = voice.results.ledger.figures
    return tuple(voice.lineage.ref(one.id) for one in figures if one.side is None and one.role is None)


def _unpriced(voice: Voice) -> tuple[str, ...]:
    priced = {one.subject for one in voice.results.ledger.figures if one.indicator == "project_value"}
    return tuple(f"row:{row.ref}" for row in voice.rows("projects") if row.id not in priced)


def _input(voice: Voice) -> tuple[Block, ...]:
    lines = tuple((Run(line, "name"),) for line in amiss.told(voice))
    if not lines:
        return (Paragraph(voice.say("input.none")),)
    return (Paragraph(voice.say("input.lead")), Items(lines))


def assumptions(voice: Voice) -> Section:
    """Return the named assumptions that results rest on."""
    known = voice.results.case.assumptions
    title = voice.word("assumptions.title")
    if not known:
        return Section("assumptions", title, (Paragraph(voice.say("assumptions.none")),))
    rows = tuple(
        TableRow(
            ((Run("", "label", ref=f"assume:{code}"),), (Run(ru if voice.lang == "ru" else en, "name"),)),
            f"assume:{code}",
        )
        for code, ru, en in known
    )
    head = (voice.say("column.label"), voice.say("column.assumption"))
    return Section("assumptions", title, (Table(voice.say("assumptions.caption"), head, rows),))


def sources(voice: Voice) -> Section:
    """Return the section on sources: the documents that were read, and every address behind the rows."""
    documents = tuple(TableRow(_document(voice, one), f"page:{one.id}") for one in voice.results.documents)
    addresses = tuple(_addresses(voice))
    named = ("label", "document", "outlet", "published", "dated_by", "claims", "address")
    pages = ("outlet", "published", "address", "rows")
    tables = (
        Table(voice.say("sources.documents.caption"), _head(voice, named), documents, (5,)),
        Table(voice.say("sources.addresses.caption"), _head(voice, pages), addresses, (3,)),
    )
    return Section("sources", voice.word("sources.title"), tuple(table for table in tables if table.rows))


def _head(voice: Voice, names: tuple[str, ...]) -> tuple[Inline, ...]:
    return tuple(voice.say(f"column.{name}") for name in names)


def _document(voice: Voice, document: Document) -> tuple[Inline, ...]:
    claims = claims_of(document, voice.results.claims)
    return (
        (voice.cite(f"doc:{document.id}"),),
        (placements.title_of(voice, document),),
        voice.publisher(document.outlet) or text("—"),
        (voice.short(document.published),),
        text(voice.word(f"dated_by.{document.dated_by}")),
        (voice.count(len(claims), f"doc:{document.id}"),),
        voice.address(document.url, f"page:{document.id}"),
    )


def _addresses(voice: Voice) -> Iterable[TableRow]:
    """Yield each page behind the rows once: its outlet, date and address, and how many rows were taken from it."""
    for page, rows in rows_by_source(voice.results):
        outlet, dated, url = page
        if outlet or url:
            day = (voice.short(partial(dated) if dated else Span()),)
            count, own = (voice.count(len(rows), f"row:{rows[0].ref}"),), f"page:{page_name(page)}"
            yield TableRow((voice.publisher(outlet) or text("—"), day, voice.address(url, own), count), own)
