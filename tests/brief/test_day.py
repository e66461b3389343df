"""Nothing later than the day of the case shows: neither a name nor a date nor a finding about a later document."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import msgspec
import pytest
from lxml import html

import karvon
from karvon.brief import render_docx, render_html, summary
from karvon.case import fresh
from karvon.model.document import Finding
from karvon.model.results import Results

LATER = (
    Finding(
        "2026-02-01-later.txt",
        "",
        "run.document_later",
        "warning",
        (("as_of", "2025-06-30"), ("published", "2026-02-01")),
    ),
    Finding("2026-02-01-later.txt", "", "read.nothing_claimed", "note"),
    Finding(
        "2026-03-04-too.txt",
        "",
        "run.document_later",
        "warning",
        (("as_of", "2025-06-30"), ("published", "2026-03-04")),
    ),
)
TOLD = {
    "ru": "2 документа опубликованы позже этого дня и не учтены",
    "en": "2 documents are later than this day and are left out",
}


def with_later(results: Results) -> Results:
    return msgspec.structs.replace(results, findings=(*results.findings, *LATER))


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_later_documents_are_told_by_their_number_only(results: Results, lang: str) -> None:
    later = with_later(results)
    for written in (render_html(later, lang), summary(later, lang)):
        plain = " ".join(written.replace("\u00a0", " ").split())
        assert TOLD[lang] in plain
        assert "2026-02-01" not in plain
        assert "2026-03-04" not in plain
        assert "no claim was found" not in plain
        assert "ни одного утверждения" not in plain
        assert "broken.txt" in plain
    assert b"2026-02-01" not in render_docx(later, lang)


@pytest.mark.parametrize("day", ["2019-06-30", "2022-06-30", "2024-06-30"])
def test_an_earlier_day_of_the_bundled_case_shows_no_day_after_it(tmp_path: Path, day: str) -> None:
    case = fresh("kz-uz", tmp_path / "case")
    settings = case.folder / "case.toml"
    settings.write_text(re.sub(r"(?m)^as_of = .*$", f"as_of = {day}", settings.read_text("utf-8")), "utf-8")
    case = karvon.open(case.folder)
    case.load(who="tests")
    results = case.run()
    for lang in ("ru", "en"):
        page: html.HtmlElement = html.document_fromstring(render_html(results, lang))
        words = page.text_content() + summary(results, lang)
        shown = {dt.date(*map(int, found)) for found in re.findall(r"(20\d\d)-(\d\d)-(\d\d)", words)}
        shown |= {dt.date(*map(int, found[::-1])) for found in re.findall(r"(\d\d)\.(\d\d)\.(20\d\d)", words)}
        assert not sorted(one for one in shown if one > dt.date.fromisoformat(day))
