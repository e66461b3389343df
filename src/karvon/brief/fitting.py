"""How a page stays within its size: in full when it fits, else shortened step by step, each step said in the page.

The steps, each on top of those before it, until the page fits:

1. how claims were read: only the numbers of the rules, then nothing;
2. texts of documents: only the paragraphs around their claims, the rest shown as "…";
3. lists of members behind a number: the first labels and how many more there are;
4. rows of the registry that nothing in the page cites are left out;
5. texts of documents: only the words around their claims;
6. long tables and lists: their first rows, ever fewer, and how many more there are;
7. claims that nothing in the page cites are no longer marked, and documents that nothing cites are left out.

A claim keeps its anchor through the first six steps, and to the last one while anything cites it. What is no longer
printed is no longer linked: its label stays as plain text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from karvon.brief.blocks import (
    Block,
    Brief,
    Card,
    Details,
    Inline,
    Items,
    Mark,
    MarkedText,
    Paragraph,
    Run,
    Section,
    Table,
    TableRow,
    Tallies,
    merged,
    runs_of_section,
)
from karvon.brief.compose import SECTION, Composed
from karvon.brief.words import Voice

LIMIT = 600_000  # bytes
LISTED = "calc:list-"
MEMBERS = 12
AROUND = 60
TABLE_ROWS = (300, 200, 100, 40, 15, 5)
CUT = "…"
RULES = "rules"  # the annex of rules of reading
PARAGRAPH = re.compile(r"\n+")
Step = tuple[str, Callable[[Voice, Brief], Brief]]


def fitted(voice: Voice, composed: Composed, write: Callable[[Composed], str], limit: int = LIMIT) -> str:
    """Return the page as written when it has at most `limit` bytes, else after as many steps as it takes."""
    written = write(composed)
    brief, said = composed.brief, list[str]()
    for name, step in STEPS:
        if len(written.encode()) <= limit:
            break
        brief = step(voice, brief)
        said = [one for one in said if one != name] + [name]
        written = write(msgspec.structs.replace(composed, brief=_linked(composed, _told(voice, brief, said))))
    return written


def paragraphs(_voice: Voice, brief: Brief) -> Brief:
    """Return the brief with only those paragraphs of its documents that hold a claim."""
    return _each_text(brief, lambda block: MarkedText(block.lang, _near(block.children, _paragraph)))


def surroundings(_voice: Voice, brief: Brief) -> Brief:
    """Return the brief with only the words around the claims of its documents."""
    return _each_text(brief, lambda block: MarkedText(block.lang, _near(block.children, _words)))


def members(voice: Voice, brief: Brief) -> Brief:
    """Return the brief with the first labels of every list behind a number."""
    return _each_row(brief, lambda row: _shorter(voice, row) if (row.anchor or "").startswith(LISTED) else row)


def cited_rows(_voice: Voice, brief: Brief) -> Brief:
    """Return the brief without the rows of the registry that nothing in it cites."""
    cited = _cited(brief)
    return _each_table(brief, lambda table: _only(table, cited) if table.tone == "register" else table)


def first_rows(count: int) -> Callable[[Voice, Brief], Brief]:
    """Return the step that leaves the first rows of every table and list, and the first cards of every section."""

    def step(voice: Voice, brief: Brief) -> Brief:
        shorter = _each_block(brief, lambda block: _first(voice, block, count))
        return _each_section(shorter, lambda section: _first_cards(voice, section, count))

    return step


def cited_claims(_voice: Voice, brief: Brief) -> Brief:
    """Return the brief with only those claims and documents that something in it cites."""
    cited = _cited(brief)
    marked = _each_text(brief, lambda block: MarkedText(block.lang, tuple(_kept(block.children, cited))))
    return _each_section(marked, lambda section: _cited_parts(section, cited))


def rules_alone(_voice: Voice, brief: Brief) -> Brief:
    """Return the brief with no more said of how a claim was read than the numbers of its rules and who corrected it."""

    def block(one: Block) -> Block:
        if not isinstance(one, Details):
            return one
        items = tuple(_bare(item) for inner in one.blocks if isinstance(inner, Items) for item in inner.items)
        return msgspec.structs.replace(one, blocks=(Items(items),))

    return _each_block(brief, block)


def _bare(item: Inline) -> Inline:
    label = next((run for run in item if run.role == "label"), Run(""))
    numbers = sorted({int(number) for run in item if run.role == "rule" for number in run.text.split()})
    corrected = (run for run in item if run.role == "strong")
    return (label, Run(" ".join(map(str, ("", *numbers)))), *corrected)


def no_readings(_voice: Voice, brief: Brief) -> Brief:
    """Return the brief without a word on how its claims were read, and without the rules."""
    bare = _each_section(brief, _unexplained)
    kept = tuple(one for one in bare.annexes if one.id != RULES)
    return msgspec.structs.replace(bare, annexes=kept)


def _unexplained(section: Section) -> Section:
    return _with_blocks(section, lambda one: () if isinstance(one, Details) else (one,))


def _with_blocks(section: Section, change: Callable[[Block], tuple[Block, ...]]) -> Section:
    return msgspec.structs.replace(section, blocks=tuple(new for one in section.blocks for new in change(one)))


STEPS: tuple[Step, ...] = (
    ("reading", rules_alone),
    ("explained", no_readings),
    ("paragraphs", paragraphs),
    ("members", members),
    ("rows", cited_rows),
    ("surroundings", surroundings),
    *(("tables", first_rows(count)) for count in TABLE_ROWS),
    ("claims", cited_claims),
)


def _near(children: tuple[str | Mark, ...], kept: Callable[[str, bool, bool], str]) -> tuple[str | Mark, ...]:
    """Return a text with its marks and, of the words between them, what a rule keeps."""
    pieces: list[str | Mark] = []
    for place, node in enumerate(children):
        if isinstance(node, Mark):
            pieces.append(node)
        else:
            pieces.append(kept(node, place > 0, place < len(children) - 1))
    return tuple(piece for piece in pieces if piece)


def _paragraph(between: str, after_claim: bool, before_claim: bool) -> str:  # noqa: FBT001
    """Return the rest of the claim's paragraph before these words, and the start of the next claim's after them."""
    parts = PARAGRAPH.split(between)
    if len(parts) == 1:
        return between if after_claim or before_claim else CUT
    head, tail = parts[0] if after_claim else "", parts[-1] if before_claim else ""
    left_out = any(part.strip() for part in parts[1:-1]) or (parts[0].strip() and not head) or (parts[-1] and not tail)
    return f"{head}\n{CUT}\n{tail}" if left_out else f"{head}\n{tail}"


def _words(between: str, after_claim: bool, before_claim: bool) -> str:  # noqa: FBT001
    """Return the words next to the claims on both sides."""
    room = AROUND * (after_claim + before_claim)
    if len(between) <= room + len(CUT):
        return between
    head = between[:AROUND].rpartition(" ")[0] if after_claim else ""
    tail = between[-AROUND:].partition(" ")[2] if before_claim else ""
    return f"{head} {CUT} {tail}"


def _kept(children: Iterable[str | Mark], cited: frozenset[str]) -> Iterator[str | Mark]:
    for node in children:
        if isinstance(node, str):
            yield node
        elif f"claim:{node.claim}" in cited:
            yield Mark(node.claim, tuple(_kept(node.children, cited)))
        else:
            yield from (_kept(node.children, cited) if _holds(node, cited) else (CUT,))


def _holds(node: Mark, cited: frozenset[str]) -> bool:
    """Say whether a mark has a cited one inside it."""
    inside = [child for child in node.children if isinstance(child, Mark)]
    return any(f"claim:{child.claim}" in cited or _holds(child, cited) for child in inside)


def _shorter(voice: Voice, row: TableRow) -> TableRow:
    """Return the row of a list with its first labels only."""
    *cells, line = row.cells
    labels = [run for run in line if run.role == "ref"]
    more = len(labels) - MEMBERS
    if more <= 1:
        return row
    kept = line[: line.index(labels[MEMBERS])]
    return TableRow((*cells, (*kept, *_more(voice, more))), row.anchor)


def _first(voice: Voice, block: Block, count: int) -> Block:
    """Return the first rows of a table or items of a list, and a line that says how many more there are."""
    if isinstance(block, Items) and len(block.items) > count + 1:
        notes = (*block.notes[:count], ()) if block.notes else ()
        more = _more(voice, len(block.items) - count)
        return msgspec.structs.replace(block, items=(*block.items[:count], more), notes=notes)
    if isinstance(block, Table) and len(block.rows) > count + 1:
        row = TableRow((_more(voice, len(block.rows) - count), *((),) * (len(block.head) - 1)))
        return msgspec.structs.replace(block, rows=(*block.rows[:count], row))
    return block


def _first_cards(voice: Voice, section: Section, count: int) -> Section:
    """Return a section with as many of its blocks as rows of a table, when it is a long row of them."""
    more = len(section.blocks) - count
    if more <= 1:
        return section
    rest = Paragraph(_more(voice, more), "note")
    return msgspec.structs.replace(section, blocks=(*section.blocks[:count], rest))


def _cited_parts(section: Section, cited: frozenset[str]) -> Section:
    """Return the annex of documents with those that something cites, or that still hold a marked claim."""
    if section.id != "documents":
        return section
    parts = tuple(part for part in section.parts if part.anchor in cited or any(map(_has_claim, part.blocks)))
    return msgspec.structs.replace(section, parts=parts)


def _has_claim(block: Block) -> bool:
    return isinstance(block, MarkedText) and any(isinstance(node, Mark) for node in block.children)


def _more(voice: Voice, more: int) -> Inline:
    return (Run(voice.word("shortened.more", n=more), "note"),)


def _only(table: Table, cited: frozenset[str]) -> Table:
    """Return a register with its cited rows, each under the page it was taken from."""
    rows: list[TableRow] = []
    for row in table.rows:
        group = _is_page(row)
        if group and rows and _is_page(rows[-1]):
            rows.pop()
        if group or row.anchor in cited:
            rows.append(row)
    if rows and _is_page(rows[-1]):
        rows.pop()
    return msgspec.structs.replace(table, rows=tuple(rows))


def _is_page(row: TableRow) -> bool:
    """Say whether a row heads the rows of one page."""
    return len(row.cells) == 1


def _cited(brief: Brief) -> frozenset[str]:
    """Return every ref that something in the brief leads to; what only tells how a claim was read does not cite it."""
    bare = _each_section(brief, _unexplained)
    return frozenset(run.ref for run in _runs(bare) if run.ref and run.role != "label")


def _runs(brief: Brief) -> Iterator[Run]:
    yield from (*brief.subtitle, *brief.read)
    for section in (brief.front, *brief.sections, *brief.annexes):
        yield from runs_of_section(section)


def _told(voice: Voice, brief: Brief, said: list[str]) -> Brief:
    """Return the brief with the steps taken said among its gaps."""
    lines = tuple((Run(voice.word(f"shortened.{name}"), "note"),) for name in said)
    part = Section("shortened", voice.word("shortened.title"), (Paragraph(voice.say("shortened.lead")), Items(lines)))
    sections = tuple(
        msgspec.structs.replace(one, parts=(*one.parts, part)) if one.id == "gaps" else one for one in brief.sections
    )
    return msgspec.structs.replace(brief, sections=sections)


def _linked(composed: Composed, brief: Brief) -> Brief:
    """Return the brief with links only to what it still prints."""
    printed = frozenset(_anchors(brief))

    def run(one: Run) -> Run:
        if one.ref is None or one.ref in printed or one.role == "label":
            return one
        words = composed.label(one.ref) if one.role == "ref" else one.text
        return Run(words, "note" if one.role in ("ref", "fig") else one.role, lang=one.lang)

    return _each_run(brief, run)


def _anchors(brief: Brief) -> Iterator[str]:
    """Yield the ref of every place that the brief prints."""
    waiting = [brief.front, *brief.sections, *brief.annexes]
    while waiting:
        section = waiting.pop()
        yield f"{SECTION}{section.id}"
        if section.anchor:
            yield section.anchor
        for block in section.blocks:
            yield from _anchors_of(block)
        waiting += section.parts


def _anchors_of(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from (row.anchor for row in block.rows if row.anchor)
        case Card():
            yield from [block.anchor] if block.anchor else []
            for inner in block.blocks:
                yield from _anchors_of(inner)
        case MarkedText():
            yield from _marks(block.children)


def _marks(children: Iterable[str | Mark]) -> Iterator[str]:
    for node in children:
        if isinstance(node, Mark):
            yield f"claim:{node.claim}"
            yield from _marks(node.children)


def _each_block(brief: Brief, change: Callable[[Block], Block]) -> Brief:
    return _each_section(brief, lambda one: msgspec.structs.replace(one, blocks=tuple(map(change, one.blocks))))


def _each_section(brief: Brief, change: Callable[[Section], Section]) -> Brief:
    """Return a brief with a change made to every section, its parts first."""

    def section(one: Section) -> Section:
        return change(msgspec.structs.replace(one, parts=tuple(map(section, one.parts))))

    return msgspec.structs.replace(
        brief,
        front=section(brief.front),
        sections=tuple(map(section, brief.sections)),
        annexes=tuple(map(section, brief.annexes)),
    )


def _each_text(brief: Brief, change: Callable[[MarkedText], MarkedText]) -> Brief:
    return _each_block(brief, lambda block: change(block) if isinstance(block, MarkedText) else block)


def _each_table(brief: Brief, change: Callable[[Table], Table]) -> Brief:
    return _each_block(brief, lambda block: change(block) if isinstance(block, Table) else block)


def _each_row(brief: Brief, change: Callable[[TableRow], TableRow]) -> Brief:
    return _each_table(brief, lambda table: msgspec.structs.replace(table, rows=tuple(map(change, table.rows))))


def _each_run(brief: Brief, change: Callable[[Run], Run]) -> Brief:
    def line(runs: Inline) -> Inline:
        return merged(tuple(map(change, runs)))

    def block(one: Block) -> Block:  # noqa: PLR0911 (one answer a kind of block)
        match one:
            case Paragraph():
                return msgspec.structs.replace(one, runs=line(one.runs))
            case Items():
                return msgspec.structs.replace(
                    one, items=tuple(map(line, one.items)), notes=tuple(map(line, one.notes))
                )
            case Table():
                rows = tuple(TableRow(tuple(map(line, row.cells)), row.anchor) for row in one.rows)
                return msgspec.structs.replace(
                    one, caption=line(one.caption), head=tuple(map(line, one.head)), rows=rows
                )
            case Card():
                return msgspec.structs.replace(one, title=line(one.title), blocks=tuple(map(block, one.blocks)))
            case Details():
                return msgspec.structs.replace(one, summary=line(one.summary), blocks=tuple(map(block, one.blocks)))
            case Tallies():
                tallies = tuple(
                    msgspec.structs.replace(tally, number=change(tally.number), note=line(tally.note))
                    for tally in one.tallies
                )
                return Tallies(tallies)
        return one

    changed = _each_block(brief, block)
    return msgspec.structs.replace(changed, subtitle=line(brief.subtitle), read=line(brief.read))
