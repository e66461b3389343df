"""Time shapes: what the words of an expression of time name, by the kind of rule that found it."""

from __future__ import annotations

import re
from functools import lru_cache

from karvon.read.cues import lexicon
from karvon.read.ordinals import NUMBERS, ORDINALS, lookup
from karvon.read.values import Value

NAMED = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "last": 4, "final": 4, "closing": 4, "последн": 4, "opening": 1}


class Time(Value, frozen=True):
    """One expression at [start, end): what it names, with the year absolute, relative to the document, or None."""

    start: int
    end: int
    text: str
    kind: str
    year: int | None = None
    relative: int | None = None
    month: int | None = None
    months: int = 12
    day: int | None = None
    last_year: int | None = None
    deadline: bool = False
    until: tuple[int, int] | None = None


@lru_cache(maxsize=10_000)
def month_of(name: str, language: str) -> int:
    """Return the number of the month that a name of the lexicon, short or declined, is of."""
    lowered = name.lower().rstrip(".")
    for row in lexicon("months"):
        if row["lang"] == language:
            for form in row["pattern"].split("|"):
                if lowered == form or (form.endswith("*") and lowered.startswith(form[:-1])):
                    return int(row["code"])
    raise ValueError(f"{name!r} is not a month")


def _day(time: Time, part: dict[str, str], language: str) -> Time | None:
    month = int(part["m"]) if "m" in part else month_of(part["month"], language)
    day = int(part["d"]) if part["d"].isdigit() else 1
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return time._replace(kind="day", month=month, day=day, months=0)


def _month_only(time: Time, part: dict[str, str], language: str) -> Time:
    return time._replace(kind="months", month=month_of(part["month"], language), months=1)


def _month_range(time: Time, part: dict[str, str], language: str) -> Time | None:
    first, last = month_of(part["month"], language), month_of(part["month2"], language)
    if "pair" in part and last - first != 1:
        return None
    return time._replace(month=first, months=(last - first) % 12 + 1) if first != last else None


def _until(time: Time, part: dict[str, str], language: str) -> Time | None:
    """So many months that end with one, or the months to it from January: "the five months to May", "to May 20"."""
    last = month_of(part["month"], language)
    whole = "whole" in part or "twelve" in part
    months = 3 if "third" in part else 12 if whole else lookup(part["count"], NUMBERS) if "count" in part else last
    day = int(part.get("d") or part.get("d2") or {"early": 10, "mid": 15}.get(part.get("early", ""), LAST_DAYS))
    if not (1 <= months <= 12 and 1 <= day <= 31):
        return None
    inside = day < LAST_DAYS and "count" in part
    month = (last - months - inside) % 12 + 1
    back = last < month
    year = time.year - back if time.year is not None else None
    relative = time.relative - back if time.relative is not None else None
    time = time._replace(kind="months", year=year, relative=relative, month=month, months=months + inside)
    if not inside:
        return time
    opens = NOWRUZ if month == SPRING and abs(day - NOWRUZ) <= 2 else day + 1
    return time._replace(day=opens, until=(last + 12 * back, day))


SPRING, NOWRUZ = 3, 21
"""The month and day that years of the Iranian calendar begin on, their first five months having a day more."""


def _first_months(time: Time, part: dict[str, str], _language: str) -> Time | None:
    count = lookup(part["count"], NUMBERS)
    relative = time.relative if time.year or time.relative is not None else 0
    return time._replace(kind="months", month=1, months=count, relative=relative) if 1 <= count <= 11 else None


def _half(time: Time, part: dict[str, str], _language: str) -> Time | None:
    closing = part["ordinal"] in ("latter", "last", "final", "closing")
    return _fraction(time, {**part, "ordinal": "ii"} if closing else part, 6)


def _quarter(time: Time, part: dict[str, str], _language: str) -> Time | None:
    return _fraction(time, part, 3)


def _fraction(time: Time, part: dict[str, str], months: int) -> Time | None:
    which = NAMED.get(part["ordinal"].lower()) or lookup(part["ordinal"], ORDINALS)
    if "short" in part:
        time = time._replace(year=2000 + int(part["short"]))
    if not 1 <= which <= 12 // months:
        return None
    return time._replace(kind="months", month=(which - 1) * months + 1, months=months)


def _first_quarters(time: Time, part: dict[str, str], _language: str) -> Time | None:
    count = lookup(part["count"], NUMBERS) or lookup(part["count"], ORDINALS)
    return _from_january(time, 3 * count) if 1 <= count <= 3 else None


def _first_half(time: Time, _part: dict[str, str], _language: str) -> Time:
    return _from_january(time, 6)


def _first_month(time: Time, _part: dict[str, str], _language: str) -> Time:
    return _from_january(time, 1)


