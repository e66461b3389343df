"""Trade files as they lie on disk, down to text cells with the row numbers a spreadsheet shows."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

import polars as pl

from karvon.measure.flows.salvage import entries, lines_before_cut
from karvon.measure.flows.telling import told, told_of
from karvon.model.document import Finding
from karvon.store.sheets import decode
from karvon.store.workbooks import Grid, WorkbookError, read_workbook

DELIMITERS = ",;\t|"
OVERFLOW = "_overflow"
HEAD = 65_536
WORKBOOKS = (".xlsx", ".xlsm", ".xls")


class Raw(NamedTuple):
    """One table as written: all cells text, columns under their own names, `row` the number of the row in the file."""

    dataset: str
    frame: pl.DataFrame
    findings: tuple[Finding, ...] = ()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file of any size; OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def inner(path: Path) -> str:
    """Return the ending of what a file holds: of the file in a .gz or in a zip of one file, else its own."""
    if path.suffix.lower() == ".gz":
        return Path(path.stem).suffix.lower() or ".csv"
    if path.suffix.lower() == ".zip":
        try:
            with zipfile.ZipFile(path) as archive:
                names = archive.namelist()
        except zipfile.BadZipFile:
            names = [entry.name for entry in entries(path)]
        return Path(names[0]).suffix.lower() if len(names) == 1 else ".zip"
    return path.suffix.lower()


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading, or the one that is packed in it."""
    if path.suffix.lower() == ".gz":
        with gzip.open(path) as file:
            yield cast(IO[bytes], file)
    elif path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive, archive.open(archive.namelist()[0]) as file:
            yield file
    else:
        with path.open("rb") as file:
            yield file


def head(path: Path) -> list[str]:
    """Return the header of a CSV file without reading the rest of it."""
    try:
        with opened(path) as file:
            block = file.read(HEAD)
    except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile):
        with lines_before_cut(path) as file:
            block = file.read(HEAD)
    text, _ = decode(path.name, block[: block.rfind(b"\n") + 1] or block)
    return _header(text.lstrip("\r\n"))


def read_csv(path: Path, wanted: Collection[str] = ()) -> Raw:
    """Return the table of a CSV file: any usual delimiter and encoding; rows with too many cells are told of.

    The header is the first line, or the first that holds all `wanted` columns. A last line that breaks off is left out.
    """
    broken: list[Finding] = []
    try:
        with opened(path) as file:
            content = file.read()
    except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile) as error:
        broken = [told(path.name, "archive_broken", error=error)]
        with lines_before_cut(path) as file:
            content = file.read()
        if not content:
            return Raw(path.name, _empty(), tuple(broken))
    text, findings = decode(path.name, content)
    findings = [*broken, *findings]
    lines = _from_header(text, wanted)
    skipped = text[: len(text) - len(lines)].count("\n")
    header = _header(lines)
    frame = _cells(lines, header, _delimiter(lines))
    frame = frame.with_columns((pl.int_range(pl.len()) + 2 + skipped).alias("row"))
    if frame.height and _breaks_off(lines, len(header)):
        findings.append(told_of(path.name, "row_cut", [frame["row"][-1]]))
        frame = frame.head(-1)
    long = frame.filter(pl.col(OVERFLOW).is_not_null())
    if long.height:
        findings.append(told_of(path.name, "row_long", long["row"]))
        frame = frame.filter(pl.col(OVERFLOW).is_null())
    return Raw(path.name, frame.drop(OVERFLOW), tuple(findings))


def read_json(path: Path) -> Raw:
    """Return the records of an API answer in JSON; the row is the number of the record, beginning with 1."""
    text, findings = decode(path.name, path.read_bytes())
    try:
        said: Any = json.loads(text)
    except json.JSONDecodeError as error:
        return Raw(path.name, _empty(), (*findings, told(path.name, "json_broken", place=error.pos)))
    records = said.get("data", said.get("dataset")) if isinstance(said, dict) else said
    if not isinstance(records, list) or not all(isinstance(each, dict) for each in records):
        return Raw(path.name, _empty(), (*findings, told(path.name, "layout_unknown")))
    stated = said.get("count") if isinstance(said, dict) else None
    if isinstance(stated, int) and stated != len(records):
        findings.append(told(path.name, "json_count", "warning", stated=stated, found=len(records)))
    names = list(dict.fromkeys(name for each in records for name in each))
    columns = {name: [_text(each.get(name)) for each in records] for name in names}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String))
    return Raw(path.name, frame.with_columns((pl.int_range(pl.len()) + 1).alias("row")), tuple(findings))


