"""Written documents: the paragraphs, tables, boxes and footnotes of Word and OpenDocument files, as finally worded."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from karvon.model.document import Finding
from karvon.read.extracted import Extracted, made, nothing
from karvon.read.limits import LARGEST_UNPACKED

Element = etree._Element
OUT = frozenset({"del", "moveFrom", "Fallback", "tracked-changes", "annotation", "sequence-decls"})
SIGNS = {
    "tab": " ",
    "br": "\n",
    "cr": "\n",
    "line-break": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
    "s": " ",
}
PARAGRAPHS = ("p", "h")
ROWS = ("tr", "table-row")
CELLS = ("tc", "table-cell")
BOXES = ("txbxContent", "text-box")
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
ASIDE = OUT | {*BOXES, "note"}
OPEN = "opendocument:xmlns:text"
BLANKS = re.compile(r"[ \t]+")
DEEPEST = 200


def word(data: bytes, name: str) -> Extracted:
    """Return the text of a Word document: changes as accepted, cells of a row in one line, footnotes at the end."""
    return _text(data, name, ("word/document.xml", *NOTES))


def open_text(data: bytes, name: str) -> Extracted:
    """Return the text of an OpenDocument file, as LibreOffice writes it."""
    return _text(data, name, ("content.xml",))


def _text(data: bytes, name: str, parts: tuple[str, ...]) -> Extracted:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(part.file_size for part in archive.infolist())
        if size > LARGEST_UNPACKED:
            limit = str(LARGEST_UNPACKED // 1_000_000)
            return nothing(name, "read.file_too_large", size=str(size // 1_000_000), limit=limit)
        there = set(archive.namelist())
        roots = [_parsed(archive.read(part)) for part in parts if part in there]
    lines = [line for root in roots for line in _lines(root, 0)]
    text = "\n".join(lines).strip()
    return Extracted(text, tables_unread(name, lines)) if text else nothing(name, "read.file_empty")


def _parsed(data: bytes) -> Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _lines(element: Element, depth: int) -> Iterator[str]:
    """Yield the lines of everything in an element; a box in a paragraph follows the paragraph."""
    for child in element:
        kind = _local(child)
        if kind in OUT or depth > DEEPEST:
            continue
        if kind in PARAGRAPHS:
            yield BLANKS.sub(" ", "".join(_words(child))).strip()
            for box in _boxes(child):
                yield from _lines(box, depth + 1)
        elif kind in ROWS:
            yield row([" ".join(filter(None, _lines(cell, depth + 1))) for cell in child if _local(cell) in CELLS])
        else:
            yield from _lines(child, depth + 1)


def row(cells: list[str]) -> str:
    """Return the cells of a row as one line; a row of one cell is a plain line."""
    told = [" ".join(cell.split()) for cell in cells]
    return f"| {' | '.join(told)} |" if len(told) > 1 and any(told) else "".join(told)


def _words(element: Element) -> Iterator[str]:
    """Yield the words of a paragraph as they stand once every tracked change is accepted."""
    is_open = OPEN in str(element.tag)
    if is_open or _local(element) == "t":
        yield element.text or ""
    for child in element:
        kind = _local(child)
        if kind in SIGNS:
            yield SIGNS[kind]
        elif kind and kind not in ASIDE:
            yield from _words(child)
        if is_open:
            yield child.tail or ""


def _boxes(paragraph: Element) -> list[Element]:
    """Return the boxes that hang on a paragraph, and the notes an OpenDocument file keeps in it, outer ones only."""
    waiting = list(paragraph)
    found: list[Element] = []
    while waiting:
        child = waiting.pop(0)
        kind = _local(child)
        if kind in BOXES or kind == "note-body":
            found.append(child)
        elif kind not in OUT:
            waiting = [*child, *waiting]
    return found


def _local(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def tables_unread(name: str, lines: list[str]) -> tuple[Finding, ...]:
    """Return the finding that rows of figures stand in the text: they are shown, and not read as a table."""
    rows = [line for line in lines if is_row(line) and any(map(str.isdigit, line))]
    if not rows:
        return ()
    return (made(name, "read.table_unread", "warning", count=str(len(rows)), words=_shown(rows[0])),)


def is_row(line: str) -> bool:
    """Say whether a line is a row of a table."""
    return line.startswith("| ") and line.rstrip().endswith("|")


def _shown(line: str) -> str:
    return line.strip(" |")[:60].strip(" |")
