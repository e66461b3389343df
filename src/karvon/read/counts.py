"""Counts of years: "eight years ago", "within three years", "over the year"."""

from __future__ import annotations

import datetime as dt
import re

from karvon.model.dates import Period, Resolution, year_span
from karvon.read import topics, when
from karvon.read.gates import holds
from karvon.read.page import Page
from karvon.read.scene import FUTURE, Frame
from karvon.read.timed import is_stock

NUMBERS = {
    "двадцат": 20, "двенадцат": 12, "дв": 2, "тр": 3, "четыр": 4, "пятнадцат": 15, "пят": 5, "шест": 6, "сем": 7,
    "вос": 8, "девят": 9, "десят": 10, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
NUMBER = r"(?P<n>\d{1,2}|" + "|".join(rf"{stem}[^\W\d_]*" for stem in NUMBERS) + ")"
AGO = re.compile(
    rf"\b(?:{NUMBER}(?:\s+(?:лет|года)\s+(?:тому\s+)?назад|\s+years?\s+ago|(?P<tens>\s+decades\s+ago|\s+десятилети[яй]\s+назад))"
    r"|(?P<one>(?:a\s+year|год)\s+(?:ago|(?:тому\s+)?назад))|(?P<ten>(?:a\s+decade|десятилетие)\s+(?:ago|(?:тому\s+)?назад)))\b",
    re.IGNORECASE,
)
WITHIN = re.compile(
    rf"\b(?:(?:в\s+течение|на\s+протяжении|через|within|in|over|за)\s+(?:the\s+next\s+|ближайшие\s+|следующие\s+)?{NUMBER}\s+(?:лет|года|years)"
    r"|(?P<one>within\s+(?:a|one|the\s+next)\s+year|через\s+год))\b",
    re.IGNORECASE,
)
LASTING = ("течение", "протяжении", "через", "within", "in", "over", "за")
YEARS = ("лет", "года", "years", "year", "год")
YEAR = re.compile(
    r"\bза\s+(?:(?:один|прошедший|весь|этот)\s+)?год\b(?!\s+(?:до|раньше|назад))|\bover\s+the\s+year\b", re.I
)
MADE = re.compile(
    r"\b(?:созда|откры|запу|запущ|ввели|введ|зарегистрир|появил|построен|построил|реализов|заверш|opened|launched|created"
    r"|registered|completed|built|set\s+up|commissioned)",
    re.IGNORECASE,
)
YEARLY = re.compile(r"за\s|назад|ago|over\s+the")
REACH = 160


def counted(page: Page, found: Frame) -> tuple[Period, str] | None:
    """Return the period that a count of years around the amount's sentence names, None where there is none."""
    sentence, at = found.scene.sentence, topics.found_at(page, found)
    reach = max(sentence.start, at - REACH), min(sentence.end, at + REACH)
    first, last = page.present.first, page.present.last
    if found.status in FUTURE:
        if found.amount.pair == "from":
            return None
        ahead = page.view.text[slice(*reach)].lower()
        within = WITHIN.search(page.view.text, *reach) if holds(ahead, LASTING) and holds(ahead, YEARS) else None
        return None if within is None else _within(page, within)
    around = page.view.text[slice(*reach)].lower()
    if not YEARLY.search(around):
        return None
    ago = AGO.search(page.view.text, *reach) if holds(around, ("назад", "ago")) else None
    if ago is not None:
        return _ago(page, found, ago)
    made = is_stock(found) and found.amount.kind == "count" and MADE.search(page.view.text, *reach)
    match = YEAR.search(page.view.text, *reach) if made else None
    if match is not None and first is not None and last is not None and first.year == last.year:
        return _over_the_year(page, first, match[0])
    return None


def long_ago(page: Page, found: Frame) -> tuple[Period, str] | None:
    """Return the year some years ago that stands right behind an amount: "down from 7 percent eight years ago"."""
    end = found.place[1]
    match = AGO.match(page.view.text, end + 1, min(len(page.view.text), end + AGO_REACH))
    return None if match is None or match["one"] else _ago(page, found, match)


AGO_REACH = 40


def _how(page: Page) -> Resolution:
    if page.dated_by in when.UNDATED:
        return "bracketed" if page.dated_by == "bracketed" else "unresolved"
    return "header_date"


def _number(word: str) -> int:
    small = word.lower()
    return int(small) if small.isdigit() else next(years for stem, years in NUMBERS.items() if small.startswith(stem))


def _within(page: Page, match: re.Match[str]) -> tuple[Period, str]:
    """Return a deadline some years after a dated text."""
    days = when.shifted(page.published.last, 1 if match["one"] else _number(match["n"]))
    return Period(None, days, match[0], "deadline", _how(page)), "period.years"


def _ago(page: Page, found: Frame, match: re.Match[str]) -> tuple[Period, str] | None:
    """Return the calendar year so many years ago, for the amount that it stands before."""
    first, last = page.present.first, page.present.last
    behind = match.start() >= found.place[1] and not page.view.text[found.place[1] : match.start()].strip()
    if first is None or last is None or (match.start() > topics.found_at(page, found) and not behind):
        return None
    years = 1 if match["one"] else 10 if match["ten"] else _number(match["n"]) * (10 if match["tens"] else 1)
    year = year_span(first.year - years)
    return Period(year.first, year.last, match[0], "period", _how(page)), "period.years"


def _over_the_year(page: Page, first: dt.date, text: str) -> tuple[Period, str] | None:
    """Return the year meant by "over the year": the one that ends as the text is written, or ended shortly before."""
    ending = first.month >= ENDING
    begun = first.month <= BEGUN and page.dated_by not in when.UNDATED
    if not (ending or begun):
        return None
    year = year_span(first.year if ending else first.year - 1)
    return Period(year.first, year.last, text, "period", _how(page)), "period.years"


ENDING, BEGUN = 11, 3
