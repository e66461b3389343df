"""What docs/architecture.md and CONTRIBUTING.md promise about the code holds for every tracked file."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.project.tracked import ROOT, functions, modules, texts, tracked

INDEX_HOSTS = re.compile(r"(?i)\b(?:[\w-]+\.)*(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org)\b")
MACHINE = re.compile(r"(?<![\w.~/-])/(?:work|farm|root|home/\w+|Users/\w+|tmp/bash_jobs)/")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME)\b|NotImplementedError")
SELF = "tests/project/test_style.py"


def found(pattern: re.Pattern[str]) -> list[str]:
    """Return file:line of every match in the tracked files, this one left out."""
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts()
        if name != SELF
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_the_host_of_a_package_index() -> None:
    assert found(INDEX_HOSTS) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert found(MACHINE) == []


def test_nothing_is_marked_as_unfinished() -> None:
    assert found(UNFINISHED) == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (INDEX_HOSTS, "--index-url https://" + "pypi.org/simple"),
        (INDEX_HOSTS, "see files.python" + "hosted.org"),
        (MACHINE, "cp /wo" + "rk/main/a ."),
        (MACHINE, "path = '/ho" + "me/anna/karvon'"),
        (UNFINISHED, "# TO" + "DO later"),
    ],
)
def test_the_searches_above_find_what_they_search(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)


def test_files_have_at_most_400_lines() -> None:
    assert {name: lines for name, text in modules() if (lines := text.count("\n")) > 400} == {}


def test_functions_have_at_most_60_lines() -> None:
    long = {
        f"{name}:{function}": lines for name, text in modules() for function, lines in functions(text) if lines > 60
    }
    assert long == {}


def test_length_of_a_function_is_counted() -> None:
    assert dict(functions("def a():\n    def b():\n        pass\n    return b\n")) == {"a": 4, "b": 2}


def test_pipeline_is_short_enough_to_be_read_by_a_newcomer() -> None:
    assert (ROOT / "src" / "karvon" / "pipeline.py").read_text(encoding="utf-8").count("\n") < 150


def test_no_room_is_called_after_nothing() -> None:
    forbidden = {"utils", "common", "helpers", "misc"}
    assert [path for path in tracked() if forbidden & {part.removesuffix(".py") for part in path.parts}] == []


def test_imports_go_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


def test_import_rule_is_broken_by_an_import_upwards(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "src" / "karvon" / "model" / "row.py").open("a", encoding="utf-8") as module:
        module.write("\nimport karvon.say\n")
    linter = Path(sys.executable).with_name("lint-imports")
    environment = {"PYTHONPATH": str(tmp_path / "src")}
    answer = subprocess.run(
        [linter, "--no-cache"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 1
    assert "karvon.model.row" in answer.stdout
