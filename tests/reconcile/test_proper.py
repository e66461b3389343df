"""Things without quotation marks are told apart by their kind and proper name, in either script and any case."""

import pytest
from tests.reconcile.making import claim

from karvon.reconcile.callings import calling
from karvon.reconcile.proper import proper_name


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Karasu wind farm", "The Karasu wind farm is to be put into operation in 2027"),
        ("ветропарк Карасу", "Karasu wind park"),
        ("Приграничный рынок в Лосте", "рынка в Лосте"),
        ("Tarvo–Lemen railway line", "железнодорожной линии Тарво — Лемен"),
        ("bridge over the Orisa river", "моста через реку Ориса"),
    ],
)
def test_one_thing_has_one_name(left: str, right: str) -> None:
    assert proper_name(left) == proper_name(right) is not None


@pytest.mark.parametrize(
    ("left", "right"),
    [("Karasu wind farm", "Karasu bridge"), ("bridge over the Orisa", "bridge over the Lemen")],
)
def test_another_kind_or_another_name_is_another_thing(left: str, right: str) -> None:
    assert proper_name(left) != proper_name(right)


@pytest.mark.parametrize(
    "words",
    ["a plant in Tarvo", "market in Uganda", "The bridge was opened by President Oro", "новый мост", "завод в Тарво"],
)
def test_a_place_of_many_a_country_and_a_visitor_name_nothing(words: str) -> None:
    assert proper_name(words) is None


def test_the_name_may_stand_behind_the_words_of_a_claim() -> None:
    assert proper_name("joint border market", " at Lost was opened on 7 August") == proper_name("market in Lost")


def test_the_second_of_two_plants_bears_a_number() -> None:
    names = [calling(claim("a", "jobs", "7", quote=f"завод «Карасу-{number}»"), None) for number in (1, 2)]
    assert len(set(names)) == 2
