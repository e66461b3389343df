"""Undated documents in time: proofs bound them, suggestions narrow them, disputes do neither."""

import datetime as dt
from typing import Any

from tests.reconcile.making import INFO, claim, document, ledger, registered, row

from karvon.model.claim import Claim
from karvon.model.dates import Period, Span
from karvon.model.figure import Figure
from karvon.model.ledger import Placement
from karvon.model.row import Row

PAGE = "https://example.org/undated"
WRITTEN = dt.date(2024, 8, 7)  # what the evidence has to leave possible


def portfolio(day: str, count: str, worth: str, **slots: Any) -> list[Figure]:
    """Return the portfolio with its territories as a dated page gives it."""
    page = slots.pop("page", f"https://example.org/{day}")
    parts = slots.pop("parts", ())
    told = [
        row(f"c-{day}", "project_count", count, day, page=page, subject="joint"),
        row(f"v-{day}", "project_value", f"{worth} billion", day, page=page, subject="joint"),
    ]
    return told + [
        row(f"{place}-{day}", "project_count", text, day, page=page, subject="joint", territory=place)
        for place, text in parts
    ]


PARTS = (("LAO", "55"), ("NPL", "5"))
DATED = [*portfolio("2023-02-22", "42", "2.1"), *portfolio("2024-05-02", "60", "2.6", parts=PARTS)]


def text() -> list[Claim]:
    """Return what an undated text says: a portfolio, its territories, and a past day that it mentions."""
    mentioned = Claim(
        id="day",
        document="note.txt",
        kind="document",
        start=0,
        end=4,
        quote="2023",
        period=Period(dt.date(2023, 11, 1), None, None, "open", "bracketed"),
    )
    return [
        mentioned,
        claim("count", "project_count", "60", "from 2023-11-01"),
        claim("worth", "project_value", "2.6 billion", "from 2023-11-01"),
        claim("north", "project_count", "55", "from 2023-11-01", territory="LAO"),
        claim("south", "project_count", "5", "from 2023-11-01", territory="NPL"),
    ]


def pact(**cells: str) -> Claim:
    """Return the text's word on who signed an agreement and when."""
    signed = {"date_signed": "2023-11-01", "parties": ("LAO", "NPL"), "agreement_status": "signed"}
    return Claim(id="pact", document="note.txt", kind="agreement", start=0, end=4, quote="pact", **(signed | cells))  # type: ignore[arg-type]


def steps(*more: Row) -> list[Row]:
    """Return the registered steps of that agreement."""
    return [
        *(step(f"{code}-signed", code, "signed", "2023-11-01") for code in ("LAO", "NPL")),
        *more,
    ]


def step(name: str, party: str, status: str, date: str = "", reported: str = "") -> Row:
    """Return one step of the agreement."""
    cells = {"agreement": "pact", "party": party, "status": status, "date": date, "source_date": reported}
    return registered("agreement_steps", name, **{key: cell for key, cell in cells.items() if cell})


def placed(figures: list[Figure], rows: list[Row] | None = None, more: tuple[Claim, ...] = ()) -> Placement:
    """Return the placement of the undated text among dated sources."""
    (found,) = ledger(figures, [*text(), *more], [document(url=PAGE)], rows or []).placements
    return found


def codes(placement: Placement) -> list[str]:
    """Return the kinds of evidence of a placement."""
    return [piece.code for piece in placement.evidence]


def test_a_dated_document_is_not_placed() -> None:
    assert not ledger(claims=text(), documents=[document(published="2024-08-07")]).placements


def test_only_the_day_it_mentions_and_the_day_of_gathering_are_proved() -> None:
    placement = placed([])
    assert placement.proved == placement.likely == Span(dt.date(2023, 11, 1), INFO.collected)
    assert codes(placement) == ["mentions_date", "collected"]
    assert all(piece.proves for piece in placement.evidence)


def test_the_same_figures_in_a_dated_source_suggest_the_time_and_prove_nothing() -> None:
    placement = placed([*DATED, *portfolio("2024-04-05", "60", "2.5")])
    assert placement.proved == Span(dt.date(2023, 11, 1), INFO.collected)
    assert placement.likely == Span(dt.date(2024, 4, 5), INFO.collected)
    (piece,) = [piece for piece in placement.evidence if piece.code == "same_figures"]
    assert not piece.proves
    assert len(piece.refs) == 4


def test_two_equal_figures_are_too_few() -> None:
    (found,) = ledger(DATED, text()[1:3], [document(url=PAGE)]).placements
    assert "same_figures" not in codes(found)


def test_the_document_s_own_page_does_not_testify() -> None:
    before = portfolio("2024-04-05", "42", "2.1")
    own = portfolio("2024-08-07", "60", "2.6", parts=PARTS, page=f"{PAGE}/")
    assert codes(placed([*before, *own])) == ["mentions_date", "collected"]
    other = portfolio("2024-08-07", "60", "2.6", parts=PARTS)
    assert "same_figures" in codes(placed([*before, *other]))


