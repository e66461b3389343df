"""Beside: what stands on a page beside its article: furniture, teasers, other articles, the tail of the site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from karvon.read.markup import SPACES, Block, Markup

HEADINGS = ("h1", "h2", "h3")
TITLES = (*HEADINGS, "h4", "h5", "h6")
PARAGRAPH = 60  # characters from which a block is taken for a paragraph of an article
SHORT_TITLE = 25  # characters beyond which a block is no date, label or name of a site
LINKED = 0.9  # share of a block's characters from which it is one link
CARDS = 2  # teasers of one kind from which they are no accident
MOST = 0.5  # share of a page's running text that an article element must hold to be the article
IMPRINT = re.compile(
    r"©|\(c\)\s|все права защищены|all rights reserved|свидетельство о регистрации"
    r"|\bcookie(?:-?файл[а-я]{0,3}|s?\s(?:policy|settings|consent|notice|preferences|help|allow|are\sused|and\ssimilar))\b"
    r"|(?:файл[а-я]{0,3}|использу[а-я]{1,4}|приним[а-я]{1,5})\scookies?\b"
    r"|\b(?:uses?|using|accept|set|store|stores|via)\s(?:\w{1,12}\s){0,2}cookies?\b",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"(?:другие|последние|главные|похожие|свежие|смежные|связанные)\s(?:новости|материалы|статьи|публикации|записи)"
    r"(?:\s(?:по\sтеме|раздела|рубрики))?|(?:новости|материалы|статьи|ещ[её])\sпо\sтеме|новости\s(?:партн[её]ров|дня|рубрики)"
    r"|(?:самое\s)?(?:читаемое|популярное|обсуждаемое)|(?:оставить\s|добавить\s|все\s)?комментари[ий]\w?"
    r"|(?:more|other|related|latest|recent|similar|top)\s(?:news|stories|articles|posts|headlines|coverage)"
    r"|(?:most\s)(?:read|popular|viewed)|popular|trending(?:\snow)?|recommended(?:\sfor\syou)?|you\s(?:may|might)\salso\slike"
    r"|(?:leave\sa\s(?:comment|reply)|(?:\d{1,5}\s)?comments|post\sa\scomment|join\sthe\sdiscussion)",
    re.IGNORECASE,
)
COUNTED = re.compile(r"\s?\(?\d{0,5}\)?\s?:?$")


def without(markup: Markup) -> tuple[frozenset[str], Markup]:
    """Return the texts of a page that stand beside its article, without spaces, and the page without them.

    Where no running text would remain, nothing is beside: the page names the parts of its article as others their
    furniture.
    """
    away = beside(markup)
    left = tuple(block for block in markup.blocks if SPACES.sub("", block.text) not in away)
    return (away, markup._replace(blocks=left)) if any(map(is_paragraph, left)) else (frozenset(), markup)


def beside(markup: Markup) -> frozenset[str]:
    """Return the texts of a page that stand beside its article only, without spaces.

    The rules that ask where the article begins hold only where the title of the page is found and text follows it.
    """
    blocks = markup.blocks
    away = {index for index, block in enumerate(blocks) if _teaser(block)} | set(_excerpts(blocks))
    title = title_at(markup)
    running = {
        index: len(block.text) for index, block in enumerate(blocks) if index not in away and is_paragraph(block)
    }
    if title is not None and _length(running, title, len(blocks)) > _length(running, 0, title):
        away |= {*range(title), *_elsewhere(blocks, title, running), *_tail(blocks, title, running)}
    there = {SPACES.sub("", block.text) for index, block in enumerate(blocks) if index not in away}
    gone = {SPACES.sub("", text) for text in markup.aside} | {SPACES.sub("", blocks[index].text) for index in away}
    return frozenset(gone - there)


def title_at(markup: Markup) -> int | None:
    """Return the place of the title of a page, as its metadata give it: a heading rather than another line."""
    named = (markup.meta.get("og:title"), markup.title)
    told = [SPACES.sub("", name) for name in named if name]
    heads = [
        index
        for index, block in enumerate(markup.blocks)
        if len(block.text) > SHORT_TITLE and block.linked == 0 and any(_says(one, block.text) for one in told)
    ]
    first = [index for index in heads if markup.blocks[index].tag in HEADINGS]
    return next(iter(first or heads), None)


def _says(title: str, text: str) -> bool:
    return SPACES.sub("", text) in title


def is_paragraph(block: Block) -> bool:
    """Say whether a block is running text: long enough, not made of links, and not the imprint of the site."""
    return len(block.text) >= PARAGRAPH and block.linked < 0.4 * len(block.text) and not IMPRINT.search(block.text)


def _teaser(block: Block) -> bool:
    """Say whether a block is one link that leads to something else; a short one without a figure does no harm."""
    told = len(block.text) > SHORT_TITLE or any(map(str.isdigit, block.text))
    return told and block.tag not in HEADINGS and block.linked > LINKED * len(block.text)


def _excerpts(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield the linked titles of teasers, with the excerpt or the date right below each."""
    titles = [index for index, block in enumerate(blocks[:-1]) if _leads(block) and _told_of(blocks[index + 1])]
    if len(titles) >= CARDS:
        for index in titles:
            yield from (index, index + 1)


