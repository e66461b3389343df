"""Pages: the article of a web page, without menus and tickers, and what the page says of its date and publisher."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from karvon.model.document import Finding
from karvon.read.beside import HEADINGS, IMPRINT, PARAGRAPH, SENTENCE, is_paragraph, without
from karvon.read.extracted import About, Extracted, made, nothing
from karvon.read.markup import SPACES, Block, Markup, linked_data, parse
from karvon.read.office import row, tables_unread
from karvon.read.stamps import Line, of_page

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
COST_OF_OTHERS = 40  # what a block that is none takes away from a run of paragraphs
LATEST = "2199-12-31"


def page(text: str, name: str) -> Extracted:
    """Return the article of a page; where nothing or only part came out, a finding says so."""
    text = EMBEDDED.sub("data:", text)
    markup = parse(text)
    away, markup = without(markup)
    article, run = _article(text), longest_run(markup.blocks)
    kept = _kept(article, run)
    below = below_title(markup.blocks) if sum(len(block.text) for block in run) < SHORT else []
    if article and _holds_most(kept):
        article, kept = mended(article, kept, markup.blocks)
        findings = tuple(_lost(name, kept))
    elif run or below or article:
        article = "\n".join(below or _titled(run, markup)) or article
        findings = (made(name, "read.page_by_paragraphs", "warning", kept=str(len(article))),)
    else:
        return nothing(name, "read.page_without_text")
    own = from_title(plain_lines(article, away), markup.blocks)
    lines = [*dated_lines(own, markup.blocks), *footnotes(article, markup.blocks)]
    return Extracted("\n".join(lines), (*findings, *tables_unread(name, lines)), about(markup, text))


def _article(text: str) -> str:
    from trafilatura import bare_extraction  # noqa: PLC0415

    found = bare_extraction(text, include_comments=False, include_tables=True, favor_recall=True)
    article = str(getattr(found, "text", None) or "").strip()
    return "" if any(is_layout(line) for line in article.split("\n")) else article


def is_layout(line: str) -> bool:
    """Say whether a row of a table holds whole paragraphs: such a table lays out the page and is no table."""
    return line.startswith("|") and any(len(cell) >= LONG and cell.count(". ") > 1 for cell in line.split("|"))


def _holds_most(kept: Sequence[tuple[Block, bool]]) -> bool:
    """Say whether most of the page's longest run of paragraphs is in the extracted article."""
    there = sum(len(block.text) for block, present in kept if present)
    return bool(there) and there >= KEPT_SHARE * sum(len(block.text) for block, _ in kept)


def below_title(blocks: Sequence[Block]) -> list[str]:
    """Return the title and the lines right below it, up to a link, heading or imprint: a very short article."""
    title = next((index for index, block in enumerate(blocks) if block.tag == "h1"), None)
    if title is None:
        return []
    lines = [blocks[title].text]
    for block in blocks[title + 1 :]:
        if block.linked >= 0.4 * len(block.text) or block.tag.startswith("h") or IMPRINT.search(block.text):
            break
        lines.append(block.text)
    return lines if any(len(line) > BESIDE_TITLE and SENTENCE.search(line) for line in lines[1:]) else []


def _titled(run: Sequence[Block], markup: Markup) -> list[str]:
    """Return the lines of a run of paragraphs, below the title of the page where it stands apart from them."""
    lines = [block.text for block in run]
    title = f"{markup.title or ''} {markup.meta.get('og:title', '')}"
    told = (one.text for one in markup.blocks if len(one.text) > BESIDE_TITLE and one.linked == 0 and one.text in title)
    head = next(told, None)
    return lines if head is None or head in lines or not lines else [head, *lines]


FOOTNOTE = re.compile(r"\[\d{1,3}\]\s+(?=\S.{15})")


def footnotes(article: str, blocks: Sequence[Block]) -> list[str]:
    """Return the footnotes of a page that are not in its article, as Word writes them ("[1] By the data of …")."""
    notes = (FOOTNOTE.sub("", block.text, count=1) for block in blocks if FOOTNOTE.match(block.text))
    return [note for note in notes if note not in article]


def longest_run(blocks: Sequence[Block]) -> list[Block]:
    """Return the text of the stretch of the page that holds most running text: the article, as a reader sees it.

    Every paragraph adds its length, every other block (menu, ticker, caption) takes some away; the best stretch wins.
    """
    best, best_run, total, first = 0, (0, 0), 0, 0
    for index, block in enumerate(blocks):
        if total <= 0:
            total, first = 0, index
        total += len(block.text) if is_paragraph(block) else -COST_OF_OTHERS
        if total > best:
            best, best_run = total, (first, index + 1)
    return [block for block in blocks[best_run[0] : best_run[1]] if _belongs(block)]


SHORT = 600  # characters below which a run of paragraphs need not be the article
BESIDE_TITLE = 25  # characters beyond which a block below the title is no date or label


def _belongs(block: Block) -> bool:
    """Say whether a block inside the article's stretch is part of it: its short sentences and items are."""
    return is_paragraph(block) or block.tag in HEADINGS or (block.linked == 0 and bool(SENTENCE.search(block.text)))


NOTE_MARK = re.compile(r"(?<=[^\s\[(])\[\d{1,3}\]")


