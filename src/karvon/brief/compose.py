"""The brief as a whole: its sections in reading order, then the annexes, calculations gathered from all of them."""

from __future__ import annotations

import msgspec

from karvon.brief import agreements, annex, checks, commitments, front, portfolio, projects, sources, target
from karvon.brief.blocks import Brief
from karvon.brief.lineage import calculations, labels, lineage
from karvon.brief.words import Voice
from karvon.model.results import Results

SECTIONS = (
    target.section,
    portfolio.section,
    commitments.section,
    agreements.section,
    agreements.hubs,
    projects.section,
    checks.section,
    sources.gaps,
    sources.assumptions,
    sources.sources,
)
ANNEXES = (annex.documents, annex.rows)


class Composed(msgspec.Struct, frozen=True):
    """A brief ready to print: its voice, its sections, and the short label of everything a ref leads to."""

    voice: Voice
    brief: Brief
    labels: dict[str, str]


def compose(results: Results, lang: str) -> Composed:
    """Return the brief of one run in one language."""
    voice = Voice(results, lineage(results), lang)
    brief = Brief(
        lang=lang,
        title=results.case.title_ru if lang == "ru" else results.case.title_en,
        subtitle=front.subtitle(voice),
        read=front.read(voice),
        front=front.front(voice),
        sections=tuple(section(voice) for section in SECTIONS),
        annexes=tuple(section(voice) for section in ANNEXES),
    )
    found = calculations(brief)
    whole = msgspec.structs.replace(brief, annexes=(*brief.annexes, annex.calculated(voice, found)))
    return Composed(voice, whole, labels(results, found, lang))
