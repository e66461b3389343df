"""W3C Web Annotations: every claim as an annotation on the words it was read from."""

from __future__ import annotations

import json
from typing import Any

from karvon.brief.lineage import claims_of, lineage
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.results import Results
from karvon.model.vocabulary import by_code
from karvon.say import dates, numbers

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
Node = dict[str, Any]


def render(results: Results, lang: str) -> bytes:
    """Return every claim of one run as an annotation, in one AnnotationPage."""
    voice = Voice(results, lineage(results), lang)
    items = [
        _annotation(voice, document, claim)
        for document in results.documents
        for claim in claims_of(document, results.claims)
    ]
    page = {"@context": CONTEXT, "id": f"urn:karvon:annotations:{results.case.name}", "type": "AnnotationPage"}
    return (json.dumps({**page, "items": items}, ensure_ascii=False, indent=1) + "\n").encode()


def _annotation(voice: Voice, document: Document, claim: Claim) -> Node:
    """Return a claim on its place in the text: by its words with what stands around them, and by code points."""
    quote = {"type": "TextQuoteSelector", "exact": claim.quote, "prefix": claim.prefix, "suffix": claim.suffix}
    place = {"type": "TextPositionSelector", "start": claim.start, "end": claim.end}
    return {
        "id": f"urn:karvon:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"id": "urn:karvon", "type": "Software", "name": "Karvon"},
        "body": [
            {
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "language": voice.lang,
                "value": told(voice, claim),
            },
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": claim.kind},
        ],
        "target": {
            "source": _source(document),
            "selector": [quote, place],
        },
    }


def _source(document: Document) -> str:
    """Return the page whose words are marked; a summary has words of its own, not those of the page it tells of."""
    return document.url if document.url and not document.summary else f"urn:karvon:document:{document.id}"


def told(voice: Voice, claim: Claim) -> str:
    """Return a claim in a line of words: what is measured, of whom, how much, when, and who says so."""
    said = [
        voice.code("indicators", claim.indicator) if claim.indicator else _kind(voice, claim),
        _sides(voice, claim),
        _number(voice, claim),
        voice.code("statuses", claim.status) if claim.kind == "quantity" else "",
        dates.period(claim.period, voice.lang) if claim.period.start or claim.period.end else "",
        claim.speaker or "",
    ]
    return "; ".join(filter(None, said))


def _kind(voice: Voice, claim: Claim) -> str:
    return voice.word(f"claim.kind.{claim.kind}")


def _sides(voice: Voice, claim: Claim) -> str:
    sides = (claim.reporter, claim.partner) if claim.kind == "quantity" else claim.parties
    return " – ".join(voice.country(code) for code in sides if code)


def _number(voice: Voice, claim: Claim) -> str:
    if claim.value is None and claim.low is None and claim.high is None:
        return ""
    unit = claim.unit or ""
    if unit != "percent" and unit not in by_code("units") and len(unit) != 3:
        return claim.quote
    return numbers.quantity(claim.interval, unit, voice.lang, claim.bound or "eq", claim.change or "level")
