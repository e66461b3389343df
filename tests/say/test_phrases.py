"""Every sentence exists in both languages, with the same values and the right word forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import karvon.brief
from karvon.model.document import Finding
from karvon.model.vocabulary import table, tables
from karvon.reconcile.rules import rules
from karvon.say.findings import finding
from karvon.say.offices import office
from karvon.say.phrases import FORMS, SLOT, MissingPhrase, phrase, phrases, slots, weave

TABLES = ("phrases", "findings")
USED = re.compile(r"(?:say|word)\(\s*\"([a-z0-9_.\-]+)\"")
LATIN_IN_RUSSIAN = re.compile(r"[а-яё][a-z]|[a-z][а-яё]", re.IGNORECASE)


@pytest.mark.parametrize("name", TABLES)
def test_every_phrase_is_written_in_both_languages_with_the_same_values(name: str) -> None:
    for key, texts in phrases(name).items():
        assert all(texts[lang].strip() for lang in FORMS), key
        assert slots(key, "ru", name) == slots(key, "en", name), key


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("lang", FORMS)
def test_every_counted_word_has_one_form_for_each_plural_of_its_language(name: str, lang: str) -> None:
    for key, texts in phrases(name).items():
        for _, forms in SLOT.findall(texts[lang]):
            assert not forms or forms.count("|") + 1 == len(FORMS[lang]), key


def test_every_phrase_that_the_brief_asks_for_exists() -> None:
    folder = Path(karvon.brief.__file__).parent
    sources = [*folder.glob("*.py"), *folder.glob("templates/*.j2")]
    asked = {key for path in sources for key in USED.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) > 60
    assert asked <= set(phrases())


def test_no_word_mixes_the_letters_of_two_alphabets() -> None:
    for key, texts in phrases().items():
        bare = SLOT.sub("", texts["ru"])
        assert not LATIN_IN_RUSSIAN.search(bare), key


def test_russian_words_agree_with_their_numbers() -> None:
    def said(count: int) -> str:
        return phrase("annex.rows.caption", "ru", n=count)

    assert [said(count) for count in (1, 2, 5, 11, 21, 104)] == [
        "1\u00a0строка",
        "2\u00a0строки",
        "5\u00a0строк",
        "11\u00a0строк",
        "21\u00a0строка",
        "104\u00a0строки",
    ]


def test_english_words_agree_with_their_numbers() -> None:
    assert [phrase("annex.rows.caption", "en", n=count) for count in (1, 2)] == ["1\u00a0row", "2\u00a0rows"]


def test_a_missing_phrase_or_value_raises() -> None:
    with pytest.raises(MissingPhrase, match=r"nothing\.of\.the\.kind"):
        phrase("nothing.of.the.kind", "ru")
    with pytest.raises(MissingPhrase, match="day"):
        phrase("front.as_of", "en")


def test_values_keep_their_own_type_when_woven_into_a_phrase() -> None:
    marker = object()
    assert marker in weave("front.as_of", "ru", {"day": marker})


def test_a_finding_names_its_file_and_says_what_to_do() -> None:
    found = Finding("prices.csv", "", "table.file_empty")
    assert finding(found, "ru").startswith("prices.csv: файл пуст")
    assert finding(found, "en").startswith("prices.csv: the file is empty")


def test_an_office_is_named_in_the_readers_language_whatever_the_country() -> None:
    assert office("President of Kazakhstan", "ru") == "Президент Казахстана"
    assert office("Президент Узбекистана", "en") == "President of\u00a0Uzbekistan"
    assert office("вице-министр", "en") == "deputy minister"
    assert office("глава государства", "en", "KGZ") == "President of\u00a0Kyrgyzstan"
    assert office("сторож", "en") is None


def test_every_code_that_the_brief_names_has_a_phrase() -> None:
    wanted = {f"step.{row['code']}" for row in table("agreement_statuses")}
    wanted |= {f"table.{name}" for name in tables() if name not in ("documents", "claims")}
    wanted |= {f"checks.{row['group']}.title" for row in table("verdicts")}
    wanted |= {f"checks.arithmetic.{rule['operator']}" for rule in rules().values() if rule["operator"] != "order"}
    wanted |= {f"checks.arithmetic.{unit}" for unit in ("date", "stage")}
    wanted |= {f"checks.order.{relation}" for relation in ("less", "more", "rounding", "open")}
    wanted |= {f"label.{kind}" for kind in ("document", "claim", "page", "row", "check", "calc", "assume")}
    assert wanted <= set(phrases())
