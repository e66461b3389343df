"""The odds of a target in the brief: every view with its window, a pool with its ends, the record beside them."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec
import pytest
from lxml import html

from karvon.brief import odds, render_docx, render_html, summary
from karvon.brief.blocks import Items, Paragraph, Section, Table, words
from karvon.brief.lineage import lineage
from karvon.brief.words import Voice
from karvon.measure.odds import outlook
from karvon.model.odds import PanelOf
from karvon.model.results import Results
from karvon.model.values import Interval

BARE = re.compile(r"\d\s?%")


@pytest.fixture
def judged(results: Results) -> Results:
    """The small case with the odds of its open target."""
    return with_odds(results)


def with_odds(results: Results) -> Results:
    return msgspec.structs.replace(results, outlook=outlook(results.measures, results.ledger, results.case))


def section(results: Results, lang: str = "en") -> Section:
    return odds.section(Voice(results, lineage(results), lang))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


def tables(found: Section) -> list[Table]:
    return [block for part in (found, *found.parts) for block in part.blocks if isinstance(block, Table)]


def told(found: Section) -> str:
    return plain(" ".join(words(block.runs) for block in found.blocks if isinstance(block, Paragraph)))


def test_a_case_without_an_outlook_has_no_section_on_odds(results: Results) -> None:
    assert section(results).blocks == ()


def test_the_pooled_number_never_stands_without_its_ends(judged: Results) -> None:
    said = told(section(judged))
    assert re.search(r"\d+% \(\d+–\d+%\) counted from", said)
    assert "No view from a model of trade" in said


def test_every_view_names_its_window(judged: Results) -> None:
    views = tables(section(judged))[0]
    for row in views.rows[:-1]:
        assert re.fullmatch(r"\d{4}–\d{4}", plain(words(row.cells[1])))
    assert plain(words(views.rows[-1].cells[0])) == "Pooled"


def test_few_years_are_told_in_words(judged: Results) -> None:
    notes = [words(item) for block in section(judged).blocks if isinstance(block, Items) for item in block.items]
    assert any("no view by the series" in plain(note) for note in notes)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_number_on_odds_leads_somewhere(judged: Results, lang: str) -> None:
    tree: html.HtmlElement = html.document_fromstring(render_html(judged, lang))
    anchors = {element.get("id") for element in tree.iter() if element.get("id")}
    (part,) = tree.xpath("//section[@id='target-odds']")
    links = [link.get("href") or "" for link in part.iter("a")]
    assert len(links) > 40
    assert all(link.removeprefix("#") in anchors for link in links)
    for cell in part.xpath(".//td[not(.//a)]"):
        assert not BARE.search(cell.text_content()), html.tostring(cell)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_odds_are_in_the_summary_and_in_the_word_document(judged: Results, lang: str) -> None:
    assert odds.lead(Voice(judged, lineage(judged), lang), odds.grouped(Voice(judged, lineage(judged), lang))[0])
    said = summary(judged, lang).replace("\n", " ")
    assert ("Odds that trade turnover reaches" if lang == "en" else "Шансы на то, что товарооборот дойдёт") in said
    assert render_docx(judged, lang)


def test_a_base_known_only_from_below_gives_at_least_so_much(results: Results) -> None:
    need = results.measures.needs[0]
    value = need.base.value
    opened = msgspec.structs.replace(need, base=Interval(value, value, None))
    measures = msgspec.structs.replace(results.measures, needs=(opened,))
    assert "at least" in told(section(with_odds(msgspec.structs.replace(results, measures=measures))))


def test_a_level_reached_already_is_told_as_such(results: Results) -> None:
    need = results.measures.needs[0]
    value = Decimal(6_000_000_000)
    high = msgspec.structs.replace(need, base=Interval(value, value, value))
    measures = msgspec.structs.replace(results.measures, needs=(high,))
    assert "has been reached already" in told(section(with_odds(msgspec.structs.replace(results, measures=measures))))


def test_the_record_says_whether_the_rule_promised_too_much(judged: Results) -> None:
    part = next(one for one in section(judged).parts if one.id == "target-odds-record")
    said = plain(" ".join(words(block.runs) for block in part.blocks if isinstance(block, Paragraph)))
    assert "promised too much" in said
    assert "2011–2020" in said


def test_a_case_set_back_in_time_is_not_told_what_was_found_out_later(judged: Results) -> None:
    case = msgspec.structs.replace(judged.case, as_of=judged.case.as_of.replace(year=2020))
    early = section(msgspec.structs.replace(judged, case=case))
    assert "target-odds-record" not in [part.id for part in early.parts]


def test_conditions_name_the_part_that_grows_and_the_years_of_the_record(judged: Results) -> None:
    assert judged.outlook is not None
    (one,) = judged.outlook.odds
    (whole,) = one.conditions
    flow = msgspec.structs.replace(whole, kind="alone", years=(), of=9)
    group = msgspec.structs.replace(whole, kind="shares", part="agriculture", years=None)
    more = msgspec.structs.replace(one, conditions=(whole, flow, group))
    seen = msgspec.structs.replace(judged, outlook=msgspec.structs.replace(judged.outlook, odds=(more,)))
    part = next(each for each in section(seen).parts if each.id == "target-odds-conditions")
    rows = [[plain(words(cell)) for cell in row.cells] for row in tables(part)[0].rows]
    assert rows[0][1].startswith("all turnover, by Kyrgyzstan")
    assert rows[1][1::2] == ["trade turnover alone, the rest unchanged", "never, of 9"]
    assert rows[2][1::2] == ["agriculture, in step with the rest", "—"]


def test_assumed_prices_are_named_as_an_assumption(judged: Results) -> None:
    part = next(one for one in section(judged).parts if one.id == "target-odds-prices")
    refs = [run.calculation for row in tables(part)[0].head for run in row if run.calculation]
    assert refs
    assert "assumption" in words(refs[0].lines[0])
    own = msgspec.structs.replace(judged, case=msgspec.structs.replace(judged.case, inflation=(Decimal("0.04"),)))
    named = next(one for one in section(with_odds(own)).parts if one.id == "target-odds-prices")
    heads = [run.calculation for cell in tables(named)[0].head for run in cell if run.calculation]
    assert "case.toml" in words(heads[0].lines[0])


@pytest.mark.parametrize(("lang", "said"), [("en", "are from the files of the case"), ("ru", "взяты из файлов дела")])
def test_the_grounds_name_the_panel(results: Results, lang: str, said: str) -> None:
    panel = PanelOf(source="baci.zip", first=2004, last=2023, countries=101, pairs=5050, used=True)
    held = msgspec.structs.replace(
        results, outlook=outlook(results.measures, results.ledger, results.case, None, panel)
    )
    text = " ".join(
        words(one) for block in section(held, lang).blocks if isinstance(block, Items) for one in block.items
    )
    assert said in text
    assert "baci.zip" in text
    small = msgspec.structs.replace(panel, used=False)
    held = msgspec.structs.replace(
        results, outlook=outlook(results.measures, results.ledger, results.case, None, small)
    )
    text = " ".join(
        words(one) for block in section(held, lang).blocks if isinstance(block, Items) for one in block.items
    )
    assert said not in text
    assert "2004–2023" in text
