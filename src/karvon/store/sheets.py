"""Table files as they lie on disk: CSV as people and Excel save it, and workbooks, down to cells with their rows."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import msgspec

from karvon.model.document import Finding, Severity
from karvon.store.workbooks import WorkbookError, read_workbook

MOST_BYTES = 200_000_000
ENCODINGS = ("windows-1251", "koi8-r", "cp866")
FREQUENT = re.compile("[оеаинтсрвл]")  # the commonest Russian letters tell which old encoding it is
SUFFIXES = (".csv", ".xlsx")
DELIMITERS = ",;\t"


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One table as written: its header, and its filled rows with the row numbers a spreadsheet shows."""

    file: str
    name: str
    header: tuple[str, ...]
    header_row: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def found(file: str, code: str, severity: Severity = "error", /, **params: object) -> Finding:
    """Return a finding about a table file; row and column, where given, make its place."""
    place = ":".join(str(params[part]) for part in ("row", "column") if part in params)
    words = tuple((name, str(value)) for name, value in params.items())
    return Finding(file=file, place=place, code=f"table.{code}", severity=severity, params=words)


def table_files(paths: list[Path]) -> tuple[list[Path], list[Finding]]:
    """Return the table files meant by a list of files and folders, in order, and what is not there."""
    files: list[Path] = []
    findings: list[Finding] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(child for child in path.iterdir() if _is_table_file(child))
            files += inside
            findings += [] if inside else [found(path.name, "folder_empty")]
        elif path.exists():
            files.append(path)
        else:
            findings.append(found(path.name, "file_missing", path=path))
    return files, findings


def read_sheets(path: Path) -> tuple[list[Sheet], list[Finding]]:
    """Return the tables in one file, and findings about what could not be read; never raises for bad content."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return [], [found(path.name, "file_too_large", limit=MOST_BYTES // 1_000_000)]
        if path.suffix.lower() == ".csv":
            return _read_csv(path.name, path.stem, path.read_bytes())
        if path.suffix.lower() == ".xlsx":
            return _read_xlsx(path)
    except OSError as error:
        return [], [found(path.name, "file_unreadable", error=error.strerror or type(error).__name__)]
    return [], [found(path.name, "format_unknown", suffix=path.suffix or path.name)]


def _is_table_file(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$"))


def _read_csv(file: str, name: str, content: bytes) -> tuple[list[Sheet], list[Finding]]:
    if not content.strip():
        return [], [found(file, "file_empty")]
    text, findings = decode(file, content)
    if "\0" in text:
        return [], [found(file, "binary")]
    records, broken = _records(file, text)
    sheet = _sheet(file, name, records)
    return ([sheet] if sheet else []), findings + broken + ([] if sheet else [found(file, "header_missing")])


def decode(file: str, content: bytes) -> tuple[str, list[Finding]]:
    """Return the text: UTF-8, UTF-16 with its mark, or the old encoding that gives it most of the common letters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        best = max(ENCODINGS, key=lambda encoding: len(FREQUENT.findall(content.decode(encoding, errors="replace"))))
        return content.decode(best, errors="replace"), [found(file, "encoding_assumed", "note", encoding=best)]


def _records(file: str, text: str) -> tuple[list[list[str]], list[Finding]]:
    """Return the records before the first that breaks the rules of CSV, and that break."""
    hinted = re.match(r"sep=(.)\r?\n", text)  # Excel's own first line, which names the delimiter
    delimiter = hinted[1] if hinted else _delimiter(text)
    records: list[list[str]] = []
    limit = csv.field_size_limit(MOST_BYTES)
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            records.append([] if hinted and not records else record)
    except csv.Error as error:
        return records, [found(file, "csv_broken", row=len(records) + 1, error=error)]
    finally:
        csv.field_size_limit(limit)
    return records, []


def _delimiter(text: str) -> str:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    return max(DELIMITERS, key=first.count)


def _read_xlsx(path: Path) -> tuple[list[Sheet], list[Finding]]:
    try:
        grids = read_workbook(path)
    except WorkbookError as error:
        return [], [Finding(file=path.name, place="", code=f"table.{error.code}", params=error.params)]
    sheets = [_sheet(f"{path.name}#{name}", name, grid) for name, grid in grids.items()]
    return [sheet for sheet in sheets if sheet], [] if any(sheets) else [found(path.name, "file_empty")]


def _sheet(file: str, name: str, records: list[list[str]]) -> Sheet | None:
    """Return the table that begins with the first filled row, without empty rows; None when all are empty."""
    filled = [(place, record) for place, record in enumerate(records, start=1) if any(cell != "" for cell in record)]
    if not filled:
        return None
    (header_row, header), *rows = filled
    names = [cell.strip() for cell in header]
    while names and not names[-1]:
        names.pop()
    return Sheet(
        file=file,
        name=name.strip(),
        header=tuple(names),
        header_row=header_row,
        rows=tuple((place, _fitted(record, len(names))) for place, record in rows),
    )


def _fitted(record: list[str], width: int) -> tuple[str, ...]:
    """Return the record without the empty cells that stand right of the table."""
    last = len(record)
    while last > width and record[last - 1] == "":
        last -= 1
    return tuple(record[:last])
