"""Printed pages: the text of PDF files, without the lines that stand at the head and foot of every page."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from karvon.model.document import Finding
from karvon.read.extracted import About, Extracted, made, nothing
from karvon.read.limits import LARGEST_TEXT, MOST_PAGES

EDGE = 3  # lines at the head and at the foot of a page among which running ones are looked for
BLANKS = re.compile(r"[ \t\u00a0]+")
FIGURE = re.compile(r"(?<![\w.,])[+-]?\d[\d.,]{0,20}(?!\w)")
NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?![\d.,]*\d)")
NUMBERED = re.compile(
    r"\W{0,6}(?:стр(?:аница)?|page|p)\.?\s?\d{1,4}(?:\s?(?:/|из|of)\s?\d{1,4})?\W{0,6}", re.IGNORECASE
)
ADDRESS = re.compile(r"https?://[^\s<>\"']+")
CLOCK = re.compile(r"\d{1,2}:\d\d")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def pdf(data: bytes, name: str) -> Extracted:
    """Return the text of a PDF; pages that hold only a picture are findings, as is a file of nothing else."""
    from pypdf import PdfReader  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what a damaged file gives is told by findings
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
    body, running = without_running_lines([_lines(page) for page in pages])
    paragraphs = _paragraphs(body)
    paragraphs[:0] = () if any(map(YEAR.search, paragraphs[:4])) else _issue(running)
    if not body:
        return nothing(name, "read.pdf_without_text", pages=str(len(pages)))
    findings = (*_pages_lost(name, pages, len(reader.pages)), *_tables_unread(name, paragraphs))
    address = next((found[0] for line in running if (found := ADDRESS.search(line)) and "…" not in line), None)
    return Extracted("\n".join(paragraphs), findings, About(url=address))


def _lines(page: str) -> list[str]:
    lines = (BLANKS.sub(" ", line).strip() for line in page.replace("\0", "").split("\n"))
    return [line for line in lines if line]


def _pages_lost(name: str, pages: Sequence[str], count: int) -> tuple[Finding, ...]:
    findings = []
    empty = [str(number) for number, text in enumerate(pages, 1) if not text.strip()]
    if empty:
        findings.append(made(name, "read.pdf_pages_without_text", "warning", pages=", ".join(empty)))
    if len(pages) < count:
        findings.append(made(name, "read.pages_cut", "warning", kept=str(len(pages)), count=str(count)))
    return tuple(findings)


def _tables_unread(name: str, paragraphs: Sequence[str]) -> Iterator[Finding]:
    rows = [line for line in paragraphs if _is_row(line)]
    if len(rows) > 1:
        yield made(name, "read.table_unread", "warning", count=str(len(rows)), words=rows[0][:60])


def without_running_lines(pages: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    """Return the lines of the body, and the running ones: the same at the head or foot of at least every third page.

    A number that counts the pages may differ between them, any other may not: rows of a table are no running lines.
    """
    times = Counter(place for number, page in enumerate(pages) for one in _edges(page, number) for place in one)
    enough = max(2, len(pages) / 3)
    running: list[str] = []
    body: list[str] = []
    for number, page in enumerate(pages):
        told = [
            NUMBERED.fullmatch(line) is not None or any(times[one] >= enough for one in places)
            for line, places in zip(page, _edges(page, number), strict=True)
        ]
        head = next((place for place, one in enumerate(told) if not one), len(page))
        foot = next((len(page) - place for place, one in enumerate(reversed(told)) if not one), 0)
        running += (*page[:head], *page[max(head, foot) :])
        body += page[head:foot]
    return body, running


def _issue(running: Sequence[str]) -> list[str]:
    """Return the head that names the year of an issue, once, for it may be all that dates the pages."""
    return [line for line in running if YEAR.search(line) and not CLOCK.search(line) and "//" not in line][:1]


def _edges(page: Sequence[str], number: int) -> list[set[tuple[int, str]]]:
    """Return for each line of a page the shapes it has and where: first, second or third from the head or the foot."""
    found: list[set[tuple[int, str]]] = []
    for place, line in enumerate(page):
        near = [one for one in (place + 1, place - len(page)) if abs(one) <= EDGE]
        found.append({(one, shape) for one in near for shape in (_shapes(line, number) if abs(one) == 1 else {line})})
    return found


def _shapes(line: str, number: int) -> set[str]:
    """Return a line as it stands, and as it would on any page when one of its numbers counts the pages."""
    shapes = {line}
    for found in list(NUMBER.finditer(line))[:6]:
        shapes.add(f"{line[: found.start()]}\0{int(found[0]) - number}\0{line[found.end() :]}")
    return shapes


class Line(NamedTuple):
    """A printed line: its words, whether it ends well before its column does, and whether it is a row of a table."""

    text: str
    short: bool
    row: bool


HYPHEN = re.compile(r"(?<=[^\W\d_])\s?[-\u2010\u00ad]$")
COMPOUND = re.compile(r"(?:\d|ско|цко|чно|нно|ово|ево|льно|тно|рно|вно|дно|мико)[-\u2010]$")
ENDS = re.compile(r"[.!?:;»”\"…]$")
ABBREVIATED = re.compile(
    r"(?:\b(?:г|гг|им|тыс|млн|млрд|трлн|долл|руб|ул|др|проф|акад|см|рис|табл|чел|кв|пос|обл|no|mr|mrs|dr|inc|co)|\b[A-ZА-ЯЁ])\.$",
    re.IGNORECASE,
)
ITEM = re.compile(r"(?:[•▪◦*·–—-]|\d{1,2}[.)])\s")
SHORT = 0.6  # of the usual length of a line


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Return the paragraphs that printed lines make up."""
    usual = sorted(map(len, lines))[int(0.8 * len(lines))] if lines else 0
    rows = [_is_row(line) for line in lines]
    paragraphs: list[str] = []
    last: Line | None = None
    for place, text in enumerate(lines):
        in_table = rows[place] and any(rows[max(0, place - 1) : place] + rows[place + 1 : place + 2])
        line = Line(text, len(text) < SHORT * usual, in_table)
        if last is None or _parted(last, line):
            paragraphs.append(text)
        else:
            paragraphs[-1] = _joined(paragraphs[-1], text)
        last = line
    return paragraphs


def _parted(last: Line, line: Line) -> bool:
    """Say whether a paragraph ends with the one line and another begins with the next."""
    if last.row or line.row:
        return True
    if HYPHEN.search(last.text):
        return False
    if line.text[0].islower():
        return False
    ends = ENDS.search(last.text) is not None
    if ITEM.match(line.text):
        return ends or last.short
    return last.short or (ends and not ABBREVIATED.search(last.text))


def _joined(before: str, after: str) -> str:
    """Return two lines as one; a word that was divided is put together, a compound keeps its hyphen."""
    hyphen = HYPHEN.search(before)
    if hyphen is None or not after[0].isalpha():
        return f"{before} {after}"
    kept = "-" if COMPOUND.search(before) or after[0].isupper() else ""
    return f"{before[: hyphen.start()]}{kept}{after}"


def _is_row(line: str) -> bool:
    """Say whether a line looks like a row of a table: two numbers at least, and few letters beside them."""
    numbers = FIGURE.findall(line)
    return len(numbers) > 1 and sum(map(str.isalpha, line)) < 0.5 * len(line) and not ENDS.search(line)
