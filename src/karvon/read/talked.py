"""Talked: which stretches of time the sentences around a figure speak of, before it, in its title and its lead."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from karvon.read import bases, when
from karvon.read.gates import holds
from karvon.read.happened import happened
from karvon.read.occasions import dates_occasion
from karvon.read.page import Page
from karvon.read.scene import FUTURE, Frame
from karvon.read.times import Time
from karvon.read.tocome import TO_COME, around

AROUND = 40
LINE = 200
STOPS = re.compile(r"[.!?](?=\s)")


def spoken_of(page: Page, found: Frame) -> Time | None:
    """Return the period that the sentences before speak of: the same paragraph, the list's opening, title or lead."""
    start = found.scene.sentence.start
    for first, last in _reaches(page, found):
        at = bisect_left(page.times, min(last, start), key=lambda t: t.start)
        told = (t for t in reversed(page.times[max(0, at - AROUND) : at]) if first <= t.start and spans(page, t))
        kept = next((t for t in told if not dates_occasion(page, t) and not _of_deed(page, t, first)), None)
        if kept is not None:
            return kept
    return None


def just_told(page: Page, found: Frame, since: int) -> Time | None:
    """Return the period that the end of the paragraph before speaks of, behind a place: that of the figures to come."""
    paragraphs, at = page.layout.paragraphs, found.scene.sentence.paragraph
    start = found.scene.sentence.start
    if not at or start != paragraphs[at][0]:
        return None
    first = bisect_left(page.times, max(since, paragraphs[at - 1][0]), key=lambda t: t.start)
    last = bisect_left(page.times, start, key=lambda t: t.start)
    told = (t for t in reversed(page.times[first:last]) if (t.year or t.month) and spans(page, t))
    told = (t for t in told if not _of_deed(page, t, paragraphs[at - 1][0]))
    return next((t for t in told if _season(t) or not dates_occasion(page, t)), None)


def _season(time: Time) -> bool:
    """Say whether a time is several months of a year, as statistics are told of."""
    return time.kind == "months" and 1 < time.months < YEAR


YEAR = 12


def _of_deed(page: Page, time: Time, first: int) -> bool:
    """Say whether a time within a sentence only dates what was done: "in force since last May", "open since 2015".

    One that a sentence opens with is what the talk goes on with.
    """
    begun = time.kind == "since" and time.year is not None
    begun = begun or (time.kind == "months" and time.year is None and LAST_MONTH.match(time.text) is not None)
    if not begun:
        return False
    before = page.view.text[first : time.start]
    stop = max((match.end() for match in STOPS.finditer(before)), default=0)
    return len(before[stop:].strip()) > LED_IN


LED_IN = 4
LAST_MONTH = re.compile(r"(?:since\s+)?last\s", re.IGNORECASE)


def lead_of(page: Page, found: Frame) -> Time | None:
    """Return the period of the first sentence of text for a figure in the title above it."""
    paragraphs, at = page.layout.paragraphs, found.scene.sentence.paragraph
    last = paragraphs[at][1]
    titled = at <= TITLES and last - paragraphs[at][0] < LINE and page.view.text[last - 1] not in ".!?:;,"
    if not titled or found.status in FUTURE:
        return None
    body = next((place for place in paragraphs[at + 1 : at + HEADINGS] if place[1] - place[0] > LINE), None)
    if body is None:
        return None
    stop = STOPS.search(page.view.text, *body)
    first, end = (
        bisect_left(page.times, place, key=lambda t: t.start) for place in (body[0], stop.start() if stop else body[1])
    )
    told = (time for time in page.times[first:end] if spans(page, time) and time.last_year is None)
    return next((time for time in told if not AS_OF.search(page.view.text, max(0, time.start - 14), time.end)), None)


AS_OF = re.compile(r"\b(?:на|к)\s(?:конец|концу|начало|началу)\b", re.IGNORECASE)


TITLES = 2
LIST = 12
HEADINGS = 4


