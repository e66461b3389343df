"""From a file of flows to an estimated equation and the pairs that trade below potential."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import polars as pl
from msgspec.structs import replace

from karvon.measure.gravity.estimate import Fit, estimate
from karvon.measure.gravity.files import Rows, panel_file
from karvon.measure.gravity.panel import GravityError, from_frame
from karvon.measure.gravity.potential import Pair, below_potential, largest_gaps
from karvon.measure.gravity.sample import PairEffects
from karvon.model.document import Finding
from karvon.model.gravity import GravityReport, Potential

GAPS = 10
WITHOUT_EFFECTS: PairEffects = "none"


class Asked(NamedTuple):
    """What is asked of a panel: regressors (none: as the file suggests), pairs, the years they are summed over.

    `gaps` is how many pairs furthest below potential are named; years None means the last year of the panel.
    """

    regressors: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    years: tuple[int, ...] | None = None
    gaps: int = GAPS
    pair_effects: PairEffects = WITHOUT_EFFECTS


EVERYTHING = Asked()


def gravity_report(path: Path, asked: Asked = EVERYTHING) -> GravityReport:
    """Return the equation estimated on a file, with what its pairs trade beside potential and all findings.

    What keeps it from being estimated is a finding, not an error. OSError when the file cannot be opened.
    """
    rows = panel_file(path, asked.regressors)
    told = GravityReport(file=path.name, rows=rows.read, regressors=rows.regressors, findings=rows.findings)
    if rows.frame.is_empty():
        return told
    try:
        fit = estimate(from_frame(_by_year(rows), rows.regressors), pair_effects=asked.pair_effects)
    except GravityError as error:
        return replace(told, findings=(*rows.findings, _refused(path, "gravity.refused", error)))
    pairs, gaps, doubts = _potentials(path, fit, asked)
    panel = fit.panel
    return replace(
        told,
        used=int(panel.observed.sum()),
        years=panel.years,
        countries=panel.countries,
        gravity=fit.result,
        pairs=pairs,
        gaps=gaps,
        findings=(*rows.findings, *doubts),
    )


def _by_year(rows: Rows) -> pl.DataFrame:
    return rows.frame.with_columns(pl.col("year").cast(pl.Int64))


def _potentials(
    path: Path, fit: Fit, asked: Asked
) -> tuple[tuple[Potential, ...], tuple[Potential, ...], tuple[Finding, ...]]:
    """Return the pairs asked for, the largest gaps, and what could not be told of a pair."""
    if asked.pair_effects != WITHOUT_EFFECTS:
        return (), (), (_finding(path, "gravity.no_potential", "note"),)
    years = asked.years or fit.panel.years[-1:]
    pairs: list[Potential] = []
    doubts: list[Finding] = []
    for pair in asked.pairs:
        try:
            pairs += below_potential(fit, [pair], years=years)
        except GravityError as error:
            doubts.append(_refused(path, "gravity.pair", error, "warning", pair="–".join(pair)))
    try:
        gaps = largest_gaps(fit, asked.gaps, years=years)
    except GravityError as error:
        return tuple(pairs), (), (*doubts, _refused(path, "gravity.refused", error))
    return tuple(pairs), gaps, tuple(doubts)


def _refused(path: Path, code: str, error: GravityError, severity: str = "error", **params: str) -> Finding:
    """Return a finding that gives an error's reason, in words of whichever language it is told in."""
    return _finding(path, code, severity, **params, because=error.reason, **dict(error.params))


def _finding(path: Path, code: str, severity: str = "error", **params: str) -> Finding:
    return Finding(path.name, "", code, severity, tuple(params.items()))  # type: ignore[arg-type]
