"""Files as people have them: saved pages full of furniture, printed pages, Word files, letters, exported channels."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.read.formats import LONGER, PROJECTS, letter, page, rss, trade, zipped

from karvon.model.document import Reading
from karvon.read import read_bytes, read_files, read_parts, read_text
from karvon.read.decode import decode
from karvon.read.letters import forwarded, own_words
from karvon.read.printed import _paragraphs, without_running_lines


def text_of(reading: Reading) -> str:
    assert reading.document is not None
    return reading.document.text


def codes(reading: Reading) -> list[str]:
    return [found.code for found in reading.findings]


def values(reading: Reading) -> list[str]:
    return [f"{claim.value}" for claim in reading.claims if claim.kind == "quantity"]


BODY = f"<p>{trade()}{LONGER}</p><p>{PROJECTS}{LONGER}</p>"


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ('<div class="date">7 июня 2024, 10:45</div>', "2024-06-07"),
        ("<span>07.06.2024</span>", "2024-06-07"),
        ("<div>7 июня 2024 | Просмотров: 1 245 | Комментариев: 3</div>", "2024-06-07"),
    ],
)
def test_date_between_title_and_text_is_the_documents(shown: str, day: str) -> None:
    reading = read_bytes(page(f"<div><h1>Торговля выросла</h1>{shown}{BODY}</div>"), "page.html")
    assert reading.document is not None
    assert str(reading.document.published.first) == day
    assert values(reading) == ["4400000000", "46"]


def test_date_at_the_head_of_the_site_is_not_the_articles() -> None:
    top = "<div>Сегодня 9 июля 2025</div><div>Погода</div><div>Курсы</div><div>Афиша</div><div>Ещё</div>"
    reading = read_bytes(page(f"{top}<div><h1>Торговля выросла</h1>{BODY}</div>"), "page.html")
    assert "9 июля" not in text_of(reading)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Қазақстан мен Қырғызстан арасындағы сауда өсті", "7 маусым 2024, 10:45"),
        ("O‘zbekiston va Tojikiston savdosi yana o‘sdi", "7-iyun 2024-yil"),
    ],
)
def test_kazakh_and_uzbek_pages_keep_their_title_and_day(title: str, shown: str) -> None:
    kazakh = "2023 жылы екі ел арасындағы тауар айналымы 1,7 млрд доллардан асты, бұл бұрынғыдан 5 пайызға көп болды."
    uzbek = (
        "2023-yilda ikki davlat o‘rtasidagi savdo hajmi 760 million dollardan oshdi, deb xabar berdi vazirlik vakili."
    )
    text = kazakh if "Қ" in title else uzbek
    reading = read_bytes(page(f"<div><h1>{title}</h1><div>{shown}</div><p>{text}</p><p>{text}</p></div>"), "page.html")
    assert reading.document is not None
    assert reading.document.text.startswith(title)
    assert str(reading.document.published.first) == "2024-06-07"


def test_very_short_article_is_what_stands_below_its_title() -> None:
    body = (
        "<div><h1>Добыча руды выросла</h1><span>05.02.2024</span><p>Экспорт руды вырос до 7 млн долларов.</p></div>"
        '<div><a href="/2">Экспорт золота Монголии вырос до 900 млн долларов</a></div>'
        "<div>© 2001 Пример. Свидетельство о регистрации № 77 от 3 мая 2001 года. Тел. +976 11 123456</div>"
    )
    reading = read_bytes(page(body), "page.html")
    assert text_of(reading) == "Добыча руды выросла\n05.02.2024\nЭкспорт руды вырос до 7 млн долларов."
    assert values(reading) == ["7000000"]


def test_table_that_lays_out_a_page_is_no_table() -> None:
    body = (
        '<table><tr><td><a href="/">Главная</a><br>USD 450,1<br>EUR 489,9</td>'
        f"<td><b>Торговля</b><br>{trade()}{LONGER}<br><br>{PROJECTS}{LONGER}</td>"
        "<td>Популярное<br><a href='/1'>Вложено 900 млн долларов</a></td></tr></table>"
    )
    reading = read_bytes(page(body), "page.html")
    assert values(reading) == ["4400000000", "46"]
    assert "|" not in text_of(reading)


def test_table_of_figures_is_shown_and_told_as_not_read() -> None:
    table = "<table><tr><th>Год</th><th>Экспорт</th></tr><tr><td>2022</td><td>180,1</td></tr></table>"
    reading = read_bytes(page(f"<article><h1>Торговля</h1>{BODY}{table}{BODY}</article>"), "page.html")
    assert "| 2022 | 180,1 |" in text_of(reading)
    assert codes(reading) == ["read.table_unread"]


def test_line_that_is_one_link_is_a_teaser() -> None:
    teaser = '<p><a href="/3">Импорт топлива превысил 900 млн долларов за девять месяцев</a></p>'
    reading = read_bytes(page(f"<article><h1>Торговля</h1>{BODY}{teaser}{BODY}</article>"), "page.html")
    assert "900 млн" not in text_of(reading)


def test_footnotes_of_a_saved_text_are_kept_and_their_marks_left_out() -> None:
    noted = f"<p>{trade()}{LONGER} Создано 70 рабочих мест.<a href='#n1'>[1]</a></p>"
    note = "<div id=n1><p><a href='#r1'>[1]</a> В 2022 году было 9 проектов, по данным ведомства.</p></div>"
    reading = read_bytes(page(f"<div><h1>Справка</h1>{noted}{BODY}</div>{note}"), "page.html")
    assert "[1]" not in text_of(reading)
    assert "9 проектов" in text_of(reading)


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1"])
def test_page_that_declares_a_wrong_encoding_is_read_all_the_same(declared: str) -> None:
    data = page(f"<article>{BODY}</article>").replace(b'charset="utf-8"', f'charset="{declared}"'.encode())
    assert values(read_bytes(data.decode().encode("cp1251"), "page.html")) == ["4400000000", "46"]


def test_text_with_a_zero_byte_is_read_and_the_byte_told() -> None:
    reading = read_bytes(f"{trade()}\0\n{PROJECTS}".encode(), "a.txt")
    assert (values(reading), codes(reading)) == (["4400000000", "46"], ["read.bytes_lost"])


def test_text_saved_twice_in_the_wrong_encoding_is_mended() -> None:
    twice = "".join(chr(0x98) if byte == 0x98 else bytes([byte]).decode("cp1251") for byte in trade().encode())
    found = decode(twice.encode())
    assert found is not None
    assert found.text == trade()


def test_ordinary_text_full_of_the_same_letters_is_not_mended() -> None:
    text = "РС РР СССР РСФСР СРС РССР РСРС"
    found = decode(text.encode())
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    "line",
    [
        "Подпишитесь на наш канал, нас читают 50 тысяч человек!",
        "Subscribe to our newsletter and join 25,000 readers.",
        "© 2011–2024 Пример. Все права защищены.",
        "Тел. +996 312 12-34-56",
        "Просмотров: 1 245",
        "USD\n87,45\n▲0,12\nEUR\n94,10",
        "12 комментариев",
        "We use cookies to give 100 % of our readers a better site.",
    ],
)
def test_what_a_site_says_of_itself_gives_no_figures(line: str) -> None:
    assert values(read_text(f"{trade()}\n{line}\n{PROJECTS}", "a.txt")) == ["4400000000", "46"]


def test_lines_at_the_head_and_foot_of_every_page_are_left_out_and_rows_are_not() -> None:
    pages = [
        ["Вестник, июнь 2024", f"Начало {n} о торговле", f"Год{n} 10 и 20", f"20{n}1 215,0", f"Стр. {n}"]
        for n in (1, 2, 3)
    ]
    body, running = without_running_lines(pages)
    assert body == [line for one in pages for line in one[1:4]]
    assert running == ["Вестник, июнь 2024", "Стр. 1", "Вестник, июнь 2024", "Стр. 2", "Вестник, июнь 2024", "Стр. 3"]


def test_printed_lines_become_paragraphs_with_words_put_together() -> None:
    lines = [
        "Торговля",
        "7 июня 2024 года",
        "Стороны договорились о меж-",
        "правительственном соглашении, создано 1,2 тыс.",
        "рабочих мест в торгово-",
        "экономической сфере двух стран, сказано в тексте.",
        "Далее планируется ещё 5 встреч в столице обеих",
    ]
    assert _paragraphs(lines) == [
        "Торговля",
        "7 июня 2024 года",
        "Стороны договорились о межправительственном соглашении, создано 1,2 тыс. рабочих мест в торгово-экономической "
        "сфере двух стран, сказано в тексте.",
        "Далее планируется ещё 5 встреч в столице обеих",
    ]


def _word() -> bytes:
    spaces = nsdecls("w")
    document = Word()
    changed = document.add_paragraph("Экспорт вырос ")
    for kind, tag, words in (("del", "delText", "до 5 млн долларов."), ("ins", "t", "до 7 млн долларов.")):
        run = f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'
        changed._p.append(parse_xml(f'<w:{kind} {spaces} w:id="1" w:author="A">{run}</w:{kind}>'))
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Итого 14 проектов"
    table.cell(1, 0).text = "Узел"
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "в нём 9 предприятий"
    box = "<w:p><w:r><w:t>Врезка: создано 30 рабочих мест.</w:t></w:r></w:p>"
    inside = f"<w:txbxContent>{box}</w:txbxContent>"
    document.add_paragraph()._p.append(parse_xml(f"<w:r {spaces}><w:pict>{inside}</w:pict></w:r>"))
    stream = io.BytesIO()
    document.save(stream)
    note = "<w:footnote><w:p><w:r><w:t>В сноске 3 завода.</w:t></w:r></w:p></w:footnote>"
    notes = f"<w:footnotes {spaces}>{note}</w:footnotes>"
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    return stream.getvalue()


def test_word_file_is_read_as_finally_worded_with_cells_boxes_and_footnotes_once() -> None:
    lines = text_of(read_bytes(_word(), "a.docx")).split("\n")
    assert [line for line in lines if line] == [
        "Экспорт вырос до 7 млн долларов.",
        "Итого 14 проектов",
        "| Узел | в нём 9 предприятий |",
        "Врезка: создано 30 рабочих мест.",
        "В сноске 3 завода.",
    ]


def test_open_document_text_is_read_and_not_taken_for_an_archive() -> None:
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    body = f"<text:h>Торговля</text:h><text:p>{trade()}<text:s/><text:span>Вот</text:span> так.</text:p>"
    content = f'<office:body xmlns:office="{names}office:1.0" xmlns:text="{names}text:1.0">{body}</office:body>'
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": content.encode(),
        "styles.xml": b"<x/>",
    }
    readings = list(read_parts(zipped(parts), "a.odt"))
    assert [text_of(one) for one in readings] == [f"Торговля\n{trade()} Вот так."]


def test_earlier_letter_and_signature_are_left_aside_and_told() -> None:
    earlier = "Ср, 5 июня 2024, Иван <i@example.org>:\n> Слышно о 500 млн долларов?\n> Да"
    text = f"{trade()}\n\n-- \nАсель\nтел. 12-34-56\n\n{earlier}"
    reading = read_bytes(letter("О торговле", text).as_bytes(), "a.eml")
    assert (values(reading), codes(reading)) == (["4400000000"], ["read.mail_quoted"])


def test_letter_that_is_all_quotation_is_read() -> None:
    assert own_words(f"> {trade()}\n> > Конец").text == f"{trade()}\nКонец"


@pytest.mark.parametrize("day", ["пн, 3 июн. 2024 г. в 15:00", "Mon, 3 Jun 2024 15:00:00 +0500", "03.06.2024 15:00"])
def test_letter_passed_on_keeps_its_own_day_and_sender(day: str) -> None:
    head = f"---------- Пересланное сообщение ---------\nОт: Ведомство <a@example.org>\nДата: {day}\nТема: Торговля\n\n"
    found = forwarded(f"Для сведения.\n\n{head}{trade()}")
    assert found == (f"Для сведения.\n\n{trade()}", "2024-06-03", "Ведомство", "Торговля")


CHANNEL = """<html><body><div class="page_body chat_page"><div class="history">
<div class="message service"><div class="body details">7 June 2024</div></div>
<div class="message default" id="message5"><div class="body"><div class="pull_right date details"
 title="07.06.2024 10:45:12 UTC+05:00">10:45</div><div class="from_name">Ведомство</div>
