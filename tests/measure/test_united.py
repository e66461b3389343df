"""Goods told in several revisions of the HS are taken to one, count once, and what was divided says so.

Nuts (080290) are three codes in HS 2022; yogurt (040310) is 040320 there; of cabbages (070490) some became 070410.
"""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from tests.measure.flows.files import SHARED

from karvon.measure.codes.revisions import codes
from karvon.measure.flows import load
from karvon.measure.flows.schema import conform
from karvon.measure.products.goods import Cut, goods
from karvon.measure.products.growth import Known, growth
from karvon.measure.united import United, united
from karvon.model.loading import DataFile
from karvon.model.products import Change, Growth
from karvon.say.findings import finding

PAIR = ("KAZ", "UZB")
NUTS, YOGURT, CABBAGE, WHEAT = "080290", "040310", "070490", "100199"
SPLIT = ("080291", "080292", "080299")
Told = tuple[str, str, str, int, str, str, float]
OLD: list[Told] = [
    ("KAZ", "UZB", "export", 2021, "HS2017", YOGURT, 30),
    ("KAZ", "UZB", "export", 2021, "HS2017", CABBAGE, 50),
    ("KAZ", "UZB", "export", 2021, "HS2017", WHEAT, 100),
    ("UZB", "KAZ", "export", 2021, "HS2017", NUTS, 90),
]
NEW: list[Told] = [
    ("KAZ", "UZB", "export", 2022, "HS2022", "040320", 40),
    ("KAZ", "UZB", "export", 2022, "HS2022", "070410", 60),
    ("KAZ", "UZB", "export", 2022, "HS2022", WHEAT, 120),
    ("UZB", "KAZ", "export", 2022, "HS2022", "080292", 80),
    ("UZB", "KAZ", "export", 2022, "HS2022", "610910", 70),
]


def table(*told: Told, dataset: str = "a.csv") -> pl.DataFrame:
    names = ("reporter", "partner", "flow", "year", "classification", "code", "value")
    rows = pl.DataFrame(told, schema=names, orient="row").with_columns(pl.col("value").cast(pl.Float64))
    kept = rows.with_columns(coverage=pl.lit("goods"), dataset=pl.lit(dataset), weight=pl.col("value") / 2)
    return conform(kept.with_row_index("row", 2))


def one(*told: Told) -> United:
    return united(table(*told).lazy(), PAIR, 2030)


def grown(*told: Told) -> Growth:
    answer = one(*told)
    found = growth(answer.flows, PAIR, 2030, Known(links=answer.links))
    assert found is not None
    return found


def change(found: Growth, exporter: str) -> Change:
    return next(each for each in found.changes if each.exporter == exporter)


def test_all_years_are_told_in_the_revision_of_the_year_looked_at() -> None:
    found = grown(*OLD, *NEW)
    assert (found.classification, found.years) == ("HS2022", (2021, 2022))
    back = grown(*[(*told[:3], 2023 - told[3] + 2020, *told[4:]) for told in (*OLD, *NEW)])
    assert (back.classification, back.years) == ("HS2017", (2021, 2022))


def test_no_value_is_lost_or_counted_twice_on_the_way() -> None:
    taken = one(*OLD, *NEW).flows.collect()
    assert set(taken["classification"]) == {"HS2022"}
    by_year = dict(taken.group_by("year").agg(pl.col("value").sum()).iter_rows())
    assert by_year == {2021: pytest.approx(270), 2022: pytest.approx(370)}
    divided = taken.filter("divided")
    assert sorted(divided["code"]) == list(SPLIT)
    assert divided["value"].to_list() == [pytest.approx(30)] * 3


def test_a_flow_in_two_revisions_counts_once_and_as_it_was_told_in_the_one_looked_for() -> None:
    again = [
        ("KAZ", "UZB", "export", 2022, "HS2017", WHEAT, 119.0),
        ("KAZ", "UZB", "export", 2022, "HS2012", WHEAT, 118.0),
    ]
    earlier = ("KAZ", "UZB", "export", 2021, "HS2012", WHEAT, 99.0)
    answer = one(*OLD, *NEW, *again, earlier)
    wheat = answer.flows.filter(pl.col("code") == WHEAT).collect()
    assert dict(wheat.select("year", "value").iter_rows()) == {2021: 100, 2022: 120}
    (twice,) = [each for each in answer.findings if each.code == "growth.told_twice"]
    assert dict(twice.params)["count"] == "3"


def test_a_partner_told_in_an_older_revision_only_is_not_dropped() -> None:
    answer = one(*OLD, *NEW, ("KAZ", "CHN", "export", 2022, "HS2017", WHEAT, 7.0))
    china = answer.flows.filter(pl.col("partner") == "CHN").collect()
    assert (china["value"].to_list(), china["revision"].to_list()) == ([7], ["HS2017"])


def test_goods_in_one_revision_and_rows_of_other_levels_stay_as_they_are() -> None:
    assert one(*NEW).flows.collect().columns == table(*NEW).columns
    chapter = ("KAZ", "UZB", "export", 2021, "HS2017", "10", 100.0)
    kept = one(*OLD, *NEW, chapter).flows.filter(pl.col("code") == "10").collect()
    assert kept["classification"].to_list() == ["HS2017"]


def test_goods_under_another_code_are_neither_new_nor_lost() -> None:
    made = change(grown(*OLD, *NEW), "KAZ")
    assert (made.goods_entered, made.goods_left, made.goods_recoded) == (0, 0, 2)
    assert made.entered == made.left == Decimal(0)
    assert made.start + made.price + made.volume + made.unmeasured == made.end == Decimal(220)


