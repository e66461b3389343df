"""Feeds: RSS and Atom, each item a document of its own with the title, date, address and publisher the feed gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from lxml import etree

from karvon.read.extracted import About, Content, Extracted, made, nothing, part_name
from karvon.read.limits import MOST_PARTS
from karvon.read.markup import flat, own
from karvon.read.webpage import day_in

DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
ITEMS = ("item", "entry")
BODIES = ("encoded", "content", "full-text", "fulltext", "description", "summary")
DAYS = ("pubDate", "published", "date", "issued", "created", "updated")
BEGUN = re.compile(
    r"(?:…|\.\.\.|читать (?:далее|полностью)|подробнее|read more|continue reading)\W{0,4}$", re.IGNORECASE
)
IN_DIGITS = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b")
MARKED = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]\w{1,10};")
Element = etree._Element


def feed(text: str, name: str) -> Iterator[tuple[str, Content]]:
    """Yield every item of a feed with its name; entities and addresses inside the XML are not followed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, encoding="utf-8"
    )
    root = etree.fromstring(DECLARATION.sub("", text, count=1).encode("utf-8", "replace"), parser)
    if root is None:
        yield name, nothing(name, "read.file_damaged", error="XML")
        return
    items = [element for element in root.iter("{*}*") if _local(element) in ITEMS]
    if not items:
        yield name, nothing(name, "read.feed_empty")
    if len(items) > MOST_PARTS:
        cut = made(name, "read.parts_cut", "warning", kept=str(MOST_PARTS), count=str(len(items)))
        yield name, Extracted(None, (cut,))
    outlet = _outlet(root)
    begun = sum(BEGUN.search(_body(item)[-40:]) is not None for item in items[:MOST_PARTS])
    if begun:
        told = made(name, "read.feed_beginnings", "note", count=str(begun), all=str(len(items)))
        yield name, Extracted(None, (told,))
    for number, item in enumerate(items[:MOST_PARTS], 1):
        own = part_name(name, _first(item, "guid", "id") or "", number)
        yield own, _item(item, own, outlet)


def _item(item: Element, name: str, outlet: str | None) -> Extracted:
    title = _plain(_first(item, "title") or "")
    body = _body(item)
    text = body if body.startswith(title) else f"{title}\n\n{body}".strip()
    if not text:
        return nothing(name, "read.feed_item_empty")
    source = _plain(_first(item, "source") or "") or outlet
    return Extracted(text, (), About(_day(item), title or None, source, _link(item)), offered=True)


def _body(item: Element) -> str:
    """Return the longest text an item has, without the lines that are one link to something else."""
    found = (_first(item, tag) or "" for tag in BODIES)
    return max((own(content) if MARKED.search(content) else _plain(content) for content in found), key=len)


def _local(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _children(element: Element, tag: str) -> Iterator[Element]:
    return (child for child in element if _local(child) == tag)


def _first(element: Element, *tags: str) -> str | None:
    """Return the content of the first child of one of these names that has any, markup inside it included."""
    for tag in tags:
        for child in _children(element, tag):
            content = child.text or ""
            if len(child) and child.get("type") == "xhtml":
                content = etree.tostring(child, encoding="unicode", method="html", with_tail=False)
            if content.strip():
                return content.strip()
    return None


def _plain(content: str) -> str:
    return flat(content) if MARKED.search(content) else re.sub(r"[ \t]+", " ", content).strip()


def _outlet(root: Element) -> str | None:
    channel = next(_children(root, "channel"), root)
    return _plain(_first(channel, "title") or "") or None


def _day(item: Element) -> str | None:
    """Return the day of an item as its feed writes it, in the feed's own time zone."""
    written = _first(item, *DAYS)
    if written is None:
        return None
    in_digits = IN_DIGITS.match(written)
    if in_digits is not None:
        day, month, year = map(int, in_digits.groups())
        return day_in(f"{year}-{month:02}-{day:02}")
    for clock in ("", " 00:00:00"):
        try:
            return day_in(written) or parsedate_to_datetime(f"{written}{clock}").date().isoformat()
        except ValueError:
            continue
    return None


def _link(item: Element) -> str | None:
    for child in _children(item, "link"):
        if child.get("rel", "alternate") == "alternate":
            address = (child.get("href") or child.text or "").strip()
            if address.startswith(("http://", "https://")):
                return address
    return None
