"""The brief as a Word document: the same content in the same order, with bookmarks where the page has anchors."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from docx import Document as new_document
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.styles import CT_Style
from docx.oxml.table import CT_Row
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from karvon.brief import blocks
from karvon.brief.blocks import Block, Brief, Inline, Mark, Run, Section
from karvon.brief.compose import Composed, compose
from karvon.draw.scene import png
from karvon.model.results import Results

LINE, LONGEST_WORD, USUAL_LINE, PADDING = 100, 20, 60, 4  # widths in tables, in characters
TABLE_TYPE = 16  # half points
LONGEST_BOOKMARK = 40  # Word refuses longer names
TEXT_WIDTH = Cm(17)
ACCENT, SOFT = RGBColor(0x0B, 0x5A, 0x8A), RGBColor(0x57, 0x60, 0x6A)
QUIET = ("note", "quote", "ref", "tongue")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip archive can name


class Writer:
    """Writes a brief into a Word document, block by block."""

    def __init__(self, composed: Composed) -> None:
        self.composed = composed
        self.document: Document = new_document()
        self.bookmarks = _bookmarks(composed)
        self._placed: set[str] = set()

    def write(self) -> Document:
        """Return the whole document."""
        brief, document = self.composed.brief, self.document
        _styles(document, brief.lang)
        document.add_heading(brief.title, 0)
        self.line(document.add_paragraph(), brief.subtitle)
        self.line(document.add_paragraph(), brief.read)
        for section in (brief.front, *brief.sections, *brief.annexes):
            self.section(section, 1)
        return document

    def section(self, section: Section, level: int) -> None:
        """Write a section under a heading of its level, its parts one level deeper."""
        ref = section.anchor
        title = f"{self.label(ref)} {section.title}" if ref else section.title
        heading = self.document.add_heading(title, min(level, 9))
        self.bookmark(heading, ref or f"section:{section.id}")
        for block in section.blocks:
            self.block(block, level)
        for part in section.parts:
            self.section(part, level + 1)

    def block(self, block: Block, level: int) -> None:
        """Write one block."""
        match block:
            case blocks.Paragraph():
                self.line(self.document.add_paragraph(), block.runs)
            case blocks.Items():
                self.items(block)
            case blocks.Table():
                self.table(block)
            case blocks.Picture():
                self.picture(block)
            case blocks.Card():
                self.card(block, level)
            case blocks.MarkedText():
                self.marked(self.document.add_paragraph(), block.children)
            case blocks.Details():
                self.details(block, level)
            case blocks.Tallies():
                self.tallies(block)

    def details(self, block: blocks.Details, level: int) -> None:
        """Write what a page folds away, under the line that says what it is."""
        self.line(self.document.add_paragraph(), block.summary)
        for inner in block.blocks:
            self.block(inner, level)

    def tallies(self, block: blocks.Tallies) -> None:
        """Write the numbers of the first screen as a list."""
        for tally in block.tallies:
            paragraph = self.document.add_paragraph(style="List Bullet")
            self.line(paragraph, (tally.number, Run(f" {tally.label}: "), *tally.note))

    def items(self, block: blocks.Items) -> None:
        """Write a list; the notes of an item follow it."""
        style = "List Number" if block.numbered else "List Bullet"
        for place, item in enumerate(block.items):
            notes = (Run(" "), *block.notes[place]) if block.notes else ()
            self.line(self.document.add_paragraph(style=style), (*item, *notes))

    def picture(self, block: blocks.Picture) -> None:
        """Write a chart with the sentence that says what it shows."""
        paragraph = self.document.add_paragraph()
        self.line(paragraph, (Run(f"{block.title}. ", "strong"), *block.sentence))
        self.document.add_picture(io.BytesIO(png(block.wide)), width=TEXT_WIDTH)

    def card(self, block: blocks.Card, level: int) -> None:
        """Write a card under a heading of its own, with its verdict in the heading."""
        title = "".join(run.text or self.label(run.ref) for run in block.title)
        heading = self.document.add_heading(f"{title} — {block.badge}", min(level + 1, 9))
        if block.anchor:
            self.bookmark(heading, block.anchor)
        for inner in block.blocks:
            self.block(inner, level + 1)

    def table(self, block: blocks.Table) -> None:
        """Write a table with its caption above and a header row that repeats on every page."""
        caption = self.document.add_paragraph(style="Caption")
        self.line(caption, block.caption)
        caption.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=1, cols=len(block.head), style="Table Grid")
        table.autofit = False
        for cell, head in zip(table.rows[0].cells, block.head, strict=True):
            self.line(cell.paragraphs[0], head)
            cell.paragraphs[0].style = self.document.styles["Table Head"]
        _repeat(table.rows[0]._tr)
        for row in block.rows:
            cells = table.add_row().cells
            if len(row.cells) < len(cells):
                cells = (cells[0].merge(cells[-1]),)
                cells[0].paragraphs[0].style = self.document.styles["Table Head"]
            self.cells(cells, row)
        _fit(table, self.shares(block))
        self.document.add_paragraph()

    def shares(self, block: blocks.Table) -> list[float]:
        """Return the share of the width each column needs: for its longest word, or for its usual text if longer."""
        columns: list[list[str]] = [[blocks.words(head)] for head in block.head]
        for row in block.rows:
            if len(row.cells) == len(columns):
                for column, line in zip(columns, row.cells, strict=True):
                    column.append("".join(run.text or self.label(run.ref) for run in line))
        return _shares([_least(texts) for texts in columns], [_usual(texts) for texts in columns])

    def cells(self, cells: tuple[_Cell, ...], row: blocks.TableRow) -> None:
        """Write the cells of one row; its anchor stands in the first."""
        for place, (cell, line) in enumerate(zip(cells, row.cells, strict=True)):
            paragraph = cell.paragraphs[0]
            if place == 0 and row.anchor:
                self.bookmark(paragraph, row.anchor)
            self.line(paragraph, line)

    def marked(self, paragraph: DocxParagraph, children: tuple[str | Mark, ...], *, inside: bool = False) -> None:
        """Write a text with its claims highlighted, each with a bookmark and its label."""
        for node in children:
            if isinstance(node, str):
                run = paragraph.add_run(_clean(node))
                run.font.bold = inside or None
                continue
            self.bookmark(paragraph, f"claim:{node.claim}")
            self.marked(paragraph, node.children, inside=True)
            note = paragraph.add_run(f" {self.label(f'claim:{node.claim}')}")
            note.font.superscript, note.font.color.rgb = True, SOFT

    def line(self, paragraph: DocxParagraph, line: Inline) -> None:
        """Write a line of runs; a run with lineage or an address is a link."""
        for run in line:
            self.run(paragraph, run)

    def run(self, paragraph: DocxParagraph, run: Run) -> None:
        """Write one run in its role."""
        words = _clean(run.text or (self.label(run.ref) if run.ref else ""))
        written = paragraph.add_run(words)
        written.bold = run.role == "strong" or None
        written.font.subscript = run.role == "rule" or None
        if run.role in QUIET and not run.ref:
            written.font.color.rgb = SOFT
        if run.lang and run.lang != self.composed.brief.lang:
            _language(written._r, run.lang)
        if run.role != "label" and (run.url or run.ref):
            written.font.color.rgb = ACCENT
            self.link(paragraph._p, written._r, run)

    def link(self, paragraph: CT_P, run: CT_R, linked: Run) -> None:
        """Put a run inside a hyperlink to its address or to the bookmark of its lineage."""
        link = OxmlElement("w:hyperlink")
        if linked.url:
            kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
            link.set(qn("r:id"), self.document.part.relate_to(linked.url, kind, is_external=True))
        else:
            link.set(qn("w:anchor"), self.bookmarks[linked.ref or ""])
        paragraph.append(link)
        link.append(run)

    def bookmark(self, paragraph: DocxParagraph, ref: str) -> None:
        """Set the bookmark of a ref at this place, once."""
        name = self.bookmarks.setdefault(ref, f"k{len(self.bookmarks)}")
        if name in self._placed:
            return
        self._placed.add(name)
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(len(self._placed)))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), name)
            paragraph._p.append(mark)

    def label(self, ref: str | None) -> str:
        """Return the short label of a ref."""
        return self.composed.label(ref) if ref else ""


def render(results: Results, lang: str) -> bytes:
    """Return the Word document of one run in one language; the same run gives the same bytes."""
    composed = compose(results, lang)
    document = Writer(composed).write()
    _properties(document, composed.brief, results.case.as_of)
    written = io.BytesIO()
    document.save(written)
    return _repacked(written.getvalue())


def _bookmarks(composed: Composed) -> dict[str, str]:
    """Return a bookmark name for every ref: its anchor where Word can hold it, else a number."""
    refs = [*composed.places.labels, *(f"section:{name}" for name in _sections(composed.brief))]
    names: dict[str, str] = {}
    for place, ref in enumerate(refs):
        name = composed.anchor(ref).replace("-", "_")
        names[ref] = name if len(name) <= LONGEST_BOOKMARK and name not in names.values() else f"k{place}"
    return names


def _sections(brief: Brief) -> list[str]:
    found: list[str] = []
    waiting = [brief.front, *brief.sections, *brief.annexes]
    while waiting:
        section = waiting.pop(0)
        found.append(section.id)
        waiting += section.parts
    return found


def _styles(document: Document, lang: str) -> None:
    """Set page, fonts and the language of the document."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    head = document.styles.add_style("Table Head", WD_STYLE_TYPE.PARAGRAPH)
    head.base_style, head.font.bold = normal, True
    _language(normal.element, lang)


