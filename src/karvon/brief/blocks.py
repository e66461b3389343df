"""What a brief is made of, whatever it is printed as: runs of text in paragraphs, tables, charts and sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

Role = Literal["text", "fig", "date", "name", "quote", "ref", "link", "strong", "note", "label", "tongue", "rule"]


class Calculation(msgspec.Struct, frozen=True):
    """The arithmetic of a derived number: what it is, and each line written out with links to its terms."""

    id: str
    title: tuple[Run, ...]
    lines: tuple[tuple[Run, ...], ...]


class Run(msgspec.Struct, frozen=True):
    """Words in one role; `ref` is the lineage they lead to ("claim:…", "row:…", "assume:…", "check:…", "calc:…").

    A number has the role fig and always a ref; `calculation` is the arithmetic behind a calc ref. A label names the
    place where it stands and leads nowhere; a rule is the number of a rule of reading. `url` is an address outside the
    brief, `lang` the language of words that are not the brief's own.
    """

    text: str
    role: Role = "text"
    ref: str | None = None
    url: str | None = None
    lang: str | None = None
    calculation: Calculation | None = None


Inline = tuple[Run, ...]


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph; `tone` is body, lead (the sentence that says what follows), note or arithmetic."""

    runs: Inline
    tone: str = "body"


class Items(msgspec.Struct, frozen=True):
    """A list, numbered or not; each item is one paragraph and an optional line of notes under it."""

    items: tuple[Inline, ...]
    numbered: bool = False
    notes: tuple[Inline, ...] = ()


class TableRow(msgspec.Struct, frozen=True):
    """Cells of one row; `anchor` is the lineage that other places of the brief refer to.

    A row of one cell in a wider table heads the group of rows below it.
    """

    cells: tuple[Inline, ...]
    anchor: str | None = None


class Table(msgspec.Struct, frozen=True):
    """A table with a caption and one header row; `numeric` names the columns set flush right."""

    caption: Inline
    head: tuple[Inline, ...]
    rows: tuple[TableRow, ...]
    numeric: tuple[int, ...] = ()
    tone: str = "plain"


class Picture(msgspec.Struct, frozen=True):
    """A chart in the forms that each kind of brief needs; its numbers stand in the table that follows it."""

    title: str
    sentence: Inline
    wide: str
    narrow: str


class Card(msgspec.Struct, frozen=True):
    """One case put before the reader: heading, verdict, and what speaks for it; `anchor` as in TableRow."""

    anchor: str | None
    title: Inline
    badge: str
    tone: str
    blocks: tuple[Block, ...]


class Mark(msgspec.Struct, frozen=True):
    """A stretch of a document's text that a claim quotes; `children` are texts and marks inside it."""

    claim: str
    children: tuple[str | Mark, ...]


class MarkedText(msgspec.Struct, frozen=True):
    """A document's whole text with every claim marked in it."""

    lang: str
    children: tuple[str | Mark, ...]


class Tally(msgspec.Struct, frozen=True):
    """One number of the first screen: the figure, what it counts, and a line that explains it."""

    number: Run
    label: str
    note: Inline
    tone: str


class Tallies(msgspec.Struct, frozen=True):
    """The numbers of the first screen side by side."""

    tallies: tuple[Tally, ...]


class Details(msgspec.Struct, frozen=True):
    """Blocks folded behind a line that says what they are; where nothing can be folded they follow it."""

    summary: Inline
    blocks: tuple[Block, ...]
    opened: bool = False


Block = Paragraph | Items | Table | Picture | Card | MarkedText | Tallies | Details


class Section(msgspec.Struct, frozen=True):
    """A headed part of the brief; `parts` are its subsections."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    parts: tuple[Section, ...] = ()
    anchor: str | None = None


class Brief(msgspec.Struct, frozen=True):
    """A whole brief in one language: front matter, the first screen and the sections, in reading order.

    `kicker` and `footer` are the phrases over the title and under the text.
    """

    lang: str
    title: str
    subtitle: Inline
    read: Inline
    front: Section
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...]
    kicker: str = "page.kicker"
    footer: str = "page.footer"


def text(words: str) -> Inline:
    """Return plain words as a line of one run."""
    return (Run(words),)


def join(lines: Sequence[Inline], mark: str = ", ") -> Inline:
    """Return lines put one after another with a mark between them; empty ones leave no mark."""
    joined: list[Run] = []
    for line in (line for line in lines if line):
        joined += [Run(mark), *line] if joined else line
    return tuple(joined)


def merged(line: Inline) -> Inline:
    """Return a line in which notes that only a space or a comma parts are one note: the same to read, and shorter."""
    found: list[Run] = []
    for run in line:
        found.append(run)
        if len(found) > 2 and found[-2].text in (" ", ", ") and bare(found[-3]) and bare(found[-1]):
            first, mark, last = found[-3:]
            found[-3:] = [Run(first.text + mark.text + last.text, "note")]
    return tuple(found)


def bare(run: Run) -> bool:
    """Say whether a run is a note that leads nowhere."""
    return run == Run(run.text, "note")


def words(line: Inline) -> str:
    """Return a line as bare text."""
    return "".join(run.text for run in line)


def runs_of_section(section: Section) -> Iterator[Run]:
    """Yield every run of a section and its parts in reading order."""
    for block in section.blocks:
        yield from runs_of(block)
    for part in section.parts:
        yield from runs_of_section(part)


def runs_of(block: Block) -> Iterator[Run]:
    """Yield every run of a block in reading order."""
    for line in _lines(block):
        yield from line
    if isinstance(block, Card | Details):
        for inner in block.blocks:
            yield from runs_of(inner)


def _lines(block: Block) -> tuple[Inline, ...]:  # noqa: PLR0911 (one answer a kind of block)
    match block:
        case Paragraph():
            return (block.runs,)
        case Items():
            return (*block.items, *block.notes)
        case Table():
            return (block.caption, *block.head, *(cell for row in block.rows for cell in row.cells))
        case Picture() | Card():
            return (block.sentence,) if isinstance(block, Picture) else (block.title,)
        case Details():
            return (block.summary,)
        case Tallies():
            return tuple((tally.number, *tally.note) for tally in block.tallies)
        case _:
            return ()
