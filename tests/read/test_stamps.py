"""The date of a page is found in whatever form pages show it, and no other date of the page is taken for it."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from karvon.model.document import Document
from karvon.read import read_text

ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
RUSSIAN = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
DAYS = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
]
WEEK = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]

HEADS_EN = """
{M} {d}, {Y} | {d} {M} {Y} | {d} {M}, {Y} | {d}{th} {M} {Y} | {S}. {d}, {Y} | {S} {d} {Y} | {U} {d} {Y}
{W}, {d} {M} {Y} | {W}, {M} {d}, {Y} | {W} {M} {d} {Y} | {W}, {d}, {M}, {Y} | {dd}-{mm}-{Y} | {dd}.{mm}.{Y} 10:35
{Y}/{mm}/{dd} | {Y}.{mm}.{dd} | {Y}-{mm}-{dd} 10:35:00 | Published {M} {d}, {Y} 10:35 am IST
Published: {d} {M} {Y}, 10:35 IST | First Published: {d} {S} {Y}, 10:35 AM IST
Last Updated : {M} {d}, {Y}, 10:35 AM IST | Posted on {M} {d}, {Y} by admin | Posted by Evening Post on {M} {d}, {Y}
Release Date: {M} {d}, {Y} | {d} {M} {Y}, 10:35 GMT | {d} {U}, {Y} 10:35 | {M} {d}, {Y} / 10:35 AM
Created: {dd} {M} {Y} | Date: {d} {M} {Y} | Lagos, Nigeria, {d} {M} {Y} | By Ann Brown {M} {d}, {Y}
Written by: Ann Brown {d} {M} {Y} | Evening Post, {M} {d}, {Y} | Evening Post, {M} {d}, {Y} Adjust font size:
Evening Post{S} {d}, {Y} 10:35 PM | time{Y}-{mm}-{dd} 10:35:42 | GMT 10:35 {Y} {W} ,{d} {M}
Economy News {d} {M} {Y} 10:35 (UTC +04:00) | (Post) 10:35, {M} {d}, {Y} | Source: Post {Y}-{mm}-{dd} 10:35:22
{M} {d}, {Y} Staff Reporter | News Desk{M} {d}, {Y}
"""
LEADS_EN = """
DHAKA, {M} {d}, {Y} (POST) - | ASTANA, {d} {M} {Y} (POST) — | {S} {d}, {Y} (Post) - | Addis Ababa {M} {d}/{Y} (POST)
LONDON, {d} {M} {Y} – | BAKU, Azerbaijan, {M} {d}, {Y}. | {M} {d}, {Y}, Nairobi: | MANILA, {d} {M} {Y}:
Hanoi ({M} {d}, {Y}) – | {Y}-{mm}-{dd}
"""
HEADS_RU = """
{d} {R} {Y}, 10:35 | {d} {R} {Y} года | {d} {R} {Y} г. | {d} {R}, {Y} | {dd}.{mm}.{Y} 10:35 | 10:35, {dd}.{mm}.{Y}
10:35 / {dd}.{mm}.{Y} | 10:35 {d} {R} {Y} | {dd}/{mm}/{Y} | {dd}.{mm}.{yy} 10:35 | 10:35 {dd}.{mm}.{yy}
Опубликовано: {d} {R} {Y} г. в 10:35 | Опубликовано {d} {R} {Y} | Размещено {dd}.{mm}.{Y} | {d} {R} {Y} года, {Z}
{Z}, {d} {R} {Y} | Экономика {dd}.{mm}.{Y} | Новости / {d} {R} {Y} | Автор: Анна Белова {d} {R} {Y}
Анна Белова, {d} {R} {Y} | Дата публикации: {dd}-{mm}-{Y} | {d} {R} {Y} 10:35 2345 просмотров
{d} {R} {Y}, 10:35 МСК | Обновлено {d} {R} {Y}, 10:35 | Вестник{dd}.{mm}.{Y} | Источник: Вестник, {d} {R} {Y}
{d} {R} {Y} - 10:35 | Добавлено: {d} {R} {Y} | Пресс-служба, {d} {R} {Y}
"""
LEADS_RU = """
ТАШКЕНТ, {d} {R} {Y} — Вестник. | АСТАНА, {d} {R} {Y} года. /ВЕСТНИК/. | Бишкек, {dd}.{mm}.{yy}. /Вестник/.
Баку, {d} {R} {Y} г., ВЕСТНИК. | Минск. {d} {R} {Y}. Вестник - | г. Ташкент, {d} {R} {Y} года.
{d} {R} {Y}. Астана. Вестник – | г. Ош, {d} {R} {Y} года. | Ош, {d} {R} {Y} года — | {d} {R} {Y} - Астана.
Таласская область, {d} {R} {Y} года — | {d} {R} {Y} года, г. Астана. | Бишкек. {dd}.{mm}.{Y} Вестник.
{dd}.{mm}.{Y}, 10:35 | {d} {R} {Y}, 10:35 | Опубликовано {dd}.{mm}.{Y} 10:35 | {Y}.{mm}.{dd} 10:35
"""
TITLES = {"en": "Ministers of Kenya and Ghana meet in Accra", "ru": "Министры Кении и Ганы встретились в Аккре"}
BODIES = {
    "en": "The two ministers spoke of trade, roads and visits of business people, and agreed to carry on with the work "
    "of the joint commission. Trade reached $3 billion in {past}. A treaty on roads was signed on 12 April {past}. "
    "The commission will meet on 20 September {next}.",
    "ru": "Министры двух стран говорили о торговле, дорогах и поездках предпринимателей и решили продолжать работу "
    "общей комиссии. Товарооборот в {past} году достиг 3 млрд долларов. "
    "Договор о дорогах подписан 12 апреля {past} года. "
    "Комиссия соберётся 20 сентября {next} года.",
}
RELATED = {
    "en": "Related articles\n{M} {d}, {Y}\nKenya opens a port\n{d} {M} {Y}\nGhana sells cocoa",
    "ru": "Читайте также\n{d} {R} {Y}\nВ Кении открыт порт\n{dd}.{mm}.{Y}\nГана продаёт какао",
}


def _forms(table: str) -> list[str]:
    return [form.strip() for line in table.splitlines() for form in line.split(" | ") if form.strip()]


def _worded(form: str, day: dt.date) -> str:
    month, week = ENGLISH[day.month - 1], DAYS[day.weekday()]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    return form.format(
        d=day.day, dd=f"{day.day:02}", mm=f"{day.month:02}", Y=day.year, yy=f"{day.year % 100:02}", M=month,
        S=month[:3], U=month.upper(), R=RUSSIAN[day.month - 1], W=week, Z=WEEK[day.weekday()], th=ending,
    )  # fmt: skip


def _days(form: str) -> list[dt.date]:
    drawn = random.Random(form)
    return [dt.date(drawn.randint(2008, 2025), drawn.randint(1, 12), drawn.randint(1, 28)) for _ in range(3)]


def _document(text: str) -> Document:
    document = read_text(text, "page").document
    assert document is not None
    return document


def _body(language: str, day: dt.date) -> str:
    return BODIES[language].format(past=day.year - 1, next=day.year + 1)


HEADS = [(form, language) for table, language in ((HEADS_EN, "en"), (HEADS_RU, "ru")) for form in _forms(table)]
LEADS = [(form, language) for table, language in ((LEADS_EN, "en"), (LEADS_RU, "ru")) for form in _forms(table)]


@pytest.mark.parametrize(("form", "language"), HEADS)
def test_a_date_on_a_line_of_its_own_is_that_of_the_page_above_the_text_and_below_it(form: str, language: str) -> None:
    for day in _days(form):
        stamp, body = _worded(form, day), _body(language, day)
        for text in (f"{TITLES[language]}\n\n{stamp}\n\n{body}\n", f"{TITLES[language]}\n\n{body}\n\n{stamp}\n"):
            found = _document(text).published
            assert (found.first, found.last) == (day, day), text


@pytest.mark.parametrize(("form", "language"), HEADS)
def test_dates_of_related_articles_below_the_text_are_not_those_of_the_page(form: str, language: str) -> None:
    for day in _days(form):
        other = _worded(RELATED[language], day - dt.timedelta(days=40))
        text = f"{TITLES[language]}\n\n{_worded(form, day)}\n\n{_body(language, day)}\n\n{other}\n"
        assert _document(text).published.first == day, text


@pytest.mark.parametrize(("form", "language"), LEADS)
def test_a_dateline_dates_the_text_that_it_opens(form: str, language: str) -> None:
    for day in _days(form):
        text = f"{TITLES[language]}\n\n{_worded(form, day)} {_body(language, day)}\n"
        found = _document(text).published
        assert (found.first, found.last) == (day, day), text


def test_the_year_of_an_address_is_that_of_its_page() -> None:
    found = _document("https://news.example/2018/trade-with-ghana\n\nTrade with Ghana is growing.").published
    assert (str(found.first), str(found.last)) == ("2018-01-01", "2018-12-31")