def _language(element: CT_R | CT_Style, lang: str) -> None:
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), lang)
    for properties in [element.get_or_add_rPr()] if isinstance(element, CT_R) else element.findall(qn("w:rPr")):
        properties.append(tag)


def _least(texts: list[str]) -> float:
    """Return the width, in characters, at which no word of a column breaks; the longest words may."""
    longest = max(len(word) for text in texts for word in text.split(" ") or [""])
    return min(longest, LONGEST_WORD) + PADDING


def _usual(texts: list[str]) -> float:
    """Return the width, in characters, at which the usual cell of a column takes one line."""
    return min(sum(len(text) for text in texts) / len(texts), USUAL_LINE) + PADDING


def _shares(least: list[float], usual: list[float]) -> list[float]:
    """Return each column's share of the width: what its words need, and the rest by what its lines would need."""
    spare = max(LINE - sum(least), 0)
    wants = [max(want - need, 0.1) for need, want in zip(least, usual, strict=True)]
    widths = [need + spare * want / sum(wants) for need, want in zip(least, wants, strict=True)]
    return [width / sum(widths) for width in widths]


def _fit(table: Table, shares: list[float]) -> None:
    """Give every column its share of the text width, with thin rules and small type."""
    widths = [Emu(int(TEXT_WIDTH * share)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row._tr.tc_lst, widths, strict=False):
            cell.width = width
            for run in cell.iter(qn("w:r")):
                _small(run)
    table._tbl.tblPr.append(_rules())


def _small(run: BaseOxmlElement) -> None:
    if isinstance(run, CT_R):
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), str(TABLE_TYPE))
        run.get_or_add_rPr().append(size)


def _rules() -> Any:
    """Return thin grey lines between rows and none between columns."""
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{edge}")
        line.set(qn("w:val"), "nil" if edge in ("left", "right", "insideV") else "single")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), "B5BBC3")
        borders.append(line)
    return borders


def _repeat(row: CT_Row) -> None:
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(header)


def _properties(document: Document, brief: Brief, as_of: dt.date) -> None:
    core = document.core_properties
    moment = dt.datetime.combine(as_of, dt.time())
    core.title, core.author, core.language = brief.title, "Karvon", brief.lang
    core.created = core.modified = moment
    core.last_modified_by, core.revision, core.comments = "Karvon", 1, ""


def _clean(words: str) -> str:
    """Return the text without the control characters that XML cannot hold."""
    return "".join(letter for letter in words if letter in "\t\n" or letter >= " ")


def _repacked(packed: bytes) -> bytes:
    """Return the archive with every member at the same fixed time, in the same order."""
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(member, old.read(name))
    return whole.getvalue()
