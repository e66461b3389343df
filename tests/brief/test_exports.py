"""Every export is read back by a reader that is not ours: calamine, pysdmx, a JSON-LD processor, an RDF store."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from pysdmx.io import read_sdmx
from python_calamine import CalamineWorkbook
from rdflib import RDF, Graph, Namespace, URIRef

from karvon.brief.exports import FORMATS, export
from karvon.brief.exports.sdmx import observed, time_period
from karvon.model.results import Results

SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
AS = Namespace("http://www.w3.org/ns/activitystreams#")
# The part of the Web Annotation vocabulary (W3C, 2017) that the export uses, as its context maps it.
ANNOTATION_TERMS = {
    "oa": str(OA),
    "as": str(AS),
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "Software": "as:Application",
    "describing": "oa:describing",
    "tagging": "oa:tagging",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
    "value": "rdf:value",
    "format": "dc:format",
    "language": "dc:language",
    "name": "http://xmlns.com/foaf/0.1/name",
}
CONTEXTS = {
    "https://schema.org": {"@vocab": str(SCHEMA)},
    "http://www.w3.org/ns/anno.jsonld": ANNOTATION_TERMS,
}


def offline(url: str, _options: Any) -> dict[str, Any]:
    """Return the context a document names, from this file: tests reach no network."""
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXTS[url]}}


def graph_of(content: bytes) -> Graph:
    """Return a JSON-LD file as RDF, every term of it taken from the context that it names."""
    triples = jsonld.to_rdf(
        json.loads(content), {"format": "application/n-quads", "documentLoader": offline, "safe": True}
    )
    graph = Graph()
    graph.parse(data=triples, format="nt")
    return graph


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_same_ledger_gives_the_same_bytes(results: Results, form: str, lang: str) -> None:
    assert export(results, form, lang) == export(results, form, lang)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_workbook_holds_every_check_fact_and_figure(results: Results, lang: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(export(results, "xlsx", lang)))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    assert all(all(heading for heading in sheet[0]) for sheet in sheets)
    checks, facts, figures = sheets[1], sheets[3], sheets[4]
    assert {row[0] for row in checks[1:]} == {check.id for check in results.ledger.checks}
    assert {row[0] for row in facts[1:]} == {fact.id for fact in results.ledger.facts}
    written = {row[0]: row for row in figures[1:]}
    value = figures[0].index({"ru": "Значение", "en": "Value"}[lang])
    for figure in results.ledger.figures:
        if figure.number.value is not None:
            assert written[figure.id][value] == pytest.approx(float(figure.number.value), rel=1e-15)


def test_no_cell_of_the_workbook_is_a_formula(results: Results) -> None:
    with zipfile.ZipFile(io.BytesIO(export(results, "xlsx", "ru"))) as archive:
        pages = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert len(pages) == 7
    assert not any(b"<f>" in page for page in pages)


def test_an_sdmx_reader_finds_every_dated_figure(results: Results, tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_bytes(export(results, "sdmx-csv", "en"))
    message = read_sdmx(path, validate=False)
    assert message.data is not None
    dataset: Any = message.data[0]
    read = {row["SOURCE_ID"]: row for row in dataset.data.to_dict("records")}
    expected = {figure.id: figure for figure in observed(results)}
    assert len(expected) > 5
    assert set(read) == set(expected)
    for name, figure in expected.items():
        assert float(read[name]["OBS_VALUE"]) == float(figure.number.value or 0)
        assert read[name]["INDICATOR"] == figure.indicator
        assert str(read[name]["TIME_PERIOD"]) == time_period(figure.period)


def test_every_check_is_a_claim_review_of_claims_in_the_same_file(results: Results) -> None:
    graph = graph_of(export(results, "claimreview", "en"))
    reviews = set(graph.subjects(RDF.type, SCHEMA.ClaimReview))
    assert reviews == {URIRef(f"urn:karvon:check:{check.id}") for check in results.ledger.checks}
    claims = set(graph.subjects(RDF.type, SCHEMA.Claim))
    for review in reviews:
        reviewed = set(graph.objects(review, SCHEMA.itemReviewed))
        assert reviewed
        assert reviewed <= claims
        (rating,) = graph.objects(review, SCHEMA.reviewRating)
        assert str(graph.value(rating, SCHEMA.alternateName))
    assert all(graph.value(claim, SCHEMA.text) for claim in claims)


def test_every_annotation_selects_its_words_in_its_document(results: Results) -> None:
    graph = graph_of(export(results, "annotations", "ru"))
    annotations = set(graph.subjects(RDF.type, OA.Annotation))
    assert annotations == {URIRef(f"urn:karvon:claim:{claim.id}") for claim in results.claims}
    texts = {source(document): document.text for document in results.documents}
    for annotation in annotations:
        target = graph.value(annotation, OA.hasTarget)
        text = texts[str(graph.value(target, OA.hasSource))]
        quote, place = (
            next(one for one in graph.objects(target, OA.hasSelector) if (one, RDF.type, kind) in graph)
            for kind in (OA.TextQuoteSelector, OA.TextPositionSelector)
        )
        exact = str(graph.value(quote, OA.exact))
        start, end = (int(str(graph.value(place, slot))) for slot in (OA.start, OA.end))
        assert text[start:end] == exact
        around = "".join(str(graph.value(quote, slot) or "") for slot in (OA.prefix, OA.exact, OA.suffix))
        assert around in text


def source(document: Any) -> str:
    """Return the address under which a document's own words are found."""
    own = document.url and not document.summary
    return str(document.url) if own else f"urn:karvon:document:{document.id}"