<div class="text"><strong>{}</strong><br>Второе</div></div></div>
<div class="message default joined" id="message6"><div class="body"><div class="pull_right date details"
 title="08.06.2024 10:45:12 UTC+05:00">10:45</div><div class="text">{}</div></div></div></div></div></body></html>"""
EXPORT = """{{"name": "Ведомство", "messages": [{{"id": 1, "type": "service", "text": ""}},
{{"id": 5, "type": "message", "date": "2024-06-07T10:45:00", "text": ["{}", {{"type": "bold", "text": "\\nВторое"}}]}},
{{"id": 6, "type": "message", "date": "2024-06-08T10:45:00", "text": "{}"}}]}}"""


@pytest.mark.parametrize("export", [CHANNEL, EXPORT])
def test_every_post_of_an_exported_channel_is_a_document_of_its_day(export: str) -> None:
    readings = list(read_parts(export.format(trade(), PROJECTS).encode(), "posts"))
    assert [text_of(one) for one in readings] == [f"{trade()}\nВторое", PROJECTS]
    told = [one.document for one in readings if one.document]
    assert [str(one.published.first) for one in told] == ["2024-06-07", "2024-06-08"]
    assert [one.outlet for one in told] == ["Ведомство", "Ведомство"]


def test_beginnings_of_articles_in_a_feed_are_told() -> None:
    item = "<item><title>Т</title><pubDate>7 Jun 2024</pubDate><description>{}</description></item>"
    readings = list(read_parts(rss(item.format(f"{trade()} Стороны […]"), item.format(PROJECTS)), "feed.xml"))
    assert [codes(one) for one in readings] == [["read.feed_beginnings"], [], []]
    assert [str(one.document.published.first) for one in readings if one.document] == ["2024-06-07"] * 2


def test_what_a_browser_keeps_beside_a_page_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "Статья_files").mkdir()
    (tmp_path / "Статья_files" / "ad.html").write_text("<html><p>ad</p></html>")
    (tmp_path / "Статья.html").write_bytes(page(f"<article>{BODY}</article>"))
    (tmp_path / "style.css").write_text("p{}")
    assert [one.document.file for one in read_files(tmp_path, "x") if one.document] == ["x/Статья.html"]
    parts = {"Статья.html": page(f"<article>{BODY}</article>"), "Статья_files/ad.html": b"<html><p>ad</p></html>"}
    assert len(list(read_parts(zipped(parts), "a.zip"))) == 1
