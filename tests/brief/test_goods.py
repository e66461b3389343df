"""Goods keep every promise of the brief: numbers lead somewhere, both languages say the same, nothing is invented."""

from __future__ import annotations

import io
from decimal import Decimal

import polars as pl
import pytest
from msgspec.structs import replace
from python_calamine import CalamineWorkbook
from tests.brief import test_html
from tests.measure.products import made

from karvon.brief import render_docx
from karvon.brief.exports.goods import render
from karvon.measure.goods import definitions
from karvon.measure.products.growth import Known, growth
from karvon.measure.united import united
from karvon.model.products import Goods, Growth, SectionPart, SectionTrade, SectionYear
from karvon.model.results import Results

PAIR = {"LAO": "KGZ", "NPL": "TJK"}
PARTS = {"points", "widening", "third", "margins", "definitions", "sources"}
KNOWN = Known(
    definitions=definitions,
    neighbours={"KGZ": ("CHN", "TJK"), "TJK": ("CHN", "KGZ")},
)


def goods(flows: pl.DataFrame) -> Growth:
    """Return what goods tell about the pair of the small case, in the made-up world."""
    one = united(flows.with_columns(pl.col("reporter", "partner").replace(PAIR)).lazy(), ("KGZ", "TJK"), 2030)
    found = growth(one.flows, ("KGZ", "TJK"), 2030, KNOWN._replace(links=one.links))
    assert found is not None
    return replace(found, findings=(*one.findings, *found.findings))


def in_two_revisions() -> pl.DataFrame:
    """Return the trade of two countries of which one still reports in HS 2012; its wood (440710) is three codes now."""
    older = pl.col("reporter") == "LAO"
    newer = pl.when(~older & (pl.col("code") == "440710")).then(pl.lit("440711")).otherwise("code")
    flows = made.flows(made.FEW).filter(~older | (pl.col("code") != "690721"))
    revision = pl.when(older).then(pl.lit("HS2012")).otherwise(pl.lit("HS2017")).alias("classification")
    return flows.with_columns(revision, newer.alias("code"))


@pytest.fixture(scope="module", params=["world", "pair", "revisions"])
def told(request: pytest.FixtureRequest) -> Growth:
    made_up = {"world": made.flows, "pair": lambda: made.flows(made.FEW), "revisions": in_two_revisions}
    return goods(made_up[request.param]())


def test_imputed_goods_are_marked_and_the_conversion_is_told(results: Results) -> None:
    held = replace(results, goods=Goods(growth=goods(in_two_revisions())))
    book = CalamineWorkbook.from_filelike(io.BytesIO(render(held, "en")))
    points = book.get_sheet_by_name("Growth points").to_python()
    assert points[0][-1] == "Imputed"
    assert {row[-1] for row in points[1:]} == {"", "imputed"}
    assert any("440711" in row and row[-1] == "imputed" for row in points)
    for lang, word in (
        ("en", "440711 (wood) · imputed"),
        ("ru", "440711 (древесина) · оценено"),
    ):
        text = " ".join(test_html.page(held, lang).text_content().split()).replace("\xa0", " ")
        assert word in text
        assert all(name in text for name in ("HS2012 (2021–2022)", "HS2017"))


@pytest.fixture
def with_goods(results: Results, told: Growth) -> Results:
    return replace(results, goods=Goods(growth=told))


PROMISES = (
    test_html.test_every_figure_leads_to_a_place_that_exists,
    test_html.test_every_link_inside_the_page_has_a_target_and_every_target_is_unique,
    test_html.test_no_number_stands_without_its_lineage,
    test_html.test_the_page_asks_nothing_of_the_network_and_fits_its_size,
    test_html.test_headings_landmarks_captions_and_languages_serve_every_reader,
)


@pytest.mark.parametrize("promise", PROMISES)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_goods_keep_the_promises_of_the_page(promise: object, with_goods: Results, lang: str) -> None:
    assert callable(promise)
    promise(with_goods, lang)


