"""Export potential is ITC's: supply times demand times ease, and without projections it adds up to trade as it is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from karvon.measure.products.potential import (
    Market,
    Outlook,
    average_of_others,
    demand_growth,
    distance_advantage,
    indicative,
    potential,
    supply_growth,
    tariff_advantage,
)


def market(seed: int, markets: int = 5, goods: int = 9) -> Market:
    """Return a made-up exporter's markets; it sells no good that nobody exports, to nobody who buys none."""
    random = np.random.default_rng(seed)
    world = random.lognormal(3, 1, goods)
    demand = random.lognormal(2, 1, (markets, goods)) * (random.random((markets, goods)) < 0.8)
    return Market(world * random.random(goods), world, demand, demand * random.random((markets, goods)) / 3)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000))
def test_without_projections_the_potentials_of_a_pair_add_up_to_its_trade(seed: int) -> None:
    given_market = market(seed)
    assert_allclose(potential(given_market).value.sum(axis=1), given_market.actual.sum(axis=1), rtol=1e-12)


def test_by_hand() -> None:
    # Half and a tenth of the world's exports meet a demand of 100 and 50: 50 + 5; the pair trades 22: an ease of 0.4.
    found = potential(
        Market(np.array([20.0, 3.0]), np.array([40.0, 30.0]), np.array([[100.0, 50.0]]), np.array([[15.0, 7.0]]))
    )
    assert_allclose(found.ease, [0.4])
    assert_allclose(found.value, [[20.0, 2.0]])


def test_a_market_that_is_not_traded_with_has_no_ease_to_judge_it_by() -> None:
    one = market(1)
    nothing = one._replace(demand=np.zeros_like(one.demand), actual=np.zeros_like(one.actual))
    found = potential(nothing)
    assert np.isnan(found.ease).all()
    assert (found.value == 0).all()
    silent = potential(one._replace(actual=np.zeros_like(one.actual)))
    assert (silent.ease == 0).all()


def test_projections_scale_potential_and_not_ease() -> None:
    one = market(2)
    plain, grown = potential(one), potential(one, Outlook(supply=1.1, demand=np.full(5, 1.5), access=2.0))
    assert_allclose(grown.value, plain.value * 3.3)
    assert_allclose(grown.ease, plain.ease)


def test_supply_grows_with_output_over_that_of_all_exporters_of_the_good() -> None:
    weights = np.array([[10.0, 0.0, 0.0], [30.0, 5.0, 0.0]])
    assert_allclose(supply_growth(1.2, np.array([1.2, 1.0]), weights), [1.2 / 1.05, 1.2, 1.0])
    assert_allclose(supply_growth(1.3, np.array([1.3, 1.3]), weights), np.ones(3))


def test_demand_grows_with_people_and_with_income_by_its_elasticity() -> None:
    people, income = np.array([1.1, 1.0]), np.array([1.2, 1.5])
    assert_allclose(demand_growth(people, income), [1.32, 1.5])
    assert_allclose(demand_growth(people, income, np.array([0.0, 1.0])), [[1.1, 1.32], [1.0, 1.5]])


def test_who_pays_less_than_competitors_has_an_advantage_and_what_is_not_known_moves_nothing() -> None:
    own, others = np.array([[0.0, 0.1, np.nan]]), np.array([[0.1, 0.0, 0.2]])
    assert_allclose(tariff_advantage(own, others, 2.0), [[1.21, 1 / 1.21, 1.0]])
    assert_allclose(distance_advantage(np.array([100.0, np.nan]), np.array([200.0, 200.0]), 1.0), [2.0, 1.0])


def test_what_others_pay_is_weighted_by_what_they_sell() -> None:
    values, sold = np.array([[0.1, 0.1], [0.3, np.nan], [0.5, np.nan]]), np.array([[1.0, 0.0], [3.0, 1.0], [0.0, 1.0]])
    assert_allclose(average_of_others(values, sold), [0.25, np.nan])


def test_indicative_potential_is_the_lesser_of_what_one_sells_and_the_other_buys_elsewhere() -> None:
    assert_allclose(
        indicative(np.array([9.0, 4.0, 1.0]), np.array([5.0, 6.0, 2.0]), np.array([2.0, 0.0, 2.0])), [3, 4, 0]
    )


def test_negative_or_ill_shaped_trade_is_refused() -> None:
    one = market(3)
    with pytest.raises(ValueError, match="negative or missing"):
        potential(one._replace(supply=-one.supply))
    with pytest.raises(ValueError, match="must be"):
        potential(one._replace(actual=one.actual[:2]))
