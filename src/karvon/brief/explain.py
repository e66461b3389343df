"""A document explained: its text sentence by sentence, every claim marked and told, each slot with its rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from karvon.brief import reading
from karvon.brief.annex import marked
from karvon.brief.blocks import Block, Brief, Details, Inline, Mark, MarkedText, Paragraph, Run, Section, join, text
from karvon.brief.compose import Composed
from karvon.brief.html import written
from karvon.brief.lineage import claims_of, lineage, places
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.model.dates import Span
from karvon.model.document import Document, Finding, Reading
from karvon.model.ledger import Ledger
from karvon.model.measures import Measures
from karvon.model.results import CaseInfo, Results
from karvon.read.layout import lay_out
from karvon.read.normal import view
from karvon.read.sentences import split
from karvon.say.findings import finding

FILES = 3
NOWHEN = dt.date(1, 1, 1)  # a reading outside a case knows no day


class Stretch(msgspec.Struct, frozen=True):
    """A sentence or line of a document at [start, end) with the claims that begin in it."""

    start: int
    end: int
    claims: tuple[Claim, ...]


def alone(readings: Sequence[Reading]) -> Results:
    """Return readings outside any case as results: documents and claims, and nothing they were compared with."""
    info = CaseInfo(name="", title_ru="", title_en="", countries=("", ""), as_of=NOWHEN, collected=NOWHEN)
    return Results(
        case=info,
        documents=tuple(one.document for one in readings if one.document),
        claims=tuple(claim for one in readings for claim in one.claims),
        rows=(),
        ledger=Ledger(figures=(), facts=(), checks=(), promises=(), placements=()),
        measures=Measures(series=(), gaps=(), needs=()),
        findings=tuple(found for one in readings for found in one.findings),
    )


def only(results: Results, chosen: Sequence[str], claims: Sequence[str], kinds: Sequence[str]) -> Results:
    """Return the results with these documents, and of their claims those of an id or kind (all when none is named)."""
    documents = tuple(one for one in results.documents if not chosen or one.file in chosen)
    files = {one.file for one in documents}
    kept = tuple(
        one
        for one in results.claims
        if one.document in files
        and (not claims or any(one.id.startswith(name) for name in claims))
        and (not kinds or one.kind in kinds)
    )
    made = tuple(one for one in results.corrections if one.document in files)
    return msgspec.structs.replace(results, documents=documents, claims=kept, corrections=made)


def stretches(document: Document, claims: Sequence[Claim]) -> tuple[Stretch, ...]:
    """Return the sentences of a document, and the lines outside its body; a claim is never cut in two."""
    plain = view(document.text)
    cut = split(plain.text, lay_out(plain.text).paragraphs)
    spans = [(plain.original(one.start), plain.original(one.end - 1) + 1) for one in cut]
    whole = _joined(_with_lines(document.text, spans), claims)
    return tuple(Stretch(*span, tuple(one for one in claims if span[0] <= one.start < span[1])) for span in whole)


def _with_lines(whole: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans with the lines of the text between them that are not empty."""
    found: list[tuple[int, int]] = []
    place = 0
    for start, end in (*spans, (len(whole), len(whole))):
        for line in whole[place:start].splitlines(keepends=True):
            if line.strip():
                found.append((place, place + len(line.rstrip())))
            place += len(line)
        if end > start:
            found.append((start, end))
        place = max(place, end)
    return found


def _joined(spans: Sequence[tuple[int, int]], claims: Sequence[Claim]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and any(one.start < start < one.end for one in claims):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def marks_in(document: Document, stretch: Stretch) -> tuple[str | Mark, ...]:
    """Return the words of a stretch with its claims marked."""
    words = document.text[stretch.start : stretch.end]
    moved = [
        msgspec.structs.replace(one, start=one.start - stretch.start, end=min(one.end, stretch.end) - stretch.start)
        for one in stretch.claims
    ]
    return marked(words, moved)


def render(results: Results, lang: str, depth: str = "claims") -> str:
    """Return the documents explained as one page; the slots lie open at the depth "rules", folded otherwise."""
    voice = Voice(results, lineage(results), lang)
    sections = tuple(_document(voice, document, depth) for document in results.documents)
    corrections = reading.corrections(voice)
    nothing = Section("none", title(voice), (Paragraph(voice.say("explain.none")),))
    first, *rest = (*sections, corrections) if corrections.blocks else sections or (nothing,)
    brief = Brief(
        lang=lang,
        title=title(voice),
        subtitle=voice.say(
            "explain.read",
            {"documents": len(results.documents), "claims": len(results.claims)},
            documents=str(len(results.documents)),
            claims=str(len(results.claims)),
        ),
        read=voice.say("explain.lead"),
        front=first,
        sections=tuple(rest),
        annexes=(),
        kicker="explain.kicker",
        footer="explain.footer",
    )
    return written(Composed(brief, places(voice.lineage, results, {}, lang)))


def title(voice: Voice) -> str:
    """Return the title: the first files by name, and how many more there are."""
    files = [document.file for document in voice.results.documents]
    more = [voice.word("explain.more", n=len(files) - FILES)] if len(files) > FILES else []
    return voice.word("explain.title", files=", ".join(files[:FILES]) + "".join(f" {one}" for one in more))


def about(voice: Voice, document: Document) -> Inline:
    """Return what is known of a document: language, day and how it is known, outlet, and how many claims it has."""
    known = document.published != Span()
    day = (voice.short(document.published), Run(f" ({voice.word(f'dated_by.{document.dated_by}')})"))
    undated = text(voice.word(f"dated_by.{document.dated_by}"))
    outlet = voice.publisher(document.outlet)
    return join([text(document.language), day if known else undated, outlet], " · ")


def _document(voice: Voice, document: Document, depth: str) -> Section:
    claims = claims_of(document, voice.results.claims)
    blocks: list[Block] = [Paragraph(about(voice, document), "note"), *_troubles(voice, document)]
    if not claims:
        blocks.append(Paragraph(voice.say("explain.none"), "note"))
    for stretch in stretches(document, claims):
        blocks.append(MarkedText(document.language, marks_in(document, stretch)))
        blocks += [_claim(voice, claim, depth) for claim in stretch.claims]
    return Section(f"doc-{document.id}", document.file, tuple(blocks), anchor=f"doc:{document.id}")


def _claim(voice: Voice, claim: Claim, depth: str) -> Details:
    summary = (voice.cite(f"claim:{claim.id}"), Run(" "), *reading.line(voice, claim))
    number = Paragraph(voice.say("explain.id", id=claim.id), "note")
    return Details(summary, (reading.slot_table(voice, claim), number), opened=depth == "rules")


def _troubles(voice: Voice, document: Document) -> list[Block]:
    return [Paragraph(text(line), "note") for line in troubles(voice.results.findings, document, voice.lang)]


def troubles(findings: Sequence[Finding], document: Document, lang: str) -> list[str]:
    """Return the findings about a document in words."""
    return [finding(one, lang) for one in findings if one.file == document.file]
