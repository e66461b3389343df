"""Feeds, mail, archives and pages give their documents with the date and publisher they state, or a finding."""

from __future__ import annotations

import io
import time
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from tests.read import formats
from tests.read.formats import LONGER, PROJECTS, item, letter, page, pdf, rss, trade, zipped

from karvon.model.document import Reading
from karvon.read import extract, limits, read_bytes, read_file, read_files, read_parts
from karvon.read.extracted import Extracted, part_name
from karvon.say.findings import finding
from karvon.say.phrases import phrases


def read(data: bytes, name: str) -> list[Reading]:
    return list(read_parts(data, name))


def names(readings: list[Reading]) -> list[str]:
    return [reading.document.file for reading in readings if reading.document]


def values(readings: list[Reading]) -> list[str]:
    return [f"{claim.value}" for reading in readings for claim in reading.claims if claim.kind == "quantity"]


def codes(readings: list[Reading]) -> list[str]:
    return [found.code for reading in readings for found in reading.findings]


def about(reading: Reading) -> tuple[str, str, str | None, str | None]:
    assert reading.document is not None
    document = reading.document
    return str(document.published.first), document.dated_by, document.outlet, document.url


# feeds


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_each_item_of_a_feed_is_a_document_dated_and_named_by_the_feed(encoding: str) -> None:
    readings = read(rss(item("a1", "4,4"), item("a2", "5,5"), encoding=encoding), "feed.xml")
    assert names(readings) == ["feed.xml#a1", "feed.xml#a2"]
    assert values(readings) == ["4400000000", "5500000000"]
    assert about(readings[1]) == ("2024-05-02", "metadata", "Пример новостей", "https://example.org/a2")
    assert readings[0].document is not None
    assert readings[0].document.text == f"Торговля растёт\n\n{trade()}\nКонец."
    assert {claim.document for claim in readings[0].claims} == {"feed.xml#a1"}


