"""Every finding about a table has words in both languages that use what the finding knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.store.conftest import portfolio, stamp
from tests.store.test_load import VALUE, csv_of

import karvon.store
from karvon.say.findings import finding
from karvon.say.phrases import phrases, slots
from karvon.store import Registry, load

CODES = sorted(code for code in phrases("findings") if code.startswith("table."))


def source() -> str:
    return "".join(path.read_text() for path in Path(karvon.store.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("code", CODES)
def test_every_phrase_is_of_a_rule_and_says_the_same_in_both_languages(code: str) -> None:
    assert re.search(rf'"{code.removeprefix("table.")}"', source()), "no rule gives this finding"
    assert slots(code, "ru", "findings") == slots(code, "en", "findings")
    assert "file" in slots(code, "ru", "findings")


def test_a_finding_reads_as_a_sentence_in_both_languages(sqlite_registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "indicator_values.csv").write_text(csv_of(VALUE | {"value": "2,6"}, delimiter=";"))
    (found,) = load(sqlite_registry, [tmp_path], **stamp()).findings
    assert (
        finding(found, "ru")
        == "indicator_values.csv, строка 2, столбец «value»: число записано как «2,6»; напишите 2.6"
    )
    assert (
        finding(found, "en") == "indicator_values.csv, row 2, column “value”: the number is written as “2,6”; write 2.6"
    )


def test_every_finding_of_a_bad_table_can_be_said(sqlite_registry: Registry, tmp_path: Path) -> None:
    """Each cell of each column is given something wrong: all findings must have all the values their phrase needs."""
    wrong = ["2,6", "no such thing", "  ", "01.13.2024", "", "a/b c"]
    rows = [
        dict.fromkeys(VALUE | {"subject": "", "period_end": ""}, text) | {"id": f"r{n}"} for n, text in enumerate(wrong)
    ]
    (tmp_path / "indicator_values.csv").write_text(csv_of(*rows, VALUE | {"subject": "gone"}, delimiter=";"))
    (tmp_path / "portfolios.csv").write_text(
        csv_of(portfolio(), portfolio(), portfolio("b") | {"colour": "x"}) + "a,b\n"
    )
    (tmp_path / "hubs.csv").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "hub.csv").write_text("id\n")
    found = load(sqlite_registry, [tmp_path], **stamp()).findings
    assert len({one.code for one in found}) > 10
    for one in found:
        for lang in ("ru", "en"):
            assert "{" not in finding(one, lang)
            assert one.file in finding(one, lang)