def test_a_copy_of_the_text_does_not_testify() -> None:
    copied = [
        claim(f"{one.id}-2", one.indicator or "", one.quote, "2024-08-07", territory=one.territory, document="copy.txt")
        for one in text()[1:]
    ]
    figures = portfolio("2024-04-05", "42", "2.1")
    for words, heard in (("text of  note.txt\n", False), ("another text", True)):
        documents = [document(url=PAGE), document("copy.txt", "2024-08-07", text=words)]
        (found,) = ledger(figures, [*text(), *copied], documents).placements
        assert ("same_figures" in codes(found)) is heard


def test_a_later_portfolio_closes_the_likely_days() -> None:
    later = portfolio("2024-10-12", "69", "3.1")
    assert placed([*DATED, *later]).likely.last == dt.date(2024, 10, 11)


def test_a_later_portfolio_that_is_disputed_closes_nothing() -> None:
    disputed = portfolio("2024-07-12", "69", "3.1")
    final = portfolio("2025-11-15", "78", "1.7")
    placement = placed([*DATED, *disputed, *final])
    assert "superseded_disputed" in codes(placement)
    assert placement.likely.last == dt.date(2025, 11, 14)


def test_a_step_the_text_does_not_know_of_suggests_that_it_is_older() -> None:
    placement = placed(DATED, steps(step("tha", "THA", "signed", "2024-09-18")), (pact(),))
    assert placement.likely.last == dt.date(2024, 9, 17)
    assert placement.proved.last == INFO.collected


def test_a_step_whose_day_is_told_differently_counts_from_the_latest_day() -> None:
    rows = steps(step("a", "THA", "acceded", "2024-09-08"), step("b", "THA", "signed", "2024-09-18"))
    assert placed(DATED, rows, (pact(),)).likely.last == dt.date(2024, 9, 17)


def test_a_step_that_a_later_source_denies_never_forces_a_bound() -> None:
    rows = steps(step("a", "MMR", "acceded", "2024-04"), step("b", "MMR", "intends_to_accede", reported="2024-09-19"))
    placement = placed(DATED, rows, (pact(),))
    assert "later_step_disputed" in codes(placement)
    assert placement.likely.last == INFO.collected


def test_a_suggestion_that_contradicts_stronger_evidence_is_passed_over() -> None:
    rows = steps(step("a", "MMR", "acceded", "2023-12-05"))
    figures = [*DATED, *portfolio("2024-04-05", "60", "2.5")]
    assert placed(figures, rows, (pact(),)).likely == Span(dt.date(2024, 4, 5), INFO.collected)


def test_all_evidence_together_leaves_the_true_day_in_a_useful_span() -> None:
    figures = [
        *DATED,
        *portfolio("2024-04-05", "60", "2.5"),
        *portfolio("2024-07-12", "69", "3.1"),
        *portfolio("2024-08-07", "60", "2.6", parts=PARTS, page=PAGE),
        *portfolio("2025-11-15", "78", "1.7"),
    ]
    placement = placed(figures, steps(step("a", "THA", "signed", "2024-09-18")), (pact(),))
    assert placement.likely.first is not None
    assert placement.likely.last is not None
    assert placement.likely.first <= WRITTEN <= placement.likely.last
    assert (placement.likely.last - placement.likely.first).days < 200


def test_the_level_of_last_year_leaves_out_years_it_does_not_fit() -> None:
    last_year = Claim(
        id="last-year",
        document="note.txt",
        kind="quantity",
        start=0,
        end=1,
        quote="4.4",
        indicator="trade_turnover",
        value=row("x", "trade_turnover", "4.4 billion").number.value,
        low=row("x", "trade_turnover", "4.4 billion").number.low,
        high=row("x", "trade_turnover", "4.4 billion").number.high,
        bound="eq",
        unit="USD",
        change="level",
        status="actual",
        period=Period(dt.date(2022, 1, 1), None, "last year", "period", "bracketed"),
    )
    levels = [("2022", "4.9"), ("2023", "4.4"), ("2024", "3.9")]
    figures = [row(year, "trade_turnover", f"{text} billion", year) for year, text in levels]
    (found,) = ledger(figures, [text()[0], last_year], [document(url=PAGE)]).placements
    assert found.likely == Span(dt.date(2024, 1, 1), dt.date(2024, 12, 31))


def test_figures_of_a_placed_document_carry_the_days_that_are_proved() -> None:
    found = ledger(DATED, text(), [document(url=PAGE)])
    spans = {figure.source.published for figure in found.figures if figure.origin == "claim"}
    assert spans == {Span(dt.date(2023, 11, 1), INFO.collected)}