def test_goods_say_the_same_in_both_languages(with_goods: Results) -> None:
    test_html.test_both_languages_say_the_same(with_goods)
    test_html.test_the_same_run_gives_the_same_bytes(with_goods)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_section_has_its_parts_and_the_largest_good_with_its_arithmetic(with_goods: Results, lang: str) -> None:
    tree = test_html.page(with_goods, lang)
    named = [str(element.get("id")) for element in tree.iter() if element.get("id")]
    assert {name.removeprefix("growth-") for name in named if name.startswith("growth-")} == PARTS
    assert with_goods.growth is not None
    first = with_goods.growth.points[0]
    (annex,) = [element for element in tree.iter() if element.get("id") == "calculations"]
    told = next(row.text_content() for row in annex.iter("tr") if first.code in row.text_content())
    assert ("÷" in told) == with_goods.growth.whole


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_without_goods_there_is_no_section_and_the_gap_is_told(results: Results, lang: str) -> None:
    tree = test_html.page(results, lang)
    assert not [element for element in tree.iter() if str(element.get("id")).startswith("growth")]
    assert all(word in tree.text_content() for word in ("UN Comtrade", "BACI"))


def test_goods_stand_in_the_word_document(with_goods: Results) -> None:
    assert len(render_docx(with_goods, "en")) > len(render_docx(replace(with_goods, goods=Goods()), "en"))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_workbook_holds_every_good_with_its_money(with_goods: Results, lang: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(render(with_goods, lang)))
    assert len(book.sheet_names) == 7
    found = with_goods.growth
    assert found is not None
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    counts = [found.points, found.widening, found.substitution, found.changes, found.shares, found.rises]
    assert [len(rows) - 1 for rows in sheets[:6]] == list(map(len, counts))
    assert [row[4] for row in sheets[0][1:]] == [float(one.unrealised) for one in found.points]
    assert all(isinstance(row[2], str) and len(row[2]) == 6 for row in sheets[0][1:])
    assert all(all(str(cell).strip() for cell in rows[0]) for rows in sheets)
    said = dict((str(row[0]), str(row[1])) for row in sheets[6][1:])
    assert "made.csv" in said.values()


def test_the_workbook_is_the_same_for_the_same_goods_and_needs_goods(with_goods: Results) -> None:
    assert render(with_goods, "en") == render(with_goods, "en")
    with pytest.raises(ValueError, match="no flows by good"):
        render(replace(with_goods, goods=Goods()), "en")


def test_shares_of_the_workbook_are_percent(with_goods: Results) -> None:
    assert with_goods.growth is not None
    book = CalamineWorkbook.from_filelike(io.BytesIO(render(with_goods, "en")))
    rows = book.get_sheet_by_name("Definitions").to_python()[1:]
    expected = [one.share * 100 for one in with_goods.growth.shares if one.share is not None]
    assert [row[8] for row in rows if row[8] != ""] == [float(one) for one in expected]
    assert max(expected) <= Decimal(100)


def test_sections_stand_in_the_brief_with_their_last_year(results: Results) -> None:
    cells = [(1995, "0", 5), (2015, "0", 7), (2015, "3", 2)]
    told = tuple(
        SectionTrade(
            classification="SITC3",
            exporter="KGZ",
            importer="TJK",
            year=year,
            section=section,
            value=Decimal(value) * 10**6,
            datasets=("sections.csv",),
        )
        for year, section, value in cells
    )
    held = replace(results, goods=Goods(sections=told))
    for lang in ("ru", "en"):
        for promise in PROMISES:
            promise(held, lang)
    text = test_html.page(held, "en").text_content()
    assert "The last full table is for 2015" in " ".join(text.split())
    assert "Food and live animals" in text
    assert text.count("The case has no trade by goods") == 1


