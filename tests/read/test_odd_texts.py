"""Odd texts are read as plain ones are: cut anywhere, with signs nobody sees, in one endless line."""

from __future__ import annotations

import pytest

from karvon.model.claim import Claim
from karvon.read import sentences
from karvon.read.cues import lexicon
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
        "Of these, more than 000.",
        "Trade grew,” says Greek ambassador to Malta",
        "Savdo hajmi 2,3 milliard dollardan 2,9 milliard dollargacha",
        "- ,",
        "Exports grew by 5 %, imports by 7 % in Peru",
        "Exports rose 5 %; to 4 mln dollars, of 5 mln dollars Peru",
        "nd Baku-Tbilisi",
        "в этом году может достигнуть $16 млрд, что в 6 раз выше показателя за 2020 го",
        "«",
    ],
)
def test_a_text_cut_short_is_read(text: str) -> None:
    assert read_text(text, "x.txt").document is not None


def test_a_weight_beside_its_price_is_no_trillions() -> None:
    claims = read_text("Peru exported 500 t $250 thousand of wheat.", "x.txt").claims
    assert [claim.value for claim in claims if claim.kind == "quantity"] == [250_000]


def test_a_number_of_thousands_of_digits_counts_nothing() -> None:
    claims = read_text(f"Экспорт Перу в Чили составил {'7' * 40} долларов.", "x.txt").claims
    assert [claim for claim in claims if claim.kind == "quantity"] == []


def test_a_line_without_full_stops_is_cut_between_words() -> None:
    text = "руда 15 000 тонн; медь 1 234 567 тонн; " * 500
    cut = sentences.split(text, ((0, len(text)),))
    assert max(one.end - one.start for one in cut) <= sentences.LONGEST + 16
    assert " ".join(text[one.start : one.end] for one in cut) == text.strip()
    assert not any(one.start and text[one.start : one.start + 3].isdigit() for one in cut)


def test_the_year_of_a_headline_in_capitals_is_that_of_its_figure() -> None:
    claims = read_text("TRADE OF PERU AND MALTA FOR THE YEAR 2022 REACHED $5 BILLION", "x.txt").claims
    assert [str(claim.period.start) for claim in claims if claim.kind == "quantity"] == ["2022-01-01"]


def test_what_is_so_every_year_is_so_on_the_day_of_its_page() -> None:
    text = "12 мая 2024\n\nВ 2022 году Перу поставило 3 тыс. тонн. Перу в начале каждого года поставляет 5 тыс. тонн."
    claims = read_text(text, "x.txt").claims
    assert [str(c.period.start) for c in claims if c.kind == "quantity"] == ["2022-01-01", "2024-05-12"]


def test_a_city_is_one_in_both_languages() -> None:
    kinds = {
        row["lang"]: row["kind"] for row in lexicon("regions") if "xian" in row["pattern"] or "сиань" in row["pattern"]
    }
    assert kinds == {"ru": "city", "en": "city"}
