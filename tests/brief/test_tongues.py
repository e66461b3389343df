"""A reader of one language meets outlets by their name in it, and sees which words are quoted from another one."""

from __future__ import annotations

import io

import msgspec
import pytest
from docx import Document
from lxml import html

from karvon.brief import render_docx, render_html
from karvon.model.results import Results
from karvon.model.row import Row

MARKS = {"en": "(in\u00a0Russian)", "ru": "(англ.)"}
OTHER = {"en": "ru", "ru": "en"}


def page(results: Results, lang: str) -> html.HtmlElement:
    return html.document_fromstring(render_html(results, lang))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_quotation_from_another_language_carries_it_and_its_mark(results: Results, lang: str) -> None:
    tree = page(results, lang)
    foreign = tree.xpath(f"//main//a[@class='quote' and @lang='{OTHER[lang]}']")
    assert foreign
    for quote in foreign:
        mark = quote.xpath("following-sibling::small[1]")
        assert [one.text_content().strip() for one in mark] == [MARKS[lang]]
    own = tree.xpath(f"//main//a[@class='quote' and @lang='{lang}']")
    assert not own


def test_the_word_brief_marks_the_language_of_quotations_too(results: Results) -> None:
    document = Document(io.BytesIO(render_docx(results, "en")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(MARKS["en"] in cell for cell in cells)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_an_outlet_in_two_scripts_is_one_source(results: Results, lang: str) -> None:
    name, other = {"ru": ("Казинформ", "Kazinform"), "en": ("Kazinform", "Казинформ")}[lang]
    cells = {"source_url": "https://example.org/one", "source_date": "2024-05-02", "kind": "status_reported"}
    rows = tuple(
        Row(table="milestones", id=f"m-{place}", cells={**cells, "outlet": outlet})
        for place, outlet in enumerate((name, other))
    )
    document = msgspec.structs.replace(results.documents[0], outlet=other)
    case = msgspec.structs.replace(results, rows=(*results.rows, *rows), documents=(document, *results.documents[1:]))
    tree = page(case, lang)
    assert other not in tree.xpath("string(//section[@id='sources'])")
    groups = [str(row.text_content()) for row in tree.xpath("//section[@id='rows']//tr[@class='group']")]
    assert sum(name in group for group in groups) == 1
    assert not any(other in group for group in groups)
