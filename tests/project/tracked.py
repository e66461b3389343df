"""The files that make up the project."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = ("src", "tests", "scripts", "docs", "requirements", ".ci")
BINARY = {".png", ".xlsx", ".docx", ".pdf", ".db"}


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files under version control; without git, those of the project's own folders."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        inside = [path for folder in OURS for path in sorted((ROOT / folder).rglob("*"))]
        paths = [path for path in [*inside, *sorted(ROOT.glob("*"))] if "__pycache__" not in path.parts]
    return tuple(path for path in paths if path.is_file())


def texts() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every tracked file that is text in UTF-8."""
    for path in tracked():
        if path.suffix not in BINARY:
            yield path.relative_to(ROOT).as_posix(), path.read_bytes().decode("utf-8", errors="replace")


def modules() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every Python file."""
    return ((name, text) for name, text in texts() if name.endswith(".py"))


def functions(text: str) -> Iterator[tuple[str, int]]:
    """Yield the name and the number of lines of every function, without its decorators."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1
