"""What is no raw material depends on the definition: each is computed, a rise without one under each."""

import polars as pl
import pytest

from karvon.measure.products.noncommodity import rises, split

CLASSES = pl.DataFrame(
    {
        "definition": ["narrow", "narrow", "wide", "wide", "wide"],
        "code": ["270900", "100199", "270900", "100199", "720110"],
        "part": [0.0, 1.0, 0.0, 0.0, 0.25],
    }
)


def sold(*rows: tuple[int, str, float]) -> pl.DataFrame:
    """Return what one country sold its neighbours: year, code, value."""
    return pl.DataFrame(rows, schema=["year", "code", "value"], orient="row")


FLOWS = sold(
    (2020, "270900", 80), (2020, "100199", 20), (2020, "720110", 40), (2020, "999999", 5),
    (2021, "270900", 90), (2021, "100199", 22), (2021, "100199", 3), (2021, "720110", 60),
)  # fmt: skip


def test_each_definition_draws_its_own_line() -> None:
    found = {(row["definition"], row["year"]): row for row in split(FLOWS, CLASSES).to_dicts()}
    narrow, wide = found["narrow", 2020], found["wide", 2020]
    assert (narrow["commodity"], narrow["noncommodity"], narrow["unclassified"]) == (80, 20, 45)
    assert (wide["commodity"], wide["noncommodity"], wide["unclassified"]) == (130, 10, 5)
    assert (narrow["share"], wide["share"]) == (0.2, pytest.approx(10 / 140))


@pytest.mark.parametrize("definition", ["narrow", "wide"])
def test_the_parts_make_the_whole(definition: str) -> None:
    for row in split(FLOWS, CLASSES).filter(pl.col("definition") == definition).to_dicts():
        assert row["commodity"] + row["noncommodity"] + row["unclassified"] == pytest.approx(row["total"])


def test_where_nothing_is_classified_there_is_no_share() -> None:
    assert split(sold((2020, "999999", 5)), CLASSES)["share"].to_list() == [None, None]


def test_a_rise_is_read_from_every_base_year_under_every_definition() -> None:
    found = {one.definition: one for one in rises(split(FLOWS, CLASSES), 0.3)}
    assert set(found) == {"narrow", "wide"}
    narrow, wide = found["narrow"], found["wide"]
    assert (narrow.base_year, narrow.latest_year) == (2020, 2021)
    assert (narrow.base, narrow.needed, narrow.latest, narrow.reached) == (20, 26, 25, False)
    assert (wide.base, wide.needed, wide.latest, wide.reached) == (10, 13, 15, True)
    assert wide.growth == pytest.approx(0.5)


def test_one_year_is_no_base_for_a_rise() -> None:
    assert rises(split(FLOWS.filter(pl.col("year") == 2020), CLASSES), 0.3) == ()


def test_a_base_year_without_such_exports_gives_no_reading() -> None:
    flows = sold((2020, "270900", 80), (2021, "100199", 20))
    assert rises(split(flows, CLASSES), 0.3) == ()
