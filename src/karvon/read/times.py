"""Times: every expression of date and period in a text, as found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from karvon.read.cues import lexicon
from karvon.read.fiscalwords import of_fiscal
from karvon.read.ordinals import NUMBERS, ORDINALS, lookup
from karvon.read.timerules import Grammar, Rule, grammar
from karvon.read.values import Value

NAMED = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "last": 4, "final": 4}
RELATIVE_YEAR = {"last": -1, "this": 0, "next": 1, "before": -2}


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


def find(text: str, language: str) -> list[Time]:
    """Return the time expressions of a plain text in order, longest first where they overlap."""
    looked = _looked(_small(text), grammar(language))
    found: list[Match] = []
    for rule in looked.known.rules:
        if not rule.needs or rule.needs & looked.held:
            _match(rule, looked, found)
    return _across(_apart(found, text, language), text)


Match = tuple[re.Match[str], str]


class Looked(NamedTuple):
    """A text in small letters looked through: the words it holds, where times can stand and led rules can begin."""

    text: str
    known: Grammar
    held: int
    windows: Sequence[tuple[int, int]]
    openings: Sequence[tuple[int, int]]


def _looked(text: str, known: Grammar) -> Looked:
    held = known.needles.held(text)
    windows = _windows(text, known, held)
    return Looked(text, known, held, windows, _openings(text, known, windows))


def _across(found: list[Time], text: str) -> list[Time]:
    """Join a month of one year and a month of another into the stretch between them."""
    kept: list[Time] = []
    for time in found:
        joined = _joint(kept[-1], time, text) if kept else None
        if joined is None:
            kept.append(time)
        else:
            kept[-1] = joined
    return kept


def _joint(left: Time, right: Time, text: str) -> Time | None:
    through = _through(left, right, text)
    if through is not None:
        return through
    fiscal = right.kind == "year" and right.year is not None and right.last_year == right.year + 1
    if fiscal and left.kind == "months" and left.year is None and of_fiscal(text, left.end, right.start, right.end):
        whole = text[left.start : right.end].strip()
        return left._replace(end=right.end, text=whole, year=right.year, relative=None, last_year=right.last_year)
    if not left.months == right.months == 1 or left.year is None or right.year is None:
        return None
    if left.month is None or right.month is None or ACROSS.fullmatch(text, left.end, right.start) is None:
        return None
    months = (right.year - left.year) * 12 + right.month - left.month + 1
    whole = text[left.start : right.end].strip()
    return left._replace(end=right.end, text=whole, months=months) if months > 1 and not left.deadline else None


def _through(left: Time, right: Time, text: str) -> Time | None:
    """Return a year up to a month of it as those months: "in 2024 until the end of September"."""
    whole = left.kind == "year" and left.year is not None and left.last_year is None and not left.deadline
    part = right.kind == "months" and right.months == 1 and right.year is None and right.relative is None
    if not (whole and part and THROUGH.match(text, left.end, right.end)) or right.start - left.end > len(", up to "):
        return None
    told = text[left.start : right.end].strip()
    return left._replace(end=right.end, text=told, kind="months", month=1, months=right.month or 1)


THROUGH = re.compile(r",?\s{1,2}(?:up\s{1,2})?(?:to|until|till|through)\s", re.IGNORECASE)
ACROSS = re.compile(
    r"(?:\s{0,2}[-–—]\s{0,2}|\s{1,2}(?:to|through|until|по|до)\s{1,2})(?:конец\s{1,2}|the\s{1,2}end\s{1,2}of\s{1,2})?"
)


def _match(rule: Rule, looked: Looked, found: list[Match]) -> None:
    """Add what a rule matches, one behind the other: a led one at the openings, another anywhere in its stretches."""
    text, known, held, windows, openings = looked
    if rule.led:
        reached, begins = 0, rule.expression.match
        for at, last in openings:
            match = begins(text, at, last) if at >= reached else None
            if match is not None:
                reached = match.end()
                found.append((match, rule.kind))
        return
    if rule.near:
        windows = _stretches(text, known.needles.of(rule.needs & held), NEAR_REACH)
    for first, last in windows:
        found += [(match, rule.kind) for match in rule.expression.finditer(text, first, last)]


def _openings(text: str, known: Grammar, windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where led rules can begin, each place with the end of its stretch."""
    opening, found = known.opening.finditer, []
    if windows and windows[0][0] == 0 and known.first.match(text, 0, windows[0][1]):
        found.append((0, windows[0][1]))
    for first, last in windows:
        found += [(match.end(), last) for match in opening(text, max(0, first - 1), last)]
    return found


