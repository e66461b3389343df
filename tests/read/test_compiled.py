"""The reader reads the same compiled as it is written, and never runs compiled from other sources than its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.project.tracked import ROOT

from karvon import compiled

CANNOT = 1  # what scripts/compile.py ends with where there is nothing to compile with
SHARED = ROOT.parent / "shared" / "seeds"
LINES = [*(ROOT / "tests" / "read" / "lines").glob("*.txt"), *(ROOT / "tests" / "read" / "named").glob("*.txt")]
PAGES = [
    *(ROOT / "tests" / "read" / "labelled").glob("*/texts/*.txt"),
    *(ROOT / "src" / "karvon" / "cases").glob("*/documents/*.txt"),
    *LINES,
]
READING = """
import hashlib, json, sys
from karvon.read import read_text, reader, to_json
form = "written" if reader.__file__.endswith(".py") else "compiled"
readings = [read_text(text, str(at)) for at, text in enumerate(json.load(sys.stdin))]
claims = [[to_json(claim).decode() for claim in one.claims] for one in readings]
json.dump([form, claims, [str(one.findings) for one in readings]], sys.stdout)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the folder of a build of these sources: one that is there, else one made now."""
    for known in (os.environ[compiled.PLACE], str(Path(sys.prefix, "share", "karvon"))):
        if known and Path(known, compiled.digest()).is_dir():
            return known
    place = str(tmp_path_factory.mktemp("builds"))
    environment = {**os.environ, compiled.PLACE: place}
    command = [sys.executable, str(ROOT / "scripts" / "compile.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode == CANNOT:
        pytest.skip(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    return place


def reading(texts: list[str], place: str) -> tuple[str, list[list[str]], list[str]]:
    """Return in which form a reader of its own ran, and the claims of each text as they are written out."""
    environment = {**os.environ, compiled.PLACE: place}
    command = [sys.executable, "-c", READING]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True, env=environment)
    form, claims, findings = json.loads(done.stdout)
    return form, claims, findings


def same(texts: list[str], place: str) -> list[list[str]]:
    """Hold the compiled reader against the reader as it is written; return the claims."""
    quick, plain = reading(texts, place), reading(texts, "")
    assert (quick[0], plain[0]) == ("compiled", "written")
    assert quick[1:] == plain[1:]
    return plain[1]


def test_the_compiled_reader_gives_the_same_bytes(built: str) -> None:
    pages = [path.read_text(encoding="utf-8") for path in sorted(PAGES)]
    lines = [line for path in sorted(LINES) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert sum(map(len, same([*pages, *lines], built))) > 5_000


@pytest.mark.shared
def test_the_compiled_reader_reads_the_known_articles_the_same(built: str) -> None:
    if not SHARED.is_dir():
        pytest.skip(f"{SHARED} is missing")
    claims = same([path.read_text(encoding="utf-8") for path in sorted(SHARED.glob("*.txt"))], built)
    assert all(claims)


def test_a_changed_source_is_not_run_in_its_compiled_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = tmp_path / "karvon"
    for room in compiled.ROOMS:
        shutil.copytree(compiled.HOUSE / room, house / room, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(compiled, "HOUSE", house)
    monkeypatch.setenv(compiled.PLACE, str(tmp_path / "builds"))
    (tmp_path / "builds" / compiled.digest()).mkdir(parents=True)
    assert compiled.folders("read") == [str(tmp_path / "builds" / compiled.digest() / "karvon" / "read")]
    with (house / "read" / "tokens.py").open("a", encoding="utf-8") as source:
        source.write("# changed\n")
    assert compiled.folders("read") == []


def test_whoever_asks_for_the_reader_as_written_gets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(compiled.PLACE, "")
    assert compiled.builds() is None
    assert compiled.folders("read") == []


def test_builds_stay_inside_the_environment_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(compiled.PLACE)
    assert compiled.builds() == Path(sys.prefix, "share", "karvon")
