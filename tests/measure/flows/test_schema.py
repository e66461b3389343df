"""The table of flows has the same columns wherever it comes from."""

from __future__ import annotations

import polars as pl

from karvon.measure.flows import SCHEMA, at_level, conform, empty, totals


def made() -> pl.DataFrame:
    """Return three flows of one pair: the total, a chapter and a heading of that chapter."""
    return conform(
        pl.DataFrame(
            {
                "reporter": ["KAZ"] * 3,
                "partner": ["UZB"] * 3,
                "flow": ["export"] * 3,
                "year": [2023] * 3,
                "classification": ["total", "HS2022", "HS2022"],
                "code": ["", "10", "1001"],
                "value": [5.0, 3.0, 2.0],
                "coverage": ["goods"] * 3,
                "dataset": ["made.csv"] * 3,
                "row": [2, 3, 4],
            }
        )
    )


def test_every_table_of_flows_has_the_columns_of_the_schema() -> None:
    assert made().schema == SCHEMA == empty().schema


def test_what_a_file_does_not_say_has_its_default_or_nothing() -> None:
    first = made().row(0, named=True)
    assert (first["month"], first["region"], first["imputed"]) == (0, "", False)
    assert first["weight"] is None


def test_levels_of_a_classification_are_never_mixed() -> None:
    assert at_level(made(), "HS2022", 2)["value"].to_list() == [3.0]
    assert at_level(made(), "HS2022", 4)["value"].to_list() == [2.0]
    assert totals(made())["value"].to_list() == [5.0]
