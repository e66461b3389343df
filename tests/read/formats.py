"""Files of every format, made here: what a browser, a mail program or an archiver would have written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

TRADE = "Товарооборот между Казахстаном и Узбекистаном составил {value} млрд долларов, сообщил министр торговли."
PROJECTS = "Сейчас прорабатываются 46 совместных проектов, в том числе в сельском хозяйстве и промышленности."
LONGER = (
    " Об этом было сказано на встрече с предпринимателями двух стран, которая прошла в столице и собрала участников из"
    " всех областей; подробности обещали сообщить позднее, когда будут согласованы все документы."
)
ENTRY = """<item><title>{title}</title><link>https://example.org/{guid}</link><guid isPermaLink="false">{guid}</guid>
<pubDate>{day}</pubDate><description><![CDATA[<p>{text}</p><img src="x.png"/><p>Конец.</p>]]></description></item>"""


def trade(value: str = "4,4") -> str:
    """Return a sentence with one figure."""
    return TRADE.format(value=value)


def rss(*items: str, title: str = "Пример новостей", encoding: str = "utf-8") -> bytes:
    """Return an RSS feed."""
    body = "".join(items)
    text = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>{title}</title>{body}'
    return f"{text}</channel></rss>".encode(encoding)


def item(guid: str, value: str, day: str = "Thu, 02 May 2024 23:30:00 +0500") -> str:
    """Return an item of an RSS feed."""
    return ENTRY.format(guid=guid, title="Торговля растёт", day=day, text=trade(value))


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def letter(subject: str, text: str, html: str = "", day: str = "Thu, 02 May 2024 23:30:00 +0500") -> EmailMessage:
    """Return a message."""
    message = EmailMessage()
    message["From"] = "Пример новостей <news@example.org>"
    message["To"] = "reader@example.org"
    message["Subject"] = subject
    message["Date"] = day
    message["Message-ID"] = "<1@example.org>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def page(body: str, head: str = "", charset: str = "utf-8") -> bytes:
    """Return a page as a browser saves it."""
    start = f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>Торговля — Пример</title>{head}</head>'
    menu = '<nav><ul><li><a href="/">Главная</a></li><li>USD 450,1</li><li>EUR 489,9</li></ul></nav>'
    return f"{start}<body>{menu}{body}<footer>© Все права защищены</footer></body></html>".encode(charset)


def pdf(text: str = "") -> bytes:
    """Return a PDF of one page with this text in Latin letters; without text it is what a scanner makes."""
    content = f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET".encode() if text else b"0 0 10 10 re f"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(written + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table)
