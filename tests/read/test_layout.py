"""What stands before the article: dates, outlets and furniture."""

from __future__ import annotations

import pytest

from karvon.read import read_text


@pytest.mark.parametrize(
    ("text", "day", "by"),
    [
        ("ASTANA, 10 February 2026. Trade grew by 5 percent.", "2026-02-10", "dateline"),
        ("Ташкент, 3 марта 2026 года. Торговля выросла на 5 %.", "2026-03-03", "dateline"),
        ("BERLIN (Wire - 14th March, 2019) Trade grew by 5 percent.", "2019-03-14", "dateline"),
        ("КАРАЧИ, 5 марта 2024 г. — Торговля выросла на 5 %.", "2024-03-05", "dateline"),
        ("ДУШАНБЕ, 16.05.2022 /Новости/. Экспорт вырос на 5 %.", "2022-05-16", "dateline"),
        ("14 ноября 2025, 17:40\n\nЭкспорт вырос на 5 %.", "2025-11-14", "dateline"),
        ("https://news.example/2026/03/18/trade\n\nЭкспорт вырос на 5 %.", "2026-03-18", "url"),
        ("Источник: Вестник\nДата: 7 августа 2024 года\n\nЭкспорт вырос на 5 %.", "2024-08-07", "header"),
        ("Президент 15 марта 2024 года подписал закон. Экспорт вырос на 5 %.", "2024-03-15", "bracketed"),
        ("Экспорт вырос на 5 %.", "None", "unresolved"),
    ],
)
def test_the_documents_date_is_read_from_wherever_it_stands(text: str, day: str, by: str) -> None:
    document = read_text(text, "page").document
    assert document is not None
    assert (str(document.published.first), document.dated_by) == (day, by)


@pytest.mark.parametrize(
    "furniture",
    ["USD 450,10 EUR 489,2", "USD 89.10\nEUR 97.35", "Читайте также: Экспорт вырос на 7 %", "Фото: 5 авторов"],
)
def test_page_furniture_gives_no_figures(furniture: str) -> None:
    claims = read_text(f"{furniture}\nИмпорт вырос на 5 %.", "page").claims
    assert [claim.quote for claim in claims if claim.kind == "quantity"] == ["5 %"]


def test_a_source_line_below_the_first_paragraph_loses_nothing() -> None:
    reading = read_text("Экспорт вырос на 5 %.\nИсточник: Вестник", "page")
    assert [claim.quote for claim in reading.claims if claim.kind == "quantity"] == ["5 %"]
    assert reading.document is not None
    assert reading.document.outlet == "Вестник"


def test_sentences_part_where_the_space_after_a_full_stop_is_missing() -> None:
    text = "Торговля выросла на 5 % в 2023 году.Стороны договорились увеличить её до 3 млрд долларов."
    figures = [claim for claim in read_text(text, "page").claims if claim.kind == "quantity"]
    assert [claim.status for claim in figures] == ["actual", "target"]
