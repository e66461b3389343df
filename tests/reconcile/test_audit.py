"""Every conflict and trap that the notes on the shared facts name is found in the bundled case, with its cause.

`audit.csv` names each noted row by a hash of its cells, and either the check that tells it or why there is none.
"""

from __future__ import annotations

import csv
import hashlib
import re
from functools import cache
from pathlib import Path

import pytest
from tests.reconcile.bundled import ledger_of

from karvon.model.ledger import Check, Ledger

FACTS = Path(__file__).parents[3] / "shared" / "facts" / "case-facts.csv"
AUDIT = tuple(csv.DictReader((Path(__file__).parent / "audit.csv").read_text(encoding="utf-8").splitlines()))
FOUND = tuple(row for row in AUDIT if row["rule"])
NOTED = re.compile(
    r"conflict|trap|definition|implausib|\btwice|\bvs |\brepeats|arithmetic gives|same-side|\blate\b"
    r"|also launched|says launched|same day|still \"in"
)


@cache
def bundled() -> Ledger:
    return ledger_of()


def sides(check: Check) -> tuple[str, str]:
    """Return what a check holds against each other: two numbers, or two registry rows."""
    if check.unit in ("date", "stage"):
        return check.terms[0], check.against[0]
    return f"{check.computed.value}", f"{check.stated.value}"


@pytest.mark.parametrize("row", FOUND, ids=[row["key"] for row in FOUND])
def test_a_noted_conflict_is_found_with_its_verdict_and_cause(row: dict[str, str]) -> None:
    told = [check for check in bundled().checks if check.rule == row["rule"]]
    (check,) = [check for check in told if sides(check) == (row["computed"], row["stated"])]
    assert check.verdict == row["verdict"]
    assert not row["cause"] or row["cause"] in {cause.code for cause in check.causes}


def test_every_row_of_the_audit_names_a_check_or_says_why_there_is_none() -> None:
    assert all(bool(row["rule"]) != bool(row["absent"]) for row in AUDIT)
    assert len({row["key"] for row in AUDIT}) == len(AUDIT)


@pytest.mark.shared
@pytest.mark.skipif(not FACTS.is_file(), reason="the notes of ../shared/facts/case-facts.csv are missing")
def test_every_note_that_names_a_conflict_or_a_trap_is_in_the_audit() -> None:
    with FACTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {row["key"] for row in AUDIT}
    noted = [row for row in rows if NOTED.search(row["note"])]
    assert len(noted) > 25
    assert not [(row["entity"], row["attribute"], row["note"]) for row in noted if _key(row) not in known]


def _key(row: dict[str, str]) -> str:
    cells = "|".join((row["entity"], row["attribute"], row["value"], row["source_url"]))
    return hashlib.sha256(cells.encode()).hexdigest()[:12]
