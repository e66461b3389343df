"""Costs, sizes and promises lead to the thing that the text names, however it is called further on."""

import pytest

from karvon.model.claim import Claim
from karvon.read import read_text


def led(text: str) -> dict[str, str]:
    """Return the words of every claim that tells of a named thing, with the name it leads to."""
    claims: dict[str, Claim] = {claim.id: claim for claim in read_text(text, "note.txt").claims}
    return {
        claim.quote: claims[one.target].quote
        for claim in claims.values()
        for one in claim.relations
        if one.type == "describes" and claims[one.target].kind == "institution"
    }


PLANT = "завод минеральных удобрений «Карасу»"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"Перу и Чили построят {PLANT} за 70 млн долларов. Мощность предприятия составит 40 тыс. тонн в год.",
            {"70 млн долларов": PLANT, "40 тыс. тонн": PLANT},
        ),
        (
            f"Перу и Чили строят {PLANT}. Завод планируется открыть в 2027 году.",
            {"Завод планируется открыть в 2027 году": PLANT},
        ),
        (
            "The Karasu fertiliser plant was launched by Peru and Chile. It cost $70 million.",
            {"$70 million": "Karasu fertiliser plant"},
        ),
        (
            "Перу и Чили открыли завод «Карасу» стоимостью 70 млн долларов. Завод «Орион» стоил 30 млн долларов.",
            {"70 млн долларов": "завод «Карасу»", "30 млн долларов": "Завод «Орион»"},
        ),
        ("Товарооборот Перу и Чили составил 70 млн долларов.", {}),
    ],
)
def test_what_is_told_of_a_thing_leads_to_its_name(text: str, told: dict[str, str]) -> None:
    assert led(text) == told


def test_trade_told_beside_a_thing_is_not_of_it() -> None:
    text = f"Перу и Чили построят {PLANT}. Товарооборот двух стран достиг 900 млн долларов, рост — 12 %."
    assert not {"900 млн долларов", "12 %"} & led(text).keys()
