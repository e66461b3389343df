"""Loads that are kept: the flows of each file as Parquet in a folder named by its content, the report beside them.

The report is written last: a folder without one is an interrupted load, which goes on where it stopped.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
import polars as pl

from karvon.measure.flows import baci
from karvon.measure.flows.layouts import recognise
from karvon.measure.flows.load import load, missing, nothing
from karvon.measure.flows.raw import digest
from karvon.measure.flows.schema import Loaded, empty
from karvon.measure.flows.telling import told
from karvon.model.loading import DataFile, LoadReport
from karvon.store.files import replaced, write_atomically

REPORT = "report.json"
PART = "part-{:05d}.parquet"
Key = Callable[[str, DataFile], str]
Progress = Callable[[str, int, int], None]
STEP = "data"
NAME = 32


def load_all(files: Sequence[tuple[Path, DataFile]], folder: Path, key: Key, tell: Progress) -> tuple[LoadReport, ...]:
    """Load every file, or take what is kept for the same content and description; return the reports in order.

    `key` makes the name of a load of the digest of its file and its description. What belongs to no file any more
    is removed from the folder. A file on which the program itself fails gives a finding, the others are loaded.
    """
    reports = []
    names: set[str] = set()
    for done, (path, described) in enumerate(files):
        tell(STEP, done, len(files))
        if not path.is_file():
            reports.append(missing(path))
            continue
        name = key(digest(path), described)[:NAME]
        names.add(name)
        try:
            report = kept(folder / name) or _load(path, described, folder / name, tell)
        except Exception as error:
            report = nothing(path, "", told(path.name, "file_failed", error=f"{type(error).__name__}: {error}"))
        reports.append(msgspec.structs.replace(report, name=name))
    if files:
        tell(STEP, len(files), len(files))
    _clear(folder, names)
    return tuple(reports)


def flows_of(folder: Path, reports: Iterable[LoadReport]) -> pl.LazyFrame:
    """Return the flows of these loads as one lazy table; nothing is read before it is asked for."""
    parts = [folder / report.name / "*.parquet" for report in reports if report.kept and report.name]
    return pl.concat([pl.scan_parquet(part) for part in parts]) if parts else empty().lazy()


def kept(folder: Path) -> LoadReport | None:
    """Return the report of a finished load; None when there is none or it cannot be read."""
    try:
        return msgspec.json.decode((folder / REPORT).read_bytes(), type=LoadReport)
    except (OSError, msgspec.MsgspecError):
        return None


def keep(loaded: Loaded, folder: Path) -> LoadReport:
    """Store a load whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    if loaded.flows.height:
        with replaced(folder / PART.format(0)) as temporary:
            loaded.flows.write_parquet(temporary)
    write_atomically(folder / REPORT, msgspec.json.encode(loaded.report))
    return loaded.report


def _load(path: Path, described: DataFile, folder: Path, tell: Progress) -> LoadReport:
    if (described.layout or recognise(path)) == baci.LAYOUT:
        report = baci.stream(path, described, folder, tell)
        write_atomically(folder / REPORT, msgspec.json.encode(report))
        return report
    return keep(load(path, described), folder)


def _clear(folder: Path, names: set[str]) -> None:
    if folder.is_dir():
        for old in [one for one in folder.iterdir() if one.is_dir() and one.name not in names]:
            shutil.rmtree(old, ignore_errors=True)
