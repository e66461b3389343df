"""The demo runs the bundled case, leaves a brief in each language, and takes a person's own articles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import karvon
from karvon import pipeline
from karvon.cli import main
from karvon.model.vocabulary import by_code
from karvon.pipeline import run

ARTICLE = """Summary, not the original
Source: Example Times
Date: {day}
Address: https://example.org/own

Trade between Kazakhstan and Uzbekistan reached 4.4 billion US dollars in 2023.
"""


def demo(*typed: object) -> Result:
    """Run the demo in English."""
    return CliRunner().invoke(main, ["demo", "--lang", "en", *map(str, typed)])


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the demo once into a folder whose name has a space."""
    folder = tmp_path_factory.mktemp("with a space") / "out"
    answer = demo("--out", folder)
    assert answer.exit_code == 0, answer.output
    (folder / "printed.txt").write_text(answer.stdout, encoding="utf-8")
    return folder


def test_demo_writes_one_self_contained_page_in_each_language(out: Path) -> None:
    for lang in ("ru", "en"):
        page = (out / "kz-uz" / f"brief.{lang}.html").read_text(encoding="utf-8")
        assert re.search(rf'<html lang="?{lang}\b', page)
        assert re.findall(r'(?:src|href)="?(?!https?:|#|data:|mailto:)[^">\s]+', page) == []


def test_demo_prints_a_summary_and_how_to_add_articles(out: Path) -> None:
    lines = (out / "printed.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("Kazakhstan and Uzbekistan")
    assert lines[-1] == "Add your own articles: make demo DOCS=path"
    assert 15 < len(lines) < 60


def test_demo_writes_the_same_bytes_again_and_reads_nothing(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {path.name: path.read_bytes() for path in (out / "kz-uz").glob("brief.*")}
    monkeypatch.setattr(pipeline, "read_files", lambda path: pytest.fail(f"{path.name} was read again"))
    assert demo("--out", out).exit_code == 0
    assert {path.name: path.read_bytes() for path in (out / "kz-uz").glob("brief.*")} == pages


def test_demo_adds_own_articles_and_the_last_line_says_so(out: Path, tmp_path: Path) -> None:
    own = tmp_path / "my articles"
    own.mkdir()
    (own / "good.txt").write_text(ARTICLE.format(day="2 February 2024"), encoding="utf-8")
    (own / "late.txt").write_text(ARTICLE.format(day="2 February 2027"), encoding="utf-8")
    (own / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    answer = demo("--out", out, "--docs", own)
    assert answer.exit_code == 0, answer.output
    last = answer.stdout.splitlines()[-1]
    assert last.startswith("Added 2 articles of your own to the case")
    assert str(own) in last
    assert "could not be read: broken.pdf" in last
    assert last.endswith("the day of the case was moved to 2\xa0February 2027 for the newest of them")
    assert "late.txt" in (out / "kz-uz" / "brief.en.html").read_text(encoding="utf-8")
    assert "good.txt" in (out / "kz-uz" / "brief.en.html").read_text(encoding="utf-8")


def test_demo_forgets_articles_that_are_not_given_again(out: Path) -> None:
    assert demo("--out", out).exit_code == 0
    assert not (out / "kz-uz" / "case" / "documents" / "good.txt").exists()


def test_demo_leaves_alone_a_folder_that_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "kz-uz" / "case").mkdir(parents=True)
    precious = tmp_path / "kz-uz" / "case" / "precious.txt"
    precious.write_text("mine", encoding="utf-8")
    answer = demo("--out", tmp_path)
    assert answer.exit_code == 1
    assert "Traceback" not in answer.output
    assert precious.read_text(encoding="utf-8") == "mine"


def test_check_of_the_bundled_case_names_its_conflicts(out: Path) -> None:
    folder = out / "kz-uz" / "case"
    answer = CliRunner().invoke(main, ["check", "--case", str(folder), "--lang", "en"])
    checks = run(karvon.open(folder)).ledger.checks
    conflicts = [check for check in checks if by_code("verdicts")[check.verdict]["group"] == "conflicts"]
    assert answer.exit_code == (1 if conflicts else 0)
    assert len(re.findall(r"^\d+\. ", answer.stdout, re.MULTILINE)) == len(conflicts)
    assert f"checks in all: {len(checks)}" in answer.stdout
