"""`karvon explain` shows a text with its claims and their rules; `karvon correct` records what a person corrects."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement
from tests.cli.test_commands import Karvon, karvon

TEXT = """Stan.kg, 12 марта 2024 года

Товарооборот Кыргызстана и Таджикистана в 2023 году превысил 320 млн долларов, сообщил министр экономики \
Бакыт Осмонов. «Мы намерены довести его до 1 млрд долларов к 2030 году», — сказал он.
Подписан меморандум о <сотрудничестве>.
"""
LANGUAGES = ("ru", "en")
__all__ = ["karvon"]  # the fixture of the other commands


def page_of(path: Path) -> HtmlElement:
    """Return a page as a tree."""
    tree: HtmlElement = html.document_fromstring(path.read_bytes())
    return tree


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def case(karvon: Karvon, tmp_path: Path, article: Path) -> Path:
    karvon("new", "pair", "--countries", "KGZ", "TJK")
    karvon("add", article, "--case", "pair")
    return tmp_path / "pair"


@pytest.mark.parametrize(
    ("lang", "turnover"), [("ru", "товарооборот · более 320"), ("en", "trade turnover · more than")]
)
def test_explain_marks_every_claim_and_tells_it_below_its_sentence(
    karvon: Karvon, article: Path, lang: str, turnover: str
) -> None:
    lines = karvon("explain", article, "--lang", lang).stdout.splitlines()
    (at,) = [number for number, line in enumerate(lines) if "320 млн" in line and "[" in line]
    assert "превысил [320 млн долларов]²" in lines[at]
    assert lines[at + 1].strip().startswith(f"2. {turnover}")
    assert any("[Мы намерены довести его до [1 млрд долларов]" in line for line in lines)


def test_explain_leaves_no_word_of_the_text_out(karvon: Karvon, article: Path) -> None:
    said = karvon("explain", article).stdout
    bare = re.sub(r"[\[\]⁰¹²³⁴⁵⁶⁷⁸⁹]", "", said)
    assert [line for line in re.split(r"(?<=\.) |\n", TEXT) if line.strip() and line.strip() not in bare] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_explain_with_rules_tells_every_slot_with_the_rules_that_made_it(
    karvon: Karvon, article: Path, lang: str
) -> None:
    said = karvon("explain", article, "--rules", "--kind", "quantity", "--lang", lang).stdout
    for rule in (
        "indicator.cue",
        "interval.open",
        "bound.words",
        "period.expression",
        "reporter.sentence",
        "speech.verb",
    ):
        assert rule in said
    assert "corr" not in said
    assert re.search(r"(id|номер): [0-9a-f]{16}", said)


def test_explain_shows_one_claim_or_kind_and_says_when_there_is_none(karvon: Karvon, article: Path) -> None:
    said = karvon("explain", article, "--rules", "--kind", "agreement").stdout
    (name,) = re.findall(r"id: ([0-9a-f]{16})", said)
    assert karvon("explain", article, "--rules", "--claim", name[:8]).stdout == said
    nothing = karvon("explain", article, "--claim", "ffff")
    assert (nothing.exit_code, "no such claims" in nothing.stderr) == (1, True)
    assert karvon("explain").exit_code == 2
    assert karvon("explain", "missing.txt").exit_code == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_explain_as_a_page_needs_nothing_and_folds_the_slots_of_every_claim(
    karvon: Karvon, article: Path, tmp_path: Path, lang: str
) -> None:
    karvon("explain", article, "--format", "html", "--out", "page.html", "--lang", lang)
    tree = page_of(tmp_path / "page.html")
    assert tree.get("lang") == lang
    assert not tree.xpath("//script | //link | //iframe | //img | //svg")
    folded = tree.xpath("//details")
    assert len(folded) == len(tree.xpath("//mark")) == 5
    assert not tree.xpath("//details[@open]")
    assert all("." in rule for one in folded for rule in one.xpath(".//tbody//td[4]//text()") if rule.strip())
    anchors = {one.get("id") for one in tree.iter() if one.get("id")}
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= anchors
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3")]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    karvon("explain", article, "--format", "html", "--rules", "--out", "page.html", "--lang", lang)
    assert len(page_of(tmp_path / "page.html").xpath("//details[@open]")) == 5


def test_explain_is_the_same_bytes_every_time(karvon: Karvon, article: Path) -> None:
    once = karvon("explain", article, "--format", "html", "--rules").stdout_bytes
    assert karvon("explain", article, "--format", "html", "--rules").stdout_bytes == once


def correct(karvon: Karvon, case: Path, *options: str) -> str:
    return karvon("correct", "a.txt", "--case", case, "--why", "misread", "--who", "A. Analyst", *options).output


def test_a_corrected_claim_shows_who_corrected_it_in_explain_brief_and_list(karvon: Karvon, case: Path) -> None:
    done = correct(karvon, case, "--quote", "320 млн", "--set", "indicator=export", "--set", "period=2022")
    assert "new revisions: 4" in done
    told = " ".join(karvon("explain", "a.txt", "--case", case, "--rules").stdout.split())
    assert "exports · more than USD 320 mn" in told
    assert "corrected by A. Analyst" in told
    assert "misread; was: indicator = trade turnover" in told
    assert "exports ← corrected by a person (A. Analyst) [correction:A. Analyst/indicator]" in told
    listed = karvon("correct", "--case", case).stdout
    assert "indicator: trade turnover → exports (A. Analyst" in listed
    karvon("brief", "--case", case, "--lang", "en")
    tree = page_of(case / "brief.en.html")
    assert "A. Analyst" in tree.get_element_by_id("corrections").text_content()
    lineage = tree.get_element_by_id("documents").xpath("string(.//details)")
    assert "corrected by A. Analyst" in lineage
    assert "was: indicator = trade turnover" in lineage


def test_a_claim_is_rejected_added_and_withdrawn_by_one_command(karvon: Karvon, case: Path) -> None:
    correct(karvon, case, "--quote", "меморандум о", "--reject")
    correct(karvon, case, "--quote", "довести его до", "--add", "event", "--set", "stage=planned")
    said = karvon("explain", "a.txt", "--case", case).stdout
    assert "[меморандум" not in said
    assert "added by A. Analyst" in said
    assert "withdrawn: 1" in correct(karvon, case, "--quote", "меморандум о", "--withdraw")
    assert "[меморандум" in karvon("explain", "a.txt", "--case", case).stdout


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        (("--quote", "320 млн", "--set", "indicator=exprt"), "slot indicator: “exprt” is not in the vocabulary"),
        (("--quote", "320 млн", "--set", "indicator"), "write SLOT=VALUE"),
        (("--quote", "320 млн"), "write --set SLOT=VALUE"),
        (("--quote", "320 млн", "--reject", "--add", "event"), "choose one"),
        (("--quote", "320 млн", "--reject", "--set", "stage=done"), "--reject sets no slots"),
        (("--set", "stage=done"), "write --quote WORDS"),
        (("--quote", "320 млн", "--set", "stage=done", "--why", " "), "keeps who made it and why"),
        (("--quote", "999 млн", "--set", "stage=done"), "copy them from the text"),
    ],
)
def test_what_cannot_be_corrected_is_told_with_the_remedy(
    karvon: Karvon, case: Path, options: tuple[str, ...], remedy: str
) -> None:
    answer = karvon("correct", "a.txt", "--case", case, "--who", "A. Analyst", "--why", "misread", *options)
    assert answer.exit_code == 1
    assert "a.txt" in answer.stderr
    assert remedy in answer.stderr
    assert "Traceback" not in answer.output
    assert "no corrections" in karvon("correct", "--case", case).stdout