def _from_january(time: Time, months: int) -> Time:
    relative = time.relative if time.year or time.relative is not None else 0
    return time._replace(kind="months", month=1, months=months, relative=relative)


def _stretch(time: Time, part: dict[str, str], language: str) -> Time:
    """From a day to a day: whole months where it opens on the first and ends with a month, else the days told."""
    first, last = month_of(part.get("month", part["month2"]), language), month_of(part["month2"], language)
    opens, ends = int(part["d"]), int(part["d2"])
    months = last - first + (ends >= LAST_DAYS)
    whole = opens == 1 and (ends == 1 or ends >= LAST_DAYS) and months > 0
    if not whole:
        time, months = time._replace(day=opens, until=(last, ends)), last - first + 1
    return time._replace(kind="months" if months > 0 else "near", month=first, months=months)


def _between(time: Time, part: dict[str, str], language: str) -> Time | None:
    """From a day, an edge or a month of one year to one of the same year or a later: "from mid-May 2023 to 2 April"."""
    if part["joint"] in ("and", "и") and "lead" not in part:
        return None
    first = _edge(part, "1", language)
    last = _edge(part, "2", language)
    if first is None or last is None:
        return None
    opened = int(part["y1"]) if "y1" in part else None
    later = time.year - opened if time.year is not None and opened is not None else int(first > last)
    if later < 0 or (later == 0 and first > last):
        return None
    base = opened if opened is not None or time.year is None else time.year - later
    relative = time.relative - later if time.relative is not None and base is None else None
    months = 12 * later + last[0] - first[0] + 1
    time = time._replace(kind="months", year=base, relative=relative, month=first[0], months=months)
    whole = first[1] == 1 and last[1] > LAST_DAYS + 2
    return time if whole else time._replace(day=first[1], until=(last[0] + 12 * later, last[1]))


def _edge(part: dict[str, str], at: str, language: str) -> tuple[int, int] | None:
    """Return the month and day that one end of a stretch names: the first or last of a month where no day is told."""
    name = part.get(f"m{at}") or part.get(f"n{at}") or part.get("m2") or part.get("n2") or ""
    day = part.get(f"d{at}") or part.get(f"f{at}")
    if day is not None and not 1 <= int(day) <= 31:
        return None
    edge = part.get(f"e{at}") or part.get(f"w{at}") or "-"
    word = next((days for stem, days in EDGES.items() if edge.startswith(stem)), None)
    told = int(day) if day is not None else word[int(at) - 1] if word is not None else (1, 31)[int(at) - 1]
    return month_of(name, language), told


EDGES = {
    "beg": (1, 1), "sta": (1, 1), "ear": (1, 10), "mid": (15, 15), "end": (31, 31), "clo": (31, 31), "late": (21, 31),
    "нач": (1, 1), "сере": (15, 15), "кон": (31, 31), "исх": (31, 31),
}  # fmt: skip


def _part_of_month(time: Time, part: dict[str, str], language: str) -> Time | None:
    """A part of a month: its first so many days, a half, a decade or a week of it."""
    month, word = month_of(part["month"], language), part.get("which", "")
    unit = next(days for stem, days in UNITS.items() if part["span"].startswith(stem))
    at = next((place for stem, place in PLACES.items() if word.startswith(stem)), 0)
    length = unit * (lookup(part["count"], NUMBERS) if "count" in part else 1)
    days = (at * length + 1, (at + 1) * length) if at >= 0 else (31 - length, 31)
    if at and days[1] >= LAST_DAYS + 2:
        days = (days[0], 31)
    if not 0 < days[0] <= days[1] <= 31:
        return None
    return time._replace(kind="months", month=month, months=1, day=days[0], until=(month, days[1]))


UNITS = {"day": 1, "week": 7, "half": 15, "дн": 1, "недел": 7, "декад": 10, "половин": 15}
PLACES = {"sec": 1, "lat": 1, "вт": 1, "thi": 2, "трет": 2, "last": -1, "final": -1, "послед": -1}


def _last_months(time: Time, part: dict[str, str], _language: str) -> Time | None:
    """The last so many months of a year."""
    count = lookup(part["count"], NUMBERS)
    return time._replace(kind="months", month=13 - count, months=count) if 1 < count < 12 else None


def _reach(time: Time, part: dict[str, str], _language: str) -> Time:
    """The next or last so many years or months; without their number, or in days, they are not resolved."""
    unit = next((part[name] for name in ("one", "ten", "pair", "span") if name in part), "")
    count = lookup(part["count"], NUMBERS) if "count" in part else 2 if "two" in part else int(unit.endswith(SINGULAR))
    if not count or not unit:
        return time._replace(kind="near")
    count *= 10 if unit.startswith(("decade", "десятилет")) else 1
    months = count if unit.startswith(("м", "m")) else 12 * count
    return time._replace(months=months, deadline=time.kind == "ahead")


