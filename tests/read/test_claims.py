"""What must hold of every claim, whatever the text."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karvon.model.vocabulary import codes
from karvon.read import read_text, to_json

PIECES = [
    "Товарооборот",
    "вырос",
    "на",
    "до",
    "более",
    "4,4",
    "млрд",
    "долларов",
    "проектов",
    "60",
    "из",
    "которых",
    "в 2023 году",
    "к 2030 году",
    "сообщил",
    "министр",
    "Алибек Куантыров",
    "Казахстана",
    "Узбекистаном",
    "(",
    ")",
    "«",
    "»",
    '"',
    ",",
    ".",
    "—",
    "\n",
    "30 %",
    "от 14",
    "21",
    "по его словам",
    "полтора",
    "миллиарда",
    "рабочих мест",
    "создано",
    "\u00ad",
    "\u00a0",
    "$5",
    "bn",
    "said",
    "joint projects",
    "exports",
    "last year",
    "подписан меморандум",
    "Совет глав регионов",
    "1 200",
    "т.г.",
    "№ 5",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_a_quote_is_the_text_at_its_place_and_slots_are_words_of_the_vocabulary(text: str) -> None:
    reading = read_text(text, "any")
    assert reading.document is not None
    for claim in reading.claims:
        assert claim.quote == reading.document.text[claim.start : claim.end]
        assert claim.indicator is None or claim.indicator in codes("indicators")
        assert claim.stage is None or claim.stage in codes("stages")
        assert claim.status is None or claim.status in codes("statuses")
        assert claim.low is None or claim.value is None or claim.low <= claim.value
        assert claim.high is None or claim.value is None or claim.high >= claim.value


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_reading_twice_gives_the_same_bytes_in_the_order_of_the_text(text: str) -> None:
    first = [to_json(claim) for claim in read_text(text, "any").claims]
    assert first == [to_json(claim) for claim in read_text(text, "any").claims]
    claims = read_text(text, "any").claims
    assert [c.start for c in claims] == sorted(c.start for c in claims)
    assert len({c.id for c in claims}) == len(claims)


def test_invisible_signs_and_odd_spaces_keep_places_true() -> None:
    text = "Товаро\u00adоборот\u200b составил 4,4\u00a0млрд\u202fдолларов."
    quantity = next(c for c in read_text(text, "odd").claims if c.kind == "quantity")
    assert quantity.quote == "4,4\u00a0млрд\u202fдолларов"
    assert quantity.indicator == "trade_turnover"


def test_a_claim_is_a_line_of_plain_json() -> None:
    claim = next(c for c in read_text("Экспорт составил 2,6 млрд долларов.", "a").claims if c.kind == "quantity")
    decoded = msgspec.json.decode(to_json(claim))
    assert decoded["value"] == 2_600_000_000
    assert (decoded["low"], decoded["high"]) == (2_550_000_000, 2_650_000_000)
    assert list(decoded["period"]) == ["start", "end", "text", "type", "resolution"]


@pytest.mark.parametrize(
    "piece", ["1 ", "1,", "(", '"', "«", "до ", "Ааа ", "в 2023 ", "more than ", "-", "\u00ad", "№", "http://a"]
)
def test_no_rule_goes_astray_on_hostile_repetition(piece: str) -> None:
    """Twice the text must not take far more than twice the time; a quadratic rule would take four times."""

    def took(length: int) -> float:
        began = time.process_time()
        read_text(piece * length, "hostile")
        return time.process_time() - began

    took(50)
    short, long = took(1_500), took(6_000)
    assert long < max(1.5, 12 * short), f"{short:.3f} s for 1,500 and {long:.3f} s for 6,000 repetitions"
