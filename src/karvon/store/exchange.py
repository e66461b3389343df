"""Whole tables between files and a registry, in both directions and without loss."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from karvon.model.document import Finding
from karvon.store.intake import load_tables
from karvon.store.output import past, present, write_csv, write_workbook
from karvon.store.record import Registry

What = Literal["current", "history"]


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """What a load came to: rows read and revisions added by table with any row, and what was refused and why."""

    read: Mapping[str, int]
    added: Mapping[str, int]
    findings: tuple[Finding, ...]


def load(registry: Registry, paths: Iterable[Path], *, who: str, why: str, when: dt.datetime) -> Load:
    """Record the good rows of table files, all in one transaction, and report findings about the others.

    A column that a file leaves out keeps what is stored; rows that a file leaves out stay as they are.
    """
    loaded = load_tables(paths, registry.histories())
    added = registry.take(loaded.revisions, loaded.changes, who=who, why=why, when=when)
    read = {table: rows for table, rows in loaded.read.items() if rows}
    return Load(read=read, added={table: added.get(table, 0) for table in read}, findings=loaded.findings)


def dump(registry: Registry, target: Path, what: What = "current") -> tuple[Finding, ...]:
    """Write all tables, as they are now or with every revision, to a folder of CSV files or to one .xlsx workbook."""
    tables = present(registry.all_rows()) if what == "current" else past(registry.histories())
    if target.suffix.lower() == ".xlsx":
        return write_workbook(tables, target)
    return write_csv(tables, target)
