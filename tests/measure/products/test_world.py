"""A year of flows becomes matrices in which every flow counts once, whoever tells it."""

import polars as pl
import pytest
from numpy.testing import assert_allclose
from tests.measure.products import made

from karvon.measure.flows.schema import conform
from karvon.measure.products.goods import Cut, cuts, goods
from karvon.measure.products.world import between, partners, world

CUT = Cut("HS2017")
A, B = "100199", "270900"


def told(*rows: tuple[str, str, str, str, float], dataset: str = "one.csv") -> pl.DataFrame:
    """Return flows of 2022: reporter, flow, partner, code, value."""
    frame = pl.DataFrame(rows, schema=["reporter", "flow", "partner", "code", "value"], orient="row")
    given = {"year": 2022, "classification": "HS2017", "coverage": "goods", "dataset": dataset, "row": 2}
    return conform(frame.with_columns(**{name: pl.lit(value) for name, value in given.items()}))


BOTH = told(
    ("LAO", "export", "NPL", A, 10),
    ("NPL", "import", "LAO", A, 12),
    ("NPL", "import", "LAO", B, 7),
    ("NPL", "import", "BTN", A, 5),
    ("LAO", "export", "WLD", A, 100),
    ("LAO", "export", "THA", B, 3),
)


def moved(flows: pl.DataFrame) -> dict[tuple[str, str, str], tuple[float, bool]]:
    """Return value and whether it is mirrored, by exporter, importer and code."""
    rows = goods(flows.lazy(), CUT).iter_rows(named=True)
    return {(row["exporter"], row["importer"], row["code"]): (row["value"], row["mirrored"]) for row in rows}


def test_the_exporter_is_believed_and_the_importer_where_the_exporter_is_silent() -> None:
    found = moved(BOTH)
    assert found["LAO", "NPL", A] == (10, False)
    assert found["LAO", "NPL", B] == (7, True)
    assert found["BTN", "NPL", A] == (5, True)


def test_totals_are_a_countrys_own_then_its_partners_word() -> None:
    held = world(BOTH.lazy(), 2022, CUT)
    assert held.countries == ("BTN", "LAO", "NPL", "THA")
    assert held.codes == (A, B)
    assert_allclose(held.exports, [[5, 0], [100, 3], [0, 0], [0, 0]])
    assert_allclose(held.imports, [[0, 0], [0, 0], [17, 7], [0, 3]])
    assert held.reporters == {"LAO", "NPL"}
    assert not held.whole


def test_flows_of_a_pair_and_of_a_country_are_read_off() -> None:
    held = world(BOTH.lazy(), 2022, CUT)
    assert_allclose(between(held, "LAO", "NPL"), [10, 7])
    assert_allclose(partners(held, "LAO", "exporter", "importer")[held.row("THA")], [0, 3])
    with pytest.raises(KeyError, match="no flow of 2022 names FRA"):
        held.row("FRA")


def test_where_files_overlap_the_last_one_counts() -> None:
    newer = told(("LAO", "export", "NPL", A, 11), dataset="two.csv")
    found = moved(pl.concat([newer, BOTH]))
    assert found["LAO", "NPL", A] == (11, False)
    assert found["LAO", "THA", B] == (3, False)


def test_months_regions_services_and_other_levels_are_left_out() -> None:
    others = [
        BOTH.with_columns(month=pl.lit(1, pl.Int8)),
        BOTH.with_columns(region=pl.lit("LA-VT")),
        BOTH.with_columns(coverage=pl.lit("goods_services")),
        BOTH.with_columns(classification=pl.lit("SITC3")),
        BOTH.with_columns(code=pl.lit("10")),
    ]
    for other in others:
        assert moved(pl.concat([BOTH, other])) == moved(BOTH)


def test_what_can_be_looked_at_is_listed_by_year() -> None:
    later = BOTH.head(2).with_columns(year=pl.lit(2023, pl.Int16))
    found = cuts(pl.concat([later, BOTH]).lazy())
    assert found.select("classification", "year", "rows").rows() == [("HS2017", 2022, 6), ("HS2017", 2023, 2)]


def test_many_reporters_stand_for_the_world() -> None:
    held = world(made.flows().lazy(), 2022, CUT)
    assert held.whole
    assert_allclose(held.exports, made.values(2022).sum(axis=1)[sorted_order()][:, code_order()])


def sorted_order() -> list[int]:
    return [made.COUNTRIES.index(code) for code in sorted(made.COUNTRIES)]


def code_order() -> list[int]:
    return [made.CODES.index(code) for code in sorted(made.CODES)]
