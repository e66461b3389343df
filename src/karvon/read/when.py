"""When: the days that an expression of time means in a text whose own present is known, as far as it is known."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from karvon.model.dates import Period, PeriodType, Resolution, Span, month_span, year_span
from karvon.read import turkic
from karvon.read.gates import holds
from karvon.read.times import Time

UNDATED = ("bracketed", "unresolved")
UNKNOWN = Span()


@lru_cache(maxsize=256)
def span(time: Time, present: Span) -> Span:
    """Return the days an expression means for a text of the given present; open sides stay None."""
    if time.kind == "now":
        return present
    if time.kind == "since":
        return _since(time, present)
    if time.kind in ("ahead", "behind", "unit"):
        return _reached(time, present)
    if time.kind == "near":
        return UNKNOWN
    first, last = _reference(present)
    if first is last:
        return _on(time, _year(time, first)) or UNKNOWN
    return Span(_side(_on(time, _year(time, first)), "first"), _side(_on(time, _year(time, last)), "last"))


def _reached(time: Time, present: Span) -> Span:
    """Return the days from the day of speaking so many months ahead, or back."""
    if time.kind == "unit":
        return _unit(time, present)
    if time.kind == "ahead":
        return Span(present.first, _moved(present.last, time.months))
    if present.last is None:
        return Span()
    return Span(_moved(present.first, -time.months), present.last)


def _unit(time: Time, present: Span) -> Span:
    """Return the month or quarter before that of the day of speaking, or the part of it that has gone by."""
    first, last = present.first, present.last
    if first is not None and time.months == DECADE:
        return Span(dt.date(first.year // 10 * 10, 1, 1), dt.date(first.year // 10 * 10 + 9, 12, 31))
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return Span()
    year, at = divmod((first.year * 12 + first.month - 1) // time.months + (time.relative or 0), 12 // time.months)
    days = month_span(year, at * time.months + 1, time.months)
    return Span(days.first, last) if time.relative == 0 else days


DECADE = 120


def _moved(day: dt.date | None, months: int) -> dt.date | None:
    if day is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    whole = month_span(year, month + 1)
    return min(filter(None, (whole.last, whole.first and whole.first + dt.timedelta(day.day - 1))))


@lru_cache(maxsize=256)
def ahead(time: Time, present: Span) -> Span:
    """Return the days an expression means when what it tells of is still to come."""
    days = span(time, present)
    passed = time.year is None and time.relative is None and time.month is not None
    if passed and days.last is None and present.first is not None:
        here = _on(time, present.first.year) or days
        again = here.last is not None and here.last < present.first
        return Span(shifted(here.first, 1), shifted(here.last, 1)) if again else here
    if not passed or days.last is None or present.first is None or days.last >= present.first:
        return days
    return Span(shifted(days.first, 1), shifted(days.last, 1))


def earlier(day: dt.date | None, months: int) -> dt.date | None:
    """Return the same day some months earlier, the last of a month for the last of one; None stays None."""
    if day is None or months % 12 == 0:
        return shifted(day, -(months // 12))
    ends = (day + dt.timedelta(days=1)).month != day.month
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return month_span(year, month + 1).last if ends else _moved(day, -months)


def shifted(day: dt.date | None, years: int) -> dt.date | None:
    """Return the same day some years later (the last of February where it has none); None stays None."""
    if day is None:
        return None
    leap = day.month == 2 and day.day == 29 and years % 4 != 0
    return day.replace(year=day.year + years, day=28 if leap else day.day)


def _side(days: Span | None, name: str) -> dt.date | None:
    return getattr(days, name) if days is not None else None


def _reference(present: Span) -> tuple[dt.date | None, dt.date | None]:
    """Return the days to count from: one for both sides where the year is known."""
    known = present.first is not None and present.last is not None and present.first.year == present.last.year
    return (present.last, present.last) if known else (present.first, present.last)


def _since(time: Time, present: Span) -> Span:
    year = time.year or (present.first.year if present.first else None)
    return Span(dt.date(year, time.month or 1, 1) if year else None, present.last)


def _year(time: Time, day: dt.date | None) -> int | None:
    """Return the year meant on a day: a month or day without one is the latest that has begun, a deadline's is next."""
    if time.year is not None or day is None:
        return time.year
    if time.relative is not None and not time.month:
        return day.year + time.relative
    if time.relative:
        return day.year + time.relative
    if time.month is None:
        return None
    last = time.month + max(time.months, 1) - 1
    if time.deadline and not (time.relative == 0 and THIS.search(time.text)):
        return day.year + ((time.month, time.day or 31) < (day.month, day.day))
    counted = time.relative is None or _default(time)
    return day.year - (1 if counted and last > day.month else 0)


