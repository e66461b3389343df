"""Saved pages of many makes: every figure of the article is read, none of what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from karvon.read import read_file

TITLE = "Перу и Чили расширяют взаимную торговлю"
TEXT = (
    "Товарооборот между Перу и Чили в 2023 году составил 3,4 млрд долларов, сообщили в министерстве торговли.",
    "По словам министра, в совместные предприятия двух стран вложено более 640 млн долларов, работа будет продолжена.",
    "Стороны договорились упростить проверки на границе и открыть новый пункт пропуска для грузовых машин.",
    "Экспорт чилийских товаров в Перу достиг 910 млн долларов, что стало лучшим результатом за время наблюдений.",
)
FIGURES = ("3,4 млрд долларов", "более 640 млн долларов", "910 млн долларов")
NOISE = ("Поделились 245 раз", "Курс валют: USD 512,34 EUR 598,10", "Цена на нефть 84,2 доллара за баррель",
         "В мире 23 тысячи человек остались без света")  # fmt: skip
META = f'<meta property="og:title" content="{TITLE}"><meta property="article:published_time" content="2024-03-05">'
HEAD = f"<h1>{TITLE}</h1>"


def _all(tag: str, texts: Sequence[str]) -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def _cards(excerpt: str) -> str:
    """Return teasers: linked titles, each with an excerpt that repeats it, or with a date."""
    below = f"<p>{{}}, {excerpt}</p>" if excerpt else "<span>10.11.2025</span>"
    return "".join(f'<div><a href="/n"><h4>{text}</h4></a>{below.format(text)}</div>' for text in NOISE)


BODY = _all("p", TEXT)
REST = _all("p", TEXT[1:])
LINKS = _cards("")
EXCERPTS = _cards("и это стало главной новостью недели, сообщили эксперты.")
LOOSE = _all("div", NOISE)
OTHER = BODY.replace("Перу", "Гана").replace("3,4", "5,9").replace("640", "777").replace("910", "333")
COMMENT = "<p>Думаю, что потрачено 45 млн долларов, и это слишком много, лучше бы построили дороги.</p>"
AUTHOR = "<p>Автор пишет о торговле 15 лет, выпустил 3 книги и более 400 статей о рынках.</p>"
ADDRESS = "<p>Адрес министерства: Лима, проспект Независимости, дом сорок, второй этаж, вход со двора.</p>"
PAGES = {
    "ticker with a name": f'<div class="currency"><i>{NOISE[1]}</i></div>{HEAD}{BODY}<footer>{NOISE[0]}</footer>',
    "linked headings below": f"<article>{HEAD}{BODY}</article><div>{LINKS}</div>",
    "excerpts below": f"<div>{HEAD}{BODY}</div><div><b>Другие новости</b>{EXCERPTS}</div>",
    "excerpts above": f"<div>{EXCERPTS}</div><div>{HEAD}{BODY}</div>",
    "a second article": f"<article>{HEAD}{BODY}</article><article><h1>Гана и Чили ищут пути</h1>{OTHER}</article>",
    "no names at all": f"<div>{LOOSE}</div><div><div>{TITLE}</div>{_all('div', TEXT)}</div><div>{LOOSE}</div>",
    "breaks for paragraphs": f"<div>{HEAD}<span>05.03.2024</span>{'<br><br>'.join(TEXT)}</div><div>{LINKS}</div>",
    "a link inside": f'{HEAD}<p>{TEXT[0]}</p><p><b>Читайте также:</b> <a href="/1">{NOISE[2]}</a></p>{REST}',
    "comments": f"<article>{HEAD}{BODY}</article><h3>Комментарии (2)</h3>{COMMENT}",
    "a note on the author": f'{HEAD}{BODY}<div class="author-box">{AUTHOR}</div>',
}
KEPT = {
    "a lead in an article element": f"<article>{HEAD}<p>{TEXT[0]}</p></article><div>{REST}</div>",
    "a body that is named as furniture": f'{HEAD}<div class="social">{BODY}</div>',
    "items for paragraphs": f"{HEAD}<p>{TEXT[0]}</p><ul>{_all('li', TEXT[1:])}</ul>",
    "a site's name like a title": f"{HEAD}{BODY}<h3>Министерство торговли Республики Перу</h3>{ADDRESS}",
    "opinions in the middle": f"{HEAD}<p>{TEXT[0]}</p><div>Комментарии</div>{REST}",
}
PARTS = [(first, last) for first in range(len(TEXT)) for last in range(first + 1, len(TEXT) + 1)]


def _quotes(page: str, folder: Path, title: str = TITLE) -> list[str]:
    file = folder / "page.html"
    file.write_text(f"<html><head><title>{title}</title>{META}</head><body>{page}</body></html>", encoding="utf-8")
    return [claim.quote for claim in read_file(file).claims if claim.kind == "quantity"]


@pytest.mark.parametrize("make", PAGES)
def test_a_page_gives_the_figures_of_its_article_only(make: str, tmp_path: Path) -> None:
    assert sorted(_quotes(PAGES[make], tmp_path)) == sorted(FIGURES)


@pytest.mark.parametrize("make", KEPT)
def test_no_figure_of_an_article_is_taken_for_furniture(make: str, tmp_path: Path) -> None:
    quotes = _quotes(KEPT[make], tmp_path, f"{TITLE} | Министерство торговли Республики Перу")
    assert set(FIGURES) <= set(quotes)


@pytest.mark.parametrize(("first", "last"), PARTS)
def test_an_article_of_any_length_is_told_from_the_teasers_around_it(first: int, last: int, tmp_path: Path) -> None:
    lines = TEXT[first:last]
    quotes = _quotes(f"<div>{LINKS}</div><div>{HEAD}{_all('p', lines)}</div><div>{EXCERPTS}</div>", tmp_path)
    assert sorted(quotes) == sorted(figure for figure in FIGURES if any(figure in line for line in lines))
