"""The page stays within its size whatever the case, says what it left out, and keeps every claim where links lead."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import msgspec
import pytest
from lxml import html
from tests.brief.neighbours import figure

from karvon.brief import render_html
from karvon.brief.annex import marked
from karvon.brief.blocks import Mark, MarkedText
from karvon.brief.compose import compose
from karvon.brief.fitting import LIMIT, STEPS, fitted, paragraphs, surroundings
from karvon.brief.html import written
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.model.dates import Span
from karvon.model.document import Document
from karvon.model.figure import Figure, Source
from karvon.model.results import Results
from karvon.model.values import exact

DOCUMENTS, PARAGRAPHS, CLAIMS = 60, 120, 12
FILLING = "Стороны рассмотрели ход работ на пограничных переходах и договорились продолжить их в следующем году. " * 3
DAY = Span(dt.date(2024, 5, 2), dt.date(2024, 5, 2))


def long_document(number: int) -> tuple[Document, list[Claim], list[Figure]]:
    """Return one long document with a claim in every tenth paragraph."""
    lines, claims, figures, at = [], list[Claim](), list[Figure](), 0
    name = f"long-{number}.txt"
    source = Source(outlet="Степная газета", published=DAY, document=name)
    for place in range(PARAGRAPHS):
        quote = f"{1000 * number + place} тонн грузов"
        line = f"За год перевезено {quote}. {FILLING}" if place % (PARAGRAPHS // CLAIMS) == 0 else FILLING
        if line != FILLING:
            start = at + line.index(quote)
            code = f"{number:04x}{place:06x}"
            claims.append(_claim(code, name, start, quote))
            known = exact(Decimal(1000 * number + place))
            figures.append(figure(code, "freight_volume", known, "t", source=source, side="KGZ"))
        lines.append(line)
        at += len(line) + 1
    text = "\n".join(lines)
    return Document(id=name, file=name, text=text, language="ru", published=DAY, dated_by="header"), claims, figures


def _claim(code: str, name: str, start: int, quote: str) -> Claim:
    return Claim(
        id=code, document=name, kind="quantity", start=start, end=start + len(quote), quote=quote, prefix="", suffix=""
    )


@pytest.fixture(scope="module")
def large() -> Results:
    """A case of sixty long documents."""
    from tests.brief.conftest import sample  # noqa: PLC0415

    small = sample()
    made = [long_document(number) for number in range(1, DOCUMENTS + 1)]
    ledger = msgspec.structs.replace(
        small.ledger, figures=(*small.ledger.figures, *(one for _, _, figures in made for one in figures))
    )
    return msgspec.structs.replace(
        small,
        documents=(*small.documents, *(document for document, _, _ in made)),
        claims=(*small.claims, *(claim for _, claims, _ in made for claim in claims)),
        ledger=ledger,
    )


def links_and_anchors(page: str) -> tuple[set[str], set[str]]:
    tree: html.HtmlElement = html.document_fromstring(page)
    links = {(link.get("href") or "")[1:] for link in tree.iter("a") if (link.get("href") or "").startswith("#")}
    return links, {str(one.get("id")) for one in tree.iter() if one.get("id")}


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_sixty_long_documents_fit_and_every_claim_keeps_its_place(large: Results, lang: str) -> None:
    assert sum(len(document.text.encode()) for document in large.documents) > 5 * LIMIT
    page = render_html(large, lang)
    assert len(page.encode()) <= LIMIT
    links, anchors = links_and_anchors(page)
    assert links <= anchors
    labels = compose(large, lang).places.labels
    assert {labels[f"claim:{claim.id}"] for claim in large.claims} <= anchors
    tree: html.HtmlElement = html.document_fromstring(page)
    assert "…" in tree.xpath("string(//section[@id='documents'])")
    assert tree.xpath("//section[@id='gaps']//section[@id='shortened']//li")


def test_a_page_that_fits_is_whole_and_says_nothing_of_shortening(results: Results) -> None:
    page = render_html(results, "en")
    assert "id=shortened" not in page
    assert len(results.documents[0].text.split("\n")) > 1
    for line in results.documents[1].text.split("\n"):
        assert line.split(".")[0].split()[0] in page


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_step_makes_the_page_smaller_or_leaves_it_and_never_breaks_a_link(large: Results, lang: str) -> None:
    sizes: list[int] = []
    voice = Voice(large, lineage(large), lang)

    def write(composed: object) -> str:
        page = written(composed)  # type: ignore[arg-type]
        links, anchors = links_and_anchors(page)
        assert links <= anchors
        sizes.append(len(page.encode()))
        return page

    last = fitted(voice, compose(large, lang), write, limit=1)
    assert len(sizes) == len(STEPS) + 1
    assert sizes[-1] < sizes[0] / 10
    assert sizes[3] < sizes[0] / 2
    names = dict.fromkeys(name for name, _ in STEPS)
    tree: html.HtmlElement = html.document_fromstring(last)
    assert len(tree.xpath("//section[@id='shortened']//li")) == len(names)


def shortened(text: str, quotes: tuple[str, ...], results: Results) -> tuple[str, str]:
    """Return a text after the step that keeps paragraphs, and after the one that keeps words, claims in brackets."""
    claims = [_claim(f"{place:010x}", "d", text.index(quote), quote) for place, quote in enumerate(quotes)]
    block = MarkedText("ru", marked(text, claims))
    voice = Voice(results, lineage(results), "ru")
    brief = compose(results, "ru").brief
    annex = msgspec.structs.replace(brief.annexes[0], blocks=(block,), parts=())
    found = []
    for step in (paragraphs, surroundings):
        (kept,) = step(voice, msgspec.structs.replace(brief, annexes=(annex,))).annexes[0].blocks
        assert isinstance(kept, MarkedText)
        pieces = (f"[{''.join(map(str, one.children))}]" if isinstance(one, Mark) else one for one in kept.children)
        found.append("".join(pieces))
    return found[0], found[1]


def test_paragraphs_with_claims_stay_whole_and_the_rest_shows_as_left_out(results: Results) -> None:
    text = "Начало.\nПервый абзац, 5 тонн, и ещё слова.\nПусто.\nПусто.\nВторой, 7 тонн. Хвост.\nКонец."
    kept, _ = shortened(text, ("5 тонн", "7 тонн"), results)
    assert kept == "\n…\nПервый абзац, [5 тонн], и ещё слова.\n…\nВторой, [7 тонн]. Хвост.\n…\n"


def test_neighbouring_paragraphs_with_claims_lose_nothing_between_them(results: Results) -> None:
    text = "Первый, 5 тонн.\nВторой, 7 тонн."
    assert shortened(text, ("5 тонн", "7 тонн"), results)[0] == "Первый, [5 тонн].\nВторой, [7 тонн]."


def test_the_words_around_a_claim_are_cut_between_words(results: Results) -> None:
    _, kept = shortened(FILLING + "Всего 5 тонн за год. " + FILLING, ("5 тонн",), results)
    before, after = re.split(r"\[5 тонн\]", kept)
    assert before.startswith(" … ")
    assert after.endswith(" … ")
    assert all(word in FILLING + "Всего за год. …" for word in (before + after).split())


def test_shortening_is_said_in_the_language_of_the_brief(large: Results) -> None:
    for lang, said in (("ru", "пропуски отмечены «…»"), ("en", "what is left out shows as “…”")):
        tree: html.HtmlElement = html.document_fromstring(render_html(large, lang))
        assert said in str(tree.xpath("string(//section[@id='shortened'])"))
