"""The brief as a whole: its sections in reading order, then the annexes, calculations gathered from all of them."""

from __future__ import annotations

import msgspec

from karvon.brief import (
    agreements,
    annex,
    checks,
    commitments,
    front,
    goods,
    judged,
    offices,
    portfolio,
    projects,
    reading,
    sources,
    target,
)
from karvon.brief.blocks import Brief
from karvon.brief.lineage import Places, calculations, lineage, pages, places, rows_by_source
from karvon.brief.words import Voice
from karvon.model.results import Results

SECTIONS = (
    target.section,
    offices.section,
    portfolio.section,
    commitments.section,
    agreements.section,
    agreements.hubs,
    projects.section,
    goods.section,
    checks.section,
    sources.gaps,
    sources.assumptions,
    sources.sources,
)
OPTIONAL = (goods.section, offices.section)  # empty where the case has nothing of the kind
ANNEXES = (judged.section, reading.corrections, annex.documents, reading.legend, annex.rows)  # any may be empty
SECTION = "section:"
ARROW = "→"


class Composed(msgspec.Struct, frozen=True):
    """A brief ready to print: its sections, and the label and anchor of everything a ref leads to."""

    brief: Brief
    places: Places

    def anchor(self, ref: str) -> str:
        """Return the anchor of a ref; a section's anchor is its own id."""
        return ref.removeprefix(SECTION) if ref.startswith(SECTION) else self.places.anchors[ref]

    def label(self, ref: str) -> str:
        """Return the short label of a ref; a section is shown by an arrow."""
        return ARROW if ref.startswith(SECTION) else self.places.labels[ref]


def compose(results: Results, lang: str) -> Composed:
    """Return the brief of one run in one language."""
    voice = Voice(results, lineage(results), lang)
    brief = Brief(
        lang=lang,
        title=results.case.title_ru if lang == "ru" else results.case.title_en,
        subtitle=front.subtitle(voice),
        read=front.read(voice),
        front=front.front(voice),
        sections=tuple(one for section in SECTIONS if (one := section(voice)).blocks or section not in OPTIONAL),
        annexes=tuple(one for section in ANNEXES if (one := section(voice)).blocks),
    )
    found = calculations(brief)
    whole = msgspec.structs.replace(brief, annexes=(*brief.annexes, annex.calculated(voice, found)))
    numbered = {
        "page": pages(results),
        "row": [row.ref for _, rows in rows_by_source(results) for row in rows],
        "check": [check.id for check in checks.ordered(results.ledger.checks)],
        "calc": [calculation.id for calculation in found],
        "rule": reading.rules_used(voice),
        "assume": [code for code, _, _ in results.case.assumptions],
    }
    return Composed(whole, places(voice.lineage, results, numbered, lang))
