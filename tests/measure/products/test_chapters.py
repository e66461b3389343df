"""Trade by section of the HS is the sum of a file's chapters, and what the file does not tell is said."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from karvon.measure.flows.schema import conform
from karvon.measure.products.chapters import by_chapter, section_of
from karvon.model.products import SectionYear

PAIR = ("LAO", "NPL")
COLUMNS = ["reporter", "flow", "partner", "year", "code", "value"]
Row = tuple[str, str, str, int, str, float]


def told(*rows: Row, classification: str = "HS2017", dataset: str = "own.csv") -> pl.LazyFrame:
    """Return flows of goods as one file tells them."""
    given = {"classification": classification, "coverage": "goods", "dataset": dataset, "row": 2}
    frame = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    return conform(frame.with_columns(**{name: pl.lit(value) for name, value in given.items()})).lazy()


def sold(year: int, **codes: float) -> tuple[Row, ...]:
    """Return exports of Laos to Nepal: c010121=5 for a code, c=5 for the total."""
    return tuple(("LAO", "export", "NPL", year, code.removeprefix("c"), value) for code, value in codes.items())


def one(flows: pl.LazyFrame, until: int = 2030) -> SectionYear:
    """Return the last flow that is told."""
    return by_chapter(flows, PAIR, until)[-1]


def values(found: SectionYear) -> dict[str, int]:
    return {part.section: int(part.value) for part in found.parts}


def test_every_chapter_of_the_hs_is_in_one_section() -> None:
    assert len(section_of()) == 96
    assert len(set(section_of().values())) == 21
    for chapter, section in {
        "05": "I",
        "15": "III",
        "27": "V",
        "38": "VI",
        "63": "XI",
        "83": "XV",
        "97": "XXI",
    }.items():
        assert section_of()[chapter] == section
    assert not {"77", "98", "99"} & section_of().keys()


def test_a_section_is_the_sum_of_its_chapters_at_whatever_level_they_are_told() -> None:
    mixed = one(told(*sold(2020, c01=4, c0101=3, c010121=2, c0201=5, c0202=1, c870323=6, c870324=4, c998877=1)))
    assert values(mixed) == {"I": 10, "XVII": 10, "": 1}
    assert mixed.chapters == ("01", "02", "87", "99")
    assert mixed.value == 21
    assert [part.share for part in mixed.parts] == [Decimal("0.47619"), Decimal("0.47619"), Decimal("0.047619")]


def test_each_reporter_flow_and_year_is_told_by_itself_and_nobody_else_is() -> None:
    flows = told(
        *sold(2020, c01=1),
        *sold(2021, c01=2),
        *sold(2031, c01=9),
        ("NPL", "import", "LAO", 2020, "01", 3),
        ("NPL", "export", "LAO", 2020, "01", 4),
        ("LAO", "export", "THA", 2020, "01", 9),
        ("THA", "import", "LAO", 2020, "01", 9),
    )
    found = by_chapter(flows, PAIR, 2030)
    assert [(each.reporter, each.flow, each.year, int(each.value)) for each in found] == [
        ("LAO", "export", 2020, 1),
        ("LAO", "export", 2021, 2),
        ("NPL", "export", 2020, 4),
        ("NPL", "import", 2020, 3),
    ]
    assert {each.partner for each in found if each.reporter == "NPL"} == {"LAO"}


def test_a_year_is_whole_when_its_sections_come_to_the_total_of_the_file() -> None:
    assert one(told(*sold(2020, c01=90, c87=10, c=100))).reach == "whole"
    partly = one(told(*sold(2020, c01=60, c87=10, c=100)))
    assert (partly.reach, partly.total) == ("part", Decimal(100))
    assert set(partly.missing) == section_of().keys() - {"01", "87"}


def test_without_a_total_the_chapters_of_the_reporters_year_tell_whether_it_is_whole() -> None:
    assert one(told(*sold(2020, c01=1))).reach == "unknown"
    assert one(told(*sold(2020, **{f"c{chapter}": 1 for chapter in section_of()}))).reach == "whole"
    elsewhere = tuple(("LAO", "export", "THA", 2020, chapter, 1.0) for chapter in list(section_of())[:90])
    assert one(told(*sold(2020, c01=1), *elsewhere)).reach == "whole"
    assert one(told(*sold(2020, c01=1), *elsewhere[:88])).reach == "unknown"


def test_change_is_told_only_between_years_that_hold_the_same_chapters() -> None:
    found = by_chapter(told(*sold(2020, c01=4, c25=2), *sold(2021, c01=5, c25=3, c27=9)), PAIR, 2030)
    assert [part.change for part in found[0].parts] == [None, None]
    assert {part.section: part.change for part in found[1].parts} == {"I": Decimal("0.25"), "V": None}
    assert found[1].change is None
    whole = by_chapter(told(*sold(2020, c01=4, c=4), *sold(2021, c01=5, c27=5, c=10)), PAIR, 2030)
    assert whole[1].change == Decimal("1.5")
    assert {part.section: part.change for part in whole[1].parts} == {"I": Decimal("0.25"), "V": None}
    assert by_chapter(told(*sold(2019, c01=4), *sold(2021, c01=5)), PAIR, 2030)[1].change is None


def test_revisions_are_left_as_they_are_and_each_year_counts_once() -> None:
    older = told(*sold(2020, c01=1), *sold(2021, c01=2), classification="HS2012", dataset="a.csv")
    newer = told(*sold(2021, c01=3), classification="HS2022", dataset="a.csv")
    later = told(*sold(2021, c01=4), classification="HS2022", dataset="b.csv")
    found = by_chapter(pl.concat([older, newer, later]), PAIR, 2030)
    assert [(each.year, each.classification, each.dataset, int(each.value)) for each in found] == [
        (2020, "HS2012", "a.csv", 1),
        (2021, "HS2022", "b.csv", 4),
    ]
    assert found[1].change == 3


def test_an_estimate_made_of_both_sides_stands_in_only_where_no_office_tells_the_flow() -> None:
    baci = told(*sold(2020, c01=7), *sold(2021, c01=9), classification="HS2022", dataset="baci.zip")
    found = by_chapter(pl.concat([told(*sold(2020, c01=1)), baci]), PAIR, 2030, {"baci.zip"})
    assert [(each.dataset, each.reconciled, each.change) for each in found] == [
        ("own.csv", False, None),
        ("baci.zip", True, None),
    ]


@pytest.mark.parametrize("column", ["month", "region"])
def test_months_and_regions_are_no_years_of_a_country(column: str) -> None:
    flows = told(*sold(2020, c01=1)).with_columns(pl.lit(5 if column == "month" else "10").alias(column))
    assert by_chapter(flows, PAIR, 2030) == ()


def test_other_classifications_make_no_sections_of_the_hs() -> None:
    assert by_chapter(told(*sold(2020, c01=1), classification="SITC3"), PAIR, 2030) == ()
