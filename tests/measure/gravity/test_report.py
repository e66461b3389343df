"""A file of flows gives its equation and its gaps; bad rows and missing columns are findings, the good rows count."""

from __future__ import annotations

import math
import re
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from karvon.case import new
from karvon.cli import main
from karvon.measure import gravity
from karvon.measure.gravity import Asked, GravityError, estimate, from_frame, gravity_report
from karvon.measure.gravity.panel import BECAUSE
from karvon.model.document import Finding
from karvon.say.findings import finding
from karvon.say.phrases import phrases

NAMES = ("KAZ", "UZB", "CHN", "RUS", "KGZ", "TJK", "IND", "DEU", "FRA", "ITA", "ESP", "POL")
LAND = {("KAZ", "UZB"), ("KAZ", "CHN"), ("KAZ", "RUS"), ("KAZ", "KGZ"), ("UZB", "KGZ"), ("UZB", "TJK")}


def panel(years: tuple[int, ...] = (2018, 2019, 2020)) -> pl.DataFrame:
    """Return made-up flows of 12 countries: trade falls with distance, rises over a border, and KAZ-UZB lies below."""
    rows = []
    for year in years:
        for i, one in enumerate(NAMES):
            for j, other in enumerate(NAMES):
                if i == j:
                    continue
                distance = 500 + 700 * abs(i - j)
                touching = (one, other) in LAND or (other, one) in LAND
                noise = math.sin(7.0 * i * i + 3 * j + 11 * i * j + year)
                level = 20 + i % 5 - j % 4 - math.log(distance) + 0.5 * touching + 0.2 * noise
                low = {"KAZ", "UZB"} == {one, other}
                rows.append((year, one, other, round(math.exp(level - low), 3), distance))
    return pl.DataFrame(rows, schema=["year", "exporter", "importer", "trade", "distance"], orient="row")


def asked(tmp_path: Path, rows: pl.DataFrame, lang: str, *options: str) -> tuple[int, str]:
    path = tmp_path / "panel.csv"
    rows.write_csv(path)
    answer = CliRunner().invoke(main, ["gravity", str(path), "--lang", lang, *options])
    return answer.exit_code, answer.output.replace("\xa0", " ")


def test_border_of_the_map_joins_only_where_a_file_tells_of_none(tmp_path: Path) -> None:
    touching = pl.concat_str("exporter", "importer").is_in([one + other for one, other in LAND])
    _, told = asked(tmp_path, panel().with_columns(contig=touching.cast(pl.Int8)), "en")
    _, silent = asked(tmp_path, panel(), "en")
    assert re.search(r"^contig ", told, re.MULTILINE)
    assert not re.search(r"^border ", told, re.MULTILINE)
    assert re.search(r"^border ", silent, re.MULTILINE)


def test_the_file_gives_what_the_panel_gives(tmp_path: Path) -> None:
    panel().write_parquet(tmp_path / "panel.parquet")
    report = gravity_report(tmp_path / "panel.parquet", Asked(pairs=(("KAZ", "UZB"),)))
    named = panel().with_columns(pl.col("distance").log().alias("log(distance)"))
    own = estimate(from_frame(named, ["log(distance)"])).result.coefficients[0]
    alone = gravity_report(tmp_path / "panel.parquet", Asked(regressors=("log(distance)",)))
    assert alone.gravity is not None
    assert alone.gravity.coefficients[0].value == pytest.approx(own.value, abs=1e-12)
    assert report.regressors == ("log(distance)", "border")
    assert (report.rows, report.used, report.findings) == (396, 396, ())
    assert [one.verdict for one in report.pairs] == ["below"]
    assert report.pairs[0].years == (2020,)
    assert ("KAZ", "UZB") in [one.flows[0] for one in report.gaps]
    assert [one.gap for one in report.gaps] == sorted((one.gap for one in report.gaps), reverse=True)


@pytest.mark.parametrize(
    ("lang", "said"), [("en", ("Coefficient", "below", "Lower")), ("ru", ("Коэффициент", "ниже", "Ниже лежат"))]
)
def test_the_command_answers_in_both_languages(tmp_path: Path, lang: str, said: tuple[str, ...]) -> None:
    code, output = asked(tmp_path, panel(), lang, "--pair", "KAZ-UZB", "--years", "2018-2020", "--top", "3")
    assert code == 0
    assert all(word in output for word in (*said, "log(distance)", "KAZ–UZB", "2018–2020"))
    assert ("," in output.split("log(distance)")[1].split("\n")[0]) == (lang == "ru")