def plain_lines(article: str, away: Collection[str]) -> list[str]:
    """Return the lines of an article without marks of footnotes and what stands beside it on the page, tables plain."""
    lines = [line.strip() for line in NOTE_MARK.sub("", article).split("\n") if not _is_rule(line)]
    lines = [FOOTNOTE.sub("", line, count=1) if FOOTNOTE.match(line) else line for line in lines]
    return [_row(line) if line.startswith("|") else line for line in lines if not _is_beside(line, away)]


def _is_beside(line: str, away: Collection[str]) -> bool:
    """Say whether a line stands beside the article, or is the imprint of the site."""
    imprint = len(line) < LONG and IMPRINT.search(line) is not None
    return imprint or SPACES.sub("", line).lstrip("-") in away


def from_title(lines: list[str], blocks: Sequence[Block]) -> list[str]:
    """Return the lines of an article without short ones at its head that stand above the title of the page."""
    title = next((index for index, block in enumerate(blocks) if block.tag == "h1"), None)
    if title is None:
        return lines
    above = {block.text for block in blocks[:title]} - {blocks[title].text}
    first = next((at for at, line in enumerate(lines) if line.lstrip("- ") not in above or len(line) >= PARAGRAPH), 0)
    told = any(blocks[title].text in line for line in lines) or not _heads(title, lines[first:], blocks)
    return lines[first:] if told else [blocks[title].text, *lines[first:]]


def _heads(title: int, lines: Sequence[str], blocks: Sequence[Block]) -> bool:
    """Say whether a title stands shortly above the first line of an article, and is more than the name of a site."""
    below = next((index for index in range(title + 1, len(blocks)) if lines and blocks[index].text in lines), None)
    return below is not None and below - title <= NEAR_TITLE and len(blocks[title].text) > BESIDE_TITLE


NEAR_TITLE = 8  # blocks (date, author, counters) that may stand between a title and its text


def _is_rule(line: str) -> bool:
    """Say whether a line is the one that parts the head of a table from its rows."""
    return "---|" in line and not line.strip("|-: ")


def _row(line: str) -> str:
    return row([cell.strip() for cell in line.strip("| ").split("|")])


def dated_lines(lines: list[str], blocks: Sequence[Block]) -> list[str]:
    """Return the lines of an article with the date that the page shows between its title and its text, if they lack it.

    A date elsewhere on a page may be the day it was opened, or another article's.
    """
    flat = [SPACES.sub("", line) for line in lines]
    places = [
        index for index, block in enumerate(blocks) if SPACES.sub("", block.text)[:60] in {one[:60] for one in flat}
    ]
    if not places:
        return lines
    text = next((index for index in places if is_paragraph(blocks[index])), places[-1])
    title = next((index for index in range(text, -1, -1) if blocks[index].tag == "h1"), places[0])
    for block in blocks[max(0, min(title, text) - ABOVE) : text]:
        stamp = _stamp(block.text)
        if stamp and not any(SPACES.sub("", stamp) in one for one in flat[:6]):
            after = 1 if len(lines[0]) < LONG and title < text else 0
            return [*lines[:after], stamp, *lines[after:]]
    return lines


ABOVE = 3  # blocks above the title in which its date may stand
DIGITS = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]20\d\d|20\d\d|\d{1,2}:\d\d")


def _stamp(text: str) -> str | None:
    """Return the beginning of a block up to the date it shows; None when it shows none, counters behind it left out."""
    if len(text) > LONGEST_STAMP or not DIGITS.search(text):
        return None
    for language in ("ru", "en"):
        stamp, day = of_page([Line(0, len(text), text)], language)
        if stamp or day:
            return text[: stamp.place[1] if stamp else len(text)]
    return None


LONGEST_STAMP = 100


def _kept(article: str, run: Sequence[Block]) -> list[tuple[Block, bool]]:
    """Return each paragraph of the page's longest run with whether it is in the extracted article."""
    flat = SPACES.sub("", article)
    return [(block, SPACES.sub("", block.text)[8:48] in flat) for block in run]


Kept = list[tuple[Block, bool]]


def mended(article: str, kept: Kept, blocks: Sequence[Block]) -> tuple[str, Kept]:
    """Return an article with the paragraphs that are missing between its title and its last paragraph.

    They are put before the one that follows them on the page.
    """
    title = next((index for index, block in enumerate(blocks) if block.tag == "h1"), len(blocks))
    below = {id(block) for block in blocks[title + 1 :]}
    last = max((index for index, (_, present) in enumerate(kept) if present), default=-1)
    lines, done = article.split("\n"), list(kept)
    waiting: list[int] = []
    for index, (block, present) in enumerate(kept[: last + 1]):
        if present and waiting:
            start = SPACES.sub("", block.text)[8:48]
            at = next((place for place, line in enumerate(lines) if start in SPACES.sub("", line)), None)
            if at is not None:
                lines[at:at] = [kept[one][0].text for one in waiting]
                for one in waiting:
                    done[one] = (kept[one][0], True)
            waiting = []
        elif not present and is_paragraph(block) and id(block) in below and block.tag not in HEADINGS:
            waiting.append(index)
    return "\n".join(lines), done


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
