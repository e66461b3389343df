"""schema.org JSON-LD: a Claim for every claim that a check weighs, a ClaimReview for every check.

A review says how figures agree, not which of them is true: its rating carries the verdict as `alternateName` and the
arithmetic as `ratingExplanation`, and no number of stars.
"""

from __future__ import annotations

import json
from typing import Any

from karvon.brief.exports.tables import Told, checks, first_day, members, said
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.results import Results
from karvon.model.row import Row

CONTEXT = "https://schema.org"
Node = dict[str, Any]


def render(results: Results, lang: str) -> bytes:
    """Return every check of one run as a ClaimReview in one JSON-LD graph, with the claims it weighs."""
    voice = Voice(results, lineage(results), lang)
    told = list(checks(voice))
    weighed = dict.fromkeys(name for one in told for _, name in members(one.check))
    nodes = [_item(voice, name) for name in weighed] + [_review(voice, one) for one in told]
    graph = {"@context": CONTEXT, "@graph": nodes}
    return (json.dumps(graph, ensure_ascii=False, indent=1) + "\n").encode()


def _review(voice: Voice, told: Told) -> Node:
    case = voice.results.case
    verdict = voice.code("verdicts", told.check.verdict)
    return _filled({
        "@type": "ClaimReview",
        "@id": f"urn:karvon:check:{told.check.id}",
        "name": told.rule,
        "inLanguage": voice.lang,
        "datePublished": case.as_of.isoformat(),
        "author": {"@type": "SoftwareApplication", "name": "Karvon", "applicationCategory": "BusinessApplication"},
        "claimReviewed": told.about,
        "reviewBody": " ".join(filter(None, (told.arithmetic, told.causes, told.judged))),
        "itemReviewed": [{"@id": _id(name)} for _, name in members(told.check)],
        "reviewRating": {"@type": "Rating", "alternateName": verdict, "ratingExplanation": told.arithmetic},
    })  # fmt: skip


def _id(name: str) -> str:
    return f"urn:karvon:claim:{name}"


def _item(voice: Voice, name: str) -> Node:
    """Return what a check weighs as a Claim: words of a document, or a row of the registry."""
    claim = voice.lineage.claims.get(name)
    if claim is not None:
        return _claim(voice, claim)
    row = voice.lineage.rows.get(name)
    return _filled({
        "@type": "Claim",
        "@id": _id(name),
        "text": said(voice, name),
        "inLanguage": voice.lang,
        "appearance": _page(row) if row is not None else None,
    })  # fmt: skip


def _claim(voice: Voice, claim: Claim) -> Node:
    document = voice.lineage.document_of(claim)
    author = {"@type": "Person", "name": claim.speaker, "jobTitle": claim.role} if claim.speaker else None
    return _filled({
        "@type": "Claim",
        "@id": _id(claim.id),
        "text": claim.quote,
        "inLanguage": document.language,
        "author": _filled(author) if author else None,
        "appearance": _work(document),
    })  # fmt: skip


def _work(document: Document) -> Node:
    publisher = {"@type": "Organization", "name": document.outlet} if document.outlet else None
    return _filled({
        "@type": "CreativeWork",
        "@id": f"urn:karvon:document:{document.id}",
        "name": document.title or document.file,
        "url": None if document.summary else document.url,
        "isBasedOn": document.url if document.summary else None,
        "inLanguage": document.language,
        "datePublished": first_day(document.published),
        "publisher": publisher,
    })  # fmt: skip


def _page(row: Row) -> Node | None:
    """Return the page a row of the registry was taken from."""
    url, outlet = row.get("source_url"), row.get("outlet")
    if url is None and outlet is None:
        return None
    publisher = {"@type": "Organization", "name": outlet} if outlet else None
    web = url if url and url.startswith(("https://", "http://")) else None
    return _filled(
        {"@type": "CreativeWork", "url": web, "datePublished": row.get("source_date"), "publisher": publisher}
    )


def _filled(node: Node) -> Node:
    """Return a node without its empty properties."""
    return {name: value for name, value in node.items() if value not in (None, "", [])}