def _default(time: Time) -> bool:
    """Say whether "this year" is only what a count of months without a year is taken for ("за 9 месяцев")."""
    return time.kind == "months" and time.relative == 0 and not THIS.search(time.text)


THIS = re.compile(r"\bэт[иао]|нынешн|год|year|т\.\s?г|с\.\s?г|жыл|биыл|yil|йил", re.IGNORECASE)


def _on(time: Time, year: int | None) -> Span | None:
    if year is None:
        return None
    if time.kind == "day":
        try:
            only = dt.date(year, time.month or 1, time.day or 1)
        except ValueError:
            return None
        return Span(only, only)
    if time.until is not None:
        return _from_to(time, year)
    if time.kind == "months":
        return month_span(year, time.month or 1, time.months)
    return Span(dt.date(year, 1, 1), year_span(time.last_year or year).last)


def _from_to(time: Time, year: int) -> Span | None:
    """Return the days from one to another of a year or of the next ones: "с 1 июня по 24 июля"."""
    month, day = time.until or (12, 31)
    years, month = divmod(month - 1, 12)
    return Span(_day_of(year, time.month or 1, time.day or 1), _day_of(year + years, month + 1, day))


def _day_of(year: int, month: int, day: int) -> dt.date | None:
    """Return a day of a month, its last day where it has fewer."""
    last = month_span(year, month).last
    return last if last is not None and day > last.day else dt.date(year, month, day)


def period(time: Time, present: Span, dated_by: str) -> Period:
    """Return the resolved period of an expression, saying how it was found."""
    if time.deadline:
        return Period(None, span(time, present).last, time.text, "deadline", _resolution(time, dated_by))
    days = span(time, present)
    if time.kind in ("now", "since", "behind") and dated_by in UNDATED:
        days = Span(days.first, None)
    kind: PeriodType = "point" if time.kind in ("now", "day") else "period"
    return Period(days.first, days.last, time.text, kind, _resolution(time, dated_by))


def _resolution(time: Time, dated_by: str) -> Resolution:
    if time.year is not None:
        return "explicit"
    if dated_by in UNDATED:
        return "bracketed" if dated_by == "bracketed" else "unresolved"
    return "header_date"


COMPARED = re.compile(
    r"(?:отношени[ию]\s+к|relation\s+to|comparing(?:\s+(?:to|with))?|сравнени[ию](?:\s+со?)?|сопоставлени[ию](?:\s+со?)?|относительно|против|на\s+уровне|уров(?:ень|н[яюе])|чем|показател(?:ь|[яюе]м?|ей|и|ями?|ях)(?:,?\s+зафиксированн\w{2,3})?"
    r"|(?:превы[шс]\w{2,6}|выше|больше|ниже|меньше)\s+(?:итог|результат|объ[её]м|сумм)\w{0,2}|(?:(?:аналогичн|соответствующ)\w{1,3}|так\w{1,3}\s+же|э?т(?:от|ого|ом|ому|ем|им|у|ой)\s+же|сопоставим\w{1,3})\s+(?:период|отрез|квартал|полугоди|месяц|дат|срок)\w{0,4}"
    r"|compared\s+(?:to|with)|comparison\s+(?:to|with)|against|than|versus|vs\.?|(?:correspond\w{0,3}|comparable|similar|equal|close)\s+to|(?:in\s+line|on\s+a?\s?par)\s+with|match(?:es|ed|ing)|up\s+from|down\s+from|relative\s+to|levels?"
    r"|(?:from|than|to)\s+this\s+time|(?:same|corresponding|similar|comparable|like|equivalent|respective|matching)\s+(?:period|stretch|months?|quarter|half|time|indicator|figure|level|volume|value))"
    r"(?:\s+(?:за|в|на|весь|вс[её]|in|of|to|for|during|со?|к|the|a|whole|entire|full|period|corresponding|same|similar|comparable|respective|figures?|results?|indicators?|values?|levels?|volumes?|amounts?|recorded|reported|registered|reali[sz]ed|тем\s+же|показателем|показателями|аналогичным|периодом|итогами|уровнем))*(?:\s+[а-яё-]{4,20}(?:[оеыи]м|[ыиая]ми)){0,2}\s*$",
    re.IGNORECASE,
)
COMPARING = (
    "отношени", "relation", "comparing",
    "сравнени", "сопостав", "относительно", "против", "уровн", "уровень", "чем", "показател", "аналогичн", "же ", "так",
    "соответствующ", "compar", "against", "than", "versus", "vs", "from", "relative", "same", "corresponding",
    "similar", "like ", "превы", "выше ", "больше ", "ниже ", "меньше ", "equivalent", "respective", "level",
    "equal to", "close to", "line with", "par with", "match",
)  # fmt: skip
SAME_SEASON = re.compile(
    r"(?:\b(?:аналогичн|соответствующ|так|т|сопоставим)\w{1,3}(?:\s+же)?\s+(?:период|отрез|квартал|полугоди|месяц|дат|срок)\w{0,4}"
    r"|(?:same|corresponding|similar|comparable|like|equivalent|respective|matching)\s+(?:period|stretch|months?|quarter|half|time))(?:\s+(?:of|in|в))?\s*$",
    re.IGNORECASE,
)  # fmt: skip


