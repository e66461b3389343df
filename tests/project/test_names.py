"""The tables of countries, capitals and regions are what the script writes from its tables of names."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLES = ("places.csv", "cities.csv", "regions.csv")


def test_the_script_of_countries_writes_the_tables_that_stand_in_the_lexicon(tmp_path: Path) -> None:
    lexicon = ROOT / "src" / "karvon" / "read" / "lexicon"
    written = tmp_path / "src" / "karvon" / "read" / "lexicon"
    written.mkdir(parents=True)
    for name in TABLES:
        shutil.copy(lexicon / name, written / name)
    shutil.copytree(ROOT / "scripts" / "names", tmp_path / "scripts" / "names")
    shutil.copy(ROOT / "scripts" / "countries.py", tmp_path / "scripts" / "countries.py")
    runpy.run_path(str(tmp_path / "scripts" / "countries.py"), run_name="__main__")
    for name in TABLES:
        assert (written / name).read_text(encoding="utf-8") == (lexicon / name).read_text(encoding="utf-8"), name
