"""Coefficients, errors and counts are those of pyfixest on the same panel.

pyfixest.csv was printed by bench/gravity_reference.py (pyfixest 0.60.0, tolerances of 1e-14) from the panel of rows.py.
"""

from __future__ import annotations

import csv
from functools import cache
from itertools import groupby
from pathlib import Path

import polars as pl
import pytest
from tests.measure.gravity.rows import rows

from karvon.measure.gravity import Panel, estimate, from_frame

NUMBERS = ("value", "se", "z", "p", "low", "high")
Line = dict[str, str]


@cache
def panel() -> Panel:
    """Return the panel that pyfixest was given."""
    return from_frame(pl.DataFrame(rows()), ["distance", "border", "agreement"])


def specifications() -> list[tuple[str, str, str, list[Line]]]:
    """Return effects, errors and rule of every specification with pyfixest's lines."""
    with Path(__file__).with_name("pyfixest.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    groups = groupby(lines, key=lambda line: (line["pairs"], line["errors"], line["small_sample"]))
    return [(*key, list(own)) for key, own in groups]


@pytest.mark.parametrize(("pairs", "errors", "rule", "lines"), specifications())
def test_estimate_is_pyfixests_to_eight_decimals(pairs: str, errors: str, rule: str, lines: list[Line]) -> None:
    fit = estimate(panel(), pair_effects=pairs, errors=errors, small_sample=rule)  # type: ignore[arg-type]
    assert [one.name for one in fit.result.coefficients] == [line["name"] for line in lines]
    for one, line in zip(fit.result.coefficients, lines, strict=True):
        found = {name: getattr(one, name) for name in NUMBERS}
        assert found == pytest.approx({name: float(line[name]) for name in NUMBERS}, rel=1e-8, abs=1e-12)
        assert fit.result.observations == int(line["observations"])
        assert fit.result.deviance == pytest.approx(float(line["deviance"]), rel=1e-10)


def test_panel_has_all_that_is_left_out() -> None:
    left_out = estimate(panel(), pair_effects="directed").result.left_out
    assert left_out.singletons > 0
    assert left_out.no_trade > 0
    assert left_out.separated == 0
    assert left_out.collinear == ("distance", "border")
