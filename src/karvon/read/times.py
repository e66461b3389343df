"""Times: every expression of date and period in a text, as found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from karvon.read.fiscalwords import of_fiscal
from karvon.read.timerules import Grammar, Rule, grammar
from karvon.read.timeshapes import SHAPES, Time
from karvon.read.values import Value

__all__ = ["Time", "find"]
RELATIVE_YEAR = {"last": -1, "this": 0, "next": 1, "before": -2}


def find(text: str, language: str) -> list[Time]:
    """Return the time expressions of a plain text in order, longest first where they overlap."""
    looked = _looked(_small(text), grammar(language))
    found: list[Match] = []
    for rule in looked.known.rules:
        if not rule.needs or rule.needs & looked.held:
            _match(rule, looked, found)
    return _across(_apart(found, text, language), text)


Match = tuple[re.Match[str], str]


class Looked(Value, frozen=True):
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
    through = _through(left, right, text) or _over_years(left, right, text)
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


def _over_years(left: Time, right: Time, text: str) -> Time | None:
    """Return the months from a year to a part of a later one: "between 2011 and the third quarter of 2019"."""
    whole = left.kind == "year" and left.year is not None and left.last_year is None and not left.deadline
    part = right.kind == "months" and right.year is not None and right.until is None and right.last_year is None
    lead = BETWEEN.search(text, max(0, left.start - 8), left.start + 8) if whole and part else None
    if lead is None or lead.start() > left.start or right.start - left.end > len(" up to the "):
        return None
    months = ((right.year or 0) - (left.year or 0)) * 12 + (right.month or 1) + right.months - 1
    if months <= 12 or JOINING.match(text, left.end, right.end) is None:
        return None
    told = text[lead.start() : right.end].strip()
    return left._replace(start=lead.start(), end=right.end, text=told, kind="months", month=1, months=months)


BETWEEN = re.compile(r"\b(?:between|from|с|со)\s+(?=\d)", re.IGNORECASE)
JOINING = re.compile(r"\s{1,2}(?:and|to|until|till|through|up\s+to|по|до)\s", re.IGNORECASE)
THROUGH = re.compile(r",?\s{1,2}(?:up\s{1,2})?(?:to|until|till|through)\s", re.IGNORECASE)
ACROSS = re.compile(
    r"(?:\s{0,2}[-–—]\s{0,2}|\s{1,2}(?:to|through|until|по|до)\s{1,2})(?:конец\s{1,2}|the\s{1,2}end\s{1,2}of\s{1,2})?"
)


def _match(rule: Rule, looked: Looked, found: list[Match]) -> None:
    """Add what a rule matches, one behind the other: a led one at the openings, another anywhere in its stretches."""
    text = looked.text
    if rule.led:
        reached, begins = 0, rule.expression.match
        for at, last in looked.openings:
            match = begins(text, at, last) if at >= reached else None
            if match is not None:
                reached = match.end()
                found.append((match, rule.kind))
        return
    windows = looked.windows
    if rule.near:
        windows = _stretches(text, looked.known.needles.of(rule.needs & looked.held), NEAR_REACH)
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
    """Return the text in small letters, sign for sign: the few that would become two stay as they are.

    A sign that no expression can hold stands for the second end of an empty line, so that none runs across it.
    """
    lowered = text.lower().replace("\n\n", "\n\0")
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) > 1 else c.lower() for c in text).replace("\n\n", "\n\0")


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
    shape = SHAPES.get(kind)
    return base if shape is None else shape(base, part, language)


def _relative(part: dict[str, str]) -> int | None:
    return next((years for name, years in RELATIVE_YEAR.items() if name in part), None)
