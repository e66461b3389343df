"""Files of every sort: read right, or refused by a finding that names the file and the remedy."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as Word

from karvon.read import extracted, read_bytes, read_file
from karvon.say.findings import finding

TEXT = (
    "date 2024-05-02\n"
    "Товарооборот между Казахстаном и Узбекистаном составил 4,4 млрд долларов, сообщил министр торговли.\n"
    "Сейчас прорабатываются 46 совместных проектов, в том числе в сельском хозяйстве и промышленности.\n"
)
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>Торговля растёт</title>
<meta property="article:published_time" content="2024-05-02T10:00:00+05:00"></head><body>
<nav><ul><li>USD 450,1</li><li>EUR 489,9</li><li>Главная</li></ul></nav>
<article><h1>Торговля растёт</h1><p>Товарооборот между Казахстаном и Узбекистаном составил 4,4 млрд долларов, сообщил
министр торговли на встрече с предпринимателями двух стран, которая прошла в столице.</p>
<p>Сейчас прорабатываются 46 совместных проектов, в том числе в сельском хозяйстве и промышленности двух стран.</p>
</article><footer>© Все права защищены</footer></body></html>"""


def _values(data: bytes, name: str = "note.txt") -> list[str]:
    return [f"{claim.value}" for claim in read_bytes(data, name).claims if claim.kind == "quantity"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "koi8-r", "cp866", "iso8859-5"]
)
def test_russian_text_is_read_right_in_every_usual_encoding(encoding: str) -> None:
    reading = read_bytes(TEXT.encode(encoding), "note.txt")
    assert reading.document is not None
    assert reading.document.text == TEXT
    assert reading.findings == ()


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
def test_a_saved_page_gives_the_article_without_menus_and_tickers(charset: str) -> None:
    reading = read_bytes(PAGE.format(charset=charset).encode(charset), "page.html")
    assert reading.document is not None
    assert "450,1" not in reading.document.text
    assert str(reading.document.published.first) == "2024-05-02"
    assert [f"{claim.value}" for claim in reading.claims if claim.kind == "quantity"] == ["4400000000", "46"]


def test_a_word_document_is_read() -> None:
    word = Word()
    for line in TEXT.strip().split("\n"):
        word.add_paragraph(line)
    stream = io.BytesIO()
    word.save(stream)
    assert _values(stream.getvalue(), "note.docx") == ["4400000000", "46"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "read.file_empty"),
        (b" \n\t\n", "read.file_empty"),
        (bytes(range(256)) * 40, "read.file_binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "read.file_binary"),
        (b"%PDF-1.7\nnot really a document", "read.file_damaged"),
        (b"PK\x03\x04 not really an archive", "read.file_damaged"),
        (b"<!DOCTYPE html><html><body><script>x()</script><div></div></body></html>", "read.page_without_text"),
    ],
)
def test_what_cannot_be_read_is_a_finding_with_the_file_and_the_remedy(data: bytes, code: str) -> None:
    reading = read_bytes(data, "bad.bin")
    assert reading.document is None
    assert [found.code for found in reading.findings] == [code]
    for language in ("ru", "en"):
        assert "bad.bin" in finding(reading.findings[0], language)


def test_an_unpacking_bomb_is_refused_unread() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 70_000_000)
    assert [found.code for found in read_bytes(stream.getvalue(), "bomb.docx").findings] == ["read.file_too_large"]


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    assert [found.code for found in read_file(tmp_path / "none.txt").findings] == ["read.file_unreadable"]


def test_an_enormous_text_is_read_in_part_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracted, "LARGEST_TEXT", 5_000)
    reading = read_bytes(("Слово за слово. " * 1_000).encode(), "huge.txt")
    assert "read.text_cut" in [found.code for found in reading.findings]


def test_a_text_without_any_claim_says_so() -> None:
    assert [found.code for found in read_bytes("Погода хорошая.".encode(), "a.txt").findings] == [
        "read.nothing_claimed"
    ]
