"""Times are looked for only where one can open: a look everywhere must find nothing more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.read.test_linear import attacks

from karvon.read.timerules import Rule, grammar

TEXTS = [path.read_text(encoding="utf-8").lower() for path in sorted(Path(__file__).parent.glob("l*/**/*.txt"))]
LED = [(language, rule) for language in ("ru", "en") for rule in grammar(language).rules if rule.led]


def missed(language: str, rule: Rule, text: str) -> list[str]:
    """Return what a rule matches where no expression is said to open, or without a word it is said to need."""
    known = grammar(language)
    found = list(rule.expression.finditer(text))
    if found and rule.needs and not rule.needs & known.needles.held(text):
        return [match[0] for match in found]
    opened = {match.end() for match in known.opening.finditer(text)} | ({0} if known.first.match(text) else set())
    return [match[0] for match in found if match.start() not in opened]


@pytest.mark.parametrize(("language", "rule"), LED, ids=[f"{language}-{rule.kind}" for language, rule in LED])
def test_every_expression_opens_where_the_grammar_looks_for_it(language: str, rule: Rule) -> None:
    assert TEXTS
    wordings = attacks(rule.expression.pattern, rule.expression.flags)
    assert [lost for text in [*TEXTS, *wordings] for lost in missed(language, rule, text)] == []


def test_an_opening_that_is_left_out_is_noticed() -> None:
    rule = Rule("year", re.compile(r"(?<![\w.,])circa\s+\d{4}"), 0, led=True, near=False)
    assert missed("en", rule, "built circa 1990") == ["circa 1990"]
