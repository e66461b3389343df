"""Any table, by what [[data]] in case.toml says of it: which column is what, and what holds for all its rows.

CSV of any delimiter and encoding, workbooks (.xlsx, .xls; the header is the first row with all named columns), JSON
records and Parquet. Columns of years wide ("2022", "2023") are one value column each: give `value = "*"`.
"""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl

from karvon.measure.flows.layout import Tables
from karvon.measure.flows.long import ROLES, Shaped, Spec, shape
from karvon.measure.flows.raw import WORKBOOKS, Raw, inner, read_csv, read_grids, read_json, read_parquet, table_of
from karvon.measure.flows.schema import GOODS
from karvon.measure.flows.telling import told
from karvon.model.document import Finding
from karvon.model.loading import DataFile

LAYOUT = "table"
EVERY_YEAR = "*"
YEAR = re.compile(r"(?:19|20)\d\d")
CONSTANT = ("reporter", "partner", "flow", "year", "classification")


def tables_mapped(path: Path, described: DataFile) -> Tables:
    """Return the flows of a table by its description; a finding when the description does not fit the file."""
    wrong = _problems(path, described)
    if wrong:
        return Tables(LAYOUT, (), described.coverage or GOODS, described.scale or "unit", findings=tuple(wrong))
    findings = []
    if described.coverage is None:
        findings.append(told(path.name, "coverage_unstated", "warning"))
    if described.scale is None:
        findings.append(told(path.name, "unit_unstated", "warning"))
    tables = tuple(_shaped(raw, described) for raw in _raw(path, described))
    return Tables(LAYOUT, tables, described.coverage or GOODS, described.scale or "unit", findings=tuple(findings))


def _problems(path: Path, described: DataFile) -> list[Finding]:
    unknown = sorted(set(described.columns) - set(ROLES))
    if unknown:
        return [told(path.name, "columns_unknown", roles=", ".join(unknown), allowed=", ".join(ROLES))]
    if "value" not in described.columns:
        return [told(path.name, "columns_missing", columns="value")]
    return []


def _raw(path: Path, described: DataFile) -> list[Raw]:
    """Return the tables of a file; of a workbook, those of the sheets that have the columns or the one named."""
    suffix = inner(path)
    wanted = [name for name in described.columns.values() if name != EVERY_YEAR]
    if suffix == ".parquet":
        return [read_parquet(path)]
    if suffix == ".json":
        return [read_json(path)]
    if suffix not in WORKBOOKS:
        return [read_csv(path, wanted)]
    grids, findings = read_grids(path)
    tables = [
        table_of(f"{path.name}#{name}", grid, wanted) for name, grid in grids.items() if described.sheet in (None, name)
    ]
    fitting = [table for table in tables if not table.findings]
    return [Raw(path.name, pl.DataFrame(schema={"row": pl.Int64}), tuple(findings))] if findings else fitting or tables


def _shaped(raw: Raw, described: DataFile) -> Shaped:
    frame, columns = raw.frame, dict(described.columns)
    missing = sorted(set(columns.values()) - set(frame.columns) - {EVERY_YEAR})
    if raw.findings and not frame.height:
        return Shaped(pl.DataFrame(), 0, (), raw.findings)
    if missing:
        return Shaped(pl.DataFrame(), 0, (), (told(raw.dataset, "columns_missing", columns=", ".join(missing)),))
    rows = frame.height
    if columns["value"] == EVERY_YEAR:
        frame = _long(frame)
        columns |= {"value": "value*", "year": "year*"}
    spec = Spec(
        layout=LAYOUT,
        columns=columns,
        constant={role: value for role in CONSTANT if (value := getattr(described, role)) is not None},
        coverage=described.coverage or GOODS,
        scale=described.scale or "unit",
        decimal=described.decimal,
    )
    shaped = shape(frame, raw.dataset, spec)
    return shaped._replace(rows=rows, findings=(*raw.findings, *shaped.findings))


def _long(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each row and year of a table wide by year."""
    years = [name for name in frame.columns if YEAR.fullmatch(name.strip())]
    others = [name for name in frame.columns if name not in years]
    return frame.unpivot(index=others, on=years, variable_name="year*", value_name="value*").sort("row", "year*")
