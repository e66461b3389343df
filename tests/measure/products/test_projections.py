"""Projections that a case holds move potential to a year ahead by the ITC's factors; nothing else does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from tests.measure.products import made
from tests.measure.products.downloads import comtrade

from karvon.case import new
from karvon.cli import main
from karvon.measure.flows import read_projections
from karvon.measure.products.growth import Known, growth
from karvon.measure.products.projections import horizon
from karvon.model.loading import DataFile, Projection
from karvon.model.products import Growth
from karvon.pipeline import loaded

PAIR = ("LAO", "NPL")


def projected(factor: float, market: float, *, others: float = 1.0) -> tuple[Projection, ...]:
    """Return output of every country in 2022 and 2030: the exporter's, the market's and all others' growth."""
    growths = dict.fromkeys(made.COUNTRIES, others) | {"LAO": factor, "NPL": market}
    return tuple(
        Projection(country, year, 100.0 * (by if year == 2030 else 1.0))
        for country, by in growths.items()
        for year in (2022, 2030)
    )


def grown(rows: tuple[Projection, ...], reporters: tuple[str, ...] = made.WHOLE) -> Growth:
    found = growth(made.flows(reporters).lazy(), PAIR, 2030, Known(projections=rows))
    assert found is not None
    return found


def test_the_same_growth_everywhere_moves_demand_only() -> None:
    now, later = grown(()), grown(projected(2.0, 2.0, others=2.0))
    assert (now.projected, later.projected) == (None, 2030)
    factors = {point.factor for point in later.points if point.exporter == "LAO"}
    assert {float(one) for one in factors} == {2.0}
    assert {float(point.factor) for point in now.points} == {1.0}


def test_an_exporter_that_outgrows_its_rivals_gains_less_where_it_is_large() -> None:
    found = [one for one in grown(projected(2.0, 1.0)).points if one.exporter == "LAO"]
    assert all(1.0 < float(one.factor) <= 2.0 for one in found)
    shares = sorted(found, key=lambda one: one.supply / one.world)
    assert float(shares[0].factor) > float(shares[-1].factor)


def test_projections_of_one_side_or_without_the_year_are_told_and_move_nothing() -> None:
    for rows in (
        tuple(one for one in projected(2.0, 2.0) if one.country != "NPL"),
        tuple(one for one in projected(2.0, 2.0) if one.year != 2022),
    ):
        found = grown(rows)
        assert found.projected is None
        assert "growth.projections_unused" in [one.code for one in found.findings]
        assert {float(point.factor) for point in found.points} == {1.0}
    assert grown(projected(2.0, 2.0), made.FEW).projected is None


def test_the_horizon_is_the_last_year_that_both_have() -> None:
    rows = (*projected(1.0, 1.0), Projection("LAO", 2035, 120.0))
    assert horizon(rows, PAIR, 2022) == 2030
    assert horizon(rows, PAIR, 2021) is None


def test_a_table_is_read_by_its_columns_and_bad_rows_are_told(tmp_path: Path) -> None:
    path = tmp_path / "weo.csv"
    path.write_text(
        "Страна;Год;ВВП\nKAZ;2022;100,5\nУзбекистан;2030;200,25\nKAZ;2030;-1\nKAZ;2022;7\nНигдения;2022;1\n"
    )
    described = DataFile(
        file="weo.csv",
        layout="projections",
        columns={"country": "Страна", "year": "Год", "gdp": "ВВП"},
    )
    found = read_projections(path, described)
    assert found.rows == (Projection("KAZ", 2022, 100.5), Projection("UZB", 2030, 200.25))
    codes = {one.code: one.place for one in found.findings}
    assert codes == {"trade.area_unknown": "6", "trade.projection_value": "4", "trade.projection_twice": "5"}
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    (bad,) = read_projections(tmp_path / "bad.csv", DataFile(file="bad.csv", layout="projections")).findings
    assert bad.code == "trade.columns_missing"


@pytest.mark.parametrize(("lang", "said"), [("en", "projected to 2030"), ("ru", "пересчитан на 2030")])
def test_a_case_with_projections_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    comtrade(Path("comtrade.csv"), {"LAO": "KAZ", "NPL": "UZB"})
    rows = [f"{country},{year},{100 + year - 2022}" for country in ("KAZ", "UZB") for year in (2022, 2030)]
    Path("weo.csv").write_text("country,year,gdp\n" + "\n".join(rows) + "\n")
    run = CliRunner().invoke
    run(main, ["new", "trade", "--countries", "KAZ", "UZB"])
    with Path("trade/case.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[data]]\nfile = "weo.csv"\nlayout = "projections"\n')
    added = run(main, ["add", "comtrade.csv", "weo.csv", "--case", "trade", "--lang", "en"])
    assert "2 trade files" in added.output
    answer = run(main, ["brief", "--case", "trade", "--lang", lang])
    assert answer.exit_code == 0, answer.output
    assert said in Path(f"trade/brief.{lang}.html").read_text(encoding="utf-8")


def test_projections_of_a_later_day_are_left_out_and_told(tmp_path: Path) -> None:
    table = tmp_path / "weo.csv"
    table.write_text("country,year,gdp\nKAZ,2022,100\nKAZ,2030,120\n", encoding="utf-8")
    case = new(tmp_path / "case", ("KAZ", "UZB"), as_of=dt.date(2024, 1, 1))
    (case.folder / "data").mkdir(exist_ok=True)
    table.replace(case.folder / "data" / "weo.csv")
    for published, codes in (("2025-04", ["trade.file_later"]), ("2023-04", [])):
        described = DataFile(file="weo.csv", layout="projections", published=published)
        loads = loaded(replace(case, described=(described,)))
        assert [one.code for one in loads.findings] == codes
        assert bool(loads.projections) == (not codes)
