"""W3C Web Annotations: every claim as an annotation on the words it was read from."""

from __future__ import annotations

import json
from typing import Any

from karvon.brief.blocks import words
from karvon.brief.lineage import claims_of, lineage
from karvon.brief.reading import line
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.results import Results

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
                "value": words(line(voice, claim)),
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
