"""Claims become figures, with the side only where words prove it."""

import pytest
from tests.reconcile.making import claim, document, ledger, row

from karvon.reconcile.sides import side_of, side_of_outlet

PAIR = ("KAZ", "UZB")


@pytest.mark.parametrize(
    ("role", "side"),
    [
        ("президент Казахстана", "KAZ"),
        ("МИД РК", "KAZ"),
        ("заместитель министра иностранных дел РК", "KAZ"),
        ("узбекский министр", "UZB"),
        ("посол Казахстана в Узбекистане", "KAZ"),
        ("ambassador of Uzbekistan to Kazakhstan", "UZB"),
        ("Deputy Foreign Minister of Kazakhstan", "KAZ"),
        ("президенты Казахстана и Узбекистана", None),
        ("вице-министр", None),
        ("глава государства", None),
        (None, None),
    ],
)
def test_a_role_names_a_side_only_when_it_names_one_country(role: str | None, side: str | None) -> None:
    assert side_of(role, PAIR) == side


def test_another_pair_is_recognised_by_the_same_rule() -> None:
    assert side_of("министр торговли Сербии", ("SRB", "GEO")) == "SRB"
    assert side_of("Prime Minister of Georgia", ("SRB", "GEO")) == "GEO"


@pytest.mark.parametrize(
    ("outlet", "side"),
    [
        ("Пресс-служба президента Узбекистана", "UZB"),
        ("Министерство торговли Казахстана", "KAZ"),
        ("Kazakhstan Today", None),
        ("Газета.uz", None),
        (None, None),
    ],
)
def test_an_outlet_is_a_voice_only_when_it_is_an_office(outlet: str | None, side: str | None) -> None:
    assert side_of_outlet(outlet, PAIR) == side


def test_a_figure_carries_speaker_phrase_and_place_of_its_claim() -> None:
    stated = claim("a", "project_count", "60", "2024-05-02", subject="joint projects", speaker="N", role="minister")
    found = ledger(claims=[stated], documents=[document(published="2024-05-02", url="https://example.org/x")])
    (figure,) = found.figures
    assert (figure.id, figure.origin, figure.phrase, figure.quote) == ("a", "claim", "joint projects", "60")
    assert figure.source.url == "https://example.org/x"
    assert figure.source.published.first == figure.period.start
    assert figure.side is None


def test_a_speaker_s_side_is_known_wherever_the_document_names_the_role_once() -> None:
    first = claim("a", "project_count", "60", "2024-05-02", speaker="N", role="министр Лаоса")
    second = claim("b", "jobs", "500", "2024-05-02", speaker="N", role="министр")
    found = ledger(claims=[first, second], documents=[document(published="2024-05-02")])
    assert {figure.side for figure in found.figures} == {"LAO"}


def test_a_text_takes_the_side_that_the_registry_gives_for_the_same_number_of_its_page() -> None:
    page = "https://example.org/one"
    told = claim("a", "project_value", "1.2 billion", "2024-05-02")
    kept = row("r", "project_value", "1.2 billion", "2024-05-02", page=page, side="NPL")
    note = document(published="2024-05-02", url="http://www.example.org/one/")
    found = ledger([kept], [told], [note])
    assert {figure.side for figure in found.figures} == {"NPL"}


def test_a_claim_without_indicator_or_number_is_no_figure() -> None:
    assert not ledger(claims=[claim("a", "jobs", "5", unit=None)], documents=[document()]).figures
