"""`karvon explain` on a terminal: the text with every claim marked, below each sentence what was read in it."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from karvon.brief import explain, reading
from karvon.brief.blocks import Inline, Mark
from karvon.brief.lineage import claims_of, lineage
from karvon.brief.words import Voice
from karvon.cli.terminal import words
from karvon.model.claim import Claim
from karvon.model.document import Reading
from karvon.model.results import Results
from karvon.say.phrases import NB

if TYPE_CHECKING:
    from karvon.case import Case
    from karvon.pipeline import Progress

WIDTH = 100


class Shape(NamedTuple):
    """How documents are explained: to which depth (claims or rules), as text or html, and where it goes."""

    depth: str
    form: str
    out: Path | None


SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
INDENT = "   "


def results_of(files: Sequence[str], case: Case | None, progress: Progress) -> Results:
    """Return what is read in the files; inside a case they are names of its documents, told as corrected."""
    if case is not None:
        from karvon.pipeline import run

        results = run(case, progress)
        missing = [file for file in files if file not in {one.file for one in results.documents}]
        if missing:
            from karvon.case.errors import no_document

            raise no_document(missing[0], (one.file for one in results.documents))
        return results
    from karvon.cli.reading import sources
    from karvon.read import read_files, read_parts

    found: list[Reading] = []
    for source in sources(files):
        data = source.data
        found += read_files(Path(source.path), source.name) if data is None else read_parts(data, source.name)
    return explain.alone(found)


def chosen(results: Results, files: Sequence[str], claims: Sequence[str], kinds: Sequence[str]) -> Results:
    """Return the documents and claims to show, and the findings about them and about files that gave no document."""
    from msgspec.structs import replace

    kept = explain.only(results, files, claims, kinds)
    names = {one.file for one in kept.documents} | set(files)
    return replace(kept, findings=tuple(one for one in kept.findings if not files or one.file in names))


def put(results: Results, lang: str, shape: Shape) -> None:
    """Write the explanation to its file, or to standard output."""
    from karvon.store.files import write_atomically

    if shape.form == "html":
        written = explain.render(results, lang, shape.depth)
    else:
        look = "colour" if shape.out is None and sys.stdout.isatty() else "brackets"
        written = "\n".join(lines(results, lang, shape.depth, look)) + "\n"
    if shape.out is None:
        click.echo(written, nl=False)
        return
    write_atomically(shape.out, written.encode())
    click.echo(words("explain.done", lang, path=shape.out), err=True)


def lines(results: Results, lang: str, depth: str, look: str) -> Iterator[str]:
    """Yield the lines of every document; `look` is colour or brackets, `depth` claims or rules."""
    voice = Voice(results, lineage(results), lang)
    for document in results.documents:
        claims = claims_of(document, results.claims)
        number = {claim.id: str(place) for place, claim in enumerate(claims, 1)}
        yield f"{document.file} · {plain(explain.about(voice, document), number)}"
        yield ""
        if not claims:
            yield voice.word("explain.none")
        for stretch in explain.stretches(document, claims):
            yield shown(explain.marks_in(document, stretch), number, look)
            for claim in stretch.claims:
                yield from told(voice, claim, number, depth)
        yield ""
    yield from corrections(voice)


def corrections(voice: Voice) -> Iterator[str]:
    """Yield the corrections of the documents, what each changes, by whom and why."""
    for one in voice.results.corrections:
        state = voice.word(f"correction.state.{one.state}")
        quote = " ".join(one.anchor.quote.split())
        said = reading.change_words(voice, one)
        yield f"{one.document}: «{quote}» — {said} ({one.who}, {one.made_on}: {one.why}; {state})"


def told(voice: Voice, claim: Claim, number: Mapping[str, str], depth: str) -> Iterator[str]:
    """Yield a claim in words and, at the depth of rules, every slot with its value, its rules and what they say."""
    head = f"{INDENT}{number[claim.id]}. "
    said = plain(reading.line(voice, claim), number)
    yield from textwrap.wrap(said, WIDTH, initial_indent=head, subsequent_indent=" " * len(head))
    if depth != "rules":
        return
    table = reading.slot_table(voice, claim)
    cells = [[plain(cell, number) for cell in row.cells] for row in table.rows]
    wide = max((len(row[0]) for row in cells), default=0)
    for name, held, meaning, rules in cells:
        lead = f"{INDENT * 2}{name.ljust(wide)}  "
        line = f"{held} ← {meaning} [{', '.join(rules.splitlines())}]"
        yield from textwrap.wrap(line, WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))
    yield f"{INDENT * 2}{voice.word('explain.id', id=claim.id)}"


def plain(line: Inline, number: Mapping[str, str]) -> str:
    """Return a line as text, with the numbers of this listing where it refers to other claims."""
    said = []
    for run in line:
        name = (run.ref or "").removeprefix("claim:")
        said.append(run.text or number.get(name, ""))
    return "".join(said).replace(NB, " ")


def shown(children: Sequence[str | Mark], number: Mapping[str, str], look: str) -> str:
    """Return a text with its claims marked: coloured where a person watches, else in brackets; each with its number."""
    pieces = []
    for node in children:
        if isinstance(node, str):
            pieces.append(node)
            continue
        inner = shown(node.children, number, look)
        label = number[node.claim].translate(SUPERSCRIPTS)
        pieces.append(f"{click.style(inner, fg='yellow')}{label}" if look == "colour" else f"[{inner}]{label}")
    return "".join(pieces)


def listed(results: Results, lang: str) -> list[str]:
    """Return the corrections of a case as lines."""
    return list(corrections(Voice(results, lineage(results), lang)))
