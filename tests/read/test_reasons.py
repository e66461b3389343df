"""Every slot of a claim names the rules that made it, and every rule is told in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from karvon.model.claim import Claim
from karvon.model.reasons import by_slot, correction_rule, corrector, entry_of, heads, reasons, slots_of
from karvon.model.vocabulary import table
from karvon.read import read_text

SPOKEN = "indicator|status|period|amount|speech|date|number|interval|bound|unit|change|subject|stage|territory|relation"
NAMED = re.compile(rf'f?"((?:{SPOKEN}|institution|agreement|outlet|parties|signed|sector|deadline)\.[a-z_.]+)"')
RUSSIAN = """Stan.kg, 12 марта 2024 года

Товарооборот Кыргызстана и Таджикистана за 2023 год вырос на 12,5 % и превысил 300 млн долларов (312 млн долларов), \
сообщил министр экономики Бакыт Осмонов. «Мы намерены довести его до 1 млрд долларов к 2030 году», — сказал он. \
По его словам, на территории Таджикистана реализуются 14 совместных проектов на 90 млн долларов, из них семь — в \
промышленности, будет создано около 2 тысяч рабочих мест. Экспорт в Таджикистан вырос в 2,5 раза.
Подписан меморандум о сотрудничестве. 3 марта 2024 года в Бишкеке состоялся бизнес-форум. Построен \
торговый центр «Ала-Тоо».
Правительствам поручено принять программу сотрудничества до конца года. Поставки составят от 14 до 21 млрд тенге.
"""
ENGLISH = """Summary, not the original
Source: Example Times
Date: 15 November 2025

Trade between Kenya and Uganda exceeded 4 billion US dollars in 2023, Minister of Trade Ann Otieno said. "We intend to \
raise it to 10 billion by 2030," she said. The two countries have 12 joint projects worth 1.7 billion dollars.
A memorandum of cooperation was signed on 11 March 2021.
"""


def claims() -> Iterator[Claim]:
    """Yield the claims of the two texts above and of every note of the bundled case."""
    yield from read_text(RUSSIAN, "ru.txt").claims
    yield from read_text(ENGLISH, "en.txt").claims
    notes = Path(str(files("karvon").joinpath("cases", "kz-uz", "documents")))
    for note in sorted(notes.glob("*.txt")):
        yield from read_text(note.read_text(encoding="utf-8"), note.name).claims


def test_every_filled_slot_of_every_claim_names_a_rule_that_made_it() -> None:
    bare = [(claim.quote, one.slot) for claim in claims() for one in reasons(claim) if not one.rules]
    assert bare == []


def test_every_rule_that_a_reader_emits_is_in_the_table() -> None:
    told = {rule: entry_of(rule) for claim in claims() for rule in claim.rules}
    assert len(told) > 50
    assert [rule for rule, entry in told.items() if entry is None] == []


def test_every_rule_that_the_reader_could_emit_has_a_row_of_its_own_or_of_its_codes() -> None:
    folder = Path(str(files("karvon").joinpath("read")))
    named = {rule for path in folder.glob("*.py") for rule in NAMED.findall(path.read_text(encoding="utf-8"))}
    rows = {row["code"] for row in table("reading_rules")}
    assert len(named) > 50
    assert sorted(named - rows) == [], "tell them in model/data/reading_rules.csv, then: make docs"


def test_every_rule_makes_known_slots_and_is_told_in_both_languages() -> None:
    for row in table("reading_rules"):
        assert all((row["ru"], row["en"])), row["code"]
        assert set(filter(None, row["slots"].split(";"))) <= set(heads()), row["code"]


@pytest.mark.parametrize(
    ("quote", "slot", "rule"),
    [
        ("300 млн долларов", "value", "interval.open"),
        ("300 млн долларов", "bound", "bound.words"),
        ("300 млн долларов", "reporter", "reporter.sentence"),
        ("300 млн долларов", "speaker", "speech.verb"),
        ("312 млн долларов", "relations", "relation.bracket"),
        ("12,5 %", "change", "change.words"),
        ("1 млрд долларов", "value", "interval.exact"),
        ("1 млрд долларов", "reporter", "reporter.document"),
        ("1 млрд долларов", "indicator", "indicator.anaphora"),
        ("2,5 раза", "value", "number.multiple"),
        ("около 2 тысяч рабочих мест", "value", "interval.last_digit"),
        ("от 14 до 21 млрд тенге", "value", "interval.range"),
        ("90 млн долларов", "value", "interval.half_digit"),
        ("14 совместных проектов", "territory", "territory.sentence"),
        ("12 марта 2024 года", "period", "date.dateline"),
    ],
)
def test_a_slot_is_signed_by_what_made_it(quote: str, slot: str, rule: str) -> None:
    found = [claim for claim in read_text(RUSSIAN, "ru.txt").claims if claim.quote == quote]
    assert found, [claim.quote for claim in read_text(RUSSIAN, "ru.txt").claims]
    assert rule in by_slot(found[0])[slot]


def test_a_new_rule_of_a_known_family_is_told_by_its_family_and_an_unknown_one_makes_no_slot() -> None:
    assert slots_of("period.some_new_rule") == ("period",)
    assert slots_of("agreement.status.signed") == ("agreement_status", "status")
    assert slots_of("agreement.memorandum") == ("kind", "subject")
    assert entry_of("nothing.of_the_kind") is None
    assert slots_of("nothing.of_the_kind") == ()


def test_a_correction_takes_the_place_of_the_rules_of_its_slot_alone() -> None:
    rule = correction_rule("A. Analyst / office", "period_start")
    assert corrector(rule) == "A. Analyst / office"
    claim = Claim(
        id="1", document="a", kind="quantity", start=0, end=1, quote="1", unit="USD",
        rules=("period.none", "unit.written", "speech.verb", rule),
    )  # fmt: skip
    found = {slot: rules for slot, rules in by_slot(claim).items() if slot in ("unit", "period")}
    assert found == {"unit": ("unit.written",), "period": (rule,)}