def _told_of(block: Block) -> bool:
    """Say whether a block can stand below the title of a teaser: an excerpt, or a date and counters."""
    return is_paragraph(block) or (len(block.text) <= SHORT_TITLE and any(map(str.isdigit, block.text)))


def _leads(block: Block) -> bool:
    return block.tag in TITLES and block.linked > LINKED * len(block.text)


def _length(running: Mapping[int, int], first: int, last: int) -> int:
    """Return how much running text stands in the blocks [first, last)."""
    return sum(length for index, length in running.items() if first <= index < last)


def _elsewhere(blocks: Sequence[Block], title: int, running: Mapping[int, int]) -> Iterator[int]:
    """Yield what stands in another article element, or outside the one with the title and most of the other text."""
    own = blocks[title].article
    lengths = Counter[int]()
    for index, length in running.items():
        lengths[blocks[index].article] += length if index > title else 0
    if own and lengths[own] >= MOST * (lengths[own] + lengths[0]):
        yield from (index for index, block in enumerate(blocks) if block.article != own)
    again = (index for index in range(title + 1, len(blocks)) if blocks[index].tag == "h1")
    other = next((index for index in again if blocks[index].article != own and _length(running, title, index)), None)
    if other is not None and blocks[other].text != blocks[title].text:
        yield from range(other, len(blocks))


def _tail(blocks: Sequence[Block], title: int, running: Mapping[int, int]) -> Iterator[int]:
    """Yield what follows a heading such as "Other news" or "Comments" behind the text, and loose lines below it."""
    last = max(running, default=title)
    yield from (index for index in range(last + 1, len(blocks)) if _loose(blocks[index]))
    for index in range(title + 1, len(blocks)):
        before, after = _length(running, title, index), _length(running, index, len(blocks))
        if _is_tail(blocks[index].text) and before and (blocks[index].tag in TITLES or before >= after):
            yield from range(index, len(blocks))
            return


def _loose(block: Block) -> bool:
    """Say whether a line with figures is no sentence, no item and no date: a ticker, a counter, an advertisement."""
    told = any(map(str.isdigit, block.text)) and not YEAR.search(block.text)
    return told and block.tag in LOOSE and not SENTENCE.search(block.text)


LOOSE = ("div", "section", "body", "main", "form", "center")
YEAR = re.compile(r"20\d\d")
SENTENCE = re.compile(r"[.;:!?…»”\"]$|^[–—•-]\s")


def _is_tail(text: str) -> bool:
    found = TAIL.match(text.strip())
    return found is not None and COUNTED.match(text.strip(), found.end()) is not None
