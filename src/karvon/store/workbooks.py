"""Reading workbooks safely: the zip directory first, then the cells in a child process with limits."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec

MOST_INFLATED = 200_000_000
MOST_MEMBERS = 5_000
CHILD_MEMORY = 3_000_000_000
CHILD_SECONDS = 120
CHILD = Path(__file__).with_name("cells.py")
OLD = bytes.fromhex("d0cf11e0a1b11ae1")  # how a workbook of Excel before 2007 begins: no zip, so no bomb

Grid = list[list[str]]


class WorkbookError(ValueError):
    """The workbook is refused: `code` and `params` of the finding that says why."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = tuple((name, str(value)) for name, value in params.items())


def read_workbook(path: Path) -> dict[str, Grid]:
    """Return the text of every cell by sheet; WorkbookError for a bomb, a broken file or one with formula errors."""
    _refuse_bombs(path)
    command = [sys.executable, "-I", str(CHILD), str(path), str(CHILD_MEMORY)]
    try:
        child = subprocess.run(command, capture_output=True, timeout=CHILD_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise WorkbookError("workbook_too_large", limit=MOST_INFLATED // 1_000_000) from None
    if child.returncode < 0 or not child.stdout:
        raise WorkbookError("workbook_too_large", limit=MOST_INFLATED // 1_000_000)
    answer = msgspec.msgpack.decode(child.stdout, type=dict[str, dict[str, Grid] | str])
    if isinstance(answer.get("error"), str):
        raise WorkbookError("workbook_broken", error=answer["error"])
    if isinstance(answer.get("formulas"), str):
        raise WorkbookError("formula_errors", cells=answer["formulas"])
    sheets = answer["sheets"]
    return sheets if isinstance(sheets, dict) else {}


def _refuse_bombs(path: Path) -> None:
    """Refuse a file whose directory admits that it inflates beyond the limit; a lying one meets the child's limits."""
    with path.open("rb") as file:
        if file.read(len(OLD)) == OLD:
            return
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise WorkbookError("workbook_broken", error=error) from None
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_INFLATED:
        raise WorkbookError("workbook_too_large", limit=MOST_INFLATED // 1_000_000)