@lru_cache(maxsize=64)
def compared(text: str, time: Time) -> bool:
    """Say whether a time is only what a change is measured against ("12 % more than in 2022")."""
    before = text[max(0, time.start - 24) : time.start]
    small = before.lower()
    if holds(small, THAN_ITS) and THAN_IT.search(before) and not PREPOSED.match(time.text):
        return True
    part = time.text[:3].lower() == "of " and PART.search(before) is not None
    if (part or (holds(small, ABOVE_IT) and OF_THE_YEAR.search(before))) and FIGURE.match(text, time.end):
        return True
    if _behind_change(text, time) or (
        TO_PAST.match(time.text) and TO_IT.search(text, max(0, time.start - 4), time.start)
    ):
        return True
    around = text[max(0, time.start - 60) : time.end].lower()
    if not holds(around, COMPARING):
        return turkic.against(text, time.end)
    led = COMPARED.search(text[max(0, time.start - 60) : time.start]) is not None
    return led or THAN.match(text[time.start : time.end]) is not None or turkic.against(text, time.end)


THAN = re.compile(r"(?:чем|than)\s", re.IGNORECASE)


def _behind_change(text: str, time: Time) -> bool:
    """Say whether a change told right before a time is counted from it: "5 % to 20 million from 2020"."""
    one = time.kind in ("year", "months") and time.last_year is None and time.until is None and not time.deadline
    led = LED.match(time.text) if one else None
    at = time.start + (led.end() if led is not None else 0)
    if not one or not holds(text[max(0, at - 40) : at].lower(), COUNTED):
        return False
    found = CHANGED.search(text, max(0, at - 120), at)
    if found is None or ONWARD.match(text, time.end) is not None:
        return False
    if found["by"].lower() == "over":
        return (
            found["rise"] is not None or UP_BY.search(text, max(0, found.start() - 20), found.start() + 1) is not None
        )
    if time.kind == "months" and time.months > 1:
        return led is None and (found["rise"] is not None or found["part"] is not None)
    return time.kind == "year" or found["money"] is None


