"""Mail: the text of a message with subject, date and sender, its attachments each a document of its own.

A page that a browser saved in the form of a message (MHTML) is read as the page it is.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from karvon.read import letters
from karvon.read.decode import decode
from karvon.read.extracted import About, Content, Extracted, made, nothing, part_name
from karvon.read.limits import MOST_PARTS

FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]?")
SURE = {b"mime-version", b"message-id", b"received", b"return-path", b"delivered-to", b"snapshot-content-location"}
LIKELY = {b"from", b"to", b"subject", b"date"}
PICTURES = ("image", "audio", "video", "font")


def is_mail(data: bytes) -> bool:
    """Say whether bytes begin like a message: header fields, and among them one that only messages have."""
    names: set[bytes] = set()
    for line in data.lstrip(b"\xef\xbb\xbf\r\n")[:20_000].split(b"\n"):
        field = FIELD.match(line)
        if field is not None:
            names.add(field[1].lower())
        elif not line[:1].isspace() or not line.strip():
            break
    return bool(names & SURE) and len(names & (SURE | LIKELY)) >= 2


def mail(data: bytes, name: str) -> Iterator[tuple[str, Content]]:
    """Yield the message itself and then each attachment that is no picture, sound or font."""
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=email.policy.default)
    body = _body(message)
    if _is_saved_page(message):
        yield name, _saved_page(message, body, name)
        return
    yield name, _letter(message, body, name)
    attached = [part for part in _leaves(message) if part is not body and _is_attachment(part)]
    for number, part in enumerate(attached[:MOST_PARTS], 1):
        own = part_name(name, part.get_filename() or "", number)
        yield own, _bytes(part)


def _is_saved_page(message: Message) -> bool:
    related = message.get_content_type() == "multipart/related"
    return bool(message["Snapshot-Content-Location"]) or (related and not message["To"])


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts of a message that hold something; a message within it is one part."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting = [one for one in part.get_payload() if isinstance(one, Message)] + waiting
        else:
            yield part


def _is_attachment(part: Message) -> bool:
    if part.get_content_maintype() in PICTURES:
        return False
    return part.get_content_disposition() == "attachment" or bool(part.get_filename()) or _is_message(part)


def _is_message(part: Message) -> bool:
    return part.get_content_type() == "message/rfc822"


def _body(message: Message) -> Message | None:
    """Return the part that a person reads: plain text rather than HTML, the first of each."""
    shown = [part for part in _leaves(message) if part.get_content_disposition() != "attachment"]
    for kind in ("text/plain", "text/html"):
        for part in shown:
            if part.get_content_type() == kind and _decoded(part).strip():
                return part
    return None


def _bytes(part: Message) -> bytes:
    if _is_message(part):
        inside = part.get_payload()
        first = inside[0] if isinstance(inside, list) and inside else None
        return first.as_bytes() if isinstance(first, Message) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: Message) -> str:
    data = _bytes(part)
    charset = part.get_content_charset()
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        found = decode(data)
        return found.text if found else ""


def _letter(message: Message, body: Message | None, name: str) -> Extracted:
    if body is None:
        return nothing(name, "read.mail_without_text")
    from karvon.read.markup import flat  # noqa: PLC0415

    text = _decoded(body)
    text = flat(text) if body.get_content_type() == "text/html" else text.replace("\r\n", "\n").strip()
    title = _header(message, "Subject")
    letter = letters.own_words(text)
    forwarded = letters.forwarded(letter.text)
    day, sender = _day(message), _sender(message)
    if forwarded is not None:
        letter = letter._replace(text=forwarded.text)
        day, sender, title = forwarded.day or day, forwarded.sender or sender, forwarded.title or title
    whole = letter.text if not title or letter.text.startswith(title) else f"{title}\n\n{letter.text}"
    quoted = made(name, "read.mail_quoted", "note", count=str(letter.quoted))
    return Extracted(whole, (quoted,) if letter.quoted else (), About(day, title, sender))


def _saved_page(message: Message, body: Message | None, name: str) -> Extracted:
    """Return the article of a page saved as MHTML."""
    html = next((part for part in _leaves(message) if part.get_content_type() == "text/html"), body)
    if html is None:
        return nothing(name, "read.page_without_text", visible="0")
    from karvon.read.webpage import page  # noqa: PLC0415

    found = page(_decoded(html), name)
    address = _header(message, "Snapshot-Content-Location") or _header(html, "Content-Location")
    if found.about.url or not (address or "").startswith("http"):
        return found
    return found._replace(about=found.about._replace(url=address))


def _header(message: Message, field: str) -> str | None:
    try:
        return re.sub(r"\s+", " ", str(message[field] or "")).strip() or None
    except (ValueError, IndexError, AttributeError):  # the standard library stumbles over some broken headers
        return None


def _sender(message: Message) -> str | None:
    shown, address = parseaddr(_header(message, "From") or "")
    return shown or address or None


def _day(message: Message) -> str | None:
    """Return the day a message was written, in its writer's own time zone."""
    try:
        return parsedate_to_datetime(_header(message, "Date") or "").date().isoformat()
    except ValueError:
        return None
