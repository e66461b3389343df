"""Where every number of a brief comes from: refs, anchors and short labels of claims, rows, checks, assumptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from karvon.brief.blocks import Brief, Calculation, Run, runs_of_section
from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.figure import Figure
from karvon.model.results import Results
from karvon.model.row import Row
from karvon.say.outlets import one_outlet
from karvon.say.phrases import phrase

SHORTEST_ID = 8


class Lineage(msgspec.Struct, frozen=True):
    """Everything that a ref can lead to, by id; `short` is how many characters of a claim's id tell it from others.

    `pages` are the refs of the places where addresses are printed, one each.
    """

    figures: Mapping[str, Figure]
    claims: Mapping[str, Claim]
    rows: Mapping[str, Row]
    documents: Mapping[str, Document]
    checks: frozenset[str]
    assumptions: frozenset[str]
    short: int
    pages: Mapping[str, str]

    def ref(self, figure: str) -> str:
        """Return the ref of a figure id: its claim, its row, or its named assumption; KeyError when it is none."""
        if figure in self.claims:
            return f"claim:{figure}"
        if figure in self.rows:
            return f"row:{figure}"
        code = figure.rpartition("/")[2]
        if code in self.assumptions:
            return f"assume:{code}"
        raise KeyError(f"figure {figure!r} leads to no claim, row or assumption of these results")

    def document_of(self, claim: Claim) -> Document:
        """Return the document a claim stands in."""
        return self.documents[claim.document]


def lineage(results: Results) -> Lineage:
    """Return the lineage of one run."""
    claims = {claim.id: claim for claim in results.claims}
    return Lineage(
        figures={figure.id: figure for figure in results.ledger.figures},
        claims=claims,
        rows={row.ref: row for row in results.rows},
        documents={name: document for document in results.documents for name in (document.id, document.file)},
        checks=frozenset(check.id for check in results.ledger.checks),
        assumptions=frozenset(code for code, _, _ in results.case.assumptions),
        short=_shortest(claims),
        pages=_pages(results),
    )


def page_name(page: tuple[str, str, str]) -> str:
    """Return the name under which refs know a source page."""
    return " ".join(page)


def pages(results: Results) -> list[str]:
    """Return the names of all pages that the list of sources shows: those that were read, and those behind rows."""
    return [*(document.id for document in results.documents), *(page_name(one) for one, _ in rows_by_source(results))]


def _pages(results: Results) -> dict[str, str]:
    """Return the ref of the first page with each address."""
    read = [(document.url or "", document.id) for document in results.documents]
    behind = [(page[2], page_name(page)) for page, _ in rows_by_source(results)]
    found: dict[str, str] = {}
    for url, name in (*read, *behind):
        if url:
            found.setdefault(url, f"page:{name}")
    return found


def calculations(brief: Brief) -> tuple[Calculation, ...]:
    """Return the arithmetic behind every derived number of a brief, each once, in the order of first use."""
    found: dict[str, Calculation] = {}
    _gather(found, _runs(brief))
    return tuple(found.values())


class Places(msgspec.Struct, frozen=True):
    """Where each ref stands in a printed brief: its short label ("D3.12", "R27") and its anchor ("row-27")."""

    labels: Mapping[str, str]
    anchors: Mapping[str, str]


def places(known: Lineage, results: Results, numbered: Mapping[str, Iterable[str]], lang: str) -> Places:
    """Return the label and anchor of everything a ref can lead to.

    `numbered` gives the names of rows, checks, calculations, assumptions and source pages in the order in which the
    brief prints them. A claim's anchor keeps its id, so that links to quotes survive a change of the case.
    """
    named: dict[str, str] = {}
    anchors: dict[str, str] = {}
    for number, document in enumerate(results.documents, 1):
        named[f"doc:{document.id}"] = phrase("label.document", lang, number=str(number))
        anchors[f"doc:{document.id}"] = f"doc-{number}"
        for place, claim in enumerate(claims_of(document, results.claims), 1):
            named[f"claim:{claim.id}"] = phrase("label.claim", lang, number=str(number), place=str(place))
            anchors[f"claim:{claim.id}"] = f"claim-{claim.id[: known.short]}"
    for kind, names in numbered.items():
        for number, name in enumerate(names, 1):
            named[f"{kind}:{name}"] = phrase(f"label.{kind}", lang, number=str(number))
            anchors[f"{kind}:{name}"] = f"{kind}-{number}"
    return Places(named, anchors)


def rows_by_source(results: Results) -> list[tuple[tuple[str, str, str], list[Row]]]:
    """Return the rows under the page they were taken from: (outlet, date, address), each page once, in order."""
    grouped: dict[tuple[str, str, str], list[Row]] = {}
    for row in results.rows:
        page = (one_outlet(row.get("outlet") or ""), row.get("source_date") or "", row.get("source_url") or "")
        grouped.setdefault(page, []).append(row)
    return sorted(grouped.items())


def claims_of(document: Document, claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims of one document in the order of its text."""
    own = [claim for claim in claims if claim.document in (document.id, document.file)]
    return sorted(own, key=lambda claim: (claim.start, -claim.end, claim.id))


def _runs(brief: Brief) -> list[Run]:
    sections = (brief.front, *brief.sections, *brief.annexes)
    return [*brief.subtitle, *brief.read, *(run for section in sections for run in runs_of_section(section))]


def _gather(found: dict[str, Calculation], runs: Iterable[Run]) -> None:
    """Add the calculations of these runs and those that their arithmetic rests on in turn."""
    for run in runs:
        calculation = run.calculation
        if calculation is not None and calculation.id not in found:
            found[calculation.id] = calculation
            for line in calculation.lines:
                _gather(found, line)


def _shortest(claims: Mapping[str, Claim]) -> int:
    longest = max((len(name) for name in claims), default=SHORTEST_ID)
    for length in range(SHORTEST_ID, longest):
        if len({name[:length] for name in claims}) == len(claims):
            return length
    return max(longest, SHORTEST_ID)
