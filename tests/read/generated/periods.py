"""Periods of both languages: the words, and the days they must be read as for a document of a given day."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable

from tests.read.generated.drawing import Draw, Part

MONTHS_RU = (
    ("январь", "январе", "января"),
    ("февраль", "феврале", "февраля"),
    ("март", "марте", "марта"),
    ("апрель", "апреле", "апреля"),
    ("май", "мае", "мая"),
    ("июнь", "июне", "июня"),
    ("июль", "июле", "июля"),
    ("август", "августе", "августа"),
    ("сентябрь", "сентябре", "сентября"),
    ("октябрь", "октябре", "октября"),
    ("ноябрь", "ноябре", "ноября"),
    ("декабрь", "декабре", "декабря"),
)
COUNTS_RU = ("два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать")
COUNTS_EN = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
ROMAN = ("I", "II", "III", "IV")
ORDINALS_RU = ("первом", "втором", "третьем", "четвёртом")
ORDINALS_EN = ("first", "second", "third", "fourth")


def day(draw: Draw) -> dt.date:
    """Return the day of the document, the same for every sentence of one drawing."""
    draw.today = draw.today or dt.date(draw.whole(2018, 2026), draw.whole(1, 12), draw.whole(1, 28))
    return draw.today


def _span(first: dt.date, last: dt.date, kind: str = "period") -> dict[str, str]:
    return {"start": first.isoformat(), "end": last.isoformat(), "type": kind}


def _months(year: int, first: int, last: int) -> dict[str, str]:
    return _span(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))


def _year(draw: Draw, today: dt.date, words: tuple[str, ...]) -> Part:
    year = today.year - draw.whole(1, 6)
    return Part(draw.of("year words", words).format(year), _months(year, 1, 12))


def _last_year(draw: Draw, today: dt.date, words: tuple[str, ...]) -> Part:
    return Part(draw.of("last year words", words), _months(today.year - 1, 1, 12))


def _since(draw: Draw, today: dt.date, words: tuple[str, ...]) -> Part:
    return Part(draw.of("since words", words).format(today.year), _span(dt.date(today.year, 1, 1), today))


def _named_year(draw: Draw, today: dt.date, month: int) -> tuple[int, bool]:
    """Return the year of a part of a year, and whether it must be written because it is not the current one."""
    bare = month < today.month and draw.one_in("year left out", 3)
    past = today.year if bare or month < today.month else today.year - 1
    return (past if bare else past - draw.whole(0, 3)), not bare


Shape = Callable[[Draw, dt.date], Part]


def _ru_year(draw: Draw, today: dt.date) -> Part:
    return _year(draw, today, ("в {} году", "за {} год", "по итогам {} года", "в {} г.", "за {} г.", "за весь {} год"))


def _ru_last(draw: Draw, today: dt.date) -> Part:
    return _last_year(draw, today, ("в прошлом году", "в минувшем году", "за прошлый год", "по итогам прошлого года"))


def _ru_since(draw: Draw, today: dt.date) -> Part:
    return _since(draw, today, ("с начала года", "с начала {} года", "с начала текущего года", "с начала этого года"))


def _ru_range(draw: Draw, today: dt.date) -> Part:
    last = draw.whole(2, 11)
    first = 1 if draw.one_in("from January", 2) else draw.whole(1, last - 1)
    year, written = _named_year(draw, today, last)
    sign = draw.of("dash", ("–", "-", "—"))
    words = draw.of("range words", ("в {a}{s}{b}", "за {c}{s}{d}", "в {a} {s} {b}", "за {c} {s} {d}"))
    names = {"a": MONTHS_RU[first - 1][1], "b": MONTHS_RU[last - 1][1], "c": MONTHS_RU[first - 1][0]}
    text = words.format(**names, d=MONTHS_RU[last - 1][0], s=sign)
    return Part(
        text + (draw.of("year", (" {} года", " {} г.")).format(year) if written else ""), _months(year, first, last)
    )


def _ru_month(draw: Draw, today: dt.date) -> Part:
    month = draw.whole(1, 12)
    year, written = _named_year(draw, today, month)
    text = draw.of("month words", (f"в {MONTHS_RU[month - 1][1]}", f"за {MONTHS_RU[month - 1][0]}"))
    return Part(text + (f" {year} года" if written else ""), _months(year, month, month))


def _ru_first(draw: Draw, today: dt.date) -> Part:
    count = draw.whole(5, 11)
    year, written = _named_year(draw, today, count)
    number = draw.of("months", (str(count), str(count), COUNTS_RU[count - 2]))
    genitive = {"пять": "пяти", "шесть": "шести", "семь": "семи", "восемь": "восьми", "девять": "девяти"}
    many = genitive.get(number, number[:-1] + "и" if not number.isdigit() else number)
    words = draw.of(
        "first months words", (f"за {number} месяцев", f"за первые {number} месяцев", f"по итогам {many} месяцев")
    )
    return Part(words + (f" {year} года" if written else ""), _months(year, 1, count))


def _ru_half(draw: Draw, today: dt.date) -> Part:
    which = draw.whole(1, 2)
    year, written = _named_year(draw, today, which * 6)
    name = ("первое", "второе")[which - 1]
    words = (
        f"{('в', 'во')[which - 1]} {ORDINALS_RU[which - 1]} полугодии",
        f"за {name} полугодие",
        f"в {ROMAN[which - 1]} полугодии",
        f"за {which}-е полугодие",
    )
    return Part(
        draw.of("half words", words) + (f" {year} года" if written else ""), _months(year, which * 6 - 5, which * 6)
    )


def _ru_quarter(draw: Draw, today: dt.date) -> Part:
    which = draw.whole(1, 4)
    year, written = _named_year(draw, today, which * 3)
    words = (
        f"{'во' if which == 2 else 'в'} {ORDINALS_RU[which - 1]} квартале",
        f"в {ROMAN[which - 1]} квартале",
        f"за {ROMAN[which - 1]} квартал",
        f"в {which} квартале",
        f"в {which}-м квартале",
    )
    return Part(
        draw.of("quarter words", words) + (f" {year} года" if written else ""), _months(year, which * 3 - 2, which * 3)
    )


PAST_RU: tuple[Shape, ...] = (
    _ru_year,
    _ru_year,
    _ru_year,
    _ru_last,
    _ru_since,
    _ru_range,
    _ru_range,
    _ru_month,
    _ru_first,
    _ru_half,
    _ru_quarter,
)


def _en_year(draw: Draw, today: dt.date) -> Part:
    return _year(draw, today, ("in {}", "in {}", "for {}", "over {}", "during {}", "in the year {}"))


def _en_last(draw: Draw, today: dt.date) -> Part:
    return _last_year(draw, today, ("last year", "in the previous year", "in the last year"))


def _en_since(draw: Draw, today: dt.date) -> Part:
    return _since(
        draw,
        today,
        ("since the beginning of the year", "since the start of the year", "so far this year", "year to date"),
    )


def _en_range(draw: Draw, today: dt.date) -> Part:
    last = draw.whole(2, 11)
    first = 1 if draw.one_in("from January", 2) else draw.whole(1, last - 1)
    year, written = _named_year(draw, today, last)
    names = (calendar.month_name[first], calendar.month_name[last])
    text = draw.of("range words", ("in {}-{}", "in {}–{}", "in {} to {}", "from {} to {}", "between {} and {}")).format(
        *names
    )
    return Part(text + (draw.of("year", (" {}", " of {}")).format(year) if written else ""), _months(year, first, last))


def _en_month(draw: Draw, today: dt.date) -> Part:
    month = draw.whole(1, 12)
    year = today.year - draw.whole(1, 4)
    return Part(f"in {calendar.month_name[month]} {year}", _months(year, month, month))


def _en_first(draw: Draw, today: dt.date) -> Part:
    count = draw.whole(2, 11)
    year, written = _named_year(draw, today, count)
    number = draw.of("months", (str(count), COUNTS_EN[count - 2]))
    words = (f"in the first {number} months", f"over the first {number} months", f"during the first {number} months")
    text = draw.of("first months words", words)
    return Part(text + (draw.of("year", (" of {}", " {}")).format(year) if written else ""), _months(year, 1, count))


def _en_half(draw: Draw, today: dt.date) -> Part:
    which = draw.whole(1, 2)
    year, written = _named_year(draw, today, which * 6)
    tail = draw.of("year", (" of {}", " {}")).format(year) if written else draw.of("tail", ("", " of the year"))
    words = draw.of("half words", (f"in the {ORDINALS_EN[which - 1]} half", f"over the {ORDINALS_EN[which - 1]} half"))
    return Part(words + tail, _months(year, which * 6 - 5, which * 6))


def _en_quarter(draw: Draw, today: dt.date) -> Part:
    which = draw.whole(1, 4)
    year, written = _named_year(draw, today, which * 3)
    tail = draw.of("year", (" of {}", " {}")).format(year) if written else ""
    words = (f"in the {ORDINALS_EN[which - 1]} quarter", f"in Q{which}")
    return Part(draw.of("quarter words", words) + tail, _months(year, which * 3 - 2, which * 3))


PAST_EN: tuple[Shape, ...] = (
    _en_year,
    _en_year,
    _en_year,
    _en_last,
    _en_since,
    _en_range,
    _en_range,
    _en_month,
    _en_first,
    _en_half,
    _en_quarter,
)


def past(draw: Draw, today: dt.date, language: str) -> Part:
    """Return a period that has passed by the document's day."""
    return draw.of("period", PAST_RU if language == "ru" else PAST_EN)(draw, today)


DEADLINES = {
    "ru": ("к {} году", "до {} года", "к концу {} года", "до конца {} года", "не позднее {} года"),
    "en": ("by {}", "by the end of {}", "until {}", "before the end of {}", "no later than {}"),
}


def deadline(draw: Draw, today: dt.date, language: str) -> Part:
    """Return a deadline after the document's day."""
    year = today.year + draw.whole(1, 9)
    text = draw.of("deadline", DEADLINES[language]).format(year)
    return Part(text, {"end": dt.date(year, 12, 31).isoformat(), "type": "deadline"})
