"""An undated document is placed without the registry's date of its page, and every placement says so."""

from __future__ import annotations

import msgspec
import pytest
from lxml import html

from karvon.brief import render_html, summary
from karvon.model.results import Results
from karvon.model.row import Row

PAGE = "https://www.example.org/undated/"
INSIDE = {
    "en": "The registry dates rows from this address to 7 April 2024, inside the interval; this was not used.",
    "ru": "датирует строки с этого адреса: 7 апреля 2024 года — внутри этого промежутка; это не использовано.",
}


def with_rows(results: Results, *days: str) -> Results:
    """Return the small case whose undated document has rows of its own page, dated to these days."""
    address = "http://example.org/undated"
    rows = tuple(
        Row(
            table="milestones",
            id=f"dated-{day}",
            cells={"outlet": "Silk Post", "source_url": address, "source_date": day},
        )
        for day in days
    )
    first, second = results.documents
    documents = (first, msgspec.structs.replace(second, url=PAGE))
    return msgspec.structs.replace(results, documents=documents, rows=(*results.rows, *rows))


def page(results: Results, lang: str) -> html.HtmlElement:
    return html.document_fromstring(render_html(results, lang))


def told(tree: html.HtmlElement, section: str) -> str:
    return str(tree.xpath(f"string(//section[@id='{section}'])")).replace("\u00a0", " ")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_finding_section_and_terminal_say_what_the_registry_dates_the_page_to(results: Results, lang: str) -> None:
    dated = with_rows(results, "2024-04-07")
    tree = page(dated, lang)
    assert INSIDE[lang] in told(tree, "findings")
    assert {"en": "inside the interval", "ru": "внутри этого промежутка"}[lang] in told(tree, "placements")
    assert {"en": "this was not used", "ru": "это не использовано"}[lang] in " ".join(summary(dated, lang).split())


@pytest.mark.parametrize(
    ("day", "where"),
    [
        ("2024-04-07", "inside the interval;"),
        ("2024-12-01", "inside the proved interval but outside the likelier one"),
        ("2025", "partly inside the interval"),
        ("2019-03-01", "outside the interval"),
    ],
)
def test_the_registrys_date_is_said_to_lie_where_it_lies(results: Results, day: str, where: str) -> None:
    assert where in told(page(with_rows(results, day), "en"), "placements")


def test_nothing_is_said_of_the_registry_where_it_has_no_date(results: Results) -> None:
    assert "registry dates" not in told(page(results, "en"), "placements")