def _small(text: str) -> str:
    """Return the text in small letters, sign for sign: the few that would become two stay as they are."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


NUMBER = re.compile(r"\d(?:\d?[\s.-]|(?<=1)9\d\d|(?<=2)0\d\d)")
ODD = re.compile(r"to\s+date|oy\b")
REACH, NEAR_REACH = 64, 48


def _windows(text: str, known: Grammar, held: int) -> list[tuple[int, int]]:
    """Return the stretches around words of time; only there can an expression stand."""
    places = [match.span() for match in NUMBER.finditer(text)]
    if "oy" in text or "date" in text:
        places += [match.span() for match in ODD.finditer(text)]
    for word in known.needles.of(held & known.hints):
        places += _places(text, word)
    return _joined(places, REACH, len(text))


def _stretches(text: str, words: Iterable[str], reach: int) -> list[tuple[int, int]]:
    """Return the stretches around some words."""
    return _joined((place for word in words for place in _places(text, word)), reach, len(text))


def _joined(places: Iterable[tuple[int, int]], reach: int, length: int) -> list[tuple[int, int]]:
    windows: list[tuple[int, int]] = []
    for start, end in sorted(places):
        first, last = max(0, start - reach), min(length, end + reach)
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(last, windows[-1][1]))
        else:
            windows.append((first, last))
    return windows


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + len(word))


def _apart(found: list[Match], text: str, language: str) -> list[Time]:
    """Keep the longest of expressions that overlap, the first of equals, and leave out what is no time ("32 May")."""
    kept: list[Time] = []
    for match, kind in sorted(found, key=lambda one: (one[0].start() - one[0].end(), one[0].start())):
        start, end = match.span()
        at = bisect_left(kept, start, key=lambda t: t.start)
        clear = (at == 0 or kept[at - 1].end <= start) and (at == len(kept) or kept[at].start >= end)
        time = _time(kind, match, text, language) if clear else None
        if time is not None:
            kept.insert(at, time)
    return kept


def _time(kind: str, match: re.Match[str], text: str, language: str) -> Time | None:
    part = {name: value for name, value in match.groupdict().items() if value}
    start, end = match.span()
    year = int(part["year"]) if "year" in part else None
    base = Time(start, end, text[start:end].strip(), kind, year, _relative(part), deadline="by" in part)
    shape = _SHAPES.get(kind)
    return base if shape is None else shape(base, part, language)


def _relative(part: dict[str, str]) -> int | None:
    return next((years for name, years in RELATIVE_YEAR.items() if name in part), None)


@lru_cache(maxsize=10_000)
def _month(name: str, language: str) -> int:
    lowered = name.lower().rstrip(".")
    for row in lexicon("months"):
        if row["lang"] == language:
            for form in row["pattern"].split("|"):
                if lowered == form or (form.endswith("*") and lowered.startswith(form[:-1])):
                    return int(row["code"])
    raise ValueError(f"{name!r} is not a month")


def _day(time: Time, part: dict[str, str], language: str) -> Time | None:
    month = int(part["m"]) if "m" in part else _month(part["month"], language)
    day = int(part["d"]) if part["d"].isdigit() else 1
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return time._replace(kind="day", month=month, day=day, months=0)


def _month_only(time: Time, part: dict[str, str], language: str) -> Time:
    return time._replace(kind="months", month=_month(part["month"], language), months=1)


def _month_range(time: Time, part: dict[str, str], language: str) -> Time | None:
    first, last = _month(part["month"], language), _month(part["month2"], language)
    if "pair" in part and last - first != 1:
        return None
    return time._replace(month=first, months=(last - first) % 12 + 1) if first != last else None


def _until(time: Time, part: dict[str, str], language: str) -> Time | None:
    """So many months that end with one, or the months to it from January: "the five months to May"."""
    last = _month(part["month"], language)
    whole = "whole" in part or "twelve" in part
    months = 3 if "third" in part else 12 if whole else lookup(part["count"], NUMBERS) if "count" in part else last
    if not 1 <= months <= 12:
        return None
    month, back = (last - months) % 12 + 1, last < months
    year = time.year - back if time.year is not None else None
    relative = time.relative - back if time.relative is not None else None
    return time._replace(kind="months", year=year, relative=relative, month=month, months=months)


def _first_months(time: Time, part: dict[str, str], _language: str) -> Time | None:
    count = lookup(part["count"], NUMBERS)
    relative = time.relative if time.year or time.relative is not None else 0
    return time._replace(kind="months", month=1, months=count, relative=relative) if 1 <= count <= 11 else None


def _half(time: Time, part: dict[str, str], _language: str) -> Time | None:
    return _fraction(time, part, 6)


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


def _from_january(time: Time, months: int) -> Time:
    relative = time.relative if time.year or time.relative is not None else 0
    return time._replace(kind="months", month=1, months=months, relative=relative)


def _stretch(time: Time, part: dict[str, str], language: str) -> Time:
    """From a day to a day: whole months where it opens on the first and ends with a month, else the days told."""
    first, last = _month(part.get("month", part["month2"]), language), _month(part["month2"], language)
    opens, ends = int(part["d"]), int(part["d2"])
    months = last - first + (ends >= LAST_DAYS)
    whole = opens == 1 and (ends == 1 or ends >= LAST_DAYS) and months > 0
    if not whole:
        time, months = time._replace(day=opens, until=(last, ends)), last - first + 1
    return time._replace(kind="months" if months > 0 else "near", month=first, months=months)


def _reach(time: Time, part: dict[str, str], _language: str) -> Time:
    """The next or last so many years or months; without their number, or in days, they are not resolved."""
    unit = next((part[name] for name in ("one", "ten", "pair", "span") if name in part), "")
    count = lookup(part["count"], NUMBERS) if "count" in part else 2 if "two" in part else int(unit.endswith(SINGULAR))
    if not count or not unit:
        return time._replace(kind="near")
    count *= 10 if unit.startswith("decade") else 1
    months = count if unit.startswith(("м", "m")) else 12 * count
    return time._replace(months=months, deadline=time.kind == "ahead")


LAST_DAYS = 28
SINGULAR = ("год", "year", "месяц", "month", "decade")
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
    if before == "through" and month.month and month.month > 1:
        return _from_january(month, month.month)
    loose = before in LOOSE and not time.deadline and not ENDING.search(time.text)
    return month._replace(kind="near") if loose else month


LONG = 3
ENDING = re.compile(r"\bend\s+of\s", re.IGNORECASE)


def _years(time: Time, part: dict[str, str], _language: str) -> Time | None:
    last = int(part["year2"])
    return time._replace(kind="year", last_year=last) if time.year and last > time.year else None


def _years_to(time: Time, part: dict[str, str], _language: str) -> Time | None:
    """So many years that end with one: "the five years to 2023"."""
    count = lookup(part["count"], NUMBERS)
    return time._replace(kind="year", year=(time.year or 0) - count + 1, last_year=time.year) if count > 1 else None


def _unit(time: Time, part: dict[str, str], _language: str) -> Time:
    return time._replace(months=1 if part["span"].lower() in ("month", "месяц") else 3)


def _since_year(time: Time, _part: dict[str, str], _language: str) -> Time:
    return time._replace(kind="since")


def _fiscal(time: Time, part: dict[str, str], _language: str) -> Time | None:
    """A fiscal year spans two calendar years, named by both or by the last ("FY24"); its months are the country's."""
    short = int(part["short"])
    if time.year is None:
        return time._replace(kind="year", year=1999 + short, last_year=2000 + short)
    last = time.year // 100 * 100 + short
    return time._replace(kind="year", last_year=last) if last > time.year else None


