"""Ledgers kept from run to run: what a group was named by, and what related figures are, as they were told then."""

from __future__ import annotations

import msgspec
from tests.reconcile.making import INFO, claim, document

from karvon.model.claim import Claim
from karvon.model.document import Document
from karvon.model.ledger import Ledger
from karvon.reconcile import Remembered, reconcile
from karvon.reconcile.kept import Kept, anew
from karvon.reconcile.known import inputs
from karvon.reconcile.lasting import State

Pages = dict[str, tuple[Document, list[Claim]]]


def told(pages: Pages, kept: Kept = anew) -> bytes:
    """Return the ledger of pages as it is written down."""
    documents, claims = [page for page, _ in pages.values()], [one for _, own in pages.values() for one in own]
    ledger: Ledger = reconcile(documents, claims, (), (), (), INFO, kept)
    return msgspec.json.encode(ledger)


def sized(file: str, text: str, size: str) -> tuple[Document, list[Claim]]:
    """Return a page that tells the capacity of what its text names."""
    start = text.index(size)
    own = claim(f"{file}-c", "capacity", size, unit="t", document=file, start=start, end=start + len(size))
    return document(file, "2024-03-01", text=text), [own]


def test_a_page_that_names_a_thing_may_be_changed_or_taken_away() -> None:
    pages = {
        "a.txt": sized("a.txt", "The plant «Karasu» makes 70 of it.", "70"),
        "b.txt": sized("b.txt", "The plant «Orion» makes 90 of it.", "90"),
    }
    kept = Remembered()
    for changed in (
        pages,
        {**pages, "a.txt": sized("a.txt", "The works «Zarya» make 70 of it.", "70")},
        {"b.txt": pages["b.txt"]},
        pages,
    ):
        assert told(changed, kept) == told(changed)


def counts(file: str, day: str | None) -> tuple[Document, list[Claim]]:
    """Return a page that counts two portfolios of one pair, each with what it is worth."""
    numbers = (("50", "1.0 billion"), ("60", "2.0 billion"))
    own = [
        one
        for place, (count, worth) in enumerate(numbers)
        for one in (
            claim(f"{file}-n{place}", "project_count", count, "2024-03-01" if day else None, document=file),
            claim(
                f"{file}-v{place}",
                "project_value",
                worth,
                "2024-03-01" if day else None,
                document=file,
                relations=[("describes", f"{file}-n{place}")],
            ),
        )
    ]
    return document(file, day), own


def test_figures_that_a_page_relates_stay_together_beside_a_page_without_a_date() -> None:
    undated = [
        claim(f"u-{n}", "project_count", n, document="u.txt", stage=stage)
        for n, stage in (("7", "done"), ("8", "planned"), ("9", "under_way"))
    ]
    page, own = counts("a.txt", "2024-03-01")
    given = inputs([page, document("u.txt")], [*own, *undated], (), (), (), INFO)
    state = State.of(given)
    for _ in range(2):
        before, after = state.before_placing(), state.learnt()
        assert before is not None
        for known in (before, after):
            assert [shot.ids for shot in known.shots if shot.source == "document:doc-a.txt"] == [
                ("a.txt-n0", "a.txt-v0"),
                ("a.txt-n1", "a.txt-v1"),
            ]
