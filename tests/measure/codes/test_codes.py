"""Codes of trade statistics are those of their publishers, small enough to be carried along, and add up."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.project.scripts import loaded

from karvon.measure.codes import (
    DEFINITIONS,
    NATIONAL,
    REVISIONS,
    area,
    bec4,
    convert,
    magnitudes,
    neighbours,
    non_commodity,
    sitc3,
)
from karvon.measure.codes.areas import disguised
from karvon.measure.codes.packed import pack, unpack
from karvon.measure.codes.revisions import codes, divided, strangers, table
from karvon.measure.flows import conform
from karvon.store.countries import is_country

SHARED = Path(__file__).parents[4] / "shared" / "data"
DATA = Path(__file__).parents[3] / "src" / "karvon" / "measure" / "codes" / "data"


def flows(*goods: tuple[str, str, float]) -> pl.DataFrame:
    """Return flows of one pair and year: (classification, code, value)."""
    names, own, values = zip(*goods, strict=True)
    frame = pl.DataFrame({"classification": names, "code": own, "value": values, "row": range(2, len(goods) + 2)})
    said = {"reporter": "KAZ", "partner": "UZB", "flow": "export", "coverage": "goods", "dataset": "made.csv"}
    return conform(frame.with_columns(year=pl.lit(2022), **{name: pl.lit(text) for name, text in said.items()}))


@settings(deadline=None)
@given(st.lists(st.text("0123456789", min_size=1, max_size=6)))
def test_packed_codes_come_back_as_they_were(codes: list[str]) -> None:
    assert list(unpack(pack(codes))) == codes


def test_tables_of_codes_take_less_than_300_kilobytes() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 300_000


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        *[("398", "KAZ", "now"), ("KZ", "KAZ", "now"), ("Казахстан", "KAZ", "now"), ("008", "ALB", "now")],
        *[("842", "USA", "now"), ("757", "CHE", "now"), ("492", "MCO", "now"), ("642", "ROU", "now")],
        *[("688", "SRB", "now"), ("499", "MNE", "now"), ("180", "COD", "now"), ("810", "SUN", "former")],
        *[("490", "S19", "nes"), ("0", "WLD", "world"), ("W00", "WLD", "world"), ("Всего", "WLD", "world")],
        *[("Страны СНГ", "Страны СНГ", "group"), ("Иран, Исламская Республика", "IRN", "now")],
        *[("Атлантида", "Атлантида", "unknown"), ("КАZ", "KAZ", "now"), ("Чад", "TCD", "now")],
    ],
)
def test_area_is_known_by_every_code_and_name_in_use(text: str, code: str, kind: str) -> None:
    assert area(text) == (code, kind)


def test_only_codes_in_letters_of_another_alphabet_are_disguised() -> None:
    assert [disguised(text) for text in ("КАZ", "KAZ", "Чад", "Куба")] == [True, False, False, False]


@pytest.mark.parametrize(
    ("code", "to", "chosen", "how"),
    [
        ("100199", ("100199",), ("100199",), "exact"),
        ("100199", ("100190", "100199"), ("100199",), "number"),
        ("100199", ("100110", "100190", "110100"), ("100110", "100190"), "shared"),
        ("100199", ("100890", "110100"), ("100890",), "shared"),
        ("100199", ("110100", "120100"), ("110100", "120100"), "shared"),
    ],
)
def test_code_with_several_counterparts_is_divided_by_the_stated_rule(
    code: str, to: tuple[str, ...], chosen: tuple[str, ...], how: str
) -> None:
    assert divided(code, to) == (chosen, how)


@pytest.mark.parametrize(("source", "target"), [("HS2022", "HS1992"), ("HS1992", "HS2022"), ("HS2017", "HS2012")])
def test_conversion_loses_no_value_and_reaches_only_codes_of_its_revision(source: str, target: str) -> None:
    found = table(source, target)
    shares = found.group_by("code").agg(pl.col("share").sum())["share"]
    assert shares.is_between(1 - 1e-9, 1 + 1e-9).all()
    assert set(found["to"]) <= codes(target)
    assert codes(source) - set(found["code"]) <= {"999999"}


def test_converted_flows_keep_their_sum_and_say_what_was_shared() -> None:
    made = flows(
        ("HS2022", "100199", 5.0), ("HS2022", "851713", 3.0), ("HS2022", "851714", 4.0), ("HS2022", "123456", 1.0)
    )
    done = convert(made, "HS2017")
    assert done.flows.select("classification", "code", "value", "row").sort("code").rows() == [
        ("HS2017", "100199", 5.0, 2),
        ("HS2017", "851712", 7.0, 3),
    ]
    assert done.value == {"exact": 12.0}
    assert done.unknown == {"123456": 1.0}
    assert done.flows.schema == made.schema


def test_shared_value_is_marked_as_imputed() -> None:
    split = table("HS2022", "HS2017").filter(how="shared")["code"][0]
    done = convert(flows(("HS2022", split, 6.0)), "HS2017")
    assert done.flows["imputed"].all()
    assert done.flows["value"].sum() == pytest.approx(6.0)
    assert done.flows.height > 1


def test_totals_and_other_levels_are_never_converted_into_codes() -> None:
    assert convert(flows(("total", "", 9.0), ("HS2022", "10", 9.0)), "HS2017").flows.height == 0


@pytest.mark.parametrize("revision", REVISIONS)
def test_nearly_every_code_has_its_sitc_heading_and_bec_category(revision: str) -> None:
    for groups in (sitc3(revision), bec4(revision)):
        known = groups.group_by("code").agg(pl.col("share").sum())
        assert known.height > 0.99 * len(codes(revision))
        assert (known["share"] <= 1 + 1e-9).all()


@pytest.mark.parametrize(
    ("code", "unctad", "wto", "bec"),
    [
        ("270900", 0, 0, 0),  # crude oil
        ("100199", 0, 0, 0),  # wheat
        ("740311", 0, 0, 1),  # refined copper: non-ferrous metal
        ("710239", 0, 1, 1),  # diamonds, worked: SITC 667
        ("710812", 0, 0, 1),  # gold: SITC 971
        ("720711", 1, 1, 1),  # semi-finished iron
        ("870323", 1, 1, 1),  # cars
        ("220421", 0, 0, 1),  # wine
    ],
)
def test_definitions_of_non_commodity_goods_differ_where_they_should(
    code: str, unctad: int, wto: int, bec: int
) -> None:
    found = {one.name: non_commodity(one, "HS2017").filter(code=code)["share"].item() for one in DEFINITIONS}
    assert found == {"unctad": unctad, "wto": wto, "bec": bec}


def test_national_list_counts_exactly_what_it_names() -> None:
    shares = non_commodity(NATIONAL, "HS2017", ["1001", "870323"])
    assert shares.filter(pl.col("share") > 0)["code"].to_list() == sorted(
        code for code in codes("HS2017") if code.startswith("1001") or code == "870323"
    )


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("KAZ", {"CHN", "KGZ", "RUS", "TKM", "UZB"}),
        ("UZB", {"AFG", "KAZ", "KGZ", "TJK", "TKM"}),
        ("ROU", {"BGR", "HUN", "MDA", "SRB", "UKR"}),
        ("SRB", {"BGR", "BIH", "HRV", "HUN", "MKD", "MNE", "ROU", "XKK"}),
        ("MNE", {"ALB", "BIH", "HRV", "SRB", "XKK"}),
        ("ESP", {"AND", "FRA", "GIB", "MAR", "PRT"}),
        ("JPN", set()),
    ],
)
def test_neighbours_are_those_with_a_land_border(country: str, expected: set[str]) -> None:
    assert set(neighbours(country)) == expected


def test_borders_have_two_sides() -> None:
    everybody = {code for code in map(area, (str(number) for number in range(1, 900))) if code.kind == "now"}
    for one in everybody:
        for other in neighbours(one.code):
            assert is_country(other)
            assert one.code in neighbours(other)


def test_codes_of_another_revision_are_told_from_those_of_none() -> None:
    assert strangers(["100199", "123456", "851712", "990099", "10"], "HS2022") == ({"123456"}, {"851712"})
    assert strangers(["123456"], "CN2022") == (set(), set())


def test_usual_trade_is_known_for_pairs_and_the_world() -> None:
    usual = {(row[0], row[1]): row[2] for row in magnitudes().iter_rows()}
    assert 1e9 < usual["KAZ", "UZB"] < 2e9
    assert 4e10 < usual["KAZ", "WLD"] < 8e10


@pytest.mark.shared
def test_shipped_tables_are_those_that_the_script_makes_of_the_shared_files() -> None:
    folder = SHARED / "codes"
    if not folder.exists():
        pytest.skip(f"{folder} is not here")
    script = loaded("trade_codes")
    made = script.concordances(folder / script.CONCORDANCES) | script.bec(folder / "hs17_bec.csv")
    made |= script.magnitudes(SHARED / "trade" / "baci_totals_2000_2020.parquet")
    assert {name: text == (DATA / name).read_text(encoding="utf-8") for name, text in made.items()} == dict.fromkeys(
        made, True
    )


@pytest.mark.shared
def test_shared_country_codes_are_all_known() -> None:
    path = SHARED / "codes" / "country_codes.csv"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = {
        row["country_code"]: area(row["country_code"]) for row in rows if area(row["country_code"]).kind == "unknown"
    }
    assert not wrong
    iso = [(row["iso_3digit_alpha"], area(row["country_code"])) for row in rows if row["iso_3digit_alpha"] != "N/A"]
    assert {(told, known.code) for told, known in iso if told != known.code} == {("BEL", "BLX")}