LAST_DAYS = 28
SINGULAR = ("год", "year", "месяц", "month", "decade", "десятилетие")
SAME_AS_VERBS = ("may", "march", "mar")
LOOSE = ("the", "late", "early", "of", "mid", "")


def _bare_month(time: Time, part: dict[str, str], language: str) -> Time | None:
    """An English month without a year, told by its capital; one that only describes a noun is not resolved."""
    before = part.get("prep", "").strip(" -\n")
    name = time.text[-len(part["month"]) :]
    if (
        not name[:1].isupper()
        or (name.isupper() and len(name) > LONG)
        or (part["month"] in SAME_AS_VERBS and not before and not ENDING.search(time.text))
    ):
        return None
    month = _month_only(time, part, language)
    if before in ("through", "up to") and month.month and month.month > 1:
        return _from_january(month, month.month)
    loose = before in LOOSE and not time.deadline and not ENDING.search(time.text)
    return month._replace(kind="near") if loose else month


LONG = 3
ENDING = re.compile(r"\bend\s+of\s", re.IGNORECASE)


def _years(time: Time, part: dict[str, str], _language: str) -> Time | None:
    last = int(part["year2"])
    if part.get("joint") == "and" and time.year and last > time.year + 1 and not time.text.lower().startswith("betw"):
        return None
    return time._replace(kind="year", last_year=last) if time.year and last > time.year else None


def _years_to(time: Time, part: dict[str, str], _language: str) -> Time | None:
    """So many years that end with one: "the five years to 2023"."""
    count = lookup(part["count"], NUMBERS)
    return time._replace(kind="year", year=(time.year or 0) - count + 1, last_year=time.year) if count > 1 else None


def _unit(time: Time, part: dict[str, str], _language: str) -> Time:
    months = next(months for stem, months in UNIT_MONTHS.items() if part["span"].startswith(stem))
    return time._replace(months=months, relative=0 if months == DECADE else time.relative)


DECADE = 120
UNIT_MONTHS = {"month": 1, "месяц": 1, "quarter": 3, "квартал": 3, "decade": DECADE, "десятилет": DECADE}


def _since_year(time: Time, _part: dict[str, str], _language: str) -> Time:
    return time._replace(kind="since")


def _fiscal(time: Time, part: dict[str, str], _language: str) -> Time | None:
    """A fiscal year spans two calendar years, named by both or by the last ("FY24"); its months are the country's."""
    if part.get("solar"):
        first = int(part["solar"]) + SOLAR
        return time._replace(kind="year", year=first, last_year=first + 1)
    short = int(part["short"])
    if time.year is None:
        return time._replace(kind="year", year=1999 + short, last_year=2000 + short)
    last = time.year // 100 * 100 + short
    years = NEPALESE if time.year >= AHEAD else 0
    return time._replace(kind="year", year=time.year - years, last_year=last - years) if last > time.year else None


SOLAR = 621  # the era of Iran's calendar began so many years later
AHEAD, NEPALESE = 2060, 57  # so far ahead lie only years of the Nepalese era, which began so many years earlier


def _season(time: Time, part: dict[str, str], _language: str) -> Time:
    month = next(month for stem, month in SEASONS.items() if part["season"].startswith(stem))
    return time._replace(kind="months", month=month, months=3)


SEASONS = {"весн": 3, "лет": 6, "осен": 9, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}


def _decade_of(time: Time, part: dict[str, str], _language: str) -> Time:
    first = int(part["decade"])
    return time._replace(kind="year", year=first, last_year=first + 9)


def _decade(time: Time, part: dict[str, str], _language: str) -> Time:
    return time._replace(kind="year", year=int(part["decade"]))


def _year_relative(time: Time, _part: dict[str, str], _language: str) -> Time:
    return time._replace(kind="year")


SHAPES = {
    "until": _until,
    "day_numeric": _day, "day_iso": _day, "day": _day, "days": _day, "months": _month_range, "month": _month_only,
    "first_months": _first_months, "half": _half, "quarter": _quarter, "years": _years, "decade": _decade,
    "since_year": _since_year, "fiscal": _fiscal, "first_quarters": _first_quarters, "first_half": _first_half,
    "stretch": _stretch, "part_one": _first_month, "ahead": _reach, "behind": _reach, "bare_month": _bare_month,
    "relative": _year_relative, "season": _season, "decade_of": _decade_of,
    "years_to": _years_to, "unit": _unit, "between": _between, "part": _part_of_month, "last_months": _last_months,
}  # fmt: skip
