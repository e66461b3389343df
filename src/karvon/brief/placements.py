"""Undated documents placed in time: the days they can be from, the evidence, and what the registry says instead."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from karvon.brief.blocks import Block, Inline, Items, Paragraph, Run, join, words
from karvon.brief.words import Voice
from karvon.model.dates import Span, partial
from karvon.model.document import Document
from karvon.model.ledger import Bracket, Placement
from karvon.reconcile.rules import brackets
from karvon.say import dates


def title_of(voice: Voice, document: Document) -> Run:
    """Return a document's title, or its file name where it has none, linked to its text."""
    name = document.title or words(voice.publisher(document.outlet)) or document.file
    return Run(name, "name", ref=f"doc:{document.id}", lang=document.language if document.title else None)


def placed(voice: Voice, placement: Placement) -> tuple[Block, ...]:
    """Return how an undated document was placed: what is proved, what is likely, the registry's date, the evidence."""
    document = voice.lineage.documents[placement.document]
    said = voice.say(
        "placement.sentence" if placement.likely != placement.proved else "placement.proved_only",
        document=title_of(voice, document),
        proved=voice.between(placement.proved),
        likely=voice.between(placement.likely),
    )
    days, refs = registered(voice, document)
    dated = (
        voice.say("placement.registry", days=_days(voice, days), where=where(voice, placement, days)) if days else ()
    )
    lines = (*(evidence(voice, bracket) for bracket in placement.evidence), *_dated(voice, placement))
    beside: Inline = (Run(" "), *dated, Run(" "), *voice.cites(refs)) if dated else ()
    return (Paragraph((*said, Run(" "), voice.cite(f"doc:{document.id}"), *beside)), Items(lines))


def _dated(voice: Voice, placement: Placement) -> Iterable[Inline]:
    """Yield what the words that tell a year by the day of the document come to, each once."""
    told: dict[tuple[str, str], list[str]] = {}
    for one in placement.dated:
        words_of_it = voice.lineage.claims[one.claim].period.text or ""
        told.setdefault((words_of_it, str(one.span.first.year if one.span.first else "")), []).append(one.claim)
    for (said, year), names in told.items():
        refs = voice.cites(voice.lineage.ref(name) for name in names)
        line = voice.say("placement.dated", words=said, year=Run(year, "date"))
        yield (*line, Run(" "), *refs)


def sentence(voice: Voice, placement: Placement) -> Inline:
    """Return the placement as one finding, with the registry's date where it has one."""
    document = voice.lineage.documents[placement.document]
    told = voice.say(
        "finding.placement.likely" if placement.likely != placement.proved else "finding.placement.proved",
        document=title_of(voice, document),
        proved=voice.between(placement.proved),
        likely=voice.between(placement.likely),
    )
    days, _ = registered(voice, document)
    if not days:
        return told
    beside = where(voice, placement, days)
    return voice.say("finding.placement.registry", sentence=told, days=_days(voice, days), where=beside)


def registered(voice: Voice, document: Document) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """Return the days to which rows of the document's own address are dated, and those rows."""
    own = [row for row in voice.results.rows if document.url and _page(row.get("source_url")) == _page(document.url)]
    dated = {row.ref: row.get("source_date") for row in own if row.get("source_date")}
    days = tuple(partial(day) for day in sorted({day for day in dated.values() if day}))
    first = [next(ref for ref, day in dated.items() if day and partial(day) == span) for span in days]
    return days, tuple(f"row:{ref}" for ref in first)


def where(voice: Voice, placement: Placement, days: Iterable[Span]) -> str:
    """Return where the registry's days lie against the interval that was found without them."""
    held = tuple(days)
    if all(_inside(day, placement.likely) for day in held):
        return voice.word("placement.inside")
    if all(_inside(day, placement.proved) for day in held):
        return voice.word("placement.within_proved")
    touching = any(_meets(day, placement.proved) for day in held)
    return voice.word("placement.partly" if touching else "placement.outside")


def evidence(voice: Voice, bracket: Bracket) -> Inline:
    """Return one piece of evidence on a date as a sentence, with what it rests on."""
    template = brackets()[bracket.code][voice.lang]
    span = bracket.span
    said = template.format(
        first=dates.day(span.first, voice.lang) if span.first else "",
        last=dates.day(span.last, voice.lang) if span.last else "",
        count=len(bracket.refs),
    )
    strength = voice.word("evidence.proves" if bracket.proves else "evidence.suggests")
    return (Run(f"{said} ", "note"), Run(strength, "strong"), Run(" "), *voice.cites(_known(voice, bracket.refs)))


def _known(voice: Voice, refs: tuple[str, ...]) -> Iterable[str]:
    lineage = voice.lineage
    return (lineage.ref(name) for name in refs if name in lineage.claims or name in lineage.rows)


def _days(voice: Voice, days: Iterable[Span]) -> Inline:
    return join([(voice.span(day),) for day in days])


def _page(address: str | None) -> tuple[str, str, str]:
    """Return what tells one page from another: an address without its scheme, "www." and last slash."""
    parts = urlsplit(address or "")
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query


def _inside(day: Span, interval: Span) -> bool:
    """Say whether all of a stretch of days lies in an interval; an interval without an end has none there."""
    starts = interval.first is None or (day.first is not None and day.first >= interval.first)
    return starts and (interval.last is None or (day.last is not None and day.last <= interval.last))


def _meets(day: Span, interval: Span) -> bool:
    starts = interval.last is None or day.first is None or day.first <= interval.last
    return starts and (interval.first is None or day.last is None or day.last >= interval.first)
