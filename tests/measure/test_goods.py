"""Every definition of commodities that Karvon names is computed on the codes of the file, a national list as well."""

import polars as pl
import pytest
from msgspec.structs import replace

from karvon.measure.codes.definitions import DEFINITIONS
from karvon.measure.goods import definitions, has_goods
from karvon.measure.products.goods import Cut
from karvon.model.loading import LoadReport
from karvon.model.vocabulary import codes


def parts(code: str, listed: tuple[str, ...] = ()) -> dict[str, float]:
    """Return which part of a code of HS 2017 is no commodity under each definition."""
    found = definitions(Cut("HS2017"), listed).filter(pl.col("code") == code)
    return dict(found.select("definition", "part").iter_rows())


def test_wheat_and_oil_are_commodities_and_cars_are_none_under_every_definition() -> None:
    names = {one.name for one in DEFINITIONS}
    for code, part in (("100199", 0.0), ("270900", 0.0), ("870323", 1.0)):
        assert parts(code) == dict.fromkeys(names, part)


def test_definitions_differ_where_goods_are_processed() -> None:
    flour = parts("110100")
    assert (flour["unctad"], flour["bec"]) == (0.0, 1.0)


def test_a_national_list_is_a_definition_of_its_own() -> None:
    assert parts("110100", ("11",))["national"] == 1.0
    assert parts("100199", ("11",))["national"] == 0.0
    assert "national" not in parts("100199")


def test_every_definition_has_its_name() -> None:
    assert {one.name for one in DEFINITIONS} | {"national"} == codes("commodity_definitions")


@pytest.mark.parametrize("cut", [Cut("HS2017", 4), Cut("HS1912"), Cut("SITC3")])
def test_definitions_are_told_for_codes_of_six_digits_only(cut: Cut) -> None:
    assert definitions(cut).is_empty()


def test_files_without_goods_are_known_by_their_report() -> None:
    totals = LoadReport(file="a.csv", layout="comtrade", sha256="", rows=1, kept=1, coverage="goods")
    goods = replace(totals, classifications=("HS2017",))
    assert not has_goods([totals])
    assert has_goods([totals, goods])