def test_bad_rows_are_told_by_their_number_and_the_others_count(tmp_path: Path) -> None:
    rows = panel().with_columns(pl.col("trade").cast(pl.String), pl.col("year").cast(pl.String))
    bad = pl.DataFrame(
        [
            ("2020", "KAZ", "UZB", "5.0", 100),
            ("2020", "GEO", "UZB", "-4.5", 100),
            ("2020", "GEO", "KAZ", "many", 100),
            ("", "GEO", "RUS", "1.5", 100),
            ("2020", "GEO", "CHN", "2.5", 0),
        ],
        schema=rows.schema,
        orient="row",
    )
    code, output = asked(tmp_path, pl.concat([rows, bad]), "en")
    assert code == 0
    told = {398: "another row", 399: "below zero", 400: "no number", 401: "missing", 402: "logarithm of nought"}
    lines = output.splitlines()
    for row, words in told.items():
        assert any(f"row {row}" in line and words in line for line in lines), (row, output)
    assert "396 flows of 2018–2020" in output


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_what_cannot_be_estimated_is_a_finding(tmp_path: Path, lang: str) -> None:
    code, output = asked(tmp_path, panel().drop("trade"), lang)
    assert (code, "trade" in output) == (1, True)
    code, output = asked(tmp_path, panel(), lang, "--regressors", "log(miles)")
    assert (code, "log(miles)" in output) == (1, True)
    code, output = asked(tmp_path, panel().head(2), lang)
    assert code == 1
    (tmp_path / "empty.csv").write_text("")
    found = gravity_report(tmp_path / "empty.csv").findings
    assert found
    assert all(finding(one, lang) for one in found)


def test_russian_findings_hold_no_english_words(tmp_path: Path) -> None:
    code, output = asked(tmp_path, panel().head(2), "ru")
    assert (code, "наблюдений не осталось" in output) == (1, True)
    _, unknown = asked(tmp_path, panel(), "ru", "--pair", "KAZ-BRA", "--years", "2020")
    assert "о паре KAZ–BRA сказать нечего: в панели нет потока KAZ → BRA" in unknown
    _, years = asked(tmp_path, panel(), "ru", "--years", "1990-1991")
    assert "в панели нет годов 1990, 1991" in years
    for text in (output, unknown, years):
        assert not re.search(r"\b(the|panel has|no cell|year)\b", text)


def test_every_reason_to_refuse_has_its_words_and_no_other_has() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(gravity.__file__).parent.glob("*.py")]
    raised = {name for text in sources for name in re.findall(r"raise GravityError\(\s*\"(\w+)\"", text)}
    refused = {name for text in sources for name in re.findall(r"_refuse\(.*\"(row_\w+)\"", text)}
    known = {key for key in phrases("findings") if key.startswith(f"{BECAUSE}.")}
    assert {f"{BECAUSE}.{name}" for name in raised | refused} == known


def test_numbers_of_a_reason_are_written_as_the_language_writes_them() -> None:
    error = GravityError("no_convergence", steps=3, decimal_moved="0.5", decimal_missed="0.25")
    told = Finding("a.csv", "", "gravity.refused", "error", (("because", error.reason), *error.params))
    assert "за 3 шага" in finding(told, "ru")
    assert "0,5" in finding(told, "ru")
    assert "0.5" in finding(told, "en")
    assert str(error) in finding(told, "en")


def test_pair_effects_leave_no_potential_and_say_so(tmp_path: Path) -> None:
    rows = panel().with_columns(agreement=((pl.col("year") + pl.col("distance")) % 3 == 0).cast(pl.Int8))
    code, output = asked(tmp_path, rows, "en", "--effects", "directed")
    assert code == 0
    assert "no potential with pair effects" in output
    assert "agreement" in output


def test_an_unknown_pair_or_year_is_told(tmp_path: Path) -> None:
    code, output = asked(tmp_path, panel(), "en", "--pair", "KAZ-BRA", "--pair", "KAZ-UZB")
    assert (code, "KAZ–BRA" in output, "KAZ–UZB" in output) == (0, True, True)
    assert asked(tmp_path, panel(), "en", "--pair", "KAZUZB")[0] == 2
    assert "1990" in asked(tmp_path, panel(), "en", "--years", "1990")[1]
    for years in ("2020-2018", "last", "1-99999999999"):
        assert "--years" in asked(tmp_path, panel(), "en", "--years", years)[1]


def test_a_case_holds_its_own_pair_against_potential(tmp_path: Path) -> None:
    panel().write_csv(tmp_path / "panel.csv")
    case = new(tmp_path / "case", ("KAZ", "UZB"))
    (pair,) = case.gravity(tmp_path / "panel.csv", years=(2018, 2019)).pairs
    assert (pair.flows[0], pair.years, pair.verdict) == (("KAZ", "UZB"), (2018, 2019), "below")