def _season(time: Time, part: dict[str, str], _language: str) -> Time:
    month = next(month for stem, month in SEASONS.items() if part["season"].startswith(stem))
    return time._replace(kind="months", month=month, months=3)


SEASONS = {"весн": 3, "лет": 6, "осен": 9, "spring": 3, "summer": 6, "autumn": 9}


def _decade_of(time: Time, part: dict[str, str], _language: str) -> Time:
    first = int(part["decade"])
    return time._replace(kind="year", year=first, last_year=first + 9)


def _decade(time: Time, part: dict[str, str], _language: str) -> Time:
    return time._replace(kind="year", year=int(part["decade"]))


def _year_relative(time: Time, _part: dict[str, str], _language: str) -> Time:
    return time._replace(kind="year")


_SHAPES = {
    "until": _until,
    "day_numeric": _day, "day_iso": _day, "day": _day, "days": _day, "months": _month_range, "month": _month_only,
    "first_months": _first_months, "half": _half, "quarter": _quarter, "years": _years, "decade": _decade,
    "since_year": _since_year, "fiscal": _fiscal, "first_quarters": _first_quarters, "first_half": _first_half,
    "stretch": _stretch, "ahead": _reach, "behind": _reach, "bare_month": _bare_month,
    "relative": _year_relative, "season": _season, "decade_of": _decade_of,
    "years_to": _years_to, "unit": _unit,
}  # fmt: skip
