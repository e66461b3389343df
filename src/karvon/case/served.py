"""The checks of a ledger as one table, put together from a file that holds those of every part that still stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import polars as pl

from karvon.case.frames import checks_frame, checks_table
from karvon.model.ledger import Check
from karvon.pipeline import Case, run, stand
from karvon.reconcile import Glance, Part, softened, uncollected
from karvon.standing import ROOMS, Standing
from karvon.steps import key_of, silent
from karvon.store.files import replaced

FILE = "checks.arrow"
ENCODE = msgspec.msgpack.Encoder().encode
PART, ROW = "part", "row"


def ledger(case: Case, glances: dict[str, Glance]) -> pl.DataFrame:
    """Return the checks of a case; where people judged some, or documents lean on one another, by a whole run.

    `glances` are large parts as this process glanced at them last; what changed since is taken in.
    """
    with uncollected():
        standing, _, made = stand(case, silent, glances)
        return checks_frame(run(case)) if made or standing.box is None else checks_of(standing)


def checks_of(standing: Standing) -> pl.DataFrame:
    """Return the checks of a case by rule and id; only parts that changed since the last time are opened."""
    path = standing.steps.folder / FILE
    parts = {_mark(part): part for part in standing.parts}
    kept = _kept(path)
    stands = kept.filter(pl.col(PART).is_in(list(parts)))
    known = set(stands[PART].unique().to_list())
    doubt = standing.by_day
    new = {mark: softened(standing.checks(part), doubt) for mark, part in parts.items() if mark not in known}
    table = pl.concat([stands, _table(new, kept)])
    if new or len(stands) < len(kept):
        _keep(path, table)
    told = table.filter(pl.col("id").is_not_null()).drop(PART, ROW)
    beside = checks_table(softened(standing.beside(), doubt))
    return pl.concat([told, beside]).unique("id", keep="first", maintain_order=True).sort("rule", "id")


def _mark(part: Part) -> str:
    """Return the key under which the checks of a part are kept."""
    return key_of((*ROOMS, "case"), part.digest())[:32]


def _table(parts: Mapping[str, Sequence[Check]], kept: pl.DataFrame) -> pl.DataFrame:
    """Return the checks of parts with their marks; rows that are `kept` of a check are not made again.

    Every part has one row without a check first.
    """
    code = key_of((*ROOMS, "case")).encode()
    listed = [(mark, _row(code, check), check) for mark, checks in parts.items() for check in checks]
    rows = {row: check for _, row, check in listed}
    known = kept.drop(PART).filter(pl.col(ROW).is_in(list(rows))).unique(ROW)
    there = set(known[ROW].to_list())
    fresh = {row: check for row, check in rows.items() if row not in there}
    made = checks_table(fresh.values()).with_columns(pl.Series(ROW, list(fresh), pl.String))
    empty = made.clear(len(parts)).with_columns(pl.Series(PART, list(parts), pl.String))
    columns = {PART: [mark for mark, _, _ in listed], ROW: [row for _, row, _ in listed]}
    wanted = pl.DataFrame(columns, {PART: pl.String, ROW: pl.String})
    return pl.concat([empty, wanted.join(pl.concat([known, made]), on=ROW, how="inner").select(empty.columns)])


def _row(code: bytes, check: Check) -> str:
    """Return what tells the row of a check, as this code makes it, from all others."""
    return hashlib.blake2b(code + ENCODE(check), digest_size=16).hexdigest()


def _kept(path: Path) -> pl.DataFrame:
    """Return what the file holds; an empty table when there is none, or one that cannot be used."""
    empty = checks_table(()).with_columns(pl.lit("").alias(ROW), pl.lit("").alias(PART)).clear()
    try:
        found = pl.read_ipc(path.read_bytes())
    except (OSError, pl.exceptions.PolarsError):
        return empty
    return found if found.schema == empty.schema else empty


def _keep(path: Path, table: pl.DataFrame) -> None:
    """Put the table in the place of the file at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replaced(path) as temporary:
        table.write_ipc(temporary)
