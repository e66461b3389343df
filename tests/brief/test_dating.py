"""Every way in which the reader dates a document has its words, from a saved page to the brief."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from lxml import html

import karvon.read
from karvon.brief import render_html
from karvon.model.results import Results
from karvon.read import read_file
from karvon.say.phrases import phrases

WAYS = ("header", "url", "dateline", "metadata", "text", "table", "bracketed", "unresolved")
PAGE = """<html><head><title>Trade of two neighbours</title>
<meta property="article:published_time" content="2024-05-02T08:00:00+05:00"></head>
<body><article><h1>Trade of two neighbours</h1>
<p>Trade turnover between the two countries reached 4.2 billion dollars last year, the ministry of trade said.</p>
<p>The two sides agreed to raise it to 6 billion dollars by 2030 and to build three plants near the border.</p>
</article></body></html>"""


ANSWERS = ("Dated", "Dating")


def ways_in(tree: ast.AST) -> Iterator[str]:
    """Yield every way of dating that a module names: in a keyword `dated_by`, or second beside a span of days."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "dated_by" and isinstance(node.value, ast.Constant):
            yield str(node.value.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Dating":
            yield from (str(one.value) for one in ast.walk(node.args[1]) if isinstance(one, ast.Constant) and one.value)
        if isinstance(node, ast.FunctionDef) and node.returns and ast.unparse(node.returns) in ANSWERS:
            answers = [one.value for one in ast.walk(node) if isinstance(one, ast.Return)]
            pairs = [one.elts[1] for one in answers if isinstance(one, ast.Tuple)]
            yield from (str(one.value) for one in pairs if isinstance(one, ast.Constant))


def test_every_way_of_dating_a_document_has_words() -> None:
    assert {f"dated_by.{way}" for way in WAYS} <= set(phrases())


def test_the_ways_named_here_are_all_that_the_reader_has() -> None:
    sources = Path(karvon.read.__file__).parent.glob("*.py")
    named = {way for path in sources for way in ways_in(ast.parse(path.read_text("utf-8")))}
    assert len(named) > 4
    assert named <= set(WAYS)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_a_saved_page_dated_by_its_metadata_makes_a_brief(tmp_path: Path, results: Results, lang: str) -> None:
    saved = tmp_path / "saved.html"
    saved.write_text(PAGE, "utf-8")
    document = read_file(saved).document
    assert document is not None
    assert document.dated_by == "metadata"
    page: html.HtmlElement = html.document_fromstring(
        render_html(msgspec.structs.replace(results, documents=(*results.documents, document)), lang)
    )
    assert {"ru": "по служебным данным файла", "en": "metadata of the file"}[lang] in page.text_content()
