"""The Bureau of National Statistics of Kazakhstan: foreign trade by country or region, a sheet for each year.

Turnover, export and import stand beside each other, each followed by its share, under a header of two lines; "Всего"
is the world, and groups of countries stand between the countries. Older files begin with the sheets of the years,
newer ones with a cover that tells the day of publication. Values are goods, in thousand USD as the header says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from karvon.measure.codes.areas import area
from karvon.measure.flows.layout import Tables
from karvon.measure.flows.long import Shaped, Spec, shape
from karvon.measure.flows.numbers import parsed
from karvon.measure.flows.raw import read_grids
from karvon.measure.flows.schema import EXPORT, GOODS, IMPORT, WORLD
from karvon.measure.flows.telling import told, told_of
from karvon.model.document import Finding
from karvon.model.loading import DataFile
from karvon.store.workbooks import Grid

LAYOUT = "kazakhstan"
REPORTER = "KAZ"
HEADER = {"товарооборот": "turnover", "экспорт": EXPORT, "импорт": IMPORT}
YEAR = re.compile(r"\b(20\d\d|19\d\d)\b")
PART_OF_YEAR = re.compile(r"январь\s*[-–—]\s*(?!декабр)([а-я]+)|\bза\s+([а-я]+)\s+(?:19|20)\d\d", re.IGNORECASE)
UNIT = re.compile(r"(тыс|млн|млрд)?[а-я]*\.?\s*(?:долл|доллар)", re.IGNORECASE)
UNITS = {"тыс": "thousand", "млн": "million", "млрд": "billion"}
PUBLISHED = re.compile(r"(?<!следующего )опубликования:\s*(\d\d)\.(\d\d)\.(\d{4})", re.IGNORECASE)
REGION = re.compile(r"(?i)област|ская$|^г\.?\s|^(?:астана|нур-султан|алматы|шымкент|абай|жетысу|жет[іi]су|[уұ]лытау)$")
SEARCHED = 30
ROUNDING = 0.16  # of the file's unit: three numbers of one decimal each are off by half a decimal at most


class Sheet(NamedTuple):
    """One year's sheet: where its header stands, which columns hold what, which year and unit it says."""

    name: str
    header: int
    columns: dict[str, int]
    year: str | None
    scale: str | None


def is_kazakhstan(grids: dict[str, Grid]) -> bool:
    """Say whether a workbook has a sheet of this layout."""
    return any(_header(grid) is not None for grid in grids.values())


def tables_kazakhstan(path: Path, described: DataFile) -> Tables:
    """Return the flows of every year's sheet, reported by Kazakhstan unless case.toml names another reporter."""
    grids, findings = read_grids(path)
    found: list[Shaped] = []
    scales = []
    for name, grid in grids.items():
        sheet = _sheet(name, grid)
        if sheet and described.sheet in (None, name):
            scales.append(sheet.scale)
            found.append(_shaped(f"{path.name}#{name}", grid, sheet, described))
    scale = described.scale or next((one for one in scales if one), "unit")
    if None in scales and not described.scale:
        findings.append(told(path.name, "unit_unstated", "warning"))
    published = next(_published(grids), None)
    return Tables(LAYOUT, tuple(found), described.coverage or GOODS, scale, published, 1, tuple(findings))


def _sheet(name: str, grid: Grid) -> Sheet | None:
    header = _header(grid)
    if header is None:
        return None
    place, columns = header
    above = [cell for cells in grid[: place + 1] for cell in cells if cell.strip()]
    texts = [*above, name]
    year = next((match[1] for text in texts if (match := YEAR.search(text))), None)
    if any(PART_OF_YEAR.search(text) for text in above):
        year = None
    units = [match[1] for text in above if (match := UNIT.search(text))]
    scale = UNITS.get((units[0] or "").lower(), "unit") if units else None
    return Sheet(name, place, columns, year, scale)


def _header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """Return the row of the header and the first column of each heading; None when a sheet has no such table."""
    for place, cells in enumerate(grid[:SEARCHED]):
        columns = {HEADER[key]: at for at, cell in enumerate(cells) if (key := cell.strip().casefold()) in HEADER}
        if {EXPORT, IMPORT} <= set(columns):
            return place, columns
    return None


def _shaped(dataset: str, grid: Grid, sheet: Sheet, described: DataFile) -> Shaped:
    if sheet.year is None:
        return Shaped(pl.DataFrame(), 0, (), (told(dataset, "period_unclear"),))
    rows = list(_rows(grid, sheet))
    scale = described.scale or sheet.scale or "unit"
    frame = pl.DataFrame(
        [row for row in rows if row["flow"] != "turnover"],
        schema={"row": pl.Int64, "partner": pl.String, "region": pl.String, "flow": pl.String, "value": pl.String},
    )
    spec = Spec(
        layout=LAYOUT,
        columns={name: name for name in ("partner", "region", "flow", "value")},
        constant={"reporter": described.reporter or REPORTER, "year": sheet.year},
        coverage=described.coverage or GOODS,
        scale=scale,
        decimal=described.decimal or ".",
    )
    shaped = shape(frame, dataset, spec)
    findings = (*shaped.findings, *_turnovers(dataset, rows))
    return shaped._replace(rows=len({row["row"] for row in rows}), findings=findings)


def _rows(grid: Grid, sheet: Sheet) -> Iterator[dict[str, object]]:
    """Yield a cell of each heading with its row, partner and region; "Всего в том числе" is "Всего"."""
    for place, cells in enumerate(grid[sheet.header + 1 :], start=sheet.header + 2):
        name = cells[0].split("\n")[0].strip() if cells else ""
        if not name:
            continue
        is_region = bool(REGION.search(name)) and area(name).kind == "unknown"
        for flow, column in sheet.columns.items():
            value = cells[column] if column < len(cells) else ""
            partner, region = (WORLD, name) if is_region else (name, "")
            yield {"row": place, "partner": partner, "region": region, "flow": flow, "value": value}


def _turnovers(dataset: str, rows: Sequence[dict[str, object]]) -> list[Finding]:
    """Return a finding when the turnover of a row is not the sum of its flows, rounding aside."""
    frame = pl.DataFrame(rows, schema_overrides={"value": pl.String})
    if not (frame["flow"] == "turnover").any():
        return []
    frame = frame.with_columns(number=parsed(frame["value"], ".").values.fill_null(0.0))
    signed = pl.when(pl.col("flow") == "turnover").then(pl.col("number")).otherwise(-pl.col("number"))
    wrong = frame.group_by("row").agg(signed.sum().abs().alias("gap")).filter(pl.col("gap") > ROUNDING)
    return [told_of(dataset, "turnover_differs", wrong["row"], "warning")] if wrong.height else []


def _published(grids: dict[str, Grid]) -> Iterator[str]:
    for grid in grids.values():
        for cells in grid[:SEARCHED]:
            for match in filter(None, map(PUBLISHED.search, cells)):
                yield f"{match[3]}-{match[2]}-{match[1]}"
