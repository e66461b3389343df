"""A panel is made of rows or tensors without a cell lost, doubled or invented, and says which rows are wrong."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from karvon.measure.gravity import GravityError, from_arrays, from_frame

ROWS = pl.DataFrame(
    {
        "exporter": ["KAZ", "UZB", "KAZ", "UZB"],
        "importer": ["UZB", "KAZ", "KGZ", "KAZ"],
        "year": [2019, 2019, 2019, 2020],
        "trade": [10.0, 20.0, 0.0, 30.0],
        "distance": [1.5, 1.5, 0.5, 1.5],
    }
)


def test_rows_stand_in_their_cells_and_the_rest_is_unknown() -> None:
    panel = from_frame(ROWS, ["distance"])
    assert (panel.years, panel.countries, panel.regressors) == ((2019, 2020), ("KAZ", "KGZ", "UZB"), ("distance",))
    told = {(0, 0, 2): 10.0, (0, 2, 0): 20.0, (0, 0, 1): 0.0, (1, 2, 0): 30.0}
    assert {tuple(map(int, cell)): panel.trade[tuple(cell)] for cell in np.argwhere(panel.observed)} == told
    assert (panel.x[0, 0, 0, 1], panel.x[0, 1, 2, 0], panel.missing) == (0.5, 1.5, 0)


def test_columns_may_have_other_names_and_types() -> None:
    other = ROWS.rename({"exporter": "exp", "importer": "imp", "year": "t", "trade": "v"}).with_columns(
        pl.col("t").cast(pl.UInt16), pl.col("v").cast(pl.Int64), pl.col("exp").cast(pl.Categorical)
    )
    found = from_frame(other, ["distance"], ("t", "exp", "imp", "v"))
    wanted = from_frame(ROWS, ["distance"])
    assert (found.years, found.countries) == (wanted.years, wanted.countries)
    np.testing.assert_array_equal(found.trade, wanted.trade)


@pytest.mark.parametrize("unknown", [None, float("nan")])
@pytest.mark.parametrize("column", ["trade", "distance"])
def test_rows_with_an_unknown_value_stay_out_and_are_counted(column: str, unknown: float | None) -> None:
    rows = ROWS.with_columns(pl.Series(column, [unknown, *ROWS[column].to_list()[1:]], dtype=pl.Float64))
    panel = from_frame(rows, ["distance"])
    assert (panel.missing, int(panel.observed.sum())) == (1, 3)
    assert not panel.observed[0, 0, 2]


def test_flow_told_twice_is_an_error_that_names_both_rows() -> None:
    with pytest.raises(GravityError, match=r"another row has too in rows 1, 4$"):
        from_frame(pl.concat([ROWS, ROWS[1:2]]), ["distance"])


def test_many_wrong_rows_are_counted_and_the_first_named() -> None:
    many = pl.concat([ROWS] * 10)
    with pytest.raises(GravityError, match=r"in rows 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 …"):
        from_frame(many, ["distance"])


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("trade", -1.0, "negative trade in row 2"),
        ("trade", float("inf"), "an infinite trade in row 2"),
        ("distance", float("-inf"), "an infinite distance in row 2"),
        ("exporter", None, "no exporter, importer or year in row 2"),
        ("year", None, "no exporter, importer or year in row 2"),
    ],
)
def test_wrong_row_is_named(column: str, value: object, said: str) -> None:
    values = ROWS[column].to_list()
    values[2] = value
    with pytest.raises(GravityError, match=said):
        from_frame(ROWS.with_columns(pl.Series(column, values)), ["distance"])


def test_arrays_give_the_same_panel_as_rows() -> None:
    trade, distance = np.full((2, 3, 3), np.nan), np.full((2, 3, 3), np.nan)
    for (t, i, j), value, far in (
        ((0, 0, 2), 10, 1.5),
        ((0, 2, 0), 20, 1.5),
        ((0, 0, 1), 0, 0.5),
        ((1, 2, 0), 30, 1.5),
    ):
        trade[t, i, j], distance[t, i, j] = value, far
    found = from_arrays(trade, {"distance": distance}, years=(2019, 2020), countries=("KAZ", "KGZ", "UZB"))
    wanted = from_frame(ROWS, ["distance"])
    for name in ("trade", "x", "observed"):
        np.testing.assert_array_equal(getattr(found, name), getattr(wanted, name))


def test_regressor_of_pairs_spreads_over_years() -> None:
    distance = np.arange(9.0).reshape(3, 3)
    panel = from_arrays(np.ones((2, 3, 3)), {"distance": distance})
    np.testing.assert_array_equal(panel.x[0], [distance, distance])


@pytest.mark.parametrize("wrong", [-1.0, float("inf")])
def test_arrays_with_impossible_trade_are_refused(wrong: float) -> None:
    trade = np.ones((2, 3, 3))
    trade[1, 2, 0] = wrong
    with pytest.raises(GravityError, match="finite"):
        from_arrays(trade, {})


def test_arrays_of_the_wrong_shape_or_with_names_too_few_are_refused() -> None:
    with pytest.raises(GravityError, match=r"not \[3, 4\]"):
        from_arrays(np.ones((3, 4)), {})
    with pytest.raises(GravityError, match=r"not \[0, 3, 3\]"):
        from_arrays(np.ones((0, 3, 3)), {})
    with pytest.raises(GravityError, match="no rows"):
        from_frame(ROWS.clear(), ["distance"])
    with pytest.raises(GravityError, match="one name of its own"):
        from_arrays(np.ones((2, 3, 3)), {}, countries=["A", "B", "B"])
