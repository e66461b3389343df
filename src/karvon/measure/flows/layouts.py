"""The layouts that are known, and how a file tells which of them it has."""

from __future__ import annotations

import csv
import gzip
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from karvon.measure.flows import baci, comtrade, kazakhstan, mapped, sdmx, uzbekistan
from karvon.measure.flows.layout import Tables
from karvon.measure.flows.raw import HEAD, WORKBOOKS, head, inner, read_csv, read_grids, read_json
from karvon.model.loading import DataFile


def tables_comtrade(path: Path, described: DataFile) -> Tables:
    """Return the flows of a download or an API answer of UN Comtrade."""
    raw = read_json(path) if path.suffix.lower() == ".json" else read_csv(path)
    shaped = comtrade.shape_comtrade(raw, described)
    return Tables(comtrade.LAYOUT, (shaped,), scale=described.scale or "unit")


LAYOUTS: Mapping[str, Callable[[Path, DataFile], Tables]] = {
    comtrade.LAYOUT: tables_comtrade,
    kazakhstan.LAYOUT: kazakhstan.tables_kazakhstan,
    uzbekistan.LAYOUT: uzbekistan.tables_uzbekistan,
    sdmx.LAYOUT: sdmx.tables_sdmx,
    mapped.LAYOUT: mapped.tables_mapped,
}

TEXTS = (".csv", ".txt", ".tsv")


def recognise(path: Path) -> str | None:
    """Return the layout that a file tells by its columns; None when it is no trade file of a known layout.

    Only the beginning of a text file is read; OSError when the file cannot be.
    """
    if path.suffix.lower() == ".zip" and baci.is_baci(path):
        return baci.LAYOUT
    try:
        return _by_content(path, inner(path))
    except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile, csv.Error):
        return None


def _by_content(path: Path, suffix: str) -> str | None:
    if suffix in WORKBOOKS:
        grids, _ = read_grids(path)
        return kazakhstan.LAYOUT if kazakhstan.is_kazakhstan(grids) else None
    if suffix in TEXTS:
        return _by_header(head(path))
    if suffix == ".xml":
        return sdmx.LAYOUT if sdmx.is_sdmx_ml(path) else None
    return comtrade.LAYOUT if suffix == ".json" and _is_answer(path) else None


def _by_header(header: list[str]) -> str | None:
    if comtrade.is_comtrade(header):
        return comtrade.LAYOUT
    if sdmx.is_sdmx(header):
        return sdmx.LAYOUT
    return uzbekistan.LAYOUT if uzbekistan.is_uzbekistan(header) else None


def _is_answer(path: Path) -> bool:
    """Say whether a JSON file begins with a record of Comtrade."""
    with path.open("rb") as file:
        start = file.read(HEAD)
    return b'"cmdCode"' in start and b'"primaryValue"' in start
