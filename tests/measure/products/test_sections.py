"""Trade by section is told as far as the files reach, and the bundled case holds the last full tables."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from karvon.case import fresh
from karvon.measure.flows.schema import conform
from karvon.measure.products.sections import sections
from karvon.model.products import SectionTrade

SHARED = Path(__file__).parents[4] / "shared/data/trade/unctad_sitc_sections_1995_2005_2015.parquet"


def told(*rows: tuple[str, str, str, int, str, float]) -> pl.LazyFrame:
    """Return flows by section: reporter, flow, partner, year, code, value."""
    frame = pl.DataFrame(rows, schema=["reporter", "flow", "partner", "year", "code", "value"], orient="row")
    given = {"classification": "SITC3", "coverage": "goods", "dataset": "s.csv", "row": 2}
    return conform(frame.with_columns(**{name: pl.lit(value) for name, value in given.items()})).lazy()


def test_sections_of_the_pair_are_told_by_year_and_nothing_else_is() -> None:
    flows = told(
        ("LAO", "export", "NPL", 2005, "0", 10.4),
        ("LAO", "export", "NPL", 2015, "0", 20),
        ("NPL", "import", "LAO", 2005, "7", 3),
        ("LAO", "export", "THA", 2005, "0", 99),
        ("LAO", "export", "NPL", 2005, "01", 99),
        ("LAO", "export", "NPL", 2005, "", 99),
    )
    found = sections(flows, ("LAO", "NPL"), 2010)
    assert [(one.exporter, one.year, one.section, one.value) for one in found] == [
        ("LAO", 2005, "0", Decimal(10)),
        ("LAO", 2005, "7", Decimal(3)),
    ]
    assert {one.datasets for one in found} == {("s.csv",)}
    assert len(sections(flows, ("LAO", "NPL"), 2020)) == 3


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> tuple[SectionTrade, ...]:
    """What the bundled case holds of its pair."""
    case = fresh("kz-uz", tmp_path_factory.mktemp("out") / "case")
    return sections(case.flows(), case.info.countries, case.info.as_of.year)


def test_the_bundled_case_ends_with_the_table_of_2015(bundled: tuple[SectionTrade, ...]) -> None:
    assert sorted({one.year for one in bundled}) == [1995, 2005, 2015]
    sums = {
        country: sum(one.value for one in bundled if one.exporter == country and one.year == 2015)
        for country in ("KAZ", "UZB")
    }
    assert {country: round(value / 10**6, 1) for country, value in sums.items()} == {
        "KAZ": Decimal("620.9"),
        "UZB": Decimal("1655.7"),
    }


@pytest.mark.shared
def test_every_cell_of_the_bundled_case_is_that_of_its_source(bundled: tuple[SectionTrade, ...]) -> None:
    if not SHARED.exists():
        pytest.skip(f"{SHARED.name} is not in ../shared/data/trade")
    table = pl.read_parquet(SHARED).filter(
        pl.col("exporter").is_in(["KAZ", "UZB"]) & pl.col("importer").is_in(["KAZ", "UZB"])
    )
    cells = {
        (row["exporter"], row["year"], row["sitc_section"]): round(row["value_kusd"] * 1000)
        for row in table.iter_rows(named=True)
    }
    found = {(one.exporter, one.year, one.section): int(one.value) for one in bundled}
    assert found == {key: value for key, value in cells.items() if key[2] != "T"}
    for exporter in ("KAZ", "UZB"):
        for year in (1995, 2005, 2015):
            summed = sum(value for key, value in found.items() if key[:2] == (exporter, year))
            assert (
                abs(summed - cells[exporter, year, "T"]) <= 3
            )  # dollars: ten sections, each to the thousandth of a thousand
