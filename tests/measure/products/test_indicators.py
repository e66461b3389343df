"""Indicators of trade are what their authors defined, and missing where nothing is told."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose

from karvon.measure.products.indicators import (
    complementarity,
    concentration,
    growth,
    shares,
    turnover,
    two_way,
    two_way_total,
    unit_values,
)

AMOUNTS = arrays(float, 6, elements=st.floats(0, 1e9))


def moved(*rows: tuple[str, str, int, str, float]) -> pl.DataFrame:
    """Return goods that moved, without quantities."""
    frame = pl.DataFrame(rows, schema=["exporter", "importer", "year", "code", "value"], orient="row")
    nothing = [pl.lit(None, kind).alias(name) for name, kind in MEASURES.items()]
    return frame.with_columns(nothing)


MEASURES = {"quantity": pl.Float64, "quantity_unit": pl.String, "weight": pl.Float64}


def test_turnover_is_exports_plus_imports_and_missing_where_a_flow_is() -> None:
    flows = moved(
        ("LAO", "NPL", 2020, "010101", 5.0),
        ("LAO", "NPL", 2020, "020202", 2.0),
        ("NPL", "LAO", 2020, "010101", 4.0),
        ("LAO", "NPL", 2021, "010101", 6.0),
    )
    assert turnover(flows, "LAO", "NPL").rows() == [(2020, 7.0, 4.0, 11.0, 3.0), (2021, 6.0, None, None, None)]


def test_shares_make_one() -> None:
    assert_allclose(shares(np.array([1.0, 3.0])), [0.25, 0.75])
    assert np.isnan(shares(np.zeros(2))).all()


@pytest.mark.parametrize("parts", [1, 2, 5])
def test_equal_parts_have_their_number_as_number_equivalent(parts: int) -> None:
    held = concentration(np.array([7.0] * parts + [0.0]))
    assert_allclose([held.herfindahl, held.equivalents], [1 / parts, parts])
    assert_allclose(held.normalised, 1.0 if parts == 1 else 0.0, atol=1e-12)


def test_nothing_is_neither_concentrated_nor_not() -> None:
    assert np.isnan(concentration(np.zeros(3))).all()


@given(AMOUNTS)
def test_concentration_lies_between_its_bounds(values: np.ndarray) -> None:
    held = concentration(values)
    parts = (values > 0).sum()
    assert parts == 0 or 1 / parts - 1e-9 <= held.herfindahl <= 1 + 1e-9


def test_grubel_lloyd_by_hand() -> None:
    exports, imports = np.array([100.0, 50.0, 0.0, 0.0]), np.array([100.0, 150.0, 10.0, 0.0])
    assert_allclose(two_way(exports, imports)[:3], [1.0, 0.5, 0.0])
    assert np.isnan(two_way(exports, imports)[3])
    assert_allclose(two_way_total(exports, imports), 1 - 110 / 410)


@given(AMOUNTS, AMOUNTS)
def test_two_way_trade_is_the_same_seen_from_both_sides(exports: np.ndarray, imports: np.ndarray) -> None:
    assert_allclose(two_way_total(exports, imports), two_way_total(imports, exports))


def test_complementarity_runs_from_nothing_to_the_same() -> None:
    assert complementarity(np.array([2.0, 8.0]), np.array([20.0, 80.0])) == pytest.approx(100)
    assert complementarity(np.array([1.0, 0.0]), np.array([0.0, 1.0])) == pytest.approx(0)
    assert complementarity(np.array([1.0, 1.0]), np.array([1.0, 3.0])) == pytest.approx(75)
    assert np.isnan(complementarity(np.zeros(2), np.ones(2)))


def test_growth_from_nothing_is_no_rate() -> None:
    assert_allclose(growth(np.array([2.0, 0.0]), np.array([3.0, 1.0])), [0.5, np.nan])


def test_unit_values_rest_on_the_quantity_then_on_the_weight_then_on_nothing() -> None:
    flows = pl.DataFrame(
        {
            "code": ["a", "b", "c", "d"],
            "value": [100.0, 100.0, 100.0, 100.0],
            "quantity": [20.0, None, 0.0, 10.0],
            "quantity_unit": ["u", None, "u", None],
            "weight": [5.0, 4.0, None, 0.0],
        }
    )
    told = unit_values(flows)
    assert told["unit_value"].to_list() == [5.0, 25.0, None, None]
    assert told["measured_in"].to_list() == ["u", "kg", None, None]
