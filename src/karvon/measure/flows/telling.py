"""Findings about trade files: one for each thing that is wrong, with the rows it is wrong in."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from karvon.model.document import Finding, Severity
from karvon.model.loading import Dropped

NAMED = 5


def told(file: str, code: str, severity: Severity = "error", /, **params: object) -> Finding:
    """Return a finding about a trade file as a whole."""
    return Finding(file, "", f"trade.{code}", severity, tuple((name, str(value)) for name, value in params.items()))


def told_of(file: str, code: str, rows: Iterable[int], severity: Severity = "error", /, **params: object) -> Finding:
    """Return a finding about some rows of a trade file; the first of them are named, all of them counted."""
    every = sorted(set(rows))
    place = ", ".join(map(str, every[:NAMED])) + (" …" if len(every) > NAMED else "")
    words = {"rows": place, "count": len(every), **params}
    return Finding(file, place, f"trade.{code}", severity, tuple((name, str(value)) for name, value in words.items()))


def examples(values: pl.Series) -> str:
    """Return the first few different values as text."""
    different = [str(value) for value in values.drop_nulls().unique(maintain_order=True).head(NAMED + 1)]
    return ", ".join(different[:NAMED]) + (" …" if len(different) > NAMED else "")


class Sieve:
    """The rows of a file as they pass one rule after the other; what is left out is counted with its reason."""

    def __init__(self, frame: pl.DataFrame, file: str) -> None:
        self.frame, self.file = frame, file
        self.dropped: list[Dropped] = []
        self.findings: list[Finding] = []

    def drop(self, wrong: pl.Expr, reason: str) -> pl.DataFrame:
        """Leave out the rows for which `wrong` is true, count them, and return them."""
        marked = self.frame.with_columns(wrong.fill_null(value=False).alias("_wrong"))
        gone = marked.filter("_wrong").drop("_wrong")
        if gone.height:
            self.frame = marked.filter(~pl.col("_wrong")).drop("_wrong")
            self.dropped.append(Dropped(reason, gone.height, tuple(gone["row"].head(NAMED))))
        return gone

    def refuse(self, wrong: pl.Expr, reason: str, shown: str | None = None, severity: Severity = "error") -> None:
        """Leave out rows that cannot be right, and tell of them with the cells of the column `shown`."""
        gone = self.drop(wrong, reason)
        if gone.height:
            values = {"values": examples(gone[shown])} if shown else {}
            self.findings.append(told_of(self.file, reason, gone["row"], severity, **values))

    def note(self, odd: pl.Expr, code: str, shown: str | None = None, **params: str) -> None:
        """Tell of rows that stay though something is odd about them."""
        rows = self.frame.filter(odd.fill_null(value=False))
        if rows.height:
            values = {"values": examples(rows[shown])} if shown else {}
            self.findings.append(told_of(self.file, code, rows["row"], "warning", **values, **params))
