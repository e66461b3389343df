"""Printed pages: the text of PDF and Word files."""

from __future__ import annotations

import io
import re
import zipfile

from karvon.model.document import Finding
from karvon.read.extracted import Extracted, made, nothing
from karvon.read.limits import LARGEST_TEXT, LARGEST_UNPACKED, MOST_PAGES


def pdf(data: bytes, name: str) -> Extracted:
    """Return the text of a PDF; pages that hold only a picture are findings, as is a file of nothing else."""
    from pypdf import PdfReader  # noqa: PLC0415

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return nothing(name, "read.file_locked")
    pages: list[str] = []
    length = 0
    for page in reader.pages[:MOST_PAGES]:
        pages.append(page.extract_text() or "")
        length += len(pages[-1])
        if length > LARGEST_TEXT:
            break
    text = "\n".join(_joined(page) for page in pages).strip()
    if not text:
        return nothing(name, "read.pdf_without_text", pages=str(len(pages)))
    return Extracted(text, _pages_lost(name, pages, len(reader.pages)))


def _pages_lost(name: str, pages: list[str], count: int) -> tuple[Finding, ...]:
    findings = []
    empty = [str(number) for number, text in enumerate(pages, 1) if not text.strip()]
    if empty:
        findings.append(made(name, "read.pdf_pages_without_text", "warning", pages=", ".join(empty)))
    if len(pages) < count:
        findings.append(made(name, "read.pages_cut", "warning", kept=str(len(pages)), count=str(count)))
    return tuple(findings)


def _joined(text: str) -> str:
    """Join the lines of a printed page into paragraphs: a line that ends a sentence ends its paragraph."""
    text = re.sub(r"(\w)-\n(\w)", r"\1\2", text)
    return re.sub(r"(?<![.!?:»\"”])\n(?=\S)", " ", text)


def word(data: bytes, name: str) -> Extracted:
    """Return the paragraphs and tables of a Word document, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > LARGEST_UNPACKED:
        limit = str(LARGEST_UNPACKED // 1_000_000)
        return nothing(name, "read.file_too_large", size=str(size // 1_000_000), limit=limit)
    from docx import Document  # noqa: PLC0415
    from docx.table import Table  # noqa: PLC0415

    document = Document(io.BytesIO(data))
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += ["\t".join(cell.text.strip() for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    text = "\n".join(lines).strip()
    return Extracted(text, ()) if text else nothing(name, "read.file_empty")
