"""Countries, groups and regions have names in every form a sentence needs, for any pair of countries."""

import pytest

from karvon.model.vocabulary import table
from karvon.say.countries import Form, countries, country

FORMS: list[tuple[str, str, Form, str]] = [
    ("KAZ", "ru", "name", "Казахстан"),
    ("KAZ", "ru", "of", "Казахстана"),
    ("UZB", "ru", "in", "в_Узбекистане"),
    ("KGZ", "ru", "with", "с_Кыргызстаном"),
    ("UZB", "en", "adjective", "Uzbek"),
    ("UZB", "en", "in", "in_Uzbekistan"),
    ("USA", "en", "with", "with the United States"),
    ("KZ-61", "ru", "in", "в_Туркестанской области"),
    ("UZ-TO", "en", "name", "Tashkent Region"),
    ("FRA", "ru", "name", "Франция"),
    ("FRA", "ru", "in", "во_Франции"),
    ("MYS", "ru", "of", "Малайзии"),
    ("MYS", "en", "name", "Malaysia"),
    ("XX-99", "ru", "name", "XX-99"),
]


@pytest.mark.parametrize(("code", "lang", "form", "words"), FORMS)
def test_a_place_is_named_in_the_form_asked(code: str, lang: str, form: Form, words: str) -> None:
    assert country(code, lang, form).replace("\u00a0", "_") == words


def test_every_group_of_the_model_has_its_names() -> None:
    for row in table("groups"):
        assert country(row["code"], "ru") == row["ru"]
        assert country(row["code"], "en") == row["en"]
        assert country(row["code"], "ru", "of") != row["code"]


def test_countries_are_listed_as_in_a_sentence() -> None:
    assert countries(("KAZ", "UZB"), "ru") == "Казахстан и Узбекистан"
    assert countries(("KAZ", "UZB"), "en") == "Kazakhstan and Uzbekistan"
