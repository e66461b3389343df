"""Tables on their way in: every cell checked against the vocabulary; good rows become changes, bad ones findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from karvon.model import vocabulary
from karvon.model.document import Finding
from karvon.store.past import histories_of, stamp_problems
from karvon.store.references import Placed, with_references
from karvon.store.revisions import Change, Revision
from karvon.store.rules import Problem, cell_problem, nearest, row_problem, shown
from karvon.store.schema import REVISION_COLUMNS, columns_of, required_of
from karvon.store.sheets import Sheet, found, read_sheets, table_files

RETIRED = {"": False, "no": False, "yes": True}

T = TypeVar("T")
Stored = Mapping[str, Sequence[Revision]]
CheckedRow = tuple[int, dict[str, str]]


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What table files ask for: changes of rows, revisions recorded elsewhere, rows read; findings in file order."""

    changes: Mapping[str, tuple[Change, ...]]
    revisions: Mapping[str, tuple[Revision, ...]]
    read: Mapping[str, int]
    findings: tuple[Finding, ...]


def load_tables(paths: Iterable[Path], stored: Stored) -> Loaded:
    """Read table files, or folders of them: their good rows, and a finding for everything else.

    `stored` holds every revision of the registry by table: new rows may refer to its rows and continue its histories.
    """
    sheets, findings = _read_all(paths)
    placed: list[Placed] = []
    read: Counter[str] = Counter()
    for sheet in sheets:
        named, problems = _named(sheet)
        findings += problems
        if named is not None:
            rows, problems = _checked_rows(named)
            read[named.name] += len(named.rows)
            inside, more = _placed(named, rows, stored)
            placed += inside
            findings += problems + more
    single, repeated = _without_repeats(placed)
    good, broken = with_references(single, stored)
    return Loaded(
        changes=_by_table((item.table, item.change) for item in good if not item.past),
        revisions=_by_table((item.table, revision) for item in good for revision in item.past),
        read=read,
        findings=tuple(_in_file_order(findings + repeated + broken)),
    )


def _read_all(paths: Iterable[Path]) -> tuple[list[Sheet], list[Finding]]:
    files, findings = table_files(list(paths))
    sheets: list[Sheet] = []
    for file in files:
        inside, troubles = read_sheets(file)
        sheets += inside
        findings += troubles
    return sheets, findings


def _named(sheet: Sheet) -> tuple[Sheet | None, list[Finding]]:
    """Return the sheet under the exact name of its table, or None when table or header cannot be used."""
    tables = list(vocabulary.tables())
    table = sheet.name.strip().lower()
    if table not in tables:
        close = nearest(table, tables)
        code = "name_meant" if close else "name_unknown"
        return None, [found(sheet.file, code, name=sheet.name, suggestion=close or "", tables=", ".join(tables))]
    findings = list(_header_problems(sheet, table))
    usable = not any(finding.code != "table.column_unknown" for finding in findings)
    return (msgspec.structs.replace(sheet, name=table) if usable else None), findings


def _header_problems(sheet: Sheet, table: str) -> Iterator[Finding]:
    allowed = (*columns_of(table), *REVISION_COLUMNS)
    needed = REVISION_COLUMNS if "revision" in sheet.header else ()
    for column, count in Counter(sheet.header).items():
        if column not in allowed:
            meant = nearest(column, list(allowed)) or ", ".join(allowed)
            yield found(sheet.file, "column_unknown", row=sheet.header_row, column=shown(column), suggestion=meant)
        elif count > 1:
            yield found(sheet.file, "column_repeated", row=sheet.header_row, column=column)
    for column in (*required_of(table), *needed):
        if column not in sheet.header:
            yield found(sheet.file, "column_missing", row=sheet.header_row, column=column)


def _checked_rows(sheet: Sheet) -> tuple[list[CheckedRow], list[Finding]]:
    """Return the rows whose every cell is right, with their numbers, and findings for the others."""
    columns = {column["column"]: column for column in vocabulary.tables()[sheet.name]}
    rows: list[CheckedRow] = []
    findings: list[Finding] = []
    for number, record in sheet.rows:
        if len(record) != len(sheet.header):
            words = {"count": len(record), "expected": len(sheet.header)}
            findings.append(found(sheet.file, "row_cells", row=number, **words))
            continue
        known = (*columns, *REVISION_COLUMNS)
        cells = {column: cell for column, cell in zip(sheet.header, record, strict=True) if column in known}
        problems = list(_problems(sheet.name, columns, cells))
        findings += [_finding(sheet.file, number, column, problem) for column, problem in problems]
        if not problems:
            rows.append((number, cells))
    return rows, findings


def _problems(
    table: str, columns: Mapping[str, vocabulary.Entry], cells: Mapping[str, str]
) -> Iterator[tuple[str, Problem]]:
    good = True
    for column, text in cells.items():
        problem = cell_problem(columns[column], text) if column in columns else None
        if problem:
            good = False
            yield column, problem
    between = row_problem(table, cells) if good else None
    if between:
        yield between
    if "revision" in cells:
        yield from stamp_problems(cells)
    elif cells.get("retired", "") not in RETIRED:
        yield "retired", ("retired", {"value": shown(cells["retired"])})


def _placed(sheet: Sheet, rows: list[CheckedRow], stored: Stored) -> tuple[list[Placed], list[Finding]]:
    if "revision" in sheet.header:
        return histories_of(sheet.file, sheet.name, rows, stored.get(sheet.name, ()))
    wanted = columns_of(sheet.name)
    return [
        Placed(
            file=sheet.file,
            row=number,
            table=sheet.name,
            change=Change(
                id=cells["id"],
                cells={column: cells[column] for column in wanted if column in cells and column != "id"},
                retired=RETIRED[cells.get("retired", "")],
            ),
        )
        for number, cells in rows
    ], []


def _without_repeats(placed: Iterable[Placed]) -> tuple[list[Placed], list[Finding]]:
    """Return the first row of every id, and a finding for each later one that says where the first stands."""
    first: dict[tuple[str, str], Placed] = {}
    findings: list[Finding] = []
    for item in placed:
        kept = first.setdefault((item.table, item.change.id), item)
        if kept is not item:
            words = {"value": item.change.id, "first_file": kept.file, "first_row": kept.row}
            findings.append(found(item.file, "repeated", row=item.row, column="id", **words))
    return list(first.values()), findings


def _finding(file: str, row: int, column: str, problem: Problem) -> Finding:
    code, words = problem
    return found(file, code, row=row, column=column, **words)


def _in_file_order(findings: list[Finding]) -> list[Finding]:
    """Return findings file by file in the order the files were read, and by row within a file."""
    files = {file: place for place, file in enumerate(dict.fromkeys(finding.file for finding in findings))}
    return sorted(findings, key=lambda finding: (files[finding.file], int(dict(finding.params).get("row", "0"))))


def _by_table(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    grouped: dict[str, list[T]] = {}
    for table, item in pairs:
        grouped.setdefault(table, []).append(item)
    return {table: tuple(items) for table, items in grouped.items()}
