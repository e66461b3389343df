"""Tariffs and transport are taken from what a user knows: the closest row counts, what is unknown moves nothing."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_allclose
from tests.measure.products import made

from karvon.measure.products.access import SCHEMA, access, read_access
from karvon.measure.products.goods import Cut
from karvon.measure.products.world import World, between, world

HEADER = "importer,exporter,code,tariff,transport\n"


@pytest.fixture(scope="module")
def whole() -> World:
    return world(made.flows().lazy(), 2022, Cut("HS2017"))


def known(*rows: tuple[str, str, str, float | None, float | None]) -> pl.DataFrame:
    """Return a table of what is known: importer, exporter, code, tariff, transport."""
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def test_the_longest_code_counts_and_an_exporters_own_row_before_that_of_any(whole: World) -> None:
    table = known(
        ("NPL", "", "", 0.1, 0.05),
        ("NPL", "", "87", 0.3, None),
        ("NPL", "", "870323", 0.4, None),
        ("NPL", "LAO", "87", 0.0, None),
        ("CHN", "", "", 0.9, 0.9),
    )
    found = access(table, whole, "LAO", "NPL")
    own = dict(zip(whole.codes, found.tariff, strict=True))
    assert (own["870323"], own["100199"]) == (0.0, 0.1)
    assert_allclose(found.transport, 0.05)
    others = dict(zip(whole.codes, found.others, strict=True))
    assert others["870323"] == pytest.approx(0.4)


def test_competitors_tariffs_are_weighted_by_what_they_sell(whole: World) -> None:
    table = known(("NPL", "", "", 0.2, None), ("NPL", "IND", "", 0.0, None))
    found = access(table, whole, "LAO", "NPL")
    for place, code in enumerate(whole.codes):
        sold = {country: between(whole, country, "NPL")[place] for country in whole.countries if country != "LAO"}
        if sum(sold.values()):
            assert found.others[place] == pytest.approx(0.2 * (1 - sold["IND"] / sum(sold.values()))), code


def test_who_pays_less_gains_and_what_is_unknown_moves_nothing(whole: World) -> None:
    found = access(known(("NPL", "", "10", 0.2, None), ("NPL", "LAO", "10", 0.1, None)), whole, "LAO", "NPL")
    gains = dict(zip(whole.codes, found.advantage, strict=True))
    assert gains["100199"] == pytest.approx((1.2 / 1.1) ** 5)
    assert {gain for code, gain in gains.items() if not code.startswith("10")} == {1.0}
    assert np.isnan(found.transport).all()


def test_a_file_gives_fractions_and_wrong_rows_give_findings(tmp_path: Path) -> None:
    path = tmp_path / "tariffs.csv"
    path.write_text(
        HEADER + 'UZB,KAZ,87,"12,5",\nUZB,,,,4\nXXX,,87,5,\nUZB,KAZ,8A,5,\nUZB,KAZ,87,much,\nUZB,KAZ,87,-1,\n',
        encoding="utf-8-sig",
    )
    table, findings = read_access(path)
    assert table.rows() == [("UZB", "KAZ", "87", 0.125, None), ("UZB", "", "", None, 0.04)]
    assert [(one.place, dict(one.params)["value"]) for one in findings] == [
        ("4", "XXX"), ("5", "8A"), ("6", "much"), ("7", "-1"),
    ]  # fmt: skip


def test_a_file_without_the_columns_gives_a_finding_that_names_them(tmp_path: Path) -> None:
    path = tmp_path / "tariffs.csv"
    path.write_text("importer,exporter,code,tariff\nUZB,KAZ,87,5\n", encoding="utf-8")
    table, (finding,) = read_access(path)
    assert table.is_empty()
    assert (finding.severity, dict(finding.params)) == ("error", {"columns": "transport"})
