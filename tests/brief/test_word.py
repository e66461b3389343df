"""The Word document: the same content in the same order, links that lead somewhere, the same bytes every time."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html

from karvon.brief import render_docx, render_html
from karvon.model.results import Results


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_word_and_page_have_the_same_headings_in_the_same_order(results: Results, lang: str) -> None:
    document = Document(io.BytesIO(render_docx(results, lang)))
    written = [
        one.text
        for one in document.paragraphs
        if one.style is not None and (one.style.name or "").startswith("Heading")
    ]
    tree = html.document_fromstring(render_html(results, lang))
    sections = [" ".join("".join(map(str, section[0].itertext())).split()) for section in tree.iter("section")]
    assert [title for title in written if title in sections] == sections


def test_every_link_in_the_word_document_has_a_bookmark(results: Results) -> None:
    body = Document(io.BytesIO(render_docx(results, "ru"))).element.body
    bookmarks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    inside = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    assert len(bookmarks) == len(set(bookmarks))
    assert len(inside) > 30
    assert inside <= set(bookmarks)
    assert all(len(name or "") <= 40 for name in bookmarks)


def test_tables_repeat_their_header_row(results: Results) -> None:
    document = Document(io.BytesIO(render_docx(results, "en")))
    assert len(document.tables) > 8
    assert all(table.rows[0]._tr.findall(f".//{qn('w:tblHeader')}") for table in document.tables)


def test_the_same_run_gives_the_same_word_document_without_a_clock(results: Results) -> None:
    first, second = render_docx(results, "en"), render_docx(results, "en")
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert Document(io.BytesIO(first)).core_properties.created.date() == results.case.as_of


def test_text_of_documents_stands_in_the_word_document_as_it_is(results: Results) -> None:
    document = Document(io.BytesIO(render_docx(results, "ru")))
    whole = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "<script>alert('из текста')</script>" in whole
