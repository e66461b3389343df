"""An outlet has one name in each language, whichever script its source writes it in."""

from __future__ import annotations

import pytest

from karvon.say.outlets import one_outlet, outlet
from karvon.say.tables import say_table


@pytest.mark.parametrize("written", ["Казинформ", "Kazinform", "казинформ", "МИА  «Казинформ»"])
def test_an_outlet_written_in_two_scripts_is_one(written: str) -> None:
    assert outlet(written, "en") == "Kazinform"
    assert outlet(written, "ru") == "Казинформ"
    assert one_outlet(written) == "Kazinform"


def test_an_outlet_that_the_table_does_not_hold_stays_as_written() -> None:
    assert outlet("Степная газета", "en") == "Степная газета"


def test_every_outlet_of_the_table_has_both_names_and_no_name_is_of_two_outlets() -> None:
    told: dict[str, str] = {}
    for code, row in say_table("outlets").items():
        assert row["ru"]
        assert row["en"]
        for name in {row["ru"], row["en"], *filter(None, row["also"].split("|"))}:
            assert told.setdefault(name.casefold(), code) == code
