"""The bundled case as a reader gets it: its size, its links, and findings that its material deserves."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import html

from karvon.brief import render_docx, render_html, summary
from karvon.brief.commitments import commitments
from karvon.brief.findings import significant
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.case import fresh
from karvon.model.results import Results


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """One run of the bundled case."""
    case = fresh("kz-uz", Path(tmp_path_factory.mktemp("bundled")) / "case")
    case.load(who="tests")
    return case.run()


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_page_of_the_bundled_case_fits_its_size_and_every_link_in_it_leads_somewhere(
    bundled: Results, lang: str
) -> None:
    written = render_html(bundled, lang)
    assert len(written.encode()) <= 600_000
    tree: html.HtmlElement = html.document_fromstring(written)
    anchors = [element.get("id") for element in tree.iter() if element.get("id")]
    links = [link.get("href") or "" for link in tree.iter("a")]
    assert len(anchors) == len(set(anchors))
    assert {link[1:] for link in links if link.startswith("#")} <= set(anchors)
    assert all((figure.get("href") or "").startswith("#") for figure in tree.find_class("fig"))


def test_there_are_as_many_commitments_in_one_language_as_in_the_other(bundled: Results) -> None:
    counts = [len(commitments(Voice(bundled, lineage(bundled), lang))) for lang in ("ru", "en")]
    assert counts[0] == counts[1] > 20


def test_the_five_findings_are_of_five_kinds_and_name_what_the_material_deserves(bundled: Results) -> None:
    kinds = {one.kind for one in significant(Voice(bundled, lineage(bundled), "ru"))}
    assert len(kinds) == 5
    assert {"same_day", "missed_targets", "stages", "placement"} <= kinds


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_summary_and_word_document_of_the_bundled_case_are_made(bundled: Results, lang: str) -> None:
    assert 15 <= len(summary(bundled, lang).splitlines()) <= 34
    with zipfile.ZipFile(io.BytesIO(render_docx(bundled, lang))) as archive:
        assert archive.testzip() is None
        assert sum(name.endswith(".png") for name in archive.namelist()) == 5
