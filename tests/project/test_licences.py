"""Everything Karvon runs on may be used with it, and NOTICE says under which licence."""

from __future__ import annotations

from importlib import metadata

import pytest
from tests.project.licences import ROOT, acceptable, expression, licence_of, locked, noticed

LOCK = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_notice_lists_exactly_the_packages_of_the_run_lock() -> None:
    assert sorted(noticed(NOTICE)) == sorted(locked(LOCK))


@pytest.mark.parametrize("name", locked(LOCK))
def test_licence_of_a_locked_package_is_permitted_and_noticed(name: str) -> None:
    try:
        licence = licence_of(name)
    except metadata.PackageNotFoundError:
        assert " only)" in noticed(NOTICE)[name], f"{name} is not installed here and NOTICE does not say where it is"
        return
    assert acceptable(licence), f"{name}: {licence}"
    assert noticed(NOTICE)[name].split(" (")[0] == licence


def test_choice_among_licences_is_explained_where_one_of_them_is_not_permitted() -> None:
    several = {name: licence for name, licence in noticed(NOTICE).items() if " OR " in licence}
    doubtful = [name for name, licence in several.items() if not all(map(acceptable, licence.split(" OR ")))]
    assert doubtful == ["tld"]
    assert "Karvon uses it under MPL-1.1" in NOTICE


def test_dictionary_data_is_named_with_its_own_licence() -> None:
    assert noticed(NOTICE)["pymorphy3-dicts-ru"] == "MIT (code), CC-BY-SA-3.0 (data)"
    assert "OpenCorpora" in NOTICE


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "unknown (Free)"])
def test_copyleft_and_unknown_licences_are_refused(licence: str) -> None:
    assert not acceptable(licence)


def test_package_that_names_no_licence_we_know_is_unknown() -> None:
    assert expression([], ["Freeware"], ["Programming Language :: Python"]) == "unknown ['Freeware']"
    assert not acceptable(expression([], [], []))
