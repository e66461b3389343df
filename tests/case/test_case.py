"""A case is made from two country codes, takes documents and tables in, and gives its results as frames."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from tests.store.conftest import portfolio, stamp

import karvon
from karvon import case as cases
from karvon.case import Case, CaseError
from karvon.say.findings import finding
from karvon.store.countries import alpha3, alpha3_codes


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return cases.new(tmp_path / "pair", ("KGZ", "TJK"), as_of=dt.date(2026, 3, 31))


def problem(path: Path, countries: tuple[str, str]) -> str:
    with pytest.raises(CaseError) as caught:
        cases.new(path, countries)
    assert finding(caught.value.finding, "ru") != str(caught.value)
    return caught.value.finding.code


@pytest.mark.parametrize("codes", [("KGZ", "TJK"), ("kg", "tj"), (" KGZ ", "TJ")])
def test_a_new_case_is_named_in_both_languages(tmp_path: Path, codes: tuple[str, str]) -> None:
    info = cases.new(tmp_path / "pair", codes).info
    assert (info.name, info.countries) == ("pair", ("KGZ", "TJK"))
    assert (info.title_ru, info.title_en) == ("Кыргызстан и Таджикистан", "Kyrgyzstan and Tajikistan")
    assert info.as_of == info.collected == dt.date.today()


def test_any_two_countries_make_a_case(tmp_path: Path) -> None:
    codes = sorted(alpha3_codes())
    assert len(codes) > 240
    for left, right in zip(codes[::9], codes[1::9], strict=False):
        made = cases.new(tmp_path / left, (left, right))
        assert karvon.open(made.folder) == made
        assert left not in made.info.title_en


def test_both_codes_of_a_country_mean_the_same() -> None:
    for code, short in {"KAZ": "KZ", "UZB": "UZ", "DEU": "DE", "MMR": "MM", "COD": "CD", "YEM": "YE"}.items():
        assert alpha3(short) == alpha3(code) == code
    assert alpha3("DDR") is alpha3("XYZ") is alpha3("") is None


def test_a_title_with_quotes_survives_the_file(tmp_path: Path) -> None:
    name = 'a "quoted" \\ name\nof two lines \x7f'
    made = cases.new(tmp_path / "pair", ("CIV", "CUW"), name=name)
    assert karvon.open(made.folder).info.name == name


def test_a_bad_pair_is_refused_and_nothing_made(tmp_path: Path) -> None:
    assert problem(tmp_path / "pair", ("KGZ", "Tajikistan")) == "case.country"
    assert problem(tmp_path / "pair", ("KGZ", "KG")) == "case.same_country"
    assert not (tmp_path / "pair").exists()


@pytest.mark.parametrize("there", ["case.toml", "documents", "tables", "karvon.db"])
def test_a_new_case_overwrites_nothing(tmp_path: Path, there: str) -> None:
    (tmp_path / there).mkdir()
    assert problem(tmp_path, ("KGZ", "TJK")) == "case.exists"
    assert [path.name for path in tmp_path.iterdir()] == [there]


def test_a_case_can_be_made_beside_other_files(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("mine")
    cases.new(tmp_path, ("KGZ", "TJK"))
    assert (tmp_path / "readme.txt").read_text() == "mine"


def test_tables_go_in_and_out_of_a_case(case: Case, tmp_path: Path) -> None:
    table = case.folder / "tables" / "portfolios.csv"
    table.write_text(",".join(portfolio()) + "\n" + ",".join(portfolio().values()) + "\n")
    when = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    first = case.load(who="aigul", why="first entry", when=when)
    assert (first.added, first.findings) == ({"portfolios": 1}, ())
    case.dump(tmp_path / "out")
    assert (tmp_path / "out" / "portfolios.csv").read_bytes() == table.read_bytes()
    case.dump(tmp_path / "out", "history")
    line = (tmp_path / "out" / "portfolios.csv").read_text().splitlines()[1]
    assert line.endswith("1,2025-01-01T00:00:00.000000Z,aigul,first entry,no")
    assert case.dump(tmp_path / "book.xlsx") == ()
    assert case.load([str(tmp_path / "book.xlsx")]).added["portfolios"] == 0


def test_what_is_recorded_bears_the_login_and_the_time(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "bek")
    (case.folder / "tables" / "portfolios.csv").write_text(",".join(portfolio()) + "\na,а,a,x,y\n")
    before = dt.datetime.now(dt.UTC)
    case.load()
    with case.registry() as registry:
        (revision,) = registry.history("portfolios")
    assert revision.recorded_by == "bek"
    assert before <= dt.datetime.fromisoformat(revision.recorded_at) <= dt.datetime.now(dt.UTC)


def test_a_table_is_a_frame_with_numbers_as_numbers(case: Case) -> None:
    value = {"id": "v", "indicator": "export", "value": "2.60", "scale": "billion", "unit": "USD", "bound": "eq"}
    value |= {"change": "level", "status": "actual", "period_type": "period", "period_start": "2024-08"}
    value |= {"origin": "press", "source_url": "https://a.example"}
    with case.registry() as registry:
        registry.append("indicator_values", [value], **stamp())
    frame = case.table("indicator_values")
    assert frame.schema["value"] == pl.Float64
    expected = {"id": "v", "value": 2.6, "period_start": "2024-08", "revision": 1}
    assert frame.row(0, named=True).items() >= expected.items()
    assert case.table("claims").schema["start"] == pl.Int64
    assert case.table("claims").height == 0


def test_opening_costs_no_heavy_library() -> None:
    heavy = ("sqlalchemy", "polars", "babel", "karvon.case")
    program = f"import sys, karvon; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_gives_open_and_nothing_it_has_not() -> None:
    assert karvon.open is cases.open
    with pytest.raises(AttributeError, match="no attribute 'close'"):
        getattr(karvon, "close")  # noqa: B009
