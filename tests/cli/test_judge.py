"""`karvon judge` records the verdict of a person, and `karvon check` goes by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.test_commands import Karvon, karvon

TEXT = """Stan.kg, {day} марта 2024 года

Товарооборот Кыргызстана и Таджикистана в 2023 году составил {amount} млн долларов.
"""
SIGNED = ("--who", "A. Analyst", "--why", "the second counts transit")
__all__ = ["karvon"]  # the fixture of the other commands


@pytest.fixture
def case(karvon: Karvon, tmp_path: Path) -> Path:
    karvon("new", "pair", "--countries", "KGZ", "TJK")
    for day, amount in ((12, "320"), (13, "470")):
        (tmp_path / "pair" / "documents" / f"{day}.txt").write_text(TEXT.format(day=day, amount=amount), "utf-8")
    return tmp_path / "pair"


def conflict(karvon: Karvon, case: Path) -> str:
    """Return the id of the only conflict of the case."""
    (found,) = json.loads(karvon("check", "--json", "--case", case).stdout)["checks"]
    assert f"[{found['id']}]" in karvon("check", "--case", case).stdout
    return str(found["id"])


def test_a_conflict_that_a_person_judged_otherwise_fails_no_check(karvon: Karvon, case: Path) -> None:
    name = conflict(karvon, case)
    assert karvon("check", "--case", case).exit_code == 1
    answer = karvon("judge", name[:8], "--case", case, "--verdict", "different_definition", *SIGNED)
    assert answer.exit_code == 0, answer.output
    assert karvon("check", "--case", case).exit_code == 0
    listed = karvon("judge", "--case", case).stdout
    assert all(said in listed for said in (name, "A. Analyst", "the second counts transit", "in force"))
    assert karvon("judge", name, "--case", case, "--withdraw", *SIGNED).exit_code == 0
    assert karvon("check", "--case", case).exit_code == 1
    assert "Nobody" in karvon("judge", "--case", case).stdout


def test_a_conflict_that_a_person_confirmed_is_told_with_the_name(karvon: Karvon, case: Path) -> None:
    karvon("judge", conflict(karvon, case), "--case", case, "--verdict", "conflict", *SIGNED)
    answer = karvon("check", "--case", case)
    assert answer.exit_code == 1
    assert "A. Analyst" in answer.stdout


def test_new_evidence_against_a_verdict_is_told(karvon: Karvon, case: Path) -> None:
    karvon("judge", conflict(karvon, case), "--case", case, "--verdict", "cannot_tell", *SIGNED)
    (case / "documents" / "14.txt").write_text(TEXT.format(day=14, amount="470"), "utf-8")
    answer = karvon("judge", "--case", case)
    assert "figures: 3" in answer.stderr
    assert "now USD 320 mn against USD 470 mn (3" in answer.stdout.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        ((), "write --verdict VERDICT or --withdraw"),
        (("--verdict", "conflict", "--withdraw"), "choose one"),
        (("--verdict", "conflct"), "is not in the vocabulary verdicts; write conflict"),
        (("--verdict", "conflict", "--cause", "magic"), "is not in the vocabulary causes"),
        (("--verdict", "conflict", "--why", " "), "keeps who made it and why"),
        (("--withdraw",), "there is nothing to withdraw"),
    ],
)
def test_what_cannot_be_judged_is_told_with_the_remedy(
    karvon: Karvon, case: Path, options: tuple[str, ...], remedy: str
) -> None:
    answer = karvon("judge", conflict(karvon, case), "--case", case, *SIGNED, *options)
    assert answer.exit_code == 1
    assert remedy in answer.stderr
    assert "Traceback" not in answer.output
