"""An indicator is rows of tables: whoever adds them has it read, without a line of code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

TEXT = "В 2024 году турпоток составил 350 тыс. человек. Денежные переводы достигли 2,1 млрд долларов. ВВП вырос на 4 %."
ASK = """
import json, sys
from karvon.read import read_text
claims = read_text(sys.argv[1], "note").claims
print(json.dumps([[c.indicator, c.stage] for c in claims if c.kind == "quantity"]))
"""
ROWS = {
    "model/data/indicators.csv": "remittances,trade,USD,no,yes,flow,денежные переводы,remittances,sent home\n",
    "read/lexicon/indicators.csv": "ru,remittances,money;percent,денежн* перевод*\n",
    "read/lexicon/stage_defaults.csv": "remittances,any,existing\n",
}


def _read(source: Path) -> list[list[str | None]]:
    ask = [sys.executable, "-c", ASK, TEXT]
    told = subprocess.run(ask, env={**os.environ, "PYTHONPATH": str(source)}, capture_output=True, check=True)
    found: list[list[str | None]] = json.loads(told.stdout)
    return found


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(str(files("karvon")), tmp_path / "karvon", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_what_the_vocabulary_lacks_is_of_no_indicator_and_inherits_none(copied: Path) -> None:
    assert [indicator for indicator, _ in _read(copied)] == [None, None, None]


def test_rows_alone_add_an_indicator_with_its_words_and_its_stage(copied: Path) -> None:
    for name, row in ROWS.items():
        table = copied / "karvon" / name
        lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
        table.write_text("".join([lines[0], row, *lines[1:]]), encoding="utf-8")
    assert ["remittances", "existing"] in _read(copied)
    assert [None, None] in _read(copied)
