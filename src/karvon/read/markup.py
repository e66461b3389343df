"""Markup: what a page of HTML holds, in one pass that no depth of nesting stops: blocks of text, and its metadata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from lxml import etree

SILENT = re.compile("script|style|noscript|template|svg|math|nav|footer|aside|select|button|iframe|object|head")
INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|nobr|q|s|samp|small|span|strike"
    "|strong|sub|sup|time|tt|u|var|wbr|img"
)
SPACES = re.compile(r"\s+")
FURNITURE = re.compile(
    r"(?:(?:site|page|main|global|b|l|block|news|article|post|entry)[-_]{1,2})?"
    r"(?:footer|menu|navbar|nav|navigation|breadcrumbs?|comments?|comments?[-_](?:list|block|area|section)|cookies?"
    r"|cookies?[-_](?:banner|bar|notice|consent|popup)|related|related[-_](?:news|posts|articles)|read[-_]also|readalso"
    r"|subscribe|subscription|newsletter|share|sharing|social|socials|rates?|currency|currencies|ticker|weather|banner|adv|ads?"
    r"|popular|tags|tag[-_]list|paywall[-_]offer|copyright|(?:post|entry|about)?[-_]?author(?:[-_](?:box|bio|info|about|card))"
    r"|about[-_]author|(?:most|top)[-_](?:read|popular|viewed)|recommend(?:ed|ations)?|recirculation|trending|see[-_]also|more[-_]news)"
)
DATE = 8  # characters of a date, to which the words of the next element may stand glued
WHOLE = ("html", "body", "main", "article", "table", "tbody", "tr", "td")  # that hold the article itself


class Block(NamedTuple):
    """A stretch of text between two breaks: the element it stands in, its words, how many characters are links.

    `article` is the number of the outermost article element it stands in, 0 for none.
    """

    tag: str
    text: str
    linked: int
    article: int


class Markup(NamedTuple):
    """The blocks of a page in order, its meta fields, its JSON-LD data, and the text of its title element.

    `aside` are the texts that stand only in menus, tickers, footers and other furniture.
    """

    blocks: tuple[Block, ...]
    meta: Mapping[str, str]
    data: tuple[str, ...]
    title: str | None
    aside: frozenset[str]


def parse(page: str) -> Markup:
    """Return what a page holds; menus, scripts and forms are left out of its blocks."""
    target: Any = _Collector()
    parser = etree.HTMLParser(target=target, huge_tree=True, no_network=True, encoding="utf-8")
    found: Any = etree.fromstring(page.encode("utf-8", "replace"), parser)
    return Markup(*found)


def flat(page: str) -> str:
    """Return the text of a piece of HTML, one line for each block."""
    return "\n".join(block.text for block in parse(f"<div>{page}</div>").blocks)


def own(page: str) -> str:
    """Return the text of a piece of HTML without the lines that are one link: they lead to something else."""
    blocks = parse(f"<div>{page}</div>").blocks
    return "\n".join(block.text for block in blocks if block.linked <= 0.9 * len(block.text) or len(blocks) == 1)


class _Collector:
    """Takes the events of the parser and collects blocks and metadata."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.meta: dict[str, str] = {}
        self.data_blocks: list[str] = []
        self.title: str | None = None
        self.path: list[str] = []
        self.muted: list[bool] = []
        self.silent = 0
        self.articles = 0
        self.inside = 0
        self.aside: list[str] = []
        self.muttered: list[str] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.links = 0
        self.kept: list[str] | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        if tag == "meta":
            self._remember(attributes)
        elif tag == "link" and attributes.get("rel") == "canonical":
            self.meta.setdefault("canonical", attributes.get("href", ""))
        if tag == "title" or (tag == "script" and attributes.get("type", "").strip() == "application/ld+json"):
            self.kept = []
        if not INLINE.fullmatch(tag):
            self._break()
        self.muted.append(bool(SILENT.fullmatch(tag)) or _aside(tag, attributes))
        self.silent += self.muted[-1]
        self.links += tag == "a"
        self.articles += tag == "article" and not self.inside
        self.inside += tag == "article"
        self.path.append(tag)

    def end(self, tag: str) -> None:
        """Close an element."""
        if not INLINE.fullmatch(tag):
            self._break()
        if self.kept is not None and tag in ("title", "script"):
            self._store(tag, "".join(self.kept))
        if self.path:
            self.path.pop()
            self.silent -= self.muted.pop()
            self.links -= tag == "a"
            self.inside -= tag == "article"

    def data(self, text: str) -> None:
        """Take a piece of text."""
        if self.kept is not None:
            self.kept.append(text)
        elif self.silent == 0:
            glued = bool(self.pieces) and len(self.pieces[-1]) >= DATE and self.pieces[-1][-1].isdigit()
            self.pieces.append(f" {text}" if glued and text[:1].isupper() else text)
            self.linked += len(text.strip()) if self.links else 0
        else:
            self.muttered.append(text)

    def close(self) -> Markup:
        """Return what was collected."""
        self._break()
        aside = frozenset(self.aside) - {block.text for block in self.blocks}
        return Markup(tuple(self.blocks), self.meta, tuple(self.data_blocks), self.title, aside)

    def _break(self) -> None:
        text = SPACES.sub(" ", "".join(self.pieces)).strip()
        if text:
            tag = next((tag for tag in reversed(self.path[-8:]) if not INLINE.fullmatch(tag)), "")
            self.blocks.append(Block(tag, text, self.linked, self.articles if self.inside else 0))
        beside = SPACES.sub(" ", "".join(self.muttered)).strip()
        if beside:
            self.aside.append(beside)
        self.pieces, self.muttered, self.linked = [], [], 0

    def _store(self, tag: str, text: str) -> None:
        self.kept = None
        if tag == "script":
            self.data_blocks.append(text)
        elif self.title is None:
            self.title = SPACES.sub(" ", text).strip() or None

    def _remember(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name and attributes.get("content", "").strip():
            self.meta.setdefault(name.strip().lower(), attributes["content"].strip())


def _aside(tag: str, attributes: Mapping[str, str]) -> bool:
    """Say whether an element is furniture by the names it bears, or hidden from the reader."""
    if tag in WHOLE:
        return False
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().split()
    return "hidden" in attributes or any(map(FURNITURE.fullmatch, names))


def linked_data(markup: Markup) -> Iterator[Mapping[str, Any]]:
    """Yield every object of the page's JSON-LD, those inside lists and @graph too; broken ones are passed over."""
    for text in markup.data:
        try:
            waiting = [json.loads(text)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            found = waiting.pop(0)
            if isinstance(found, list):
                waiting = found + waiting
            elif isinstance(found, dict):
                yield found
                waiting.insert(0, found.get("@graph"))
