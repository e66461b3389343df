"""Growth is taken apart without a remainder, and price is told from volume only where quantities allow."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvon.measure.products.margins import by_good, margins

KINDS = {
    "year": pl.Int16,
    "code": pl.String,
    "value": pl.Float64,
    "quantity": pl.Float64,
    "quantity_unit": pl.String,
    "weight": pl.Float64,
}


def flow(*rows: tuple[int, str, float, float | None, str | None, float | None]) -> pl.DataFrame:
    """Return one country's sales to another: year, code, value, quantity, its unit, weight."""
    return pl.DataFrame(rows, schema=KINDS, orient="row")


GOODS = flow(
    (2020, "apples", 100, None, None, 50),
    (2021, "apples", 180, None, None, 60),
    (2020, "cars", 300, 3, "u", None),
    (2021, "cars", 400, 4, "u", None),
    (2020, "coal", 40, None, None, 10),
    (2021, "pipes", 25, None, None, 5),
    (2020, "wire", 10, None, None, None),
    (2021, "wire", 15, None, None, 2),
)


def test_growth_is_new_goods_and_lost_goods_and_more_of_the_same() -> None:
    made = margins(GOODS, 2020, 2021)
    assert (made.start, made.end) == (450, 620)
    assert (made.entered, made.left) == (25, 40)
    assert (made.goods_entered, made.goods_left, made.goods_stayed) == (1, 1, 3)
    assert made.entered - made.left + made.price + made.volume + made.unmeasured == pytest.approx(170)


def test_price_and_volume_by_hand() -> None:
    told = {row["code"]: row for row in by_good(GOODS, 2020, 2021).to_dicts()}
    assert told["apples"]["price"] == pytest.approx((3 - 2) * 55)
    assert told["apples"]["volume"] == pytest.approx((60 - 50) * 2.5)
    assert (told["cars"]["price"], told["cars"]["volume"]) == (pytest.approx(0), pytest.approx(100))
    made = margins(GOODS, 2020, 2021)
    laspeyres, paasche = (3 * 50 + 300) / 400, 580 / (2 * 60 + 400)
    assert made.price_index == pytest.approx((laspeyres * paasche) ** 0.5)
    assert made.measured_share == pytest.approx(980 / 1005)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((None, None, None), (None, None, 5.0)),
        ((3.0, "u", None), (None, None, 5.0)),
        ((3.0, "u", None), (3.0, "l", None)),
        ((0.0, "u", 0.0), (3.0, "u", None)),
        ((1000.0, "u", None), (1.0, "u", None)),
    ],
)
def test_without_one_unit_in_both_years_price_is_not_told_from_volume(
    before: tuple[float | None, str | None, float | None], after: tuple[float | None, str | None, float | None]
) -> None:
    made = margins(flow((2020, "a", 10.0, *before), (2021, "a", 16.0, *after)), 2020, 2021)
    assert (made.price, made.volume, made.unmeasured, made.measured_share) == (0, 0, 6, 0)


def test_a_good_measured_for_one_partner_only_is_not_measured() -> None:
    flows = flow((2020, "a", 10, None, None, 5), (2020, "a", 90, None, None, None), (2021, "a", 110, None, None, 50))
    assert margins(flows, 2020, 2021).unmeasured == 10


def test_without_goods_there_is_no_growth() -> None:
    made = margins(flow(), 2020, 2021)
    assert (made.start, made.end, made.goods_stayed) == (0, 0, 0)


ROW = st.tuples(
    st.sampled_from([2020, 2021]),
    st.sampled_from("abc"),
    st.floats(0, 1e6),
    st.none() | st.floats(0.1, 1e4),
    st.just("u"),
    st.none() | st.floats(0, 1e4),
)


@given(st.lists(ROW, max_size=12))
def test_the_parts_always_make_the_whole(rows: list[tuple[int, str, float, float | None, str, float | None]]) -> None:
    made = margins(flow(*rows), 2020, 2021)
    parts = made.entered - made.left + made.price + made.volume + made.unmeasured
    assert parts == pytest.approx(made.end - made.start, abs=1e-6 * (1 + made.start + made.end))
