"""Tables on their way out: CSV that keeps every byte, and workbooks for people; the same rows give the same bytes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from karvon.model.document import Finding
from karvon.model.row import Row
from karvon.store.files import replaced, write_atomically
from karvon.store.revisions import Revision
from karvon.store.schema import REVISION_COLUMNS, columns_of
from karvon.store.sheets import found

QUOTED = re.compile('[",\r\n]')
CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
LONGEST_CELL = 32_767
COLUMN_WIDTH = 18
WORKBOOK = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}

Table = Sequence[Sequence[str]]  # the header, then the rows


def present(rows: Mapping[str, Iterable[Row]]) -> dict[str, Table]:
    """Return the tables of a registry as they are now: maintained columns in their order, rows by id."""
    return {table: [columns_of(table), *map(_cells, inside)] for table, inside in rows.items()}


def past(histories: Mapping[str, Iterable[Revision]]) -> dict[str, Table]:
    """Return the tables of a registry with every revision; who recorded it, when and why have their own columns."""
    return {
        table: [(*columns_of(table), *REVISION_COLUMNS), *((*_cells(each.row), *_stamp(each)) for each in inside)]
        for table, inside in histories.items()
    }


def write_csv(tables: Mapping[str, Table], folder: Path) -> tuple[Finding, ...]:
    """Write one CSV file per table into the folder, made when missing: UTF-8, lines that end in LF."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, records in tables.items():
        lines = [",".join(map(_quoted, record)) + "\n" for record in records]
        write_atomically(folder / f"{name}.csv", "".join(lines).encode())
    return ()


def write_workbook(tables: Mapping[str, Table], path: Path) -> tuple[Finding, ...]:
    """Write one workbook with a sheet per table, every cell as text; findings name cells too long for a workbook.

    Such a cell is left empty: a workbook cannot hold more than 32,767 characters in one, CSV can.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415

    path.parent.mkdir(parents=True, exist_ok=True)
    findings: list[Finding] = []
    with replaced(path) as temporary, Workbook(str(temporary), WORKBOOK) as workbook:
        workbook.set_properties({"created": CREATED})
        bold = workbook.add_format({"bold": True})
        for name, records in tables.items():
            sheet = workbook.add_worksheet(name)
            findings += _write_sheet(sheet, bold, f"{path.name}#{name}", records)
    return tuple(findings)


def _write_sheet(sheet: Any, bold: Any, file: str, records: Table) -> list[Finding]:
    last_row, last_column = len(records) - 1, len(records[0]) - 1
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last_row, last_column)
    sheet.set_column(0, last_column, COLUMN_WIDTH)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})
    sheet.write_row(0, 0, records[0], bold)
    findings: list[Finding] = []
    for place, record in enumerate(records[1:], start=1):
        for column, text in enumerate(record):
            if len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
                words = {"value": record[0], "length": len(text)}
                findings.append(found(file, "cell_too_long", row=place + 1, column=records[0][column], **words))
            elif text:
                sheet.write_string(place, column, text)
    return findings


def _cells(row: Row) -> tuple[str, ...]:
    return tuple(row.id if column == "id" else row.cells.get(column, "") for column in columns_of(row.table))


def _stamp(revision: Revision) -> tuple[str, ...]:
    retired = "yes" if revision.retired else "no"
    return str(revision.row.revision), revision.recorded_at, revision.recorded_by, revision.reason, retired


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if QUOTED.search(text) else text