def year_of_chapters(year: int, last: int, **said: object) -> SectionYear:
    """Return what Kyrgyzstan reports selling in a year: live animals, machines and what is in no section."""
    parts = (
        SectionPart("I", Decimal(7_000_000), Decimal("0.7"), Decimal("0.4") if year == last else None),
        SectionPart("XVI", Decimal(2_000_000), Decimal("0.2"), Decimal("-0.25") if year == last else None),
        SectionPart("", Decimal(1_000_000), Decimal("0.1")),
    )
    known: dict[str, object] = {
        "reporter": "KGZ",
        "partner": "TJK",
        "flow": "export",
        "year": year,
        "classification": "HS2017",
        "coverage": "goods",
        "dataset": "own.csv",
        "value": Decimal(10_000_000),
        "chapters": ("01", "84", "99"),
        "missing": ("02", "03", "97"),
        "reach": "whole",
        "parts": parts,
    }
    return SectionYear(**(known | said))  # type: ignore[arg-type]


@pytest.fixture
def by_chapter(results: Results, told: Growth) -> Results:
    partly = year_of_chapters(2019, 2022, reach="part", total=Decimal(20_000_000))
    bare = year_of_chapters(2022, 2022, reporter="TJK", partner="KGZ", flow="import", reach="unknown")
    whole = tuple(year_of_chapters(year, 2022) for year in (2017, 2018, 2020, 2021, 2022))
    estimate = year_of_chapters(2022, 2022, reporter="TJK", partner="KGZ", reconciled=True, dataset="baci.zip")
    return replace(results, goods=Goods(growth=told, by_chapter=(*whole[:2], partly, *whole[2:], bare, estimate)))


@pytest.mark.parametrize("promise", PROMISES)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_sections_of_the_hs_keep_the_promises_of_the_page(promise: object, by_chapter: Results, lang: str) -> None:
    assert callable(promise)
    promise(by_chapter, lang)


def test_sections_of_the_hs_say_the_same_in_both_languages(by_chapter: Results) -> None:
    test_html.test_both_languages_say_the_same(by_chapter)
    test_html.test_the_same_run_gives_the_same_bytes(by_chapter)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            (
                "By section of goods", "Live animals and animal products", "In no section (chapters 98 and 99)",
                "2018–2022: own.csv, HS2017, covering goods.", "the sections come to 50.0% of the total",
                "chapters 02–03, 97 are missing", "the file has 3 chapters of the HS and no total", "+40.0%", "-25.0%",
                "Kyrgyzstan’s figures", "one estimate made of both sides’ figures", "The last 5 years are shown",
            ),
        ),
        (
            "ru",
            (
                "По разделам товаров", "Живые животные", "Вне разделов (группы 98 и 99)",
                "2018–2022: own.csv, HS2017, охват — товары.", "сумма разделов — 50,0 % итога", "нет групп 02–03, 97",
                "в файле 3 группы ГС и нет итога", "+40,0 %", "-25,0 %", "согласованная оценка",
                "Показаны последние 5 лет",
            ),
        ),
    ],
)  # fmt: skip
def test_sections_of_the_hs_tell_share_change_source_and_what_is_missing(
    by_chapter: Results, lang: str, said: tuple[str, ...]
) -> None:
    text = " ".join(test_html.page(by_chapter, lang).text_content().split()).replace("\xa0", " ").replace("−", "-")
    assert [words for words in said if words not in text] == []
    assert "2017" not in text.split("own.csv")[0][-20:]


def test_the_workbook_holds_every_year_of_every_section(by_chapter: Results) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(render(by_chapter, "en")))
    head, *rows = book.get_sheet_by_name("Sections of the HS").to_python()
    assert len(rows) == sum(len(one.parts) for one in by_chapter.goods.by_chapter)
    assert rows[0][:10] == [
        "Kyrgyzstan", "Tajikistan", "exports", 2017, "I", "Live animals and animal products", 7_000_000, 70, "", 3,
    ]  # fmt: skip
    last = {str(name): next(row[place] for row in rows if row[3] == 2019) for place, name in enumerate(head)}
    assert (last["All chapters"], last["Chapters missing"]) == ("not all", "02, 03, 97")
    assert {row[-1] for row in rows} == {"own.csv", "baci.zip"}
