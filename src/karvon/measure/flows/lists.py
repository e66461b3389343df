"""A national list of goods: the HS codes that a country counts as non-commodity, from a file that case.toml describes.

[[data]] with layout = "hs_list": a CSV or workbook with a column of codes, named under columns.code or else the first.
A code of fewer than six digits stands for all that begin with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import polars as pl

from karvon.measure.codes.revisions import strangers
from karvon.measure.flows.long import CODE_LOOKALIKE
from karvon.measure.flows.raw import WORKBOOKS, Raw, inner, read_csv, read_grids, table_of
from karvon.measure.flows.telling import Sieve
from karvon.model.document import Finding
from karvon.model.loading import DataFile

LAYOUT = "hs_list"
CODE = r"^\d{2}(?:\d{2}){0,4}$"


class Listed(NamedTuple):
    """The codes of a list, each once and in order, and what is wrong with its file."""

    codes: tuple[str, ...]
    findings: tuple[Finding, ...]


def read_list(path: Path, described: DataFile) -> Listed:
    """Return the HS codes of a national list; what is no code of any revision is told with its row and left out."""
    raw = read_table(path, described)
    column = described.columns.get("code") or next((name for name in raw.frame.columns if name != "row"), None)
    if column is None or column not in raw.frame.columns:
        return Listed((), raw.findings)
    code = pl.col(column).fill_null("").str.replace_all(r"[\s.\u00a0]", "")
    frame = raw.frame.select("row", code.alias("said"))
    texts = frame["said"].unique().to_list()
    sieve = Sieve(
        frame.with_columns(code=pl.col("said").replace({text: text.translate(CODE_LOOKALIKE) for text in texts})),
        path.name,
    )
    sieve.drop(pl.col("said") == "", "value_empty")
    sieve.refuse(~pl.col("code").str.contains(CODE), "list_code", "said")
    nowhere, _ = strangers(sieve.frame["code"].unique().to_list(), "HS")
    sieve.refuse(pl.col("code").is_in(sorted(nowhere)), "list_code", "said")
    codes = sieve.frame["code"].str.head(6).unique().sort()
    return Listed(tuple(codes), (*raw.findings, *sieve.findings))


def read_table(path: Path, described: DataFile) -> Raw:
    """Return the table of a CSV file, or of a workbook's sheet, as text."""
    wanted = tuple(described.columns.values())
    if inner(path) not in WORKBOOKS:
        return read_csv(path, wanted)
    grids, findings = read_grids(path)
    for name, grid in grids.items():
        if described.sheet in (None, name):
            return table_of(f"{path.name}#{name}", grid, wanted or [cell for cell in grid[0] if cell][:1])
    return Raw(path.name, pl.DataFrame(schema={"row": pl.Int64}), tuple(findings))