def read_grids(path: Path) -> tuple[dict[str, Grid], list[Finding]]:
    """Return the cells of every sheet of a workbook, .xlsx or .xls, and what is wrong with the file."""
    try:
        return read_workbook(path), []
    except WorkbookError as error:
        return {}, [Finding(file=path.name, place="", code=f"table.{error.code}", params=error.params)]


def table_of(dataset: str, grid: Grid, wanted: Iterable[str]) -> Raw:
    """Return the table in a sheet: its header is the first row that holds all wanted column names."""
    names = set(wanted)
    for place, cells in enumerate(grid):
        stripped = [cell.strip() for cell in cells]
        if names and names <= set(stripped):
            return Raw(dataset, _framed(stripped, grid[place + 1 :], place + 2))
    return Raw(dataset, _empty(), (told(dataset, "columns_missing", columns=", ".join(sorted(names))),))


def read_parquet(path: Path) -> Raw:
    """Return a Parquet table with all its cells as text."""
    frame = pl.read_parquet(path)
    texts = frame.select(pl.col(name).cast(pl.String) for name in frame.columns)
    return Raw(path.name, texts.with_columns((pl.int_range(pl.len()) + 1).alias("row")))


def _from_header(text: str, wanted: Collection[str]) -> str:
    """Return the text from its header on: the first line that is not empty, or the first with all wanted cells."""
    rest = text.lstrip("\r\n")
    place = 0
    for line in rest[:HEAD].splitlines(keepends=True) if wanted else ():
        if set(wanted) <= set(_header(line)):
            return rest[place:]
        place += len(line)
    return rest


def _breaks_off(text: str, width: int) -> bool:
    """Say whether the last line has no end and fewer cells than the header: the file was cut while it was written."""
    if text.endswith(("\n", "\r")):
        return False
    last = text[text.rfind("\n") + 1 :]
    return len(next(csv.reader([last], delimiter=_delimiter(text)), [])) < width


def _header(text: str) -> list[str]:
    first = next(csv.reader(io.StringIO(text[:HEAD], newline=""), delimiter=_delimiter(text)), [])
    return _unique([cell.strip() for cell in first])


def _unique(names: Sequence[str]) -> list[str]:
    """Return column names that are all different; an empty or repeated one is numbered."""
    taken: set[str] = {"row", OVERFLOW}
    found = []
    for place, name in enumerate(names, start=1):
        own = name if name and name not in taken else f"{name}#{place}"
        taken.add(own)
        found.append(own)
    return found


def _delimiter(text: str) -> str:
    first = text[:HEAD].split("\n", 1)[0]
    return max(DELIMITERS, key=first.count)


def _cells(text: str, header: list[str], delimiter: str) -> pl.DataFrame:
    """Return the cells below the header as text, with one more column for what stands right of it."""
    names = [*header, OVERFLOW]
    _, _, body = text.partition("\n")
    numbered = delimiter.join(str(place) for place in range(len(names)))
    try:
        frame = pl.read_csv(
            io.BytesIO(f"{numbered}\n{body}".encode()),
            separator=delimiter,
            infer_schema=False,
            truncate_ragged_lines=True,
        )
    except pl.exceptions.PolarsError:
        records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return _framed(names, list(records)[1:], 0).drop("row")
    return frame.rename(dict(zip(frame.columns, names, strict=True)))


def _framed(names: Sequence[str], records: Sequence[Sequence[str]], first: int) -> pl.DataFrame:
    unique = list(names) if names[-1:] == [OVERFLOW] else _unique(names)
    columns = {
        name: [record[place].strip() if place < len(record) else None for record in records]
        for place, name in enumerate(unique)
    }
    frame = pl.DataFrame(columns, schema=dict.fromkeys(unique, pl.String))
    return frame.with_columns((pl.int_range(pl.len()) + first).alias("row"))


def _empty() -> pl.DataFrame:
    return pl.DataFrame(schema={"row": pl.Int64})


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value)
