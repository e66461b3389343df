"""Extraction: the article inside a file of any format, and findings where nothing or only part came out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from karvon.model.document import Finding, Severity
from karvon.read.decode import decode

LARGEST = 20_000_000
LARGEST_TEXT = 1_000_000
LARGEST_ZIP_PART = 60_000_000
HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|p|div)\b", re.IGNORECASE)
TAG = re.compile(r"<script.*?</script>|<style.*?</style>|<[^>]+>", re.IGNORECASE | re.DOTALL)
KEPT_SHARE = 0.25


class Extracted(NamedTuple):
    """The text that claims will point into (None when there is none) and what went wrong on the way."""

    text: str | None
    findings: tuple[Finding, ...]
    published: str | None = None
    title: str | None = None


def extract(data: bytes, name: str) -> Extracted:
    """Return the text of one file, told by its content rather than its name."""
    if not data.strip():
        return _nothing(name, "read.file_empty")
    if len(data) > LARGEST:
        return _nothing(name, "read.file_too_large", size=str(len(data) // 1_000_000), limit=str(LARGEST // 1_000_000))
    for mark, reader in READERS:
        if data.startswith(mark):
            return _guarded(reader, data, name)
    return _text(data, name)


def _text(data: bytes, name: str) -> Extracted:
    decoded = decode(data)
    if decoded is None:
        return _nothing(name, "read.file_binary")
    findings = (
        (_finding(name, "read.bytes_lost", "warning", count=str(decoded.lost), encoding=decoded.encoding),)
        if decoded.lost
        else ()
    )
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if HTML.search(text[:4000]) and text.count("<") > 4:
        return _with(_guarded(_html, text.encode(), name), findings)
    if len(text) > LARGEST_TEXT:
        cut = _finding(name, "read.text_cut", "warning", kept=str(LARGEST_TEXT), length=str(len(text)))
        return Extracted(text[:LARGEST_TEXT], (*findings, cut))
    return Extracted(text, findings) if text.strip() else _nothing(name, "read.file_empty")


def _guarded(reader: Callable[[bytes, str], Extracted], data: bytes, name: str) -> Extracted:
    """Turn whatever a format library raises on a damaged file into a finding; the batch goes on."""
    try:
        return reader(data, name)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:
        return _nothing(name, "read.file_damaged", error=f"{type(error).__name__}: {error}"[:160])


def _html(data: bytes, name: str) -> Extracted:
    from trafilatura import bare_extraction  # noqa: PLC0415

    page = data.decode()
    found = bare_extraction(page, include_comments=False, include_tables=True, favor_recall=True, with_metadata=True)
    text = str(getattr(found, "text", None) or "").strip()
    visible = len(re.sub(r"\s+", " ", TAG.sub(" ", page)))
    if not text:
        return _nothing(name, "read.page_without_text", visible=str(visible))
    findings: tuple[Finding, ...] = ()
    if _lost(page, text):
        findings = (_finding(name, "read.page_text_lost", "warning", kept=str(len(text)), visible=str(visible)),)
    return Extracted(text, findings, getattr(found, "date", None), getattr(found, "title", None))


def _lost(page: str, text: str) -> bool:
    """Say whether a paragraph of the page longer than the whole extract is missing from it."""
    longest = max(
        (TAG.sub("", part) for part in re.findall(r"<p\b[^>]*>(.*?)</p>", page, re.IGNORECASE | re.DOTALL)),
        key=len,
        default="",
    )
    longest = re.sub(r"\s+", " ", longest).strip()
    flat = re.sub(r"\s+", " ", text)
    return len(longest) > 200 and longest[50:120] not in flat and len(longest) > KEPT_SHARE * len(flat)


def _pdf(data: bytes, name: str) -> Extracted:
    from pypdf import PdfReader  # noqa: PLC0415

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return _nothing(name, "read.file_locked")
    pages = [page.extract_text() or "" for page in reader.pages]
    empty = [str(number) for number, text in enumerate(pages, 1) if not text.strip()]
    text = "\n".join(_joined(text) for text in pages).strip()
    if not text:
        return _nothing(name, "read.pdf_without_text", pages=str(len(pages)))
    if empty:
        return Extracted(text, (_finding(name, "read.pdf_pages_without_text", "warning", pages=", ".join(empty)),))
    return Extracted(text, ())


def _joined(text: str) -> str:
    """Join the lines of a printed page into paragraphs: a line that ends a sentence ends its paragraph."""
    text = re.sub(r"(\w)-\n(\w)", r"\1\2", text)
    return re.sub(r"(?<![.!?:»\"”])\n(?=\S)", " ", text)


def _docx(data: bytes, name: str) -> Extracted:
    if not _small_zip(data):
        return _nothing(name, "read.file_too_large", size="?", limit=str(LARGEST_ZIP_PART // 1_000_000))
    from docx import Document  # noqa: PLC0415
    from docx.table import Table  # noqa: PLC0415

    lines: list[str] = []
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            lines += ["\t".join(cell.text.strip() for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    text = "\n".join(lines).strip()
    return Extracted(text, ()) if text else _nothing(name, "read.file_empty")


def _small_zip(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(part.file_size for part in archive.infolist()) <= LARGEST_ZIP_PART


READERS: tuple[tuple[bytes, Callable[[bytes, str], Extracted]], ...] = ((b"%PDF", _pdf), (b"PK\x03\x04", _docx))


def _nothing(name: str, code: str, **params: str) -> Extracted:
    return Extracted(None, (_finding(name, code, "error", **params),))


def _finding(name: str, code: str, severity: Severity, **params: str) -> Finding:
    return Finding(name, "", code, severity, tuple(sorted(params.items())))


def _with(extracted: Extracted, findings: tuple[Finding, ...]) -> Extracted:
    return extracted._replace(findings=(*findings, *extracted.findings))
