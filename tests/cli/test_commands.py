"""Every command does what its help says on a small case of our own, and names what a person has to mend."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from karvon import pipeline, read
from karvon.cli import main

ARTICLE = """Summary, not the original
Source: Example Times
Date: {day}
Address: https://example.org/{name}

Trade between Kyrgyzstan and Tajikistan reached {trade} million US dollars in 2023.
"""
PROJECTS = """id,name_ru,name_en,sector,stage,source_url,source_date
dam,Плотина,Dam,energy,planned,https://example.org/dam,2024-05
road,Дорога,Road,transport,{stage},https://example.org/road,2024-06
"""
Karvon = Callable[..., Result]


def article(folder: Path, name: str, trade: str = "320", day: str = "3 May 2024") -> Path:
    """Write an article of our own."""
    path = folder / name
    path.write_text(ARTICLE.format(name=name, trade=trade, day=day), encoding="utf-8")
    return path


@pytest.fixture
def karvon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Karvon:
    """Return karvon as typed in a folder of its own, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KARVON_LANG", "en")
    return lambda *typed, **more: CliRunner().invoke(main, [str(word) for word in typed], **more)


@pytest.fixture
def case(karvon: Karvon, tmp_path: Path) -> Path:
    """Make a case with the command that makes one."""
    made = karvon("new", "pair", "--countries", "KGZ", "TJK")
    assert made.exit_code == 0, made.output
    return tmp_path / "pair"


def test_new_case_opens_and_is_never_made_twice(karvon: Karvon, case: Path) -> None:
    assert karvon("run", "--case", case).exit_code == 0
    again = karvon("new", "pair", "--countries", "KGZ", "TJK")
    assert again.exit_code == 1
    assert "Karvon overwrites nothing" in again.stderr
    assert "Traceback" not in again.output


def test_wrong_country_is_told_in_the_language_asked_for(karvon: Karvon) -> None:
    answer = karvon("new", "other", "--countries", "KGZ", "QQQ", "--lang", "ru")
    assert answer.exit_code == 1
    assert answer.stderr.startswith("Ошибка:")
    assert "QQQ" in answer.stderr


def test_command_in_a_folder_without_case_says_how_to_make_one(karvon: Karvon) -> None:
    answer = karvon("run")
    assert answer.exit_code == 1
    assert "karvon new" in answer.stderr


def test_added_document_is_read_by_the_next_run(karvon: Karvon, case: Path, tmp_path: Path) -> None:
    added = karvon("add", article(tmp_path, "a.txt"), "--case", case)
    assert added.output.startswith("Added 1 document.")
    assert (case / "documents" / "a.txt").exists()
    assert "1 document" in karvon("run", "--case", case).stdout


def test_table_of_an_unknown_layout_is_told_how_to_be_described(karvon: Karvon, case: Path, tmp_path: Path) -> None:
    table = tmp_path / "exports.csv"
    table.write_text("good,2023\nwheat,12\n", encoding="utf-8")
    answer = karvon("add", table, "--case", case)
    assert "exports.csv" in answer.stderr
    assert "[[data]]" in answer.stderr


