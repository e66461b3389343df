"""Every country of the world is read in every form, and what Karvon writes of a country it reads back."""

from __future__ import annotations

import pytest

from karvon.model.vocabulary import codes
from karvon.read import read_text
from karvon.read.cues import lexicon
from karvon.say.countries import country

GROUPS = codes("groups")
HOME = "KAZ"
WORLD = sorted({row["code"] for row in lexicon("places")} - set(GROUPS) - {HOME})
ONE_WORD = [code for code in WORLD if country(code, "ru").isalpha() and not country(code, "ru").isupper()]
PLAIN = [code for code in WORLD if country(code, "en").replace(" ", "").isalpha() and code != "HKG"]
SHARED_WITH_WORDS = {"TGO", "TCD", "MLI", "COG", "WSM"}
"""Names that are everyday words too («того»): read only in their longer forms."""


def _partner(text: str) -> str | None:
    figures = [claim for claim in read_text(text, "line").claims if claim.kind == "quantity"]
    assert len(figures) == 1, text
    assert figures[0].reporter == HOME, text
    return figures[0].partner


def test_the_lexicon_names_every_member_of_the_united_nations() -> None:
    assert len(WORLD) + 1 >= 193


@pytest.mark.parametrize("code", sorted(set(ONE_WORD) - SHARED_WITH_WORDS))
def test_a_russian_name_is_read_behind_a_preposition(code: str) -> None:
    assert _partner(f"Товарооборот Казахстана {country(code, 'ru', 'with')} составил 5 млн долларов.") == code


@pytest.mark.parametrize("code", sorted(set(PLAIN) - SHARED_WITH_WORDS))
def test_an_english_name_is_read_behind_a_preposition(code: str) -> None:
    assert _partner(f"Kazakhstan's trade {country(code, 'en', 'with')} reached $5 million.") == code


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_no_pattern_names_two_countries(lang: str) -> None:
    rows = [row for row in lexicon("places") if row["lang"] == lang]
    patterns = {row["pattern"] for row in rows}
    assert len(patterns) == len(rows)


def test_a_short_form_is_not_read_out_of_an_amount() -> None:
    claims = read_text("Trade between Serbia and Latvia reached US5 million.", "line").claims
    assert [(c.reporter, c.partner) for c in claims if c.kind == "quantity"] == [("SRB", "LVA")]
