"""Every date a person sees: days, months, years, periods, deadlines and placements, in Russian and English.

The words are data (`data/dates.csv`, where `~` is a no-break space); CLDR gives the names of months,
`data/months.csv` the Russian cases it lacks.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping

from babel.dates import format_date

from karvon.model.dates import Period, Span, month_span, year_span
from karvon.say.tables import NB, say_table

DAYS = {"ru": f"d{NB}MMMM y{NB}'года'", "en": f"d{NB}MMMM y"}
SHORT_DAYS = {"ru": "dd.MM.y", "en": f"d{NB}MMM{NB}y"}
MONTHS = {"ru": "LLLL", "en": "MMMM"}
SHORT_MONTHS = {"ru": "MM", "en": "MMM"}


def day(date: dt.date, lang: str) -> str:
    """Return a day in words: "15 ноября 2025 года", "15 November 2025"."""
    return format_date(date, DAYS[lang], locale=lang)


def span(days: Span, lang: str) -> str:
    """Return the name of a stretch of days: "ноябрь 2025 года", "2023 год", "январь–август 2025 года"."""
    return _say("name", _shape(days), days, lang)


def when(days: Span, lang: str) -> str:
    """Return a stretch of days as an adverbial: "в ноябре 2025 года", "в 2023 году", "on 15 November 2025"."""
    return _say("in", _shape(days), days, lang)


def short(days: Span, lang: str) -> str:
    """Return a stretch of days in the fewest characters, for tables and charts: "15.11.2025", "Nov 2025"."""
    return _say("short", _shape(days), days, lang)


def deadline(end: dt.date | None, lang: str) -> str:
    """Return a deadline: the last day of a year names the year ("к 2030 году"), of a month the month's end."""
    return _say("by", _deadline_shape(end), Span(None, end), lang)


def period(held: Period, lang: str) -> str:
    """Return when a figure holds: a deadline with its preposition, anything else by its name."""
    days = Span(held.start, held.end)
    if held.type != "deadline":
        return span(days, lang)
    if held.end is not None and _shape(days) == "month":
        return _say("by", "month", days, lang)
    return deadline(held.end, lang)


def between(days: Span, lang: str) -> str:
    """Return the days an undated document can be from: "между 1 ноября 2023 года и 15 ноября 2025 года"."""
    if days.first is not None and days.first == days.last:
        return day(days.first, lang)
    shape = _shape(days)
    return _say("between", shape if shape in ("since", "until", "unknown") else "days", days, lang)


def _shape(days: Span) -> str:
    """Return what a stretch of days is: day, month, months, year, years, days, since, until or unknown."""
    first, last = days.first, days.last
    if first is None or last is None:
        return "since" if first else "until" if last else "unknown"
    if first == last:
        return "day"
    if days == Span(year_span(first.year).first, year_span(last.year).last):
        return "year" if first.year == last.year else "years"
    if first.year == last.year and days == month_span(first.year, first.month, last.month - first.month + 1):
        return "month" if first.month == last.month else "months"
    return "days"


def _deadline_shape(end: dt.date | None) -> str:
    if end is None:
        return "unknown"
    if (end.month, end.day) == (12, 31):
        return "year"
    return "month_end" if end.day == calendar.monthrange(end.year, end.month)[1] else "day"


def _say(family: str, shape: str, days: Span, lang: str) -> str:
    template = say_table("dates", "key")[f"{family}.{shape}"][lang].replace("~", NB)
    form = "of" if shape == "month_end" else family
    return template.format_map(_parts("1", days.first, form, lang) | _parts("2", days.last, form, lang))


def _parts(place: str, date: dt.date | None, form: str, lang: str) -> dict[str, str]:
    """Return the day, month and year of one end of the stretch, as words of the form asked."""
    if date is None:
        return {}
    days = SHORT_DAYS if form == "short" else DAYS
    return {
        f"d{place}": format_date(date, days[lang], locale=lang),
        f"m{place}": _month(date, form, lang),
        f"y{place}": str(date.year),
    }


def _month(date: dt.date, form: str, lang: str) -> str:
    """Return the month's name: nominative, "in" and "by" (Russian cases), "of" (genitive), or short."""
    cases: Mapping[str, str] = say_table("months")[str(date.month)]
    if lang == "ru" and form in cases:
        return cases[form]
    patterns = SHORT_MONTHS if form == "short" else MONTHS
    pattern = "MMMM" if form == "of" else patterns[lang]
    return format_date(date, pattern, locale=lang)
