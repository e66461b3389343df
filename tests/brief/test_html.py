"""The page: every number leads somewhere, nothing comes from outside, hostile text stays text, anybody can read it."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest
from lxml import html
from lxml.html import HtmlElement

from karvon.brief import render_html
from karvon.brief.compose import compose
from karvon.model.results import Results

LANGUAGES = ("ru", "en")
LINKED = ("fig", "date", "name", "ref", "quote", "link", "note", "label")
DIGIT = re.compile(r"\d")
DATE = re.compile(
    r"\b(\d\d\.\d\d\.|\d\d\.|\d{1,2}\s\w+\s)?(19|20)\d\d\b|example\.org|\b(file|№|No\.) \d|^\s*[A-ZА-Я]\d+"
)


def page(results: Results, lang: str) -> HtmlElement:
    return html.document_fromstring(render_html(results, lang))


def classes(element: HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())


def own_text(element: HtmlElement) -> str:
    """Return the text that stands directly in an element, outside its children."""
    return " ".join([element.text or "", *(child.tail or "" for child in element)])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_leads_to_a_place_that_exists(results: Results, lang: str) -> None:
    tree = page(results, lang)
    figures = tree.find_class("fig")
    anchors = {element.get("id") for element in tree.iter() if element.get("id")}
    assert len(figures) > 40
    for figure in figures:
        if DIGIT.search(figure.text_content()):
            assert (figure.get("href") or "").removeprefix("#") in anchors, figure.text_content()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_inside_the_page_has_a_target_and_every_target_is_unique(results: Results, lang: str) -> None:
    tree = page(results, lang)
    anchors = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(anchors) == len(set(anchors))
    inside = [link.get("href") for link in tree.iter("a") if (link.get("href") or "").startswith("#")]
    assert {link.removeprefix("#") for link in inside} <= set(anchors)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_number_stands_without_its_lineage(results: Results, lang: str) -> None:
    """Outside annexes, headings and charts, a digit that is no date stands in a figure, a name, a quote or a label."""
    tree = page(results, lang)
    for annex in tree.find_class("annex"):
        annex.drop_tree()
    for element in tree.xpath("//main//*[not(ancestor-or-self::figure)]"):
        linked = element.tag == "a" and element.get("href")
        if not linked and not classes(element) & set(LINKED) and element.tag not in ("q", "h2", "h3", "h4"):
            assert not DIGIT.search(DATE.sub("", own_text(element))), html.tostring(element)[:300]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_claim_is_marked_in_its_document_word_for_word(results: Results, lang: str) -> None:
    tree = page(results, lang)
    labels = compose(results, lang).places.labels
    for claim in results.claims:
        (mark,) = tree.xpath(f"//mark[@id='{labels[f'claim:{claim.id}']}']")
        for label in mark.xpath(".//sup"):
            label.drop_tree()
        assert mark.text_content() == claim.quote


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_from_documents_never_becomes_markup(results: Results, lang: str) -> None:
    written = render_html(results, lang)
    assert "<script" not in written
    assert "&lt;script&gt;alert(&#39;из текста&#39;)&lt;/script&gt;" in written
    assert "О проектах &lt;двух&gt; стран" in written


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_names_and_addresses_stay_inert(results: Results, lang: str) -> None:
    document = msgspec.structs.replace(results.documents[0], title='"><img src=x onerror=alert(1)>', outlet="<b>x</b>")
    hostile = msgspec.structs.replace(results, documents=(document, *results.documents[1:]))
    tree = page(hostile, lang)
    assert not tree.xpath("//img | //b | //script | //@onerror")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_address_that_is_not_a_web_address_is_never_a_link(results: Results, lang: str) -> None:
    document = msgspec.structs.replace(results.documents[0], url="javascript:alert(1)")
    hostile = msgspec.structs.replace(results, documents=(document, *results.documents[1:]))
    links = [link.get("href") or "" for link in page(hostile, lang).iter("a")]
    assert links
    assert all(link.startswith(("#", "https://", "http://")) for link in links)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_asks_nothing_of_the_network_and_fits_its_size(results: Results, lang: str) -> None:
    written = render_html(results, lang)
    tree = html.document_fromstring(written)
    assert not tree.xpath("//script | //link | //iframe | //img[not(starts-with(@src, 'data:'))] | //object | //form")
    assert not re.search(r"@import|url\(\s*['\"]?(?!#)", "".join(map(str, tree.itertext("style"))))
    assert len(written.encode()) <= 600_000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headings_landmarks_captions_and_languages_serve_every_reader(results: Results, lang: str) -> None:
    tree = page(results, lang)
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4|//h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert tree.get("lang") == lang
    assert all(len(tree.xpath(f"//{landmark}")) == 1 for landmark in ("header", "nav", "main", "footer"))
    assert all(table.xpath("./caption[normalize-space()]") for table in tree.iter("table"))
    assert all(table.xpath("./thead//th[@scope='col']") for table in tree.iter("table"))
    assert {node.get("lang") for node in tree.find_class("text")} == {"ru", "en"}


def test_numbers_carry_the_decimal_mark_of_their_language(results: Results) -> None:
    for lang, foreign in (("ru", r"\d\.\d(?!\d*\.)"), ("en", r"\d,\d{1,2}(?!\d)")):
        for figure in page(results, lang).find_class("fig"):
            words = figure.text_content()
            if not re.search(r"\d\d\.\d\d\.\d{4}|\d\d\.\d{4}", words):
                assert not re.search(foreign, words), words


def test_both_languages_say_the_same(results: Results) -> None:
    def shape(lang: str) -> list[tuple[str, str]]:
        """Return the places of a page; a label begins with the letter of its language and goes on alike in both."""
        nodes = page(results, lang).xpath("//section | //tr | //mark | //article")
        names = [(node.tag, node.get("id") or "") for node in nodes]
        return [(tag, re.sub(r"^[A-ZА-Я](?=[\d.]+$)", "", name)) for tag, name in names]

    assert shape("ru") == shape("en")


def test_the_same_run_gives_the_same_bytes(results: Results) -> None:
    assert render_html(results, "ru") == render_html(results, "ru")


def test_the_first_screen_counts_every_figure_once(results: Results) -> None:
    tree = page(results, "en")
    shown = [Decimal(number.text_content()) for number in tree.xpath("//dl[@class='tallies']//dd[@class='big']")]
    assert sum(shown) == len(results.ledger.figures)


def test_a_sum_shows_its_arithmetic_with_the_interval_of_what_was_stated(results: Results) -> None:
    words = page(results, "ru").xpath("string(//section[@id='checks-holds'])").replace("\u00a0", " ")
    assert "90 млн долл. США (завершено) + около 800 млн долл. США (прорабатывается) = 890 млн долл. США" in words
    assert "900 млн долл. США (899,5–900,5 млн долл. США)" in words


def test_what_was_amiss_in_the_input_is_told(results: Results) -> None:
    assert "broken.txt: the file is empty" in page(results, "en").text_content()


def test_an_empty_case_still_makes_an_honest_page(results: Results) -> None:
    ledger = msgspec.structs.replace(results.ledger, figures=(), facts=(), checks=(), promises=(), placements=())
    measures = msgspec.structs.replace(results.measures, series=(), gaps=(), needs=())
    empty = msgspec.structs.replace(results, documents=(), claims=(), rows=(), ledger=ledger, measures=measures)
    for lang in LANGUAGES:
        tree = page(empty, lang)
        assert tree.xpath("//section[@id='findings']")
        assert not tree.find_class("card")
