"""Pointing: the words that point back at a period told before, and the year they move it to."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from karvon.model.dates import Period
from karvon.read import when
from karvon.read.gates import holds
from karvon.read.page import Page
from karvon.read.scene import FUTURE, Frame
from karvon.read.times import Time

ANAPHORA = re.compile(
    r"\b(?:за|в|на)\s+(?:(?:этот|тот|указанный|упомянутый|отч[её]тный|данный|рассматриваемый|аналогичный|названный)\s+(?:же\s+)?"
    r"(?:период|отрезок|срок)|это\s+(?:же\s+)?(?:самое\s+)?время|то\s+же\s+(?:самое\s+)?время\s+(?:прошлого|год)|то\s+время)"
    r"|\b(?:in|over|during|for|throughout)\s+(?:this|that|the)\s+(?:same\s+|reporting\s+|said\s+|aforementioned\s+|above\s+|mentioned\s+|review\s+|given\s+)?"
    r"(?:(?P<count>\w{1,10})-months?\s+)?(?:period|time\s+span|timeframe)"
    r"(?!\s+(?:of\s+|from\s+|between\s+)(?:january|february|march|april|may|june|july|august|september|october|november|december|20\d\d|\d))"
    r"|\b(?:in|over|during|for|throughout)\s+(?:these|those|this|that|the\s+(?:same|said|reported|mentioned))\s+(?:first\s+)?"
    r"(?P<told>two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2})\s+months\b"
    r"|\bза\s+(?:эти|те|указанные|названные)\s+(?:же\s+)?(?P<months>два|три|четыре|пять|шесть|семь|восемь|девять|десять|\d{1,2})\s+месяц\w{1,2}\b"
    r"|\b(?:period\s+under\s+review|the\s+same\s+period)\b",
    re.IGNORECASE,
)


POINTED = ("период", "отрезок", "срок", "время", "period", "time", "months", "месяц")


def pointing_in(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first words in a stretch of text that point back at a period."""
    return ANAPHORA.search(text, start, end) if holds(text[start:end].lower(), POINTED) else None


OF_LAST = re.compile(
    r"\b(?:in|during|over|for|within)\s(?:the\s|a\s)?(?:same|corresponding|similar|comparable|like|equivalent|respective|matching|reporting|reported|given)\s(?:period|months?|quarter|half|time|stretch)\s"
    r"(?:of\s|in\s)?(?:(?P<year>20\d\d)|(?:the\s)?(?:(?P<now>current|this|ongoing)|last|previous|preceding|prior)\s"
    r"(?:(?:fiscal|financial)(?:\syear)?|year))\b(?:[^.;\d()]|\([^()]{1,30}\)){0,90}\(?$",
    re.IGNORECASE,
)


def of_last(page: Page, at: int, first: int, told: Sequence[Period]) -> Period | None:
    """Return the part of the year told just before, of the year that words before a figure at a place name.

    "It was 5 in July-March, while during the same period of the last fiscal the exports were 4."
    """
    start = max(first, at - 140)
    match = OF_LAST.search(page.view.text, start, at) if holds(page.view.text[start:at].lower(), POINTED) else None
    known = [period for period in told if period.start and period.end and period.type == "period"]
    if match is None or not known or months_of(known[-1]) >= YEAR:
        return None
    last = known[-1].end.year if known[-1].end else 0
    years = int(match["year"]) - last if match["year"] else 1 if match["now"] else -1
    start_day, end_day = when.shifted(known[-1].start, years), when.shifted(known[-1].end, years)
    late = end_day is not None and page.published.last is not None and end_day > page.published.last
    same = msgspec.structs.replace(known[-1], resolution="inherited")
    return same if late else msgspec.structs.replace(same, start=start_day, end=end_day)


YEAR = 12  # months
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
          "ten": "10", "eleven": "11", "twelve": "12", "два": "2", "три": "3", "четыре": "4", "пять": "5", "шесть": "6",
          "семь": "7", "восемь": "8", "девять": "9", "десять": "10"}  # fmt: skip


def length_of(pointing: re.Match[str]) -> str:
    """Return how many months words that point back at a period say it has, in digits; nothing where they do not say."""
    told = (pointing["count"] or pointing["told"] or pointing["months"] or "").lower()
    return MONTHS.get(told, told)


def months_of(period: Period) -> int:
    """Return how many calendar months a period touches."""
    if period.start is None or period.end is None:
        return 0
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


