"""Turnover of "the two countries" is that of the pair where a page names one of them, and no other country."""

import pytest
from tests.reconcile.making import claim, document

from karvon.model.claim import Claim
from karvon.reconcile.two_countries import of_the_pair

PAIR = ("LAO", "NPL")
TEXTS = {
    "en": "The minister of Laos said trade between the two countries had reached 4.4 billion.",
    "ru": "Министр Лаоса сообщил, что товарооборот двух стран достиг 4.4 млрд.",
    "mutual": "Взаимная торговля достигла 4.4 млрд, заявил министр Лаоса.",
}


def partner(text: str, *others: Claim, indicator: str = "trade_turnover") -> str | None:
    start = text.index("4.4")
    own = claim("a", indicator, "4.4 billion", "2024", reporter="LAO", quote="4.4", start=start, end=start + 3)
    pages = {"note.txt": document(published="2025-02-01", text=text)}
    return of_the_pair([own, *others], pages, PAIR)[0].partner


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_turnover_of_two_countries_is_that_of_the_pair(text: str) -> None:
    assert partner(text) == "NPL"


def test_all_trade_of_a_country_stays_without_a_partner() -> None:
    assert partner("Foreign trade of Laos reached 4.4 billion.") is None
    assert partner(TEXTS["en"], indicator="investment_stock") is None


def test_a_page_that_names_a_third_country_may_mean_another_pair() -> None:
    other = claim("b", "export", "1 billion", "2024", reporter="LAO", partner="THA")
    assert partner(TEXTS["en"], other) is None


def test_the_other_turnover_of_the_page_is_meant_alike() -> None:
    text = f"{TEXTS['en']} It was 3.9 billion a year earlier."
    places = {words: text.index(words) for words in ("4.4", "3.9")}
    first, later = (
        claim(words, "trade_turnover", words, "2024", reporter="LAO", quote=words, start=start, end=start + 3)
        for words, start in places.items()
    )
    pages = {"note.txt": document(published="2025-02-01", text=text)}
    assert [one.partner for one in of_the_pair([first, later], pages, PAIR)] == ["NPL", "NPL"]
