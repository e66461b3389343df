"""Growth points carry money that adds up, reasons that hold, and never more than the partner buys."""

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_allclose
from tests.measure.products import made

from karvon.measure.products.goods import Cut
from karvon.measure.products.growth import all_points
from karvon.measure.products.openings import openings, prices, substitution, suppliers, widening
from karvon.measure.products.points import reasons, table, weigh
from karvon.measure.products.potential import Outlook
from karvon.measure.products.space import Space, space
from karvon.measure.products.world import World, between, world

PAIR = ("LAO", "NPL")


@pytest.fixture(scope="module")
def whole() -> World:
    return world(made.flows().lazy(), 2022, Cut("HS2017"))


@pytest.fixture(scope="module")
def few() -> World:
    return world(made.flows(made.FEW).lazy(), 2022, Cut("HS2017"))


@pytest.fixture(scope="module")
def map_(whole: World) -> Space:
    return space(whole.exports)


def test_with_the_world_in_the_file_potential_adds_up_to_present_trade(whole: World) -> None:
    weighed = weigh(whole, "LAO", whole.countries[1:4])
    assert weighed.basis == "itc"
    assert_allclose(weighed.potential.sum(axis=1), weighed.actual.sum(axis=1))


def test_potential_is_supply_over_the_world_times_demand_times_ease(whole: World) -> None:
    weighed = weigh(whole, "LAO", ("NPL",))
    by_hand = weighed.supply / weighed.world * weighed.demand[0] * weighed.ease[0]
    assert_allclose(weighed.potential[0], np.nan_to_num(by_hand))
    assert_allclose(weighed.actual[0], between(whole, "LAO", "NPL"))


def test_no_more_is_unrealised_than_the_partner_buys_from_others(whole: World) -> None:
    boosted = weigh(whole, "LAO", ("NPL",), Outlook(access=1000.0))
    assert boosted.held.any()
    assert (boosted.unrealised <= boosted.demand - boosted.actual).all()


def test_without_the_world_potential_is_an_upper_bound(few: World) -> None:
    weighed = weigh(few, "LAO", ("NPL",))
    assert weighed.basis == "indicative"
    assert np.isnan(weighed.ease).all()
    expected = np.minimum(weighed.supply, weighed.demand[0]) - weighed.actual[0]
    assert_allclose(weighed.unrealised[0], np.maximum(expected, 0))


def test_points_come_with_the_largest_first_and_their_place_in_the_product_space(whole: World, map_: Space) -> None:
    weighed = weigh(whole, "LAO", ("NPL", "CHN"))
    found = table(weighed, whole, map_)
    assert found["unrealised"].is_sorted(descending=True)
    assert found.height == (weighed.unrealised > 0).sum()
    first = found.row(0, named=True)
    assert first["rca"] == pytest.approx(map_.rca[whole.row("LAO"), whole.codes.index(first["code"])])
    assert table(weighed, whole, None)["rca"].null_count() == found.height


def test_reasons_hold(whole: World, map_: Space) -> None:
    weighed = weigh(whole, "LAO", ("NPL",))
    told = reasons(weighed, whole, map_)
    row = whole.row("LAO")
    assert not (told["absent"] & (weighed.actual > 0)).any()
    assert not (told["others"] & told["absent"]).any()
    assert (told["advantage"][0] == map_.present[row]).all()
    assert not (told["near"][0] & map_.present[row]).any()
    assert told["near"].any()
    assert (map_.complexity.pci[told["complex"][0]] > map_.complexity.eci[row]).all()


def test_every_market_is_looked_at_at_once(whole: World, map_: Space) -> None:
    found = all_points(made.flows().lazy(), "LAO", 2022)
    assert set(found["importer"]) <= set(whole.countries) - {"LAO"}
    alone = table(weigh(whole, "LAO", ("NPL",)), whole, map_)
    assert found.filter(pl.col("importer") == "NPL").equals(alone)


@pytest.mark.parametrize("held", ["whole", "few"])
def test_openings_need_only_the_two_countries_own_figures(held: str, request: pytest.FixtureRequest) -> None:
    seen = request.getfixturevalue(held)
    found = openings(seen, *PAIR)
    assert found.equals(openings(request.getfixturevalue("few"), *PAIR))
    actual = between(seen, *PAIR)
    for row in found.to_dicts():
        good = seen.codes.index(row["code"])
        assert row["actual"] == actual[good]
        assert row["sold"] == seen.exports[seen.row("LAO"), good] - actual[good] > 0
        assert row["possible"] == min(row["sold"], row["bought"])


def test_new_goods_and_substitution_share_the_openings_between_them(whole: World) -> None:
    found = openings(whole, *PAIR)
    new, more = widening(found), substitution(found)
    assert (new["actual"] == 0).all()
    assert (more["actual"] > 0).all()
    assert (new.height > 0, more.height > 0, new.height + more.height) == (True, True, found.height)


def test_suppliers_are_the_three_largest_third_countries(whole: World) -> None:
    found = dict(suppliers(whole, *PAIR).select("code", "suppliers").iter_rows())
    for code, names in found.items():
        sold = {country: between(whole, country, "NPL")[whole.codes.index(code)] for country in whole.countries[2:]}
        sold.pop("LAO", None)
        assert len(names) <= 3
        assert "LAO" not in names
        assert sold.get(names[0], max(sold.values())) == max(sold.values())


def test_prices_are_per_kilogram_of_what_is_weighed(whole: World) -> None:
    found = {row["code"]: row for row in prices(whole, *PAIR).to_dicts()}
    unweighed = {code for place, code in enumerate(made.CODES) if place % 7 == 0}
    assert unweighed.isdisjoint(found)
    for code, row in found.items():
        expected = 0.5 + made.CODES.index(code)
        assert row["price"] is None or row["price"] == pytest.approx(expected, rel=1e-2)
