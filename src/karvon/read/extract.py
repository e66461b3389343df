"""Extraction: the documents inside a file of any format, and findings where nothing or only part came out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from karvon.read.archives import archive, written_in
from karvon.read.decode import decode
from karvon.read.extracted import Content, Extracted, cut, made, nothing
from karvon.read.limits import DEEPEST, LARGEST, SECONDS, TooSlowError, time_limit
from karvon.read.mail import is_mail, mail

T = TypeVar("T")
Single = Callable[[bytes, str], Extracted]
HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|p|div)\b", re.IGNORECASE)
ROOT = re.compile(r"<([A-Za-z][\w.-]{0,40}:)?([A-Za-z][\w.-]{0,40})")
OPENING = 20_000  # bytes in which the marks of an exported channel stand
FEEDS = frozenset({"rss", "feed", "rdf"})
REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "read.old_word"),
    (b"{\\rtf", "read.old_word"),
    (b"Rar!\x1a\x07", "read.archive_of_another_kind"),
    (b"7z\xbc\xaf\x27\x1c", "read.archive_of_another_kind"),
    (b"\x1f\x8b", "read.archive_of_another_kind"),
)
ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def documents(data: bytes, name: str, around: tuple[str, ...] = ()) -> Iterator[tuple[str, Extracted]]:
    """Yield every document in the bytes of a file with its name: one, or those of a feed, a mail or an archive.

    The format is told by content, not by name; `around` names the kinds of containers the bytes come out of.
    """
    kind = container_of(data)
    if kind is None:
        yield name, guarded(lambda: extract(data, name), name)
    elif len(around) >= DEEPEST or around.count(kind) >= 2:
        yield name, nothing(name, "read.archive_too_deep")
    else:
        yield from inside(CONTAINERS[kind](data, name), name, (*around, kind))


def inside(parts: Iterator[tuple[str, Content]], name: str, around: tuple[str, ...]) -> Iterator[tuple[str, Extracted]]:
    """Yield the documents in the parts of a container, each under a name that no other has."""
    used: dict[str, int] = {}
    while True:
        found = guarded(lambda: next(parts, None), name)
        if found is None:
            return
        own, content = (name, found) if isinstance(found, Extracted) else found
        used[own] = used.get(own, 0) + 1
        own = own if used[own] == 1 else f"{own}-{used[own]}"
        if isinstance(content, Extracted):
            yield own, cut(content, own)
        else:
            yield from documents(content, own, around)


def container_of(data: bytes) -> str | None:
    """Return the kind of container that bytes are; None for a single document."""
    if data.startswith(ZIP):
        return None if written_in(data) else "archive"
    if any(data.startswith(mark) for mark, _ in (*SINGLE, *REFUSED)):
        return None
    if is_mail(data):
        return "mail"
    if b"message" in data[:OPENING] and is_channel(data[:OPENING]):
        return "channel"
    return "feed" if is_feed(data[:4000].decode("latin-1").replace("\0", "")) else None


def is_channel(head: bytes) -> bool:
    """Say whether a text begins like the posts of a Telegram channel, exported or shown."""
    if b"chat_page" in head or b"tgme_widget_message_text" in head:
        return True
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and b'"messages"' in head


def is_feed(head: str) -> bool:
    """Say whether the first element of a text is that of a feed."""
    text = head.lstrip("\u00ef\u00bb\u00bf\u00ff\u00fe\ufeff \t\r\n")
    root = ROOT.search(text) if text.startswith("<") else None
    return root is not None and root[2].lower() in FEEDS


def _archive(data: bytes, name: str) -> Iterator[tuple[str, Content]]:
    return archive(io.BytesIO(data), name)


def _feed(data: bytes, name: str) -> Iterator[tuple[str, Content]]:
    from karvon.read.feeds import feed  # noqa: PLC0415

    decoded = decode(data)
    return iter(()) if decoded is None else feed(decoded.text, name)


def _channel(data: bytes, name: str) -> Iterator[tuple[str, Content]]:
    from karvon.read.channels import posts  # noqa: PLC0415

    decoded = decode(data)
    return iter(()) if decoded is None else posts(decoded.text, name)


CONTAINERS: dict[str, Callable[[bytes, str], Iterator[tuple[str, Content]]]] = {
    "archive": _archive,
    "mail": mail,
    "feed": _feed,
    "channel": _channel,
}


def extract(data: bytes, name: str) -> Extracted:
    """Return the text of a single document."""
    if not data.strip():
        return nothing(name, "read.file_empty")
    if len(data) > LARGEST:
        return nothing(name, "read.file_too_large", size=str(len(data) // 1_000_000), limit=str(LARGEST // 1_000_000))
    for mark, code in REFUSED:
        if data.startswith(mark):
            return nothing(name, code)
    for mark, reader in SINGLE:
        if data.startswith(mark):
            return cut(reader(data, name), name)
    return cut(_text(data, name), name)


def _text(data: bytes, name: str) -> Extracted:
    decoded = decode(data)
    if decoded is None:
        return nothing(name, "read.file_binary")
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if HTML.search(text[:4000]) and text.count("<") > 4:
        extracted = _page(text, name)
    elif text.lstrip("\ufeff \n\t").startswith("<?xml"):
        extracted = _marked(text, name)
    else:
        extracted = Extracted(text, ()) if text.strip() else nothing(name, "read.file_empty")
    if not decoded.lost:
        return extracted
    lost = made(name, "read.bytes_lost", "warning", count=str(decoded.lost), encoding=decoded.encoding)
    return extracted._replace(findings=(lost, *extracted.findings))


def _marked(text: str, name: str) -> Extracted:
    """Return the words of XML that is no feed, a line for each element."""
    from karvon.read.markup import flat  # noqa: PLC0415

    words = flat(text[text.find("?>") + 2 :])
    return Extracted(words, ()) if words.strip() else nothing(name, "read.file_empty")


def _page(text: str, name: str) -> Extracted:
    from karvon.read.webpage import page  # noqa: PLC0415

    return page(text, name)


def _pdf(data: bytes, name: str) -> Extracted:
    from karvon.read.printed import pdf  # noqa: PLC0415

    return pdf(data, name)


def _word(data: bytes, name: str) -> Extracted:
    from karvon.read import office  # noqa: PLC0415

    return office.open_text(data, name) if written_in(data) == "open" else office.word(data, name)


SINGLE: tuple[tuple[bytes, Single], ...] = ((b"%PDF", _pdf), (ZIP[0], _word))


def guarded(compute: Callable[[], T], name: str) -> T | Extracted:
    """Turn whatever a format library raises on a damaged file, and a file without end, into a finding."""
    try:
        with time_limit(SECONDS):
            return compute()
    except TooSlowError:
        return nothing(name, "read.file_too_slow", seconds=str(SECONDS))
    except MemoryError:
        raise
    except Exception as error:
        return nothing(name, "read.file_damaged", error=f"{type(error).__name__}: {error}"[:160])
