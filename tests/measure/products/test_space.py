"""The product space is the one of Hidalgo, Hausmann and their colleagues, and says when it cannot be told."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from karvon.measure.products.space import (
    complexity,
    density,
    largest_part,
    outlooks,
    proximity,
    rca,
    space,
)

# Four countries and four goods by hand: the first makes everything, the last only what all make.
NESTED = np.array([[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]], dtype=bool)


def exports(seed: int, countries: int = 12, goods: int = 30) -> np.ndarray:
    """Return made-up exports in which able countries make difficult goods too."""
    random = np.random.default_rng(seed)
    able, hard = np.sort(random.normal(size=countries)), random.normal(size=goods)
    made = np.exp(1.5 * np.outer(able, hard) + random.normal(size=(countries, goods)))
    return made * (random.random((countries, goods)) < 0.8)


def test_rca_is_the_share_at_home_over_the_share_in_the_world() -> None:
    values = np.array([[60.0, 40.0], [20.0, 80.0]])
    assert_allclose(rca(values), [[0.6 / 0.4, 0.4 / 0.6], [0.2 / 0.4, 0.8 / 0.6]])


def test_weighted_by_the_worlds_shares_the_rca_of_a_country_is_one() -> None:
    values = exports(1)
    assert_allclose(rca(values) @ (values.sum(axis=0) / values.sum()), np.ones(12))


def test_countries_and_goods_without_exports_have_no_rca() -> None:
    found = rca(np.array([[0.0, 0.0, 0.0], [1.0, 2.0, 0.0]]))
    assert np.isnan(found[0]).all()
    assert np.isnan(found[:, 2]).all()
    assert np.isfinite(found[1, :2]).all()


def test_proximity_is_the_lesser_of_two_chances() -> None:
    near = proximity(NESTED)
    assert_allclose(near[0], [1, 3 / 4, 2 / 4, 1 / 4])
    assert_allclose(near[1], [3 / 4, 1, 2 / 3, 1 / 3])
    assert_allclose(near, near.T)


def test_goods_that_nobody_makes_are_near_to_nothing() -> None:
    near = proximity(np.hstack([NESTED, np.zeros((4, 1), bool)]))
    assert_allclose(near[4], np.zeros(5))


def test_density_is_the_part_of_the_neighbourhood_a_country_has() -> None:
    near = proximity(NESTED)
    dense = density(NESTED, near)
    assert_allclose(dense[0], np.ones(4))
    assert_allclose(dense[3, 3], near[3, 0] / near[3].sum())


def test_countries_that_make_rarer_goods_are_more_complex() -> None:
    found = complexity(NESTED)
    assert (np.diff(found.eci) < 0).all()
    assert (np.diff(found.pci) > 0).all()
    assert found.doubts == ()


def test_eci_is_an_eigenvector_of_the_reflections_and_the_mean_pci_of_a_countrys_goods() -> None:
    found = space(exports(3))
    present, held = found.present.astype(float), found.complexity
    mean = present / found.diversity[:, None] @ held.pci
    assert_allclose(mean, held.eci, atol=1e-12)
    raw = held.eci * held.scale + (present / found.diversity[:, None] @ held.raw).mean()
    reflected = (present / found.diversity[:, None]) @ ((present / found.ubiquity).T @ raw)
    assert_allclose(reflected, held.eigenvalue * raw, atol=1e-12)
    assert_allclose([held.eci.mean(), held.eci.std()], [0, 1], atol=1e-12)


def test_outlook_looks_only_at_goods_not_yet_made() -> None:
    found = space(exports(4))
    assert (found.cog[found.present] == 0).all()
    near, raw = found.proximity, found.complexity.raw
    one = int(np.argmin(found.diversity))
    absent = ~found.present[one]
    by_hand = [sum(near[q, p] / near[q].sum() * raw[q] for q in np.flatnonzero(absent)) for p in np.flatnonzero(absent)]
    assert_allclose(found.cog[one][absent] * found.complexity.scale, by_hand, atol=1e-12)
    sums = [(found.density[c] * ~found.present[c]) @ raw for c in range(12)]
    assert_allclose(found.coi, (sums - np.mean(sums)) / np.std(sums), atol=1e-12)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_countries_and_goods_changes_nothing(seed: int) -> None:
    values = exports(seed)
    random = np.random.default_rng(seed)
    rows, columns = random.permutation(12), random.permutation(30)
    straight, mixed = space(values), space(values[np.ix_(rows, columns)])
    assert mixed.complexity.doubts == straight.complexity.doubts
    assert_allclose(mixed.complexity.eci, straight.complexity.eci[rows], atol=1e-8)
    assert_allclose(mixed.density, straight.density[np.ix_(rows, columns)], atol=1e-12)
    assert_allclose(mixed.cog, straight.cog[np.ix_(rows, columns)], atol=1e-8)


@pytest.mark.parametrize("factor", [1e-3, 7.0])
def test_the_currency_changes_nothing(factor: float) -> None:
    assert_allclose(space(exports(5) * factor).complexity.eci, space(exports(5)).complexity.eci, atol=1e-9)


def test_countries_that_share_no_good_with_the_rest_are_not_ranked_and_it_is_said() -> None:
    apart = np.zeros((6, 6), bool)
    apart[:4, :4], apart[4:, 4:] = NESTED, True
    found = complexity(apart)
    assert found.doubts == ("split",)
    assert np.isnan(found.eci[4:]).all()
    assert np.isnan(found.pci[4:]).all()
    assert_allclose(found.eci[:4], complexity(NESTED).eci)


def test_the_largest_part_is_the_one_with_most_countries() -> None:
    apart = np.zeros((5, 6), bool)
    apart[:2, :4], apart[2:, 4:] = True, True
    rows, columns = largest_part(apart)
    assert rows.tolist() == [False, False, True, True, True]
    assert columns.tolist() == [False] * 4 + [True] * 2


@pytest.mark.parametrize(
    ("present", "doubt"),
    [
        (np.ones((2, 5), bool), "small"),
        (np.ones((4, 4), bool), "repeated"),
        (~np.eye(4, dtype=bool), "repeated"),
        (np.array([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]], bool), "sign"),
        (np.zeros((4, 4), bool), "small"),
    ],
)
def test_where_the_ranking_is_not_determined_there_is_none_and_a_reason(present: np.ndarray, doubt: str) -> None:
    found = complexity(present)
    assert found.doubts[-1] == doubt
    assert np.isnan(found.eci).all()
    assert np.isnan(found.pci).all()
    dense = density(present, proximity(present)) if present.any() else np.zeros(present.shape)
    assert np.isnan(outlooks(present, proximity(present), dense, found)[0]).all()


@pytest.mark.parametrize("values", [np.ones(3), np.array([[1.0, -1.0]]), np.array([[np.nan, 1.0]])])
def test_what_is_no_matrix_of_exports_is_refused(values: np.ndarray) -> None:
    with pytest.raises(ValueError, match="matrix of countries by goods"):
        space(values)
