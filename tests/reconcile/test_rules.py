"""The tables of the ledger: every rule and every kind of evidence has names in both languages and known codes."""

import re
from pathlib import Path

from karvon.model.vocabulary import codes
from karvon.reconcile import brackets, rules
from karvon.reconcile.rules import candidates, common_words, offices

OPERATORS = {"sum", "equal", "difference", "growth", "order", "series", "share", "ratio"}


def test_every_rule_is_named_explained_and_uses_a_known_operator() -> None:
    for code, rule in rules().items():
        assert rule["operator"] in OPERATORS, code
        assert all(rule[column] for column in ("ru", "en", "explain_ru", "explain_en")), code
        assert rule["explain_ru"].endswith("."), code
        assert rule["explain_en"].endswith("."), code


def test_every_rule_names_known_indicators_and_causes() -> None:
    for code, rule in rules().items():
        named = [name for name in rule["indicators"].split(";") if name not in ("", "*")]
        assert set(named) <= codes("indicators"), code
        assert set(candidates(code)) <= codes("causes"), code


def test_every_kind_of_evidence_is_a_sentence_with_the_same_places_in_both_languages() -> None:
    for code, bracket in brackets().items():
        assert bracket["proves"] in ("yes", "no"), code
        places = [set(re.findall(r"\{(\w+)\}", bracket[lang])) for lang in ("ru", "en")]
        assert places[0] == places[1] <= {"first", "last", "count"}, code


def test_disputed_evidence_never_proves() -> None:
    assert all(bracket["proves"] == "no" for code, bracket in brackets().items() if code.endswith("_disputed"))


def test_word_lists_are_in_lower_case_and_abbreviations_name_a_country() -> None:
    assert all(entry["word"] == entry["word"].lower() for entry in offices() if entry["kind"] == "office")
    assert all(len(entry["code"]) == 3 for entry in offices() if entry["kind"] == "country")
    assert all(entry["stem"] == entry["stem"].lower() for entry in common_words())


def test_the_page_on_the_ledger_lists_every_rule_and_every_kind_of_evidence() -> None:
    page = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert set(rules()) <= listed
    assert set(brackets()) <= listed
    assert listed >= OPERATORS
