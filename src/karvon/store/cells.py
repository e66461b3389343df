"""The child process that reads a workbook: run as a program with a path and a limit of memory in bytes.

It writes one msgpack map: `sheets` (rows of cell texts by sheet name), `formulas` (cells whose formula failed)
or `error`.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import zipfile
from decimal import Decimal

import msgspec
from python_calamine import CalamineError, load_workbook

FAILED_FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*\bt="e"')
MOST_NAMED = 5


def main(path: str, memory: int) -> None:
    """Write what the workbook holds to standard output; a workbook that needs more memory ends the process."""
    _limit(memory)
    sys.stdout.buffer.write(msgspec.msgpack.encode(_answer(path)))


def _answer(path: str) -> dict[str, object]:
    failed = _failed_formulas(path)
    if failed:
        return {"formulas": ", ".join(failed)}
    try:
        workbook = load_workbook(path)
        sheets = {
            name: [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            for name in workbook.sheet_names
            for sheet in [workbook.get_sheet_by_name(name)]
        }
    except (CalamineError, OSError) as error:
        return {"error": str(error)}
    return {"sheets": sheets}


def _failed_formulas(path: str) -> list[str]:
    """Return the first cells that show an error such as #DIV/0!, which would otherwise read as empty."""
    named: list[str] = []
    if not zipfile.is_zipfile(path):
        return named
    with zipfile.ZipFile(path) as archive:
        for member in sorted(archive.namelist()):
            if member.startswith("xl/worksheets/") and member.endswith(".xml"):
                named += [cell.decode() for cell in FAILED_FORMULA.findall(archive.read(member))]
    return named[:MOST_NAMED]


def _text(cell: object) -> str:
    """Return a cell as it would be written in CSV: ISO dates, numbers with a point and at most 15 digits."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int | float):
        return format(Decimal(f"{cell:.15g}"), "f")
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat()
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def _limit(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415  (not on every system)
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