TO_PAST = re.compile(r"(?:прошл|предыдущ|минувш|истекш)\w{3}\s+году\b", re.IGNORECASE)
TO_IT = re.compile(r"\bк\s+$", re.IGNORECASE)
UP_BY = re.compile(r"(?<!went )(?<!gone )(?<!goes )\b(?:up|down)\s(?:by\s)?[^,;]{0,12}$", re.IGNORECASE)
LED = re.compile(r"(?:from|over|on|than)\s+(?:the\s+)?", re.IGNORECASE)
COUNTED = ("from ", "over ", "on ", "than ", "of the ")
CHANGED = re.compile(
    r"(?:(?P<part>\d\s?%|\bper\s?cent(?:age\spoints?)?|[a-z]fold|\btimes|\bdoubled|\btripled|\bquadrupled)"
    r"|(?P<money>illion|\d\s?(?:bn|mn|tn|m|k)|\bup|\bdown))"
    r"(?:\s?\([^()]{1,40}\)|\s(?:dollars|euros?|tons|tonnes|baht|rupees|[A-Z]{3})|\sy-o-y|\syear-on-year){0,2}"
    r"(?P<rise>\s(?:increase|rise|growth|gain|jump|surge|drop|decline|fall|decrease|reduction|improvement|slump|more|higher|lower|less))?"
    r"\s{1,2}(?:compared\s)?(?P<by>from|over|on|than|of(?=\sthe\s(?:value|level|figure|amount)))\s(?:(?:that|those|the\s(?:figure|level|total|volume|value|amount)s?)"
    r"(?:\s(?:recorded|reported|registered|posted|reali[sz]ed|seen))?\s(?:(?:of|in|for)\s)?)?"
    r"(?:(?:the|an?|its)\s(?:year\s)?)?$",
    re.IGNORECASE,
)
ONWARD = re.compile(
    r"\s{0,2}(?:to(?!\s(?:reach|stand|hit|total|make|become|achieve|surpass|exceed|amount|come)\b)|until|till|through|onwards?|up\s+to|-)\b"
)
PART = re.compile(r"(?:percent|per\s?cent|%|times|half|thirds?|quarters?)\s+$", re.IGNORECASE)
OF_THE_YEAR = re.compile(
    r"\b(?:times|above|below|over|exceed\w*|surpass\w*|beat\w*|topp\w*|of|correspond\w*\s+to|equal\w*\s+to|match\w*|similar\s+to"
    r"|in\s+line\s+with|close\s+to|near)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
ABOVE_IT = (
    "times", "above", "below", "over", "exceed", "surpass", "beat", "topp", "of", "correspond", "equal", "match",
    "similar", "line", "close", "near",
)  # fmt: skip
FIGURE = re.compile(
    r"(?:'s|’s)?\s{1,3}(?:figures?|levels?|totals?|volumes?|results?|numbers?|peak|record|high)\b"
    r"(?!\s{1,3}of\s{1,3}\S{0,4}\d)",
    re.IGNORECASE,
)
THAN_IT = re.compile(r"\b(?:больше|меньше|выше|ниже|лучше|хуже|превы[сш]\w{1,5}|опере\w{2,8})\s+$", re.IGNORECASE)
THAN_ITS = ("больше", "меньше", "выше", "ниже", "лучше", "хуже", "превы", "опере")
PREPOSED = re.compile(r"(?:в|во|за|на|к|по|с|до|in|for|over|by|during)\s", re.IGNORECASE)


def same_season(text: str, time: Time) -> bool:
    """Say whether a year names the same part of an earlier year ("в тот же период 2017 года")."""
    return bool(SAME_SEASON.search(text[max(0, time.start - 60) : time.start]))


BY = re.compile(
    r"(?:(?<![^\W\d_])(?:к|ко|до|не\s+позднее|by|until|till|before)(?:\s+(?:the\s+)?(?:конц[ау]|исход[ау]|end)(?:\s+of)?)?"
    r"(?:\s+(?:the|самого))?(?:\s+(?:mid|early|late)-?|\s+middle(?:\s+of)?|\s+(?:середин|начал)[ыеу])?)\s*-?$",
    re.IGNORECASE,
)
AROUND = " -\n\t"
BY_ENDS = (
    "к", "ко", "до", "позднее", "by", "until", "till", "before", "конца", "концу", "исхода", "исходу", "end", "of",
    "the", "самого", "mid", "early", "late", "middle", "середины", "середине", "середину", "началы", "начале", "началу",
)  # fmt: skip
MIDDLE = re.compile(r"(?:mid-?|middle(?:\s+of)?|середин[аеуы])\s*$", re.IGNORECASE)
TO_MIDDLE = re.compile(r"к\s+середине\s", re.IGNORECASE)


@lru_cache(maxsize=64)
def by(text: str, time: Time) -> bool:
    """Say whether words before a time make it the day by which something is to be ("by the end of next year")."""
    before = text[max(0, time.start - 40) : time.start]
    return before.rstrip(AROUND).lower().endswith(BY_ENDS) and BY.search(before) is not None


@lru_cache(maxsize=64)
def limited(text: str, time: Time) -> Time:
    """Return a time as a deadline where the words before it say so; the middle of a year is its first half."""
    to_middle = TO_MIDDLE.match(time.text) is not None
    if time.deadline or not (to_middle or by(text, time)):
        return time
    one = time.kind == "year" and time.last_year is None
    middle = one and (to_middle or MIDDLE.search(text[max(0, time.start - 16) : time.start]))
    half = time._replace(kind="months", month=1, months=6) if middle else time
    return half._replace(deadline=True)