def test_folder_of_documents_is_added_whole_and_once(karvon: Karvon, case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "my articles"
    folder.mkdir()
    for number in range(3):
        article(folder, f"{number}.txt", trade=str(300 + number))
    assert karvon("add", folder, "--case", case).output.startswith("Added 3 documents.")
    assert karvon("add", folder, "--case", case).output == "No document was added\n"


def test_read_prints_claims_sorted_by_document_and_place(karvon: Karvon, tmp_path: Path) -> None:
    second, first = article(tmp_path, "b.txt"), article(tmp_path, "a.txt")
    answer = karvon("read", second, first)
    claims = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [(claim["document"], claim["start"]) for claim in claims] == sorted(
        (claim["document"], claim["start"]) for claim in claims
    )
    assert {claim["document"] for claim in claims} == {"a.txt", "b.txt"}
    assert [claim["value"] for claim in claims if claim["kind"] == "quantity"] == [320_000_000] * 2
    assert answer.exit_code == 0


def test_read_writes_the_same_lines_to_a_file(karvon: Karvon, tmp_path: Path) -> None:
    printed = karvon("read", article(tmp_path, "a.txt"))
    written = karvon("read", tmp_path / "a.txt", "--out", "claims.jsonl")
    assert written.stdout == ""
    assert (tmp_path / "claims.jsonl").read_text(encoding="utf-8") == printed.stdout


def test_read_takes_standard_input(karvon: Karvon, tmp_path: Path) -> None:
    content = article(tmp_path, "a.txt").read_bytes()
    answer = karvon("read", "-", input=content)
    assert {json.loads(line)["document"] for line in answer.stdout.splitlines()} == {"stdin"}
    assert "320 million US dollars" in answer.stdout


def test_read_tells_files_of_one_name_apart(karvon: Karvon, tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        article(tmp_path / folder, "a.txt")
    answer = karvon("read", "x/a.txt", "y/a.txt")
    assert {json.loads(line)["document"] for line in answer.stdout.splitlines()} == {"x/a.txt", "y/a.txt"}


def test_read_goes_on_after_a_bad_file_and_names_it(karvon: Karvon, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    answer = karvon("read", "empty.txt", "missing.txt", article(tmp_path, "a.txt"))
    assert answer.exit_code == 0
    assert "320 million US dollars" in answer.stdout
    assert "empty.txt" in answer.stderr
    assert "missing.txt" in answer.stderr


def test_read_goes_on_when_the_program_itself_fails_on_a_file(
    karvon: Karvon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read.read_files
    monkeypatch.setattr(read, "read_files", lambda path, name: whole(path, name) if name == "a.txt" else 1 / 0)
    answer = karvon("read", article(tmp_path, "b.txt"), article(tmp_path, "a.txt"))
    assert answer.exit_code == 0
    assert "b.txt" in answer.stderr
    assert "ZeroDivisionError" in answer.stderr
    assert "a.txt" in answer.stdout


def test_read_on_processes_gives_the_same_bytes_for_folders_archives_and_feeds(karvon: Karvon, tmp_path: Path) -> None:
    box = tmp_path / "box"
    (box / "sub").mkdir(parents=True)
    for number in range(5):
        article(box / "sub", f"{number}.txt", trade=str(300 + number))
    with zipfile.ZipFile(box / "more.zip", "w") as archive:
        archive.write(box / "sub" / "0.txt", "b.txt")
        archive.write(box / "sub" / "1.txt", "a.txt")
    (box / "empty.txt").touch()
    one = karvon("read", box)
    two = karvon("read", box, "--jobs", "2", "--out", "two.jsonl")
    assert (tmp_path / "two.jsonl").read_bytes() == one.stdout_bytes
    assert two.stderr == one.stderr
    names = list(dict.fromkeys(json.loads(line)["document"] for line in one.stdout.splitlines()))
    assert names == [*(f"{number}.txt" for number in range(5)), "more.zip#a.txt", "more.zip#b.txt"]
    assert "empty.txt" in one.stderr
    assert "Read 6 files of 7" in one.stderr


def test_read_without_the_packages_of_a_cluster_says_what_to_install(
    karvon: Karvon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    answer = karvon("read", article(tmp_path, "a.txt"), "--cluster", "tcp://127.0.0.1:1")
    assert answer.exit_code == 1
    assert "karvon[cluster]" in answer.stderr
    assert "Traceback" not in answer.output


def test_read_of_nothing_readable_has_exit_code_1(karvon: Karvon) -> None:
    assert karvon("read", "missing.txt").exit_code == 1


def test_tables_are_loaded_with_who_and_why_and_only_what_is_new(karvon: Karvon, case: Path) -> None:
    table = case / "tables" / "projects.csv"
    table.write_text(PROJECTS.format(stage="planned"), encoding="utf-8")
    assert karvon("load", "--case", case).output == "projects: 2 rows read, new revisions: 2\n"
    table.write_text(PROJECTS.format(stage="done"), encoding="utf-8")
    again = karvon("load", table, "--case", case, "--who", "A. Analyst", "--why", "road opened")
    assert again.output == "projects: 2 rows read, new revisions: 1\n"
    karvon("dump", "--history", "--case", case, "--out", "past")
    past = (case.parent / "past" / "projects.csv").read_text(encoding="utf-8")
    assert past.count("road") - past.count("road opened") - past.count("/road") == 2
    assert "A. Analyst" in past
    assert "road opened" in past


def test_row_that_breaks_a_rule_is_named_and_the_others_are_loaded(karvon: Karvon, case: Path) -> None:
    table = case / "tables" / "projects.csv"
    table.write_text(PROJECTS.format(stage="nearly"), encoding="utf-8")
    answer = karvon("load", "--case", case)
    assert answer.exit_code == 1
    assert "projects.csv, row 3" in answer.stderr
    assert "nearly" in answer.stderr
    assert "new revisions: 1" in answer.stdout


def test_dumped_tables_load_back_to_the_same_bytes(karvon: Karvon, case: Path, tmp_path: Path) -> None:
    (case / "tables" / "projects.csv").write_text(PROJECTS.format(stage="done"), encoding="utf-8")
    article(case / "documents", "a.txt")
    karvon("load", "--case", case)
    karvon("run", "--case", case)
    karvon("dump", "--case", case)
    karvon("new", "copy", "--countries", "KGZ", "TJK")
    assert karvon("load", case / "dump", "--case", "copy").exit_code == 0
    karvon("dump", "--case", "copy")
    first = {path.name: path.read_bytes() for path in (case / "dump").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "copy" / "dump").iterdir()} == first
    assert b"320 million US dollars" in first["claims.csv"]


def test_dump_to_a_workbook_loads_back(karvon: Karvon, case: Path, tmp_path: Path) -> None:
    (case / "tables" / "projects.csv").write_text(PROJECTS.format(stage="done"), encoding="utf-8")
    karvon("load", "--case", case)
    assert karvon("dump", "--case", case, "--format", "xlsx", "--out", "all.xlsx").exit_code == 0
    again = karvon("load", tmp_path / "all.xlsx", "--case", case)
    assert "projects: 2 rows read, new revisions: 0" in again.output
    assert karvon("dump", "--case", case, "--format", "xlsx", "--out", "all.csv").exit_code == 2


def test_brief_is_written_in_each_language_and_format(karvon: Karvon, case: Path) -> None:
    article(case / "documents", "a.txt")
    for lang, form in (("ru", "html"), ("en", "html"), ("ru", "docx"), ("en", "docx")):
        answer = karvon("brief", "--case", case, "--lang", lang, "--format", form)
        assert answer.exit_code == 0, answer.output
        assert (case / f"brief.{lang}.{form}").stat().st_size > 1000
    assert "<html lang=ru>" in (case / "brief.ru.html").read_text(encoding="utf-8")
    assert (case / "brief.en.docx").read_bytes().startswith(b"PK")


def test_check_is_silent_where_nothing_conflicts(karvon: Karvon, case: Path) -> None:
    article(case / "documents", "a.txt")
    answer = karvon("check", "--case", case)
    assert answer.exit_code == 0
    assert answer.stdout.startswith("No conflicts")


def test_check_fails_when_some_input_could_not_be_used(karvon: Karvon, case: Path) -> None:
    (case / "documents" / "empty.txt").touch()
    answer = karvon("check", "--case", case)
    assert answer.exit_code == 1
    assert "empty.txt" in answer.stderr
    report = json.loads(karvon("check", "--case", case, "--json").stdout)
    assert [finding["file"] for finding in report["findings"]] == ["empty.txt"]


def test_interruption_says_that_the_run_continues(
    karvon: Karvon, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(path: Path) -> None:
        raise KeyboardInterrupt

    karvon("add", article(tmp_path, "a.txt"), "--case", case)
    monkeypatch.setattr(pipeline, "read_files", interrupted)
    answer = karvon("run", "--case", case)
    assert answer.exit_code == 130
    assert "the same command continues from here" in answer.stderr


def test_damaged_database_is_told_in_words(karvon: Karvon, case: Path) -> None:
    (case / "karvon.db").write_bytes(b"this is no database" * 100)
    answer = karvon("run", "--case", case)
    assert answer.exit_code == 1
    assert answer.stderr.splitlines()[-1].startswith("Error: ")
    assert "karvon.db" in answer.stderr
