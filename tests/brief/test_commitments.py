"""A commitment stands once, as its own page tells it: never with the deadline of another page."""

from __future__ import annotations

import datetime as dt

import msgspec
from tests.brief.neighbours import BILLION, figure

from karvon.brief.blocks import words
from karvon.brief.commitments import Commitment, commitments
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.model.dates import Period, Span, partial
from karvon.model.figure import Figure, Source
from karvon.model.ledger import Fact
from karvon.model.results import Results
from karvon.model.row import Row
from karvon.model.values import exact

BY_2030 = Period(None, dt.date(2030, 12, 31), "2030", "deadline")


def told(name: str, page: str, published: Span, **slots: object) -> Figure:
    source = Source(outlet="Silk Post", url=f"https://example.org/{page}", published=published)
    base: dict[str, object] = {"status": "target", "source": source, "role": "head of the council"}
    return figure(f"indicator_values/{name}", "trade_turnover", exact(7 * BILLION), "USD", **{**base, **slots})


def found(results: Results, figures: tuple[Figure, ...], *, one_fact: bool) -> list[Commitment]:
    rows = tuple(Row(table="indicator_values", id=one.id.partition("/")[2], cells={}) for one in figures)
    facts = (Fact(id="f", figures=tuple(one.id for one in figures), number=figures[0].number, verdict="consistent"),)
    ledger = msgspec.structs.replace(
        results.ledger, figures=(*results.ledger.figures, *figures), facts=facts if one_fact else ()
    )
    case = msgspec.structs.replace(results, rows=(*results.rows, *rows), ledger=ledger)
    return [one for one in commitments(Voice(case, lineage(case), "en")) if "7" in words(one.what)]


def test_a_deadline_of_another_page_is_not_ascribed_to_a_commitment(results: Results) -> None:
    figures = (
        told("early", "early", partial("2024-05-02")),
        told("late", "late", partial("2025-05-02"), period=BY_2030),
    )
    (one,) = found(results, figures, one_fact=True)
    assert not one.dated
    assert len(one.refs) == 2


def test_a_row_and_a_claim_of_one_page_are_one_commitment_with_its_narrower_date(results: Results) -> None:
    vague = Span(dt.date(2023, 1, 1), dt.date(2025, 6, 30))
    figures = (told("claimed", "one", vague), told("kept", "one", partial("2024-08-07"), period=BY_2030))
    (one,) = found(results, figures, one_fact=False)
    assert one.dated
    assert one.said == partial("2024-08-07")