def test_atom_feed_is_read_as_well() -> None:
    atom = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Пример</title>
    <entry><id>tag:example.org,2024:1</id><title>Торговля</title><published>2024-05-02T09:00:00Z</published>
    <link rel="self" href="https://example.org/self"/><link href="https://example.org/1"/>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{trade()}</p></div></content></entry></feed>"""
    readings = read(atom.encode(), "atom.xml")
    assert names(readings) == ["atom.xml#tag_example.org,2024_1"]
    assert values(readings) == ["4400000000"]
    assert about(readings[0]) == ("2024-05-02", "metadata", "Пример", "https://example.org/1")


def test_items_without_an_id_are_numbered_and_equal_ids_told_apart() -> None:
    plain = "<item><title>{}</title></item>".format
    assert names(read(rss(plain(trade("1,1")), plain(trade("2,2"))), "f.xml")) == ["f.xml#1", "f.xml#2"]
    assert names(read(rss(item("a", "1,1"), item("a", "2,2")), "f.xml")) == ["f.xml#a", "f.xml#a-2"]


def test_item_without_any_claim_is_no_news_but_an_empty_one_is() -> None:
    readings = read(rss("<item><title>Погода хорошая</title></item>", "<item></item>"), "feed.xml")
    assert codes(readings) == ["read.feed_item_empty"]
    assert codes(read(rss(), "feed.xml")) == ["read.feed_empty"]


def test_entities_of_a_feed_are_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret 77 million dollars")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for entities, use in [
        (f'<!ENTITY x SYSTEM "{secret.as_uri()}">', "&x;"),
        (f'<!ENTITY l0 "ha">{laughs}', "&l9;"),
    ]:
        feed = f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]><rss><channel><item><title>{trade()} {use}</title>"
        begun = time.process_time()
        readings = read(f"{feed}</item></channel></rss>".encode(), "feed.xml")
        assert time.process_time() - begun < 2
        assert all(len(reading.document.text) < 200 for reading in readings if reading.document)
        assert "secret" not in str(readings)


# mail


def test_message_gives_its_text_with_subject_day_and_sender() -> None:
    readings = read(letter("Торговля растёт", trade()).as_bytes(), "note.eml")
    assert names(readings) == ["note.eml"]
    assert values(readings) == ["4400000000"]
    assert about(readings[0]) == ("2024-05-02", "metadata", "Пример новостей", None)
    assert readings[0].document is not None
    assert readings[0].document.title == "Торговля растёт"


def test_message_of_html_only_is_read() -> None:
    message = EmailMessage()
    message["From"], message["Date"], message["Message-ID"] = (
        "news@example.org",
        "Thu, 2 May 2024 09:00:00 +0500",
        "<2>",
    )
    message.set_content(f"<html><body><p>{trade()}</p></body></html>", subtype="html", charset="koi8-r")
    readings = read(message.as_bytes(), "note.eml")
    assert values(readings) == ["4400000000"]
    assert about(readings[0])[2] == "news@example.org"


def test_attachments_are_documents_of_their_own_and_pictures_are_none() -> None:
    message = letter("Материалы", "Добрый день, материалы во вложении.")
    message.add_attachment(
        pdf("Trade reached $4 billion in 2023."), maintype="application", subtype="pdf", filename="a.pdf"
    )
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(letter("Вложенное", trade("5,5")))
    readings = read(message.as_bytes(), "note.eml")
    assert names(readings) == ["note.eml", "note.eml#a.pdf", "note.eml#2"]
    assert values(readings) == ["4000000000", "5500000000"]


def test_note_with_a_header_of_its_own_is_no_message() -> None:
    note = "Summary, not the original\nSource: Example\nDate: 2 May 2024\nTo: all\n\nTrade reached $4 billion."
    assert names(read(note.encode(), "note.txt")) == ["note.txt"]
    assert about(read(note.encode(), "note.txt")[0])[1] == "header"


def test_page_saved_as_a_message_is_read_as_the_page_it_is() -> None:
    body = f"<article><p>{trade()}{LONGER}</p><p>{PROJECTS}{LONGER}</p></article>"
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://example.org/news/1"
    message["MIME-Version"] = "1.0"
    message.set_content(page(body).decode(), subtype="html")
    message.make_related()
    readings = read(message.as_bytes(), "saved.mhtml")
    assert values(readings) == ["4400000000", "46"]
    assert about(readings[0])[3] == "https://example.org/news/1"
    assert "450,1" not in str(readings[0].document)


# archives and folders


def test_documents_of_an_archive_are_read_in_the_order_of_their_names_wherever_they_lie() -> None:
    parts = {"b/я.txt": trade("2,2"), "a.txt": trade("1,1"), "b/.hidden": "x", "__MACOSX/a.txt": "x"}
    data = zipped({name: text.encode() for name, text in parts.items()} | {"c.xml": rss(item("n", "3,3"))})
    readings = read(data, "all.zip")
    assert names(readings) == ["all.zip#a.txt", "all.zip#b/я.txt", "all.zip#c.xml#n"]
    assert values(readings) == ["1100000000", "2200000000", "3300000000"]
    assert codes(readings) == []


def test_folder_archive_and_files_give_the_same_claims(tmp_path: Path) -> None:
    parts = {"a.txt": trade("1,1").encode(), "b/c.txt": trade("2,2").encode()}
    for name, data in parts.items():
        (tmp_path / "box" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "box" / name).write_bytes(data)
    (tmp_path / "box.zip").write_bytes(zipped(parts))
    folder, archive = list(read_files(tmp_path / "box")), list(read_files(tmp_path / "box.zip"))
    assert names(folder) == ["box/a.txt", "box/b/c.txt"]
    assert [[claim.id for claim in one.claims] for one in folder] == [
        [claim.id for claim in one.claims] for one in archive
    ]


def test_links_to_folders_are_not_followed_round_in_circles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(trade())
    (tmp_path / "loop").symlink_to(tmp_path)
    assert names(list(read_files(tmp_path, "box"))) == ["box/a.txt"]


def test_russian_names_of_an_archive_made_on_windows_are_read_right() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("xxxxxx.txt")
        archive.writestr(info, trade())
    data = stream.getvalue().replace(b"xxxxxx.txt", "статья.txt".encode("cp866"))
    assert names(read(data, "a.zip")) == ["a.zip#статья.txt"]


@pytest.mark.parametrize(
    "path", ["../../etc/cron.d/x.txt", "/etc/x.txt", "..\\..\\x.txt", "C:\\x.txt", "a/../../x.txt"]
)
def test_unsafe_paths_in_an_archive_become_plain_names_and_nothing_is_written(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (name,) = names(read(zipped({path: trade().encode()}), "a.zip"))
    assert ".." not in name
    assert "\\" not in name
    assert not name.removeprefix("a.zip#").startswith("/")
    assert list(tmp_path.iterdir()) == []


def test_archive_in_an_archive_is_read_and_deeper_ones_are_refused() -> None:
    inner = zipped({"a.txt": trade().encode()})
    assert names(read(zipped({"in.zip": inner}), "out.zip")) == ["out.zip#in.zip#a.txt"]
    deeper = read(zipped({"mid.zip": zipped({"in.zip": inner})}), "out.zip")
    assert codes(deeper) == ["read.archive_too_deep"]


def test_bombs_are_refused_by_their_directory() -> None:
    bomb = zipped({"a.txt": b"0" * (limits.LARGEST + 1), "b.txt": trade().encode()})
    begun = time.process_time()
    readings = read(bomb, "bomb.zip")
    assert time.process_time() - begun < 3
    assert codes(readings) == ["read.file_too_large"]
    assert values(readings) == ["4400000000"]


def test_archive_whose_directory_promises_too_much_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({f"{n}.txt": b"0" * 10_000 for n in range(10)})
    overlapping = bytearray(data)
    at = overlapping.rfind(b"PK\x01\x02")
    overlapping[at + 20 : at + 24] = (10_000_000).to_bytes(4, "little")
    assert codes(read(bytes(overlapping), "a.zip")) == ["read.archive_bomb"]
    monkeypatch.setattr("karvon.read.archives.LARGEST_ARCHIVE", 50_000)
    assert codes(read(data, "a.zip")) == ["read.archive_bomb"]
    monkeypatch.setattr("karvon.read.archives.MOST_PARTS", 5)
    assert codes(read(data, "a.zip")) == ["read.archive_too_many"]


def test_one_broken_part_of_an_archive_stops_no_other() -> None:
    data = zipped({"a.txt": trade("1,1").encode(), "b.pdf": b"%PDF-1.7 broken", "c.txt": trade("3,3").encode()})
    readings = read(data, "a.zip")
    assert values(readings) == ["1100000000", "3300000000"]
    assert codes(readings) == ["read.file_damaged"]


def test_archive_larger_than_a_document_may_be_is_read_from_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.txt": trade().encode()}))
    monkeypatch.setattr("karvon.read.files.LARGEST", 10)
    assert values(list(read_files(tmp_path / "a.zip"))) == ["4400000000"]


# what is refused


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "read.old_word"),
        (b"{\\rtf1\\ansi hello}", "read.old_word"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(60), "read.archive_of_another_kind"),
        (pdf(), "read.pdf_without_text"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "read.spreadsheet"),
        (zipped({"ppt/presentation.xml": b"<x/>"}), "read.file_of_another_kind"),
        (zipped({".hidden": b"x"}), "read.archive_empty"),
        (letter("", "").as_bytes(), "read.mail_without_text"),
    ],
)
def test_what_is_refused_names_the_file_and_the_remedy_in_both_languages(data: bytes, code: str) -> None:
    readings = read(data, "given.bin")
    assert codes(readings) == [code]
    assert [reading.document for reading in readings] == [None]
    for language in ("ru", "en"):
        assert "given.bin" in finding(readings[0].findings[0], language)


def test_every_finding_of_reading_has_its_words_and_every_words_their_finding() -> None:
    folder = Path(extract.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    given = {part.split('"')[0] for part in source.split('"read.')[1:]}
    assert {f"read.{code}" for code in given} == {code for code in phrases("findings") if code.startswith("read.")}


def test_file_that_takes_too_long_is_stopped_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_data: bytes, _name: str) -> Extracted:
        while True:
            try:
                time.process_time()
            except Exception:  # libraries catch what they do not know
                continue

    monkeypatch.setattr(extract, "SINGLE", ((b"%PDF", endless),))
    monkeypatch.setattr(extract, "SECONDS", 1)
    assert codes(read(zipped({"a.pdf": b"%PDF", "b.txt": trade().encode()}), "a.zip")) == ["read.file_too_slow"]


def test_single_reading_of_several_documents_is_the_first_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(rss(item("a", "1,1"), item("b", "2,2")))
    reading = read_file(tmp_path / "feed.xml")
    assert (names([reading]), codes([reading])) == (["feed.xml#a"], ["read.only_first"])
    assert read_bytes(trade().encode(), "a.txt").findings == ()


# pages


def test_date_publisher_and_address_of_a_page_come_from_its_metadata() -> None:
    body = f"<article><p>{trade()}{LONGER}</p><p>{PROJECTS}{LONGER}</p></article>"
    data = (
        '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "headline": "Торговля растёт",'
        '"datePublished": "2024-05-02T10:00:00+05:00", "dateModified": "2025-01-01", "publisher": {"name": "Пример"}}]}'
        '</script><link rel="canonical" href="https://example.org/1">'
    )
    (reading,) = read(page(body, data), "page.html")
    assert about(reading) == ("2024-05-02", "metadata", "Пример", "https://example.org/1")
    site = '<meta property="og:site_name" content="Пример.kz"><meta name="pubdate" content="2024-05-03">'
    (reading,) = read(page(body, site, "windows-1251"), "page.html")
    assert about(reading) == ("2024-05-03", "metadata", "Пример.kz", None)
    assert values([reading]) == ["4400000000", "46"]
    broken = '<script type="application/ld+json">{"@graph": [</script>'
    (reading,) = read(page(body, broken), "page.html")
    assert about(reading)[1] == "unresolved"


def test_day_of_a_page_does_not_depend_on_the_day_it_is_read() -> None:
    body = f"<article><p>{trade()}{LONGER}</p><p>{PROJECTS}{LONGER}</p></article>"
    (reading,) = read(page(body, '<meta property="article:published_time" content="2031-05-02">'), "page.html")
    assert about(reading)[0] == "2031-05-02"


@pytest.mark.parametrize("depth", [300, 3_000, 30_000])
def test_deep_nesting_does_not_hide_the_article(depth: int) -> None:
    body = "<div>" * depth + f"<p>{trade()}</p><p>{PROJECTS}</p>" + "</div>" * depth
    readings = read(page(body), "deep.html")
    assert values(readings) == ["4400000000", "46"]
    assert codes(readings) == ["read.page_by_paragraphs"]
    assert "450,1" not in str(readings[0].document)


def test_paragraph_that_the_extractor_drops_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    dropped = f"{PROJECTS}{LONGER}"
    body = f"<article><p>{trade()}{LONGER}</p><p>{dropped}</p><p>{trade('5,5')}{LONGER}</p></article>"
    assert codes(read(page(body), "page.html")) == []
    from karvon.read import webpage  # noqa: PLC0415

    whole = webpage._article
    monkeypatch.setattr(webpage, "_article", lambda text: whole(text).replace(dropped, ""))
    readings = read(page(body), "page.html")
    assert codes(readings) == ["read.paragraphs_lost"]
    assert PROJECTS[:40] in finding(readings[0].findings[0], "ru")


def test_enormous_paragraph_is_kept_or_told() -> None:
    huge = f"{trade()} " + LONGER * 3_000
    readings = read(page(f"<article><p>{trade('5,5')}{LONGER}</p><p>{huge}</p></article>"), "page.html")
    text = readings[0].document.text if readings[0].document else ""
    assert "4,4 млрд" in text or "read.paragraphs_lost" in codes(readings)


def test_teasers_beside_an_article_are_not_reported_as_lost() -> None:
    article = "".join(f"<p>{trade(f'{n},1')}{LONGER}</p>" for n in range(1, 5))
    teaser = '<p><a href="/x">Читайте также: о чём говорили министры на встрече в столице и что будет дальше</a></p>'
    readings = read(page(f"<article>{article}</article><div>{teaser * 5}</div>"), "page.html")
    assert codes(readings) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("https://example.org/news/1?id=5", "f#example.org/news/1_id=5"),
        ("", "f#7"),
        ("../..", "f#7"),
        ("x" * 400, "f#" + "x" * 150),
    ],
)
def test_name_of_a_part_is_safe(written: str, name: str) -> None:
    assert part_name("f", written, 7) == name


def test_same_file_gives_the_same_readings_every_time() -> None:
    data = zipped(
        {"feed.xml": rss(item("a", "1,1")), "note.eml": letter("Тема", trade()).as_bytes(), "p.html": page("")}
    )
    assert read(data, "a.zip") == read(data, "a.zip")
    assert formats.zipped({}) == formats.zipped({})
