"""The table of flows becomes rows of a panel: exports as reported, zeros where nothing was, borders from the map."""

from __future__ import annotations

import math

import polars as pl
import pytest

from karvon.measure.flows import conform
from karvon.measure.gravity import GravityError, estimate, from_frame, panel_rows

FLOWS = conform(
    pl.DataFrame(
        [
            ("KAZ", "UZB", "export", 2019, 100.0),
            ("KAZ", "WLD", "export", 2019, 900.0),
            ("KAZ", "UZB", "import", 2019, 80.0),
            ("UZB", "KAZ", "export", 2019, 70.0),
            ("UZB", "DEU", "export", 2020, 7.0),
        ],
        schema=["reporter", "partner", "flow", "year", "value"],
        orient="row",
    ).with_columns(coverage=pl.lit("goods"), dataset=pl.lit("made_up.csv"), classification=pl.lit("total"))
)
PLACES = {"DEU": 0, "KAZ": 4000, "UZB": 4500}
DISTANCES = pl.DataFrame(
    [(one, other, abs(PLACES[one] - PLACES[other])) for one in PLACES for other in PLACES if one != other],
    schema=["exporter", "importer", "distance"],
    orient="row",
)


def test_exports_are_as_reported_and_what_an_exporter_does_not_list_is_zero() -> None:
    rows = panel_rows(FLOWS, DISTANCES)
    assert rows.select("year", "exporter", "importer", "trade").rows() == [
        (2019, "KAZ", "DEU", 0.0),
        (2019, "KAZ", "UZB", 100.0),
        (2019, "UZB", "DEU", 0.0),
        (2019, "UZB", "KAZ", 70.0),
        (2020, "UZB", "DEU", 7.0),
        (2020, "UZB", "KAZ", 0.0),
    ]


def test_distance_is_in_logs_and_borders_are_those_on_land() -> None:
    rows = panel_rows(FLOWS.lazy(), DISTANCES).filter(pl.col("year") == 2019)
    assert rows["border"].to_list() == [0, 1, 0, 1]
    assert rows["log_distance"].to_list() == pytest.approx([math.log(km) for km in (4000, 500, 4500, 500)])


def test_goods_are_summed_and_a_pair_without_a_distance_has_no_row() -> None:
    goods = pl.concat([FLOWS.with_columns(code=pl.lit(code)) for code in ("010121", "010129")])
    known = DISTANCES.filter(pl.col("importer") != "DEU")
    assert panel_rows(goods, known)["trade"].to_list() == [200.0, 140.0, 0.0]


def test_coverages_are_not_mixed() -> None:
    services = FLOWS.with_columns(coverage=pl.lit("goods_services"), year=pl.col("year") + 5)
    with pytest.raises(GravityError, match="goods, goods_services"):
        panel_rows(pl.concat([FLOWS, services]), DISTANCES)


def test_flow_of_two_files_is_not_summed() -> None:
    with pytest.raises(GravityError, match=r"KAZ to UZB in 2019 stands in several files \(made_up.csv, other.csv\)"):
        panel_rows(pl.concat([FLOWS, FLOWS.with_columns(dataset=pl.lit("other.csv"))]), DISTANCES)


def test_rows_make_a_panel_that_can_be_estimated() -> None:
    names = [f"X{place:02}" for place in range(12)]
    pairs = [(i, j, year) for i in range(12) for j in range(12) for year in (2019, 2020) if i != j]
    flows = conform(
        pl.DataFrame(
            {
                "reporter": [names[i] for i, _, _ in pairs],
                "partner": [names[j] for _, j, _ in pairs],
                "flow": "export",
                "year": [year for _, _, year in pairs],
                "value": [1e6 * (1 + i) * (2 + j) / (1 + abs(i - j)) for i, j, _ in pairs],
                "coverage": "goods",
                "dataset": "made_up.csv",
            }
        )
    )
    far = pl.DataFrame(
        {
            "exporter": [names[i] for i, _, _ in pairs],
            "importer": [names[j] for _, j, _ in pairs],
            "distance": [100 * (1 + abs(i - j)) for i, j, _ in pairs],
        }
    ).unique()
    (distance,) = estimate(from_frame(panel_rows(flows, far), ["log_distance"])).result.coefficients
    assert distance.value == pytest.approx(-1, abs=1e-9)
