"""Pointing: the words that point back at a period told before, and the year they move it to."""

from __future__ import annotations

import re

import msgspec

from karvon.model.dates import Period
from karvon.read import when
from karvon.read.gates import holds
from karvon.read.page import Page

ANAPHORA = re.compile(
    r"\b(?:за|в|на)\s+(?:(?:этот|тот|указанный|упомянутый|отч[её]тный|данный|рассматриваемый|аналогичный|названный)\s+(?:же\s+)?"
    r"(?:период|отрезок|срок)|это\s+(?:же\s+)?(?:самое\s+)?время|то\s+же\s+(?:самое\s+)?время\s+(?:прошлого|год)|то\s+время)"
    r"|\b(?:in|over|during|for|throughout)\s+(?:this|that|the)\s+(?:same\s+|reporting\s+|said\s+|aforementioned\s+|above\s+|mentioned\s+|review\s+|given\s+)?"
    r"(?:(?P<count>\w{1,10})-months?\s+)?(?:period|time\s+span|timeframe)"
    r"|\b(?:period\s+under\s+review|the\s+same\s+period)\b",
    re.IGNORECASE,
)


POINTED = ("период", "отрезок", "срок", "время", "period", "time")


def pointing_in(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first words in a stretch of text that point back at a period."""
    return ANAPHORA.search(text, start, end) if holds(text[start:end].lower(), POINTED) else None


OF_YEAR = re.compile(
    r"\s{1,3}(?:(?:in|of|за|в)\s{1,3})?(?:(?P<year>20\d\d)"
    r"|(?P<last>last\s{1,3}year|a\s{1,3}year\s{1,3}(?:earlier|ago|before)"
    r"|the\s{1,3}previous\s{1,3}year|(?:прошлого|предыдущего|минувшего)\s{1,3}года))",
    re.IGNORECASE,
)


WAS = re.compile(r"\s(?:он\w?\s)?(?:составлял|составил|был|равнял|достигал|насчитывал|находил|не\s+превышал)")


def in_year(page: Page, period: Period, first: int, pointing: re.Match[str]) -> Period:
    """Return a period in the year that the words behind an opening "in the same period" name, if they do."""
    match = OF_YEAR.match(page.view.text, pointing.end())
    opened = not page.view.text[first : pointing.start()].strip(" -,.")
    if match is not None and not opened:
        opened = WAS.match(page.view.text, match.end()) is not None
    if match is None or not opened or period.start is None or period.end is None:
        return period
    years = int(match["year"]) - period.end.year if match["year"] else -1
    start, end = when.shifted(period.start, years), when.shifted(period.end, years)
    return msgspec.structs.replace(period, start=start, end=end)


MONTHS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
          "ten": "10", "eleven": "11", "twelve": "12"}  # fmt: skip


def months_of(period: Period) -> int:
    """Return how many calendar months a period touches."""
    if period.start is None or period.end is None:
        return 0
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
