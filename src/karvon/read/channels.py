"""Channels: each post of a Telegram channel, as its program exports them (HTML, JSON) or its page shows them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from karvon.read.extracted import About, Content, Extracted, made, nothing, part_name
from karvon.read.limits import MOST_PARTS
from karvon.read.markup import flat
from karvon.read.webpage import day_in

DAY = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
Element: TypeAlias = Any  # lxml's own types tell nothing of what a path finds


def posts(text: str, name: str) -> Iterator[tuple[str, Content]]:
    """Yield every post that holds words, with its day and its channel; a JSON file of other data as text."""
    if text.lstrip().startswith("{"):
        try:
            found = list(_of_export(json.loads(text)))
        except (ValueError, RecursionError, AttributeError, TypeError):
            yield name, Extracted(text, ())
            return
    else:
        found = list(_of_page(text))
    if not found:
        yield name, nothing(name, "read.page_without_text")
    if len(found) > MOST_PARTS:
        cut = made(name, "read.parts_cut", "warning", kept=str(MOST_PARTS), count=str(len(found)))
        yield name, Extracted(None, (cut,))
    for number, (own, words, about) in enumerate(found[:MOST_PARTS], 1):
        yield part_name(name, own, number), Extracted(words, (), about, offered=True)


Post = tuple[str, str, About]


def _of_export(data: Any) -> Iterator[Post]:
    """Yield the posts of the JSON that the program exports."""
    for post in data["messages"]:
        written = post.get("text", "")
        parts = written if isinstance(written, list) else [written]
        words = "".join(one if isinstance(one, str) else str(one.get("text", "")) for one in parts).strip()
        if words and post.get("type", "message") == "message":
            outlet = post.get("forwarded_from") or post.get("from") or data.get("name")
            yield str(post.get("id", "")), words, About(day_in(str(post.get("date", ""))), None, outlet)


def _of_page(text: str) -> Iterator[Post]:
    """Yield the posts of an exported or a shown page; a post without a name is by the author of the one before."""
    from lxml import etree, html  # noqa: PLC0415

    outlet = None
    shown = "contains(concat(' ', @class, ' '), ' {} ')"
    root: Element = html.document_fromstring(text)
    for post in root.xpath(f"//div[{shown.format('message')} or {shown.format('tgme_widget_message')}]"):
        outlet = _first(post, ".//*[contains(@class, 'from_name') or contains(@class, 'owner_name')]") or outlet
        bodies = post.xpath(f".//div[@class='text' or {shown.format('tgme_widget_message_text')}]")
        words = "\n".join(flat(etree.tostring(body, encoding="unicode", with_tail=False)) for body in bodies).strip()
        days = post.xpath(".//div[contains(@class, 'date')]/@title | .//time/@datetime")
        if words:
            own = post.get("id") or post.get("data-post") or ""
            yield own, words, About(next(filter(None, map(_day, days)), None), None, outlet)


def _first(post: Element, path: str) -> str | None:
    found = post.xpath(path)
    return " ".join(found[0].text_content().split()) or None if found else None


def _day(written: str) -> str | None:
    """Return the day of "12.03.2025 10:45:12 UTC+06:00" or "2025-03-12T10:45:12+06:00", as it is written."""
    found = DAY.match(written)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else day_in(written)
