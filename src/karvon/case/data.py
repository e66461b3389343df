"""Trade files of a case: which files they are, and copied apart from the documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from karvon.case.documents import copy_documents, meant
from karvon.model.loading import DataFile
from karvon.read.folders import files_in


def data_files(folder: Path, described: Sequence[DataFile]) -> tuple[tuple[Path, DataFile], ...]:
    """Return the data files of a case with what case.toml says of each, also those it names and that are not there."""
    said = {each.file: each for each in described}
    there = [path for path in files_in(folder) if path.parent == folder]
    names = sorted({path.name for path in there} | set(said))
    return tuple((folder / name, said.get(name, DataFile(file=name))) for name in names)


def copy_all(paths: Iterable[Path], documents: Path, data: Path, described: Sequence[DataFile]) -> tuple[str, ...]:
    """Copy files, and all files in folders, into a case: trade files to its data, all others to its documents.

    A trade file is one whose layout is known or whose name case.toml describes. The names of the new ones are
    returned; an OSError about one of them is raised after the others are copied.
    """
    named = {each.file for each in described}
    every = [file for path in paths for file in meant(path, documents.parent)]
    trade = [file for file in every if file.name in named or _is_trade(file)]
    added = copy_documents([file for file in every if file not in trade], documents)
    return (*added, *(copy_documents(trade, data) if trade else ()))


def _is_trade(path: Path) -> bool:
    from karvon.measure.flows.layouts import recognise  # noqa: PLC0415 (with it comes polars, which most runs do without)

    try:
        return recognise(path) is not None
    except OSError:
        return False
