"""Money of every country is read in every way of writing it: name, code or sign, before, behind or hyphened."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest

from karvon.read import read_text
from karvon.read.cues import lexicon

SHARED = frozenset(row["stem"] for row in lexicon("shared_currencies"))
SENTENCE = {
    "en": "date 2024-05-02\nTrade between the two sides reached {} in the year 2023.",
    "ru": "дата 2024-05-02\nТоварооборот двух сторон достиг {} в 2023 году.",
}
LETTERS = 3
"""A name of fewer letters is a sign or a short form, which another sentence shows."""


def _forms(pattern: str) -> list[str]:
    """Return every way to say a pattern that has no stem in it."""
    words = [word.removesuffix("?").split("|") for word in pattern.split()]
    return [" ".join(form) for form in itertools.product(*words)]


def _names() -> list[tuple[str, str, str]]:
    rows = [row for row in lexicon("currencies") if row["lang"] in SENTENCE and not row["factor"]]
    named = [row for row in rows if not any(sign in row["pattern"] for sign in "*.$€£¥₵¢/")]
    forms = [(row["lang"], row["code"], form) for row in named for form in _forms(row["pattern"])]
    return [x for x in forms if len(x[2]) > LETTERS and not any(x[2].startswith(stem) for stem in SHARED)]


def _money(text: str) -> list[tuple[Decimal | None, str | None]]:
    return [(claim.value, claim.unit) for claim in read_text(text, "money").claims if claim.kind == "quantity"]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_name_of_money_is_read_as_its_currency(language: str) -> None:
    wrong = []
    for _, code, form in [name for name in _names() if name[0] == language]:
        written = f"4.7 billion {form}" if language == "en" else f"4,7 млрд {form}"
        if _money(SENTENCE[language].format(written)) != [(Decimal(4_700_000_000), code)]:
            wrong.append(form)
    assert wrong == []


CODES = sorted({row["code"] for row in lexicon("currencies") if row["pattern"].upper() == row["code"]})


@pytest.mark.parametrize("shape", ["{} 4.7 billion", "{}4.7bn", "4.7 billion {}", "4.7bn {}", "{} 4.7bn"])
def test_every_code_of_money_is_read_before_and_behind_its_number(shape: str) -> None:
    texts = {code: SENTENCE["en"].format(shape.format(code)) for code in CODES}
    assert [code for code, text in texts.items() if _money(text) != [(Decimal(4_700_000_000), code)]] == []


@pytest.mark.parametrize(
    ("written", "code"),
    [("$4.7 m", "USD"), ("€4.7mil", "EUR"), ("US$4.7MM", "USD"), ("4.7m euros", "EUR"), ("4.7 m dollars", "USD"),
     ("U.S.$4.7 million", "USD"), ("USD$4.7m", "USD"), ("SG$4.7 million", "SGD"), ("GH₵4.7m", "GHS"),
     ("4.7-million-dollar", "USD"), ("4.7 million-euro", "EUR"), ("4.7-million-rand", "ZAR"), ("Euro 4.7 m", "EUR")],
)  # fmt: skip
def test_short_scales_and_hyphens_are_read(written: str, code: str) -> None:
    assert _money(f"date 2024-05-02\nThe bank gave the port a credit of {written} in 2023.") == [
        (Decimal(4_700_000), code)
    ]