def test_goods_that_no_code_of_the_other_year_holds_are_new() -> None:
    made = change(grown(*OLD, *NEW), "UZB")
    assert (made.goods_entered, made.entered) == (1, Decimal(70))
    assert made.goods_left == 0


def test_years_of_one_revision_are_compared_code_by_code() -> None:
    third = [(*told[:3], 2023, *told[4:]) for told in NEW if told[5] != "070410"]
    found = grown(*OLD, *NEW, *third, ("KAZ", "UZB", "export", 2023, "HS2022", CABBAGE, 5.0))
    made = next(each for each in found.changes if (each.exporter, each.first) == ("KAZ", 2022))
    assert (made.goods_entered, made.goods_left, made.goods_recoded) == (1, 1, 0)


def test_price_and_volume_of_divided_goods_are_not_told_apart() -> None:
    made = change(grown(*OLD, *NEW), "UZB")
    assert (made.price, made.volume, made.measured) == (Decimal(0), Decimal(0), Decimal(0))


def test_the_sides_codes_do_not_fill_each_other_where_their_revisions_differ() -> None:
    heard = ("UZB", "KAZ", "import", 2022, "HS2017", CABBAGE, 66.0)
    answer = one(*OLD, *NEW, heard)
    moved = goods(answer.flows.filter(pl.col("year") == 2022), Cut("HS2022"))
    flow = moved.filter((pl.col("exporter") == "KAZ") & (pl.col("importer") == "UZB"))
    assert flow["value"].sum() == 220
    alike = one(*OLD, *NEW, (*heard[:4], "HS2022", *heard[5:]))
    moved = goods(alike.flows.filter(pl.col("year") == 2022), Cut("HS2022"))
    assert moved.filter(pl.col("exporter") == "KAZ")["value"].sum() == 286


def test_a_good_sold_under_another_code_is_no_good_that_is_not_sold() -> None:
    both = [
        ("KAZ", "CHN", "export", 2022, "HS2022", CABBAGE, 500.0),
        ("UZB", "CHN", "import", 2022, "HS2017", CABBAGE, 400.0),
    ]
    found = grown(*OLD, *NEW, *both)
    assert [one.code for one in found.widening if one.exporter == "KAZ"] == []
    assert [one.code for one in found.substitution if one.exporter == "KAZ"] == [CABBAGE]


def test_points_that_rest_on_divided_values_are_marked() -> None:
    bought = [
        ("KAZ", "CHN", "import", 2022, "HS2017", NUTS, 300.0),
        ("KAZ", "CHN", "import", 2022, "HS2017", WHEAT, 9.0),
    ]
    sold = [("UZB", "CHN", "export", 2022, "HS2022", code, 500.0) for code in ("080291", WHEAT)]
    found = grown(*OLD, *NEW, *bought, *sold)
    marks = {one.code: one.imputed for one in found.points if one.exporter == "UZB"}
    assert marks == {"080291": True, WHEAT: False}
    assert [(one.code, one.imputed) for one in found.widening if one.exporter == "UZB"] == [(WHEAT, False)]
    assert [(one.code, one.imputed) for one in found.substitution if one.exporter == "UZB"] == [("080291", True)]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_what_was_done_is_told_with_what_was_divided(lang: str) -> None:
    odd = ("KAZ", "UZB", "export", 2021, "HS2017", "999998", 10.0)
    converted, lost = one(*OLD, *NEW, odd).findings
    assert dict(converted.params) == {
        "target": "HS2022",
        "sources": "HS2017 (2021)",
        "codes": "1",
        "percent_divided": "13.85",
        "kept": "1",
        "percent_kept": "7.69",
    }
    assert dict(lost.params)["count"] == "1"
    said = finding(converted, lang)
    assert "HS2022" in said
    assert ("13,85" in said) == (lang == "ru")


def test_codes_with_one_counterpart_each_leave_nothing_divided() -> None:
    plain = [one for one in OLD if one[5] in (YOGURT, WHEAT)]
    (said,) = one(*plain, *NEW).findings
    assert said.code == "growth.converted_whole"
    assert all(finding(said, lang) for lang in ("ru", "en"))


def test_the_same_codes_in_any_order_of_files_give_the_same_answer() -> None:
    mixed = pl.concat([table(*NEW, dataset="b.csv"), table(*OLD, dataset="a.csv")])
    names = ["reporter", "partner", "flow", "year", "code", "value", "divided", "revision"]
    answers = [united(rows.lazy(), PAIR, 2030).flows.select(names).collect() for rows in (mixed, table(*OLD, *NEW))]
    assert answers[0].sort(names).equals(answers[1].sort(names))


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data")
def test_real_rows_keep_their_value_in_another_revision() -> None:
    path = SHARED / "trade" / "comtrade_v1_sample.csv"
    six = load(path, DataFile(file=path.name, classification="HS2017")).flows.filter(
        (pl.col("code").str.len_chars() == 6) & (pl.col("month") == 0)
    )
    assert six["year"].n_unique() > 1
    last = pl.col("year") == pl.col("year").max()
    name = pl.when(last).then(pl.lit("HS2022")).otherwise(pl.col("classification")).alias("classification")
    mixed = six.filter(pl.col("code").is_in(sorted(codes("HS2017") & codes("HS2022")))).with_columns(name)
    answer = united(mixed.lazy(), PAIR, 2030)
    assert set(answer.flows.collect()["classification"]) == {"HS2022"}
    assert answer.flows.collect()["value"].sum() == pytest.approx(mixed["value"].sum())
