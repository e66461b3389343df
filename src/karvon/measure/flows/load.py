"""Loading one trade file of any known layout: recognised, shaped, its totals and units checked, and reported on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from karvon.measure.flows import baci
from karvon.measure.flows.checks import checked
from karvon.measure.flows.layout import Tables
from karvon.measure.flows.layouts import LAYOUTS, recognise
from karvon.measure.flows.long import Shaped
from karvon.measure.flows.raw import digest
from karvon.measure.flows.schema import Loaded, empty
from karvon.measure.flows.telling import NAMED, told
from karvon.measure.flows.units import doubts
from karvon.model.document import Finding
from karvon.model.loading import DataFile, Dropped, LoadReport
from karvon.model.values import SCALES

UNKNOWN = "unknown"
DECIMALS = 5  # digits after the point that a file's numbers are taken to have at most


def load(path: Path, described: DataFile | None = None) -> Loaded:
    """Return the flows of a file and the report on them; what is wrong with the file is a finding, never an error.

    `described` is what case.toml says of the file; without it the layout must be one that the file itself tells.
    """
    said = described or DataFile(file=path.name)
    try:
        layout = said.layout or ("table" if said.columns else recognise(path)) or UNKNOWN
        if layout == baci.LAYOUT:
            return _streamed(path, said)
        if layout not in LAYOUTS:
            return Loaded(empty(), nothing(path, layout, told(path.name, "layout_unknown")))
        return _loaded(path, said, LAYOUTS[layout](path, said))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Loaded(empty(), nothing(path, UNKNOWN, told(path.name, "file_unreadable", error=reason)))


def _streamed(path: Path, said: DataFile) -> Loaded:
    """Return the flows of a BACI archive, all in memory."""
    with TemporaryDirectory() as folder:
        report = baci.stream(path, said, Path(folder), lambda *_: None)
        return Loaded(pl.read_parquet(Path(folder) / "*.parquet") if report.kept else empty(), report)


def _loaded(path: Path, said: DataFile, tables: Tables) -> Loaded:
    flows = pl.concat([table.flows for table in tables.tables if table.flows.height] or [empty()])
    doubtful = doubts(flows, path.name)
    checks, wrong = checked(flows, path.name, _unit(flows, tables.scale), tables.listed)
    findings = [*tables.findings, *(found for table in tables.tables for found in table.findings), *wrong, *doubtful]
    if not flows.height and not any(found.severity == "error" for found in findings):
        findings.append(told(path.name, "nothing_kept"))
    report = LoadReport(
        file=path.name,
        layout=tables.layout,
        sha256=digest(path),
        rows=sum(table.rows for table in tables.tables),
        kept=flows.height,
        coverage=tables.coverage,
        scale=tables.scale,
        reporters=_different(flows, "reporter"),
        years=tuple(flows["year"].unique().sort()),
        classifications=_different(flows, "classification"),
        published=said.published or tables.published,
        outlet=said.outlet,
        url=said.url,
        dropped=dropped(tables.tables),
        checks=tuple(checks),
        findings=tuple(findings),
    )
    return Loaded(flows, report)


def dropped(tables: Iterable[Shaped]) -> tuple[Dropped, ...]:
    """Return what was left out of all tables of a file, by reason."""
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, ...]] = {}
    for one in [each for table in tables for each in table.dropped]:
        counts[one.reason] += one.rows
        first.setdefault(one.reason, one.first)
    return tuple(Dropped(reason, rows, first[reason][:NAMED]) for reason, rows in counts.items())


def _unit(flows: pl.DataFrame, scale: str) -> float:
    """Return the rounding step of a file's totals in USD: the last digit of the roundest of them."""
    size = float(SCALES[scale])
    world = flows.filter((pl.col("code") == "") & (pl.col("partner") == "WLD"))["value"] / size
    used = [digits for digits in range(DECIMALS + 1) if world.len() and bool((world.round(digits) == world).any())]
    return size * 10.0 ** -(min(used, default=DECIMALS))


def _different(flows: pl.DataFrame, column: str) -> tuple[str, ...]:
    return tuple(flows[column].unique().sort())


def nothing(path: Path, layout: str, finding: Finding) -> LoadReport:
    """Return the report on a file of which nothing could be taken."""
    sha = digest(path) if path.is_file() else ""
    return LoadReport(file=path.name, layout=layout, sha256=sha, rows=0, kept=0, coverage="", findings=(finding,))


def missing(path: Path) -> LoadReport:
    """Return the report on a file that case.toml names and nobody has put there."""
    return nothing(path, "", told(path.name, "file_missing"))