def _reaches(page: Page, found: Frame) -> Iterator[tuple[int, int]]:
    paragraphs, at = page.layout.paragraphs, found.scene.sentence.paragraph
    yield paragraphs[at]
    if at and page.view.text[paragraphs[at - 1][1] - 1] == "?":
        yield paragraphs[at - 1]
    before = reversed(paragraphs[max(0, at - LIST) : at])
    opening = next((place for place in before if page.view.text[place[1] - 1] == ":"), None)
    if opening is not None:
        yield opening
    for first, last in paragraphs[: min(at, HEADINGS)]:
        heading = last - first < 140 and page.view.text[last - 1] not in ".!?"
        if heading or (first == paragraphs[0][0] and (found.indicator is not None or happened(found))):
            yield first, last


def spans(page: Page, time: Time) -> bool:
    """Say whether a time is one that figures can be told of: a stretch, not a base, a programme's, nor to come."""
    if time.kind not in ("year", "months", "since") or time.deadline or when.compared(page.view.text, time):
        return False
    this_year = time.kind == "year" and time.relative == 0
    if time.year is None and (time.month is not None or this_year) and TO_COME.search(around(page, time)):
        return False
    of_programme = time.last_year is not None and PROGRAMME.match(time.text) is not None
    if of_programme or bracketed(page.view.text, time.start) or bases.dates_base(page.view.text, time):
        return False
    if time.kind == "year" and told_since(page.view.text, time.start):
        return False
    days, known = when.span(time, page.present), page.present.last
    if known is None:
        return time.year is None or not COMES.search(page.view.text, max(0, time.start - 60), time.start)
    return days.first is None or days.first <= known


COMES = re.compile(r"\b(?:will|would|expected|scheduled|slated|planned|due)\b[^.;:]*$", re.IGNORECASE)
PROGRAMME = re.compile(r"на\s|for\s", re.IGNORECASE)


def told_since(text: str, at: int, reach: int = 100) -> bool:
    """Say whether an event since which something is counted is told before a place: "since the launch in"."""
    first = max(0, at - reach)
    return holds(text[first:at].lower(), EVENTFUL) and SINCE_EVENT.search(text, first, at) is not None


EVENTFUL = (
    "начат", "запущенн", "стартовавш", "развёрнут", "развернут", "момента", "дня", "времени", "даты", "начала",
    "запуска", "открытия", "создания", "основания", "вступления", "установления", "since",
)  # fmt: skip
SINCE_EVENT = re.compile(
    r"\b(?:начат|запущенн|стартовавш|развёрнут|развернут)\w{2,3}\s$|\b(?:(?:с|со)\s+(?:момента|дня|времени|даты|начала(?!\s+(?:\w+\s+)?(?:года|20))|запуска|открытия|создания|основания|вступления|установления)"
    r"|since\s+(?!(?:the\s+)?(?:beginning|start|turn|end)\s+of\s+(?:(?:the|this|last)\s+)?(?:year|20|19)|then\b|early\b|late\b)[a-z]{2,20})"
    r"\b(?![^,;:.]{0,80}\bпо\s)[^,;:.\d]{0,80}$",
    re.IGNORECASE,
)


def since_event(page: Page, time: Time) -> bool:
    """Say whether a year is that of an event since which something is told: "since the pact was signed in 2006"."""
    plain = time.kind == "year" and time.year is not None and time.last_year is None and not time.deadline
    return plain and told_since(page.view.text, time.start, 110)


def bracketed(text: str, at: int) -> bool:
    """Say whether a place lies inside brackets that open shortly before it."""
    before = text[max(0, at - 80) : at]
    rounded = "(" in before and before.rfind("(") > before.rfind(")")
    return rounded or ("[" in before and before.rfind("[") > before.rfind("]"))


def those_months(page: Page, time: Time) -> Time | None:
    """Return the months up to a day or a month that "in the eight months" points back to, as many of them."""
    told = THOSE.fullmatch(time.text)
    if told is None or time.kind != "months" or time.year is not None:
        return None
    at = bisect_left(page.times, time.start, key=lambda other: other.start)
    many = f" {told['count'].lower()} "
    for other in reversed(page.times[max(0, at - AROUND) : at]):
        words = f" {' '.join(other.text.lower().replace('-', ' ').split())} "
        if other.kind == "months" and other.month != 1 and many in words and " month" in words:
            return other._replace(start=time.start, end=time.end)
    return None


THOSE = re.compile(r"(?:in|for|over|during)\s+the\s+(?P<count>\w{1,6})\s+months", re.IGNORECASE)
