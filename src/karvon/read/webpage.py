"""Pages: the article of a web page, without menus and tickers, and what the page says of its date and publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from karvon.model.document import Finding
from karvon.read.extracted import About, Extracted, made, nothing
from karvon.read.markup import SPACES, Block, Markup, linked_data, parse

EMBEDDED = re.compile(r"data:[\w.+/-]{1,80};base64,[A-Za-z0-9+/=]{200,}")  # pictures inside a saved page
DAY = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")
ARTICLES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "WebPage", "Report")
DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publication_date",
    "mediator_published_time",
    "sailthru.date",
    "parsely-pub-date",
)
KEPT_SHARE = 0.5  # of the page's running text, below which an extract is not the article
LONG = 200  # characters of a paragraph that no teaser has
PARAGRAPH = 60  # characters from which a block is taken for a paragraph of an article
COST_OF_OTHERS = 40  # what a block that is none takes away from a run of paragraphs
LATEST = "2199-12-31"


def page(text: str, name: str) -> Extracted:
    """Return the article of a page; where nothing or only part came out, a finding says so."""
    text = EMBEDDED.sub("data:", text)
    markup = parse(text)
    article, run = _article(text), longest_run(markup.blocks)
    kept = _kept(article, run)
    paragraphs = sum(len(block.text) for block in run)
    if article and sum(len(block.text) for block, there in kept if there) >= KEPT_SHARE * paragraphs:
        findings = tuple(_lost(name, kept))
    elif run:
        article = "\n".join(block.text for block in run)
        findings = (made(name, "read.page_by_paragraphs", "warning", kept=str(len(article))),)
    else:
        return nothing(name, "read.page_without_text")
    return Extracted(article, findings, about(markup, text))


def _article(text: str) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415

    found = bare_extraction(text, include_comments=False, include_tables=True, favor_recall=True)
    return str(getattr(found, "text", None) or "").strip()


def longest_run(blocks: Sequence[Block]) -> list[Block]:
    """Return the paragraphs of the stretch of the page that holds most running text: the article, as a reader sees it.

    Every paragraph adds its length, every other block (menu, ticker, caption) takes some away; the best stretch wins.
    """
    best, best_run, total, first = 0, (0, 0), 0, 0
    for index, block in enumerate(blocks):
        if total <= 0:
            total, first = 0, index
        total += len(block.text) if is_paragraph(block) else -COST_OF_OTHERS
        if total > best:
            best, best_run = total, (first, index + 1)
    return [block for block in blocks[best_run[0] : best_run[1]] if is_paragraph(block) or block.tag in HEADINGS]


HEADINGS = ("h1", "h2", "h3")


def is_paragraph(block: Block) -> bool:
    """Say whether a block is running text: long enough and not made of links."""
    return len(block.text) >= PARAGRAPH and block.linked < 0.4 * len(block.text)


def _kept(article: str, run: Sequence[Block]) -> list[tuple[Block, bool]]:
    """Return each paragraph of the page's longest run with whether it is in the extracted article."""
    flat = SPACES.sub("", article)
    return [(block, SPACES.sub("", block.text)[8:48] in flat) for block in run]


def _lost(name: str, kept: Sequence[tuple[Block, bool]]) -> Iterator[Finding]:
    """Yield a finding when paragraphs of the article are missing from what was extracted.

    Beyond its first and last extracted paragraph only long ones count: teasers and comments stand there.
    """
    there = [index for index, (_, present) in enumerate(kept) if present]
    missing = [
        block
        for index, (block, present) in enumerate(kept)
        if not present and is_paragraph(block) and (there[0] < index < there[-1] or len(block.text) >= LONG)
    ]
    if missing:
        count, words = str(len(missing)), missing[0].text[:60].rsplit(" ", 1)[0]
        yield made(name, "read.paragraphs_lost", "warning", count=count, words=words)


def about(markup: Markup, text: str) -> About:
    """Return what a page says about itself in JSON-LD, meta fields and time elements, the surest first."""
    described = [one for one in linked_data(markup) if set(_names(one.get("@type"))) & set(ARTICLES)]
    meta = markup.meta
    published = [_text(one.get("datePublished")) for one in described] + [meta.get(field) for field in DATES]
    outlets = [meta.get("og:site_name"), *(_publisher(one) for one in described), meta.get("application-name")]
    titles = [*(_text(one.get("headline")) for one in described), meta.get("og:title"), markup.title]
    urls = [meta.get("og:url"), meta.get("canonical"), *(_text(one.get("url")) for one in described)]
    return About(
        next(filter(None, map(day_in, published)), None) or _dated(text),
        next(filter(None, titles), None),
        next(filter(None, outlets), None),
        next((url for url in urls if url and url.startswith(("http://", "https://"))), None),
    )


def day_in(written: str | None) -> str | None:
    """Return the day at the head of a date of metadata ("2025-11-15T10:00+05:00"), as it is written there."""
    found = DAY.match((written or "").strip())
    return found[0] if found else None


def _dated(text: str) -> str | None:
    """Return the day that the page marks up in other ways; guesses from running text are not asked for."""
    from htmldate import find_date  # noqa: PLC0415

    try:
        found: str | None = find_date(text, extensive_search=False, original_date=True, max_date=LATEST)
    except Exception:
        return None
    return found


def _publisher(described: Mapping[str, Any]) -> str | None:
    publisher = described.get("publisher")
    if isinstance(publisher, list):
        publisher = publisher[0] if publisher else None
    return _text(publisher.get("name")) if isinstance(publisher, dict) else _text(publisher)


def _names(value: object) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.strip() or None if isinstance(value, str) else None