MONTHLY = re.compile(
    r"\b(?:к|с|за|over|from|on)\s+(?:the\s+)?(?:предыдущ\w{2,3}|прошл\w{2,3}|previous|prior)\s+(?:месяц\w{0,2}|month)\b"
    r"|\bв\s+месячном\s+(?:выражении|исчислении)|month[\s-](?:on|over)[\s-]month",
    re.IGNORECASE,
)


def month_told(page: Page, found: Frame, told: Sequence[Period]) -> Period | None:
    """Return the month told last for a change against the month before it."""
    sentence = found.scene.sentence
    if found.change == "level" or MONTHLY.search(page.view.text, sentence.start, sentence.end) is None:
        return None
    return next((p for p in reversed(told) if p.start and p.end and p.type == "period" and months_of(p) == 1), None)


SAME_STRETCH = re.compile(
    r"\b(?:(?:in|over|during|for|within|across)\s+(?:the|that|this)\s+(?:very\s+)?(?:same|period)(?:\s+(?:period|time|timeframe|years|span))?"
    r"|за\s+(?:тот|этот)\s+же\s+(?:период|срок)|за\s+те\s+же\s+годы)\b",
    re.IGNORECASE,
)


def first_of_rise(page: Page, found: Frame, earlier: Sequence[tuple[Frame, Period]]) -> Period | None:
    """Return when the rise told before began, for one over the same stretch: "from 4 to 9 in the same period"."""
    end = found.scene.sentence.end if found.amount.pair == "from" else found.place[1]
    first = found.scene.sentence.start
    opens = found.amount.pair == "from" and SAME_STRETCH.match(page.view.text, first, found.place[0]) is not None
    if not opens and SAME_STRETCH.search(page.view.text, found.place[1], end) is None:
        return None
    begun = (p for frame, p in reversed(earlier) if frame.amount.pair == "from" and p.start is not None)
    period = next(begun, None)
    return msgspec.structs.replace(period, resolution="inherited") if period is not None else None


def part_of(page: Page, found: Frame) -> bool:
    """Say whether an amount is a part told behind what its whole is compared with: "more than last year, including"."""
    first, at = found.scene.sentence.start, found.place[0]
    before = page.view.text[max(first, at - 90) : at]
    return holds(before.lower(), INCLUDING) and PART_OF.search(before) is not None


INCLUDING = ("including", "of which", "of them", "among them", "в том числе", "включая", "из них", "из которых")
PART_OF = re.compile(
    r"\b(?:than|чем)\s[^;:()]{0,60},\s(?:including|(?:of|among)\s(?:them|which|these)|в\s+том\s+числе|включая"
    r"|из\s+(?:них|которых))\s[^,;:()\d]{0,24}$",
    re.IGNORECASE,
)
"""Words that make what follows a part of what is told, behind what that is compared with."""


HARKS = re.compile(
    r"\W{0,3}(?:(?:that|this|it|which|the\s+(?:figure|total|number|amount))\s+(?:is|was|marks?|marked|represents?|represented|makes?)\b"
    r"|(?:это|что|данный\s+показатель|этот\s+показатель)\b)",
    re.IGNORECASE,
)


def harks_back(page: Page, found: Frame) -> bool:
    """Say whether a change is of the figure before, against a time behind it: "That is 21 % more than in 2016"."""
    sentence, amount = found.scene.sentence, found.amount
    if found.change == "level" or found.scene.amounts[0].first != amount.first:
        return False
    end = page.tokens[amount.last - 1].end
    behind = next((t for t in found.scene.times if t.start >= end), None)
    against = behind is not None and when.compared(page.view.text, behind) and behind.start - end < REACH_BACK
    return against and HARKS.match(page.view.text, sentence.start, sentence.end) is not None


REACH_BACK = 40


def when_told(page: Page, found: Frame) -> Time | None:
    """Return the time that a clause of "when" behind it tells a figure of: "the most since May 2021, when 7 t came"."""
    start = found.place[0]
    before = [t for t in found.scene.times if start - CLAUSE < t.end <= start] if found.status not in FUTURE else []
    if not before or not holds(page.view.text[before[0].end : start].lower(), ("когда ", "тогда ", "when ")):
        return None
    told = next((t for t in reversed(before) if WHEN.fullmatch(page.view.text, t.end, start)), None)
    return told._replace(kind="year") if told is not None and told.kind == "since" and told.month is None else told


CLAUSE = 140
WHEN = re.compile(r"\s?(?:года|г\.)?\s?(?:,|\(|[–—-])\s?(?:когда|тогда|when)\s[^.;()\d]{0,100}", re.IGNORECASE)
