"""Odd texts are read as plain ones are: cut anywhere, with signs nobody sees, in one endless line."""

from __future__ import annotations

import pytest

from karvon.model.claim import Claim
from karvon.read import sentences
from karvon.read.reader import read_text

SEEN = "Trade grows.\nSix of the 18 projects are completed.\nA port will cost 2.8 billion pesos, or $20 million."


def told(claim: Claim) -> tuple[object, ...]:
    """Return what a claim says, whatever place it stands at."""
    return claim.kind, claim.indicator, claim.value, claim.unit, claim.status, claim.stage, claim.period, claim.reporter


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060"])
def test_signs_nobody_sees_change_nothing(sign: str) -> None:
    hidden = SEEN.replace("Trade", sign.join("Trade") + sign * 9)
    assert [told(c) for c in read_text(hidden, "x.txt").claims] == [told(c) for c in read_text(SEEN, "x.txt").claims]


@pytest.mark.parametrize(
    "text",
    [
        "Рост на 5 %, сообщили ТАСС в Перу",
        "Товарооборот растет, сообщили ТАСС в Лима Аньес",
        "отношения дружественные что заявил,",
        "9" * 5_000,
        f"Экспорт Перу составил {'7' * 5_000} долларов.",
        "said that",
        "- ,",
        "«",
    ],
)
def test_a_text_cut_short_is_read(text: str) -> None:
    assert read_text(text, "x.txt").document is not None


def test_a_number_of_thousands_of_digits_counts_nothing() -> None:
    claims = read_text(f"Экспорт Перу в Чили составил {'7' * 40} долларов.", "x.txt").claims
    assert [claim for claim in claims if claim.kind == "quantity"] == []


def test_a_line_without_full_stops_is_cut_between_words() -> None:
    text = "руда 15 000 тонн; медь 1 234 567 тонн; " * 500
    cut = sentences.split(text, ((0, len(text)),))
    assert max(one.end - one.start for one in cut) <= sentences.LONGEST + 16
    assert " ".join(text[one.start : one.end] for one in cut) == text.strip()
    assert not any(one.start and text[one.start : one.start + 3].isdigit() for one in cut)
