"""A commitment from another language is told in the reader's own: act and objects, its words one click away."""

from __future__ import annotations

import msgspec
import pytest

from karvon.brief.actors import speaker_of
from karvon.brief.blocks import words
from karvon.brief.lineage import lineage
from karvon.brief.rendered import rendered
from karvon.brief.words import Voice
from karvon.model.claim import Claim
from karvon.model.results import Results
from karvon.model.row import Row


def told(results: Results, language: str, quote: str, lang: str, *rows: Row) -> str:
    """Return a commitment of a document in one language as a brief in another tells it."""
    document = next(one for one in results.documents if one.language == language)
    claim = Claim(id="beef00", document=document.file, kind="commitment", start=0, end=len(quote), quote=quote)
    case = msgspec.structs.replace(results, claims=(*results.claims, claim), rows=(*results.rows, *rows))
    said = rendered(Voice(case, lineage(case), lang), claim)
    assert not said or any(run.ref == "claim:beef00" for run in said)
    return words(said).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("Стороны намерены нарастить взаимную торговлю", "Increase: mutual trade (original in Russian)"),
        ("Поручено подготовить дорожную карту", "Draw up: road map (original in Russian)"),
        ("Первую очередь строительства завершат к лету", "Complete: stage, construction (original in Russian)"),
        ("Стороны довольны ходом переговоров", ""),
        ("Её запуск пока только планируется", ""),
    ],
)
def test_what_is_to_be_done_and_of_what_is_said_or_nothing(results: Results, quote: str, said: str) -> None:
    assert told(results, "ru", quote, "en") == said


def test_a_registered_thing_goes_by_its_name_and_both_languages_are_served(results: Results) -> None:
    row = Row(table="hubs", id="gate", cells={"name_ru": "МЦ «Северные ворота»", "name_en": "Northern Gate"})
    said = told(results, "ru", "В 2026 году откроют МЦ «Северные ворота»", "en", row)
    assert said == "Open: Northern Gate (original in Russian)"
    assert told(results, "en", "They will open the Northern Gate", "ru", row).startswith(
        "Открыть: МЦ «Северные ворота»"
    )


def test_words_of_the_language_of_the_brief_stay_as_they_are(results: Results) -> None:
    assert told(results, "en", "They will increase mutual trade", "en") == ""


def test_an_office_quoted_like_a_person_is_named_in_the_language_of_the_brief(results: Results) -> None:
    document = next(one for one in results.documents if one.language == "ru")
    office = "пресс-служба президента Узбекистана"
    claim = Claim(id="beef01", document=document.file, kind="commitment", start=0, end=3, quote="так", speaker=office)
    case = msgspec.structs.replace(results, claims=(*results.claims, claim))
    said = words(speaker_of(Voice(case, lineage(case), "en"), claim)).replace("\u00a0", " ")
    assert said == "press service of the President of Uzbekistan"
